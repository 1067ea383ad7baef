"""Who may be on record twice, among everybody who is here."""

from collections.abc import Callable

from sqlalchemy import select

from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.interchange.duplicates import SURE, likely_pairs
from mentorcrm.interchange.matching import traits_of
from mentorcrm.interchange.plan import KnownPerson
from mentorcrm.models.tables import NotSamePerson
from mentorcrm.services.merging_rows import Lookalike, Suggestion
from mentorcrm.services.transfer import known_people
from mentorcrm.storage.unit_of_work import Store

# What suggestions depend on: when any of these changes they are looked for again.
TABLES = ("person", "contact_point", "not_same_person")


class Duplicates:
    """Looks for pairs. Takes a second for ten thousand people: not for the window's thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, cancelled: Callable[[], bool] = lambda: False) -> tuple[Suggestion, ...]:
        """The pairs worth a look, the surest first, without those that are known to be two."""
        with collection_paused(), self._store.read() as session:
            people = list(known_people(session))
            places = {person.id: place for place, person in enumerate(people)}
            pairs = session.execute(select(NotSamePerson.one_id, NotSamePerson.other_id)).all()
            apart = [
                (places[one], places[other])
                for one, other in pairs
                if one in places and other in places
            ]
            found = likely_pairs([traits_of(person) for person in people], apart, cancelled)
        return tuple(
            Suggestion(
                _lookalike(people[pair.one]),
                _lookalike(people[pair.other]),
                pair.reasons,
                pair.strength == SURE,
            )
            for pair in found
        )


def _lookalike(person: KnownPerson) -> Lookalike:
    work = ", ".join(text for text in (person.title, person.organisation) if text)
    return Lookalike(person.id, person.display_name, work)
