"""The sentences of Today. Pure: values in, words out."""

from datetime import date, datetime

from mentorcrm.models.health_kinds import Band
from mentorcrm.services.today_rows import Pulse, TodayPage
from mentorcrm.words import LONG_DAYS, LONG_MONTHS, _, n_, short_day

_NUMBERS = (
    _("No"),
    _("One"),
    _("Two"),
    _("Three"),
    _("Four"),
    _("Five"),
    _("Six"),
    _("Seven"),
    _("Eight"),
    _("Nine"),
    _("Ten"),
)
COOL = (Band.COOLING, Band.AT_RISK, Band.DORMANT)


def date_line(now: datetime) -> str:
    """`Tuesday 24 November`."""
    return f"{LONG_DAYS[now.weekday()]} {now.day} {LONG_MONTHS[now.month - 1]}"


def greeting(now: datetime, name: str) -> str:
    """`Good morning, Noor.`, by the hour; without the name while it is not known."""
    said = _("Good evening")
    if 4 <= now.hour < 18:
        said = _("Good morning") if now.hour < 12 else _("Good afternoon")
    first = name.split()[0] if name.split() else ""
    return f"{said}, {first}." if first else f"{said}."


def summary(found: TodayPage) -> str:
    """One sentence for the whole page."""
    shown = len(found.rows)
    if found.total > shown:
        return _("{number} things are waiting; the first {shown} are here.").format(
            number=_spelt(found.total), shown=shown
        )
    if shown == 1:
        return _("One thing is waiting for you.")
    if shown:
        return _("{number} things are waiting for you.").format(number=_spelt(shown))
    if found.steps is not None:
        return _("A good first ask is a few short steps away.")
    return _("Nothing is waiting for you.")


def pulse_words(pulse: Pulse) -> str:
    """How many relationships there are, and how many more or fewer cool than a month ago."""
    people = pulse.people
    said = n_("{number:,} person.", "{number:,} people.", people).format(number=people)
    if pulse.change is None or not any(band in COOL for band, _number in pulse.counts):
        fewer = pulse.change is not None and pulse.change < 0
        return f"{said} {_('Nobody is cooling any more.')}" if fewer else said
    number = abs(pulse.change)
    if not number:
        return f"{said} {_('As many are cooling as a month ago.')}"
    more = _("{number} more cooling than a month ago.")
    fewer_ = _("{number} fewer cooling than a month ago.")
    change = (more if pulse.change > 0 else fewer_).format(number=_spelt(number))
    return f"{said} {change}"


def coming(found: TodayPage, today: date) -> str:
    """What comes next when nothing waits."""
    if found.coming is None:
        return _("Nothing else has a day yet. A good moment to ask someone, or to thank someone.")
    what, day = found.coming
    said = short_day(day, today)
    if (day - today).days < 7:
        said = f"{LONG_DAYS[day.weekday()]} {said}"
    return _("Next: {what}, {day}.").format(what=what, day=said)


def _spelt(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
