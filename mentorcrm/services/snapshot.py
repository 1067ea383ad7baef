"""The start page as plain rows, kept so that the window can be painted before SQLAlchemy loads."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from mentorcrm.models.kinds import Season
from mentorcrm.services.start_rows import Counts, PersonRow
from mentorcrm.storage import first_breath

KEY = "start_page"
ROWS = 40  # More than a tall window shows.


@dataclass(frozen=True)
class StartPage:
    """What the first paint shows: the sidebar's numbers and the first people of the list."""

    counts: Counts = field(default_factory=Counts)
    total: int = 0
    people: tuple[PersonRow, ...] = ()
    my_name: str = ""


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
    for person in plain["people"]:
        last = person["last_contact"]
        person["last_contact"] = last.isoformat() if last else None
    return json.dumps(plain, ensure_ascii=False)


def _decoded(plain: dict[str, Any]) -> StartPage:
    return StartPage(
        Counts(**plain["counts"]),
        int(plain["total"]),
        tuple(_person(row) for row in plain["people"]),
        str(plain["my_name"]),
    )


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
