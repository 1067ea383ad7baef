"""Carry-over: over any sequence of plans, closes and undos no open point is lost or doubled."""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, event

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AgendaKind
from mentorcrm.models.kinds import NeedKind, Privacy
from mentorcrm.paths import Paths
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands import needs, people
from mentorcrm.services.commands.interactions import EditInteraction
from mentorcrm.services.commands.outreach import SetPrivacy
from mentorcrm.services.meetings_rows import Stage
from mentorcrm.storage import schema
from tests.conftest import NOW
from tests.services.test_walk import fresh_file

_POINTS = """
SELECT p.text, p.meeting_id, p.carried, NOT (p.done OR p.dropped),
       NOT EXISTS (SELECT 1 FROM agenda_point q WHERE q.carried_from = p.id)
FROM agenda_point p WHERE p.text LIKE 'Point %'
"""
_MEETINGS = """
SELECT m.id, ip.person_id, i.at, m.slot, m.held_at IS NOT NULL,
       m.closed_at IS NOT NULL OR m.cancelled_on IS NOT NULL
FROM meeting m JOIN interaction i ON i.id = m.interaction_id
JOIN interaction_person ip ON ip.interaction_id = i.id
"""


def test_an_open_point_moves_to_the_meeting_that_is_there_already(run: Any, services: Any):
    ana = run(people.AddPerson("Ana"))
    first = run(wish.PlanMeeting((ana,), NOW - timedelta(hours=2)))
    point = run(wish.AddPoint(first, "Budget", detail="the small one"))
    second = run(wish.PlanMeeting((ana,), NOW + timedelta(days=3)))
    run(wish.CloseMeeting(first))
    [moved] = [p for p in services.meetings.detail(second).points if p.carried]
    assert (moved.text, moved.detail, moved.carried) == ("Budget", "the small one", 1)
    with pytest.raises(UserError, match="moved on"):
        run(wish.SetPointDone(point))


def test_planning_looks_only_at_meetings_that_left_something(run: Any, services: Any):
    """There may be hundreds with somebody, and each would be a question of its own."""
    ana = run(people.AddPerson("Ana"))
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(told[2])

    def planned() -> int:
        asked.clear()
        event.listen(Engine, "before_cursor_execute", note)
        meeting = run(wish.PlanMeeting((ana,), NOW + timedelta(days=3)))
        run(wish.CancelMeeting(meeting))
        event.remove(Engine, "before_cursor_execute", note)
        return len(asked)

    few = planned()
    for days in range(4):
        past = run(wish.PlanMeeting((ana,), NOW - timedelta(days=days + 1)))
        run(wish.CloseMeeting(past))
    assert planned() == few


def test_a_point_carried_three_times_asks_to_be_dropped(run: Any, services: Any):
    ana = run(people.AddPerson("Ana"))
    meeting = run(wish.PlanMeeting((ana,), NOW + timedelta(days=1)))
    run(wish.AddPoint(meeting, "Budget"))
    for days in (2, 3, 4):
        [point] = [p for p in services.meetings.detail(meeting).points if p.text == "Budget"]
        assert not point.ask_to_drop
        following = run(wish.PlanMeeting((ana,), NOW + timedelta(days=days)))
        run(wish.CancelMeeting(meeting))
        meeting = following
    [point] = [p for p in services.meetings.detail(meeting).points if p.text == "Budget"]
    assert point.ask_to_drop
    run(wish.DropPoint(point.id))
    run(wish.CancelMeeting(meeting))
    last = run(wish.PlanMeeting((ana,), NOW + timedelta(days=9)))
    assert not [p for p in services.meetings.detail(last).points if p.carried]


def test_a_decision_that_was_not_reached_becomes_the_next_one(run: Any, services: Any):
    ana = run(people.AddPerson("Ana"))
    choice = run(needs.AddNeed(NeedKind.DECISION, "Lead or not?"))
    other = run(needs.AddNeed(NeedKind.DECISION, "Berlin or Lisbon?"))
    first = run(wish.PlanMeeting((ana,), NOW - timedelta(days=1), decision_id=choice))
    run(wish.SetDecision(first, choice))
    run(wish.CloseMeeting(first))
    second = run(wish.PlanMeeting((ana,), NOW + timedelta(days=1)))
    detail = services.meetings.detail(second)
    assert detail.decision is not None
    assert detail.decision.id == choice
    assert [p.text for p in detail.points if p.carried] == ["Lead or not?"]
    third = run(wish.PlanMeeting((ana,), NOW + timedelta(days=2), decision_id=other))
    run(wish.CancelMeeting(second))
    points = services.meetings.detail(third).points
    assert [(p.kind, p.text) for p in points if p.carried] == [(AgendaKind.OTHER, "Lead or not?")]


