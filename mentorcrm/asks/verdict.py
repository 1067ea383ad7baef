"""The headline of a draft: "Ready", or how many things are left to fix. Never a score."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorcrm.asks.draft_text import Finding
from mentorcrm.asks.parts import PartReport
from mentorcrm.models.kinds import FindingLevel, PartNeed, PartState


@dataclass(frozen=True)
class Verdict:
    """Whether a message may go, and what is left to do.

    `present` of `total` parts are there. `ready` and `to_fix` are defined in `verdict`.
    """

    ready: bool
    present: int
    total: int
    to_fix: int
    headline: str

    @property
    def parts_line(self) -> str:
        """The parts in words: "12 of 13"."""
        return f"{self.present} of {self.total}"


def verdict(parts: Iterable[PartReport], findings: Iterable[Finding]) -> Verdict:
    """The verdict on a draft.

    *Things to fix* are the required parts that are missing or vague, the filled-in parts that are
    vague, and the findings of level must and should; hints are not counted, and a finding about a
    part that is counted already is not counted twice. *Blocking* are missing required parts and
    must findings: with one of them the message is not `ready`. What does not block still counts, so
    a message may be `ready` while the headline names what would make it better; the headline is
    "Ready" when nothing is left. `total` counts parts that are required or filled in.
    """
    reports = tuple(parts)
    missing = {
        report.id
        for report in reports
        if report.state is PartState.MISSING and report.need is PartNeed.REQUIRED
    }
    vague = {report.id for report in reports if report.state is PartState.VAGUE}
    found = tuple(findings)
    counted = [
        finding
        for finding in found
        if finding.level is not FindingLevel.HINT and finding.part not in missing | vague
    ]
    blocked = bool(missing) or any(one.level is FindingLevel.MUST for one in found)
    to_fix = len(missing) + len(vague) + len(counted)
    present = sum(report.state is PartState.PRESENT for report in reports)
    return Verdict(
        not blocked, present, present + len(missing) + len(vague), to_fix, _headline(to_fix)
    )


def _headline(to_fix: int) -> str:
    if to_fix == 0:
        return "Ready"
    return "1 thing to fix" if to_fix == 1 else f"{to_fix} things to fix"
