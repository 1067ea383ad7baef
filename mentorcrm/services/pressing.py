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

    reason: Reason
    since: int
    table: str
    record: int

    @property
    def what(self) -> str:
        """The name under which the row is put off."""
        return f"{self.reason.value}/{self.table}/{self.record}"


def pressing(one: "Standing") -> Pressing | None:
    """One thing at most: a letter to answer, else a stall, else a rhythm or a second time."""
    asked = _asked(one)
    if asked is None:
        return None
    reason, since = asked
    if reason in _OF_CONTACTS and one.contacts is not None:
        return Pressing(reason, since, "interaction", one.contacts.newest)
    return Pressing(reason, since, "person", one.person_id)


def urgency(one: "Standing") -> Urgency | None:
    """By what they sort."""
    asked = _asked(one)
    return (RANK[asked[0]], asked[1], one.person_id) if asked is not None else None


_OF_CONTACTS = (Reason.ANSWER, Reason.RHYTHM)
_UNRHYTHMIC = frozenset({SignalKind.RHYTHM, SignalKind.CONTINUITY})


def _asked(one: "Standing") -> tuple[Reason, int] | None:
    """The reason, and since which day."""
    if one.quiet:
        return None
    contacts, doubts = one.contacts, one.found.doubts
    if contacts is not None and contacts.waits and SignalKind.LOOPS not in doubts:
        return Reason.ANSWER, contacts.newest_day
    if not one.tended:
        return None
    today = one.on.toordinal()
    if stalled(one.signs):
        return Reason.STALL, today
    if contacts is None or (doubts and not _UNRHYTHMIC.isdisjoint(doubts)):
        return None
    silence, cadence = today - contacts.last, one.cadence_days
    due = contacts.last + cadence
    if one.episodes == 1:
        return (Reason.SECOND, due) if second_is_due(1, silence, cadence) else None
    return (Reason.RHYTHM, due) if silence > cadence * RHYTHM_AMBER else None
