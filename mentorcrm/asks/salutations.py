"""Names, the greeting and the sign-off."""

import re

from mentorcrm.asks import stock
from mentorcrm.asks.phrase import is_gap
from mentorcrm.asks.prose import tidy
from mentorcrm.asks.record import AskRequest, Recipient
from mentorcrm.models.kinds import MessageForm, MessageKind, Tone
from mentorcrm.models.naming import LEARNED, is_initial, name_parts

NAME_CHARACTERS = 120
REACH_CHARACTERS = 400

_CLOSING = re.compile(
    r"(?:best|kind|warm|many|with|yours|all the|take care|thanks|thank|cheers|regards|sincerely)"
    r"\b.{0,24}$",
    re.IGNORECASE,
)


def name_of(text: str) -> str:
    """A name in its usual order: Rivera, Ana -> Ana Rivera."""
    name = tidy(text[:NAME_CHARACTERS])
    family, comma, given = name.partition(", ")
    if not comma or "," in given or name_parts(name).plain == name_parts(family).plain:
        return name
    return f"{given} {family}"


def their_name(them: Recipient) -> str:
    """How they are addressed: by the first name, else by the whole name; "" when neither is.

    A title goes with the family name, never with a first name, and degrees are left out. A first
    name that is only an initial gives way to the whole name.
    """
    given, whole = name_parts(name_of(them.first_name)), name_parts(name_of(them.name))
    if given.words and not all(map(is_initial, given.words)):
        return given.plain
    if whole.title:
        return f"{whole.title} {whole.family}"
    return whole.plain or given.plain


def first_word_of(name: str) -> str:
    """The first word of my own name, past a title; the whole name where that is an initial."""
    words = name_parts(name).words
    return words[0].rstrip(",;:") if words and not is_initial(words[0]) else name


def greeted_name(them: Recipient, request: AskRequest) -> str:
    """How a message greets them: a first mail to a doctor or professor keeps the distance."""
    whole = name_parts(name_of(them.name))
    first = request.kind is MessageKind.FIRST_ASK and request.form is MessageForm.MAIL
    formal = first and request.tone is not Tone.BRIEF and whole.title in LEARNED
    if formal and len(whole.words) > 1:
        return f"{whole.title} {whole.family}"
    return their_name(them)


def greeting(text: str, name: str, tone: Tone, form: MessageForm) -> str:
    """The typed greeting, else one of its own for the tone; it ends in a comma or its own mark."""
    if is_gap(text):
        return f"{text},"
    if not text:
        word = stock.SALUTATIONS[tone] if form is MessageForm.MAIL else "Hi"
        return f"{word} {name},"
    line = tidy(text)
    return line if line.endswith(("!", ":", "?")) else f"{line.rstrip('.')},"


def sign_off(text: str, name: str, request: AskRequest) -> str:
    """The typed sign-off, else the signature for the tone, else name and how to reach me."""
    if is_gap(text):
        return text
    lines = [line for line in map(tidy, text.splitlines()) if line]
    if request.form is not MessageForm.MAIL:
        return ", ".join(line.rstrip(".") for line in lines) or first_word_of(name)
    closing = stock.CLOSINGS[request.tone]
    if lines:
        return "\n".join(line for line in _signed(lines, text, closing) if line)
    if signature := request.sender.signatures.get(request.tone, "").strip():
        return "\n".join(" ".join(line.split()) for line in signature.splitlines())
    reach = tidy(request.sender.reach_me[:REACH_CHARACTERS])
    return "\n".join(line for line in (closing, name, reach) if line)


def _signed(lines: list[str], typed: str, closing: str) -> list[str]:
    """Typed lines, with a closing before them unless they have one."""
    if not _CLOSING.match(lines[0]):
        return lines if len(lines) > 2 else [closing, *lines]
    comma = typed.lstrip().splitlines()[0].rstrip().endswith(",")
    return [f"{lines[0]}," if comma and lines[1:] else lines[0], *lines[1:]]
