"""What was agreed with the people of the sample network and how they fit. It goes when they go."""

import tomllib
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mentorcrm import assets
from mentorcrm.models.history_kinds import FeedbackStyle, FitCriterion, FitPhase
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.models.tables import Agreement, FitRating, Mentorship, Trial, WorkingStyle
from mentorcrm.services.dispatcher import Work


def add_terms(work: Work, people: dict[str, int]) -> None:
    """Add what `terms.toml` says of these people, who are named by their keys."""
    data = tomllib.loads(assets.text("sample/terms.toml"))
    for entry in data["agreements"]:
        work.session.add(_agreement(work, entry, _role(work, people[entry["person"]])))
    for entry in data["trials"]:
        work.session.add(
            Trial(
                mentorship_id=_role(work, people[entry["person"]]),
                started_on=_ahead(work, -entry["days"]),
                meetings=entry["meetings"],
                minutes=entry["minutes"],
                ends_on=_ahead(work, entry["ends_in"]),
                question=entry["question"],
            )
        )
    for entry in data["fit"]:
        work.session.add(_rating(work, entry, people[entry["person"]]))
    for entry in data["styles"]:
        work.session.add(
            WorkingStyle(
                person_id=people[entry["person"]],
                feedback=FeedbackStyle(entry["feedback"]),
                prefers=entry["prefers"],
                their_limits=entry["their_limits"],
                my_limits=entry["my_limits"],
            )
        )


def _agreement(work: Work, entry: dict[str, Any], role: int) -> Agreement:
    return Agreement(
        mentorship_id=role,
        purpose=entry["purpose"],
        rhythm_days=entry["rhythm"],
        minutes=entry["minutes"],
        channel=InteractionChannel(entry["channel"]),
        between=entry["between"],
        off_limits=list(entry["off_limits"]),
        confidentiality=entry["confidentiality"],
        agreed_on=_ahead(work, -entry["days"]),
        review_on=_ahead(work, entry["review_in"]),
        how_we_end=entry["how_we_end"],
    )


def _rating(work: Work, entry: dict[str, Any], person: int) -> FitRating:
    return FitRating(
        person_id=person,
        criterion=FitCriterion(entry["criterion"]),
        phase=FitPhase(entry["phase"]),
        score=entry["score"],
        weight=entry.get("weight", 1),
        how_i_know=entry["how_i_know"],
        rated_on=work.today,
    )


def _role(work: Work, person: int) -> int:
    query = select(Mentorship.id).where(Mentorship.person_id == person)
    return int(work.session.scalars(query).one())


def _ahead(work: Work, days: int) -> date:
    return work.today + timedelta(days=days)