class CarryOver(RuleBasedStateMachine):
    """Plans, closes, cancels and undoes; after each step every point stands in one place."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mentorcrm-carry-"))
        self.hours = 0
        self.words = 0

    @initialize()
    def open(self) -> None:
        paths = Paths(self.folder)
        paths.create()
        shutil.copyfile(fresh_file(), paths.database)
        self.paths = paths
        self._build()
        self.people = [self.run(people.AddPerson(name)) for name in ("Ana", "Ben", "Caro")]
        self.choices = [
            self.run(needs.AddNeed(NeedKind.DECISION, f"Decision {n}")) for n in range(2)
        ]
        self.first_steps = len(self.services.history.recent())

    def _build(self) -> None:
        clock = FixedClock(NOW + timedelta(hours=self.hours), "Europe/Lisbon")
        self.services = build(self.paths, clock)

    def run(self, command: Any) -> Any:
        try:
            return self.services.dispatcher.run(command)
        except UserError:
            return None

    def meetings(self, *stages: Stage) -> list[int]:
        return sorted(row.id for row in self.services.meetings.list(*stages))

    def pick(self, number: int, *stages: Stage) -> int | None:
        some = self.meetings(*stages)
        return some[number % len(some)] if some else None

    @rule(who=st.sets(st.integers(0, 2), min_size=1), hours=st.integers(-30, 200),
          choice=st.sampled_from([None, 0, 1]))  # fmt: skip
    def plan(self, who: set[int], hours: int, choice: int | None) -> None:
        at = NOW + timedelta(hours=self.hours + hours)
        need = None if choice is None else self.choices[choice]
        self.run(wish.PlanMeeting(tuple(self.people[n] for n in who), at, decision_id=need))

    @rule(number=st.integers(0, 9), kind=st.sampled_from([AgendaKind.OTHER, AgendaKind.QUESTION]))
    def add(self, number: int, kind: AgendaKind) -> None:
        if (meeting := self.pick(number)) is not None:
            self.words += 1
            self.run(wish.AddPoint(meeting, f"Point {self.words}", kind))

    @rule(number=st.integers(0, 9), which=st.integers(0, 9), act=st.sampled_from("tud"))
    def settle(self, number: int, which: int, act: str) -> None:
        if (meeting := self.pick(number)) is None:
            return
        if points := self.services.meetings.detail(meeting).points:
            point = points[which % len(points)].id
            self.run(wish.DropPoint(point) if act == "d" else wish.SetPointDone(point, act == "t"))

    @rule(number=st.integers(0, 9), following=st.sampled_from([None, 20, 100]))
    def close(self, number: int, following: int | None) -> None:
        if (meeting := self.pick(number, Stage.TO_CLOSE, Stage.RECAP)) is not None:
            at = None if following is None else NOW + timedelta(hours=self.hours + following)
            self.run(wish.CloseMeeting(meeting, 3, next_at=at))

    @rule(number=st.integers(0, 9))
    def start(self, number: int) -> None:
        if (meeting := self.pick(number, Stage.COMING)) is not None:
            self.run(wish.StartNotes(meeting))

    @rule(number=st.integers(0, 9))
    def cancel(self, number: int) -> None:
        if (meeting := self.pick(number, Stage.COMING, Stage.TO_CLOSE)) is not None:
            self.run(wish.CancelMeeting(meeting))

    @rule(number=st.integers(0, 9), hours=st.integers(-20, 90))
    def move(self, number: int, hours: int) -> None:
        if (meeting := self.pick(number, Stage.COMING, Stage.TO_CLOSE)) is not None:
            self.run(wish.MoveMeeting(meeting, NOW + timedelta(hours=self.hours + hours)))

    @rule(number=st.integers(0, 9), choice=st.sampled_from([None, 0, 1]))
    def decide(self, number: int, choice: int | None) -> None:
        if (meeting := self.pick(number, Stage.COMING)) is not None:
            need = None if choice is None else self.choices[choice]
            self.run(wish.SetDecision(meeting, need))

    @rule(hours=st.integers(1, 60))
    def time_goes_by(self, hours: int) -> None:
        self.hours += hours
        self.services.store.close()
        self._build()

    @rule(back=st.booleans())
    def undo(self, back: bool) -> None:
        steps = [s for s in self.services.history.recent() if not s.undone]
        if back and len(steps) > self.first_steps:
            self.services.dispatcher.undo()
        elif not back:
            self.services.dispatcher.redo()

    @precondition(lambda self: hasattr(self, "services"))
    @invariant()
    def every_point_stands_in_one_place(self) -> None:
        """Read as a stranger would, without the app's own queries."""
        connection = schema.connect(self.paths.database, read_only=True)
        try:
            points = connection.execute(_POINTS).fetchall()
            meetings = connection.execute(_MEETINGS).fetchall()
        finally:
            connection.close()
        chains: dict[str, list[tuple[int, int, bool]]] = {}
        for text, meeting, carried, live, ends in points:
            chains.setdefault(text, []).append((carried, meeting, bool(live and ends)))
            assert sum(ends for t, _m, _c, _l, ends in points if t == text) == 1
        for text, chain in chains.items():
            counted = sorted(carried for carried, _m, _o in chain)
            assert counted == list(range(len(chain))), text
        self._nothing_waits_where_it_could_move_on(chains, meetings)

    def _nothing_waits_where_it_could_move_on(self, chains: Any, meetings: Any) -> None:
        now = NOW + timedelta(hours=self.hours)
        coming: dict[int, set[int]] = {}
        over: dict[int, set[int]] = {}
        for number, person, at, slot, held, is_over in meetings:
            if is_over:
                over.setdefault(number, set()).add(person)
            elif not held and datetime.fromisoformat(at) + timedelta(minutes=slot) >= now:
                coming.setdefault(number, set()).add(person)
        for text, chain in chains.items():
            for _carried, meeting, is_open in chain:
                known = over.get(meeting, set())
                assert not (is_open and any(some <= known for some in coming.values())), text

    def teardown(self) -> None:
        if hasattr(self, "services"):
            self.services.store.close()
        shutil.rmtree(self.folder)


