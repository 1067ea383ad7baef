"""The letter that brings two people together, from the record."""

from sqlalchemy.orm import Session

from mentorcrm.asks.prose import gap
from mentorcrm.asks.record import Recipient
from mentorcrm.asks.two_sided import TwoSided, body, subject
from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.tables import Introduction, Person
from mentorcrm.services.account import full_name
from mentorcrm.services.profile import profile_row
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


class IntroductionLetters:
    """Writes to both of those whom I introduce. Reads only, and nothing that is noted for me."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, introduction_id: int, together: str = "") -> tuple[str, str]:
        """The subject and the text; `together` is what brings them together, for both to read.

        UserError before both have agreed, and for an introduction that somebody else makes.
        """
        with self._store.read() as session:
            row = session.get(Introduction, introduction_id)
            if row is None or row.deleted_at is not None:
                raise NotFound(_("That introduction is no longer there."))
            if row.introducer_id is not None or row.first_id is None:
                raise UserError(_("Somebody else makes this introduction."))
            if row.first_agreed_on is None or row.second_agreed_on is None:
                raise UserError(_("Ask both first, and note that each of them agreed."))
            letter = TwoSided(
                _public(session, row.first_id),
                _public(session, row.second_id),
                together,
                _sign_off(session),
            )
        return subject(letter), body(letter)


def _public(session: Session, person_id: int) -> Recipient:
    person = session.get_one(Person, person_id)
    return Recipient(
        person.display_name,
        person.nickname or person.given_name,
        person.organisation,
        person.title,
    )


def _sign_off(session: Session) -> str:
    profile = profile_row(session)
    name = profile.name or full_name()
    return profile.signature_warm.strip() or f"With warm regards\n{name or gap('my name')}"
