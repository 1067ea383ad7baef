"""Who could help with a need, and with which needs someone could: from the record, with reasons."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock, today
from mentorcrm.errors import NotFound
from mentorcrm.finding.candidate import Candidate, Suggestion, Wish
from mentorcrm.finding.ranking import closest, explain, rank
from mentorcrm.finding.terms import terms
from mentorcrm.models.kinds import CoverageLevel, NeedKind, NeedStatus
from mentorcrm.models.tables import Mentorship, Need, Person
from mentorcrm.services.candidates import candidates
from mentorcrm.services.needs import need_rows
from mentorcrm.services.rows import HelperRow, NeedRow
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

SUGGESTED_MOST = 12
_POOL = 150  # People looked at from each place that a word can lead to.

__all__ = ["Help", "HelpQueries", "Helper", "NeedForPerson", "Suggestion"]


@dataclass(frozen=True)
class Helper:
    """Someone who helps or could, and why. `level` is None while they are only suggested.

    `has_role` says whether they are anything to me yet. `way` is who could open the door to them,
    by id and name, while we have not spoken.
    """

    person_id: int
    name: str
    tint: int
    level: CoverageLevel | None
    why: Suggestion
    has_role: bool
    way: tuple[int, str] | None = None


@dataclass(frozen=True)
class Help:
    """Who is linked to a need, who could be, and who was set aside."""

    need_id: int
    linked: tuple[Helper, ...]
    suggested: tuple[Helper, ...]
    aside: tuple[HelperRow, ...]


@dataclass(frozen=True)
class NeedForPerson:
    """A need that someone is linked to (`level`), or could help with, and why."""

    need_id: int
    kind: NeedKind
    statement: str
    level: CoverageLevel | None
    reason: str


class HelpQueries:
    """Reads the record and lets the reasons speak. May run in a thread."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def for_need(self, need_id: int) -> Help:
        """Everyone who helps or could; NotFound when the need is gone."""
        with self._store.read() as session:
            need = _need(session, need_id)
            helpers = {helper.person_id: helper for helper in need.helpers}
            ids = [*helpers, *(p for p in pool(session, _wish(need)) if p not in helpers)]
            known = candidates(session, ids, self._clock.now())
            tints = tints_of(session, list(known))
        wish, day = _wish(need), today(self._clock)
        linked = tuple(
            helper_of(known[h.person_id], explain(wish, known[h.person_id], day), h.tint, h.level)
            for h in need.linked
        )
        others = [person for person in known.values() if person.id not in helpers]
        suggested = [
            helper_of(known[found.person_id], found, tints[found.person_id], None)
            for found in rank(wish, others, day)
            if found.close or known[found.person_id].roles
        ]
        aside = tuple(h for h in need.helpers if h.level is CoverageLevel.NONE)
        return Help(need_id, linked, tuple(suggested[:SUGGESTED_MOST]), aside)

    def for_person(self, person_id: int) -> tuple[NeedForPerson, ...]:
        """The open needs someone is linked to, then those that their record meets."""
        with self._store.read() as session:
            wanted = Need.deleted_at.is_(None) & Need.status.in_((NeedStatus.OPEN,))
            query = select(Need).where(wanted).order_by(Need.id.desc())
            needs = need_rows(session, list(session.scalars(query)))
            person = candidates(session, [person_id], self._clock.now()).get(person_id)
        if person is None or not needs:
            return ()
        levels = {n.id: h.level for n in needs for h in n.helpers if h.person_id == person_id}
        close = closest({n.id: _wish(n) for n in needs}, person, today(self._clock))
        rows = [
            NeedForPerson(need.id, need.kind, need.statement, level, _reason(close.get(need.id)))
            for need in needs
            if (level := levels.get(need.id)) is not CoverageLevel.NONE
            and (level is not None or need.id in close)
        ]
        return tuple(sorted(rows, key=lambda row: row.level is None))


def _need(session: Session, need_id: int) -> NeedRow:
    need = session.get(Need, need_id)
    if need is None or need.deleted_at is not None:
        raise NotFound(_("That need is no longer there."))
    return need_rows(session, [need])[0]


def _wish(need: NeedRow) -> Wish:
    return Wish(need.statement, need.options)


def pool(session: Session, wanted: Wish) -> list[int]:
    """Whom to look at: who meets a word of the wish, and who is something to me."""
    # The stems of study and studies end in an i that neither of them begins with.
    beginnings = [stem.removesuffix("i") for stem in terms(*wanted.texts)]
    met = search.meeting(session.connection(), beginnings, _POOL)
    near = select(Mentorship.person_id).order_by(Mentorship.id.desc()).limit(_POOL)
    ids = [*met, *session.scalars(near)]
    listed = select(Person.id).where(
        Person.id.in_(ids), Person.archived.is_(False), Person.deleted_at.is_(None)
    )
    return list(session.scalars(listed))


def tints_of(session: Session, ids: list[int]) -> dict[int, int]:
    """The tints of their avatars, by id."""
    rows = session.execute(select(Person.id, Person.avatar_tint).where(Person.id.in_(ids)))
    return {row.id: row.avatar_tint for row in rows}


def helper_of(
    person: Candidate, why: Suggestion, tint: int, level: CoverageLevel | None = None
) -> Helper:
    """Somebody with the reasons for them."""
    way = None if person.contacts else person.introduced_by
    return Helper(person.id, person.name, tint, level, why, bool(person.roles), way)


def _reason(why: Suggestion | None) -> str:
    return why.reasons[0].sentence if why is not None else ""
