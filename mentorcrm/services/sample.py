"""The sample network: an invented handful of people to look around in, and its removal."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select

from mentorcrm import assets
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import (
    Direction,
    InteractionChannel,
    Role,
    Season,
    StepsAhead,
)
from mentorcrm.models.tables import (
    Draft,
    Interaction,
    InteractionPerson,
    Mentorship,
    Need,
    Person,
)
from mentorcrm.services.commands import people as people_wish
from mentorcrm.services.commands.transfer import AddSample, RemoveSample
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import add_fact, add_person, drop_unused_tags, set_tags
from mentorcrm.services.sample_advice import add_advice_and_promises
from mentorcrm.services.sample_giving import add_giving
from mentorcrm.services.sample_meetings import add_meetings
from mentorcrm.services.sample_needs import add_needs
from mentorcrm.services.sample_terms import add_terms
from mentorcrm.services.sample_views import add_views, remove_views
from mentorcrm.services.text import count
from mentorcrm.words import _


def add_sample(work: Work, _command: AddSample) -> int:
    if work.session.scalar(
        select(func.count()).where(Person.is_sample.is_(True), Person.deleted_at.is_(None))
    ):
        raise UserError(_("The sample network is here already."))
    import tomllib

    data = tomllib.loads(assets.text("sample/network.toml"))
    ids = {entry["key"]: _add_person(work, entry) for entry in data["people"]}
    add_needs(work, data, ids)
    for entry in data["contacts"]:
        _add_contact(work, entry, [ids[key] for key in entry["people"]])
    work.session.flush()
    add_advice_and_promises(work, ids)
    add_giving(work, ids)
    add_terms(work, ids)
    add_meetings(work, ids)
    add_views(work, data)
    work.label = _("Add the sample network")
    return len(ids)


def remove_sample(work: Work, _command: RemoveSample) -> int:
    session = work.session
    people = list(session.scalars(select(Person.id).where(Person.is_sample.is_(True))))
    others = (
        select(InteractionPerson.interaction_id)
        .join(Person, Person.id == InteractionPerson.person_id)
        .where(Person.is_sample.is_(False))
    )
    with_sample = select(InteractionPerson.interaction_id).where(
        InteractionPerson.person_id.in_(people)
    )
    session.execute(
        delete(Interaction).where(
            Interaction.is_sample.is_(True) | Interaction.id.in_(with_sample),
            Interaction.id.not_in(others),
        )
    )
    session.execute(delete(Draft).where(Draft.is_sample.is_(True)))
    session.execute(delete(Need).where(Need.is_sample.is_(True)))
    session.execute(delete(Person).where(Person.is_sample.is_(True)))
    drop_unused_tags(work)
    remove_views(work)
    work.label = _("Remove the sample network of {people}").format(
        people=count(len(people), "person", "people")
    )
    return len(people)


def _add_person(work: Work, entry: dict[str, Any]) -> int:
    person_id = add_person(
        work,
        people_wish.AddPerson(
            entry["name"],
            entry["organisation"],
            entry["title"],
            entry["mail"],
            why_them=entry["why_them"],
        ),
    )
    person = work.session.get_one(Person, person_id)
    person.location, person.zone = entry["location"], entry["zone"]
    person.how_met, person.is_sample, person.source = entry["how_met"], True, entry["found"]
    person.avatar_tint = entry["tint"]  # By their names alone three of them would share one.
    work.session.add(
        Mentorship(
            person_id=person_id,
            role=Role(entry.get("role", "mentor")),
            season=Season(entry["season"]),
            cadence_days=entry["cadence"],
            steps_ahead=StepsAhead(entry["steps_ahead"]),
            since=work.today - timedelta(days=200),
        )
    )
    set_tags(work, people_wish.SetTags(person_id, tuple(entry["tags"])))
    for fact in entry["facts"]:
        add_fact(work, people_wish.AddFact(person_id, fact["text"], fact["source"]))
    return person_id


def _add_contact(work: Work, entry: dict[str, Any], people: list[int]) -> None:
    row = Interaction(
        at=work.now - timedelta(days=entry["days"]),
        zone=work.zone,
        channel=InteractionChannel(entry["channel"]),
        direction=Direction.BOTH,
        minutes=entry.get("minutes"),
        summary=entry["summary"],
        body=entry["body"],
        source="sample",
        is_sample=True,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        InteractionPerson(interaction_id=row.id, person_id=person_id) for person_id in people
    )


HANDLERS: dict[type, Handler] = {AddSample: add_sample, RemoveSample: remove_sample}
