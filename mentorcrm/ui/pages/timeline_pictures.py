"""How the entries of a person's timeline look at rest: their words, in their lines."""

from datetime import date

from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import Direction, InteractionChannel, Privacy
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.interactions_rows import (
    AdviceLine,
    ContactRow,
    EntryRow,
    GivenLine,
    PromiseLine,
)
from mentorcrm.services.rows import SeasonRow
from mentorcrm.ui import words
from mentorcrm.ui.delegates.timeline_entry import (
    QUOTE_LINES,
    Head,
    Line,
    Picture,
    Promise,
    Question,
    Quote,
    Words,
)
from mentorcrm.ui.pages.giving_words import introduction_state
from mentorcrm.ui.pages.history_words import (
    Other,
    icon_of,
    minutes_of,
    other_title,
    owner_word,
    promise_state,
    time_of,
    title_of,
)
from mentorcrm.ui.theme import ColorRole
from mentorcrm.words import _, joined

CLOSED_LINES = 4  # Of a long note, before it is opened.
PROMISE_LINES = 2


def contact_picture(entry: EntryRow, person: int, today: date, zone: str) -> Picture:
    """A contact as the page of a person shows it; a plan says its time in one's own `zone`."""
    row = entry.record
    assert isinstance(row, ContactRow)
    contact = row.contact
    title, when = title_of(row), when_of(entry, today, zone)
    link = ""
    if contact.draft_id is not None:
        link = _("Open the message “{title}”").format(title=title)
    lines: list[Line] = [Head(Words(title, "strong", "text"), Words(when, "num", "text3"), link)]
    if said := _note(row, person):
        lines.append(Words(said, "meta", "text3"))
    if row.asks:
        lines.append(Question(Words(_("Did it happen?"), "medium", "accent")))
    if contact.body:
        lines.append(Words(contact.body, "body", "text2", wrap=True, most=CLOSED_LINES))
    lines += [quote_of(advice) for advice in row.advice]
    lines += [promise_of(promise, today) for promise in row.promises]
    quiet = contact.channel is InteractionChannel.NOTE or contact.draft_id is not None
    return Picture(icon_of(row), quiet, tuple(lines))


def other_picture(entry: EntryRow, today: date) -> Picture:
    """A season, advice, a promise or something given, of which the day alone is known."""
    record = entry.record
    assert not isinstance(record, ContactRow)
    style, role = ("medium", "text2") if isinstance(record, SeasonRow) else ("strong", "text")
    title = Words(other_title(record), style, role, wrap=True)  # type: ignore[arg-type]
    when = Words(words.short_day(entry.day, today), "num", "text3")
    lines: list[Line] = [Head(title, when)]
    if isinstance(record, PromiseLine):
        lines.append(promise_of(record, today))
    elif said := _said(record, today):
        lines.append(Words(said, "meta", "text3", wrap=True))
    return Picture(_icon(record), True, tuple(lines))


def quote_of(advice: AdviceLine) -> Quote:
    """A piece of advice under the contact that it came from."""
    said = Words(advice.words, "body", "text", wrap=True, most=QUOTE_LINES)
    heard = advice.response is AdviceResponse.OPEN
    return Quote(advice, said, None if heard else Words(advice.response.label, "meta", "text2"))


def promise_of(promise: PromiseLine, today: date) -> Promise:
    """A promise with its state today."""
    state, role = promise_state(promise, today)
    owner = Words(owner_word(promise), "strong", "accent" if promise.mine else "text2")
    ink: ColorRole = "text" if promise.open else "text2"
    what = Words(promise.what, "body", ink, wrap=True, most=PROMISE_LINES)
    return Promise(promise, owner, what, Words(state, "meta", role))


def when_of(entry: EntryRow, today: date, zone: str) -> str:
    """When a contact was, or is to be, and for how long or that it was cancelled."""
    record = entry.record
    assert isinstance(record, ContactRow)
    contact, day = record.contact, words.short_day(entry.day, today)
    if record.planned or record.asks:
        time = time_of(contact.at, contact.zone, zone)
        day = _("planned {day}, {time}").format(day=day, time=time)
    how_long = _("cancelled") if record.cancelled else minutes_of(contact.minutes)
    return ", ".join(part for part in (day, how_long) if part)


def _icon(record: Other) -> str:
    if isinstance(record, SeasonRow):
        return "circle-check"
    if isinstance(record, AdviceLine):
        return "quote"
    if isinstance(record, IntroductionRow):
        return "users"
    return "square-check" if isinstance(record, PromiseLine) else "handshake"


def _said(record: SeasonRow | AdviceLine | GivenLine | IntroductionRow, today: date) -> str:
    if isinstance(record, SeasonRow):
        before = record.before.label.lower() if record.before else ""
        said = (_("before: {label}").format(label=before) if before else "", record.why)
        return words.DOT.join(part for part in said if part)
    if isinstance(record, AdviceLine):
        return words.DOT.join(part for part in (record.response.label, record.result) if part)
    if isinstance(record, IntroductionRow):
        done = record.made_on is not None and not record.loop_is_open
        state = "" if done else introduction_state(record, today)
        return words.DOT.join(part for part in (state, record.outcome or record.why) if part)
    return record.what


def _note(row: ContactRow, person: int) -> str:
    """What is not plain from the rest: who else, from whom, and what was set about it."""
    contact = row.contact
    others = [name for other, name in contact.people if other != person]
    counts = contact.counts_as_contact or contact.draft_id is not None
    plain = counts or row.planned or row.asks or row.cancelled
    parts = (
        _("with {names}").format(names=joined(others)) if others else "",
        contact.direction.label if contact.direction is not Direction.BOTH else "",
        contact.privacy.label if contact.privacy is not Privacy.PRIVATE else "",
        "" if plain or contact.channel is InteractionChannel.NOTE else _("does not count"),
        " ".join(f"#{topic}" for topic in row.topics),
    )
    return words.DOT.join(part for part in parts if part)
