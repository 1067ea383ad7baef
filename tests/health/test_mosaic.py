"""Coverage arithmetic by the worked example of evidence.md, 7, and the sentences it leads to."""

import pytest

from mentorcrm.health.mosaic import Cover, Member, Remedy, Wanted, mosaic
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import CoverageLevel

SOME, GOOD, MAIN = CoverageLevel.SOME, CoverageLevel.GOOD, CoverageLevel.PRIMARY
ANA, BEN, CHLOE = (
    Member(1, "Ana", 0.80), Member(2, "Ben", 0.25), Member(3, "Chloe", 0.55),
)  # fmt: skip
ROWS = (
    Wanted("need/1", "Negotiation", 3),
    Wanted("need/2", "Hiring", 2),
    Wanted("need/3", "System design", 2),
    Wanted("need/4", "Public speaking", 1),
)
CELLS = {
    ("need/2", 1): MAIN,
    ("need/1", 1): SOME,
    ("need/3", 2): MAIN,
    ("need/1", 3): GOOD,
    ("need/4", 3): GOOD,
}


def test_the_worked_example() -> None:
    found = mosaic(ROWS, (ANA, BEN, CHLOE), CELLS)
    said = [(round(r.covered, 2), round(r.if_lost, 2), r.state) for r in found.rows]
    assert said == [
        (0.54, 0.26, Cover.FRAGILE),
        (0.80, 0.0, Cover.FRAGILE),
        (0.25, 0.0, Cover.GAP),
        (0.37, 0.0, Cover.FRAGILE),
    ]
    assert round(found.index, 2) == 0.51
    assert [row.best for row in found.rows] == [3, 1, 2, 3]


def test_each_sentence_has_one_button_and_names_whom_it_is_about() -> None:
    found = mosaic((*ROWS, Wanted("facet/sponsor", "Sponsor")), (ANA, BEN, CHLOE), CELLS)
    said = {r.wanted or r.sentence: r for r in found.remarks if r.remedy is Remedy.FIND}
    assert said["facet/sponsor"].sentence == "Sponsor: nobody yet."
    assert said["need/3"].sentence == "System design is thin: Ben may not be reached in time."
    assert said["need/2"].sentence == "Hiring rests on Ana alone."
    assert said["need/1"].sentence == "Negotiation rests mostly on Chloe."
    assert said["need/2"].people == (1,)
    assert all(remark.label for remark in found.remarks)


def test_a_need_that_is_a_sentence_stands_in_quotation_marks() -> None:
    rows = (
        Wanted("need/1", "Charge per seat or a flat fee?"),
        Wanted("need/2", "Whether to lead the platform team from January."),
    )
    said = [r.sentence for r in mosaic(rows, (ANA,), {("need/2", 1): MAIN}).remarks]
    assert said == [
        "“Charge per seat or a flat fee?”: nobody yet.",
        "“Whether to lead the platform team from January” rests on Ana alone.",
    ]


def test_who_is_in_mind_is_asked_before_anybody_else_is_looked_for() -> None:
    helen = Member(9, "Helen", 0.0, possible=True)
    cells = {("need/1", 9): MAIN, ("need/2", 9): SOME, ("need/2", 1): MAIN}
    found = mosaic(ROWS[:2], (ANA, helen), cells)
    assert [(r.sentence, r.remedy, r.label, r.people) for r in found.remarks] == [
        ("Negotiation: nobody yet. You have Helen in mind.", Remedy.ASK, "Ask Helen", (9,)),
        ("Hiring rests on Ana alone. You have Helen in mind.", Remedy.ASK, "Ask Helen", (9,)),
    ]
    asked = Member(9, "Helen", 0.0)
    (first, second) = mosaic(ROWS[:2], (ANA, asked), cells).remarks
    assert (first.sentence, second.sentence) == (
        "Negotiation: nobody yet.", "Hiring rests on Ana alone.",
    )  # fmt: skip


def test_who_carries_most_of_it_is_named() -> None:
    cells = {(row.key, 1): MAIN for row in ROWS} | {("need/1", 3): SOME}
    found = mosaic(ROWS, (ANA, CHLOE), cells)
    assert "Ana carries 4 of 4." in [r.sentence for r in found.remarks]
    spread = next(r for r in found.remarks if r.remedy is Remedy.SPREAD)
    assert spread.people == (1,)


def test_one_style_and_one_house() -> None:
    people = [
        Member(n, f"P{n}", 0.7, FeedbackStyle.DIRECTIVE, "Kestrel" if n < 3 else "Oxbow")
        for n in (1, 2, 3)
    ]
    said = [r.sentence for r in mosaic((), people, {}, employer="kestrel").remarks]
    assert said == [
        "All 3 whose way you know give directive feedback.",
        "2 of 3 are from your current employer.",
    ]
    mixed = [*people, Member(4, "P4", 0.7, FeedbackStyle.REFLECTIVE)]
    assert mosaic((), mixed, {}).remarks == ()


def test_who_is_at_rest_or_not_for_this_covers_nothing() -> None:
    resting = Member(1, "Ana", 0.0)
    found = mosaic(
        ROWS[:1], (resting, BEN), {("need/1", 1): MAIN, ("need/1", 2): CoverageLevel.NONE}
    )
    assert found.rows[0].covered == pytest.approx(0)
    assert mosaic((), (), {}).index == 0
