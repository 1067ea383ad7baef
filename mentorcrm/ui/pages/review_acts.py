"""What a decision leads to: a message begun, a season set, a day agreed with myself."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today
from mentorcrm.errors import NotFound, UserError
from mentorcrm.services.commands.reviews import DraftDecision, KeepReviewDraft, SetNextDay
from mentorcrm.services.health import Exit
from mentorcrm.services.leaving import going, parts_of
from mentorcrm.services.review_rows import ReviewRow
from mentorcrm.services.review_steps import message_of, season_of
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.health_acts import gone_words
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _, short_day

SOON = timedelta(days=3)
"""A day that is over, or nearly, is proposed no sooner than this."""
LATER = {
    7: _("In a week"),
    14: _("In two weeks"),
    30: _("In a month"),
    90: _("In three months"),
}
_NO_DAY = "none"


def draft(desk: Desk, review: int, row: ReviewRow) -> None:
    """Begin the message that tells them; it stays in the sitting until one opens it."""
    kind = message_of(row.decision) if row.decision is not None else None
    if kind is None or row.decision is None:
        return
    answers = desk.services.leaving.answers(row.person_id, row.cadence_days)
    parts = parts_of(Exit(row.decision.value), answers)
    try:
        message = desk.services.desk.beginning(row.person_id, kind, parts=parts)
    except (NotFound, UserError) as error:
        desk.tell(str(error))
        return
    command = DraftDecision(review, row.person_id, message)
    desk.run(command, then=partial(_say_drafted, desk, row))


def _drafted(desk: Desk, review: int, row: ReviewRow, number: int) -> None:
    desk.run(KeepReviewDraft(review, row.person_id, number))
    _say_drafted(desk, row, number)


def _say_drafted(desk: Desk, row: ReviewRow, number: int) -> None:
    said = _("Drafted a message to {person}").format(person=row.name)
    desk.say(said, partial(desk.go, "composer", number), _("Open"))


def go_on(desk: Desk, window: Callable[[], QWidget], review: int, row: ReviewRow) -> None:
    """The same with the reason, what their advice changed, and what holds afterwards."""
    from mentorcrm.ui.dialogs.going_on import GoingOnSheet

    one = desk.services.health.of(row.person_id)
    if one is None or row.decision is None:
        return
    sheet = GoingOnSheet(window(), desk, one, Exit(row.decision.value))
    sheet.drafted.connect(partial(_drafted, desk, review, row))
    sheet.open()


def set_season(desk: Desk, row: ReviewRow) -> None:
    """The season that the decision leads to; only ever asked for by a press of its own."""
    if row.decision is None or season_of(row.decision) is None:
        return
    goes = going(Exit(row.decision.value), row.person_id, row.role, row.cadence_days)
    if goes is not None:
        desk.run(goes, said=gone_words(row.name, goes))


def proposed_day(row: ReviewRow, on: date) -> date:
    """By when to be in touch again, never in the past.

    Of who was met once, or never, that is a rhythm on: their day is the contact's own, or none.
    """
    last = on - timedelta(days=row.silence_days or 0)
    day = row.in_touch_by
    if day is None or day <= last:
        day = last + timedelta(days=row.cadence_days)
    return max(day, on + SOON)


def plan_day(desk: Desk, review: int, row: ReviewRow) -> None:
    """Keep the proposed day beside the decision."""
    _set_day(desk, review, row, proposed_day(row, today(desk.clock)))


def offer_days(desk: Desk, under: QWidget, review: int, row: ReviewRow) -> None:
    """Other days than the proposed one, and none."""
    on = today(desk.clock)
    choices: list[tuple[object, str] | None] = [
        (on + timedelta(days=days), f"{words}, {short_day(on + timedelta(days=days), on)}")
        for days, words in LATER.items()
    ]
    if row.next_on is not None:
        choices += [None, (_NO_DAY, _("No next day"))]
    menu = ChoiceMenu(under, choices)
    menu.chosen.connect(partial(_choose_day, desk, review, row))
    menu.open_under(under)


def _choose_day(desk: Desk, review: int, row: ReviewRow, day: object) -> None:
    _set_day(desk, review, row, day if isinstance(day, date) else None)


def _set_day(desk: Desk, review: int, row: ReviewRow, day: date | None) -> None:
    said = _("{person}: no next day").format(person=row.name)
    if day is not None:
        words = short_day(day, today(desk.clock))
        said = _("{person}: next on {day}").format(person=row.name, day=words)
    desk.run(SetNextDay(review, row.person_id, day), said=said)
