"""The words of advice and promises on screen. Pure."""

from datetime import date

from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.advice_rows import AdviceRow, CommitmentRow, Telling
from mentorcrm.ui import words
from mentorcrm.ui.delegates.entry_row import EntryLine
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _

PRIVACY = {
    Privacy.PRIVATE: _("Private: quoted to nobody but them"),
    Privacy.SHAREABLE: _("May be shared with others"),
    Privacy.NEVER: _("Never leaves this computer"),
}
_TONES: dict[Telling, Tone] = {
    Telling.TOLD: "good",
    Telling.FRESH: "neutral",
    Telling.AMBER: "warn",
    Telling.RED: "risk",
}


def told_tag(row: AdviceRow, today: date) -> tuple[str, Tone]:
    """Whether they have heard, in two words with their tint."""
    if row.told_on is not None:
        said = _("told {day}").format(day=words.short_day(row.told_on, today))
    elif row.telling(today) is Telling.FRESH:
        said = _("not told yet")
    else:
        said = _("not told, {span}").format(span=words.span(row.waiting_days(today)))
    return said, _TONES[row.telling(today)]


def told_words(row: AdviceRow, today: date) -> str:
    """Whether they have heard, as a sentence."""
    if row.told_on is not None:
        day = words.long_day(row.told_on)
        if row.told_draft_id is not None:
            return _("Reported back on {day}, with a message.").format(day=day)
        return _("Reported back on {day}.").format(day=day)
    days = row.waiting_days(today)
    if days < 1:
        return _("Not yet reported back.")
    return _("Not yet reported back, for {span}.").format(span=words.span(days))


def did_words(row: AdviceRow, today: date) -> str:
    """What I did with it, in a few words: `Tried 3 Nov`."""
    if row.response is AdviceResponse.OPEN or row.responded_on is None:
        return row.response.label
    day = words.short_day(row.responded_on, today)
    return _("{did} {day}").format(did=row.response.label, day=day)


def advice_line(row: AdviceRow, today: date) -> EntryLine:
    """The words of one row of the list."""
    tag, tone = told_tag(row, today)
    said = " · ".join(
        part for part in (did_words(row, today), " ".join(row.outcome().split())) if part
    )
    text = " ".join(row.words.split())
    day = words.short_day(row.given_on, today)
    spoken = (text, row.person, words.long_day(row.given_on), said[:200], tag)
    return EntryLine(
        row.id,
        text,
        row.person,
        said,
        "quote",
        day,
        words.weekday(row.given_on),
        tag=tag,
        tone=tone,
        spoken=", ".join(spoken),
        quiet=row.response is AdviceResponse.OPEN,
    )


def promise_state(row: CommitmentRow, today: date) -> tuple[str, ColorRole]:
    """How a promise stands and its colour. One of theirs is never late and never tinted."""
    if row.done_on is not None:
        return _("kept {day}").format(day=words.short_day(row.done_on, today)), "good"
    if row.dropped_on is not None:
        return _("let go {day}").format(day=words.short_day(row.dropped_on, today)), "text3"
    if row.due is None:
        return _("no day"), "text3"
    said = _("by {day}").format(day=words.short_day(row.due, today))
    if not row.late(today):
        return said, "text2"
    return _("was for {day}").format(day=words.short_day(row.due, today)), "warn"


def whose(row: CommitmentRow) -> str:
    """Whose promise it is and to whom: `You to Ana Ferreira`."""
    said = _("You to {person}") if row.owner is Owner.ME else _("{person} to you")
    return said.format(person=row.person)


def promise_line(row: CommitmentRow, today: date) -> EntryLine:
    """The words of one row of the list; the day it was made stands in the gutter."""
    state, role = promise_state(row, today)
    tones: dict[str, Tone] = {"good": "good", "warn": "warn"}
    waits = row.open and not row.late(today)  # Its day stands in the gutter already.
    made = words.short_day(row.made_on, today)
    said = _("promised {day}").format(day=made)
    if row.dropped_reason:
        said = f"{said} · {row.dropped_reason}"
    day = row.due or row.made_on
    return EntryLine(
        row.id,
        row.what,
        whose(row),
        said,
        "handshake",
        words.short_day(row.due, today) if row.due else _("No day"),
        words.weekday(day) if row.due else "",
        tag="" if waits else state,
        tone=tones.get(role, "neutral"),
        spoken=", ".join((row.what, whose(row), state, said)),
        quiet=not row.mine,
    )
