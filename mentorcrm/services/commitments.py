"""What can be done to promises, and reading them back."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import Session

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.history_kinds import Owner
from mentorcrm.models.tables import Commitment, Need, Person
from mentorcrm.services.advice_filter import PromiseFilter, PromiseShow
from mentorcrm.services.advice_rows import CommitmentRow
from mentorcrm.services.commands import commitments as wish
from mentorcrm.services.coverage import live_need
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found, live_person
from mentorcrm.services.person_rows import AMONG
from mentorcrm.services.record_links import day_of_record, live_contact, past_day
from mentorcrm.services.text import LARGEST_ID, clean_line
from mentorcrm.storage import search
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


def add_commitment(work: Work, command: wish.AddCommitment) -> int:
    """Keep a promise; also for those who write it along with a record of their own."""
    person = live_person(work, command.person_id)
    if command.interaction_id is not None:
        live_contact(work, command.interaction_id)
    row = Commitment(
        person_id=person.id,
        interaction_id=command.interaction_id,
        need_id=live_need(work, command.need_id).id if command.need_id is not None else None,
        owner=command.owner,
        what=_what(command.what),
        made_on=day_of_record(work, command.made_on, command.interaction_id),
        due=command.due,
        privacy=command.privacy,
    )
    work.session.add(row)
    work.session.flush()
    text = _("Add a promise to {person}")
    if row.owner is Owner.THEM:
        text = _("Add a promise of {person}")
    work.label = text.format(person=person.display_name)
    return row.id


def edit_commitment(work: Work, command: wish.EditCommitment) -> None:
    row = live_commitment(work, command.commitment_id)
    if command.what is not None:
        row.what = _what(command.what)
    if command.owner is not None:
        row.owner = command.owner
    if command.clear_due or command.due is not None:
        row.due = None if command.clear_due else command.due
    if command.clear_need:
        row.need_id = None
    elif command.need_id is not None:
        row.need_id = live_need(work, command.need_id).id
    if command.privacy is not None:
        row.privacy = command.privacy
    work.label = _named(_("Edit a promise to {person}"), _("Edit a promise of {person}"), work, row)
    if command == wish.EditCommitment(row.id, what=command.what):
        work.merge_key = f"commitment/{row.id}/what"


def keep_commitment(work: Work, command: wish.KeepCommitment) -> None:
    row = live_commitment(work, command.commitment_id)
    row.done_on = past_day(work, command.on or work.today)
    row.dropped_on, row.dropped_reason = None, ""
    work.label = _named(_("Keep a promise to {person}"), _("{person} kept a promise"), work, row)


def drop_commitment(work: Work, command: wish.DropCommitment) -> None:
    row = live_commitment(work, command.commitment_id)
    row.dropped_on, row.dropped_reason = work.today, clean_line(command.reason)
    row.done_on = None
    work.label = _named(_("Drop a promise to {person}"), _("Drop a promise of {person}"), work, row)


def reopen_commitment(work: Work, command: wish.ReopenCommitment) -> None:
    row = live_commitment(work, command.commitment_id)
    row.done_on, row.dropped_on, row.dropped_reason = None, None, ""
    work.label = _named(
        _("Reopen a promise to {person}"), _("Reopen a promise of {person}"), work, row
    )


def delete_commitment(work: Work, command: wish.DeleteCommitment) -> None:
    row = live_commitment(work, command.commitment_id)
    row.deleted_at = work.now
    work.label = _named(
        _("Delete a promise to {person}"), _("Delete a promise of {person}"), work, row
    )


def restore_commitment(work: Work, command: wish.RestoreCommitment) -> None:
    row = found(work, Commitment, command.commitment_id, _("That promise is no longer there."))
    row.deleted_at = None
    work.label = _named(
        _("Take a promise to {person} out of the bin"),
        _("Take a promise of {person} out of the bin"),
        work,
        row,
    )


def live_commitment(work: Work, commitment_id: int) -> Commitment:
    """A promise that is not in the bin, or NotFound."""
    row = found(work, Commitment, commitment_id, _("That promise is no longer there."))
    if row.deleted_at is not None:
        raise UserError(_("That promise is in the bin. Undo its deletion first."))
    return row


def _named(mine: str, theirs: str, work: Work, row: Commitment) -> str:
    """Labels name the person and never quote: a private word has no place in the history."""
    text = mine if row.owner is Owner.ME else theirs
    return text.format(person=work.session.get_one(Person, row.person_id).display_name)


def _what(value: str) -> str:
    text = clean_line(value)
    if not text:
        raise UserError(_("Say in a few words what was promised."))
    return text


class CommitmentQueries:
    """Questions about promises. Each answer is one short read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ids(self, wanted: PromiseFilter | None = None, limit: int | None = None) -> list[int]:
        """The ids of a filtered list in its order."""
        with self._store.read() as session:
            return _ids(session, wanted or PromiseFilter(), limit)

    def rows(self, ids: Sequence[int]) -> list[CommitmentRow]:
        """The rows of some ids in their order; ids that are gone are left out."""
        with self._store.read() as session:
            return commitment_rows(session, ids)

    def listed(self, wanted: PromiseFilter | None = None, limit: int = 1000) -> list[CommitmentRow]:
        """The first rows of a filtered list."""
        with self._store.read() as session:
            return commitment_rows(session, _ids(session, wanted or PromiseFilter(), limit))

    def open_with(self, person_id: int) -> list[CommitmentRow]:
        """What is open between us, both ways, by its day."""
        return self.listed(PromiseFilter(person_id=person_id))

    def detail(self, commitment_id: int) -> CommitmentRow:
        """One promise; NotFound when there is no such number."""
        rows = self.rows([commitment_id]) if commitment_id <= LARGEST_ID else []
        if not rows:
            raise NotFound(
                _(
                    "There is no promise with the number {number}. `mentorcrm promises` lists them."
                ).format(number=commitment_id)
            )
        return rows[0]


