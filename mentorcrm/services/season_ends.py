"""What a season that is over, or rests until a day, keeps beside it; let go when it is left."""

from mentorcrm.models.kinds import Season
from mentorcrm.models.tables import Mentorship

ENDED = (Season.CLOSED, Season.DECLINED)
"""They keep on which day and why."""
RETURNING = (Season.PAUSED, Season.DECLINED)
"""Their planned end is the day to look at them again."""


def let_go(held: Mentorship) -> None:
    """Forget what belongs to the season that a role is in: it goes on otherwise.

    Why it was so stays in the history of seasons.
    """
    held.ended_reason, held.terms_after = "", ""
    if held.season in ENDED:
        held.ended_on, held.ended_how = None, ""
    if held.season in RETURNING:
        held.planned_end = None
