"""What presses most about one relationship today, told by numbers alone.

There may be thousands of people, so it is worked out once for each and put into words for few.
"""

from typing import TYPE_CHECKING, NamedTuple

from mentorcrm.health.continuity import second_is_due
from mentorcrm.health.practice import RHYTHM_AMBER
from mentorcrm.health.stall import stalled
from mentorcrm.models.health_kinds import SignalKind
from mentorcrm.services.today_rows import Reason
from mentorcrm.services.today_rules import RANK

if TYPE_CHECKING:
    from mentorcrm.services.standing import Standing


Urgency = tuple[int, int, int]
"""The place of a reason among all, since which day (an ordinal), and who: the least comes first.

Plain tuples of numbers, of which the garbage collector takes no notice: they are kept of everybody.
"""


class Pressing(NamedTuple):
    """Why someone has a row on Today, since which day (an ordinal), and the record it rests on."""

    person: int
    reason: Reason
    since: int
    table: str
    record: int

    @property
    def urgency(self) -> Urgency:
        """By what they sort."""
        return RANK[self.reason], self.since, self.person

    @property
    def what(self) -> str:
        """The name under which the row is put off."""
        return f"{self.reason.value}/{self.table}/{self.record}"


def asks(
    one: "Standing", reason: Reason, since: int, table: str = "person", record: int | None = None
) -> Pressing:
    """A row about someone; without a record of its own it rests on the person."""
    about = one.person_id if record is None else record
    return Pressing(one.person_id, reason, since, table, about)


def pressing(one: "Standing") -> Pressing | None:
    """One thing at most: a letter to answer, else a stall, else a rhythm or a second time."""
    if one.quiet:
        return None
    contacts = one.contacts
    if contacts is not None and contacts.waits and SignalKind.LOOPS not in one.doubts:
        return asks(one, Reason.ANSWER, contacts.newest_day, "interaction", contacts.newest)
    if not one.tended:
        return None
    if stalled(one.signs):
        return asks(one, Reason.STALL, one.on.toordinal())
    return _drifting(one)


def _drifting(one: "Standing") -> Pressing | None:
    contacts, silence, cadence = one.contacts, one.silence_days, one.cadence_days
    if contacts is None or silence is None:
        return None
    if not one.doubts.keys().isdisjoint((SignalKind.RHYTHM, SignalKind.CONTINUITY)):
        return None
    due = contacts.last + cadence
    if one.episodes == 1:
        return asks(one, Reason.SECOND, due) if second_is_due(1, silence, cadence) else None
    if silence <= cadence * RHYTHM_AMBER:
        return None
    return asks(one, Reason.RHYTHM, due, "interaction", contacts.newest)
