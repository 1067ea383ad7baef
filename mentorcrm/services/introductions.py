"""Introductions: asked for, agreed to by both, made, and the introducer told what came of it."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from mentorcrm.errors import UserError
from mentorcrm.models.tables import Introduction, Person
from mentorcrm.services.commands import giving as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.outreach import start_draft
from mentorcrm.services.people import found, live_person
from mentorcrm.services.record_links import past_day
from mentorcrm.services.text import clean_text
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


def add_introduction(work: Work, command: wish.AddIntroduction) -> int:
    people = (command.introducer_id, command.first_id, command.second_id)
    if len(set(people)) < len(people):
        raise UserError(
            _("An introduction needs three people, one of whom may be you. Choose someone else.")
        )
    for person_id in people:
        if person_id is not None:
            live_person(work, person_id)
    row = Introduction(
        introducer_id=command.introducer_id,
        first_id=command.first_id,
        second_id=command.second_id,
        why=clean_text(command.why),
        asked_on=past_day(work, command.asked_on) if command.asked_on else None,
    )
    work.session.add(row)
    work.session.flush()
    work.label = _labelled(_("Note an introduction to {person}"), work, row)
    return row.id


def ask_for_introduction(work: Work, command: wish.AskForIntroduction) -> int:
    add_introduction(work, command.introduction)
    draft = start_draft(work, command.message)
    person = work.session.get_one(Person, command.introduction.second_id).display_name
    work.label = _("Ask for an introduction to {person}").format(person=person)
    return draft


def edit_introduction(work: Work, command: wish.EditIntroduction) -> None:
    row = live_introduction(work, command.introduction_id)
    for field, value in command.values.items():
        if field not in wish.INTRODUCTION_TEXT_FIELDS:
            raise UserError(
                _("“{field}” is not something an introduction has.").format(field=field)
            )
        setattr(row, field, clean_text(value))
    for field, day in command.days.items():
        _set_day(work, row, field, day)
    if command.days.get("made_on") is not None:
        _made(work, row, command.days["made_on"])
    work.label = _labelled(_("Edit an introduction to {person}"), work, row)
    if not command.days:
        work.merge_key = f"introduction/{row.id}/{','.join(sorted(command.values))}"


def _set_day(work: Work, row: Introduction, field: str, day: date | None) -> None:
    if field not in wish.INTRODUCTION_DAYS:
        raise UserError(_("“{field}” is not a day an introduction has.").format(field=field))
    setattr(row, field, past_day(work, day) if day is not None else None)


def _made(work: Work, row: Introduction, day: date | None) -> None:
    """Mine waits for both; one that somebody else made shows that both had agreed."""
    agreed = row.second_agreed_on is not None and (
        row.first_id is None or row.first_agreed_on is not None
    )
    if row.introducer_id is None and not agreed:
        raise UserError(
            _("Ask both first: note that each of them agreed, and then that you introduced them.")
        )
    if row.introducer_id is not None:
        row.first_agreed_on = row.first_agreed_on or day
        row.second_agreed_on = row.second_agreed_on or day
        if row.first_id is None:
            met = work.session.get_one(Person, row.second_id)
            met.introduced_by = met.introduced_by or row.introducer_id


def delete_introduction(work: Work, command: wish.DeleteIntroduction) -> None:
    row = live_introduction(work, command.introduction_id)
    row.deleted_at = work.now
    work.label = _labelled(_("Delete an introduction to {person}"), work, row)


def restore_introduction(work: Work, command: wish.RestoreIntroduction) -> None:
    row = found(
        work, Introduction, command.introduction_id, _("That introduction is no longer there.")
    )
    row.deleted_at = None
    work.label = _labelled(_("Take an introduction to {person} out of the bin"), work, row)


def live_introduction(work: Work, introduction_id: int) -> Introduction:
    """An introduction that is not in the bin, or NotFound."""
    row = found(work, Introduction, introduction_id, _("That introduction is no longer there."))
    if row.deleted_at is not None:
        raise UserError(_("That introduction is in the bin. Undo its deletion first."))
    return row


def _labelled(text: str, work: Work, row: Introduction) -> str:
    return text.format(person=work.session.get_one(Person, row.second_id).display_name)


class IntroductionQueries:
    """Questions about introductions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listed(self, person_id: int | None = None) -> list[IntroductionRow]:
        """All, or those in which someone has a part, the newest first."""
        with self._store.read() as session:
            mine: list[ColumnElement[bool]] = []
            if person_id is not None:
                mine.append(
                    or_(
                        Introduction.introducer_id == person_id,
                        Introduction.first_id == person_id,
                        Introduction.second_id == person_id,
                    )
                )
            return introduction_rows(session, *mine)

    def detail(self, introduction_id: int) -> IntroductionRow | None:
        """One of them; None when it is gone."""
        with self._store.read() as session:
            rows = introduction_rows(session, Introduction.id == introduction_id)
            return rows[0] if rows else None


def introduction_rows(session: Session, *where: ColumnElement[bool]) -> list[IntroductionRow]:
    """Introductions outside the bin that fit, the newest first."""
    one, two, three = aliased(Person), aliased(Person), aliased(Person)
    query = (
        select(Introduction, one.display_name, two.display_name, three.display_name)
        .outerjoin(one, one.id == Introduction.introducer_id)
        .outerjoin(two, two.id == Introduction.first_id)
        .join(three, three.id == Introduction.second_id)
        .where(Introduction.deleted_at.is_(None), three.deleted_at.is_(None), *where)
        .order_by(Introduction.id.desc())
    )
    return [
        IntroductionRow(
            row.id,
            row.version,
            row.introducer_id,
            introducer or "",
            row.first_id,
            first or "",
            row.second_id,
            second,
            row.why,
            row.asked_on,
            row.first_agreed_on,
            row.second_agreed_on,
            row.made_on,
            row.outcome,
            row.told_introducer_on,
            row.created_at,
        )
        for row, introducer, first, second in session.execute(query)
    ]


HANDLERS: dict[type, Handler] = {
    wish.AddIntroduction: add_introduction,
    wish.AskForIntroduction: ask_for_introduction,
    wish.EditIntroduction: edit_introduction,
    wish.DeleteIntroduction: delete_introduction,
    wish.RestoreIntroduction: restore_introduction,
}
