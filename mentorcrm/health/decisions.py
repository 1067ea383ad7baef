"""What a sitting suggests for one relationship. A suggestion only; the user decides."""

from mentorcrm.health.practice import Practice
from mentorcrm.health.stall import Seen, stalled
from mentorcrm.models.health_kinds import Band, ReviewDecision, SignalKind, SignalState
from mentorcrm.models.kinds import Season

_FADING = (Band.AT_RISK, Band.DORMANT)


def suggested(
    band: Band | None, season: Season | None, practice: Practice, seen: tuple[Seen, ...]
) -> ReviewDecision:
    """From rhythm, promises and reciprocity, as the signals tell of them.

    A stall that fades is closed with thanks, another one is reset; a rhythm that is not kept is
    made lighter; what is young and goes well is deepened; the rest is kept.
    """
    if band is Band.RESTING:
        return ReviewDecision.KEEP
    if stalled(seen):
        return ReviewDecision.CLOSE if band in _FADING else ReviewDecision.RESET
    if _state(practice, SignalKind.RHYTHM) is SignalState.RED:
        return ReviewDecision.LIGHTEN
    goes_well = _state(practice, SignalKind.EXPERIENCE) is SignalState.GREEN
    if goes_well and (band is Band.NEW or season is Season.TRIAL):
        return ReviewDecision.DEEPEN
    return ReviewDecision.KEEP


def _state(practice: Practice, kind: SignalKind) -> SignalState:
    signal = practice.of(kind)
    return signal.state if signal is not None else SignalState.UNKNOWN
