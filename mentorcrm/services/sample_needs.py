"""The needs of the sample network, and who covers what. They go when it goes."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.kinds import CoverageLevel, NeedKind
from mentorcrm.models.tables import Coverage, Mentorship, MosaicWeight, Need, NeedTask
from mentorcrm.services.dispatcher import Work


def add_needs(work: Work, data: dict[str, Any], people: dict[str, int]) -> None:
    """Add the needs and facets of `network.toml`; people are named by their keys."""
    query = select(Mentorship.person_id, Mentorship.id)
    roles = dict(work.session.execute(query).all())
    held = {key: roles[person] for key, person in people.items()}
    for entry in data["needs"]:
        need = _add_need(work, entry)
        _cover(work, entry["covered_by"], held, need_id=need)
    for entry in data["facets"]:
        _cover(work, entry["covered_by"], held, facet=Facet(entry["facet"]).value)


def _add_need(work: Work, entry: dict[str, Any]) -> int:
    need = Need(
        kind=NeedKind(entry["kind"]),
        statement=entry["statement"],
        why_now=entry["why_now"],
        done_when=entry["done_when"],
        options=list(entry.get("options", ())),
        leaning=entry.get("leaning", ""),
        expected=entry.get("expected", ""),
        decide_by=_ahead(work, entry.get("decide_in")),
        target_date=_ahead(work, entry.get("target_in")),
        rating_start=entry.get("rating_start"),
        rating_now=entry.get("rating_now"),
        confidence=entry.get("confidence"),
        is_sample=True,
    )
    work.session.add(need)
    work.session.flush()
    for place, step in enumerate(entry["tasks"]):
        done = work.today - timedelta(days=step["days"]) if "days" in step else None
        task = NeedTask(need_id=need.id, text=step["text"], position=place, done_on=done)
        work.session.add(task)
    if "weight" in entry:
        work.session.add(MosaicWeight(need_id=need.id, weight=entry["weight"]))
    return need.id


def _cover(work: Work, levels: dict[str, str], held: dict[str, int], **row: Any) -> None:
    work.session.add_all(
        Coverage(mentorship_id=held[key], level=CoverageLevel(level), **row)
        for key, level in levels.items()
    )


def _ahead(work: Work, days: int | None) -> date | None:
    return work.today + timedelta(days=days) if days is not None else None
