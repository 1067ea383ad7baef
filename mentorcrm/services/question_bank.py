"""The bank of questions that ships with the app, and which of them fit. Values in, values out."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mentorcrm import assets
from mentorcrm.models.folding import sort_key
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.words import _

FILE = "questions.toml"
_TOPICS = {
    "choice": _("A choice"),
    "role": _("A role"),
    "leading": _("Leading people"),
    "craft": _("Craft"),
    "conflict": _("A hard conversation"),
    "direction": _("Direction"),
    "influence": _("Winning support"),
    "between": _("The two of you"),
}
_ANY = frozenset({FeedbackStyle.MIXED, FeedbackStyle.UNKNOWN})


@dataclass(frozen=True)
class BankQuestion:
    """A question as the bank has it; `key` never changes. `own` is the number of one of mine."""

    key: str
    topic: str
    style: FeedbackStyle
    text: str
    own: int | None = None

    @property
    def folded(self) -> str:
        """The words folded, to know the question again when it was typed."""
        return folded(self.text)


@dataclass(frozen=True)
class Bank:
    """All questions that ship, and the words by which a topic is known."""

    questions: tuple[BankQuestion, ...]
    topics: Mapping[str, frozenset[str]]


@cache
def bank() -> Bank:
    """The bank, read once."""
    data = tomllib.loads(assets.text(FILE))
    return Bank(
        tuple(
            BankQuestion(q["key"], q["topic"], FeedbackStyle(q["style"]), q["text"])
            for q in data["question"]
        ),
        {name: frozenset(topic["words"]) for name, topic in data["topics"].items()},
    )


def folded(text: str) -> str:
    """Words without case, accents and marks, so that the same question is known again."""
    return re.sub(r"\W+", " ", sort_key(text)).strip()


def topic_label(topic: str) -> str:
    """A topic in words; one of the user's own is said as it is."""
    return _(_TOPICS[topic]) if topic in _TOPICS else topic


def topics_in(text: str) -> tuple[str, ...]:
    """The topics that a decision or a subject is about, the most likely first."""
    words = set(folded(text).split())
    hits = {name: len(words & known) for name, known in bank().topics.items()}
    return tuple(
        sorted((t for t in hits if hits[t]), key=lambda t: (-hits[t], list(hits).index(t)))
    )


def fitting(
    questions: Iterable[BankQuestion],
    style: FeedbackStyle,
    topics: tuple[str, ...],
    limit: int,
) -> list[BankQuestion]:
    """The questions that suit a way of giving feedback and a subject, the best first.

    Of equal ones those of my own come first; no topic takes more than two places.
    """
    wanted = topics or ("choice",)

    def order(question: BankQuestion) -> tuple[int, int, int]:
        place = wanted.index(question.topic) if question.topic in wanted else len(wanted)
        suits = question.style is style or style in _ANY or question.style in _ANY
        exact = question.style is style
        return (0 if exact else 1 if suits else 2, place, 0 if question.own else 1)

    chosen: list[BankQuestion] = []
    rest: list[BankQuestion] = []
    for question in sorted(questions, key=order):
        taken = sum(q.topic == question.topic for q in chosen)
        (chosen if taken < 2 else rest).append(question)
    return [*chosen, *rest][:limit]
