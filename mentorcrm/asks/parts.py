"""The parts of an ask, each judged: there, vague, missing, not needed, or better left out."""

from dataclasses import dataclass

from mentorcrm.asks import stock
from mentorcrm.asks.catalogue import WITH_DEFAULT, spec
from mentorcrm.asks.part_checks import CHECKS
from mentorcrm.asks.part_times import is_written
from mentorcrm.asks.record import AskRequest
from mentorcrm.models.kinds import PartId, PartNeed, PartState
from mentorcrm.words import _


@dataclass(frozen=True)
class PartReport:
    """One part: its state, and a `note` that says what is missing and how to make it concrete."""

    id: PartId
    need: PartNeed
    state: PartState
    note: str = ""


def assess(request: AskRequest) -> tuple[PartReport, ...]:
    """A report on each part, in the order in which an ask is read.

    What counts is what the user typed, else what the need and the profile know. A required part
    without either is missing; over its limit or without its concrete core it is vague.
    """
    needs = spec(request.kind).needs(request.form)
    return tuple(_report(request, part, needs[part]) for part in PartId)


def _report(request: AskRequest, part: PartId, need: PartNeed) -> PartReport:
    text = request.filled(part)
    given = bool(text) or (part is PartId.WINDOWS and bool(request.windows))
    if need is PartNeed.OUT_OF_PLACE:
        typed = bool(request.value(part)) or (part is PartId.WINDOWS and given)
        return _out_of_place(request, part) if typed else PartReport(part, need, PartState.EMPTY)
    if not given:
        return _blank(request, part, need)
    note = "" if request.is_told(part) else CHECKS[part](request, text)
    return PartReport(part, need, PartState.VAGUE if note else PartState.PRESENT, note)


def _out_of_place(request: AskRequest, part: PartId) -> PartReport:
    kind = request.kind.label.lower()
    note = (
        _("An {kind} reads better without this; it is left out of the text.")
        if kind[0] in "aeiou"
        else _("A {kind} reads better without this; it is left out of the text.")
    ).format(kind=kind)
    return PartReport(part, PartNeed.OUT_OF_PLACE, PartState.OUT_OF_PLACE, note)


def _blank(request: AskRequest, part: PartId, need: PartNeed) -> PartReport:
    if part in WITH_DEFAULT:
        return _default(request, part, need)
    if part is PartId.WINDOWS and is_written(request):
        return PartReport(part, need, PartState.EMPTY, _("An answer in writing needs no times."))
    if need is PartNeed.WELCOME:
        return PartReport(part, need, PartState.EMPTY)
    texts = spec(request.kind).help[part]
    hint = texts.help if texts.help.endswith(".") else f"{texts.help}."
    return PartReport(
        part,
        need,
        PartState.MISSING,
        _("{hint} For example: {example}").format(hint=hint, example=texts.example),
    )


def _default(request: AskRequest, part: PartId, need: PartNeed) -> PartReport:
    """A part that has a sentence of its own: there, unless a name is not known."""
    if part is PartId.GREETING:
        known = request.recipient.name.strip() or request.recipient.first_name.strip()
        note = _("There is no name to greet. Add their name to the record, or type a greeting.")
    elif part is PartId.SIGN_OFF:
        known = (
            request.sender.name.strip() or request.sender.signatures.get(request.tone, "").strip()
        )
        note = _("Your name is not known yet. Add it in Settings, or type it here.")
    else:
        own = stock.thanks if part is PartId.THANKS else stock.easy_out
        known = own(request.kind, request.tone)
        note = ""
    if known:
        return PartReport(part, need, PartState.PRESENT)
    if need is PartNeed.REQUIRED and note:
        return PartReport(part, need, PartState.MISSING, note)
    return PartReport(part, need, PartState.EMPTY)