def _walk(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        CarryOver,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(240)
def test_no_open_point_is_lost_or_doubled():
    _walk(15, 15)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_open_point_is_lost_or_doubled_in_the_long_run():
    _walk(400, 40)


def test_what_was_left_with_one_is_offered_where_others_are_there_too(
    run: Any, services: Any, there_and_back: Any, refused: Any
):
    ana, ben = (run(people.AddPerson(name)) for name in ("Ana", "Ben"))
    before = run(wish.PlanMeeting((ben,), NOW - timedelta(hours=2)))
    point = run(wish.AddPoint(before, "Budget"))
    done = run(wish.AddPoint(before, "Team"))
    run(wish.SetPointDone(done))
    coming = run(wish.PlanMeeting((ana,), NOW + timedelta(days=3)))
    refused(wish.TakePoint(coming, point), "cannot move to this meeting")
    contact = services.meetings.detail(coming).row.interaction_id
    run(EditInteraction(contact, person_ids=(ana, ben)))
    assert services.meetings.left_with(coming) == ()  # It still waits in its own meeting.
    run(wish.CloseMeeting(before))
    [left] = services.meetings.left_with(coming)
    assert (left.id, left.text, left.names) == (point, "Budget", ("Ben",))
    there_and_back(wish.TakePoint(coming, point), "Take a point over to the agenda")
    assert services.meetings.left_with(coming) == ()
    [carried] = [one for one in services.meetings.detail(coming).points if one.carried]
    assert carried.text == "Budget"
    refused(wish.TakePoint(coming, point), "has moved on")


def test_what_never_leaves_does_not_come_by_itself_onto_an_agenda_that_may_be_sent(
    run: Any, services: Any
):
    ana = run(people.AddPerson("Ana"))
    before = run(wish.PlanMeeting((ana,), NOW - timedelta(hours=2)))
    contact = services.meetings.detail(before).row.interaction_id
    run(SetPrivacy(contact, Privacy.NEVER))
    point = run(wish.AddPoint(before, "The illness"))
    there = run(wish.PlanMeeting((ana,), NOW + timedelta(days=3)))
    run(wish.CloseMeeting(before))
    later = run(wish.PlanMeeting((ana,), NOW + timedelta(days=9)))
    for coming in (there, later):
        shown = services.meetings.detail(coming).points
        assert not [one for one in shown if one.text == "The illness"]
        [left] = services.meetings.left_with(coming)
        assert (left.id, left.text, left.names) == (point, "The illness", ("Ana",))
    run(wish.TakePoint(later, point))
    assert [p.text for p in services.meetings.detail(later).points if p.carried] == ["The illness"]
    assert services.meetings.left_with(there) == ()


def test_what_never_leaves_goes_on_where_nothing_leaves_either(run: Any, services: Any):
    ana = run(people.AddPerson("Ana"))
    before, there = (
        run(wish.PlanMeeting((ana,), NOW + timedelta(hours=hours))) for hours in (-2, 70)
    )
    for meeting in (before, there):
        run(SetPrivacy(services.meetings.detail(meeting).row.interaction_id, Privacy.NEVER))
    run(wish.AddPoint(before, "The illness"))
    run(wish.CloseMeeting(before))
    assert [p.text for p in services.meetings.detail(there).points if p.carried] == ["The illness"]
    assert services.meetings.left_with(there) == ()
