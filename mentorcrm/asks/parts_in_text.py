"""The parts of an ask as they can be seen in a finished text, for a text without a record.

What is judged here are signs in running text, so a part may be there without its sign; where the
fields are known, `parts.assess` is the better judge.
"""

import re
from collections.abc import Callable, Mapping

from mentorcrm.asks.catalogue import spec
from mentorcrm.asks.dates import has_date
from mentorcrm.asks.draft_text import DraftText
from mentorcrm.asks.part_times import minutes_in, names_writing
from mentorcrm.asks.parts import PartReport
from mentorcrm.asks.rules.base import Case
from mentorcrm.asks.rules.content import says_why
from mentorcrm.asks.rules.names import is_no_name
from mentorcrm.asks.rules.questions import is_open_question
from mentorcrm.models.kinds import WINDOWS_RANGE, PartId, PartNeed, PartState

# True: there; False: only vaguely; None: no sign of it.
_Sign = bool | None

_WHO = re.compile(
    r"\bi(?:'m| am) (?:an?|the|one of|in my|currently|now|head|chief|vice|lead|senior|staff)\b"
    r"|\bi (?:lead|run|work|manage|study|teach|own|head|build|design|write|sell)\b"
    r"|\bi have (?:started|been)\b|\bmy (?:current )?(?:name is|role|job|firm|team|company)\b"
    r"|\b(?:my|our) (?:on-call|current)\b|\bas (?:an?|the) \w+"
)
_SUBJECT = re.compile(r"\b(?:about|regarding|subject|on the question|question of)\b \w+")
_I_DID = re.compile(r"\b(?:i|we)\b[^.?!\n]{0,24}$")
_TALK = re.compile(r"\b(?:call|chat|coffee|meet|talk|speak|zoom|conversation|lunch)\b")
_CHOICE_WORDS = frozenset({"or", "either", "or not", "rather than", "instead of"})
_REVIEW = re.compile(
    r"\b(?:review|decide|stop|look (?:at it )?again|see) [^.?!\n]{0,40}"
    r"\b(?:after|on|by|whether|if)\b"
    r"|\bafter (?:the|our) \w+ (?:call |session |meeting )?(?:we|you|let us)\b"
)
_NAME_LINE = re.compile(r"\n\s*[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}[,.]?\s*$")


def parts_in_text(draft: DraftText) -> tuple[PartReport, ...]:
    """A report on each part of which a text shows signs, or should.

    Of a text whose kind nobody named, nothing is required, so what is not seen is "not needed".
    """
    case = Case(draft)
    needs = (
        spec(draft.kind).needs(draft.form)
        if draft.kind
        else dict.fromkeys(PartId, PartNeed.WELCOME)
    )
    return tuple(_report(part, needs[part], _SIGNS[part](case)) for part in PartId)


def _report(part: PartId, need: PartNeed, sign: _Sign) -> PartReport:
    if need is PartNeed.OUT_OF_PLACE:
        return PartReport(part, need, PartState.EMPTY)
    if sign is None:
        state = PartState.MISSING if need is PartNeed.REQUIRED else PartState.EMPTY
    else:
        state = PartState.PRESENT if sign else PartState.VAGUE
    return PartReport(part, need, state)


def _greeting(case: Case) -> _Sign:
    if case.greeting is None:
        return None
    name = case.greeting["name"]
    return bool(name) and not is_no_name(name.split()[0])


def _why_you(case: Case) -> _Sign:
    if says_why(case):
        return True
    return False if case.hits("flattery") else None


def _who_i_am(case: Case) -> _Sign:
    return True if _WHO.search(case.flat) else None


def _focus(case: Case) -> _Sign:
    told = case.hits("stuck") or _decision(case) is not None or _SUBJECT.search(case.flat)
    return True if told else None


def _tried(case: Case) -> _Sign:
    mine = (
        _I_DID.search(case.flat[max(case.text_start, hit.start - 40) : hit.start])
        for hit in case.hits("tried")
    )
    return True if any(mine) else None


def _stuck(case: Case) -> _Sign:
    return True if case.hits("stuck") else None


def _decision(case: Case) -> _Sign:
    hits = [
        hit for hit in case.hits("decision") if case.flat[hit.start : hit.end] not in _CHOICE_WORDS
    ]
    if not hits:
        return None
    return any(has_date(case.sentence_at(hit.start).text) for hit in hits)


def _questions(case: Case) -> _Sign:
    if not case.questions:
        return None
    return any(is_open_question(one.text) for one in case.questions)


def _format(case: Case) -> _Sign:
    if minutes_in(case.flat) or names_writing(case.flat):
        return True
    return False if _TALK.search(case.flat) else None


def _windows(case: Case) -> _Sign:
    points = [one for one in case.dates if one.is_point]
    if len(points) >= WINDOWS_RANGE[0]:
        return True
    return False if points or case.hits("vague_time") else None


def _easy_out(case: Case) -> _Sign:
    return True if case.easy_outs else None


def _thanks(case: Case) -> _Sign:
    return True if case.hits("gratitude", judged=False) else None


def _sign_off(case: Case) -> _Sign:
    closed = case.closing_start < case.own_end or _NAME_LINE.search(case.own_text)
    return True if closed else None


def _trial(case: Case) -> _Sign:
    if case.hits("trial"):
        return True
    return False if case.hits("ongoing") else None


def _review_date(case: Case) -> _Sign:
    return True if _REVIEW.search(case.flat) else None


_SIGNS: Mapping[PartId, Callable[[Case], _Sign]] = {
    PartId.GREETING: _greeting,
    PartId.WHY_YOU: _why_you,
    PartId.WHO_I_AM: _who_i_am,
    PartId.FOCUS: _focus,
    PartId.TRIED: _tried,
    PartId.STUCK: _stuck,
    PartId.DECISION: _decision,
    PartId.QUESTIONS: _questions,
    PartId.FORMAT: _format,
    PartId.WINDOWS: _windows,
    PartId.EASY_OUT: _easy_out,
    PartId.THANKS: _thanks,
    PartId.SIGN_OFF: _sign_off,
    PartId.TRIAL: _trial,
    PartId.REVIEW_DATE: _review_date,
}
