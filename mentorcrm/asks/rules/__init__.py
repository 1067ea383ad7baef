"""The rules of the draft review: checks in code, their words in `lexicons/rules.toml`."""

import tomllib
from functools import cache

from mentorcrm import assets
from mentorcrm.asks.rules import content, questions, safety, shape, terms, times, wording
from mentorcrm.asks.rules.base import Case, Check, Found, Rule
from mentorcrm.asks.sources import sources
from mentorcrm.models.kinds import EvidenceKind, FindingLevel

__all__ = ["Case", "Found", "Rule", "rules"]

_CHECKS: dict[str, Check] = {
    **safety.CHECKS,
    **terms.CHECKS,
    **times.CHECKS,
    **questions.CHECKS,
    **content.CHECKS,
    **wording.CHECKS,
    **shape.CHECKS,
}


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file that describes them."""
    data = tomllib.loads(assets.text("lexicons/rules.toml"))
    return tuple(
        Rule(
            raw["id"],
            raw["title"],
            FindingLevel(raw["level"]),
            EvidenceKind(raw["evidence"]),
            raw["reason"],
            sources()[raw["source"]] if "source" in raw else None,
            raw["family"],
            _CHECKS[raw["id"]],
        )
        for raw in data["rule"]
    )
