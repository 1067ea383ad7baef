"""Enums of how relationships go on: bands, practice signals, sittings and what they decide.

As in `models.kinds` each value is what is stored and what the command line speaks, `label` is
what people read, and the order of members is the order in which they are offered.
"""

from mentorcrm.models.kinds import Labelled


class Band(Labelled):
    """How a tie stands. THRIVING and RESTING need more than contact days to be known."""

    THRIVING = "thriving", "Thriving"
    STEADY = "steady", "Steady"
    COOLING = "cooling", "Cooling"
    AT_RISK = "at_risk", "At risk"
    DORMANT = "dormant", "Dormant"
    NEW = "new", "New"
    RESTING = "resting", "Resting"


class SignalKind(Labelled):
    """What a judgement about a relationship is about; the last five are practice (D12)."""

    CONTINUITY = "continuity", "Continuity"
    RHYTHM = "rhythm", "Rhythm"
    LOOPS = "loops", "Open loops"
    BALANCE = "balance", "Balance"
    MOMENTUM = "momentum", "Momentum"
    EXPERIENCE = "experience", "Experience"


PRACTICE = tuple(kind for kind in SignalKind if kind is not SignalKind.CONTINUITY)


class SignalState(Labelled):
    """How a practice signal stands. UNKNOWN is no worse than green: there is nothing to judge."""

    GREEN = "green", "Good"
    AMBER = "amber", "Worth a look"
    RED = "red", "Needs you"
    UNKNOWN = "unknown", "Not known yet"


PRESSING = (SignalState.AMBER, SignalState.RED)


class ReviewKind(Labelled):
    """A sitting: five minutes for the loops, or twenty for the whole mosaic."""

    WEEKLY = "weekly", "Weekly review"
    QUARTERLY = "quarterly", "Quarterly review"


class ReviewDecision(Labelled):
    """What a sitting decides for one relationship."""

    DEEPEN = "deepen", "Deepen"
    KEEP = "keep", "Keep"
    LIGHTEN = "lighten", "Lighten"
    RESET = "reset", "Reset"
    CLOSE = "close", "Close"


class Facet(Labelled):
    """What someone is good for beyond a named need: the columns that a mosaic starts with (D4)."""

    DOMAIN = "domain", "Depth in my field"
    LEADERSHIP = "leadership", "Leadership"
    TRANSITION = "transition", "Culture and transition"
    SPONSOR = "sponsor", "Sponsor"
    CONNECTOR = "connector", "Connector"
    CHALLENGER = "challenger", "Challenger"
    PEER = "peer", "Peer"
    MORALE = "morale", "Morale"


FIRST_FACETS = (Facet.DOMAIN, Facet.LEADERSHIP, Facet.TRANSITION)
"""The facets that stand in a mosaic before anything was chosen."""
