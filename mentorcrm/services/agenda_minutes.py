"""Minutes of an agenda, shared out so that they add up to a slot. Pure."""

from collections.abc import Sequence

from mentorcrm.models.history_kinds import AGENDA_MINUTES, AgendaKind

_STEP = 5


def shared_out(weights: Sequence[int], total: int) -> list[int]:
    """`total` minutes over some weights, in steps of five where there is room for them.

    They add up to `total`, and each gets a minute at least where there are enough of them.
    """
    if not weights or total <= 0:
        return [0] * len(weights)
    step = _STEP if total % _STEP == 0 and total >= _STEP * len(weights) else 1
    units = total // step
    least = 1 if units >= len(weights) else 0
    whole = sum(weights) or len(weights)
    exact = [units * (weight or 1) / whole for weight in weights]
    shares = [max(int(share), least) for share in exact]
    # Largest remainder first; of equal ones the heavier.
    order = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], -weights[n], n))
    place = 0
    while sum(shares) < units:
        shares[order[place % len(order)]] += 1
        place += 1
    while sum(shares) > units:
        largest = max(range(len(shares)), key=lambda n: (shares[n], n))
        shares[largest] -= 1
    return [share * step for share in shares]


def proposal(slot: int, *, decision: bool) -> dict[AgendaKind, int]:
    """The minutes of the standing points of a slot.

    Without a decision its share stays free, as that is what the time is for.
    """
    kinds = list(AGENDA_MINUTES)
    minutes = dict(zip(kinds, shared_out(list(AGENDA_MINUTES.values()), slot), strict=True))
    if not decision:
        del minutes[AgendaKind.DECISION]
    return minutes
