"""Reading advice: long lists by windows of ids, one person's, one need's, what awaits a word."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from mentorcrm.errors import NotFound
from mentorcrm.models.history_kinds import AdviceResponse
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.tables import Advice, Experiment, Need, Person
from mentorcrm.services.advice_filter import AdviceFilter, AdviceShow
from mentorcrm.services.advice_rows import AdviceRow, ExperimentRow
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.stances import stances
from mentorcrm.services.text import LARGEST_ID
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


class AdviceQueries:
    """Questions about advice. Each answer is one short read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ids(self, wanted: AdviceFilter | None = None, limit: int | None = None) -> list[int]:
        """The ids of a filtered list in its order."""
        with self._store.read() as session:
            return _ids(session, wanted or AdviceFilter(), limit)

    def rows(self, ids: Sequence[int]) -> list[AdviceRow]:
        """The rows of some ids in their order; ids that are gone are left out."""
        with self._store.read() as session:
            return advice_rows(session, ids)

    def listed(self, wanted: AdviceFilter | None = None, limit: int = 1000) -> list[AdviceRow]:
        """The first rows of a filtered list."""
        with self._store.read() as session:
            return advice_rows(session, _ids(session, wanted or AdviceFilter(), limit))

    def untold(self, person_id: int | None = None, limit: int = 1000) -> list[AdviceRow]:
        """What nobody has heard back about, what waits longest first."""
        return self.listed(AdviceFilter(show=AdviceShow.UNTOLD, person_id=person_id), limit)

    def stances(self, advice_ids: Sequence[int]) -> dict[int, str]:
        """Which option of their decision some pieces of advice speak for."""
        with self._store.read() as session:
            return stances(session, advice_ids)

    def about_need(self, need_id: int) -> list[AdviceRow]:
        """The advice about one need, in the order in which it was given."""
        return self.listed(AdviceFilter(need_id=need_id))[::-1]

    def quotable(self, person_id: int) -> list[AdviceRow]:
        """What may be quoted to the one who gave it, what they have not heard of first."""
        query = (
            select(Advice.id)
            .where(
                Advice.person_id == person_id,
                Advice.deleted_at.is_(None),
                Advice.privacy != Privacy.NEVER,
            )
            .order_by(Advice.told_on.is_not(None), Advice.given_on.desc(), Advice.id.desc())
        )
        with self._store.read() as session:
            return advice_rows(session, list(session.scalars(query)))

    def detail(self, advice_id: int) -> AdviceRow:
        """One piece of advice; NotFound when there is no such number."""
        rows = self.rows([advice_id]) if advice_id <= LARGEST_ID else []
        if not rows:
            raise NotFound(
                _(
                    "There is no advice with the number {number}. `mentorcrm advice` lists it."
                ).format(number=advice_id)
            )
        return rows[0]


def advice_rows(session: Session, ids: Sequence[int]) -> list[AdviceRow]:
    """Advice by its ids, in that order, without what is in the bin."""
    these = {"ids": search.as_json(ids)}
    query = (
        select(Advice, Person.display_name, Person.avatar_tint, Need.statement)
        .join(Person, Person.id == Advice.person_id)
        .outerjoin(Need, and_(Need.id == Advice.need_id, Need.deleted_at.is_(None)))
        .where(Advice.id.in_(AMONG), Advice.deleted_at.is_(None))
    )
    tests = _experiments(session, these)
    built = {
        row.id: _row(row, name, tint, need or "", tuple(tests.get(row.id, ())))
        for row, name, tint, need in session.execute(query, these)
    }
    return [built[one] for one in ids if one in built]


def _experiments(session: Session, these: dict[str, str]) -> dict[int, list[ExperimentRow]]:
    query = select(Experiment).where(Experiment.advice_id.in_(AMONG)).order_by(Experiment.id)
    tests: dict[int, list[ExperimentRow]] = {}
    for one in session.scalars(query, these):
        tests.setdefault(one.advice_id, []).append(
            ExperimentRow(
                one.id,
                one.hypothesis,
                one.sign,
                one.until,
                one.tried_on,
                one.worked,
                one.learned,
            )
        )
    return tests


def _row(
    row: Advice, name: str, tint: int, need: str, tests: tuple[ExperimentRow, ...]
) -> AdviceRow:
    return AdviceRow(
        row.id,
        row.version,
        row.person_id,
        name,
        tint,
        row.words,
        row.context,
        row.assumed,
        row.given_on,
        row.response,
        row.responded_on,
        row.why,
        row.result,
        row.told_on,
        row.told_draft_id,
        row.privacy,
        row.interaction_id,
        row.need_id if need else None,
        need,
        tests,
    )


def _ids(session: Session, wanted: AdviceFilter, limit: int | None) -> list[int]:
    query = _where(select(Advice.id).join(Person, Person.id == Advice.person_id), wanted)
    parameters = {}
    if wanted.text.strip():
        parameters["ids"] = search.as_json(search.advice(session.connection(), wanted.text))
        query = query.where(Advice.id.in_(AMONG))
    if wanted.show is AdviceShow.UNTOLD:
        query = query.order_by(Advice.given_on, Advice.id)
    else:
        query = query.order_by(Advice.given_on.desc(), Advice.id.desc())
    if limit is not None:
        query = query.limit(limit)
    return list(session.scalars(query, parameters))


def _where(query: Select[int], wanted: AdviceFilter) -> Select[int]:
    query = query.where(Advice.deleted_at.is_(None), Person.deleted_at.is_(None))
    if wanted.show is AdviceShow.UNTOLD:
        query = query.where(Advice.told_on.is_(None))
    elif wanted.show is AdviceShow.OPEN:
        query = query.where(Advice.response == AdviceResponse.OPEN)
    if wanted.person_id is not None:
        query = query.where(Advice.person_id == wanted.person_id)
    if wanted.need_id is not None:
        query = query.where(Advice.need_id == wanted.need_id)
    return query
