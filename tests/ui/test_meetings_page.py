"""Meetings in the window, with real keys: planned, prepared, held, closed, recapped."""

import os
import stat
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.history_kinds import AgendaKind, LineKind
from mentorcrm.models.kinds import InteractionChannel, MessageKind, NeedKind, Privacy
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import people, profile
from mentorcrm.services.commands.needs import AddNeed, EditNeed
from mentorcrm.services.meetings_rows import Stage
from mentorcrm.ui import theme
from mentorcrm.ui.dialogs.brief_page import BriefSheet
from mentorcrm.ui.pages.meeting_acts import CancelSheet, TimeSheet
from mentorcrm.ui.pages.meeting_notes import NotesAlone
from mentorcrm.ui.pages.meeting_promises import DayField
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import open_sheet
from mentorcrm.ui.widgets.text import Label
from tests.conftest import NOW
from tests.ui.conftest import Stage as Window

Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SOON = NOW + timedelta(days=2, hours=8, minutes=30)


def keys(stage: Window, text: str, widget: QWidget | None = None) -> None:
    stage.qtbot.keyClicks(widget or stage.focused(), text)


def press(stage: Window, key: Qt.Key, how: Any = Qt.KeyboardModifier.NoModifier,
          widget: QWidget | None = None) -> None:  # fmt: skip
    stage.qtbot.keyClick(widget or stage.focused(), key, how)
    stage.settle()


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def menu_of(widget: QWidget) -> ChoiceMenu:
    """The menu that was opened from a widget."""
    return next(menu for menu in widget.findChildren(ChoiceMenu) if menu.isVisible())


@pytest.fixture
def ana(stage: Window) -> int:
    run = stage.services.dispatcher.run
    run(profile.EditProfile({"name": "Noor Haddad", "zone": "Europe/Lisbon"}))
    person = run(people.AddPerson("Ana Ferreira", mail="ana@x.example"))
    run(people.EditPerson(person, {"zone": "Europe/Berlin"}))
    return person


@pytest.fixture
def meeting(stage: Window, ana: int) -> int:
    return stage.services.dispatcher.run(
        wish.PlanMeeting((ana,), SOON, slot=45, title="Quarterly call", link="https://m.example/a")
    )


@pytest.fixture
def held(stage: Window, ana: int) -> int:
    return stage.services.dispatcher.run(wish.PlanMeeting((ana,), NOW - timedelta(hours=2)))


def test_a_meeting_is_planned_in_one_line(stage: Window, ana: int):
    stage.window.action("meetings").trigger()
    stage.settle()
    page = stage.window.navigation.page
    line = page.list.plan
    line.field.setFocus()
    keys(stage, "ana friday 16:00 45m call: Pricing")
    assert (
        line.note.text()
        == "ana  ·  Fri 27 Nov 2026  ·  16:00  ·  45 min  ·  Phone call  ·  “Pricing”"
    )
    press(stage, Qt.Key.Key_Return)
    [row] = stage.services.meetings.list()
    assert (row.title, row.slot, row.channel) == ("Pricing", 45, InteractionChannel.CALL)
    assert stage.window.navigation.page.place().key == row.id
    assert page.view.head.title.text() == "Pricing"


def test_what_a_line_lacks_is_said_below_it_and_the_words_stay(stage: Window, ana: int):
    page: Any = stage.go("meetings", view="new")
    line = page.list.plan
    assert stage.focused() is line.field
    wrong = {
        "ana 16:00": "on which day",
        "ana friday": "at what time",
        "friday 16:00": "with whom",
        "Zed friday 16:00": "Nobody here",
    }
    for typed, said in wrong.items():
        line.field.setText(typed)
        press(stage, Qt.Key.Key_Return, widget=line.field)
        assert said in line.note.text()
        assert line.field.text() == typed
    assert stage.services.meetings.list() == ()


