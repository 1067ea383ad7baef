"""The headline of a draft: "Ready", or how many things are left to fix. Never a score."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorcrm.asks.draft_text import Finding
from mentorcrm.asks.parts import PartReport
from mentorcrm.models.kinds import FindingLevel, PartNeed, PartState
from mentorcrm.words import _, n_


@dataclass(frozen=True)
class Verdict:
    """Whether a message may go, and what is left to do.

    `present` of `total` parts are there. The things to fix are `parts_to_fix` and
    `findings_to_fix`, and wherever they are listed or counted it is these.
    """

    ready: bool
    present: int
    total: int
    parts_to_fix: tuple[PartReport, ...]
    findings_to_fix: tuple[Finding, ...]

    @property
    def to_fix(self) -> int:
        """How many things are left to fix."""
        return len(self.parts_to_fix) + len(self.findings_to_fix)

    @property
    def headline(self) -> str:
        """What stands over the draft: Ready, or how many things to fix."""
        if self.to_fix == 0:
            return _("Ready")
        said = n_("{number} thing to fix", "{number} things to fix", self.to_fix)
        return said.format(number=self.to_fix)

    @property
    def parts_line(self) -> str:
        """The parts in words: "12 of 13"."""
        return _("{present} of {total}").format(present=self.present, total=self.total)


def verdict(parts: Iterable[PartReport], findings: Iterable[Finding]) -> Verdict:
    """The verdict on a draft.

    *Things to fix* are the required parts that are missing, the parts that are vague, and the
    findings of level must and should; hints are not counted. What a missing part leaves in the
    text counts once, as the part; a vague part that findings speak of counts as those findings.
    *Blocking* are missing required parts and must findings: with one of them the message is not
    `ready`. What does not block still counts, so a message may be `ready` while the headline names
    what would make it better. `total` counts parts that are required or filled in.
    """
    reports, found = tuple(parts), tuple(findings)
    missing = [r for r in reports if r.state is PartState.MISSING and r.need is PartNeed.REQUIRED]
    vague = [r for r in reports if r.state is PartState.VAGUE]
    gone = {report.id for report in missing}
    counted = [f for f in found if f.level is not FindingLevel.HINT and f.part not in gone]
    spoken_of = {finding.part for finding in counted}
    to_fix = (*missing, *(report for report in vague if report.id not in spoken_of))
    blocked = bool(missing) or any(one.level is FindingLevel.MUST for one in found)
    present = sum(report.state is PartState.PRESENT for report in reports)
    total = present + len(missing) + len(vague)
    return Verdict(not blocked, present, total, to_fix, tuple(counted))
