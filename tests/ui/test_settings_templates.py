"""Templates in the window: read, changed, refused with their line, used, compared, reset."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from mentorcrm.models.kinds import MessageForm, MessageKind, Season, Tone
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui import theme
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.dialogs.reading import ReadingSheet
from mentorcrm.ui.pages.settings import SettingsPage
from mentorcrm.ui.pages.settings_templates import TemplatesSection
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
FIRST_ASK = (MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)


def templates(stage: Stage) -> TemplatesSection:
    page = stage.go("settings", view="templates")
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, TemplatesSection)
    return page.section


def write_at_end(stage: Stage, section: TemplatesSection, text: str) -> None:
    """Type at the end of the editor and wait for the preview."""
    editor = section.editor.text
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for line, part in enumerate(text.split("\n")):
        if line:
            stage.qtbot.keyClick(editor, KEY.Key_Return)
        stage.qtbot.keyClicks(editor, part)
    stage.qtbot.waitUntil(lambda: not section._timer.pending(), timeout=3000)
    stage.settle()


def own(stage: Stage) -> bool:
    rows = stage.services.templates.list()
    return next(row.own for row in rows if (row.kind, row.tone, row.form) == FIRST_ASK)


def test_the_preview_is_written_for_an_invented_person_while_nobody_is_here(stage: Stage) -> None:
    section = templates(stage)
    assert "Dear Ana" in section.side.body.text()
    assert "invented" in section.side.person.text()
    assert section.state.text() == "Built-in"
    assert not section.use.isVisible()


def test_the_preview_follows_the_person_that_is_chosen(stage: Stage) -> None:
    for name in ("Kofi Mensah", "Ruth Adeyemi"):
        stage.services.dispatcher.run(AddPerson(name, season=Season.CANDIDATE))
    section = templates(stage)
    assert "Dear Kofi" in section.side.body.text()
    stage.qtbot.mouseClick(section.side.person, LEFT)
    (sheet,) = stage.window.findChildren(PickSheet)
    stage.qtbot.keyClicks(sheet.search, "ruth")
    stage.qtbot.keyClick(sheet.search, KEY.Key_Return)
    stage.settle()
    assert "Dear Ruth" in section.side.body.text()
    assert section.side.person.text() == "Ruth Adeyemi"


def test_a_changed_text_is_previewed_used_compared_and_reset(stage: Stage) -> None:
    section = templates(stage)
    write_at_end(stage, section, "\nPS: I read your book.")
    assert section.side.body.text().endswith("PS: I read your book.")
    assert section.state.text() == "Changed, not in use yet"
    assert not own(stage)
    stage.qtbot.mouseClick(section.use, LEFT)
    stage.settle()
    assert own(stage)
    assert section.state.text() == "Yours"
    stage.qtbot.mouseClick(section.changes, LEFT)
    (sheet,) = stage.window.findChildren(ReadingSheet)
    assert "−  PS: I read your book." in sheet.view.text()
    sheet.reject()
    stage.qtbot.mouseClick(section.reset, LEFT)
    stage.settle()
    assert not own(stage)
    assert "PS:" not in section.editor.text.text()
    stage.desk.undo()
    stage.settle()
    assert own(stage)
    assert "PS: I read your book." in section.editor.text.text()


def test_a_wrong_field_is_said_with_its_line_marked_and_cannot_be_used(stage: Stage) -> None:
    section = templates(stage)
    write_at_end(stage, section, "\n{{ person.salary }}")
    line = section.editor.text.document().blockCount()
    assert section.wrong.isVisible()
    assert section.wrong.text().startswith(f"Line {line}: ")
    assert section.editor.marked_line() == line
    assert not section.use.isEnabled()
    marks = section.editor.text.extraSelections()
    assert marks[0].format.background().color() == theme.color("riskSoft")
    for _letter in "{{ person.salary }}\n":
        stage.qtbot.keyClick(section.editor.text, KEY.Key_Backspace)
    stage.qtbot.waitUntil(lambda: not section._timer.pending(), timeout=3000)
    stage.settle()
    assert section.editor.marked_line() is None
    assert section.editor.text.text() == section._stored
    assert section.state.text() == "Built-in"


@pytest.mark.parametrize("text", ["{{ say.greeting", "{% for x in y %}", "{{ ''.__class__ }}"])
def test_hostile_and_broken_texts_only_say_so(stage: Stage, text: str) -> None:
    section = templates(stage)
    write_at_end(stage, section, text)
    assert section.wrong.isVisible()
    assert not own(stage)


def test_an_unfinished_change_waits_while_another_text_is_looked_at(stage: Stage) -> None:
    section = templates(stage)
    write_at_end(stage, section, "\nUnfinished")
    section.tone.setFocus()
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Right)
    stage.settle()
    assert "Unfinished" not in section.editor.text.text()
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Left)
    stage.settle()
    assert section.editor.text.text().endswith("Unfinished")
    stage.qtbot.mouseClick(section.reset, LEFT)
    stage.settle()
    assert "Unfinished" not in section.editor.text.text()


def test_only_the_forms_that_a_kind_has_are_offered(stage: Stage) -> None:
    section = templates(stage)
    for kind in MessageKind:
        place = list(MessageKind).index(kind)
        section.kind.setCurrentIndex(place)
        section.kind.activated.emit(place)
        stage.settle()
        assert section.form.value() in MessageForm
        assert section.wrong.text() == ""
        assert section.side.body.text()


def test_a_field_is_written_at_the_cursor(stage: Stage) -> None:
    section = templates(stage)
    stage.qtbot.mouseClick(section.side.faces._segments[1], LEFT)
    stage.qtbot.keyClicks(section.side.search, "where they live")
    line = section.side.fields.line(section.side.fields.rows.id_at(0))
    assert line is not None
    assert line.text == "person.location"
    assert line.detail.startswith("London")
    section.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    stage.qtbot.keyClick(section.side.search, KEY.Key_Down)
    stage.qtbot.keyClick(section.side.fields, KEY.Key_Return)
    assert section.editor.text.text().endswith("{{ person.location }}")
    assert stage.focused() is section.editor.text


def test_a_template_goes_out_and_comes_in_as_a_file(stage: Stage, tmp_path: Path) -> None:
    section = templates(stage)
    write_at_end(stage, section, "\nPS: From a file.")
    stage.qtbot.mouseClick(section.use, LEFT)
    stage.settle()
    stage.asker.target = tmp_path / "mine.jinja"
    section.files._key = FIRST_ASK
    section.files.act("out")
    assert "PS: From a file." in (tmp_path / "mine.jinja").read_text()
    stage.qtbot.mouseClick(section.reset, LEFT)
    stage.settle()
    stage.asker.files = (tmp_path / "mine.jinja",)
    section.files.act("in")
    stage.settle()
    assert section.state.text() == "Changed, not in use yet"
    assert section.editor.text.text().endswith("PS: From a file.")
    assert not own(stage)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"---\nkind: nonsense\n---\nHello", b""])
def test_a_file_that_is_no_template_is_refused(
    stage: Stage, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "odd.jinja"
    file.write_bytes(content)
    section = templates(stage)
    before = section.editor.text.text()
    stage.asker.files = (file,)
    section.files.act("in")
    stage.settle()
    assert section.editor.text.text() == before
    assert stage.window.toast.isVisible()
