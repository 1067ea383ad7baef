"""Bringing contacts in through the window: read, map, review, decide, write, take back."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from mentorcrm.models.kinds import ImportAction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commands.transfer import ImportCounts
from mentorcrm.services.facade import Services
from mentorcrm.services.importing import ColumnField, Decision
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.settings import SettingsPage
from mentorcrm.ui.pages.settings_import import ImportSection
from mentorcrm.ui.widgets.buttons import Button
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
PREAMBLE = 'Notes:\n"When exporting your connection data, some addresses are missing."\n\n'
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
LINKEDIN = (
    PREAMBLE + HEADER + "Ruth,Adeyemi,https://www.linkedin.com/in/ruth-a,,Halden,CTO,03 Mar 2024\n"
    "Ana,Ferreira,https://www.linkedin.com/in/ana-f,ana@kestrel.example,Kestrel,VP,04 Mar 2024\n"
    "Kofi,Mensah,https://www.linkedin.com/in/kofi-m,,Toronto,Professor,05 Mar 2024\n"
    ",,,,,,06 Mar 2024\n"
)


def importing(stage: Stage) -> ImportSection:
    page = stage.go("settings", view="import")
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, ImportSection)
    return page.section


def choose(stage: Stage, *files: Path) -> ImportSection:
    """Choose files with the button, and wait for what comes of it."""
    section = importing(stage)
    stage.asker.files = files
    stage.qtbot.mouseClick(section.start.choose, LEFT)
    stage.settle()
    return section


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    file = tmp_path / "Connections.csv"
    file.write_text(LINKEDIN, encoding="utf-8")
    return file


def names(section: ImportSection) -> list[str]:
    rows = section.review.list.rows
    return [rows.index(place).data() for place in range(rows.rowCount())]


def turn_to(stage: Stage, section: ImportSection, words: str) -> None:
    """Click the tab that begins with these words."""
    tabs = section.review.tabs
    segment = next(s for s in tabs._segments if s.text().startswith(words))
    stage.qtbot.mouseClick(segment, LEFT)


def test_a_linkedin_file_is_reviewed_written_and_taken_back(
    stage: Stage, connections: Path
) -> None:
    section = choose(stage, connections)
    review = section.review
    assert review.isVisible()
    assert "LinkedIn connections, 4 contacts" in review.header.summary.text()
    assert names(section) == ["Ruth Adeyemi", "Ana Ferreira", "Kofi Mensah"]
    turn_to(stage, section, "Skipped")
    assert names(section) == ["Row 8"]
    assert not stage.services.people.ids()
    stage.qtbot.mouseClick(review.go, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 3
    assert section.start.isVisible()
    assert "Imported 3 new people" in section.start.done.text()
    assert section.start.see.isVisible()
    line = section.start.past.line(section.start.past.current_id() or 1)
    assert line is not None
    assert (line.text, line.detail) == ("Connections.csv", "3 new, 1 skipped")
    assert stage.services.safety.newest() is not None
    undo = next(b for b in stage.window.toast.findChildren(Button) if b.isVisible())
    stage.qtbot.mouseClick(undo, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 0
    assert section.start.past.rows.rowCount() == 0
    assert not section.start.done.isVisible()
    assert not section.start.see.isVisible()


def test_undo_of_an_import_never_takes_back_what_was_written_before_it_was_told(
    stage: Stage, connections: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = choose(stage, connections)
    write = type(stage.services).import_contacts

    def write_and_more(services: Services, *arguments: Any) -> ImportCounts:
        counts = write(services, *arguments)
        services.dispatcher.run(AddPerson("Bea Lund"))  # What had waited for its turn.
        return counts

    monkeypatch.setattr(type(stage.services), "import_contacts", write_and_more)
    stage.qtbot.mouseClick(section.review.go, LEFT)
    stage.settle()
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 4


def test_a_finished_import_leads_to_the_people_it_brought(stage: Stage, connections: Path) -> None:
    stage.services.dispatcher.run(AddPerson("Aaron Abel"))
    section = choose(stage, connections)
    stage.qtbot.mouseClick(section.review.go, LEFT)
    stage.settle()
    assert stage.focused() is section.start.see
    stage.qtbot.keyClick(section.start.see, KEY.Key_Return)
    stage.settle()
    page = stage.window.navigation.page
    assert isinstance(page, PeoplePage)
    shown = [page.list.model.index(n).data() for n in range(page.list.model.rowCount())]
    assert set(shown[:3]) == {"Ruth Adeyemi", "Ana Ferreira", "Kofi Mensah"}
    assert shown[3] == "Aaron Abel"


def test_those_who_came_stand_at_the_top_also_when_somebody_else_was_open(
    stage: Stage, connections: Path
) -> None:
    for number in range(60):
        stage.services.dispatcher.run(AddPerson(f"Somebody {number:02}"))
    people = stage.go("people", stage.services.people.ids()[-1])
    assert isinstance(people, PeoplePage)
    assert people.list.list.verticalScrollBar().value() > 0
    section = choose(stage, connections)
    stage.qtbot.mouseClick(section.review.go, LEFT)
    stage.settle()
    stage.qtbot.keyClick(section.start.see, KEY.Key_Return)
    stage.settle()
    view = people.list.list
    assert view.currentIndex().row() == 0
    assert view.visualRect(view.currentIndex()).top() == 0
    assert people.view.header.name.text() == view.currentIndex().data()


def test_possible_duplicates_wait_for_a_decision_each(stage: Stage, connections: Path) -> None:
    for name in ("Ruth Adeyemi", "Ana Ferreira", "Kofi Mensah"):
        stage.services.dispatcher.run(AddPerson(name, "Elsewhere"))
    section = choose(stage, connections)
    review = section.review
    assert names(section) == ["Ruth Adeyemi", "Ana Ferreira", "Kofi Mensah"]
    assert "who is already here; Elsewhere" in (review.line_at(0).detail)
    assert not review.go.isEnabled()
    review.list.setFocus()
    stage.qtbot.keyClick(review.list, KEY.Key_S)
    stage.settle()
    assert names(section) == ["Ana Ferreira", "Kofi Mensah"]
    stage.qtbot.mouseClick(review.buttons[Decision.KEEP_SEPARATE], LEFT)
    stage.settle()
    stage.qtbot.mouseClick(review.buttons[Decision.LEAVE_OUT], LEFT)
    stage.settle()
    assert names(section) == []
    assert review.empty.isVisible()
    turn_to(stage, section, "Updates")
    assert review.line_at(0).tag == "same person"
    turn_to(stage, section, "Skipped")
    assert names(section) == ["Kofi Mensah", "Row 8"]
    stage.qtbot.mouseClick(review.go, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 4
    assert "Imported 1 new person, filled in 1 person" in stage.window.toast.text()


def test_all_duplicates_are_decided_at_once_and_one_taken_back(
    stage: Stage, connections: Path
) -> None:
    for name in ("Ruth Adeyemi", "Ana Ferreira"):
        stage.services.dispatcher.run(AddPerson(name))
    section = choose(stage, connections)
    review = section.review
    review._decide_all(Decision.SAME_PERSON)
    stage.settle()
    turn_to(stage, section, "Updates")
    assert names(section) == ["Ruth Adeyemi", "Ana Ferreira"]
    assert "adds" in review.line_at(0).detail
    stage.qtbot.mouseClick(review.back, LEFT)
    stage.settle()
    assert names(section) == ["Ana Ferreira"]
    plan = review.plan()
    assert plan is not None
    assert plan.count(ImportAction.DUPLICATE) == 1


def test_a_new_person_can_be_left_out(stage: Stage, connections: Path) -> None:
    section = choose(stage, connections)
    section.review.list.setFocus()
    stage.qtbot.keyClick(section.review.list, KEY.Key_L)
    stage.settle()
    stage.qtbot.mouseClick(section.review.go, LEFT)
    stage.settle()
    rows = stage.services.people.listed()
    assert [row.name for row in rows] == ["Ana Ferreira", "Kofi Mensah"]


def test_a_refused_file_is_named_with_what_to_do(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7 nothing here")
    section = choose(stage, file)
    assert section.start.isVisible()
    assert section.start.strip.isVisible()
    assert "report.pdf" in section.start.strip.what()
    assert stage.services.people.counts().people == 0


def test_the_good_files_of_several_are_reviewed_together(
    stage: Stage, tmp_path: Path, connections: Path
) -> None:
    card = tmp_path / "one.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Priya Natarajan\nEND:VCARD\n")
    bad = tmp_path / "photo.png"
    bad.write_bytes(b"\x89PNG nothing")
    section = choose(stage, connections, bad, card)
    review = section.review
    assert review.refusals.isVisible()
    assert "photo.png" in review.refusals.what()
    assert names(section)[-1] == "Priya Natarajan"
    assert "Connections.csv and 1 more file" in review.header.title.text()
    stage.qtbot.mouseClick(review.go, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 4
    stage.desk.undo()
    assert stage.services.people.counts().people == 0


def test_reading_can_be_cancelled_and_leaves_nothing(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"Given{n},Name{n},,g{n}@x.example,C,P,03 Mar 2024\n" for n in range(30_000))
    file.write_text(PREAMBLE + HEADER + rows)
    section = importing(stage)
    section.read_files((file,))
    assert section.reading_view.isVisible()
    assert stage.focused() is section.reading_view.cancel
    stage.qtbot.waitUntil(lambda: section.reading_view.bar.value() > 0, timeout=20_000)
    assert "many.csv" in section.reading_view.words.text()
    stage.qtbot.keyClick(section.reading_view.cancel, KEY.Key_Space)
    assert section.start.isVisible()
    stage.settle()
    assert section.start.isVisible()
    assert stage.services.people.counts().people == 0


def test_a_file_that_does_not_say_its_columns_is_asked_about(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "alumni.csv"
    file.write_text(
        "Wer,Wo,Kanal\nMaria Sommer,Lisbon,maria@x.example\nJo Winter,Porto,jo@x.example\n"
    )
    section = choose(stage, file)
    columns = section.columns
    assert columns.isVisible()
    assert [select.value() for select in columns.selects] == [
        ColumnField.FULL_NAME,
        ColumnField.IGNORE,
        ColumnField.MAIL,
    ]
    assert columns.selects[1].accessibleDescription() == "Lisbon  ·  Porto"
    columns.selects[1].setFocus()
    stage.qtbot.keyClicks(columns.selects[1], "Loc")
    stage.settle()
    assert columns.selects[1].value() is ColumnField.LOCATION
    stage.qtbot.mouseClick(columns.go_on, LEFT)
    stage.settle()
    assert names(section) == ["Maria Sommer", "Jo Winter"]
    stage.qtbot.mouseClick(section.review.go, LEFT)
    stage.settle()
    person = stage.services.people.detail(stage.services.people.find("Maria Sommer"))
    assert person.values["location"] == "Lisbon"
    assert person.mail() == "maria@x.example"


def test_columns_without_anybody_to_name_cannot_go_on(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "alumni.csv"
    file.write_text("Wer,Wo\nMaria Sommer,Lisbon\nJo Winter,Porto\n")
    section = choose(stage, file)
    columns = section.columns
    columns.selects[0].setFocus()
    stage.qtbot.keyClick(columns.selects[0], KEY.Key_Home)
    assert columns.selects[0].value() is ColumnField.IGNORE
    assert not columns.go_on.isEnabled()
    assert columns.note.text().startswith("Choose a column")
    stage.qtbot.mouseClick(columns.skip, LEFT)
    stage.settle()
    assert section.start.isVisible()


def test_the_columns_of_a_known_table_can_be_told_anew(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "friends.csv"
    file.write_text("Name,Company\nMaria Sommer,Oxbow\n")
    section = choose(stage, file)
    assert section.review.columns.isVisible()
    stage.qtbot.mouseClick(section.review.columns, LEFT)
    assert section.columns.isVisible()
    select = section.columns.selects[1]
    select.set_value(ColumnField.NOTES)
    stage.qtbot.mouseClick(section.columns.go_on, LEFT)
    stage.settle()
    plan = section.review.plan()
    assert plan is not None
    assert (plan.items[0].card.notes, plan.items[0].card.organisation) == ("Oxbow", "")


def test_files_can_be_dropped_on_the_page(stage: Stage, connections: Path) -> None:
    section = importing(stage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(connections)), QUrl("https://example.org/x.csv")])
    place, button = QPointF(40, 40), Qt.MouseButton.LeftButton
    action, modifier = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(place, action, data, button, modifier)
    section.dropEvent(drop)
    stage.settle()
    assert drop.isAccepted()
    assert names(section) == ["Ruth Adeyemi", "Ana Ferreira", "Kofi Mensah"]


def test_cancel_on_the_review_writes_nothing(stage: Stage, connections: Path) -> None:
    section = choose(stage, connections)
    stage.qtbot.mouseClick(section.review.cancel, LEFT)
    assert section.start.isVisible()
    assert stage.services.people.counts().people == 0


def test_the_sample_network_comes_and_goes_as_one_step(stage: Stage) -> None:
    start = importing(stage).start
    stage.qtbot.mouseClick(start.sample, LEFT)
    stage.settle()
    many = stage.services.people.counts().people
    assert many >= 6
    assert start.sample.text() == "Remove sample network"
    stage.qtbot.mouseClick(start.sample, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 0
    stage.desk.undo()
    assert stage.services.people.counts().people == many
    stage.desk.undo()
    assert stage.services.people.counts().people == 0


def test_a_long_list_is_read_in_windows(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"Given{n},Name{n},,g{n}@x.example,C,P,03 Mar 2024\n" for n in range(20_000))
    file.write_text(PREAMBLE + HEADER + rows)
    section = importing(stage)
    section.read_files((file,))
    stage.settle()
    review = section.review
    assert review.list.rows.rowCount() == 20_000
    assert len(review.list.rows._kept) <= 2
    review.list.setFocus()
    stage.qtbot.keyClick(review.list, KEY.Key_End)
    line = review.line_at(review.list.currentIndex().row())
    assert line.text == "Given19999 Name19999"
    assert len(review.list.rows._kept) <= 4


def test_the_door_of_the_first_run_asks_for_the_file_at_once(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(LINKEDIN, encoding="utf-8")
    page = stage.go("people")
    assert isinstance(page, PeoplePage)
    stage.asker.files = (file,)
    stage.qtbot.mouseClick(page.first_run.bring, LEFT)
    stage.settle()
    settings = stage.window.navigation.page
    assert isinstance(settings, SettingsPage)
    assert isinstance(settings.section, ImportSection)
    assert settings.section.review.isVisible()


def test_the_name_of_a_file_keeps_its_letters(
    stage: Stage, connections: Path, tmp_path: Path
) -> None:
    other = tmp_path / "myContacts.csv"
    other.write_text(HEADER + "Ida,Berg,,,,,\n,,,,,,06 Mar 2024\n", encoding="utf-8")
    section = choose(stage, connections, other)
    turn_to(stage, section, "Skipped")
    assert names(section) == ["Connections.csv: row 8", "myContacts.csv: row 3"]
