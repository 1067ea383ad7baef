"""What presses most about one relationship today, told by numbers alone.

There may be thousands of people, so it is worked out once for each and put into words for few.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mentorcrm.health.practice import RHYTHM_AMBER
from mentorcrm.health.stall import stalled
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.services.today_rows import Reason

if TYPE_CHECKING:
    from mentorcrm.services.kept_health import Standing


class Pressing(NamedTuple):
    """Why someone has a row on Today, since when, and the record it rests on."""

    reason: Reason
    since: date
    table: str
    record: int

    @property
    def what(self) -> str:
        """The name under which the row is put off."""
        return f"{self.reason.value}/{self.table}/{self.record}"


def pressing(one: "Standing") -> Pressing | None:
    """One thing at most: a letter to answer, else a stall, else a rhythm or a second time."""
    if one.quiet:
        return None
    if one.contacts is not None and one.contacts.waits and SignalKind.LOOPS not in one.doubts:
        newest = one.contacts.newest
        since = date.fromordinal(newest.day)
        return Pressing(Reason.ANSWER, since, "interaction", newest.id)
    if not one.tended:
        return None
    if stalled(one.seen):
        return Pressing(Reason.STALL, one.on, "person", one.person_id)
    return _drifting(one)


def _drifting(one: "Standing") -> Pressing | None:
    tie = one.continuity
    if tie is None or one.contacts is None:
        return None
    if not one.doubts.keys().isdisjoint((SignalKind.RHYTHM, SignalKind.CONTINUITY)):
        return None
    due = tie.last + timedelta(days=one.cadence_days)
    if tie.episodes == 1:
        second = Pressing(Reason.SECOND, due, "person", one.person_id)
        return second if tie.second_is_due else None
    if tie.silence_days <= one.cadence_days * RHYTHM_AMBER:
        return None
    return Pressing(Reason.RHYTHM, due, "interaction", one.contacts.newest.id)
