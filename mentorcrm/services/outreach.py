"""What can be done to messages: the handlers behind `commands.outreach`."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from mentorcrm.asks.catalogue import spec
from mentorcrm.errors import UserError
from mentorcrm.models.kinds import (
    FOLLOW_UP_WORKING_DAYS,
    Direction,
    DraftState,
    MessageKind,
    Outcome,
    PartId,
    Role,
    Season,
)
from mentorcrm.models.tables import (
    Attachment,
    Draft,
    DraftAttachment,
    DraftVersion,
    Interaction,
    InteractionPerson,
    Mentorship,
    SeasonChange,
)
from mentorcrm.paths import Paths
from mentorcrm.services.attachments import keep_content, keep_file
from mentorcrm.services.commands import outreach as wish
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.coverage import live_need
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.draft_advice import quote, tell_by_message
from mentorcrm.services.draft_introductions import tell_introducer
from mentorcrm.services.interactions import log_sent
from mentorcrm.services.people import add_person, found, live_person
from mentorcrm.services.text import clean_line, clean_text
from mentorcrm.services.windows_text import pack_windows
from mentorcrm.services.working_days import add_working_days
from mentorcrm.words import _

_BEGINNINGS = frozenset(
    {MessageKind.FIRST_ASK, MessageKind.ONE_QUESTION, MessageKind.ONE_DECISION, MessageKind.TRIAL}
)


def start_draft(work: Work, command: wish.StartDraft) -> int:
    person = live_person(work, command.person_id)
    if command.need_id is not None:
        live_need(work, command.need_id)
    before = live_draft(work, command.after) if command.after is not None else None
    draft = Draft(
        follow_up_of=before.id if before is not None else None,
        person_id=person.id,
        kind=command.kind,
        tone=command.tone,
        form=command.form,
        need_id=command.need_id,
        parts=_clean_parts(command.parts or {}),
        windows=pack_windows(command.windows),
        subject=clean_line(command.subject),
        body=clean_text(command.body),
        edited_by_hand=command.by_hand,
    )
    work.session.add(draft)
    work.session.flush()
    quote(work, draft, command.advice)
    work.label = _named(_("Start {what} to {person}"), work, draft)
    return draft.id


def edit_draft(work: Work, command: wish.EditDraft) -> None:
    draft = live_draft(work, command.draft_id)
    for name in ("kind", "tone", "form", "state"):
        value = getattr(command, name)
        if value is not None:
            setattr(draft, name, value)
    if command.clear_need:
        draft.need_id = None
    elif command.need_id is not None and command.need_id != draft.need_id:
        draft.need_id = live_need(work, command.need_id).id
    if command.parts is not None:
        draft.parts = _clean_parts(command.parts)
    if command.windows is not None:
        draft.windows = pack_windows(command.windows)
    if command.subject is not None:
        draft.subject = clean_line(command.subject)
    if command.body is not None:
        draft.body = clean_text(command.body)
    if command.by_hand is not None:
        draft.edited_by_hand = command.by_hand
    work.label = _named(_("Edit {what} to {person}"), work, draft)
    work.merge_key = f"draft/{draft.id}"


def keep_version(work: Work, command: wish.KeepVersion) -> int:
    draft = live_draft(work, command.draft_id)
    work.label = _("Keep a version of the message")
    return _keep(work, draft, command.reason)


def restore_version(work: Work, command: wish.RestoreVersion) -> None:
    version = found(work, DraftVersion, command.version_id, _("That version is no longer there."))
    draft = live_draft(work, version.draft_id)
    _keep(work, draft, "before going back")
    draft.subject, draft.body, draft.edited_by_hand = version.subject, version.body, True
    work.label = _("Go back to version {number}").format(number=version.number)


def dismiss_finding(work: Work, command: wish.DismissFinding) -> None:
    draft = live_draft(work, command.draft_id)
    entry = [command.rule, command.text]
    if entry not in draft.dismissed:
        draft.dismissed = [*draft.dismissed, entry]
    work.label = _("Set a finding aside")


def recall_finding(work: Work, command: wish.RecallFinding) -> None:
    draft = live_draft(work, command.draft_id)
    entry = [command.rule, command.text]
    draft.dismissed = [one for one in draft.dismissed if one != entry]
    work.label = _("Bring back a finding")


def recall_findings(work: Work, command: wish.RecallFindings) -> None:
    live_draft(work, command.draft_id).dismissed = []
    work.label = _("Show the findings that were set aside")


def detach_file(work: Work, command: wish.DetachFile) -> None:
    for row in work.session.scalars(
        select(DraftAttachment).where(
            DraftAttachment.draft_id == command.draft_id,
            DraftAttachment.attachment_id == command.attachment_id,
        )
    ):
        work.session.delete(row)
    work.label = _("Remove an attachment")


def mark_sent(work: Work, command: wish.MarkSent) -> int:
    draft = live_draft(work, command.draft_id)
    person = live_person(work, draft.person_id)
    if draft.sent_at is not None:
        raise UserError(_("This message is marked as sent already. Undo that to change the day."))
    if command.sent_at > work.now + timedelta(minutes=5):
        raise UserError(
            _("The day it was sent lies in the future. Choose today or an earlier day.")
        )
    draft.state, draft.sent_at, draft.sent_channel = (
        DraftState.SENT,
        command.sent_at,
        command.channel,
    )
    if spec(draft.kind).is_ask and draft.kind is not MessageKind.FOLLOW_UP:
        draft.follow_up_due = add_working_days(work.day_of(command.sent_at), FOLLOW_UP_WORKING_DAYS)
    else:
        draft.state = DraftState.SENT if spec(draft.kind).is_ask else DraftState.CLOSED
    if draft.kind in _BEGINNINGS:
        _move_to_asked(work, person.id)
    tell_by_message(work, draft)
    tell_introducer(work, draft)
    work.label = _named(_("Mark {what} to {person} as sent"), work, draft)
    return log_sent(work, draft.id, person.id, command, draft.subject)


def record_outcome(work: Work, command: wish.RecordOutcome) -> None:
    draft = live_draft(work, command.draft_id)
    person = live_person(work, draft.person_id)
    if draft.sent_at is None:
        raise UserError(_("Mark the message as sent before recording what came of it."))
    on = command.on or work.today
    if not work.day_of(draft.sent_at) <= on <= work.today:
        raise UserError(
            _("The answer came between the day it was sent and today. Choose such a day.")
        )
    draft.outcome, draft.outcome_note = command.outcome, clean_text(command.note)
    draft.outcome_on = on
    draft.follow_up_due = None
    silent = command.outcome is Outcome.NO_ANSWER
    draft.state = DraftState.CLOSED if silent else DraftState.ANSWERED
    _log_answer(work, draft, person.id, came=not silent)
    _settle_thread(work, draft)
    work.label = f"{person.display_name}: {command.outcome.label.lower()}"


def add_suggested(work: Work, command: wish.AddSuggested) -> int:
    draft = live_draft(work, command.draft_id)
    by = live_person(work, draft.person_id)
    new = add_person(
        work,
        AddPerson(
            command.name, command.organisation, command.title, command.mail, Season.CANDIDATE
        ),
    )
    person = live_person(work, new)
    person.introduced_by = by.id
    if not draft.outcome_note and draft.outcome is Outcome.SUGGESTED:
        draft.outcome_note = f"Suggested {person.display_name}"
    work.label = _("Add {person}, suggested by {other}").format(
        person=person.display_name, other=by.display_name
    )
    return new


def delete_draft(work: Work, command: wish.DeleteDraft) -> None:
    draft = live_draft(work, command.draft_id)
    draft.deleted_at = work.now
    work.label = _named(_("Delete {what} to {person}"), work, draft)


def attach_with(paths: Paths) -> Handler:
    """The handler of AttachFile, which needs to know where files are kept."""

    def attach_file(work: Work, command: wish.AttachFile) -> int:
        draft = live_draft(work, command.draft_id)
        row: Attachment = keep_file(work, paths, Path(command.path))
        work.session.add(DraftAttachment(draft_id=draft.id, attachment_id=row.id))
        work.label = _("Attach {file}").format(file=row.name)
        return row.id

    return attach_file


def attach_content_with(paths: Paths) -> Handler:
    """The handler of AttachContent."""

    def attach_content(work: Work, command: wish.AttachContent) -> int:
        draft = live_draft(work, command.draft_id)
        for old in work.session.scalars(
            select(DraftAttachment)
            .join(Attachment, Attachment.id == DraftAttachment.attachment_id)
            .where(DraftAttachment.draft_id == draft.id, Attachment.name == command.name)
        ):
            work.session.delete(old)
        row = keep_content(work, paths, command.name, command.content)
        work.session.add(DraftAttachment(draft_id=draft.id, attachment_id=row.id))
        work.label = _("Attach {file}").format(file=row.name)
        return row.id

    return attach_content


def live_draft(work: Work, draft_id: int) -> Draft:
    """A draft that is not in the bin, or NotFound."""
    draft = found(work, Draft, draft_id, _("That draft is no longer there."))
    if draft.deleted_at is not None:
        raise UserError(_("That draft is in the bin. Undo its deletion first."))
    return draft


def _clean_parts(parts: Mapping[PartId, str]) -> dict[str, str]:
    return {
        PartId(part).value: text for part, value in parts.items() if (text := clean_text(value))
    }


def _named(text: str, work: Work, draft: Draft) -> str:
    person = live_person(work, draft.person_id).display_name
    return text.format(what=f"“{draft.kind.label.lower()}”", person=person)


def _keep(work: Work, draft: Draft, reason: str) -> int:
    last = (
        work.session.scalar(
            select(func.max(DraftVersion.number)).where(DraftVersion.draft_id == draft.id)
        )
        or 0
    )
    work.session.add(
        DraftVersion(
            draft_id=draft.id,
            number=last + 1,
            subject=draft.subject,
            body=draft.body,
            parts=dict(draft.parts),
            reason=clean_line(reason),
        )
    )
    return last + 1


def _move_to_asked(work: Work, person_id: int) -> None:
    for held in work.session.scalars(
        select(Mentorship).where(
            Mentorship.person_id == person_id,
            Mentorship.role == Role.MENTOR,
            Mentorship.season.in_([Season.CANDIDATE, Season.RESEARCHED]),
        )
    ):
        work.session.add(
            SeasonChange(
                mentorship_id=held.id,
                from_season=held.season,
                to_season=Season.ASKED,
                changed_on=work.today,
                why="message sent",
            )
        )
        held.season = Season.ASKED


def _log_answer(work: Work, draft: Draft, person_id: int, *, came: bool) -> None:
    """Keep one contact for the answer, however often its outcome is corrected."""
    answer = work.session.scalar(
        select(Interaction).where(
            Interaction.draft_id == draft.id,
            Interaction.direction == Direction.THEM,
            Interaction.source == "draft",
            Interaction.deleted_at.is_(None),
        )
    )
    if not came:
        if answer is not None:
            answer.deleted_at = work.now
        return
    at = work.moment_on(draft.outcome_on or work.today)
    if answer is None:
        answer = Interaction(
            at=at,
            channel=draft.sent_channel,
            direction=Direction.THEM,
            source="draft",
            draft_id=draft.id,
        )
        work.session.add(answer)
        work.session.flush()
        work.session.add(InteractionPerson(interaction_id=answer.id, person_id=person_id))
    answer.at, answer.zone = at, work.home
    answer.summary = f"Answered: {draft.outcome.label.lower()}" if draft.outcome else "Answered"
    answer.body = draft.outcome_note


def _settle_thread(work: Work, draft: Draft) -> None:
    """An answer to a message answers its follow-ups too, and one to a follow-up the first."""
    first = work.session.get(Draft, draft.follow_up_of) if draft.follow_up_of else None
    is_follow_up = draft.kind is MessageKind.FOLLOW_UP
    if is_follow_up and first is not None and first.state is DraftState.SENT:
        first.outcome, first.outcome_note = draft.outcome, draft.outcome_note
        first.outcome_on, first.follow_up_due, first.state = draft.outcome_on, None, draft.state
    root = first.id if is_follow_up and first is not None else draft.id
    for other in work.session.scalars(
        select(Draft).where(
            Draft.follow_up_of == root,
            Draft.kind == MessageKind.FOLLOW_UP,
            Draft.state == DraftState.SENT,
            Draft.id != draft.id,
            Draft.deleted_at.is_(None),
        )
    ):
        other.state = DraftState.CLOSED


HANDLERS: dict[type, Handler] = {
    wish.StartDraft: start_draft,
    wish.EditDraft: edit_draft,
    wish.KeepVersion: keep_version,
    wish.RestoreVersion: restore_version,
    wish.DismissFinding: dismiss_finding,
    wish.RecallFinding: recall_finding,
    wish.RecallFindings: recall_findings,
    wish.DetachFile: detach_file,
    wish.MarkSent: mark_sent,
    wish.RecordOutcome: record_outcome,
    wish.AddSuggested: add_suggested,
    wish.DeleteDraft: delete_draft,
}
