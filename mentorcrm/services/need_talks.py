"""The conversations about a need: contacts that name it, and meetings that are for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mentorcrm.models.tables import Interaction, InteractionPerson, Meeting, Person
from mentorcrm.storage.unit_of_work import Store


@dataclass(frozen=True)
class TalkRow:
    """One conversation; `meeting` is None where it was not planned as one. `at` is in UTC."""

    id: int
    meeting: int | None
    at: datetime
    title: str
    names: tuple[str, ...]


class TalkQueries:
    """Reads conversations."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def about(self, need_id: int, most: int) -> tuple[TalkRow, ...]:
        """The newest conversations about a need, those to come among them; none called off."""
        query = (
            select(Interaction.id, Meeting.id, Interaction.at, Interaction.summary)
            .outerjoin(Meeting, Meeting.interaction_id == Interaction.id)
            .where(
                Interaction.deleted_at.is_(None),
                or_(Interaction.need_id == need_id, Meeting.decision_id == need_id),
                Meeting.cancelled_on.is_(None),
            )
            .order_by(Interaction.at.desc(), Interaction.id.desc())
            .limit(most)
        )
        with self._store.read() as session:
            rows = session.execute(query).all()
            names = _names(session, [row[0] for row in rows])
        return tuple(TalkRow(*row, tuple(names.get(row[0], ()))) for row in rows)


def _names(session: Session, ids: list[int]) -> dict[int, list[str]]:
    query = (
        select(InteractionPerson.interaction_id, Person.display_name)
        .join(Person, Person.id == InteractionPerson.person_id)
        .where(InteractionPerson.interaction_id.in_(ids), Person.deleted_at.is_(None))
        .order_by(Person.sort_name)
    )
    found: dict[int, list[str]] = {}
    for contact, name in session.execute(query):
        found.setdefault(contact, []).append(name)
    return found