def test_the_list_shows_what_comes_what_waits_and_the_past(stage: Window, meeting: int, held: int):
    page: Any = stage.go("meetings")
    assert page.list.model.ids() == [meeting, held]
    assert page.list._count.text() == "2"
    page.list.shown.set_value("waiting")
    page.list.shown.chosen.emit("waiting")
    assert page.list.model.ids() == [held]
    assert page.list._count.text() == "1"
    page.list.shown.set_value("all")
    keys(stage, "quarterly", page.list.search)
    assert page.list.model.ids() == [meeting]
    page.list.choose(meeting)
    page.list.list.setFocus()
    press(stage, Qt.Key.Key_Return)
    assert stage.window.navigation.page.place().key == meeting


def test_points_are_added_edited_moved_ticked_and_dropped(stage: Window, meeting: int):
    page: Any = stage.go("meetings", meeting, "prepare")
    card = page.view.agenda
    card.add.setFocus()
    keys(stage, "Her promotion 10m")
    press(stage, Qt.Key.Key_Return)
    keys(stage, "What would you drop?", card.add)
    press(stage, Qt.Key.Key_Return, widget=card.add)
    points = stage.services.meetings.detail(meeting).points
    assert [(p.text, p.minutes, p.kind) for p in points[2:4]] == [
        ("Her promotion", 10, AgendaKind.OTHER), ("What would you drop?", 5, AgendaKind.QUESTION),
    ]  # fmt: skip
    row = next(line for line in card.lines() if line.point.text == "Her promotion")
    row.minutes.setFocus()
    row.minutes.selectAll()
    keys(stage, "20")
    press(stage, Qt.Key.Key_Return)
    assert stage.services.meetings.detail(meeting).points[2].minutes == 20
    row = next(line for line in card.lines() if line.point.text == "Her promotion")
    row.disc.setFocus()
    press(stage, Qt.Key.Key_Up, Alt)
    assert stage.services.meetings.detail(meeting).points[1].text == "Her promotion"
    assert stage.focused() is card.lines()[1].disc
    press(stage, Qt.Key.Key_Space)
    assert stage.services.meetings.detail(meeting).points[1].done
    card.fit.click()
    stage.settle()
    assert stage.services.meetings.detail(meeting).over == 0
    assert not card.fit.isVisible()
    card.lines()[1]._drop()
    stage.settle()
    assert stage.services.meetings.detail(meeting).points[1].dropped


def test_a_decision_is_written_and_said_large(stage: Window, meeting: int):
    page: Any = stage.go("meetings", meeting, "prepare")
    card = page.view.decision
    assert not card.statement.isVisible()
    keys(stage, "Lead or scope first?", card.new)
    press(stage, Qt.Key.Key_Return, widget=card.new)
    detail = stage.services.meetings.detail(meeting)
    assert detail.decision.statement == "Lead or scope first?"
    assert card.statement.text() == "Lead or scope first?"
    keys(stage, "scope", card.leaning.editor)
    card.flush()
    stage.settle()
    assert stage.services.meetings.detail(meeting).decision.leaning == "scope"
    card.confidence.chosen.emit(4)
    assert stage.services.meetings.detail(meeting).decision.confidence == 4
    card._do("none")
    stage.settle()
    assert not card.statement.isVisible()


def test_the_options_of_one_decision_do_not_stay_on_a_meeting_without(
    stage: Window, meeting: int, held: int
):
    run = stage.services.dispatcher.run
    need = run(AddNeed(NeedKind.DECISION, "Lead or scope first?"))
    run(EditNeed(need, {}, options=("lead", "scope")))
    run(wish.SetDecision(meeting, need))
    card = stage.go("meetings", meeting, "prepare").view.decision
    assert "lead  ·  scope" in shown(card)
    stage.go("meetings", held, "prepare")
    assert "lead  ·  scope" not in shown(card)


def test_a_line_for_the_next_day_is_there_only_when_it_says_something(stage: Window, held: int):
    following = stage.go("meetings", held, "takeaways").view.following
    before = following.height()
    keys(stage, "4 Dec 16:00", following.typed)
    stage.settle()
    assert following.height() > before
    following.typed.clear()
    stage.settle()
    assert following.height() == before


