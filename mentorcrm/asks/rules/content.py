"""Rules about what a message holds: why them, thanks, a way out, an end, a promise to tell."""

import re
from collections.abc import Iterator

from mentorcrm.asks.draft_text import Fix
from mentorcrm.asks.lexicon import Hit, alternatives, word_set
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.asks.rules.repair import inserted
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId
from mentorcrm.words import _

_EASY_OUT = 'If this is not a good time, a reply of "not now" is completely fine.'
_THANKS = "Thank you for reading this."
_REPORT_KINDS = frozenset(
    {
        None, MessageKind.FIRST_ASK, MessageKind.ONE_QUESTION, MessageKind.ONE_DECISION,
        MessageKind.TRIAL, MessageKind.INTRO_REQUEST,
    }
)  # fmt: skip
_ONGOING_KINDS = _REPORT_KINDS | {MessageKind.FOLLOW_UP, MessageKind.RECONNECT}
_YOURS = re.compile(
    r"\byour (?:\w+ly )?([\w'-]+)( (?:on|about|that|to|from|in|of|last|when|how) \w)?"
)
_YOU_DID = re.compile(
    r"\byou(?:'ve| have|'d| had)? (?:(?:also|once|already|recently|both|then) )?"
    rf"(?:{alternatives('deeds')})\b|\bbecause you\b|\bwe met\b"
)
_THANKS_OBJECT = re.compile(r"[ \n]+(?:for|that you|how you|what you|your|the way)\b([^.;:!?\n]*)")
_TO_US = re.compile(r"\b(?:you|your|us|we)\b")
_WISHES = re.compile(r"\b(?:would|could|hope|like|looking for|love|want)\b")
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|me|my|mine|myself)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|you're|you've|you'll|you'd|your|yours|yourself)\b")
_IN_WRITING = re.compile(
    r"\bwritten answer|\bin writing|\bby (?:e-?mail|mail|message)|\basync|\btwo lines|\bvoice note"
)
_MOSTLY_ME = (8, 4)  # at least so often, and so many times as often as the reader


def _no_thanks(case: Case) -> Iterator[Found]:
    if case.draft.form is MessageForm.LINKEDIN or not case.requires(PartId.THANKS):
        return
    if not case.hits("gratitude", judged=False):
        fix = inserted(case, _THANKS, _("Add a word of thanks"))
        yield case.absent(_("There is no word of thanks."), PartId.THANKS, fix)


def _no_name(case: Case) -> Iterator[Found]:
    """In a mail of one's own; a mail program may sign what comes from elsewhere."""
    if case.request is None or case.draft.form is not MessageForm.MAIL:
        return
    closing = case.body[case.closing_start : case.own_end].strip()
    if not closing or "\n" in closing:
        return
    start = case.body.index(closing, case.closing_start)
    end = start + len(closing)
    name = case.request.sender.name
    ending = case.words(start, end)
    if name:
        words = _("It ends with {ending} and no name.").format(ending=ending)
        yield Found(start, end, words, _name_under(closing, name, end), part=PartId.SIGN_OFF)
    else:
        words = _(
            "It ends with {ending} and no name. Put your name into your profile, or type it here."
        ).format(ending=ending)
        yield Found(start, end, words, part=PartId.SIGN_OFF)


def _name_under(closing: str, name: str, end: int) -> Fix:
    """A fix that puts a name under the closing words."""
    comma = "" if closing.endswith((",", ".", "!")) else ","
    return Fix(_("Add your name"), f"{comma}\n{name}", end, end)


def _no_easy_out(case: Case) -> Iterator[Found]:
    if case.draft.kind is MessageKind.FOLLOW_UP or not case.requires(PartId.EASY_OUT):
        return
    if case.draft.form is not MessageForm.LINKEDIN and not case.easy_outs:
        yield _way_out(case, _("Nothing here makes a no easy."))


def _follow_up_no(case: Case) -> Iterator[Found]:
    if case.draft.kind is MessageKind.FOLLOW_UP and not case.easy_outs:
        yield _way_out(case, _("A second message needs an easy no."))


def _way_out(case: Case, message: str) -> Found:
    return case.absent(message, PartId.EASY_OUT, inserted(case, _EASY_OUT, _("Add an easy no")))


