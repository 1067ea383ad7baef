"""Needs: what can be done to them, and reading them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import NeedStatus
from mentorcrm.models.tables import Need, NeedTask
from mentorcrm.services.commands import needs as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import found
from mentorcrm.services.rows import NeedRow, NeedTaskRow
from mentorcrm.services.text import clean_line, clean_text, quoted
from mentorcrm.storage.unit_of_work import Store

MOST_TASKS = 6
_DATES = ("target_date", "decide_by", "review_on")


def add_need(work: Work, command: wish.AddNeed) -> int:
    need = Need(
        kind=command.kind,
        statement=_statement(command.statement),
        why_now=clean_text(command.why_now),
        done_when=clean_text(command.done_when),
        target_date=command.target_date,
        options=_options(command.options),
        leaning=clean_text(command.leaning),
        decide_by=command.decide_by,
    )
    work.session.add(need)
    work.session.flush()
    work.label = f"Add the need {quoted(need.statement)}"
    return need.id


def edit_need(work: Work, command: wish.EditNeed) -> None:
    need = live_need(work, command.need_id)
    for field, value in command.values.items():
        if field not in wish.NEED_TEXT_FIELDS:
            raise UserError(f"“{field}” is not something a need has.")
        setattr(need, field, _statement(value) if field == "statement" else clean_text(value))
    if command.kind is not None:
        need.kind = command.kind
    if command.status is not None:
        need.status = command.status
    if command.options is not None:
        need.options = _options(command.options)
    for field, day in (command.dates or {}).items():
        if field not in _DATES:
            raise UserError(f"“{field}” is not a date that a need has.")
        setattr(need, field, day)
    work.label = f"Edit the need {quoted(need.statement)}"
    work.merge_key = f"need/{need.id}/{','.join(sorted(command.values))}"


def delete_need(work: Work, command: wish.DeleteNeed) -> None:
    need = live_need(work, command.need_id)
    need.deleted_at = work.now
    work.label = f"Delete the need {quoted(need.statement)}"


def set_tasks(work: Work, command: wish.SetNeedTasks) -> None:
    need = live_need(work, command.need_id)
    steps = [(clean_line(text), done) for text, done in command.tasks if text.strip()]
    if len(steps) > MOST_TASKS:
        raise UserError(f"A need has at most {MOST_TASKS} steps. Join or drop some.")
    for old in work.session.scalars(select(NeedTask).where(NeedTask.need_id == need.id)):
        work.session.delete(old)
    for position, (text, done) in enumerate(steps):
        work.session.add(NeedTask(need_id=need.id, text=text, position=position, done_on=done))
    work.label = f"Edit the steps of {quoted(need.statement)}"


class NeedQueries:
    """Questions about needs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, *statuses: NeedStatus) -> tuple[NeedRow, ...]:
        """Needs with one of these statuses (all when none is named), newest first."""
        with self._store.read() as session:
            query = select(Need).where(Need.deleted_at.is_(None)).order_by(Need.id.desc())
            if statuses:
                query = query.where(Need.status.in_(statuses))
            return tuple(need_row(session, need) for need in session.scalars(query))

    def detail(self, need_id: int) -> NeedRow:
        """One need; NotFound when there is no such number."""
        with self._store.read() as session:
            need = session.get(Need, need_id)
            if need is None or need.deleted_at is not None:
                raise NotFound(
                    f"There is no need with the number {need_id}. `mentorcrm need list` shows them."
                )
            return need_row(session, need)


def need_row(session: Session, need: Need) -> NeedRow:
    """A need with its steps as a plain row."""
    tasks = session.scalars(
        select(NeedTask).where(NeedTask.need_id == need.id).order_by(NeedTask.position)
    )
    return NeedRow(
        need.id,
        need.version,
        need.kind,
        need.statement,
        need.why_now,
        need.done_when,
        need.target_date,
        need.status,
        tuple(need.options),
        need.leaning,
        need.decide_by,
        tuple(NeedTaskRow(t.id, t.text, t.done_on) for t in tasks),
    )


def _statement(value: str) -> str:
    text = clean_line(value)
    if not text:
        raise UserError("Say in a few words what you need.")
    return text


def _options(values: Any) -> list[str]:
    return [text for value in values if (text := clean_line(value))]


def live_need(work: Work, need_id: int) -> Need:
    """A need that is not in the bin, or NotFound."""
    need = found(work, Need, need_id, "need")
    if need.deleted_at is not None:
        raise NotFound("That need is in the bin. Undo its deletion first.")
    return need


HANDLERS: dict[type, Handler] = {
    wish.AddNeed: add_need,
    wish.EditNeed: edit_need,
    wish.DeleteNeed: delete_need,
    wish.SetNeedTasks: set_tasks,
}
