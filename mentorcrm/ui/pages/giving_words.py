"""The words of what goes both ways: lines, days, introductions and their steps. Pure."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from mentorcrm.models.history_kinds import GiveDirection, GiveKind
from mentorcrm.services.given_entries import introduction_day, introduction_key
from mentorcrm.services.giving_rows import GiveRow, IntroductionRow, SinceGiving
from mentorcrm.ui import words
from mentorcrm.ui.delegates.entry_row import EntryLine
from mentorcrm.ui.widgets.chips import Tone
from mentorcrm.words import _, joined, n_

ICONS = {True: "arrow-right", False: "arrow-left"}  # By whether it went from me to them.


def since_words(since: SinceGiving) -> str:
    """What came from me since I last gave something.

    Empty when nothing did, and where no give is on record: that would be a total.
    """
    if since.last_give is None:
        return ""
    asks = n_("{number} ask", "{number} asks", since.asks).format(number=since.asks)
    met = n_("{number} meeting", "{number} meetings", since.meetings).format(number=since.meetings)
    said = ", ".join([*([asks] if since.asks else []), *([met] if since.meetings else [])])
    return _("Since your last give: {what}").format(what=said) if said else ""


def give_title(direction: GiveDirection, kind: GiveKind) -> str:
    """What a note is called, such as `You gave: introduction`."""
    given = direction is GiveDirection.GIVEN
    said = _("You gave: {kind}") if given else _("They gave: {kind}")
    return said.format(kind=kind.label.lower())


def give_line(row: GiveRow, today: date) -> EntryLine:
    """The words of one row of the history."""
    title, said = give_title(row.direction, row.kind), " ".join(row.what.split())
    spoken = (title, row.person, words.long_day(row.happened_on), said[:200])
    return EntryLine(
        row.id,
        title,
        row.person,
        said,
        ICONS[row.given],
        words.short_day(row.happened_on, today),
        words.weekday(row.happened_on),
        spoken=", ".join(part for part in spoken if part),
        quiet=not row.given,
    )


def entry_line(row: GiveRow | IntroductionRow, today: date, zone: ZoneInfo) -> EntryLine:
    """The words of one row of the history: a note, or an introduction."""
    if isinstance(row, GiveRow):
        return give_line(row, today)
    return introduction_line(row, today, introduction_day(row, zone))


def introduction_line(row: IntroductionRow, today: date, day: date) -> EntryLine:
    """The words of an introduction, on its day in the list; what is left to do is its tag."""
    title, state = introduction_title(row), introduction_state(row, today)
    done = row.made_on is not None and not row.loop_is_open
    tag = ""
    tone: Tone = "accent"
    if row.loop_is_open:
        tag, tone = _("Not told yet"), "warn"
    elif row.made_on is None:
        waits = any(agreed is None for _name, agreed in _consents(row))
        tag = _("Under way") if waits else _("All agreed")
    words_of_it = " ".join((row.outcome or row.why).split())
    said = [*([] if done else [state.rstrip(".")]), *([words_of_it] if words_of_it else [])]
    spoken = (title, words.long_day(day), state, words_of_it[:200])
    return EntryLine(
        introduction_key(row.id),
        title,
        "",
        " · ".join(said),
        "users",
        words.short_day(day, today),
        words.weekday(day),
        tag=tag,
        tone=tone,
        spoken=", ".join(part for part in spoken if part),
        quiet=not row.mine,
    )


def introduction_title(row: IntroductionRow) -> str:
    """Who introduces whom to whom."""
    made = row.made_on is not None
    if row.mine:
        said = _("You introduced {first} to {second}") if made else ""
        said = said or _("You introduce {first} to {second}")
    elif row.first_id is None:
        said = _("{introducer} introduced you to {second}") if made else ""
        said = said or _("{introducer} introduces you to {second}")
    else:
        said = _("{introducer} introduced {first} to {second}") if made else ""
        said = said or _("{introducer} introduces {first} to {second}")
    return said.format(introducer=row.introducer, first=row.first, second=row.second)


def introduction_state(row: IntroductionRow, today: date) -> str:
    """How an introduction stands, in a few words."""
    if row.made_on is not None:
        day = words.short_day(row.made_on, today)
        if row.loop_is_open:
            said = _("Made {day}. {name} has not heard what came of it.")
            return said.format(day=day, name=row.introducer)
        return _("Made {day}").format(day=day)
    missing = [name for name, day in _consents(row) if day is None]
    if missing:
        return _("Waits for {names} to agree").format(names=joined(missing))
    return _("All agreed; not made yet")


def introduction_steps(row: IntroductionRow) -> list[tuple[str, str, date | None]]:
    """What is ticked off: the name of its day, words, and the day."""
    asked = _("Asked them both") if row.mine else _("Asked {name}").format(name=row.introducer)
    steps = [("asked_on", asked, row.asked_on)]
    agreed = _("{name} agreed")
    if row.first_id is not None:
        steps.append(("first_agreed_on", agreed.format(name=row.first), row.first_agreed_on))
    steps.append(("second_agreed_on", agreed.format(name=row.second), row.second_agreed_on))
    steps.append(("made_on", _("Introduced"), row.made_on))
    if not row.mine and row.made_on is not None:
        told = _("Told {name} what came of it").format(name=row.introducer)
        steps.append(("told_introducer_on", told, row.told_introducer_on))
    return steps


def giving_summary(shown: int, total: int, *, narrowed: bool) -> str:
    """The sentence under the title of the page; none where nothing is on record."""
    if not total:
        return ""
    if narrowed:
        return _("{shown:,} of {total:,} shown").format(shown=shown, total=total)
    return n_("{number:,} entry", "{number:,} entries", total).format(number=total)


def nothing_given(text: str, chosen: Sequence[str]) -> tuple[str, str]:
    """Why the list is empty, and what to do."""
    said = [*([f"“{text}”"] if text else []), *chosen]
    if said:
        return (
            _("Nothing matches {said}").format(said=joined(said)),
            _("Words, names, what prompted it and what came of it are searched."),
        )
    return (
        _("Nothing noted yet"),
        _(
            "Note what you gave or got on a person’s page, under “Giving both ways”, and who "
            "introduced whom under “Introductions”."
        ),
    )


def _consents(row: IntroductionRow) -> list[tuple[str, date | None]]:
    first = [] if row.first_id is None else [(row.first, row.first_agreed_on)]
    return [*first, (row.second, row.second_agreed_on)]
