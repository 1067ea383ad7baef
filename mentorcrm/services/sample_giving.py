"""What went both ways with the people of the sample network. It goes when they go."""

import tomllib
from datetime import date, timedelta
from typing import Any

from mentorcrm import assets
from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind, IdeaKind
from mentorcrm.models.tables import GiveIdea, Introduction, ReciprocityNote
from mentorcrm.services.dispatcher import Work


def add_giving(work: Work, people: dict[str, int]) -> None:
    """Add what `giving.toml` says of these people, who are named by their keys."""
    data = tomllib.loads(assets.text("sample/giving.toml"))
    for entry in data["notes"]:
        work.session.add(
            ReciprocityNote(
                person_id=people[entry["person"]],
                direction=GiveDirection(entry["direction"]),
                kind=GiveKind(entry["kind"]),
                happened_on=_ago(work, entry["days"]),
                what=entry["what"],
                effort=Effort(entry["effort"]) if "effort" in entry else None,
                prompted_by=entry.get("prompted_by", ""),
                is_sample=True,
            )
        )
    for entry in data["ideas"]:
        work.session.add(
            GiveIdea(
                person_id=people[entry["person"]],
                kind=IdeaKind(entry["kind"]),
                text=entry["text"],
                noted_on=_ago(work, entry["days"]),
                is_sample=True,
            )
        )
    for entry in data["introductions"]:
        work.session.add(_introduction(work, entry, people))


def _introduction(work: Work, entry: dict[str, Any], people: dict[str, int]) -> Introduction:
    def day(name: str) -> date | None:
        return _ago(work, entry[name]) if name in entry else None

    return Introduction(
        introducer_id=people.get(entry.get("introducer", "")),
        first_id=people.get(entry.get("first", "")),
        second_id=people[entry["second"]],
        why=entry["why"],
        asked_on=day("days"),
        first_agreed_on=day("first_agreed") or day("made"),
        second_agreed_on=day("second_agreed") or day("made"),
        made_on=day("made"),
        outcome=entry.get("outcome", ""),
        is_sample=True,
    )


def _ago(work: Work, days: int) -> date:
    return work.today - timedelta(days=days)
