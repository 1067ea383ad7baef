"""Ready, or how many things to fix."""

from mentorcrm.asks.draft_text import Finding
from mentorcrm.asks.parts import PartReport
from mentorcrm.asks.verdict import verdict
from mentorcrm.models.kinds import EvidenceKind, FindingLevel, PartId, PartNeed, PartState

PRESENT = PartReport(PartId.GREETING, PartNeed.REQUIRED, PartState.PRESENT)
UNUSED = PartReport(PartId.STUCK, PartNeed.WELCOME, PartState.EMPTY)
MISSING = PartReport(PartId.TRIED, PartNeed.REQUIRED, PartState.MISSING)
VAGUE = PartReport(PartId.FORMAT, PartNeed.REQUIRED, PartState.VAGUE)


def finding(level: FindingLevel, part: PartId | None = None) -> Finding:
    return Finding("rule", level, 0, 0, "", "", "", EvidenceKind.PRODUCT, part=part)


def test_nothing_left_is_ready() -> None:
    result = verdict([PRESENT, UNUSED], [finding(FindingLevel.HINT)])
    assert (result.ready, result.headline, result.parts_line) == (True, "Ready", "1 of 1")


def test_a_missing_part_and_its_gap_are_one_thing_and_block() -> None:
    result = verdict([PRESENT, MISSING], [finding(FindingLevel.MUST, PartId.TRIED)])
    assert (result.ready, result.to_fix, result.headline) == (False, 1, "1 thing to fix")
    assert result.parts_line == "1 of 2"


def test_what_should_be_fixed_counts_and_does_not_block() -> None:
    result = verdict([PRESENT, VAGUE], [finding(FindingLevel.SHOULD)])
    assert (result.ready, result.headline) == (True, "2 things to fix")


def test_a_must_finding_blocks_on_its_own() -> None:
    result = verdict([PRESENT], [finding(FindingLevel.MUST)])
    assert (result.ready, result.headline) == (False, "1 thing to fix")


def test_a_must_finding_about_a_vague_part_still_blocks() -> None:
    result = verdict([PRESENT, VAGUE], [finding(FindingLevel.MUST, PartId.FORMAT)])
    assert (result.ready, result.to_fix) == (False, 1)


def test_a_vague_part_counts_as_the_findings_about_it() -> None:
    about = finding(FindingLevel.SHOULD, PartId.FORMAT)
    result = verdict([PRESENT, VAGUE, MISSING], [about, about, finding(FindingLevel.HINT)])
    assert result.parts_to_fix == (MISSING,)
    assert result.findings_to_fix == (about, about)
    assert result.headline == "3 things to fix"
