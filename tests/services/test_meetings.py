"""Meetings: planned, moved, cancelled, held and closed, each a step that undo takes back."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentorcrm.models.history_kinds import AgendaKind, LineKind
from mentorcrm.models.kinds import InteractionChannel, NeedKind, Privacy
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import needs, outreach, people
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.plans import MovePlan
from mentorcrm.services.meetings_rows import Stage, recap_clock
from mentorcrm.services.today_rows import Reason
from tests.conftest import NOW

SOON = NOW + timedelta(days=2)


@pytest.fixture
def ana(run: Any) -> int:
    return run(people.AddPerson("Ana Ferreira"))


@pytest.fixture
def ben(run: Any) -> int:
    return run(people.AddPerson("Ben Okafor"))


@pytest.fixture
def choice(run: Any) -> int:
    return run(needs.AddNeed(NeedKind.DECISION, "Lead or scope first?", leaning="scope"))


@pytest.fixture
def meeting(run: Any, ana: int) -> int:
    return run(wish.PlanMeeting((ana,), SOON, slot=45))


@pytest.fixture
def held(run: Any, ana: int) -> int:
    """A meeting whose time has gone by."""
    return run(wish.PlanMeeting((ana,), NOW - timedelta(hours=3)))


def test_a_meeting_is_planned_with_an_agenda_that_fills_its_slot(
    there_and_back: Any, services: Any, ana: int, ben: int, choice: int
):
    number = there_and_back(
        wish.PlanMeeting((ana, ben), SOON, slot=45, decision_id=choice),
        "Plan a meeting with Ana Ferreira and Ben Okafor",
    )
    detail = services.meetings.detail(number)
    assert [(p.text, p.minutes) for p in detail.points] == [
        ("Since we last spoke", 10),
        ("Lead or scope first?", 25),
        ("One or two questions", 5),
        ("Promises and the next date", 5),
    ]
    assert (detail.planned, detail.over) == (45, 0)
    assert detail.row.title == "Meeting with Ana and Ben"
    assert detail.row.stage is Stage.COMING
    assert services.people.detail(ana).last_contact is None


def test_without_a_decision_its_minutes_stay_free(services: Any, meeting: int):
    detail = services.meetings.detail(meeting)
    assert detail.over == -25
    assert not detail.row.has_decision
    assert [check.done for check in detail.checks] == [False, False, False]


def test_what_cannot_be_planned(refused: Any, run: Any, ana: int):
    outcome = run(needs.AddNeed(NeedKind.OUTCOME, "A study"))
    refused(wish.PlanMeeting((), SOON), "whom the meeting is with")
    refused(wish.PlanMeeting((ana,), SOON, slot=2), "between 5 minutes")
    refused(wish.PlanMeeting((ana,), SOON, InteractionChannel.NOTE), "how you will meet")
    refused(wish.PlanMeeting((ana,), SOON, zone="Atlantis"), "not a time zone")
    refused(wish.PlanMeeting((ana,), SOON, decision_id=outcome), "of the kind “Decision”")


def test_moving_is_counted_and_a_cancelled_one_stays_on_record(
    there_and_back: Any, refused: Any, services: Any, meeting: int
):
    there_and_back(wish.MoveMeeting(meeting, SOON + timedelta(days=1), "Europe/Berlin"))
    detail = services.meetings.detail(meeting)
    assert (detail.moved, detail.row.zone) == (1, "Europe/Berlin")
    there_and_back(wish.CancelMeeting(meeting, "She is ill"))
    detail = services.meetings.detail(meeting)
    assert (detail.row.stage, detail.cancelled_why) == (Stage.CANCELLED, "She is ill")
    refused(wish.MoveMeeting(meeting, SOON), "was cancelled")
    refused(wish.CloseMeeting(meeting), "was cancelled")


@pytest.mark.parametrize("change", [wish.MoveMeeting, EditInteraction, MovePlan])
def test_another_time_is_the_same_move_whichever_form_it_comes_from(
    there_and_back: Any, services: Any, run: Any, ana: int, meeting: int, change: Any
):
    contact = services.meetings.detail(meeting).row.interaction_id
    key = meeting if change is wish.MoveMeeting else contact
    run(wish.StartNotes(meeting))
    there_and_back(change(key, at=SOON + timedelta(days=1), zone="Europe/Berlin"))
    detail = services.meetings.detail(meeting)
    assert (detail.moved, detail.row.zone, detail.held_at) == (1, "Europe/Berlin", None)
    assert detail.row.stage is Stage.COMING
    assert b"SEQUENCE:1" in services.invitations.ics(meeting)
    assert services.people.detail(ana).last_contact is None
    assert services.history.upcoming(redo=False).label == "Move the meeting with Ana Ferreira"


def test_a_meeting_that_is_said_to_have_been_earlier_asks_whether_it_took_place(
    run: Any, services: Any, meeting: int
):
    """It was planned, although its time now lies before it was written down."""
    contact = services.meetings.detail(meeting).row.interaction_id
    run(EditInteraction(contact, at=NOW - timedelta(days=1)))
    assert services.timeline.contact(contact).asks
    assert services.meetings.detail(meeting).row.asks
    assert Reason.HAPPENED in [row.reason for row in services.today.page().rows]


def test_the_form_of_a_contact_does_to_a_meeting_what_its_own_page_does(
    run: Any, refused: Any, services: Any, meeting: int, held: int
):
    contact = services.meetings.detail(meeting).row.interaction_id
    run(EditInteraction(contact, minutes=60))
    assert services.meetings.detail(meeting).row.slot == 60
    refused(EditInteraction(contact, channel=InteractionChannel.NOTE), "how you will meet")
    run(wish.CloseMeeting(held))
    over = services.meetings.detail(held).row.interaction_id
    refused(EditInteraction(over, at=SOON), "Plan another one")
    run(EditInteraction(over, at=NOW - timedelta(hours=2)))
    detail = services.meetings.detail(held)
    assert (detail.moved, detail.row.at, detail.held_at) == (0, *[NOW - timedelta(hours=2)] * 2)
    run(wish.CancelMeeting(meeting))
    refused(EditInteraction(contact, at=SOON), "was cancelled")


def test_a_contact_on_record_becomes_a_meeting_once(
    there_and_back: Any, run: Any, services: Any, ana: int
):
    contact = run(
        outreach.LogInteraction(
            (ana,), NOW - timedelta(days=1), InteractionChannel.CALL, minutes=20, summary="Pricing"
        )
    )
    number = there_and_back(wish.MakeMeeting(contact))
    assert run(wish.MakeMeeting(contact)) == number
    detail = services.meetings.detail(number)
    assert (detail.row.title, detail.row.slot, detail.points) == ("Pricing", 20, ())
    assert services.meetings.of_interaction(contact) == number
    assert services.people.detail(ana).last_contact == NOW - timedelta(days=1)


def test_a_note_is_no_meeting(run: Any, refused: Any, ana: int):
    note = run(outreach.LogInteraction((ana,), NOW, InteractionChannel.NOTE, summary="x"))
    refused(wish.MakeMeeting(note), "A note is no meeting")


def test_the_decision_has_one_point_that_follows_the_need(
    there_and_back: Any, run: Any, services: Any, meeting: int, choice: int
):
    there_and_back(wish.SetDecision(meeting, choice))
    run(needs.EditNeed(choice, {"statement": "Scope or title?"}))
    run(wish.SetDecision(meeting, choice))
    points = services.meetings.detail(meeting).points
    assert [p.text for p in points if p.kind is AgendaKind.DECISION] == ["Scope or title?"]
    assert points[1].kind is AgendaKind.DECISION
    there_and_back(wish.SetDecision(meeting, None))
    detail = services.meetings.detail(meeting)
    assert detail.decision is None
    assert [p.text for p in detail.points if p.dropped] == ["Scope or title?"]


def test_points_are_added_ordered_fitted_ticked_and_dropped(
    there_and_back: Any, refused: Any, services: Any, meeting: int
):
    point = there_and_back(wish.AddPoint(meeting, "Her promotion", minutes=30))
    there_and_back(wish.EditPoint(point, detail="Ask what changed", minutes=35))
    detail = services.meetings.detail(meeting)
    assert [p.text for p in detail.points][-2:] == ["Her promotion", "Promises and the next date"]
    assert detail.over == 10
    there_and_back(wish.FitAgenda(meeting))
    assert services.meetings.detail(meeting).over == 0
    there_and_back(wish.OrderPoints(meeting, (point,)))
    assert services.meetings.detail(meeting).points[0].id == point
    there_and_back(wish.SetPointDone(point))
    there_and_back(wish.DropPoint(point))
    assert services.meetings.detail(meeting).points[0].dropped
    refused(wish.AddPoint(meeting, " "), "what the point is about")
    refused(wish.EditPoint(point, minutes=-1), "between 0 minutes")
    refused(wish.EditPoint(99), "no longer there")


def test_closing_starts_the_clock_of_the_recap_and_plans_the_next(
    there_and_back: Any, run: Any, services: Any, ana: int, held: int
):
    point = run(wish.AddPoint(held, "The budget"))
    following = there_and_back(
        wish.CloseMeeting(held, 4, "Ask for scope first.", "the patience", 50, SOON)
    )
    detail = services.meetings.detail(held)
    assert (detail.row.stage, detail.row.rating, detail.minutes) == (Stage.RECAP, 4, 50)
    assert detail.row.recap_due == NOW - timedelta(hours=3) + timedelta(hours=48)
    assert recap_clock(detail.row.recap_due, NOW) == "Recap due in 45 hours"
    assert services.people.detail(ana).last_contact == NOW - timedelta(hours=3)
    assert detail.next_id == following
    carried = [p for p in services.meetings.detail(following).points if p.carried]
    assert [(p.text, p.carried) for p in carried] == [("The budget", 1)]
    assert next(p for p in detail.points if p.id == point).moved_to == following


def test_what_cannot_be_closed(refused: Any, run: Any, meeting: int, held: int):
    refused(wish.CloseMeeting(meeting), "still to come")
    refused(wish.CloseMeeting(held, 5), "from 1 to 4")
    refused(wish.CloseMeeting(held, minutes=0), "between 1 minute")
    refused(wish.CloseMeeting(held, next_at=NOW), "lies in the past")
    run(wish.StartNotes(meeting))
    run(wish.CloseMeeting(meeting))
    refused(wish.CancelMeeting(meeting), "cannot be cancelled")


def test_a_meeting_held_early_counts_from_when_it_was_held(
    run: Any, services: Any, ana: int, meeting: int
):
    run(wish.StartNotes(meeting))
    assert services.meetings.detail(meeting).row.stage is Stage.TO_CLOSE
    run(wish.CloseMeeting(meeting))
    assert services.people.detail(ana).last_contact == NOW


def test_a_meeting_is_found_by_its_title_however_it_is_typed(run: Any, services: Any, ana: int):
    meeting = run(wish.PlanMeeting((ana,), SOON, title="Übergabe und Ausblick"))
    for typed in ("übergabe", "Übergabe ana", "UBERGABE"):
        assert services.meetings.ids(tuple(Stage), typed) == [meeting]


def test_one_that_is_moved_after_its_notes_had_begun_is_still_to_come(
    run: Any, services: Any, there_and_back: Any, ana: int, held: int
):
    run(wish.StartNotes(held))
    assert services.people.detail(ana).last_contact is not None
    there_and_back(wish.MoveMeeting(held, SOON))
    assert services.meetings.detail(held).row.stage is Stage.COMING
    assert services.people.detail(ana).last_contact is None


def test_the_list_has_coming_ones_first_then_what_waits_then_the_past(
    run: Any, services: Any, ana: int, meeting: int, held: int
):
    later = run(wish.PlanMeeting((ana,), SOON + timedelta(days=9), slot=30))
    done = run(wish.PlanMeeting((ana,), NOW - timedelta(days=40)))
    run(wish.CloseMeeting(done))
    off = run(wish.PlanMeeting((ana,), SOON))
    run(wish.CancelMeeting(off))
    assert [row.id for row in services.meetings.list()] == [meeting, later, held, off, done]
    assert [row.id for row in services.meetings.list(Stage.TO_CLOSE)] == [held]
    counts = services.meetings.counts()
    assert (counts.coming, counts.to_close, counts.recaps) == (2, 1, 0)
    assert services.meetings.next_with(ana) == meeting


def test_edits_soon_after_each_other_are_one_step(run: Any, services: Any, meeting: int):
    steps = len(services.history.recent())
    run(wish.EditMeeting(meeting, progress="I wrote"))
    run(wish.EditMeeting(meeting, progress="I wrote the page"))
    assert len(services.history.recent()) == steps + 1
    services.dispatcher.undo()
    assert services.meetings.detail(meeting).progress == ""


def test_questions_ticked_off_are_remembered(run: Any, services: Any, ana: int, held: int):
    first, *_others = services.questions.suggested(ana, held)
    point = run(wish.PutQuestion(held, first.text, first.key))
    assert first.key not in {q.key for q in services.questions.suggested(ana, held, 99)}
    run(wish.SetPointDone(point))
    run(wish.CloseMeeting(held))
    [asked] = services.questions.asked(ana)
    assert (asked.key, asked.text, asked.asked_on) == (first.key, first.text, date(2026, 11, 24))
    services.dispatcher.undo()
    assert services.questions.asked(ana) == ()


def test_the_lines_of_notes_are_kept_and_counted_as_records(
    there_and_back: Any, run: Any, services: Any, ana: int, held: int
):
    line = wish.NoteLine
    ids = there_and_back(
        wish.WriteLines(
            held,
            (
                line(None, LineKind.NOTE, "Three new teams"),
                line(None, LineKind.ADVICE, "Ask for a room, not for advice"),
                line(None, LineKind.MY_PROMISE, "send the scope page by 30 November"),
                line(None, LineKind.THEIR_PROMISE, "ask about the January opening"),
                line(None, LineKind.EXPERIMENT, "Run one planning meeting as if I led"),
                line(None, LineKind.QUOTE, "Title follows evidence"),
            ),
        )
    )
    rows = services.meetings.detail(held).lines
    assert [row.id for row in rows] == list(ids)
    assert rows[2].due == date(2026, 11, 30)
    assert [row.text for row in rows][1] == "Ask for a room, not for advice"
    promises = services.commitments.open_with(ana)
    assert [p.what for p in promises if p.mine] == ["send the scope page by 30 November"]
    assert [p.what for p in promises if not p.mine] == ["ask about the January opening"]
    assert {a.words for a in services.advice.untold(ana)} == {rows[1].text, rows[4].text}
    # Its own brief is about what was there before.
    assert services.briefs.brief(ana).mine == ()
    # Another kind for a line: its record changes owner, or goes.
    kept = [line(row.id, row.kind, row.text) for row in rows]
    kept[2] = line(rows[2].id, LineKind.THEIR_PROMISE, rows[2].text)
    kept[1] = line(rows[1].id, LineKind.NOTE, rows[1].text)
    run(wish.WriteLines(held, tuple(kept[:4])))
    rows = services.meetings.detail(held).lines
    assert [row.kind for row in rows] == [
        LineKind.NOTE, LineKind.NOTE, LineKind.THEIR_PROMISE, LineKind.THEIR_PROMISE,
    ]  # fmt: skip
    assert [p.mine for p in services.commitments.open_with(ana)] == [False, False]
    assert services.advice.untold(ana) == []


def test_advice_that_was_worked_with_goes_to_the_bin_with_its_line(
    run: Any, services: Any, held: int, dump: Any
):
    from mentorcrm.models.history_kinds import AdviceResponse
    from mentorcrm.services.commands.advice import EditAdvice

    run(wish.AddLine(held, LineKind.ADVICE, "Pilot first"))
    [row] = services.meetings.detail(held).lines
    run(EditAdvice(row.advice_id, {}, response=AdviceResponse.TRIED))
    run(wish.WriteLines(held, ()))
    assert services.meetings.detail(held).lines == ()
    assert len(dump()["advice"]) == 1
    run(wish.AddLine(held, LineKind.ADVICE, "Pilot second"))
    run(wish.WriteLines(held, ()))
    assert len(dump()["advice"]) == 1


def test_what_is_said_in_a_meeting_is_about_its_decision(
    services: Any, there_and_back: Any, run: Any, held: int, choice: int
):
    contact = services.meetings.detail(held).row.interaction_id
    run(wish.AddLine(held, LineKind.MY_PROMISE, "send the map"))
    there_and_back(wish.SetDecision(held, choice))
    row = services.timeline.contact(contact)
    assert row.need == (choice, "Lead or scope first?")
    assert [p.need_id for p in services.commitments.listed()] == [choice]
    run(wish.SetDecision(held, None))
    assert services.timeline.contact(contact).need is None


def test_nothing_of_a_meeting_that_never_leaves_is_in_a_message(
    run: Any, services: Any, ana: int, held: int
):
    run(wish.AddLine(held, LineKind.THEIR_PROMISE, "ask about the zeppelin"))
    run(wish.CloseMeeting(held))
    assert "zeppelin" in services.recaps.begin(held).draft.body
    contact = services.meetings.detail(held).row.interaction_id
    run(outreach.SetPrivacy(contact, Privacy.NEVER))
    assert "zeppelin" not in services.recaps.begin(held).draft.body


def test_a_question_that_stands_twice_on_an_agenda_is_remembered_once(
    run: Any, services: Any, ana: int, held: int
):
    for text in ("What would you drop?", "what would you drop? "):
        run(wish.SetPointDone(run(wish.AddPoint(held, text, AgendaKind.QUESTION))))
    run(wish.CloseMeeting(held))
    assert [row.text for row in services.questions.asked(ana)] == ["What would you drop?"]


def test_the_last_meeting_with_someone_is_the_newest_that_took_place(
    services: Any, run: Any, ana: int, ben: int, held: int, meeting: int
):
    assert services.meetings.last_with(ana) == held
    assert services.meetings.last_with(ben) is None
    newer = run(wish.PlanMeeting((ben, ana), NOW - timedelta(hours=1)))
    assert services.meetings.last_with(ana) == services.meetings.last_with(ben) == newer
    run(wish.CancelMeeting(newer))
    assert services.meetings.last_with(ana) == held
    run(wish.CloseMeeting(held))
    assert services.meetings.last_with(ana) == held
