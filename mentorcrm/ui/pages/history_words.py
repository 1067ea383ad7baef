"""The words of entries of a history: in a row, read aloud, on an empty list. Pure."""

from datetime import date, datetime

from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.interactions import lived_at
from mentorcrm.services.interactions_rows import (
    AdviceLine,
    ContactRow,
    EntryKind,
    EntryRow,
    GivenLine,
    HistoryFilter,
    PromiseLine,
)
from mentorcrm.services.rows import SeasonRow
from mentorcrm.services.zones import city
from mentorcrm.ui import words
from mentorcrm.ui.delegates.entry_row import EntryLine
from mentorcrm.ui.pages.giving_words import give_title, introduction_title
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _, joined, n_

_NAMES_SHOWN = 3


def entry_line(entry: EntryRow, today: date) -> EntryLine:
    """The words of one row of the history."""
    record = entry.record
    assert isinstance(record, ContactRow)
    contact = record.contact
    names = [name for _id, name in contact.people]
    who = joined(names[:_NAMES_SHOWN]) + (", …" if len(names) > _NAMES_SHOWN else "")
    title, when = title_of(record), minutes_of(contact.minutes)
    tag, tone = _tag_of(record)
    said = entry.excerpt or " ".join(contact.body.split())
    day = words.short_day(entry.day, today)
    spoken = (title, who, tag or contact.channel.label, words.long_day(entry.day), when, said[:200])
    return EntryLine(
        entry.key,
        title,
        who,
        said,
        icon_of(record),
        day,
        words.weekday(entry.day),
        when,
        tag,
        tone,
        spoken=", ".join(part for part in spoken if part),
        quiet=contact.channel is InteractionChannel.NOTE or contact.draft_id is not None,
    )


def _tag_of(record: ContactRow) -> tuple[str, Tone]:
    if record.cancelled:
        return _("Cancelled"), "neutral"
    if record.asks:
        return _("Did it happen?"), "warn"
    return _("Planned") if record.planned else "", "accent"


def title_of(record: ContactRow) -> str:
    """What a contact is called: its summary, else how it was had."""
    contact = record.contact
    return contact.summary or contact.channel.label


def icon_of(record: ContactRow) -> str:
    """The icon of a contact; messages written here have one of their own."""
    contact = record.contact
    return "send" if contact.draft_id is not None else words.CHANNEL_ICONS[contact.channel]


def minutes_of(minutes: int | None) -> str:
    """How long it took; empty when that is not known."""
    return _("{minutes} min").format(minutes=minutes) if minutes else ""


def time_of(at: datetime, zone: str, mine: str) -> str:
    """The time of day where it was lived, with the place when that is not mine."""
    lived = lived_at(at, zone or mine)
    time = f"{lived:%H:%M}"
    if lived.utcoffset() == lived_at(at, mine).utcoffset():
        return time
    return f"{time} {city(zone)}"


def promise_state(promise: PromiseLine, today: date) -> tuple[str, ColorRole]:
    """How a promise stands, and the colour for it: `kept 29 Sep`, `open 8 weeks`."""
    if promise.done_on is not None:
        day = words.short_day(promise.done_on, today)
        return _("kept {day}").format(day=day), "good"
    if promise.dropped_on is not None:
        return _("let go {day}").format(day=words.short_day(promise.dropped_on, today)), "text3"
    if promise.due is not None:
        day = words.short_day(promise.due, today)
        if promise.due >= today:
            return _("by {day}").format(day=day), "text2"
        return _("was for {day}").format(day=day), "warn" if promise.mine else "text2"
    since = (today - promise.made_on).days
    return (_("open {span}").format(span=words.span(since)) if since else _("open")), "text2"


def owner_word(promise: PromiseLine) -> str:
    """Whose promise it is, in a word: mine, or the first name of the other."""
    return _("You") if promise.mine else promise.person.split(" ")[0]


Other = SeasonRow | AdviceLine | PromiseLine | GivenLine | IntroductionRow


def other_title(record: Other) -> str:
    """What an entry that is no contact is called."""
    if isinstance(record, IntroductionRow):
        return introduction_title(record)
    if isinstance(record, SeasonRow):
        return f"{record.role.label}: {record.after.label.lower()}"
    if isinstance(record, AdviceLine):
        return _("Advice: {words}").format(words=record.words)
    if isinstance(record, PromiseLine):
        said = _("You promised") if record.mine else _("{name} promised")
        return said.format(name=owner_word(record))
    return give_title(record.direction, record.kind)


def summary_words(shown: int, total: int, wanted: HistoryFilter) -> str:
    """The sentence under the title of the page."""
    number = n_("{number:,} contact", "{number:,} contacts", total).format(number=total)
    if wanted == HistoryFilter():
        return number if total else ""
    return _("{shown:,} of {contacts}").format(shown=shown, contacts=number)


def nothing_words(text: str, chosen: list[str]) -> tuple[str, str]:
    """Why the list is empty, and what to do."""
    said = [*([f"“{text}”"] if text else []), *chosen]
    if said:
        return (
            _("Nothing matches {said}").format(said=joined(said)),
            _("A word is found by its beginning; #word looks among topics alone."),
        )
    return (
        _("Nothing on record yet"),
        _(
            "Calls, meetings and messages with everybody appear here, newest first, "
            "and every word of them can be found again."
        ),
    )


KIND_WORDS = {kind: kind.label for kind in EntryKind}