def test_the_list_has_the_width_of_the_page(stage: Window, meeting: int):
    page: Any = stage.go("meetings")
    left = page.list.search.mapTo(page, QPoint()).x()
    right = page.width() - left - page.list.search.width()
    assert left == right == 32
    assert page.list.shown.width() < page.list.search.width()


def test_notes_are_kept_as_one_types_and_marks_make_records(stage: Window, ana: int, held: int):
    page: Any = stage.go("meetings", held, "notes")
    edit = page.view.notes.edit
    assert stage.focused() is edit
    keys(stage, "Three new teams")
    press(stage, Qt.Key.Key_Return)
    keys(stage, "! ask for a room")
    press(stage, Qt.Key.Key_Return)
    keys(stage, "send the deck by friday")
    press(stage, Qt.Key.Key_Return, Ctrl)
    press(stage, Qt.Key.Key_Return)
    keys(stage, "> look up the role")
    page.flush()
    stage.settle()
    lines = stage.services.meetings.detail(held).lines
    assert [(line.kind, line.text) for line in lines] == [
        (LineKind.NOTE, "Three new teams"),
        (LineKind.ADVICE, "ask for a room"),
        (LineKind.MY_PROMISE, "send the deck by friday"),
        (LineKind.THEIR_PROMISE, "look up the role"),
    ]
    assert lines[2].due is not None
    before = [line.id for line in lines]
    # A line in between leaves the records of the others as they are.
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    press(stage, Qt.Key.Key_End)
    press(stage, Qt.Key.Key_Return)
    keys(stage, "She leads them all")
    page.flush()
    stage.settle()
    after = stage.services.meetings.detail(held).lines
    assert [line.id for line in after if line.id in before] == before
    assert edit.text().startswith("Three new teams\nShe leads them all\n! ask for a room")
    stage.go("today")
    page = stage.go("meetings", held, "notes")
    assert page.view.notes.edit.text().count("\n") == 4


def test_a_button_makes_a_line_what_it_says_and_a_menu_its_privacy(stage: Window, held: int):
    page: Any = stage.go("meetings", held, "notes")
    notes = page.view.notes
    keys(stage, "she was tired")
    quote = next(b for b in notes.kinds._items if b.property("kind") == "quote")
    quote.click()
    page.flush()
    stage.settle()
    [line] = stage.services.meetings.detail(held).lines
    assert line.kind is LineKind.QUOTE
    quote.click()
    page.flush()
    stage.settle()
    [line] = stage.services.meetings.detail(held).lines
    assert line.kind is LineKind.NOTE
    assert notes._current().text == "she was tired"
    for privacy in (Privacy.SHAREABLE, Privacy.NEVER):
        press(stage, Qt.Key.Key_L, Ctrl, notes.edit)
        assert stage.services.meetings.detail(held).lines[0].privacy is privacy
    assert notes.edit._side_of(notes.edit.key()) == ("shield-check", "Never leaves")
    assert notes.lock.accessibleName().startswith("Never leaves")
    assert notes.edit.document().firstBlock().blockFormat().rightMargin() > 0
    notes.lock.click()
    menu_of(notes).choose(Privacy.PRIVATE)
    stage.settle()
    assert stage.services.meetings.detail(held).lines[0].privacy is Privacy.PRIVATE
    assert notes.edit._side_of(notes.edit.key()) is None


def test_notes_alone_have_the_window_and_come_back(stage: Window, held: int):
    page: Any = stage.go("meetings", held, "notes")
    keys(stage, "one")
    press(stage, Qt.Key.Key_F11)
    alone = open_sheet(stage.window)
    assert isinstance(alone, NotesAlone)
    assert stage.focused() is page.view.notes.edit
    keys(stage, " two")
    press(stage, Qt.Key.Key_F11)
    assert open_sheet(stage.window) is None
    assert page.view.notes.isVisible()
    assert stage.focused() is page.view.notes.edit
    page.flush()
    stage.settle()
    assert stage.services.meetings.detail(held).lines[0].text == "one two"


