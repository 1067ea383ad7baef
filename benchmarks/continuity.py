"""Continuity against what came true: `python -m benchmarks.continuity FILE.csv [FILE.csv …]`.

The protocol of evidence.md, 9, on any CSV with the columns person_a, person_b and date: a tie is an
unordered pair; at 1 January of each test year every tie that was in contact within the last 1,095
days is judged from what was known by then; what counts is any contact in the 365 days after.
Prints a table of how well each rule ranks (AUC), how far its chances are off (Brier, ECE), and
whether the acceptance numbers are met; exits 1 when they are not.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from statistics import median

from mentorcrm.health.continuity import HORIZON_DAYS, Model, episodes, recalibrated

YEARS = range(2018, 2026)
LONGEST_SILENCE = 1095
SHORTEST_CADENCE = 14.0
ENOUGH_TIES = 3
BINS = 10
AUC_AT_LEAST, ABOVE_FIXED_AT_LEAST, ECE_AT_MOST = 0.82, 0.08, 0.07
FIXED_CADENCE = 90

Tie = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """One tie at one cut-off; days are whole days, `cadence` the stand-in for a wished one."""

    again: int
    last: int
    now: int
    cadence: float
    came: bool

    @property
    def silence(self) -> int:
        return self.now - self.last


@dataclass(frozen=True)
class Score:
    auc: float
    brier: float
    ece: float


def main(arguments: list[str]) -> int:
    """Measure each file; 1 when one of them misses the acceptance numbers."""
    if not arguments:
        print(__doc__)
        return 2
    met = [report(Path(name)) for name in arguments]  # Each file is reported, whatever came before.
    return int(not all(met))


def report(path: Path) -> bool:
    """Print the table of one file; whether the acceptance numbers are met."""
    found = list(cases(read(path)))
    came = [case.came for case in found]
    print(f"{path.name}: {len(found):,} ties at {len(YEARS)} cut-offs, ", end="")
    print(f"{sum(came) / len(came):.3f} of them in contact within a year")
    scores = {name: score([rule(c) for c in found], came) for name, rule in RULES.items()}
    for name, s in scores.items():
        print(f"  {name:28}  AUC {s.auc:.3f}  Brier {s.brier:.4f}  ECE {s.ece:.3f}")
    ours, fixed = scores["continuity, recalibrated"], scores[f"fixed cadence of {FIXED_CADENCE} d"]
    met = {
        f"AUC ≥ {AUC_AT_LEAST}": ours.auc >= AUC_AT_LEAST,
        f"{ABOVE_FIXED_AT_LEAST} above the fixed cadence": ours.auc - fixed.auc
        >= ABOVE_FIXED_AT_LEAST,
        f"ECE ≤ {ECE_AT_MOST}": ours.ece <= ECE_AT_MOST,
    }
    for wanted, is_so in met.items():
        print(f"  {wanted}: {'met' if is_so else 'MISSED'}")
    return all(met.values())


def read(path: Path) -> dict[Tie, list[date]]:
    """The distinct contact days of each tie, in order."""
    days: defaultdict[Tie, set[date]] = defaultdict(set)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one, other = sorted((row["person_a"], row["person_b"]))
            days[one, other].add(date.fromisoformat(row["date"]))
    return {tie: sorted(found) for tie, found in days.items()}


def cases(ties: dict[Tie, list[date]]) -> Iterator[Case]:
    """Every tie at every cut-off at which it is to be judged."""
    for year in YEARS:
        cut = date(year, 1, 1)
        known = {tie: episodes(d for d in days if d < cut) for tie, days in ties.items()}
        known = {tie: had for tie, had in known.items() if had}
        cadence = cadences(known)
        until = cut + timedelta(days=HORIZON_DAYS)
        for tie, had in known.items():
            if (cut - had[-1]).days > LONGEST_SILENCE:
                continue
            yield Case(
                len(had) - 1,
                (had[-1] - had[0]).days,
                (cut - had[0]).days,
                sqrt(cadence(tie[0]) * cadence(tie[1])),
                any(cut <= day < until for day in ties[tie]),
            )


def cadences(known: dict[Tie, list[date]]) -> Callable[[str], float]:
    """The typical gap of each person: the median over their ties, or over everybody's."""
    gaps: defaultdict[str, list[float]] = defaultdict(list)
    for tie, had in known.items():
        if len(had) > 1:
            mean = (had[-1] - had[0]).days / (len(had) - 1)
            for person in tie:
                gaps[person].append(mean)
    own = {person: median(g) for person, g in gaps.items() if len(g) >= ENOUGH_TIES}
    usual = median(own.values()) if own else float(FIXED_CADENCE)
    return lambda person: max(own.get(person, usual), SHORTEST_CADENCE)


def default(case: Case) -> float:
    model = Model.for_cadence(case.cadence)
    return model.p_contact(case.again, case.last, case.now, HORIZON_DAYS)


def fixed(case: Case) -> float:
    times = case.silence / FIXED_CADENCE
    return 1 - sum(times >= edge for edge in (1, 2, 4)) / 3


RULES: dict[str, Callable[[Case], float]] = {
    "continuity": default,
    "continuity, recalibrated": lambda case: recalibrated(default(case)),
    "days of silence": lambda case: 1 / (1 + case.silence),
    "silence by cadence": lambda case: 1 / (1 + case.silence / case.cadence),
    f"fixed cadence of {FIXED_CADENCE} d": fixed,
}


def score(chances: Sequence[float], came: Sequence[bool]) -> Score:
    """How well chances rank and how far they are off."""
    brier = sum((p - y) ** 2 for p, y in zip(chances, came, strict=True)) / len(came)
    return Score(auc(chances, came), brier, ece(chances, came))


def auc(chances: Sequence[float], came: Sequence[bool]) -> float:
    """The share of pairs of a yes and a no that are ranked rightly; a tie counts half."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    rank_sum, at = 0.0, 0
    while at < len(order):
        end = at
        while end < len(order) and chances[order[end]] == chances[order[at]]:
            end += 1
        rank_sum += (at + end + 1) / 2 * sum(came[i] for i in order[at:end])
        at = end
    yes = sum(came)
    return (rank_sum - yes * (yes + 1) / 2) / (yes * (len(came) - yes))


def ece(chances: Sequence[float], came: Sequence[bool]) -> float:
    """The mean distance of chance and share, over ten bins of equal count by chance."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    off = 0.0
    for bin_ in range(BINS):
        part = order[len(order) * bin_ // BINS : len(order) * (bin_ + 1) // BINS]
        if part:
            off += abs(sum(chances[i] - came[i] for i in part))
    return off / len(order)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
