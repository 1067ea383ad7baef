"""Reading messages: the list of asks and one draft whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mentorcrm.errors import NotFound
from mentorcrm.models.kinds import CONTACT_CHANNELS, Direction, DraftState, PartId
from mentorcrm.models.tables import (
    Attachment,
    Draft,
    DraftAttachment,
    DraftVersion,
    Interaction,
    InteractionPerson,
    Need,
    Person,
)
from mentorcrm.services.draft_advice import quoted_in
from mentorcrm.services.rows import AttachmentRow, DraftDetail, DraftRow, DraftVersionRow
from mentorcrm.services.windows_text import unpack_windows
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _


class OutreachQueries:
    """Questions about drafts and what was sent."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, *states: DraftState) -> tuple[DraftRow, ...]:
        """Drafts in these states (all when none is named), newest change first."""
        with self._store.read() as session:
            condition: ColumnElement[bool] = Person.deleted_at.is_(None)
            if states:
                condition = condition & Draft.state.in_(states)
            return draft_rows(session, condition)

    def about(self, need_id: int) -> tuple[DraftRow, ...]:
        """The messages about a need, newest change first."""
        with self._store.read() as session:
            return draft_rows(session, (Draft.need_id == need_id) & Person.deleted_at.is_(None))

    def to(self, person_id: int) -> tuple[DraftRow, ...]:
        """The messages to someone, newest change first."""
        with self._store.read() as session:
            return draft_rows(session, Draft.person_id == person_id)

    def touches(self) -> dict[int, datetime]:
        """When I was, or will be, in touch with those who have answered: the newest by person."""
        answered = select(Draft.person_id).where(
            Draft.deleted_at.is_(None), Draft.outcome.is_not(None)
        )
        query = (
            select(InteractionPerson.person_id, func.max(Interaction.at))
            .join(Interaction, Interaction.id == InteractionPerson.interaction_id)
            .where(
                InteractionPerson.person_id.in_(answered),
                Interaction.deleted_at.is_(None),
                Interaction.direction != Direction.THEM,
                Interaction.channel.in_(CONTACT_CHANNELS),
                Interaction.source != "draft",
            )
            .group_by(InteractionPerson.person_id)
        )
        with self._store.read() as session:
            return {int(person): at for person, at in session.execute(query)}

    def detail(self, draft_id: int) -> DraftDetail:
        """One draft with its attachments and versions; NotFound when it is gone."""
        with self._store.read() as session:
            draft = session.get(Draft, draft_id)
            if draft is None or draft.deleted_at is not None:
                raise NotFound(_("That draft is no longer there."))
            return _detail(session, draft)


def draft_rows(session: Session, condition: Any) -> tuple[DraftRow, ...]:
    """The rows of the drafts that fulfil a condition, newest change first."""
    query = (
        select(
            Draft.id,
            Draft.person_id,
            Person.display_name,
            Person.avatar_tint,
            Draft.kind,
            Draft.subject,
            Draft.state,
            Draft.updated_at,
            Draft.sent_at,
            Draft.follow_up_due,
            Draft.outcome,
            Draft.outcome_on,
            Draft.outcome_note,
            Draft.follow_up_of,
            Need.id,
            func.coalesce(Need.statement, ""),
        )
        .join(Person, Person.id == Draft.person_id)
        .outerjoin(Need, (Need.id == Draft.need_id) & Need.deleted_at.is_(None))
        .where(Draft.deleted_at.is_(None), condition)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    )
    return tuple(DraftRow(*row) for row in session.execute(query))


def _detail(session: Session, draft: Draft) -> DraftDetail:
    return DraftDetail(
        id=draft.id,
        version=draft.version,
        person_id=draft.person_id,
        kind=draft.kind,
        tone=draft.tone,
        form=draft.form,
        need_id=draft.need_id,
        parts={PartId(part): text for part, text in draft.parts.items()},
        windows=unpack_windows(draft.windows),
        subject=draft.subject,
        body=draft.body,
        edited_by_hand=draft.edited_by_hand,
        state=draft.state,
        dismissed=frozenset((rule, text) for rule, text in draft.dismissed),
        attachments=_attachments(session, draft.id),
        versions=_versions(session, draft.id),
        updated_at=draft.updated_at,
        sent_channel=draft.sent_channel,
        sent_at=draft.sent_at,
        follow_up_due=draft.follow_up_due,
        outcome=draft.outcome,
        outcome_note=draft.outcome_note,
        outcome_on=draft.outcome_on,
        after=draft.follow_up_of,
        advice=quoted_in(session, draft.id),
    )


def _attachments(session: Session, draft_id: int) -> tuple[AttachmentRow, ...]:
    files = session.execute(
        select(Attachment, DraftAttachment.created_at)
        .join(DraftAttachment, DraftAttachment.attachment_id == Attachment.id)
        .where(DraftAttachment.draft_id == draft_id)
        .order_by(DraftAttachment.id)
    )
    return tuple(
        AttachmentRow(a.id, a.name, a.size, a.media_type, a.sha256, since) for a, since in files
    )


def _versions(session: Session, draft_id: int) -> tuple[DraftVersionRow, ...]:
    versions = session.scalars(
        select(DraftVersion)
        .where(DraftVersion.draft_id == draft_id)
        .order_by(DraftVersion.number.desc())
    )
    return tuple(
        DraftVersionRow(v.id, v.number, v.subject, v.body, v.reason, v.created_at) for v in versions
    )