def test_closing_takes_a_minute_and_ends_in_a_recap(stage: Window, ana: int, held: int):
    run = stage.services.dispatcher.run
    run(wish.AddLine(held, LineKind.MY_PROMISE, "send the scope page by 30 November"))
    run(wish.AddLine(held, LineKind.THEIR_PROMISE, "ask about the January opening"))
    page: Any = stage.go("meetings", held)
    view = page.view
    assert view.step == "takeaways"
    view.worth.rating.setFocus()
    for _step in range(4):
        press(stage, Qt.Key.Key_Right)
    view.taken.start()
    keys(stage, "Ask for scope first")
    press(stage, Qt.Key.Key_Return)
    view.taken.thanks.start()
    keys(stage, "the patience with my long version")
    bar = view.close_bar.button
    assert view.rect().contains(bar.mapTo(view, bar.rect().bottomRight()))  # Without scrolling.
    view.following.typed.setFocus()
    keys(stage, "4 Dec 16:00")
    assert "Fri 4 Dec 2026, 16:00" in view.following._read.text()
    view.close_bar.button.setFocus()
    press(stage, Qt.Key.Key_Return)
    detail = stage.services.meetings.detail(held)
    assert detail.row.stage is Stage.RECAP
    assert detail.takeaways == "Ask for scope first"
    assert stage.services.meetings.detail(detail.next_id).row.at.day == 4
    assert view.step == "recap"
    assert view.recap.clock.text() == "Recap due in 46 hours"
    body = view.recap.letter.text.text()
    assert "patience with my long version" in body
    assert "You offered to ask about the January opening." in body
    draft = stage.services.outreach.detail(detail.recap_draft_id)
    assert draft.kind is MessageKind.RECAP
    view.recap.letter.text.setFocus()
    keys(stage, "PS ")
    page.flush()
    stage.settle()
    assert stage.services.outreach.detail(draft.id).body.startswith("PS ")
    view.recap.copy.click()
    assert "PS " in stage.clipboard.texts[-1]
    view.recap.mail.click()
    stage.settle()
    assert stage.opener.opened[0].startswith("mailto:ana@x.example")


def test_a_takeaway_says_what_may_be_done_with_it_and_can_be_changed(stage: Window, held: int):
    def kept() -> str:
        stage.settle()
        return stage.services.meetings.detail(held).takeaways

    view = stage.go("meetings", held, "takeaways").view
    card = view.taken
    card.start()
    for words in ("Ask for scope first", "(private) She was tired"):
        keys(stage, words)
        press(stage, Qt.Key.Key_Return)
    assert kept() == "Ask for scope first\n(private) She was tired"
    assert [line.privacy.text() for line in card.lines()] == ["Among us", "Never leaves"]
    first = card.lines()[0]
    first.text.setFocus()
    press(stage, Qt.Key.Key_L, Ctrl)
    assert kept().startswith("(shareable) Ask for scope first")
    assert stage.focused() is card.lines()[0].text
    card.lines()[1].privacy.click()
    menu_of(card.lines()[1]).choose(Privacy.PRIVATE)
    assert kept() == "(shareable) Ask for scope first\nShe was tired"
    stage.services.dispatcher.undo()
    stage.settle()
    card.lines()[0].gone.click()
    stage.settle()
    assert "scope" not in kept()
    keys(stage, "not yet entered", card.add)
    stage.go("today")
    assert kept().endswith("not yet entered")


