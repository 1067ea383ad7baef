"""The studies that rules of the review rest on, from `lexicons/sources.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mentorcrm import assets
from mentorcrm.models.kinds import EvidenceKind, EvidenceStrength
from mentorcrm.words import _

# What is said where no study is behind a rule.
_PLAIN = {
    EvidenceKind.PRODUCT: _("A rule of this app."),
    EvidenceKind.CONVENTION: _("Good practice; we know of no study."),
    EvidenceKind.RECORD: _("Your own record."),
}


@dataclass(frozen=True)
class Source:
    """Published work: how far it carries, where it stands, and what it does not show."""

    id: str
    strength: EvidenceStrength
    cite: str
    limits: str


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id."""
    raw = tomllib.loads(assets.text("lexicons/sources.toml"))["source"]
    read = (Source(s["id"], EvidenceStrength(s["strength"]), s["cite"], s["limits"]) for s in raw)
    return {source.id: source for source in read}


def footnote(evidence: EvidenceKind, source: Source | None) -> str:
    """One line on what a finding rests on; weak ground is called so."""
    if source is None:
        return _PLAIN.get(evidence, f"{evidence.label}.")
    return f"{source.strength.label}: {source.cite}."
