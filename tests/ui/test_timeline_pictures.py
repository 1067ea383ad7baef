"""An entry of a timeline is a picture until one comes to it, and looks the same with controls."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.models.kinds import Direction, InteractionChannel, Privacy
from mentorcrm.services.commands.advice import AddAdvice, EditAdvice
from mentorcrm.services.commands.commitments import AddCommitment, DropCommitment, KeepCommitment
from mentorcrm.services.commands.meetings import CancelMeeting, PlanMeeting
from mentorcrm.services.commands.outreach import LogInteraction, SetPrivacy
from mentorcrm.services.interactions_rows import EntryKind, HistoryFilter
from mentorcrm.ui import theme
from mentorcrm.ui.pages.history_words import entry_line
from mentorcrm.ui.pages.timeline_entries import entry_widget
from mentorcrm.ui.pages.timeline_entry import Entry
from mentorcrm.ui.pages.timeline_pictures import contact_picture
from mentorcrm.ui.widgets.choices import CheckBox
from tests.conftest import NOW
from tests.ui.conftest import Stage
from tests.ui.test_people_page import people
from tests.ui.test_timeline import contacts

LONG = "She would price the pilot by seat, and say so before the second call. " * 9
WIDE = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3


def full_history(stage: Stage) -> int:
    """Somebody with every sort of entry, short, long, and in other scripts."""
    _page, ids = people(stage, "Ana Ferreira", "Ruth Adeyemi")
    ana, ruth = ids
    run, call = stage.services.dispatcher.run, InteractionChannel.CALL

    def log(days: int, said: str, **more: object) -> int:
        at = NOW - timedelta(days=days)
        return run(LogInteraction((ana,), at, call, summary=said, **more))  # type: ignore[arg-type]

    log(-3, "What comes next")
    log(1, "")
    log(2, LONG)
    log(3, "With words", body=LONG + "\n\n" + LONG)
    log(4, "Lines", body="One\nTwo\n\nFour\nFive\nSix")
    log(5, WIDE, body=WIDE)
    log(6, "شكرا على النصيحة", body="好的建议。" * 40)
    week = NOW - timedelta(days=7)
    run(LogInteraction((ana, ruth), week, call, Direction.THEM, "Two of us", topics=("pricing",)))
    run(SetPrivacy(log(8, "Between us"), Privacy.NEVER))
    rich = log(9, "All of it", body="Short", minutes=45)
    for words in ("Say less", LONG):
        run(AddAdvice(ana, words, interaction_id=rich))
    tried = run(AddAdvice(ana, "Ask early", interaction_id=rich))
    run(EditAdvice(tried, {}, AdviceResponse.TRIED))
    run(AddCommitment(ana, "Send the deck", interaction_id=rich, due=date(2026, 11, 20)))
    run(AddCommitment(ana, LONG, Owner.THEM, interaction_id=rich))
    run(KeepCommitment(run(AddCommitment(ana, "Write the scope", interaction_id=rich))))
    gone = run(AddCommitment(ana, "Read the book", interaction_id=rich))
    run(DropCommitment(gone, "Out of print"))
    run(AddAdvice(ana, LONG))
    run(AddCommitment(ana, "Apart from any call"))
    stage.settle()
    return ana


def entries(stage: Stage, person: int) -> list[Entry]:
    keys = stage.services.timeline.keys(HistoryFilter(person=person))
    rows = stage.services.timeline.rows(keys)
    return [entry_widget(stage.desk, rows[key], person) for key in keys]


def picture(entry: Entry, width: int) -> QImage:
    """The entry in so much room, as high as it asks for."""
    height = entry.heightForWidth(width)
    entry.resize(width, height if height >= 0 else entry.sizeHint().height())
    return entry.grab().toImage()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [100, 150])
def test_with_controls_it_looks_as_it_did_without(stage: Stage, scheme: str, scale: int) -> None:
    person = full_history(stage)
    theme.current().set_mode(scheme)  # type: ignore[arg-type]
    theme.current().set_scale(scale)
    shown = entries(stage, person)
    assert len(shown) > 12
    assert not any(entry.is_awake() for entry in shown)
    for width in (460, 637, 776):
        for entry in entries(stage, person):
            entry.setParent(stage.window)
            entry.move(0, stage.window.height())
            entry.show()
            asleep = picture(entry, width)
            entry.wake()
            QApplication.processEvents()
            awake = picture(entry, width)
            assert awake.size() == asleep.size(), entry.accessibleName()
            assert awake == asleep, entry.accessibleName()
            entry.deleteLater()


def test_a_press_on_the_picture_of_a_box_ticks_it(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    at, channel = NOW - timedelta(days=3), InteractionChannel.CALL
    call = run(LogInteraction((ids[0],), at, channel, summary="Scope"))
    promise = run(AddCommitment(ids[0], "Write it down", interaction_id=call))
    stage.settle()
    entry = contacts(page)[0]
    twin = next(e for e in entries(stage, ids[0]) if e.entry.key == entry.entry.key)
    twin.setParent(stage.window)
    picture(twin, entry.width())
    twin.wake()
    picture(twin, entry.width())
    box = twin.findChildren(CheckBox)[0]
    assert not entry.is_awake()
    place = entry.mapTo(stage.window, box.mapTo(twin, QPoint(10, 10)))
    handle, left = stage.window.windowHandle(), Qt.MouseButton.LeftButton
    QTest.mouseClick(handle, left, Qt.KeyboardModifier.NoModifier, place)
    stage.settle()
    assert stage.services.timeline.contact(call).promises[0].done_on is not None
    assert stage.window.toast.text() == "Noted as kept"
    assert promise and not entry.is_open()


def test_what_it_says_is_there_for_being_read_aloud_while_nobody_comes_to_it(stage: Stage) -> None:
    person = full_history(stage)
    entry = next(e for e in entries(stage, person) if "All of it" in e.accessibleName())
    stage.qtbot.addWidget(entry)
    assert not entry.is_awake()
    said = entry.accessibleDescription()
    for words in ("Short", "Say less", "Send the deck", "was for 20 Nov"):
        assert words in said


def test_a_meeting_that_was_cancelled_says_so_before_and_after_its_time(stage: Stage) -> None:
    _page, (ana,) = people(stage, "Ana Ferreira")
    run, today = stage.services.dispatcher.run, NOW.date()
    for days in (-3, 3):
        at = NOW + timedelta(days=days)
        run(CancelMeeting(run(PlanMeeting((ana,), at, title="Pricing")), "ill"))
    rows = stage.services.timeline.listed(HistoryFilter(person=ana, kind=EntryKind.MEETINGS))
    assert len(rows) == 2
    for row in rows:
        line = entry_line(row, today)
        assert line.tag == "Cancelled" and "Cancelled" in line.spoken
        said = " ".join(contact_picture(row, ana, today, "UTC").words())
        assert "cancelled" in said
        assert "planned" not in said and "does not count" not in said


def test_the_keys_stay_on_the_box_that_they_ticked(stage: Stage) -> None:
    page, ids = people(stage, "Ana")
    run = stage.services.dispatcher.run
    at, channel = NOW - timedelta(days=3), InteractionChannel.CALL
    call = run(LogInteraction((ids[0],), at, channel, summary="Scope"))
    for what in ("Write it down", "Send the map"):
        run(AddCommitment(ids[0], what, interaction_id=call))
    stage.settle()
    entry = contacts(page)[0]
    entry.setFocus(Qt.FocusReason.TabFocusReason)
    box = entry.findChildren(CheckBox)[1]
    box.setFocus(Qt.FocusReason.TabFocusReason)
    for kept in (True, False):
        stage.qtbot.keyClick(stage.focused(), Qt.Key.Key_Space)
        stage.settle()
        assert stage.focused().accessibleName() == "Kept: Send the map"
        done = stage.services.timeline.contact(call).promises[1].done_on
        assert (done is not None) is kept
    run(DropCommitment(stage.services.timeline.contact(call).promises[1].id, "Not needed"))
    stage.settle()
    assert stage.focused() is entry
