"""Whom to look at for a sentence of the mosaic: people from the record, with reasons.

A need is looked for by its words; a kind of help by words and signs; another voice and an outside
view by what is known of people, the nearest to the open needs first.
"""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.finding.candidate import Candidate, Wish
from mentorcrm.finding.ranking import Signs, rank
from mentorcrm.finding.reasons import Found
from mentorcrm.finding.signs import other_voice, outside, signs_of, wish_for
from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.history_kinds import FeedbackStyle
from mentorcrm.models.kinds import NeedStatus
from mentorcrm.models.tables import Coverage, Mentorship, Need, WorkingStyle
from mentorcrm.services.candidates import candidates
from mentorcrm.services.helping import (
    SUGGESTED_MOST,
    Helper,
    HelpQueries,
    helper_of,
    pool,
    tints_of,
)
from mentorcrm.services.mosaic import Remark, Remedy, my_work
from mentorcrm.services.profile import profile_row
from mentorcrm.services.standing import TENDED
from mentorcrm.storage.unit_of_work import Store


class SeekQueries:
    """Looks for people. May run in a thread."""

    def __init__(self, store: Store, clock: Clock, helping: HelpQueries) -> None:
        self._store = store
        self._clock = clock
        self._helping = helping

    def for_remark(self, remark: Remark) -> tuple[Helper, ...]:
        """People for what a sentence is about, the likeliest help first.

        Whom it speaks of is left out, and who was said to help with the row or not to.
        """
        table, _slash, name = remark.wanted.partition("/")
        if table == "need":
            # Who is only near to me says nothing about the need; the need itself lists them, too.
            near = self._helping.for_need(int(name)).suggested
            found = tuple(one for one in near if one.why.close)
        elif table == "facet":
            found = self.for_facet(Facet(name))
        else:
            found = self._new_view(remark)
        return tuple(one for one in found if one.person_id not in remark.people)

    def for_facet(self, facet: Facet) -> tuple[Helper, ...]:
        """Who could give a kind of help and was not yet said to, or not to."""
        with self._store.read() as session:
            work, employer = my_work(profile_row(session).headline)
            known = set(session.scalars(_marked(facet)))

            def signs(person: Candidate) -> Iterable[Found]:
                return signs_of(facet, person, employer)

            return self._ranked(session, wish_for(facet, work), known, signs)

    def _new_view(self, remark: Remark) -> tuple[Helper, ...]:
        """Who gives another kind of feedback, or works elsewhere; nobody who is tended already."""
        with self._store.read() as session:
            signs: Signs = partial(outside, my_work(profile_row(session).headline)[1])
            if remark.remedy is Remedy.VOICE:
                signs = partial(other_voice, _style_of(session, remark.people))
            wish = Wish("", tuple(session.scalars(_OPEN_NEEDS)))
            tended = set(session.scalars(_TENDED))
            return self._ranked(session, wish, tended, signs, needed=True)

    def _ranked(
        self, session: Session, wish: Wish, known: set[int], signs: Signs, *, needed: bool = False
    ) -> tuple[Helper, ...]:
        """The first of those for whom something speaks; with `needed`, one of the signs must."""
        ids = [person for person in pool(session, wish) if person not in known]
        people = candidates(session, ids, self._clock.now())
        among = [one for one in people.values() if not needed or any(True for _s in signs(one))]
        tints = tints_of(session, list(people))
        found = rank(wish, among, today(self._clock), signs)
        close = [one for one in found if one.close][:SUGGESTED_MOST]
        return tuple(helper_of(people[o.person_id], o, tints[o.person_id]) for o in close)


_OPEN_NEEDS = select(Need.statement).where(
    Need.deleted_at.is_(None), Need.status == NeedStatus.OPEN
)
_TENDED = select(Mentorship.person_id).where(Mentorship.season.in_(TENDED))


def _marked(facet: Facet) -> Select[int]:
    return (
        select(Mentorship.person_id)
        .join(Coverage, Coverage.mentorship_id == Mentorship.id)
        .where(Coverage.facet == facet.value)
    )


def _style_of(session: Session, people: Iterable[int]) -> FeedbackStyle:
    """The one that these people share."""
    query = select(WorkingStyle.feedback).where(WorkingStyle.person_id.in_(list(people)))
    return session.scalars(query).first() or FeedbackStyle.UNKNOWN
