"""The steps of a sitting in their order, and the way on that a decision asks for."""

from mentorcrm.health.stall import Exit
from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.models.kinds import MessageKind, Season
from mentorcrm.words import _

LOOPS, DRIFT, DATES = "loops", "drift", "dates"
GOALS, EVERYBODY, MOSAIC, ASKS, DRAFTS = "goals", "everybody", "mosaic", "asks", "drafts"
STEPS: dict[ReviewKind, dict[str, str]] = {
    ReviewKind.WEEKLY: {
        LOOPS: _("Open loops"),
        DRIFT: _("Who drifts"),
        DATES: _("Next dates"),
    },
    ReviewKind.QUARTERLY: {
        GOALS: _("Goals"),
        EVERYBODY: _("Everybody"),
        MOSAIC: _("Mosaic then and now"),
        ASKS: _("What works"),
        DRAFTS: _("Drafts and dates"),
    },
}
"""Each step's name as it is kept, and its words."""


def message_of(decision: ReviewDecision) -> MessageKind | None:
    """The message that tells somebody what was decided; None where nothing has to be told."""
    way = _exit(decision)
    return way.message if way is not None else None


def season_of(decision: ReviewDecision) -> Season | None:
    """The season that a decision leads to, None where it stays."""
    way = _exit(decision)
    return way.season if way is not None else None


def _exit(decision: ReviewDecision) -> Exit | None:
    return Exit(decision.value) if decision.value in set(Exit) else None
