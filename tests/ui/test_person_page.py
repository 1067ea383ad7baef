"""One person's page: photo, clock, season, facts, dates, who introduced us, the timeline."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from mentorcrm.models.kinds import InteractionChannel, Privacy, Role, Season
from mentorcrm.services.birthdays import birthday_words, read_birthday
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddFact, AddPerson, EditPerson, SetMentorship
from mentorcrm.services.interactions_rows import EntryKind
from mentorcrm.services.rows import MentorshipRow
from mentorcrm.ui import pictures, words
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.person_about import AboutCard
from mentorcrm.ui.pages.person_agreement import AgreementCard
from mentorcrm.ui.pages.person_cards import FactsCard, NotesCard
from mentorcrm.ui.pages.person_points import PointsCard
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.fields import Field
from tests.ui.conftest import Stage
from tests.ui.test_people_page import card_of, people, texts, type_into
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 24)


def named(widget: QWidget, kind: type, name: str) -> QWidget:
    found = [b for b in widget.findChildren(kind) if b.isVisible()]
    return next(b for b in found if b.accessibleName().startswith(name))


def picture(folder: Path, name: str = "ana.png", width: int = 90, height: int = 60) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#2060c0"))
    path = folder / name
    assert image.save(str(path))
    return path


def test_a_photo_is_chosen_shown_and_taken_back(stage: Stage, tmp_path: Path) -> None:
    page, ids = people(stage, "Ana Ferreira")
    stage.asker.files = (picture(tmp_path),)
    stage.qtbot.mouseClick(page.view.header.photo, LEFT)
    stage.settle()
    assert stage.services.people.detail(ids[0]).photo
    assert stage.window.toast.text() == "Added a photo of Ana Ferreira"
    middle = page.view.header.photo.grab().toImage().pixelColor(32, 32)
    assert middle.blue() > middle.red() + 80
    stage.desk.undo()
    stage.settle()
    assert stage.services.people.detail(ids[0]).photo == ""


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused_in_a_sentence(
    stage: Stage, tmp_path: Path, content: bytes
) -> None:
    page, ids = people(stage, "Ana")
    (tmp_path / "odd.png").write_bytes(content)
    page.view.header.photo.take(tmp_path / "odd.png")
    stage.settle()
    assert stage.services.people.detail(ids[0]).photo == ""
    assert stage.window.toast.text() == (
        "odd.png is not a picture that can be read. Choose a JPEG or PNG file."
    )


def test_a_huge_picture_is_refused(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LARGEST_PIXELS", 1000)
    page, _ids = people(stage, "Ana")
    page.view.header.photo.take(picture(tmp_path))
    stage.settle()
    assert "at most 60 megapixels" in stage.window.toast.text()
    monkeypatch.setattr(pictures, "LARGEST_BYTES", 10)
    page.view.header.photo.take(picture(tmp_path))
    stage.settle()
    assert "at most 20 MB" in stage.window.toast.text()


def test_the_clock_there_says_when_it_is_another_day() -> None:
    evening = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    assert words.clock_there("Europe/Berlin", evening, "Europe/London") == "21:30 now"
    assert words.clock_there("Australia/Sydney", evening, "Europe/London") == "07:30 now, +1 day"
    early = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert words.clock_there("America/Lima", early, "Europe/London") == "21:00 now, −1 day"
    assert words.clock_there("Nowhere", early, "Europe/London") == ""


def test_an_old_fact_asks_to_be_looked_at_again(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    fact = AddFact(ids[0], "Wrote a rubric", "oxbow.example/rubric", TODAY - timedelta(days=386))
    stage.services.dispatcher.run(fact)
    stage.settle()
    card = card_of(page, FactsCard)
    assert "Checked 3 Nov 2025, a year ago: check again" in texts(card)
    stage.qtbot.mouseClick(named(card, IconButton, "Open oxbow.example"), LEFT)
    assert stage.opener.opened == ["https://oxbow.example/rubric"]
    stage.qtbot.mouseClick(named(card, IconButton, "Still true"), LEFT)
    stage.settle()
    assert "Checked 24 Nov" in texts(card_of(page, FactsCard))


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("15 April", "--04-15", "15 April"),
        ("29 Feb", "--02-29", "29 February"),
        ("15 Apr 1980", "1980-04-15", "15 April 1980"),
        ("1980-04-15", "1980-04-15", "15 April 1980"),
        ("31 Feb", None, ""),
        ("15 April 2090", None, ""),
        ("soon", None, ""),
    ],
)
def test_birthdays_are_read_as_people_write_them(typed: str, kept: str | None, shown: str) -> None:
    assert read_birthday(typed, TODAY) == kept
    assert kept is None or birthday_words(kept) == shown


def begin(stage: Stage, page: PeoplePage, name: str) -> Field:
    """Ask for a detail that is empty so far."""
    card = card_of(page, AboutCard)
    stage.qtbot.mouseClick(card._more, LEFT)
    choose(stage, name)
    field = card.line(name).field
    assert stage.focused() is field
    return field


def test_a_birthday_and_a_quiet_time_are_offered_and_kept(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    line = card_of(page, AboutCard).line("Birthday")
    assert not line.isVisible()
    type_into(stage, begin(stage, page, "Birthday"), "soon")
    assert any("Write the birthday as" in text for text in texts(line))
    assert line.field.text() == "soon"
    line.field.selectAll()
    type_into(stage, line.field, "15 April 1980")
    assert stage.services.people.detail(ids[0]).values["birthday"] == "1980-04-15"
    type_into(stage, begin(stage, page, "No contact"), "in 6 weeks")
    until = stage.services.people.detail(ids[0]).do_not_contact_until
    assert until == TODAY + timedelta(weeks=6)
    tags = [tag.text() for tag in page.view.header.findChildren(Tag) if tag.isVisible()]
    assert "No contact until 5 Jan 2027" in tags


def test_who_introduced_us_is_a_link_to_that_person(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    stage.qtbot.mouseClick(card_of(page, AboutCard)._more, LEFT)
    choose(stage, "Introduced by")
    line = card_of(page, AboutCard).line("Introduced by")
    focused = QApplication.focusWidget()
    assert focused is not None
    stage.qtbot.keyClicks(focused, "ruth")
    stage.qtbot.keyClick(focused, KEY.Key_Return)
    stage.settle()
    assert stage.services.people.detail(ids[0]).introduced_by == (ids[1], "Ruth")
    stage.qtbot.mouseClick(line.link, LEFT)
    stage.settle()
    assert page.place().key == ids[1]


def test_escape_restores_what_was_there(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(EditPerson(ids[0], {"title": "VP"}))
    stage.settle()
    field = card_of(page, AboutCard).line("Title").field
    type_into(stage, field, "something else", enter=False)
    stage.qtbot.keyClick(field, KEY.Key_Escape)
    page.list.list.setFocus()
    stage.settle()
    assert field.text() == "VP"
    assert stage.services.people.detail(ids[0]).values["title"] == "VP"


def test_a_trial_is_offered_an_end_and_active_a_rhythm(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.services.dispatcher.run(SetMentorship(ids[0], Role.MENTOR, Season.TRIAL))
    stage.settle()
    step = page.view.season.next
    assert step.button.text() == "Set an end date"
    stage.qtbot.mouseClick(step.button, LEFT)
    type_into(stage, step.day, "whenever")
    assert any("in 8 weeks" in text for text in texts(step))
    step.day.selectAll()
    type_into(stage, step.day, "in 8 weeks")
    (held,) = stage.services.people.detail(ids[0]).mentorships
    assert held.planned_end == TODAY + timedelta(weeks=8)
    assert "Trial until 19 Jan 2027" in texts(step)
    stage.services.dispatcher.run(SetMentorship(ids[0], Role.MENTOR, Season.ACTIVE))
    stage.settle()
    stage.qtbot.mouseClick(step.button, LEFT)
    choose(stage, "every 2 weeks")
    (held,) = stage.services.people.detail(ids[0]).mentorships
    assert held.cadence_days == 14


def test_the_first_role_is_not_offered_as_one_more(stage: Stage) -> None:
    person = stage.services.dispatcher.run(AddPerson("Dan Moe"))
    page = stage.go("people", person)
    stage.qtbot.mouseClick(page.view.season.role, LEFT)
    choose(stage, "Mentor")
    (held,) = stage.services.people.detail(person).mentorships
    assert held.role is Role.MENTOR


def test_several_roles_are_seen_and_one_can_end(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.qtbot.mouseClick(page.view.season.role, LEFT)
    choose(stage, "Also peer")
    tags = [tag.text() for tag in page.view.header.findChildren(Tag) if tag.isVisible()]
    assert tags == ["Mentor", "Peer"]
    stage.qtbot.mouseClick(page.view.season.role, LEFT)
    choose(stage, "No longer peer")
    held = stage.services.people.detail(ids[0]).mentorships
    assert [m.role for m in held] == [Role.MENTOR]


def test_closing_asks_for_a_reason_and_the_timeline_tells_it(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    stage.qtbot.mouseClick(page.view.season.stepper.steps[-1], LEFT)
    choose(stage, "Closed with thanks")
    choose(stage, "We reached what")
    (held,) = stage.services.people.detail(ids[0]).mentorships
    assert (held.season, held.ended_on) == (Season.CLOSED, stage.services.clock.now().date())
    assert "Mentor: closed with thanks" in texts(page.view.history)
    assert any("We reached what we set out to do" in t for t in texts(page.view.history))
    assert page.view.season.next.button.text() == "Write a thank-you"


def test_a_no_keeps_why_and_when_to_look_again_and_both_can_be_changed(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    season = page.view.season

    def held() -> MentorshipRow:
        return stage.services.people.detail(ids[0]).mentorships[0]

    stage.qtbot.mouseClick(season.stepper.steps[-1], LEFT)
    choose(stage, "Declined")
    choose(stage, "No time just now; look again on 22 Feb 2027")
    assert held().planned_end == date(2027, 2, 22)
    assert season.ended.text() == "Declined on 24 Nov: No time just now."
    assert texts(season.next)[0] == "Look at it again on 22 Feb 2027"
    stage.qtbot.mouseClick(season.next.button, LEFT)
    season.next.day.set_value("in 2 weeks")
    stage.qtbot.keyClick(season.next.day, Qt.Key.Key_Return)
    stage.settle()
    assert held().planned_end == date(2026, 12, 8)
    stage.qtbot.mouseClick(season.next.button, LEFT)
    season.next.day.set_value("")
    stage.qtbot.keyClick(season.next.day, Qt.Key.Key_Return)
    stage.settle()
    assert held().planned_end is None
    assert texts(season.next)[0] == "No day to look at it again"
    stage.qtbot.mouseClick(season.stepper.steps[-1], LEFT)
    choose(stage, "Declined")
    choose(stage, "Not their field")
    assert (held().ended_reason, held().planned_end) == ("Not their field", None)
    assert season.ended.text() == "Declined on 24 Nov: Not their field."
    stage.window.action("undo").trigger()
    stage.settle()
    assert season.ended.text() == "Declined on 24 Nov: No time just now."


def test_the_timeline_is_narrowed_by_chips_and_says_what_is_private(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    now = stage.desk.clock.now()
    run = stage.services.dispatcher.run
    run(LogInteraction((ids[0],), now, InteractionChannel.CALL, summary="On hiring"))
    run(LogInteraction((ids[0],), now, InteractionChannel.MAIL, summary="An agenda"))
    stage.settle()
    history = page.view.history
    assert {"On hiring", "An agenda", "Mentor: candidate"} <= set(texts(history))
    stage.qtbot.mouseClick(history.chips[EntryKind.MEETINGS], LEFT)
    stage.settle()
    assert "On hiring" in texts(history)
    assert not {"An agenda", "Mentor: candidate"} & set(texts(history))
    button = named(history, IconButton, "Private: change it")
    stage.qtbot.mouseClick(button, LEFT)
    choose(stage, "Never leaves this computer")
    rows = stage.services.people.detail(ids[0]).interactions
    assert {r.privacy for r in rows if r.summary == "On hiring"} == {Privacy.NEVER}
    assert any("Never leaves this computer" in text for text in texts(history))
    stage.qtbot.mouseClick(history.chips[None], LEFT)
    stage.settle()
    assert "An agenda" in texts(history)


def test_a_wrong_address_is_said_where_it_stands_and_kept(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    card = card_of(page, PointsCard)
    type_into(stage, card.add, "ana@kestrel.example")
    field = next(f for f in card.findChildren(Field) if f.text() == "ana@kestrel.example")
    field.selectAll()
    type_into(stage, field, "ana@", enter=False)
    page.list.list.setFocus()
    stage.settle()
    assert field.text() == "ana@"
    assert any("Add the part after the @" in text for text in texts(card))
    assert stage.services.people.detail(ids[0]).mail() == "ana@kestrel.example"


def test_buttons_over_a_line_are_reached_by_tab(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    card = card_of(page, PointsCard)
    type_into(stage, card.add, "ana@kestrel.example")
    field = next(f for f in card.findChildren(Field) if f.text() == "ana@kestrel.example")
    field.setFocus()
    seen = []
    for _step in range(3):
        stage.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        seen.append(QApplication.focusWidget().accessibleName())
    assert "Copy ana@kestrel.example" in seen


def test_tab_goes_through_the_lines_of_a_card_before_the_one_to_add(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    card = card_of(page, PointsCard)
    type_into(stage, card.add, "ana@kestrel.example")
    type_into(stage, card.add, "+351 910 000 000")
    card.add.setFocus()
    seen = []
    for _step in range(10):
        stage.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Backtab)
        focused = QApplication.focusWidget()
        if isinstance(focused, Field):
            seen.append(focused.text())
    assert [text for text in seen if text][:2] == ["+351 910 000 000", "ana@kestrel.example"]


def test_an_empty_name_of_a_button_is_never_shown(stage: Stage) -> None:
    page, _ids = people(stage, "Ana")
    buttons = page.view.findChildren(Button)
    assert [b for b in buttons if b.isVisible() and not (b.text() or b.accessibleName())] == []


def test_the_cards_of_a_person_are_laid_out_before_they_are_seen(stage: Stage) -> None:
    page, ids = people(stage, "Ana Ferreira", "Ruth Adeyemi")
    for text in ("A talk on research groups in Lisbon, and what came of it in the end", "A book"):
        stage.services.dispatcher.run(AddFact(ids[1], text))
    stage.settle()

    def places() -> list[int]:
        cards = page.view.cards
        return [card.mapTo(page.view, QPoint(0, card.height())).y() for card in cards[:3]]

    page.side.show_person(ids[1])
    at_once = places()
    stage.settle()
    assert places() == at_once


def test_boundaries_and_facts_stand_where_one_looks_before_an_ask(stage: Stage) -> None:
    page, ids = people(stage, "Ana Ferreira")
    stage.services.dispatcher.run(SetMentorship(ids[0], Role.MENTOR, Season.ACTIVE))
    stage.settle()
    kinds = (PointsCard, FactsCard, AgreementCard, AboutCard, NotesCard)
    for kind in kinds:
        if kind is not AboutCard:
            page.view._side.open_card(card_of(page, kind))
    tops = [card_of(page, kind).mapTo(page.view, QPoint(0, 0)).y() for kind in kinds]
    assert tops == sorted(tops)
    assert card_of(page, AgreementCard).isVisible()
