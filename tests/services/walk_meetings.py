"""The random walk's way through meetings: planned, moved, noted, closed, cancelled."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.services.commands import meetings as wish
from tests.conftest import NOW

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=24)
_LINES = st.lists(st.tuples(st.sampled_from(list(LineKind)), WORDS), max_size=4)


class MeetingsWalk:
    """Rules that a walk takes on; it has the services and `run`."""

    services: Any

    def run(self, command: Any) -> Any:
        """As the walk does it."""
        raise NotImplementedError

    def _picked(self, number: int) -> int | None:
        found = sorted(row.id for row in self.services.meetings.list())
        return found[number % len(found)] if found else None

    @rule(number=st.integers(0, 5), hours=st.integers(-80, 80))
    def meet(self, number: int, hours: int) -> None:
        people = self.services.people.ids()
        if people:
            at = NOW + timedelta(hours=hours)
            self.run(wish.PlanMeeting((people[number % len(people)],), at, title="walk"))

    @rule(number=st.integers(0, 5), lines=_LINES, keep=st.booleans())
    def note_down(self, number: int, lines: list[tuple[LineKind, str]], keep: bool) -> None:
        if (meeting := self._picked(number)) is None:
            return
        kept = self.services.meetings.detail(meeting).lines if keep else ()
        ids = [line.id for line in kept]
        new = tuple(
            wish.NoteLine(ids[place] if place < len(ids) else None, kind, text)
            for place, (kind, text) in enumerate(lines)
        )
        self.run(wish.WriteLines(meeting, new))

    @rule(number=st.integers(0, 5), act=st.sampled_from("cmsxafq"), hours=st.integers(-80, 80))
    def take_a_meeting_on(self, number: int, act: str, hours: int) -> None:
        if (meeting := self._picked(number)) is None:
            return
        at = NOW + timedelta(hours=hours)
        self.run(
            {
                "c": wish.CloseMeeting(meeting, 3, "a takeaway", "the time", next_at=at),
                "m": wish.MoveMeeting(meeting, at),
                "s": wish.StartNotes(meeting),
                "x": wish.CancelMeeting(meeting, "ill"),
                "a": wish.AddPoint(meeting, "a point"),
                "f": wish.FitAgenda(meeting),
                "q": wish.PutQuestion(meeting, "What would you drop?"),
            }[act]
        )
