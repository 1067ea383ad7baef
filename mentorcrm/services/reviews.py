"""Sittings: what can be done to them. A sitting begins with a snapshot of how everything stands."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from mentorcrm.errors import UserError
from mentorcrm.models.health_kinds import ReviewKind
from mentorcrm.models.tables import Review, ReviewCoverage, ReviewEntry
from mentorcrm.services.commands import reviews as wish
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.outreach import start_draft
from mentorcrm.services.people import found, live_person
from mentorcrm.services.text import clean_text
from mentorcrm.words import _, short_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorcrm.services.health import HealthQueries
    from mentorcrm.services.mosaic import MosaicQueries


def begin_review(
    work: Work, command: wish.BeginReview, health: "HealthQueries", mosaic: "MosaicQueries"
) -> int:
    """Begin with how everybody stands and how far everything is covered."""
    kept = work.session.scalar(
        select(Review.id).where(Review.kind == command.kind, Review.finished_on.is_(None))
    )
    work.label = _("Begin the {review}").format(review=command.kind.label.lower())
    if kept is not None:
        return kept
    review = Review(kind=command.kind, started_on=work.today, step="", notes={})
    work.session.add(review)
    work.session.flush()
    work.session.add_all(
        ReviewEntry(review_id=review.id, person_id=one.person_id, band=one.band)
        for one in health.all()
        if one.season is not None
    )
    if command.kind is ReviewKind.QUARTERLY:
        page = mosaic.page()
        work.session.add_all(
            ReviewCoverage(
                review_id=review.id,
                need_id=head.need_id,
                facet=None if head.need_id is not None else head.key.partition("/")[2],
                covered=round(row.covered * 1000),
                if_lost=round(row.if_lost * 1000),
            )
            for head, row in zip(page.rows, page.found.rows, strict=True)
        )
    return review.id


def decide(work: Work, command: wish.Decide) -> None:
    entry, name = _entry(work, command.review_id, command.person_id)
    entry.decision = command.decision
    said = command.decision.label.lower() if command.decision is not None else _("undecided")
    work.label = _("Review {person}: {decision}").format(person=name, decision=said)


def note_decision(work: Work, command: wish.NoteDecision) -> None:
    entry, name = _entry(work, command.review_id, command.person_id)
    entry.note = clean_text(command.note)
    work.label = _("Note the review of {person}").format(person=name)
    work.merge_key = f"review/{entry.id}"


def set_next_day(work: Work, command: wish.SetNextDay) -> None:
    entry, name = _entry(work, command.review_id, command.person_id)
    if command.day is not None and command.day < work.today:
        raise UserError(_("That day is over. Choose one that is still to come."))
    entry.next_on = command.day
    work.label = _("{person}: no next day").format(person=name)
    if command.day is not None:
        day = short_day(command.day, work.today)
        work.label = _("{person}: next on {day}").format(person=name, day=day)


def keep_draft(work: Work, command: wish.KeepReviewDraft) -> None:
    entry, name = _entry(work, command.review_id, command.person_id)
    entry.draft_id = command.draft_id
    work.label = _("Draft what was decided with {person}").format(person=name)


def draft_decision(work: Work, command: wish.DraftDecision) -> int:
    draft = start_draft(work, command.message)
    keep_draft(work, wish.KeepReviewDraft(command.review_id, command.person_id, draft))
    return draft


def leave_at(work: Work, command: wish.LeaveReviewAt) -> None:
    review = _open(work, command.review_id)
    review.step = command.step
    if command.note is not None:
        review.notes = {**review.notes, command.step: clean_text(command.note)}
    work.label = _("Go on with the {review}").format(review=review.kind.label.lower())
    work.merge_key = f"review/{review.id}/{command.step}"


def finish(work: Work, command: wish.FinishReview) -> None:
    review = _open(work, command.review_id)
    review.finished_on = work.today
    work.label = _("Finish the {review}").format(review=review.kind.label.lower())


def discard(work: Work, command: wish.DiscardReview) -> None:
    review = _open(work, command.review_id)
    work.label = _("Discard the {review}").format(review=review.kind.label.lower())
    work.session.delete(review)


def _open(work: Work, review_id: int) -> Review:
    review = found(work, Review, review_id, _("That review is no longer there."))
    if review.finished_on is not None:
        raise UserError(_("That review is finished. Begin a new one."))
    return review


def _entry(work: Work, review_id: int, person_id: int) -> tuple[ReviewEntry, str]:
    """Someone's line in an open sitting; who came since it began gets one."""
    review, person = _open(work, review_id), live_person(work, person_id)
    entry = work.session.scalar(
        select(ReviewEntry).where(
            ReviewEntry.review_id == review.id, ReviewEntry.person_id == person.id
        )
    )
    if entry is None:
        entry = ReviewEntry(review_id=review.id, person_id=person.id, note="")
        work.session.add(entry)
        work.session.flush()
    return entry, person.display_name


def handlers(
    health: "Callable[[], HealthQueries]", mosaic: "Callable[[], MosaicQueries]"
) -> dict[type, Handler]:
    """The handlers; a sitting begins with what these two know."""

    def begin(work: Work, command: wish.BeginReview) -> int:
        return begin_review(work, command, health(), mosaic())

    return {
        wish.BeginReview: begin,
        wish.Decide: decide,
        wish.NoteDecision: note_decision,
        wish.SetNextDay: set_next_day,
        wish.KeepReviewDraft: keep_draft,
        wish.DraftDecision: draft_decision,
        wish.LeaveReviewAt: leave_at,
        wish.FinishReview: finish,
        wish.DiscardReview: discard,
    }
