"""Rules about questions and requests: that there is one, that it is open, that it stays one."""

import re
from collections.abc import Iterator

from mentorcrm.asks.lexicon import Hit, lexicon
from mentorcrm.asks.prose import gap
from mentorcrm.asks.readability import Sentence
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.models.kinds import QUESTIONS_RANGE, MessageKind, PartId
from mentorcrm.words import _

_PLEASANTRY = re.compile(r"how (?:are|have|is|was)\b|how's\b")
_SCHEDULING = re.compile(
    r"\bwould (?:it|that|this|either|any of|one of)\b|\bdo you have (?:time|a few|\d)"
    r"|\b\d{1,2}[:.]\d{2}\b|\b\d{1,3}[ -]?min|\bhalf an hour\b"
    r"|\b(?:mon|tues|wednes|thurs|fri)day\b"
)
_ADDED = re.compile(
    r"\b(?:also|another|as well|in addition|one more|plus|too|additionally"
    r"|and (?:would|could|can|will) you)\b"
)
_CLAUSE = re.compile(r"[,:;–—]|\s-\s")


def is_open_question(text: str) -> bool:
    """Whether a question cannot be answered with yes or no.

    Judged by how its first or its last clause begins; the question mark may be missing.
    """
    clauses = [piece.strip(" \"'“(") for piece in _CLAUSE.split(text.lower().replace("’", "'"))]
    clauses = [piece for piece in clauses if piece]
    opener = lexicon("questions")
    return any(
        hits and hits[0].start == 0
        for piece in (clauses[:1] + clauses[-1:])
        if (hits := opener.find(piece[:60]))
    )


def _no_question(case: Case) -> Iterator[Found]:
    if case.spec is None or not case.spec.is_ask or case.questions:
        return
    if case.spec.questions[0] >= 1 or not case.request_hits:
        words = _("There is no question in this ask. Say what you want to know.")
        yield case.absent(words, PartId.QUESTIONS)


def _several_requests(case: Case) -> Iterator[Found]:
    # A request for an introduction carries the words of a second one, to be forwarded.
    if not case.is_ask or case.draft.kind is MessageKind.INTRO_REQUEST:
        return
    plain: list[Hit] = []
    scheduling: list[Hit] = []
    for hit in case.request_hits:
        text = case.sentence_flat(hit.start)
        if not text.startswith(("or ", "if ", "either ")):
            schedules = _SCHEDULING.search(text) and not _ADDED.search(text)
            (scheduling if schedules else plain).append(hit)
    # The time for a meeting belongs to the request that it is for.
    asked = plain or scheduling[:1]
    for second in asked[1:2]:
        words = case.words(second.start, second.end)
        message = _("{words} is the second of {number} requests. Ask for one thing.").format(
            words=words, number=len(asked)
        )
        yield Found(second.start, second.end, message)


def _asked_questions(case: Case) -> list[Sentence]:
    """The questions besides the request for time itself."""
    requests = {case.sentence_at(hit.start).start for hit in case.request_hits}
    return [
        one for one in case.questions if one.start not in requests or is_open_question(one.text)
    ]


def _many_questions(case: Case) -> Iterator[Found]:
    asked, every, limit = _asked_questions(case), case.questions, QUESTIONS_RANGE[1]
    if case.is_ask and (len(asked) > limit or len(every) > limit + 1):
        third = (asked if len(asked) > limit else every)[limit]
        words = _(
            "{number} questions are a questionnaire. Keep the one or two that matter."
        ).format(number=len(every))
        yield Found(third.start, third.end, words, part=PartId.QUESTIONS)


def _closed_questions(case: Case) -> Iterator[Found]:
    if not case.is_ask or (case.spec is not None and case.spec.questions[0] < 1):
        return
    if case.spec is not None and gap(case.spec.help[PartId.QUESTIONS].gap) in case.body:
        return  # The question that matters is still to come.
    if case.questions and not any(is_open_question(one.text) for one in case.questions):
        first = case.questions[0]
        words = _(
            "Every question here can be answered with yes or no. Let one begin with what, "
            "how or which."
        )
        yield Found(first.start, first.end, words, part=PartId.QUESTIONS)


def _opens_with_question(case: Case) -> Iterator[Found]:
    if not case.is_ask or len(case.sentences) < 2:
        return
    first = case.sentences[0]
    pleasant = _PLEASANTRY.match(first.text.lower())
    if first.is_question and is_open_question(first.text) and not pleasant:
        words = _("The question comes before they know who asks. Put it after the context.")
        yield Found(first.start, first.end, words)


CHECKS: dict[str, Check] = {
    "no-question": _no_question,
    "several-requests": _several_requests,
    "many-questions": _many_questions,
    "only-closed-questions": _closed_questions,
    "opens-with-question": _opens_with_question,
}