def test_what_the_notes_say_was_decided_is_in_the_ledger_and_kept_with_one_press(
    stage: Window, ana: int, held: int
):
    run = stage.services.dispatcher.run
    run(wish.AddLine(held, LineKind.DECISION, "Start with one team"))
    stage.settle()
    card = stage.go("meetings", held, "recap").view.ledger
    assert "Decided: Start with one team" in [chip.text() for chip in card.chips]
    assert not [b for b in card.findChildren(Button) if b.text() == "Keep it as decided"]
    need = run(AddNeed(NeedKind.DECISION, "One team or two"))
    run(wish.SetDecision(held, need))
    stage.settle()
    (keep,) = (b for b in card.findChildren(Button) if b.text() == "Keep it as decided")
    stage.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.services.needs.detail(need).decided == "Start with one team"
    assert [chip.text() for chip in card.chips if "Start" in chip.text()] == ["Start with one team"]
    stage.desk.undo()
    stage.settle()
    assert stage.services.needs.detail(need).decided == ""


def test_the_ledger_shows_what_is_on_record_and_leads_there(stage: Window, ana: int, held: int):
    run = stage.services.dispatcher.run
    need = run(AddNeed(NeedKind.DECISION, "Lead or scope first?"))
    run(wish.SetDecision(held, need))
    for kind, words in (
        (LineKind.ADVICE, "ask for a room"),
        (LineKind.MY_PROMISE, "send the scope page"),
        (LineKind.THEIR_PROMISE, "ask about January"),
    ):
        run(wish.AddLine(held, kind, words))
    following = run(wish.CloseMeeting(held, next_at=NOW + timedelta(days=30)))
    card = stage.go("meetings", held, "recap").view.ledger
    said = ["Advice: ask for a room", "Promise: ask about January", "Promise: send the scope page"]
    assert [chip.text() for chip in card.chips[:4]] == [*said, "Lead or scope first?"]
    places = []
    for number in range(5):
        chip = stage.go("meetings", held, "recap").view.ledger.chips[number]
        chip.setFocus()
        press(stage, Qt.Key.Key_Return)
        places.append(stage.window.navigation.page.place())
    assert [place.page for place in places] == [
        "history",
        "history",
        "history",
        "needs",
        "meetings",
    ]
    assert [place.view.partition("?")[0] for place in places[:2]] == ["advice", "promises"]
    assert [place.key for place in places[3:]] == [need, following]


def test_a_next_day_that_cannot_be_read_is_said_at_its_field(stage: Window, held: int):
    page: Any = stage.go("meetings", held, "takeaways")
    keys(stage, "someday", page.view.following.typed)
    page.view.close_bar.button.click()
    stage.settle()
    assert "not a day and a time" in page.view.following._read.text()
    assert stage.services.meetings.detail(held).closed_at is None


def test_since_last_time_can_be_ticked_and_put_in_my_words(
    stage: Window, ana: int, held: int, meeting: int
):
    run = stage.services.dispatcher.run
    run(wish.AddLine(held, LineKind.MY_PROMISE, "send the deck"))
    run(wish.CloseMeeting(held))
    page: Any = stage.go("meetings", meeting, "prepare")
    card = page.view.since
    [row] = stage.services.briefs.since(ana).rows
    assert row.state == "still open"
    card._tick(row, True)
    stage.settle()
    assert stage.services.briefs.since(ana).rows[0].state == "done"
    card.use.click()
    stage.settle()
    assert stage.services.meetings.detail(meeting).progress == "Done, as I promised: send the deck."
    assert "2 of 3" not in page.view.ready._count.text()


def test_the_agenda_goes_to_the_clipboard_and_the_mail_app(stage: Window, meeting: int):
    page: Any = stage.go("meetings", meeting, "prepare")
    page.view.ready.send.click()
    stage.settle()
    assert "1. Since we last spoke" in stage.clipboard.texts[-1]
    assert stage.opener.opened[0].startswith("mailto:ana@x.example")
    stage.window.toast._undo.click()
    stage.settle()
    assert stage.services.meetings.detail(meeting).agenda_sent_on is not None


