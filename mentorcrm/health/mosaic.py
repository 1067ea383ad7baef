"""The mosaic: how far people cover what I need, what hangs on one of them, and what to do.

coverage_j = 1 - Π_i (1 - fit_ij · p_i), with p_i the recalibrated chance of contact within a year
and fit 0, 1/3, 2/3 or 1 (evidence.md, 7). `if_lost` is the same without whoever carries most. A row
is a gap below .3, fragile when it would be one without its best, and covered otherwise. The limits
are a design choice, not a finding.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import CoverageLevel, Labelled
from mentorcrm.words import _, joined, n_, spoken_of

FIT: Mapping[CoverageLevel, float] = {
    CoverageLevel.NONE: 0.0,
    CoverageLevel.SOME: 0.33,
    CoverageLevel.GOOD: 0.67,
    CoverageLevel.PRIMARY: 1.0,
}
GAP_BELOW = 0.3
CARRIES_ABOVE = 0.4
"""Of all weighted contributions; more on one person is worth a word (evidence.md, 7)."""
GUIDE = (4, 6)
"""How many people help at a time in a network that can be kept up (product.md)."""
SHARED_FROM = 3
"""From how many people on a sameness among them says something."""
RESTING_CHANCE = {Band.RESTING: 0.0}


class Cover(Labelled):
    """How a need or a facet is covered."""

    GAP = "gap", "Gap"
    FRAGILE = "fragile", "Fragile"
    COVERED = "covered", "Covered"


@dataclass(frozen=True)
class Member:
    """Someone in the mosaic. `chance` is the recalibrated chance of contact, 0 when at rest.

    `possible` is who could be asked and was not yet; their chance is 0 until they agree.
    """

    id: int
    called: str
    chance: float
    style: FeedbackStyle = FeedbackStyle.UNKNOWN
    organisation: str = ""
    possible: bool = False


@dataclass(frozen=True)
class Wanted:
    """A need or a facet: its key (`need/3`, `facet/sponsor`), its words, and its weight."""

    key: str
    words: str
    weight: int = 1


@dataclass(frozen=True)
class Coverage:
    """How far one thing is covered, 0 to 1. `best` carries most of it; `helpers` all who help."""

    wanted: Wanted
    covered: float
    if_lost: float
    best: int | None = None
    helpers: tuple[int, ...] = ()

    @property
    def state(self) -> Cover:
        """Gap, fragile or covered."""
        if self.covered < GAP_BELOW:
            return Cover.GAP
        return Cover.FRAGILE if self.if_lost < GAP_BELOW else Cover.COVERED


class Remedy(StrEnum):
    """What a sentence of the mosaic offers to do."""

    FIND = "find"
    ASK = "ask"
    SPREAD = "spread"
    VOICE = "voice"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Remark:
    """One sentence about the mosaic with its button.

    `wanted` is the row it is about, `people` who it speaks of.
    """

    sentence: str
    remedy: Remedy
    label: str
    wanted: str = ""
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Mosaic:
    """The whole: rows in their order, how far all is covered (0 to 1), and what stands out."""

    rows: tuple[Coverage, ...]
    index: float
    remarks: tuple[Remark, ...]


Cells = Mapping[tuple[str, int], CoverageLevel]
"""How far someone covers something, by the key of the row and the id of the person."""


def mosaic(
    wanted: Sequence[Wanted], members: Sequence[Member], cells: Cells, employer: str = ""
) -> Mosaic:
    """Coverage of everything wanted, and the sentences; `employer` is where I work now."""
    rows = tuple(coverage(one, members, cells) for one in wanted)
    weights = sum(one.weight for one in wanted)
    index = sum(row.covered * row.wanted.weight for row in rows) / weights if weights else 0.0
    by_id = {member.id: member for member in members}
    remarks = (
        *_holes(rows, by_id),
        *_carried(rows, by_id, cells),
        *_same_style(members),
        *_same_house(members, employer),
    )
    return Mosaic(rows, index, remarks)


def coverage(wanted: Wanted, members: Iterable[Member], cells: Cells) -> Coverage:
    """How far one thing is covered by these people."""
    parts = {
        m.id: FIT[cells[wanted.key, m.id]] * m.chance
        for m in members
        if FIT[cells.get((wanted.key, m.id), CoverageLevel.NONE)] > 0
    }
    best = max(parts, key=lambda one: (parts[one], -one), default=None)
    rest = [part for one, part in parts.items() if one != best]
    return Coverage(wanted, _together(parts.values()), _together(rest), best, tuple(parts))


def _together(parts: Iterable[float]) -> float:
    return 1 - prod(1 - part for part in parts)


def _holes(rows: Sequence[Coverage], members: Mapping[int, Member]) -> Iterable[Remark]:
    """What nobody covers, what is thin, and what rests on one person; the heaviest first."""
    pressing = {Cover.GAP: 0, Cover.FRAGILE: 1, Cover.COVERED: 2}
    for row in sorted(rows, key=lambda r: (pressing[r.state], -r.wanted.weight)):
        if row.wanted.weight == 0 or row.state is Cover.COVERED:
            continue
        helpers = [members[one] for one in row.helpers]
        names = [one.called for one in helpers if one.chance > 0]
        best = members[row.best].called if row.best is not None else ""
        said, label = _thin(row, len(names))
        sentence = said.format(what=spoken_of(row.wanted.words), who=joined(names), best=best)
        could = [one for one in helpers if one.possible]
        if could:  # Asking whom one has in mind comes before looking for somebody.
            more = _("{sentence} You have {who} in mind.")
            sentence = more.format(sentence=sentence, who=joined([one.called for one in could]))
            label, people = _("Ask {name}").format(name=could[0].called), (could[0].id,)
            yield Remark(sentence, Remedy.ASK, label, row.wanted.key, people)
        else:
            yield Remark(sentence, Remedy.FIND, label, row.wanted.key, row.helpers)


def _thin(row: Coverage, helping: int) -> tuple[str, str]:
    """What to say of a row that is not covered, with so many who help, and its button."""
    if not helping:
        return _("{what}: nobody yet."), _("Find someone")
    if row.state is Cover.GAP:
        return _("{what} is thin: {who} may not be reached in time."), _("Find someone")
    if helping == 1:
        return _("{what} rests on {who} alone."), _("Find a second")
    return _("{what} rests mostly on {best}."), _("Find a second")


def _carried(
    rows: Sequence[Coverage], members: Mapping[int, Member], cells: Cells
) -> Iterable[Remark]:
    """Whoever carries more of it all than is good for either of us."""
    share: Counter[int] = Counter()
    for row in rows:
        for one in row.helpers:
            fit = FIT[cells[row.wanted.key, one]]
            share[one] += row.wanted.weight * fit * members[one].chance  # type: ignore[assignment]
    whole = sum(share.values())
    if len(share) < SHARED_FROM - 1 or not whole:
        return
    one, most = share.most_common(1)[0]
    among = [row for row in rows if one in row.helpers and row.wanted.weight]
    if most / whole > CARRIES_ABOVE and len(among) > 1:
        sentence = _("{who} carries {number} of {total}.").format(
            who=members[one].called,
            number=len(among),
            total=sum(1 for r in rows if r.wanted.weight),
        )
        yield Remark(sentence, Remedy.SPREAD, _("Spread it"), among[0].wanted.key, (one,))


def _same_style(members: Sequence[Member]) -> Iterable[Remark]:
    known = [m for m in members if m.style is not FeedbackStyle.UNKNOWN and m.chance > 0]
    styles = {m.style for m in known}
    if len(known) >= SHARED_FROM and len(styles) == 1 and FeedbackStyle.MIXED not in styles:
        sentence = _("All {number} whose way you know give {style} feedback.").format(
            number=len(known), style=known[0].style.label.lower()
        )
        people = tuple(m.id for m in known)
        yield Remark(sentence, Remedy.VOICE, _("Find another voice"), people=people)


def _same_house(members: Sequence[Member], employer: str) -> Iterable[Remark]:
    here = [m for m in members if m.chance > 0]
    among = [m for m in here if employer and m.organisation.casefold() == employer.casefold()]
    if len(here) >= SHARED_FROM and 2 * len(among) >= len(here):
        sentence = n_(
            "{number} of {total} is from your current employer.",
            "{number} of {total} are from your current employer.",
            len(among),
        ).format(number=len(among), total=len(here))
        people = tuple(m.id for m in among)
        yield Remark(sentence, Remedy.OUTSIDE, _("Look outside"), people=people)
