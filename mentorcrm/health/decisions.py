"""What a sitting suggests for one relationship. A suggestion only; the user decides."""

from collections.abc import Sequence
from typing import Protocol

from mentorcrm.health.stall import stalled
from mentorcrm.models.health_kinds import Band, ReviewDecision, SignalKind, SignalState
from mentorcrm.models.kinds import Season

_FADING = (Band.AT_RISK, Band.DORMANT)


class Judged(Protocol):
    """The signals of practice, in words or not."""

    def state(self, kind: SignalKind) -> SignalState:
        """How the signal of a kind stands, unknown where there is none."""


def suggested(
    band: Band | None, season: Season | None, practice: Judged, seen: Sequence[object]
) -> ReviewDecision:
    """From rhythm, promises and reciprocity, as the signals and the signs `seen` tell of them.

    A stall that fades is closed with thanks, another one is reset; a rhythm that is not kept is
    made lighter; what is young and goes well is deepened; the rest is kept.
    """
    if band is Band.RESTING:
        return ReviewDecision.KEEP
    if stalled(seen):
        return ReviewDecision.CLOSE if band in _FADING else ReviewDecision.RESET
    if practice.state(SignalKind.RHYTHM) is SignalState.RED:
        return ReviewDecision.LIGHTEN
    goes_well = practice.state(SignalKind.EXPERIENCE) is SignalState.GREEN
    if goes_well and (band is Band.NEW or season is Season.TRIAL):
        return ReviewDecision.DEEPEN
    return ReviewDecision.KEEP
