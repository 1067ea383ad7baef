"""The timeline of a person: read, opened and edited in place, by key; it goes on as one scrolls."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from mentorcrm.models.history_kinds import GiveDirection, GiveKind, Owner
from mentorcrm.models.kinds import Direction, InteractionChannel, Privacy
from mentorcrm.models.tables import ReciprocityNote
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.commands.commitments import AddCommitment, KeepCommitment
from mentorcrm.services.commands.giving import AddIntroduction
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.meetings import PlanMeeting
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.facade import Services
from mentorcrm.services.interactions_rows import ContactRow, EntryKind, Source, key_of
from mentorcrm.services.typed_days import read_time
from mentorcrm.ui.pages.contact_editor import ContactEditor
from mentorcrm.ui.pages.contact_fields import read_minutes, read_topics
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.pages.timeline_entries import ContactEntry
from mentorcrm.ui.pages.timeline_parts import AdviceQuote
from mentorcrm.ui.palette.finding import Finder
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.choices import CheckBox
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people, texts, type_into
from tests.ui.test_people_several import choose, no_menu_left

__all__ = ["no_menu_left"]

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CALL = InteractionChannel.CALL


def logged(services: Services, person: int, number: int) -> list[int]:
    """So many calls, the newest first, a day apart."""
    return [
        services.dispatcher.run(
            LogInteraction((person,), NOW - timedelta(days=day), CALL, summary=f"Call {day}")
        )
        for day in range(1, number + 1)
    ]


def contact(services: Services, key: int) -> ContactRow:
    return services.timeline.contact(key)


def contacts(page: PeoplePage) -> list[ContactEntry]:
    return [e for e in page.view.history.entries() if isinstance(e, ContactEntry)]


def opened(stage: Stage, page: PeoplePage) -> ContactEditor:
    """Open the newest contact by a click on it."""
    entry = contacts(page)[0]
    stage.qtbot.mouseClick(entry, LEFT, pos=QPoint(60, 10))
    stage.settle()
    assert entry.is_open() and entry.editor is not None
    return entry.editor


def test_arrows_move_enter_opens_escape_closes_delete_deletes(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    keys = logged(stage.services, ids[0], 3)
    stage.settle()
    history = page.view.history
    season = history.entries()[0]
    first, second = contacts(page)[:2]
    season.setFocus()
    stage.qtbot.keyClick(season, KEY.Key_Down)
    assert stage.focused() is first
    stage.qtbot.keyClick(first, KEY.Key_Down)
    assert stage.focused() is second
    stage.qtbot.keyClick(second, KEY.Key_Up)
    stage.qtbot.keyClick(first, KEY.Key_Up)
    stage.qtbot.keyClick(season, KEY.Key_Up)
    assert stage.focused() is history.log.field
    second.setFocus()
    stage.qtbot.keyClick(second, KEY.Key_Return)
    assert second.editor is not None
    assert stage.focused() is second.editor.summary
    stage.qtbot.keyClick(second.editor.summary, KEY.Key_Escape)
    assert not second.is_open()
    assert stage.focused() is second
    stage.qtbot.keyClick(second, KEY.Key_E)
    assert second.is_open()
    stage.qtbot.keyClick(second.editor.summary, KEY.Key_Escape)
    stage.qtbot.keyClick(second, KEY.Key_Delete)
    stage.settle()
    assert "Call 2" not in texts(history)
    assert stage.window.toast.text() == "Deleted a contact"
    # The focus goes on to the entry now in its place.
    assert stage.focused() is contacts(page)[1]
    stage.qtbot.mouseClick(stage.window.toast._undo, LEFT)
    stage.settle()
    assert "Call 2" in texts(history)
    assert contact(stage.services, keys[1]).contact.summary == "Call 2"


def test_every_field_saves_itself_where_it_stands(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    (key,) = logged(stage.services, ids[0], 1)
    stage.settle()
    page.side.show_person(ids[0])
    form = opened(stage, page)
    for field, text in (
        (form.summary, "On hiring"),
        (form.minutes, "45 min"),
        (form.topics, "#pricing #career path"),
        (form.when.day, "20 Nov 2026"),
        (form.when.time, "9:30"),
        (form.when.zone, "Tokyo"),
    ):
        field.selectAll()
        type_into(stage, field, text)
    form.body.editor.setFocus()
    stage.qtbot.keyClicks(form.body.editor, "Ask for scope")
    stage.qtbot.waitUntil(lambda: bool(contact(stage.services, key).contact.body))
    form.counts.click()
    stage.settle()
    for select, value in (
        (form.channel, InteractionChannel.VIDEO),
        (form.direction, Direction.THEM),
        (form.privacy, Privacy.SHAREABLE),
    ):
        select.set_value(value)
        select.activated.emit(select.currentIndex())
        stage.settle()
    held = contact(stage.services, key)
    row = held.contact
    moment = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert (row.summary, row.minutes, row.body) == ("On hiring", 45, "Ask for scope")
    assert held.topics == ("pricing", "career path")
    assert (row.at, row.zone) == (moment.astimezone(UTC), "Asia/Tokyo")
    assert (row.channel, row.direction) == (InteractionChannel.VIDEO, Direction.THEM)
    assert (row.privacy, row.counts_as_contact) == (Privacy.SHAREABLE, False)
    assert form.isVisible()
    form.done.click()
    assert {"On hiring", "20 Nov, 45 min"} <= set(texts(page.view.history))


def test_another_day_in_the_form_moves_the_meeting_that_it_is_of(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    meeting = stage.services.dispatcher.run(PlanMeeting((ids[0],), NOW + timedelta(days=2)))
    stage.settle()
    form = opened(stage, page)
    assert InteractionChannel.NOTE not in [value for value, _words in form.channel._choices]
    form.when.day.selectAll()
    type_into(stage, form.when.day, "30 Nov 2026")
    detail = stage.services.meetings.detail(meeting)
    assert (detail.moved, detail.row.at.day) == (1, 30)
    assert stage.window.toast.text().startswith("Moved the meeting.")


def test_what_is_wrong_is_said_at_the_field_and_kept(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    (key,) = logged(stage.services, ids[0], 1)
    stage.settle()
    form = opened(stage, page)
    for field, typed, said in (
        (form.when.day, "someday", "Write the day as"),
        (form.when.time, "25:00", "Write the time as"),
        (form.when.zone, "Atlantis", "not a time zone"),
        (form.minutes, "long", "Write minutes as a number"),
        (form.minutes, "2000", "between 0 minutes and 24 hours"),
    ):
        before = contact(stage.services, key)
        field.selectAll()
        type_into(stage, field, typed)
        assert any(said in text for text in texts(form)), said
        assert field.text() == typed
        assert contact(stage.services, key) == before


def test_escape_restores_a_field_and_then_closes(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    (key,) = logged(stage.services, ids[0], 1)
    stage.settle()
    form = opened(stage, page)
    form.summary.selectAll()
    stage.qtbot.keyClicks(form.summary, "Something else")
    form.flush()
    stage.settle()
    assert contact(stage.services, key).contact.summary == "Something else"
    stage.qtbot.keyClick(form.summary, KEY.Key_Escape)
    form.flush()
    assert contact(stage.services, key).contact.summary == "Call 1"
    assert form.isVisible()
    stage.qtbot.keyClick(form.summary, KEY.Key_Escape)
    assert not form.isVisible()


def test_who_took_part_is_changed_with_chips(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ruth")
    (key,) = logged(stage.services, ids[0], 1)
    stage.settle()
    page.side.show_person(ids[0])
    form = opened(stage, page)
    form.people.add_button.click()
    stage.settle()
    field = QApplication.focusWidget()
    assert field is not None
    stage.qtbot.keyClicks(field, "ruth")
    stage.qtbot.keyClick(field, KEY.Key_Return)
    stage.settle()
    names = [name for _id, name in contact(stage.services, key).contact.people]
    assert names == ["Ana", "Ruth"]
    chips = [chip for chip in form.people.findChildren(Chip) if chip.isVisible()]
    assert [chip.text() for chip in chips] == ["Ana", "Ruth"]
    chips[1].click()
    stage.settle()
    assert len(contact(stage.services, key).contact.people) == 1
    next(c for c in form.people.findChildren(Chip) if c.isVisible()).click()
    assert "Say who the contact was with" in stage.window.toast.text()
    assert len(contact(stage.services, key).contact.people) == 1


def test_promises_stand_under_their_contact_and_are_kept_with_a_tick(stage: Stage) -> None:
    page, ids = people(stage, "Ana Ferreira")
    run = stage.services.dispatcher.run
    call = run(LogInteraction((ids[0],), NOW - timedelta(days=60), CALL, summary="On scope"))
    mine = run(AddCommitment(ids[0], "Write the scope", interaction_id=call))
    run(AddCommitment(ids[0], "Introduce Amara", Owner.THEM, interaction_id=call))
    run(AddAdvice(ids[0], "Keep one system you own", interaction_id=call))
    run(KeepCommitment(mine, date(2026, 9, 29)))
    stage.settle()
    history = page.view.history
    shown = texts(history)
    assert {"You", "Write the scope", "kept 29 Sep"} <= set(shown)
    assert {"Ana", "Introduce Amara", "open 9 weeks"} <= set(shown)
    assert "Keep one system you own" in shown
    contacts(page)[0].wake()
    boxes = contacts(page)[0].findChildren(CheckBox)
    theirs = next(b for b in boxes if b.accessibleName() == "Kept: Introduce Amara")
    stage.qtbot.mouseClick(theirs, LEFT)
    stage.settle()
    assert "kept 24 Nov" in texts(history)
    stage.desk.undo()
    stage.settle()
    assert "open 9 weeks" in texts(history)


def test_a_chip_for_each_kind_there_is_and_none_else(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    history = page.view.history
    run = stage.services.dispatcher.run
    logged(stage.services, ids[0], 1)
    stage.settle()
    shown = {kind for kind, chip in history.chips.items() if not chip.isHidden()}
    assert shown == {None, EntryKind.MEETINGS, EntryKind.SEASONS}
    run(AddCommitment(ids[0], "Send the deck"))
    run(AddAdvice(ids[0], "Say less"))
    run(LogInteraction((ids[0],), NOW + timedelta(days=2), CALL, summary="Next"))
    run(LogInteraction((ids[0],), NOW, InteractionChannel.NOTE, summary="Likes tea"))
    with stage.services.store.write() as unit:
        give = ReciprocityNote(
            person_id=ids[0], direction=GiveDirection.GIVEN, kind=GiveKind.RESOURCE,
            happened_on=date(2026, 11, 3), what="The rubric",
        )  # fmt: skip
        unit.session.add(give)
    stage.services.bus.publish(stage_changes())
    stage.settle()
    for kind, text in (
        (EntryKind.PLANS, "Next"),
        (EntryKind.NOTES, "Likes tea"),
        (EntryKind.PROMISES, "Send the deck"),
        (EntryKind.ADVICE, "Advice: Say less"),
        (EntryKind.GIVING, "The rubric"),
        (EntryKind.SEASONS, "Mentor: candidate"),
    ):
        stage.qtbot.mouseClick(history.chips[kind], LEFT)
        stage.settle()
        assert text in texts(history), kind
        assert len(history.entries()) == 1, kind


def stage_changes() -> object:
    from mentorcrm.services.bus import Changes

    return Changes(everything=True)


def test_a_menu_says_what_may_be_done(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    (key,) = logged(stage.services, ids[0], 1)
    stage.settle()
    for said, check in (
        ("Does not count", lambda row: not row.counts_as_contact),
        ("Never leaves", lambda row: row.privacy is Privacy.NEVER),
    ):
        open_menu(stage, page)
        choose(stage, said)
        assert check(contact(stage.services, key).contact)
    assert any("does not count" in text for text in texts(page.view.history))
    stage.services.dispatcher.run(EditInteraction(key, counts_as_contact=True))


def open_menu(stage: Stage, page: PeoplePage) -> None:
    from PySide6.QtGui import QContextMenuEvent

    entry = contacts(page)[0]
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, QPoint(5, 5), entry.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(entry, event)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", "09:00"),
        ("9:30", "09:30"),
        ("09.30", "09:30"),
        ("0930", "09:30"),
        ("9pm", "21:00"),
        ("12 am", "00:00"),
        ("25:00", None),
        ("10:75", None),
        ("13 pm", None),
        ("noon", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, read: str | None) -> None:
    at = read_time(typed)
    assert (f"{at:%H:%M}" if at else None) == read


def test_minutes_and_topics_are_read_as_people_write_them() -> None:
    assert read_minutes("45") == read_minutes("45 min") == (45, "")
    assert read_minutes(" ") == (None, "")
    assert read_minutes("²")[1] and read_minutes("an hour")[1]
    assert read_topics("#pricing #career path") == ("pricing", "career path")
    assert read_topics("pricing, career path") == ("pricing", "career path")
    assert read_topics("pricing career") == ("pricing", "career")
    assert read_topics(" # ") == ()


def test_advice_promises_and_giving_open_where_they_can_be_changed(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    (key,) = logged(stage.services, ids[0], 1)
    within = run(AddAdvice(ids[0], "Say less", interaction_id=key))
    apart = run(AddAdvice(ids[0], "Ask early"))
    kept = run(AddCommitment(ids[0], "Send the deck"))
    run(KeepCommitment(kept))
    stage.settle()
    for entry in contacts(page):
        entry.wake()
    quote = page.view.history.findChildren(AdviceQuote)[0]
    stage.qtbot.mouseClick(quote, LEFT)
    stage.settle()
    assert stage.window.navigation.page.place() == Place("history", within, "advice")
    for title, place in (
        ("Advice: Ask early", Place("history", apart, "advice")),
        ("You promised", Place("history", kept, "promises?done")),
    ):
        stage.go("people", ids[0])
        entries = page.view.history.entries()
        entry = next(e for e in entries if e.accessibleName().startswith(title))
        entry.setFocus()
        stage.qtbot.keyClick(entry, KEY.Key_Return)
        stage.settle()
        assert stage.window.navigation.page.place() == place
    for typed, place in (
        ("early", Place("history", apart, "advice")),
        ("deck", Place("history", kept, "promises")),
        ("Call 1", Place("history", key_of(Source.CONTACT, key), "contacts")),
    ):
        found = Finder(stage.services, (), ()).find(typed)
        assert place in [entry.place for group in found.groups for entry in group.entries]


def test_an_introduction_stands_in_the_timeline_and_opens_beside_the_list(stage: Stage) -> None:
    page, ids = people(stage, "Ana", "Ben", "Cleo")
    run = stage.services.dispatcher.run
    made = run(AddIntroduction(ids[2], ids[1], ids[0], why="Both build schedulers"))
    stage.settle()
    stage.go("people", ids[1])
    entries = page.view.history.entries()
    entry = next(e for e in entries if e.accessibleName().startswith("Ana introduces Ben to Cleo"))
    assert "Waits for Ben and Cleo to agree" in " ".join(texts(page.view.history))
    entry.setFocus()
    stage.qtbot.keyClick(entry, KEY.Key_Return)
    stage.settle()
    place = stage.window.navigation.page.place()
    assert (place.page, place.key) == ("history", -made)
    assert place.view.startswith("giving")
