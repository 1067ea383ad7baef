"""The list of needs: what is shown, and in which order."""

from dataclasses import replace
from datetime import date

import pytest

from mentorcrm.models.kinds import CoverageLevel, NeedKind, NeedStatus
from mentorcrm.services.needs_filter import NeedFilter, NeedSort, matching
from mentorcrm.services.rows import HelperRow, NeedRow, NeedTaskRow

STUDY = NeedRow(
    1, 1, NeedKind.OUTCOME, "A study that counts", "Über planning", "", date(2027, 3, 1),
    NeedStatus.OPEN, tasks=(NeedTaskRow(1, "Recruit clinicians", None),),
)  # fmt: skip
LEAD = NeedRow(
    2, 1, NeedKind.DECISION, "Lead the team?", "", "", None, NeedStatus.OPEN,
    options=("stay",), decide_by=date(2026, 12, 15),
    helpers=(
        HelperRow(1, "Ruth Adeyemi", 0, CoverageLevel.SOME),
        HelperRow(2, "Zed", 0, CoverageLevel.NONE),
    ),
)  # fmt: skip
TALK = NeedRow(3, 1, NeedKind.SKILL, "Hard talks", "", "", None, NeedStatus.PAUSED)
DONE = NeedRow(4, 1, NeedKind.SKILL, "Asking", "", "", None, NeedStatus.MET)
GONE = replace(DONE, id=5, statement="Bowling", status=NeedStatus.DROPPED)
ALL = (GONE, DONE, TALK, LEAD, STUDY)


def ids(wanted: NeedFilter) -> list[int]:
    return [need.id for need in matching(ALL, wanted)]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (NeedSort.DAY, [2, 1, 3, 4, 5]),
        (NeedSort.RECENT, [2, 1, 3, 4, 5]),
        (NeedSort.NAME, [1, 2, 3, 4, 5]),
    ],
)
def test_open_ones_come_first_whatever_the_order(sort: NeedSort, order: list[int]) -> None:
    assert ids(NeedFilter(sort=sort)) == order


def test_kind_and_status() -> None:
    assert ids(NeedFilter(kind=NeedKind.SKILL)) == [3, 4, 5]
    assert ids(NeedFilter(kind=NeedKind.SKILL, status=NeedStatus.MET)) == [4]


@pytest.mark.parametrize(
    ("text", "found"),
    [("stud", [1]), ("uber", [1]), ("CLIN", [1]), ("stay", [2]), ("ruth", [2]), ("zed", []),
     ("lead tea", [2]), ("team study", []), ("  ", [2, 1, 3, 4, 5])],
)  # fmt: skip
def test_typed_words_begin_words_of_the_need(text: str, found: list[int]) -> None:
    assert ids(NeedFilter(text)) == found