def test_a_meeting_is_moved_and_cancelled_in_sheets(stage: Window, meeting: int):
    page: Any = stage.go("meetings", meeting, "prepare")
    page.view.acts._time()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, TimeSheet)
    sheet.when.setText("whenever")
    sheet.keep.click()
    assert "not a day and a time" in sheet._row.error()
    sheet.when.setText("friday 9:00")
    sheet.link.setText("https://m.example/b")
    sheet.keep.click()
    stage.settle()
    detail = stage.services.meetings.detail(meeting)
    assert (detail.moved, detail.link, detail.row.at.hour) == (1, "https://m.example/b", 9)
    page.view.acts._cancel()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, CancelSheet)
    sheet.why.setText("She is ill")
    sheet.cancel.click()
    stage.settle()
    assert stage.services.meetings.detail(meeting).cancelled_why == "She is ill"


def test_the_invitation_and_the_brief_are_kept_as_files(stage: Window, tmp_path, meeting: int):
    page: Any = stage.go("meetings", meeting, "prepare")
    stage.asker.target = tmp_path / "call.ics"
    page.view.acts._save_invitation()
    assert b"BEGIN:VEVENT" in (tmp_path / "call.ics").read_bytes()
    page.view.acts._brief()
    stage.settle()
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, BriefSheet)
    stage.qtbot.waitUntil(lambda: sheet.as_pdf.isEnabled(), timeout=10_000)
    sheet.printed.click()
    stage.asker.target = tmp_path / "brief.pdf"
    sheet.as_pdf.click()
    stage.settle()
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert stage.asker.asked == ["Save the invitation", "Quarterly call", "Save the brief"]


def test_a_file_takes_the_place_of_an_earlier_one_once_it_is_whole(
    stage: Window, tmp_path, meeting: int
):
    """The earlier one keeps its words until then, as a second name of it shows."""
    file, same = tmp_path / "call.ics", tmp_path / "same.ics"
    file.write_text("earlier")
    os.link(file, same)
    page: Any = stage.go("meetings", meeting, "prepare")
    stage.asker.target = file
    page.view.acts._save_invitation()
    assert b"BEGIN:VEVENT" in file.read_bytes()
    assert same.read_text() == "earlier"
    if os.name == "posix":
        assert not stat.S_IMODE(file.stat().st_mode) & 0o077  # For nobody else to read.
    assert stage.window.toast.text() == "Saved call.ics. Attach it to your message."
    stage.asker.target = tmp_path
    page.view.acts._save_invitation()
    assert "is a folder" in stage.window.toast.text()


def test_today_asks_to_prepare_to_close_and_for_the_recap(
    stage: Window, ana: int, meeting: int, held: int
):
    run = stage.services.dispatcher.run
    soon = run(wish.PlanMeeting((ana,), NOW + timedelta(hours=31), slot=30))
    page: Any = stage.go("today")
    titles = [row.title for row in page.found.rows]
    assert "Close the meeting with Ana" in titles
    assert "Meeting with Ana tomorrow 16:00: prepare" in titles
    assert [one.id for one in page.found.meetings] == [soon, meeting]
    assert page.aside.meetings.isVisible()
    run(wish.CloseMeeting(held))
    run(stage.services.recaps.begin(held))
    stage.settle()
    [recap] = [row for row in page.found.rows if row.table == "meeting" and "Recap" in row.title]
    assert (recap.title, recap.why) == ("Recap to Ana is due", "Recap due in 46 hours")
    assert not [row for row in page.found.rows if row.table == "draft"]
    page.list.acts.carry_out("act", recap)
    stage.settle()
    assert stage.window.navigation.page.place().view == "recap"


def test_start_notes_begins_the_meeting(stage: Window, ana: int, meeting: int):
    page: Any = stage.go("meetings", meeting)
    assert page.view.step == "prepare"
    page.view.head.start.click()
    stage.settle()
    assert page.view.step == "notes"
    assert stage.services.meetings.detail(meeting).held_at == NOW
    stage.window.navigation.visit(page.place().__class__("meetings"))
    stage.settle()
    assert page.list.isVisible()


