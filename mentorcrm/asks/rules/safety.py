"""Rules against the slips that cost trust: gaps, wrong names, lost attachments, old facts."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mentorcrm.asks.draft_text import Fix
from mentorcrm.asks.lexicon import Span
from mentorcrm.asks.prose import spoken_date
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.asks.rules.names import bare_name_tokens, fold, is_no_name, may_be, name_tokens
from mentorcrm.asks.rules.times import RELATIVE
from mentorcrm.asks.salutations import their_name
from mentorcrm.models.kinds import FACT_STALE_DAYS, PartId, PublicFact
from mentorcrm.words import _

_GAP = re.compile(r"⟦[^⟧\n]{0,120}⟧?|⟧")
_PLACEHOLDER = re.compile(
    r"\{\{\s*[a-z_][\w .|]*\}\}|\{%[^%\n]*%\}"
    r"|\{(?:first_?name|last_?name|name|company|title|role)\}"
    r"|(?<![\w\])])\[(?:(?:your|their|the|insert|first|last|company|recipient|mentor) )*"
    r"(?:name|company|title|role|topic|date|time|position|organi[sz]ation|mentor|link|day|subject"
    r"|number|reason)(?: here)?\]"
    r"|(?<![\w/.])<(?:(?:first|last|your|their|company|mentor) )*(?:name|company)>"
    r"|%(?:first_?name|name|company)%|\*\|[A-Z_]+\|\*|\blorem ipsum\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w&.'’-]*(?: (?:of |and |& )?[A-Z][\w&.'’-]*){0,4}"
_WORKPLACE = re.compile(
    r"\byour (?:current |present |new )?"
    r"(?:role|job|work|position|team|colleagues|group|department|company)"
    rf" (?:at|with)[ \n](?P<org>(?:the )?{_NAME})"
    r"|\b[Yy]ou (?:work|lead|run|are|manage|head)\b[^.;:?!\n]{0,40}? at "
    rf"(?P<org2>{_NAME})"
)
_ATTACHED = re.compile(
    r"\b(?:i(?:'ve| have)? (?:also )?(?:attach(?:ed)?|enclosed?)"
    r"|(?:please )?(?:find|see) (?:the )?(?:attached|enclosed)"
    r"|(?:is|are|it's|i'm) (?:also )?(?:attached|enclosed|attaching)(?! to\b)"
    r"|attached (?:is|are|you|please|here|below)|the attached|attaching|see (?:the )?attachment"
    r"|(?:in|as) (?:the |an )?attach(?:ed|ment)"
    r"|(?:cv|resume|page|document|file|pdf|one-pager|outline|draft|notes|slides|deck),? attached)\b"
)
_NOT_ATTACHED = re.compile(
    r"\b(?:not|nothing|never|no longer|isn't|aren't|haven't|without|strings|so|very|too)\b"
    r"[^.;,\n]{0,12}$"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"”)]+", re.IGNORECASE)
_GAP_PARTS = {"their name": PartId.GREETING, "my name": PartId.SIGN_OFF}


def _gaps(case: Case) -> Iterator[Found]:
    for match in _GAP.finditer(case.body):
        inner = match.group().strip("⟦⟧ ")
        words = (
            _("“{inner}” is still to be filled in.").format(inner=inner)
            if inner
            else _("A gap is still to be filled.")
        )
        yield Found(match.start(), match.end(), words, part=_part_of_gap(case, inner))
    for match in _PLACEHOLDER.finditer(case.body):
        if not case.quoted.covers(*match.span()):
            words = _("{words} looks like a blank of a template.").format(
                words=case.words(*match.span())
            )
            yield Found(*match.span(), words)
    for match in _GAP.finditer(case.draft.subject or ""):
        inner = match.group().strip("⟦⟧ ")
        words = _("“{inner}” in the subject is still to be filled in.").format(inner=inner)
        part = _part_of_gap(case, inner)
        yield Found(*match.span(), words, field="subject", part=part)


def _part_of_gap(case: Case, inner: str) -> PartId | None:
    inner = inner.removeprefix("shorter: ")
    if case.spec is None or inner in _GAP_PARTS:
        return _GAP_PARTS.get(inner)
    named = (part for part, texts in case.spec.help.items() if texts.gap == inner)
    return next(named, None)


def _wrong_name(case: Case) -> Iterator[Found]:
    request, greeting = case.request, case.greeting
    if request is None or greeting is None or not greeting["name"]:
        return
    them = request.recipient
    names = bare_name_tokens(f"{them.name} {them.first_name}")
    start, end = greeting.span("name")
    written = case.body[start:end]
    if not names or not _reads_as_name(written):
        return
    if any(may_be(token, names) for token in bare_name_tokens(written)):
        return
    right = their_name(them) or them.name
    words = _("The greeting says “{written}”; the message goes to {name}.").format(
        written=written, name=them.name or right
    )
    fix = Fix(_("Write “{right}”").format(right=right), right, start, end)
    yield Found(start, end, words, fix, part=PartId.GREETING)


def _reads_as_name(written: str) -> bool:
    tokens = written.split()
    if not tokens or "⟦" in written or is_no_name(tokens[0]):
        return False
    return written[0].isupper() or (len(tokens) == 1 and written.isalpha())


def _wrong_organisation(case: Case) -> Iterator[Found]:
    if case.request is None or not case.request.recipient.organisation:
        return
    them = case.request.recipient
    facts = " ".join(fact.text for fact in them.facts)
    known = set(name_tokens(f"{them.organisation} {them.title} {facts}"))
    initials = "".join(word[0] for word in fold(them.organisation).split())
    for match in _WORKPLACE.finditer(case.body):
        start, end = match.span("org" if match["org"] else "org2")
        named = set(name_tokens(case.body[start:end])) - {"the", "of", "and"}
        is_known = known & named or "".join(named) == initials
        if named and not is_known and not case.quoted.covers(start, end):
            words = _("Your record says {organisation}, not {words}.").format(
                organisation=them.organisation, words=case.words(start, end)
            )
            yield Found(start, end, words)


def _stale_facts(case: Case) -> Iterator[Found]:
    if case.request is None or case.today is None:
        return
    for fact in case.request.recipient.facts:
        day = fact.verified_on
        if day is not None and _is_stale(fact, case.today) and (span := _used(case, fact)):
            words = _("{words} was last checked on {day}. See whether it still holds.").format(
                words=case.words(*span), day=spoken_date(day)
            )
            yield Found(*span, words, part=PartId.WHY_YOU)


def _is_stale(fact: PublicFact, today: date) -> bool:
    limit = 7 if RELATIVE.search(fact.text.lower()) else FACT_STALE_DAYS
    return fact.verified_on is not None and today - fact.verified_on > timedelta(days=limit)


def _used(case: Case, fact: PublicFact) -> Span | None:
    """Where a fact stands in the text: word for word, or most of its words in one sentence."""
    words = fact.text.lower().strip(" .").split()
    if not words:
        return None
    if exact := re.search(r"\s+".join(map(re.escape, words)), case.flat):
        return exact.span()
    wanted = {token for token in name_tokens(fact.text) if len(token) > 3}
    for one in case.sentences:
        if len(wanted) >= 3 and len(wanted & set(name_tokens(one.text))) / len(wanted) >= 0.7:
            return one.start, one.end
    return None


def _attachment(case: Case) -> Iterator[Found]:
    if case.request is None or case.request.attachments:
        return
    for match in _ATTACHED.finditer(case.flat, 0, case.own_end):
        before = case.flat[max(0, match.start() - 30) : match.start()]
        following = case.flat[match.end() : match.end() + 4]
        denied = _NOT_ATTACHED.search(before) or following.startswith(" to ")
        if not denied and not case.quoted.covers(*match.span()):
            words = _("{words}, but no file is attached.").format(words=case.words(*match.span()))
            yield Found(*match.span(), words)
            return


def _links(case: Case) -> Iterator[Found]:
    links = [
        match
        for match in _LINK.finditer(case.body, 0, case.closing_start)
        if not case.sentence_at(match.start()).text.startswith(">")
    ]
    for match in links[1:2]:
        end = match.start() + len(match.group().rstrip(".,;:!?"))
        words = _("{number} links ask for a lot of reading. Keep the one that matters.").format(
            number=len(links)
        )
        yield Found(match.start(), end, words)


CHECKS: dict[str, Check] = {
    "unfilled-gap": _gaps,
    "wrong-name": _wrong_name,
    "wrong-organisation": _wrong_organisation,
    "missing-attachment": _attachment,
    "many-links": _links,
    "stale-fact": _stale_facts,
}
