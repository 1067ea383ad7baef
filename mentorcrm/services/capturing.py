"""Keeping a captured line with all that was read in it."""

from collections.abc import Sequence
from datetime import timedelta

from mentorcrm.errors import UserError
from mentorcrm.models.tables import InteractionTopic
from mentorcrm.services.advice import add_advice
from mentorcrm.services.commands import capture as wish
from mentorcrm.services.commands.advice import AddAdvice
from mentorcrm.services.commands.commitments import AddCommitment
from mentorcrm.services.commands.giving import NoteGiving
from mentorcrm.services.commands.outreach import LogInteraction
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.commitments import add_commitment
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.giving import note_giving
from mentorcrm.services.interactions import log_interaction
from mentorcrm.services.people import add_person
from mentorcrm.services.text import clean_line, clean_text, sort_key, tag_name
from mentorcrm.words import _

_NOW = timedelta(minutes=1)


def capture(work: Work, command: wish.Capture) -> int:
    """Write the contact, its topics, promises, advice and things given: one transaction."""
    if not command.text.strip():
        raise UserError(_("Write what happened first."))
    if not command.people:
        raise UserError(_("Say who the contact was with."))
    people = [
        add_person(work, AddPerson(one)) if isinstance(one, str) else one for one in command.people
    ]
    contact = log_interaction(work, _contact(work, command, people))
    label = work.label
    _add_topics(work, contact, command.topics)
    for promise in command.promises:
        person = people[promise.person]
        add_commitment(
            work,
            AddCommitment(
                person, promise.what, promise.owner, promise.due, contact, privacy=command.privacy
            ),
        )
    for one in command.advice:
        person = people[one.person]
        add_advice(
            work,
            AddAdvice(person, one.words, interaction_id=contact, privacy=command.privacy),
        )
    for give in command.gives:
        _add_give(work, contact, people[give.person], give, command)
    work.session.flush()
    work.label = label
    return contact


def _contact(work: Work, command: wish.Capture, people: Sequence[int]) -> LogInteraction:
    text = clean_text(command.text)
    return LogInteraction(
        person_ids=tuple(people),
        at=command.at,
        channel=command.channel,
        direction=command.direction,
        summary=command.summary,
        body="" if text == clean_line(command.summary) else text,
        minutes=command.minutes,
        privacy=command.privacy,
        counts_as_contact=command.counts and command.at <= work.now + _NOW,
        zone=command.zone,
    )


def _add_topics(work: Work, contact: int, topics: Sequence[str]) -> None:
    named = {sort_key(name): name for name in (tag_name(topic) for topic in topics) if name}
    work.session.add_all(
        InteractionTopic(interaction_id=contact, name=name, key=key) for key, name in named.items()
    )


def _add_give(
    work: Work, contact: int, person: int, give: wish.CapturedGive, command: wish.Capture
) -> None:
    day = min(work.day_of(command.at), work.today)
    what = clean_line(give.what)
    note_giving(
        work, NoteGiving(person, give.direction, give.kind, what, day, interaction_id=contact)
    )


HANDLERS: dict[type, Handler] = {wish.Capture: capture}