def commitment_rows(session: Session, ids: Sequence[int]) -> list[CommitmentRow]:
    """Promises by their ids, in that order, without those in the bin."""
    query = (
        select(Commitment, Person.display_name, Person.avatar_tint, Need.statement)
        .join(Person, Person.id == Commitment.person_id)
        .outerjoin(Need, and_(Need.id == Commitment.need_id, Need.deleted_at.is_(None)))
        .where(Commitment.id.in_(AMONG), Commitment.deleted_at.is_(None))
    )
    found_rows = session.execute(query, {"ids": search.as_json(ids)})
    built = {row.id: _row(row, name, tint, need or "") for row, name, tint, need in found_rows}
    return [built[one] for one in ids if one in built]


def _row(row: Commitment, name: str, tint: int, need: str) -> CommitmentRow:
    return CommitmentRow(
        row.id,
        row.version,
        row.person_id,
        name,
        tint,
        row.owner,
        row.what,
        row.made_on,
        row.due,
        row.done_on,
        row.dropped_on,
        row.dropped_reason,
        row.privacy,
        row.interaction_id,
        row.need_id if need else None,
        need,
    )


def _ids(session: Session, wanted: PromiseFilter, limit: int | None) -> list[int]:
    query = _where(select(Commitment.id).join(Person, Person.id == Commitment.person_id), wanted)
    parameters = {}
    if wanted.text.strip():
        connection = session.connection()
        parameters["ids"] = search.as_json(search.promises(connection, wanted.text))
        query = query.where(Commitment.id.in_(AMONG))
    if wanted.show is PromiseShow.OPEN:
        query = query.order_by(
            case((Commitment.due.is_(None), 1), else_=0), Commitment.due, Commitment.id
        )
    else:
        query = query.order_by(Commitment.made_on.desc(), Commitment.id.desc())
    if limit is not None:
        query = query.limit(limit)
    return list(session.scalars(query, parameters))


def _where(query: Select[int], wanted: PromiseFilter) -> Select[int]:
    query = query.where(Commitment.deleted_at.is_(None), Person.deleted_at.is_(None))
    if wanted.show is PromiseShow.OPEN:
        query = query.where(Commitment.done_on.is_(None), Commitment.dropped_on.is_(None))
    elif wanted.show is PromiseShow.DONE:
        query = query.where(Commitment.done_on.is_not(None))
    elif wanted.show is PromiseShow.DROPPED:
        query = query.where(Commitment.dropped_on.is_not(None))
    if wanted.owner is not None:
        query = query.where(Commitment.owner == wanted.owner)
    if wanted.person_id is not None:
        query = query.where(Commitment.person_id == wanted.person_id)
    return query


HANDLERS: dict[type, Handler] = {
    wish.AddCommitment: add_commitment,
    wish.EditCommitment: edit_commitment,
    wish.KeepCommitment: keep_commitment,
    wish.DropCommitment: drop_commitment,
    wish.ReopenCommitment: reopen_commitment,
    wish.DeleteCommitment: delete_commitment,
    wish.RestoreCommitment: restore_commitment,
}
