"""From a request to the text of a message."""

from collections.abc import Collection
from dataclasses import dataclass

from mentorcrm.asks import catalogue, guard, templates
from mentorcrm.asks.context import Built, build
from mentorcrm.asks.prose import GAP_OPEN, settle, shortened, upfirst
from mentorcrm.asks.record import AskRequest
from mentorcrm.models.kinds import (
    LINKEDIN_NOTE_CHARACTERS,
    SUBJECT_CHARACTERS,
    SUBJECT_WORDS,
    MessageForm,
    PartId,
    PartNeed,
)

CHAT_CHARACTERS = 600
_ROOMS = {MessageForm.LINKEDIN: LINKEDIN_NOTE_CHARACTERS, MessageForm.CHAT: CHAT_CHARACTERS}
# Where room is short, what a reader misses least goes first.
_DROP_ORDER = (
    PartId.THANKS, PartId.STUCK, PartId.TRIED, PartId.DECISION, PartId.WINDOWS, PartId.WHO_I_AM,
    PartId.EASY_OUT, PartId.FORMAT, PartId.QUESTIONS, PartId.FOCUS, PartId.WHY_YOU,
)  # fmt: skip


@dataclass(frozen=True)
class Rendered:
    """A message. `gaps` are the parts whose mark stands in the text, in order of the parts.

    `left_out` are parts that were given and had to go to keep within the form's length; a part
    that is too long to leave out and too long to keep is a gap that says so.
    """

    subject: str
    body: str
    gaps: tuple[PartId, ...]
    left_out: tuple[PartId, ...] = ()


def render(request: AskRequest, template: templates.TemplateSource | None = None) -> Rendered:
    """The message for a request, from the built-in template unless one is given.

    Raises UserError when the kind does not go in the form, TemplateError (with a line) when the
    template is refused.
    """
    source = (template or templates.builtin(request.kind, request.tone, request.form)).source
    subjects, body = templates.compiled(source)
    if request.form in _ROOMS:
        return _fitted(request, body)
    built = build(request, quotes=_quotes(body))
    text = settle(body.render(built.context))
    subject = _subject(subjects, built) if subjects else _standard_subject(request, built)
    return Rendered(subject, text, _gaps_in(f"{subject}\n{text}", built))


def _standard_subject(request: AskRequest, built: Built) -> str:
    """The subject of the built-in template, for a template that says none."""
    own = templates.builtin(request.kind, request.tone, MessageForm.MAIL)
    return _subject(templates.compiled(own.source)[0], built)


def _gaps_in(text: str, built: Built) -> tuple[PartId, ...]:
    return tuple(part for part in PartId if part in built.gaps and built.gaps[part] in text)


def _subject(candidates: Collection[guard.Compiled], built: Built) -> str:
    """The first candidate whose fields are filled and whose size is right, else the last."""
    last = ""
    for candidate in candidates:
        text = " ".join(settle(candidate.render(built.context)).split())
        text = upfirst(text.rstrip(" .,;:"))
        if text and _fits(candidate, text, built):
            return text
        last = text or last
    return last if len(last) <= SUBJECT_CHARACTERS else shortened(last, SUBJECT_CHARACTERS)


def _fits(candidate: guard.Compiled, text: str, built: Built) -> bool:
    if GAP_OPEN in text or any(not _filled(path, built) for path in candidate.fields):
        return False
    low, high = SUBJECT_WORDS
    return low <= len(text.split()) <= high and len(text) <= SUBJECT_CHARACTERS


def _filled(path: str, built: Built) -> bool:
    group, _, name = path.partition(".")
    value = built.context[group]
    return bool(value if isinstance(value, str | tuple) else value[name])


# --- short forms: a LinkedIn note holds 300 characters whatever was typed, a chat message is
# --- kept short by what is welcome in it, and never at the cost of what is required


def _fitted(request: AskRequest, body: guard.Compiled) -> Rendered:
    room = _ROOMS[request.form]
    hidden, shorten = _hopeless(request, room)
    while len(text := _text(request, body, hidden, shorten)) > room:
        if (part := _next_to_hide(request, hidden, shorten)) is not None:
            hidden.append(part)
        elif request.form is MessageForm.CHAT:
            break
        elif (part := _next_to_shorten(request, shorten)) is not None:
            shorten.append(part)
        else:
            return _clipped(text, build(request, hidden, shorten, quotes=_quotes(body)), hidden)
    return _refilled(request, body, hidden, shorten)


def _hopeless(request: AskRequest, room: int) -> tuple[list[PartId], list[PartId]]:
    """Parts that fill the room alone: those to leave out, and those to ask for in fewer words."""
    needs = catalogue.spec(request.kind).needs(request.form)
    long = [part for part in PartId if len(request.filled(part)) > room]
    hidden = [part for part in long if needs[part] is PartNeed.WELCOME]
    required = [part for part in long if needs[part] is PartNeed.REQUIRED]
    return hidden, required if request.form is MessageForm.LINKEDIN else []


def _text(
    request: AskRequest, body: guard.Compiled, hidden: list[PartId], shorten: list[PartId]
) -> str:
    built = build(request, hidden, shorten, quotes=_quotes(body))
    return settle(body.render(built.context))


def _quotes(body: guard.Compiled) -> bool:
    """Whether a template quotes advice; in one that does not, the parts speak of it."""
    return "say.advice" in body.fields


def _clipped(text: str, built: Built, hidden: list[PartId]) -> Rendered:
    """Names alone can be too long; the cut shows, and the greeting counts as a gap."""
    clipped = shortened(text, LINKEDIN_NOTE_CHARACTERS)
    gaps = {*_gaps_in(clipped, built), PartId.GREETING}
    return Rendered("", clipped, tuple(part for part in PartId if part in gaps), tuple(hidden))


def _refilled(
    request: AskRequest, body: guard.Compiled, hidden: list[PartId], shorten: list[PartId]
) -> Rendered:
    """The note that fits, with each part put back that turns out to have room."""
    room = _ROOMS[request.form]
    for part in reversed([part for part in hidden if len(request.filled(part)) <= room]):
        fewer = [other for other in hidden if other is not part]
        if len(_text(request, body, fewer, shorten)) <= room:
            hidden = fewer
    built = build(request, hidden, shorten, quotes=_quotes(body))
    text = settle(body.render(built.context))
    return Rendered("", text, _gaps_in(text, built), tuple(p for p in hidden if _given(request, p)))


def _given(request: AskRequest, part: PartId) -> bool:
    return bool(request.filled(part))


def _next_to_hide(
    request: AskRequest, hidden: Collection[PartId], shorten: Collection[PartId]
) -> PartId | None:
    needs = catalogue.spec(request.kind).needs(request.form)
    shown = build(request, hidden, shorten)
    for part in _DROP_ORDER:
        if needs[part] is PartNeed.WELCOME and part not in hidden and _filled(f"say.{part}", shown):
            return part
    return None


def _next_to_shorten(request: AskRequest, shorten: Collection[PartId]) -> PartId | None:
    """The longest required part that is still in the text whole."""
    needs = catalogue.spec(request.kind).needs(request.form)
    left = [p for p in PartId if needs[p] is PartNeed.REQUIRED and p not in shorten]
    longest = max(left, key=lambda part: len(request.filled(part)), default=None)
    return longest if longest is not None and len(request.filled(longest)) > 20 else None
