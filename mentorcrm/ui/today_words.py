"""The sentences of Today. Pure: values in, words out."""

from datetime import date, datetime

from mentorcrm.services.today_rows import TodayPage, day_words

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def date_line(now: datetime) -> str:
    """`Tuesday 24 November`."""
    return f"{_DAYS[now.weekday()]} {now.day} {_MONTHS[now.month - 1]}"


def greeting(now: datetime, name: str) -> str:
    """`Good morning, Noor.`, by the hour; without the name while it is not known."""
    part = "morning" if 4 <= now.hour < 12 else "afternoon" if 12 <= now.hour < 18 else "evening"
    first = name.split()[0] if name.split() else ""
    return f"Good {part}, {first}." if first else f"Good {part}."


def summary(found: TodayPage) -> str:
    """One sentence for the whole page."""
    shown = len(found.rows)
    if found.total > shown:
        return f"{_number(found.total)} things are waiting; the first {shown} are here."
    if shown == 1:
        return "One thing is waiting for you."
    if shown:
        return f"{_number(shown)} things are waiting for you."
    if found.steps is not None:
        return "A good first ask is a few short steps away."
    return "Nothing is waiting for you."


def coming(found: TodayPage, today: date) -> str:
    """What comes next when nothing waits."""
    if found.coming is None:
        return "Nothing else has a day yet. A good moment to ask someone, or to thank someone."
    what, day = found.coming
    weekday = _DAYS[day.weekday()] if (day - today).days < 7 else ""
    return f"Next: {what}, {f'{weekday} ' if weekday else ''}{day_words(day, today)}."


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
