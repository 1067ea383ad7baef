"""Needs: what can be done to them, and reading them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import NEED_STEPS, NeedStatus
from mentorcrm.models.tables import Need, NeedTask
from mentorcrm.services.commands import needs as wish
from mentorcrm.services.coverage import helpers_of, live_need
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.rows import HelperRow, NeedRow, NeedTaskRow
from mentorcrm.services.text import clean_line, clean_text, quoted
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

_DATES = ("target_date", "decide_by", "review_on")
_RATINGS = ("rating_start", "rating_now", "confidence")


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
    work.label = _("Add the need {need}").format(need=quoted(need.statement))
    return need.id


def edit_need(work: Work, command: wish.EditNeed) -> None:
    need = live_need(work, command.need_id)
    _set_texts(work, need, command.values)
    if command.kind is not None:
        need.kind = command.kind
    if command.status is not None:
        _set_status(work, need, command.status)
    if command.options is not None:
        need.options = _options(command.options)
    _set(need, command.dates, _DATES, _("date"))
    for value in (command.ratings or {}).values():
        if value is not None and not 1 <= value <= 5:
            raise UserError(_("Choose a rating between 1 and 5."))
    _set(need, command.ratings, _RATINGS, _("rating"))
    work.label = _edit_label(need, command)
    others = (command.kind, command.status, command.dates, command.ratings)
    if all(value is None for value in others):
        typed = [*command.values, *(["options"] if command.options is not None else [])]
        work.merge_key = f"need/{need.id}/{','.join(sorted(typed))}"


def _set_texts(work: Work, need: Need, values: Mapping[str, str]) -> None:
    for field, value in values.items():
        if field not in wish.NEED_TEXT_FIELDS:
            raise UserError(_("“{field}” is not something a need has.").format(field=field))
        setattr(need, field, _statement(value) if field == "statement" else clean_text(value))
    if "decided" in values:
        settled = need.decided or need.status is NeedStatus.MET
        need.decided_on = (need.decided_on or work.today) if settled else None


def _set_status(work: Work, need: Need, status: NeedStatus) -> None:
    """With the day on which it was settled; what is taken up again is not settled."""
    if status is NeedStatus.MET:
        need.decided_on = need.decided_on or work.today
    elif not need.decided:
        need.decided_on = None
    need.status = status


def _set(need: Need, values: Mapping[str, Any] | None, known: tuple[str, ...], what: str) -> None:
    for field, value in (values or {}).items():
        if field not in known:
            raise UserError(
                _("“{field}” is not a {what} that a need has.").format(field=field, what=what)
            )
        setattr(need, field, value)


def _edit_label(need: Need, command: wish.EditNeed) -> str:
    name = quoted(need.statement)
    if command.status is not None and not command.values:
        return _("Mark {need} as {status}").format(need=name, status=command.status.label.lower())
    return _("Edit the need {need}").format(need=name)


def delete_need(work: Work, command: wish.DeleteNeed) -> None:
    need = live_need(work, command.need_id)
    need.deleted_at = work.now
    work.label = _("Delete the need {need}").format(need=quoted(need.statement))


def set_tasks(work: Work, command: wish.SetNeedTasks) -> None:
    need = live_need(work, command.need_id)
    steps = [(clean_line(text), done) for text, done in command.tasks if text.strip()]
    if len(steps) > NEED_STEPS:
        raise UserError(
            _("A need has at most {number} steps. Join or drop some.").format(number=NEED_STEPS)
        )
    # In place, so that a step keeps its row while its words are typed.
    of_need = select(NeedTask).where(NeedTask.need_id == need.id).order_by(NeedTask.position)
    kept = list(work.session.scalars(of_need))
    for old in kept[len(steps) :]:
        work.session.delete(old)
    for position, (text, done) in enumerate(steps):
        if position < len(kept):
            kept[position].text, kept[position].done_on = text, done
            kept[position].position = position
        else:
            task = NeedTask(need_id=need.id, text=text, position=position, done_on=done)
            work.session.add(task)
    work.label = _("Edit the steps of {need}").format(need=quoted(need.statement))


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
            return need_rows(session, list(session.scalars(query)))

    def detail(self, need_id: int) -> NeedRow:
        """One need; NotFound when there is no such number."""
        with self._store.read() as session:
            need = session.get(Need, need_id)
            if need is None or need.deleted_at is not None:
                raise NotFound(
                    _(
                        "There is no need with the number {need_id}. `mentorcrm need list` shows "
                        "them."
                    ).format(need_id=need_id)
                )
            return need_rows(session, [need])[0]

    def of_task(self, task_id: int) -> int | None:
        """The need that a step belongs to."""
        with self._store.read() as session:
            return session.scalar(select(NeedTask.need_id).where(NeedTask.id == task_id))


def need_rows(session: Session, needs: Iterable[Need]) -> tuple[NeedRow, ...]:
    """Needs with their steps and the people linked to them, as plain rows."""
    found = list(needs)
    ids = [need.id for need in found]
    helpers, tasks = helpers_of(session, ids), _tasks_of(session, ids)
    return tuple(
        _row(need, tuple(tasks.get(need.id, ())), helpers.get(need.id, ())) for need in found
    )


def _tasks_of(session: Session, ids: list[int]) -> dict[int, list[NeedTaskRow]]:
    query = (
        select(NeedTask.need_id, NeedTask.id, NeedTask.text, NeedTask.done_on)
        .where(NeedTask.need_id.in_(ids))
        .order_by(NeedTask.position)
    )
    tasks: dict[int, list[NeedTaskRow]] = {}
    for need_id, task_id, text, done in session.execute(query):
        tasks.setdefault(need_id, []).append(NeedTaskRow(task_id, text, done))
    return tasks


def _row(need: Need, tasks: tuple[NeedTaskRow, ...], helpers: tuple[HelperRow, ...]) -> NeedRow:
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
        tasks,
        need.rating_start,
        need.rating_now,
        need.confidence,
        need.decided,
        need.decided_on,
        need.expected,
        need.outcome,
        need.review_on,
        helpers,
    )


def _statement(value: str) -> str:
    text = clean_line(value)
    if not text:
        raise UserError(_("Say in a few words what you need."))
    return text


def _options(values: Any) -> list[str]:
    return [text for value in values if (text := clean_line(value))]


HANDLERS: dict[type, Handler] = {
    wish.AddNeed: add_need,
    wish.EditNeed: edit_need,
    wish.DeleteNeed: delete_need,
    wish.SetNeedTasks: set_tasks,
}