def test_questions_are_taken_written_and_remembered(stage: Window, ana: int, held: int):
    page: Any = stage.go("meetings", held, "prepare")
    card = page.view.questions
    first = stage.services.questions.suggested(ana, held, 1)[0]
    take = next(b for b in card.findChildren(QWidget) if b.property("key") == first.key)
    take.click()
    stage.settle()
    keys(stage, "What did your first team get wrong?", card.own)
    press(stage, Qt.Key.Key_Return, widget=card.own)
    texts = [p.text for p in stage.services.meetings.detail(held).points]
    assert first.text in texts
    assert "What did your first team get wrong?" in texts
    assert any(q.own for q in stage.services.questions.everything(ana))


def test_from_the_notes_one_goes_on_to_the_takeaways(stage: Window, meeting: int):
    view = stage.go("meetings", meeting, "prepare").view
    assert not view.head.closing.isVisible()
    bar = view._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    view.head.start.click()
    stage.settle()
    assert bar.value() == 0  # Each step begins at its top.
    assert view.head._when.text().startswith("Begun today, 09:00, video")  # Two days early.
    view.head.closing.click()
    stage.settle()
    assert view.step == "takeaways"
    stage.services.dispatcher.run(wish.CloseMeeting(meeting))
    stage.settle()
    assert view.head._when.text().startswith("Held today, 09:00–09:45, video")


def test_a_page_without_meetings_teaches_and_offers_nothing_to_narrow(stage: Window, ana: int):
    page: Any = stage.go("meetings")
    assert "Plan one in the line above" in page.list._nothing.sentence()
    assert not (page.list.search.isVisible() or page.list.shown.isVisible())
    stage.services.dispatcher.run(wish.PlanMeeting((ana,), SOON))
    stage.settle()
    keys(stage, "zebra", page.list.search)
    assert "No meeting here matches" in shown(page.list._nothing)


def test_a_note_on_a_point_stands_close_below_it_and_quieter(stage: Window, meeting: int):
    stage.services.dispatcher.run(wish.AddPoint(meeting, "Her promotion", detail="Ask first"))
    card = stage.go("meetings", meeting, "prepare").view.agenda
    row = next(line for line in card.lines() if line.point.detail)
    apart = row.detail.geometry().center().y() - row.text.geometry().center().y()
    assert 16 <= apart <= 22
    assert row.detail.palette().text().color() == theme.color("text2")


def test_a_day_that_is_typed_is_one_of_mine(stage: Window, held: int):
    """At two in the morning in Auckland, UTC is still at the day before."""
    object.__setattr__(stage.desk.clock, "zone_name", "Pacific/Auckland")
    object.__setattr__(stage.desk.clock, "instant", NOW + timedelta(hours=4))
    stage.services.dispatcher.run(wish.AddLine(held, LineKind.MY_PROMISE, "send the map"))
    page: Any = stage.go("meetings", held, "takeaways")
    [field] = page.view.promises.findChildren(DayField)
    field.setFocus()
    keys(stage, "today", field)
    press(stage, Qt.Key.Key_Return, widget=field)
    [line] = stage.services.meetings.detail(held).lines
    assert line.due == NOW.date() + timedelta(days=1)


def test_the_hard_stop_is_that_of_the_planned_time_only(stage: Window, meeting: int, held: int):
    """Begun two days early, only the length that was agreed still holds; closed, nothing does."""
    run = stage.services.dispatcher.run
    run(wish.StartNotes(held))
    late = shown(stage.go("meetings", held, "notes").view.remember)
    assert "Hard stop at 07:30 your time" in late
    view = stage.go("meetings", meeting, "prepare").view
    assert "Hard stop at 18:15 your time" in shown(view.remember)
    view.head.start.click()
    stage.settle()
    assert "45 minutes as planned, until 09:45 your time" in shown(view.remember)
    assert not [text for text in shown(view.remember) if "Hard stop" in text]
    run(wish.CloseMeeting(meeting))
    stage.go("meetings", meeting, "takeaways")
    assert not [text for text in shown(view.remember) if "your time" in text]
