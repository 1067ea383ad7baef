"""A parse as the plain values of the corpus; what is empty is left out."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mentorcrm.capture.parts import Parsed, PersonFound
from mentorcrm.capture.reading import parse
from mentorcrm.capture.when import Moment
from mentorcrm.models.kinds import Direction
from tests.capture.people import KNOWN, names

NAMES = names()
BY_ID = {person.id: person.name for person in KNOWN}
MOMENT = Moment(
    datetime(2026, 11, 24, 8, 42, tzinfo=ZoneInfo("Europe/London")), "Europe/London"
)  # A Tuesday.


def said(text: str) -> dict[str, Any]:
    """What a line is read as."""
    return as_values(parse(text, NAMES, MOMENT, ("Pricing", "Hiring")))


def as_values(found: Parsed) -> dict[str, Any]:
    values: dict[str, Any] = {
        "who": [person(one) for one in found.people],
        "how": found.channel.value,
        "word": found.how.word if found.how else "",
        "direction": "" if found.direction is Direction.BOTH else found.direction.value,
        "minutes": found.minutes.minutes if found.minutes else 0,
        "when": moment(found),
        "zone": "" if found.zone == MOMENT.zone else found.zone,
        "planned": found.planned,
        "missed": not found.reached,
        "topics": [topic.name for topic in found.topics],
        "promises": [
            " | ".join(
                part
                for part in (
                    one.owner.value,
                    one.what,
                    f"by {one.due}" if one.due else "",
                    *(f"meet {person(other)}" for other in one.mentioned),
                )
                if part
            )
            for one in found.promises
        ],
        "gives": [f"{one.direction} | {one.kind} | {one.what}" for one in found.gives],
        "advice": [
            " | ".join(
                part
                for part in (
                    "" if one.sure else "offered",
                    person(one.by) if one.by else "",
                    one.what,
                )
                if part
            )
            for one in found.advice
        ],
        "summary": found.summary,
    }
    return {name: value for name, value in values.items() if value}


def person(found: PersonFound) -> str:
    """`Ana Ferreira`; `tom? Tom Baker, Tom Okafor`; `Zed! new`, or with those that are alike."""
    if found.id is not None:
        return BY_ID[found.id]
    others = ", ".join(BY_ID[i] for i in found.candidates)
    return f"{found.words}? {others}" if found.doubtful else f"{found.words}! {others or 'new'}"


def moment(found: Parsed) -> str:
    if found.when is None:
        return ""
    local = found.at.astimezone(ZoneInfo(found.zone))
    return f"{local:%Y-%m-%d %H:%M}" if found.when.timed else f"{local:%Y-%m-%d}"
