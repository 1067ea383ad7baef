"""Several people in one meeting: what may be said of each before the others, and to whom.

What is between me and one of them is for that one. Before the others stands who they are, and
what is marked as shareable. A question that is put to one of them names them before a colon.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import Advice, Commitment, InteractionPerson
from mentorcrm.services.meeting_queries import people_by_id
from mentorcrm.services.meetings_rows import AdviceLine, MeetingPerson, OtherThere, PromiseRow
from mentorcrm.services.off_limits import first_topic, off_limits_with
from mentorcrm.words import _

_MOST_NAME = 60


def people_at(session: Session, interaction_id: int | None) -> tuple[MeetingPerson, ...]:
    """Who takes part in a contact, in the order in which they were named."""
    query = (
        select(InteractionPerson.person_id)
        .where(InteractionPerson.interaction_id == interaction_id)
        .order_by(InteractionPerson.id)
    )
    ids = list(session.scalars(query))
    known = people_by_id(session, ids)
    return tuple(known[number] for number in ids if number in known)


def others_there(
    session: Session, people: Sequence[MeetingPerson], who: int
) -> tuple[OtherThere, ...]:
    """Those who meet me beside `who`, with what may be said of them before others.

    What touches a topic that is off limits with `who` is left out.
    """
    topics = off_limits_with(session, [who])

    def keeps_to(words: str) -> bool:
        return not first_topic(topics, words)

    found = []
    for person in people:
        if person.id == who:
            continue
        mine, theirs = (_promises(session, person.id, owner) for owner in Owner)
        advice = _advice(session, person.id)
        found.append(
            OtherThere(
                person,
                tuple(one for one in mine if keeps_to(one.what)),
                tuple(one for one in theirs if keeps_to(one.what)),
                tuple(one for one in advice if keeps_to(one.words)),
            )
        )
    return tuple(found)


def put_to(question: str, people: Sequence[MeetingPerson]) -> tuple[MeetingPerson | None, str]:
    """Whom a question on an agenda is put to, by the name before its colon, and its words.

    None when it is put to everybody.
    """
    name, colon, words = question.partition(":")
    if not colon or len(name) > _MOST_NAME or not words.strip():
        return None, question
    wanted = name.strip().casefold()
    for person in people:
        if wanted in (person.called.casefold(), person.name.casefold()):
            return person, words.strip()
    return None, question


def named_for(question: str, person: MeetingPerson, people: Sequence[MeetingPerson]) -> str:
    """A question with the name of the one it is put to, where others are there too."""
    if len(people) < 2:
        return question
    same = [one for one in people if one.called.casefold() == person.called.casefold()]
    name = person.name if len(same) > 1 else person.called
    return _("{name}: {question}").format(name=name, question=question)


def _promises(session: Session, person_id: int, owner: Owner) -> tuple[PromiseRow, ...]:
    query = (
        select(Commitment)
        .where(
            Commitment.person_id == person_id,
            Commitment.owner == owner,
            Commitment.privacy == Privacy.SHAREABLE,
            Commitment.deleted_at.is_(None),
            Commitment.done_on.is_(None),
            Commitment.dropped_on.is_(None),
        )
        .order_by(Commitment.due.is_(None), Commitment.due, Commitment.id)
    )
    rows = session.scalars(query)
    return tuple(PromiseRow(row.id, row.owner, row.what, row.due, row.made_on) for row in rows)


def _advice(session: Session, person_id: int) -> tuple[AdviceLine, ...]:
    query = (
        select(Advice)
        .where(
            Advice.person_id == person_id,
            Advice.privacy == Privacy.SHAREABLE,
            Advice.deleted_at.is_(None),
            Advice.told_on.is_(None),
        )
        .order_by(Advice.given_on, Advice.id)
    )
    rows = session.scalars(query)
    return tuple(AdviceLine(row.id, row.words, row.given_on, row.response.label) for row in rows)