def says_why(case: Case) -> bool:
    """Whether the text names anything of the reader's: their work, deeds or place."""
    text, empty = case.flat[: case.closing_start], word_set("empty_yours")
    named = any(match[1] not in empty or match[2] for match in _YOURS.finditer(text))
    if named and not case.hits("flattery"):
        return True
    return bool(_YOU_DID.search(text)) or _names_their_place(case)


def _no_why_you(case: Case) -> Iterator[Found]:
    if case.is_ask and case.requires(PartId.WHY_YOU) and case.sentences and not says_why(case):
        words = _("Nothing says why you ask this person. Name one thing they did or said.")
        yield case.absent(words, PartId.WHY_YOU)


def _names_their_place(case: Case) -> bool:
    if case.request is None:
        return False
    them = case.request.recipient
    return any(word and word.lower() in case.flat for word in (them.organisation, them.title))


def _ongoing(case: Case) -> Iterator[Found]:
    if case.draft.kind not in _ONGOING_KINDS or case.hits("trial"):
        return
    for hit in case.hits("ongoing"):
        text = case.sentence_flat(hit.start)
        asks = case.sentence_at(hit.start).is_question or _WISHES.search(text)
        if asks and _TO_US.search(text):
            words = _(
                "{words} has no end. Offer a trial of three meetings and a review date."
            ).format(words=case.words(hit.start, hit.end))
            yield Found(hit.start, hit.end, words, part=PartId.TRIAL)
            return


def _no_report_back(case: Case) -> Iterator[Found]:
    applies = case.draft.kind in _REPORT_KINDS and case.is_ask
    if not applies or case.draft.form is not MessageForm.MAIL:
        return
    if not case.hits("close_loop", judged=False):
        words = _("Nothing says that they will hear what came of it. One sentence is enough.")
        yield case.absent(words)


def _generic_thanks(case: Case) -> Iterator[Found]:
    hits = case.hits("gratitude", judged=False)
    inside = [hit for hit in hits if hit.start < case.closing_start]
    is_stock = case.request is not None and not case.request.value(PartId.THANKS)
    if inside and not is_stock and not any(_is_specific(case, hit) for hit in hits):
        hit = inside[0]
        words = _("{words} could name what it is for.").format(words=case.words(hit.start, hit.end))
        yield Found(hit.start, hit.end, words)


def _is_specific(case: Case, hit: Hit) -> bool:
    following = _THANKS_OBJECT.match(case.flat, hit.end)
    if following is None:
        return False
    return bool(set(re.findall(r"[\w'-]+", following[1])) - word_set("generic_thanks"))


def _me_and_you(case: Case) -> Iterator[Found]:
    text = case.flat[case.text_start : case.closing_start]
    mine, yours = len(_FIRST_PERSON.findall(text)), len(_SECOND_PERSON.findall(text))
    least, times = _MOSTLY_ME
    if case.is_ask and mine >= least and mine > times * max(yours, 1):
        words = _(
            "“I”, “me” and “my” stand here {mine} times, “you” and “your” {yours}. Bring them in."
        )
        yield case.absent(words.format(mine=mine, yours=yours))


def _opening_about_me(case: Case) -> Iterator[Found]:
    if not case.is_ask or not case.requires(PartId.WHY_YOU) or len(case.sentences) < 3:
        return
    first, second = case.sentences[:2]
    opening = case.flat[first.start : second.end]
    if _FIRST_PERSON.match(opening) and not _SECOND_PERSON.search(opening):
        words = _(
            "The message opens with you. Start with the thing of theirs that brought you here."
        )
        yield Found(first.start, first.end, words)


def _no_time(case: Case) -> Iterator[Found]:
    if case.request is not None or case.spec is None or case.draft.form is not MessageForm.MAIL:
        return
    if not case.requires(PartId.WINDOWS) or _IN_WRITING.search(case.flat):
        return
    if not any(one.is_point for one in case.dates) and not case.hits("vague_time"):
        words = _("No time is offered. Name two or three, or say that a written answer will do.")
        yield case.absent(words, PartId.WINDOWS)


CHECKS: dict[str, Check] = {
    "no-thanks": _no_thanks,
    "no-name": _no_name,
    "no-easy-out": _no_easy_out,
    "follow-up-no-easy-no": _follow_up_no,
    "no-why-you": _no_why_you,
    "ongoing-without-trial": _ongoing,
    "no-time-offered": _no_time,
    "no-report-back": _no_report_back,
    "generic-thanks": _generic_thanks,
    "me-you-balance": _me_and_you,
    "opening-about-me": _opening_about_me,
}
