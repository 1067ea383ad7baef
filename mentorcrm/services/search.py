"""One search over people, notes, needs and drafts."""

from sqlalchemy import select

from mentorcrm.models.tables import Draft, Interaction, InteractionPerson, Need, Person
from mentorcrm.services.rows import SearchHit
from mentorcrm.services.text import day
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store


class SearchQueries:
    """What the palette and `mentorcrm search` ask."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def everything(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """The best matches of each kind, people first; at most `limit` of each."""
        with self._store.read() as session:
            connection = session.connection()
            hits: list[SearchHit] = []
            ids = search.people(connection, text, limit * 5)
            people = session.execute(
                select(Person.id, Person.display_name, Person.title, Person.organisation).where(
                    Person.id.in_(ids), Person.deleted_at.is_(None)
                )
            ).all()
            by_id = {p.id: p for p in people}
            for person_id in [i for i in ids if i in by_id][:limit]:
                p = by_id[person_id]
                hits.append(
                    SearchHit(
                        "person",
                        p.id,
                        p.display_name,
                        ", ".join(x for x in (p.title, p.organisation) if x),
                        p.id,
                    )
                )
            for hit in search.notes(connection, text, limit):
                row = session.get(Interaction, hit.id)
                if row is not None:
                    who = session.execute(
                        select(Person.id, Person.display_name)
                        .join(InteractionPerson, InteractionPerson.person_id == Person.id)
                        .where(InteractionPerson.interaction_id == hit.id)
                    ).first()
                    title = f"{row.channel.label}, {day(row.at.date())}"
                    hits.append(
                        SearchHit(
                            "note",
                            hit.id,
                            f"{title}: {who.display_name}" if who else title,
                            hit.excerpt,
                            who.id if who else None,
                        )
                    )
            for hit in search.needs(connection, text, limit):
                need = session.get(Need, hit.id)
                if need is not None:
                    hits.append(SearchHit("need", hit.id, need.statement, hit.excerpt))
            for hit in search.drafts(connection, text, limit):
                draft = session.get(Draft, hit.id)
                if draft is not None:
                    hits.append(
                        SearchHit(
                            "draft",
                            hit.id,
                            draft.subject or draft.kind.label,
                            hit.excerpt,
                            draft.person_id,
                        )
                    )
            return tuple(hits)
