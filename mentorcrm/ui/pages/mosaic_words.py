"""The words of the mosaic: levels, rows, cells and its one sentence. Pure."""

from mentorcrm.models.kinds import CoverageLevel, NeedKind
from mentorcrm.services.mosaic import (
    GUIDE,
    Column,
    Cover,
    Coverage,
    MosaicPage,
    Remark,
    Remedy,
    RowHead,
)
from mentorcrm.words import _, n_, spoken_of

SECTIONS: dict[NeedKind | None, str] = {
    NeedKind.DECISION: _("Decisions"),
    NeedKind.SKILL: _("Skills"),
    NeedKind.OUTCOME: _("Outcomes"),
    None: _("Kinds of help"),
}
LEVELS: dict[CoverageLevel | None, str] = {
    None: _("none"),
    CoverageLevel.SOME: _("some"),
    CoverageLevel.GOOD: _("good"),
    CoverageLevel.PRIMARY: _("main"),
    CoverageLevel.NONE: _("not for this"),
}
"""What a cell says, in the order in which a press goes on to the next."""
_COVER = {
    Cover.GAP: _("Gap"),
    Cover.FRAGILE: _("Fragile"),
    Cover.COVERED: _("Covered"),
}


def next_level(level: CoverageLevel | None) -> CoverageLevel | None:
    """The level after this one: none, some, good, main, not for this, and none again."""
    order = list(LEVELS)
    return order[(order.index(level) + 1) % len(order)]


def cover_word(coverage: Coverage) -> str:
    """How a row is covered, as a word."""
    return _COVER[coverage.state]


def cell_words(row: RowHead, column: Column, level: CoverageLevel | None) -> str:
    """A cell read aloud: `Leading former peers, Ruth: good`."""
    said = LEVELS[level]
    if column.possible and level not in (None, CoverageLevel.NONE):
        said = _("{level}, possible, not agreed yet").format(level=said)
    elif column.resting and level not in (None, CoverageLevel.NONE):
        said = _("{level}, resting").format(level=said)
    return cell_said(row, column.called, said)


def cell_said(row: RowHead, called: str, level: str) -> str:
    """What stands in a cell, as a sentence."""
    said = _("{row}, {name}: {level}")
    return said.format(row=spoken_of(row.words), name=called, level=level)


def column_words(column: Column) -> str:
    """A person above the grid: who it is and how it stands."""
    if column.possible:
        return _("{name}, nothing agreed yet").format(name=column.name)
    if column.band is None:
        return column.name
    return f"{column.name}, {column.band.label.lower()}"


def row_words(row: RowHead, coverage: Coverage) -> str:
    """A row read aloud: what it is, how it is covered, how much it weighs."""
    said = _("{row}: {cover}")
    said = said.format(row=spoken_of(row.words), cover=cover_word(coverage).lower())
    if row.weight > 1:
        said = _("{row}, weighs {weight} of 3").format(row=said, weight=row.weight)
    return said


def summary_words(page: MosaicPage) -> str:
    """The sentence below the title."""
    needs = sum(1 for row in page.rows if row.need_id is not None)
    people, gaps = len(page.columns), sum(r.state is Cover.GAP for r in page.found.rows)
    if not needs:
        return _("No one mentor covers everything. Name what you need, and see who covers it.")
    parts = (
        n_("{number} need", "{number} needs", needs).format(number=needs),
        n_("{number} person", "{number} people", people).format(number=people),
        n_("{number} gap", "{number} gaps", gaps).format(number=gaps) if gaps else _("no gap"),
    )
    said = _("No one mentor covers everything. {needs}, {people}, {gaps}.")
    said = said.format(needs=parts[0], people=parts[1], gaps=parts[2])
    return " ".join(part for part in (said, guide_words(page)) if part)


def guide_words(page: MosaicPage) -> str:
    """How many help now against the guide; empty within it, and while nobody does."""
    helping = sum(not (column.possible or column.resting) for column in page.columns)
    least, most = GUIDE
    if not helping or least <= helping <= most:
        return ""
    said = n_(
        "You meet with {number} person; {least} to {most} are a good number to keep up.",
        "You meet with {number} people; {least} to {most} are a good number to keep up.",
        helping,
    )
    return said.format(number=helping, least=least, most=most)


def candidates_said(remark: Remark, row: RowHead | None, number: int) -> str:
    """What stands above the people who could help, or above where one might find some."""
    if not number:
        if remark.remedy is Remedy.VOICE:
            return _("Nobody on record is known to give another kind of feedback. Look here:")
        return _("Nobody else comes to mind from your records. Look here:")
    if remark.remedy is Remedy.SPREAD and row is not None:
        return _("Who else could help with {what}:").format(what=spoken_of(row.words))
    return _("Who could, from your records:")
