"""The start page as plain rows, kept so that the window can be painted before SQLAlchemy loads."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mentorcrm.models.health_kinds import Band
from mentorcrm.models.kinds import NeedKind, Season
from mentorcrm.services.start_rows import Counts, PersonRow
from mentorcrm.services.today_rows import (
    Budget,
    Coming,
    FirstSteps,
    News,
    OpenNeed,
    Pulse,
    PulseBar,
    Reason,
    Since,
    SinceLine,
    TodayPage,
    Unanswered,
    Waiting,
)
from mentorcrm.storage import first_breath

KEY = "start_page"
ROWS = 40  # More than a tall window shows.


@dataclass(frozen=True)
class StartPage:
    """What the first paint shows: the sidebar's numbers, Today, the first people."""

    counts: Counts = field(default_factory=Counts)
    total: int = 0
    people: tuple[PersonRow, ...] = ()
    my_name: str = ""
    today: TodayPage = field(default_factory=TodayPage)


def read(database: Path) -> StartPage | None:
    """The start page as it was last kept; None for a fresh, older or unusual file."""
    text = first_breath.remembered(database, KEY)
    if text is None:
        return None
    try:
        return _decoded(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def encode(page: StartPage) -> str:
    """The page as JSON text."""
    plain = asdict(page)
    for row in plain["today"]["rows"]:
        row["quote"] = ""  # A note may be deleted later; no copy of it stays behind.
    for meeting in plain["today"]["meetings"]:
        meeting["title"] = ""
    return json.dumps(plain, ensure_ascii=False, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, date):  # A datetime is one too.
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be kept")


def _decoded(plain: dict[str, Any]) -> StartPage:
    return StartPage(
        Counts(**plain["counts"]),
        int(plain["total"]),
        tuple(_person(row) for row in plain["people"]),
        str(plain["my_name"]),
        _today(plain["today"]),
    )


def _today(plain: dict[str, Any]) -> TodayPage:
    steps, coming = plain["steps"], plain["coming"]
    days = ("sent", "nudge")
    return TodayPage(
        tuple(
            Waiting(**{**_dated(row, ("due", "since")), "reason": Reason(row["reason"])})
            for row in plain["rows"]
        ),
        int(plain["total"]),
        tuple(Unanswered(**_dated(row, days)) for row in plain["unanswered"]),
        FirstSteps(**steps) if steps else None,
        (str(coming[0]), date.fromisoformat(coming[1])) if coming else None,
        bool(plain["empty"]),
        bool(plain["sample"]),
        tuple(
            OpenNeed(number, NeedKind(kind), text, date.fromisoformat(day) if day else None)
            for number, kind, text, day in plain["needs"]
        ),
        tuple(Coming(**_dated(row, ("day",))) for row in plain["meetings"]),
        _pulse(plain["pulse"]) if plain["pulse"] else None,
        tuple(Budget(**row) for row in plain["budgets"]),
        _since(plain["since"]) if plain["since"] else None,
    )


def _pulse(plain: dict[str, Any]) -> Pulse:
    return Pulse(
        tuple(PulseBar(**{**bar, "band": Band(bar["band"])}) for bar in plain["bars"]),
        tuple((Band(band), int(number)) for band, number in plain["counts"]),
        plain["change"],
    )


def _since(plain: list[Any]) -> Since:
    day, lines, more = plain
    return Since(
        date.fromisoformat(day),
        tuple(SinceLine(News(news), words, person) for news, words, person in lines),
        int(more),
    )


def _dated(row: dict[str, Any], days: tuple[str, ...]) -> dict[str, Any]:
    """The row with these of its values as days again."""
    return {**row, **{key: date.fromisoformat(row[key]) for key in days if row[key]}}


def _person(row: dict[str, Any]) -> PersonRow:
    last = row["last_contact"]
    return PersonRow(
        **{
            **row,
            "tags": tuple(row["tags"]),
            "season": Season(row["season"]) if row["season"] else None,
            "last_contact": datetime.fromisoformat(last) if last else None,
        }
    )
