"""How a meeting is put into words on screen. Pure: values in, words out."""

from datetime import date, datetime, timedelta

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.services.meetings_rows import MeetingDetail, MeetingRow, Stage, recap_clock
from mentorcrm.services.note_marks import kind_of
from mentorcrm.services.zones import city, zone_of
from mentorcrm.ui import words
from mentorcrm.ui.days import local_day
from mentorcrm.ui.delegates.entry_row import EntryLine
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import DAYS, LONG_DAYS, _, joined, n_, short_day

STEPS = {
    "prepare": _("Prepare"),
    "notes": _("Notes"),
    "takeaways": _("Takeaways"),
    "recap": _("Recap"),
}
_STAGE_TAGS: dict[Stage, tuple[str, Tone]] = {
    Stage.TO_CLOSE: (_("To close"), "warn"),
    Stage.RECAP: (_("Recap to send"), "warn"),
    Stage.CANCELLED: (_("Cancelled"), "neutral"),
}
TAGS: dict[LineKind, tuple[str, Tone]] = {
    LineKind.ADVICE: (_("Advice"), "accent"),
    LineKind.MY_PROMISE: (_("My promise"), "accent"),
    LineKind.THEIR_PROMISE: (_("Their promise"), "neutral"),
    LineKind.DECISION: (_("Decision"), "good"),
    LineKind.QUOTE: (_("Quote"), "neutral"),
    LineKind.EXPERIMENT: (_("Experiment"), "warn"),
}
RATINGS = {1: _("1, little"), 2: _("2, some"), 3: _("3, good"), 4: _("4, a great deal")}


def tag_of(line: str) -> tuple[str, Tone] | None:
    """The tag of a line of notes as it is typed; None for a plain one."""
    tag = TAGS.get(kind_of(line))
    return (_(tag[0]), tag[1]) if tag is not None else None


def span(at: datetime, slot: int, zone: str) -> str:
    """`17:30–18:15` on the clock of a zone."""
    start = at.astimezone(zone_of(zone))
    end = (at + timedelta(minutes=slot)).astimezone(zone_of(zone))
    return f"{start:%H:%M}–{end:%H:%M}"


def until(detail: MeetingDetail, zone: str) -> str:
    """When a meeting has to end; of one that was begun hours early only its length was agreed.

    Empty once it is over: then it has ended.
    """
    row, begun = detail.row, detail.held_at
    if detail.closed_at is not None or detail.cancelled_on is not None:
        return ""
    length = timedelta(minutes=row.slot)
    early = begun is not None and begun + length <= row.at
    end = begun + length if begun is not None and early else row.ends
    clock = f"{end.astimezone(zone_of(zone)):%H:%M}"
    if early:
        said = _("{minutes} minutes as planned, until {end} your time")
        return said.format(minutes=row.slot, end=clock)
    return _("Hard stop at {end} your time").format(end=clock)


def when(row: MeetingRow, zone: str, today: date) -> str:
    """`Thursday, 17:30` when near, else `Thu 17 Dec, 17:30`."""
    local = row.at.astimezone(zone_of(zone))
    days = (local.date() - today).days
    if days == 0:
        day = _("Today")
    elif days == 1:
        day = _("Tomorrow")
    elif 1 < days < 7:
        day = _(LONG_DAYS[local.weekday()])
    else:
        day = f"{words.weekday(local.date())} {short_day(local.date(), today)}"
    return f"{day}, {local:%H:%M}"


def subtitle(detail: MeetingDetail, zone: str, today: date) -> str:
    """Below the title: when and how, and what they are to me."""
    row = detail.row
    how = row.channel.label.lower()
    began = min(row.at, detail.held_at or row.at)
    day = local_day(began, zone)
    on = _("today") if day == today else short_day(day, today)
    if detail.closed_at is not None:
        lead = _("Held {day}, {span}, {how}").format(
            day=on, span=span(began, detail.minutes or row.slot, zone), how=how
        )
    elif detail.held_at is not None:
        time = f"{began.astimezone(zone_of(zone)):%H:%M}"
        lead = _("Begun {day}, {time}, {how}").format(day=on, time=time, how=how)
    else:
        lead = _("{when}, {how}").format(when=when(row, zone, today), how=how)
    parts = [lead, *(_standing(detail) if len(row.people) == 1 else _with(row))]
    if detail.cancelled_on is not None:
        parts.append(_("cancelled"))
    elif detail.moved and detail.closed_at is None:
        parts.append(
            n_("moved once", "moved {number} times", detail.moved).format(number=detail.moved)
        )
    return ". ".join(parts)


def _standing(detail: MeetingDetail) -> list[str]:
    person = detail.row.people[0]
    if person.role is None or person.season is None:
        return []
    said = f"{person.role.label}, {person.season.label.lower()}"
    if person.since is None:
        return [said]
    return [_("{standing} since {year}").format(standing=said, year=person.since.year)]


def _with(row: MeetingRow) -> list[str]:
    """Several people by name, unless the title has them all."""
    names = [person.called for person in row.people]
    if not names or all(name in row.title for name in names):
        return []
    return [_("With {names}").format(names=joined(names))]


def clocks(row: MeetingRow, mine: str) -> list[str]:
    """The span on my clock, and on theirs where it is another one."""
    lines = [_("{span} in {city}").format(span=span(row.at, row.slot, mine), city=city(mine))]
    for person in row.people:
        if not person.zone or words.zone_info(person.zone) is None:
            continue
        theirs = span(row.at, row.slot, person.zone)
        if theirs != span(row.at, row.slot, mine):
            lines.append(
                _("{span} for {name}, {city}").format(
                    span=theirs, name=person.called, city=city(person.zone)
                )
            )
    return lines


def meeting_line(row: MeetingRow, zone: str, now: datetime) -> EntryLine:
    """The words of one row in the list of meetings."""
    today = local_day(now, zone)
    local = row.at.astimezone(zone_of(zone))
    names = joined([person.name for person in row.people])
    tag, tone = _tag(row)
    said = _said(row, now)
    day = short_day(local.date(), today)
    spoken = (row.title, names, words.long_day(local.date()), f"{local:%H:%M}", tag, said)
    return EntryLine(
        row.id, row.title, names if names not in row.title else "", said,
        words.CHANNEL_ICONS[row.channel], day, DAYS[local.weekday()], f"{local:%H:%M}", tag, tone,
        ", ".join(part for part in spoken if part), row.stage in (Stage.DONE, Stage.CANCELLED),
    )  # fmt: skip


def _tag(row: MeetingRow) -> tuple[str, Tone]:
    if row.stage is Stage.COMING:
        return ready_words(row), "good" if row.ready == 3 else "neutral"
    if row.asks:
        return _("Did it happen?"), "warn"
    tag = _STAGE_TAGS.get(row.stage)
    return (_(tag[0]), tag[1]) if tag is not None else ("", "neutral")


def ready_words(row: MeetingRow) -> str:
    """How far the preparation is: `Ready`, `2 of 3`, or what is missing first."""
    if row.ready == 3:
        return _("Ready")
    if not row.has_decision:
        return _("No decision")
    return _("{done} of {total}").format(done=row.ready, total=3)


def _said(row: MeetingRow, now: datetime) -> str:
    if row.stage is Stage.RECAP and row.recap_due is not None:
        return recap_clock(row.recap_due, now)
    length = n_("{number} minute", "{number} minutes", row.slot).format(number=row.slot)
    return f"{row.channel.label}, {length}"
