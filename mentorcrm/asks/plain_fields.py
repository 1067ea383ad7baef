"""The published fields that are taken as they are: them, me, the need, and short topics."""

import re
from collections.abc import Mapping, Sequence

from mentorcrm.asks.guard import LIST_ITEMS, Value
from mentorcrm.asks.phrase import is_gap
from mentorcrm.asks.prose import SOFT_COMMA, gap, spoken_date, tidy
from mentorcrm.asks.record import NeedBrief, Recipient, Sender
from mentorcrm.asks.salutations import NAME_CHARACTERS, first_word_of, name_of

PART_CHARACTERS = 4_000
TOPIC_WORDS = 5
TOPIC_CHARACTERS = 40


def person(them: Recipient, their_name: str) -> dict[str, Value]:
    """What may be said of the person who is written to."""
    facts = tuple(tidy(fact.text[:PART_CHARACTERS]) for fact in them.facts[:LIST_ITEMS])
    return {
        "name": name_of(them.name) or their_name or gap("their name"),
        "first_name": their_name or gap("their name"),
        "organisation": name_of(them.organisation),
        "title": name_of(them.title),
        "location": name_of(them.location),
        "facts": tuple(filter(None, facts)),
    }


def me(sender: Sender, my_name: str) -> dict[str, Value]:
    """What may be said of me."""
    name = my_name or gap("my name")
    plain = {
        "headline": sender.headline,
        "intro_line": sender.intro_line,
        "intro_three": sender.intro_three,
        "reach_me": sender.reach_me,
    }
    texts: dict[str, Value] = {k: tidy(v[:PART_CHARACTERS]) for k, v in plain.items()}
    return {"name": name, "first_name": first_word_of(name) if my_name else name, **texts}


def need(brief: NeedBrief | None, year: int) -> dict[str, Value]:
    """The need in my words; all empty without one."""
    brief = brief or NeedBrief()
    return {
        "statement": tidy(brief.statement[:PART_CHARACTERS]),
        "why_now": tidy(brief.why_now[:PART_CHARACTERS]),
        "done_when": tidy(brief.done_when[:PART_CHARACTERS]),
        "leaning": tidy(brief.leaning[:PART_CHARACTERS]),
        "target_date": spoken_date(brief.target_date, year) if brief.target_date else "",
        "decide_by": spoken_date(brief.decide_by, year) if brief.decide_by else "",
    }


def files(names: Sequence[str]) -> tuple[str, ...]:
    """The names of attached files."""
    return tuple(tidy(name[:NAME_CHARACTERS]) for name in names[:LIST_ITEMS])


def topics(
    bit: Mapping[str, str], decision: str, brief: NeedBrief | None, year: int
) -> dict[str, Value]:
    """Phrases that are short enough for a subject line."""
    by = re.search(r"\bby (\d{1,2} [A-Z][a-z]+(?: \d{4})?)", decision)
    day = spoken_date(brief.decide_by, year) if brief and brief.decide_by else ""
    sought = bit["person_sought"]
    return {
        "focus": topic(bit["focus"]),
        "why_you": topic(bit["why_you"]),
        "person": topic(sought) if _is_named(sought) else "",
        "until": topic(bit["until"]),
        "decide_by": day or (by.group(1) if by else ""),
    }


def topic(bit: str) -> str:
    """A phrase short enough for a subject line, cut only where it stays whole; else ""."""
    text = bit.replace(SOFT_COMMA, "")
    if is_gap(text):
        return ""
    for candidate in _cuts(text):
        if len(candidate.split()) <= TOPIC_WORDS and len(candidate) <= TOPIC_CHARACTERS:
            return candidate
    return ""


def _cuts(text: str) -> list[str]:
    cuts = [text]
    for pattern in (r", ", r" (?:who|that|which|while|without|until|before|after|so|because)\b"):
        cuts.append(re.split(pattern, cuts[-1])[0])
    cuts.append(re.split(r" (?:from|in|at|with|for)\b", cuts[-1])[0])
    return [cut for cut in cuts if len(cut.split()) > 1 or cut == text]


def _is_named(sought: str) -> bool:
    return len(sought.split()) > 1 and sought[:1].isupper()
