"""The review of a draft: every finding says which words, why, and what to do.

Pure and without network. Confidence findings (hedges, apologies, making oneself small, flattery)
speak of how the asker is seen, never of replies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from mentorcrm.asks.draft_text import DraftText, Finding, Fix, from_text
from mentorcrm.asks.record import AskRequest
from mentorcrm.asks.rules import Case, Found, Rule, rules
from mentorcrm.asks.sources import footnote
from mentorcrm.models.kinds import EvidenceKind, FindingLevel

__all__ = [
    "DraftText",
    "Finding",
    "Fix",
    "RuleInfo",
    "all_rules",
    "from_text",
    "review",
    "rule_info",
]

# Nobody reads more of one rule, and hostile input stays cheap.
_MOST_PER_RULE = 100
_LEVELS = {level: rank for rank, level in enumerate(FindingLevel)}


@dataclass(frozen=True)
class RuleInfo:
    """What people may know about a rule; `footnote` says what it rests on, `limits` how far."""

    id: str
    title: str
    level: FindingLevel
    evidence: EvidenceKind
    reason: str
    footnote: str
    limits: str


def all_rules() -> tuple[RuleInfo, ...]:
    """Every rule of the review, strictest first."""
    return tuple(sorted(_infos().values(), key=lambda rule: _LEVELS[rule.level]))


def rule_info(rule_id: str) -> RuleInfo | None:
    """What people may know about a rule; None for one that is no longer there."""
    return _infos().get(rule_id)


@cache
def _infos() -> Mapping[str, RuleInfo]:
    return {
        r.id: RuleInfo(
            r.id,
            r.title,
            r.level,
            r.evidence,
            r.reason,
            footnote(r.evidence, r.source),
            r.source.limits if r.source else "",
        )
        for r in rules()
    }


def review(
    draft: DraftText,
    request: AskRequest | None = None,
    dismissed: frozenset[tuple[str, str]] = frozenset(),
    off: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings on a draft, strictest first, then in the order of the text.

    Without a `request` the rules that need a record stay silent. `dismissed` holds pairs of a rule
    and the exact words it marked (`Finding.key`); `off` holds ids of rules that are switched off.
    """
    case = Case(draft, request)
    found = [
        (rule, one)
        for rule in rules()
        if rule.id not in off
        for one in islice(rule.check(case), _MOST_PER_RULE)
        if (rule.id, _text(draft, one)) not in dismissed
    ]
    findings = [_finding(draft, rule, one) for rule, one in _without_overlap(found)]
    return tuple(sorted(findings, key=_sort_key))


def _text(draft: DraftText, found: Found) -> str:
    return (draft.body if found.field == "body" else draft.subject or "")[found.start : found.end]


def _finding(draft: DraftText, rule: Rule, found: Found) -> Finding:
    return Finding(
        rule.id, rule.level, found.start, found.end, _text(draft, found), found.message,
        rule.reason, rule.evidence, found.fix, found.field, found.part,
    )  # fmt: skip


@cache
def _order() -> dict[str, int]:
    return {rule.id: rank for rank, rule in enumerate(rules())}


def _sort_key(finding: Finding) -> tuple[int, bool, int, int, int]:
    return (
        _LEVELS[finding.level], finding.field == "body", finding.start, finding.end,
        _order()[finding.rule],
    )  # fmt: skip


def _without_overlap(found: Iterable[tuple[Rule, Found]]) -> list[tuple[Rule, Found]]:
    """Of findings of one family on the same words the stricter stays, then the longer."""
    kept: list[tuple[Rule, Found]] = []
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for rule, one in sorted(found, key=_strength):
        spans = taken.setdefault((rule.family, one.field), [])
        if any(_clash(one.start, one.end, start, end) for start, end in spans):
            continue
        spans.append((one.start, one.end))
        kept.append((rule, one))
    return kept


def _strength(pair: tuple[Rule, Found]) -> tuple[int, int, int, int]:
    rule, one = pair
    return (_LEVELS[rule.level], one.start - one.end, _order()[rule.id], one.start)


def _clash(start: int, end: int, other_start: int, other_end: int) -> bool:
    if start == end or other_start == other_end:
        return (start, end) == (other_start, other_end)
    return start < other_end and other_start < end
