"""The words of a review: what a row says of someone, and the sentence above them. Pure."""

from collections.abc import Sequence
from datetime import date

from mentorcrm.models.health_kinds import ReviewDecision
from mentorcrm.models.kinds import Season
from mentorcrm.services.review_rows import ReviewPage, ReviewRow, Trend
from mentorcrm.ui.delegates.review_cells import ReviewLine
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.ui.widgets.bands import word_of
from mentorcrm.ui.words import span
from mentorcrm.words import _, n_, short_day

ENOUGH_PROMISES = 4
"""From so many on, promises that were not kept stand out."""
MOST_BALANCE = 5
"""So much more one way, in a year, fills its half of the bar."""
IN_WEEKS = 28
"""A rhythm of so many days and more is told in weeks."""
NONE = "–"
_TREND = {Trend.UP: ("trending-up", _("rising")), Trend.DOWN: ("trending-down", _("falling"))}
_QUARTERS = (_("Winter quarter"), _("Spring quarter"), _("Summer quarter"), _("Autumn quarter"))


def line_of(row: ReviewRow, today: date) -> ReviewLine:
    """A row in words."""
    said, fill, ink = drift_words(row, today)
    icon, way = _TREND.get(row.trend, ("", ""))
    more = row.given - row.received
    kept = f"{row.kept}/{row.due}" if row.due else NONE
    return ReviewLine(
        row.person_id,
        row.name,
        initials(row.name),
        row.tint,
        role_words(row),
        tuple(min(days, 2) for days in row.months),
        row.band,
        word_of(row.band) if row.band is not None else NONE,
        icon,
        _plans(row),
        said,
        fill,
        ink,
        max(-1.0, min(1.0, more / MOST_BALANCE)),
        kept,
        row.due >= ENOUGH_PROMISES and row.kept * 2 < row.due,
        row.decision,
        row.suggested,
        (
            ", ".join(part for part in (row.name, role_words(row)) if part),
            _months_spoken(row),
            ", ".join(part for part in (word_of(row.band), way) if part),
            _drift_spoken(row, said),
            _balance_spoken(more, row.given + row.received),
            _kept_spoken(row),
            decision_words(row),
        ),
    )


def role_words(row: ReviewRow) -> str:
    """The role, or the season of who has none."""
    if row.role is not None:
        return row.role.label
    return row.season.label if row.season is not None else ""


def decision_words(row: ReviewRow) -> str:
    """What was decided, or is suggested."""
    if row.decision is not None:
        return _("Decided: {decision}").format(decision=row.decision.label)
    return _("Not decided; suggested: {decision}").format(decision=row.suggested.label)


def drift_words(row: ReviewRow, today: date) -> tuple[str, ColorRole, ColorRole]:
    """The drift from plan as briefly as in a cell, with the colours of its bar and its words."""
    if row.rests:
        return _rest_words(row, today), "restFill", "text2"
    if row.silence_days is None:
        return _("No contact yet"), "restFill", "text2"
    said = _brief(row.silence_days, row.cadence_days)
    if not row.tended:
        return said, "restFill", "text2"
    if row.far_over_plan:
        return said, "riskFill", "risk"
    if row.over_plan:
        return said, "warnFill", "warn"
    return said, "goodFill", "text2"


def _rest_words(row: ReviewRow, today: date) -> str:
    if row.season is Season.PAUSED and row.resting_until is not None:
        day = short_day(row.resting_until, today)
        return _("Paused until {day}").format(day=day)
    return row.season.label if row.season is not None else ""


def _brief(silence: int, plan: int) -> str:
    over = silence - plan
    if plan < IN_WEEKS and silence:
        said = _("{over} d over {plan}") if over > 0 else _("{days} d of {plan}")
        return said.format(over=over, days=silence, plan=plan)
    weeks = round(plan / 7)
    if over >= 2 * 365:
        return _("{years} y over {plan} w").format(years=over // 365, plan=weeks)
    if not silence:
        return _("today")
    if silence < 7:
        return _("{days} d of {plan} w").format(days=silence, plan=weeks)
    said = _("{over} w over {plan}") if over > 0 else _("{days} w of {plan}")
    return said.format(over=max(1, round(over / 7)), days=round(silence / 7), plan=weeks)


def _plans(row: ReviewRow) -> float | None:
    if row.rests or row.silence_days is None:
        return None
    return min(2.0, row.silence_days / max(row.cadence_days, 1))


def _drift_spoken(row: ReviewRow, brief: str) -> str:
    if row.rests or row.silence_days is None:
        return brief
    return _("Last contact {length} ago, planned every {plan}").format(
        length=span(row.silence_days), plan=span(row.cadence_days)
    )


def _months_spoken(row: ReviewRow) -> str:
    number = sum(days > 0 for days in row.months)
    return n_(
        "Contact in {number} of the last 12 months",
        "Contact in {number} of the last 12 months",
        number,
    ).format(number=number)


def _balance_spoken(more: int, all_of_it: int) -> str:
    if not all_of_it:
        return _("Nothing given or received on record")
    if not more:
        return _("Given and received are even")
    return _("You give more") if more > 0 else _("You receive more")


def _kept_spoken(row: ReviewRow) -> str:
    if not row.due:
        return _("No promise of yours was due")
    return n_(
        "{kept} of {number} promise kept", "{kept} of {number} promises kept", row.due
    ).format(kept=row.kept, number=row.due)


def summary(page: ReviewPage, ordered: Sequence[ReviewRow], today: date) -> str:
    """One sentence: what drifted, and whose decision waits first."""
    number = sum(row.over_plan for row in page.rows)
    said = n_("{number} relationship drifted", "{number} relationships drifted", number)
    parts = [said.format(number=number) if number else _("Nobody drifted from plan")]
    first = next((row for row in ordered if row.decision is None and _waits(row)), None)
    if first is not None:
        parts.append(_("{person} needs an honest decision").format(person=first.name))
    when = _QUARTERS[(today.month - 1) // 3]
    if page.kind is not None and page.started_on is not None:
        when = _("{review} of {day}").format(
            review=page.kind.label, day=short_day(page.started_on, today)
        )
    return _("{when}. {said}.").format(when=when, said="; ".join(parts))


def _waits(row: ReviewRow) -> bool:
    return row.suggested not in (ReviewDecision.KEEP, ReviewDecision.DEEPEN)


def progress_words(decided: int, number: int) -> str:
    """How far a sitting is."""
    return _("{decided} of {number} decided").format(decided=decided, number=number)
