"""The bin in the settings: back out, or gone for good after one question."""

from typing import Any

from PySide6.QtCore import Qt

from mentorcrm.models.kinds import MessageKind, NeedKind
from mentorcrm.services.commands.needs import AddNeed, DeleteNeed
from mentorcrm.services.commands.outreach import DeleteDraft, EditDraft
from mentorcrm.services.commands.people import AddPerson, DeletePeople
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.dialogs.erase import EraseSheet
from mentorcrm.ui.pages.settings_bin import BinSection
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.ui.conftest import Stage

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def filled(stage: Stage) -> BinSection:
    run = stage.services.dispatcher.run
    ana = run(AddPerson("Ana Silva"))
    draft = run(stage.services.desk.beginning(ana, MessageKind.RECAP))
    run(EditDraft(draft, subject="Thank you"))
    run(DeleteDraft(draft))
    run(DeleteNeed(run(AddNeed(NeedKind.SKILL, "Say no"))))
    run(DeletePeople((run(AddPerson("Bo Lind")),)))
    page: Any = stage.go("settings", view="bin")
    stage.settle()
    assert isinstance(page.section, BinSection)
    return page.section


def texts(section: BinSection) -> list[str]:
    return [line.text for line in lines(section)]


def lines(section: BinSection) -> list[RecordLine]:
    rows = section.list.rows
    found = (rows.row_at(place) for place in range(rows.rowCount()))
    return [line for line in found if line is not None]


def choose(section: BinSection, text: str) -> None:
    section.list.choose_place(texts(section).index(text))


def sheet_of(stage: Stage) -> EraseSheet:
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, EraseSheet)
    return sheet


def test_what_lies_there_comes_back_with_enter(stage: Stage) -> None:
    section = filled(stage)
    assert sorted(texts(section)) == ["Bo Lind", "Say no", "Thank you"]
    assert section.number.text() == "3 entries"
    line = next(line for line in lines(section) if line.text == "Thank you")
    assert (line.detail, line.note, line.tag) == ("Ana Silva", "until 24 Dec", "Message")
    choose(section, "Bo Lind")
    section.list.setFocus()
    stage.qtbot.keyClick(section.list, KEY.Key_Return)
    stage.settle()
    assert sorted(texts(section)) == ["Say no", "Thank you"]
    stage.desk.undo()
    stage.settle()
    assert len(section.items()) == 3


def test_several_come_back_at_once(stage: Stage) -> None:
    section = filled(stage)
    section.list.setFocus()
    stage.qtbot.keyClick(section.list, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.mouseClick(section.take_out, LEFT)
    stage.settle()
    assert section.items() == []
    assert section.none.isVisible() and stage.focused() is section.none
    assert not section.card.isVisible()


def test_erasing_asks_names_what_goes_and_can_be_left(stage: Stage) -> None:
    section = filled(stage)
    choose(section, "Say no")
    section.list.setFocus()
    stage.qtbot.keyClick(section.list, KEY.Key_Delete)
    sheet = sheet_of(stage)
    from mentorcrm.ui.widgets.text import Label

    assert "Say no" in [label.text() for label in sheet.findChildren(Label)]
    assert stage.focused() is sheet.keep
    stage.qtbot.keyClick(sheet.keep, KEY.Key_Escape)
    assert len(section.items()) == 3
    stage.qtbot.mouseClick(section.erase, LEFT)
    stage.qtbot.mouseClick(sheet_of(stage).go, LEFT)
    stage.settle()
    assert sorted(texts(section)) == ["Bo Lind", "Thank you"]
    assert stage.window.toast.text() == "Erased 1 entry for good"
    assert stage.services.needs.list() == ()


def test_the_bin_is_emptied_also_from_the_backups(stage: Stage) -> None:
    section = filled(stage)
    stage.services.safety.back_up()
    stage.qtbot.mouseClick(section.empty, LEFT)
    sheet = sheet_of(stage)
    stage.qtbot.mouseClick(sheet.backups, LEFT)
    stage.qtbot.mouseClick(sheet.go, LEFT)
    stage.settle()
    assert section.none.isVisible()
    assert [backup.reason for backup in stage.services.safety.backups()] == ["after-erasing"]
    assert not section.progress.isVisible()


def test_a_full_bin_is_read_a_window_at_a_time(stage: Stage) -> None:
    from mentorcrm.models.tables import Person
    from tests.conftest import NOW

    with stage.services.store.write() as unit:
        unit.session.add_all(
            Person(display_name=f"P {number}", sort_name=f"p {number}", deleted_at=NOW)
            for number in range(3_000)
        )
    asked: list[int] = []
    rows = stage.services.bin.rows
    stage.services.bin.rows = lambda items: (asked.append(len(items)), rows(items))[1]  # type: ignore[method-assign]
    page: Any = stage.go("settings", view="bin")
    stage.settle()
    section: BinSection = page.section
    assert section.number.text() == "3,000 entries"
    section.list.scrollToBottom()
    section.list.viewport().repaint()
    assert asked and sum(asked) <= 300
    stage.qtbot.mouseClick(section.empty, LEFT)
    sheet = sheet_of(stage)
    from mentorcrm.ui.widgets.text import Label

    assert "and 2,995 more" in [label.text() for label in sheet.findChildren(Label)]
    stage.qtbot.keyClick(sheet.keep, KEY.Key_Escape)
