"""That an introducer has heard what came of it, once a message that tells them was sent."""

from sqlalchemy import select

from mentorcrm.asks.two_sided import of_introduction
from mentorcrm.models.kinds import MessageKind
from mentorcrm.models.tables import Draft, Introduction, Person
from mentorcrm.services.dispatcher import Work

_TELLING = frozenset({MessageKind.PROGRESS_UPDATE, MessageKind.IMPACT_NOTE})


def tell_introducer(work: Work, draft: Draft) -> None:
    """Note on an introduction that its introducer was told, where the message names it."""
    if draft.kind not in _TELLING or draft.sent_at is None:
        return
    said = "\n".join((*draft.parts.values(), draft.subject, draft.body)).casefold()
    query = (
        select(Introduction, Person.display_name, Person.given_name)
        .join(Person, Person.id == Introduction.second_id)
        .where(
            Introduction.introducer_id == draft.person_id,
            Introduction.made_on.is_not(None),
            Introduction.told_introducer_on.is_(None),
            Introduction.deleted_at.is_(None),
        )
    )
    waiting = work.session.execute(query).all()
    given = [first.casefold() for _row, _name, first in waiting if first]
    for row, name, first in waiting:
        alone = given.count(first.casefold()) == 1  # Then the first name is enough.
        if of_introduction(first if alone else name).casefold() in said:
            row.told_introducer_on = work.day_of(draft.sent_at)
