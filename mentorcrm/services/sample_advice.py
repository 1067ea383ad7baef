"""What the people of the sample network advised and promised. It goes when they go."""

import tomllib
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mentorcrm import assets
from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.models.tables import Advice, Commitment, Experiment, Need
from mentorcrm.services.dispatcher import Work


def add_advice_and_promises(work: Work, people: dict[str, int]) -> None:
    """Add what `advice.toml` says of these people, who are named by their keys."""
    data = tomllib.loads(assets.text("sample/advice.toml"))
    for entry in data["advice"]:
        _add_advice(work, entry, people[entry["person"]])
    for entry in data["promises"]:
        work.session.add(
            Commitment(
                person_id=people[entry["person"]],
                owner=Owner(entry["owner"]),
                what=entry["what"],
                made_on=_ago(work, entry["days"]),
                due=_ago(work, -entry["due"]) if "due" in entry else None,
                is_sample=True,
            )
        )


def _add_advice(work: Work, entry: dict[str, Any], person_id: int) -> None:
    row = Advice(
        person_id=person_id,
        need_id=work.session.scalar(
            select(Need.id).where(Need.is_sample.is_(True), Need.statement == entry.get("need"))
        ),
        words=entry["words"],
        context=entry.get("context", ""),
        assumed=entry.get("assumed", ""),
        given_on=_ago(work, entry["days"]),
        response=AdviceResponse(entry.get("response", "open")),
        responded_on=_ago(work, entry["answered"]) if "answered" in entry else None,
        result=entry.get("result", ""),
        told_on=_ago(work, entry["told"]) if "told" in entry else None,
        is_sample=True,
    )
    work.session.add(row)
    work.session.flush()
    for test in entry.get("experiments", ()):
        work.session.add(
            Experiment(
                advice_id=row.id,
                hypothesis=test["hypothesis"],
                sign=test["sign"],
                until=_ago(work, -test["until"]),
            )
        )


def _ago(work: Work, days: int) -> date:
    return work.today - timedelta(days=days)
