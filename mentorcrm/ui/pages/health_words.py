"""The words of a person's health: states, evidence, by when to be in touch. Pure."""

from datetime import date, timedelta

from mentorcrm.models.health_kinds import Band, SignalState
from mentorcrm.models.kinds import Season
from mentorcrm.services.health import Evidence, Standing
from mentorcrm.ui.theme import ColorRole
from mentorcrm.words import _, short_day

MONTH = timedelta(days=30)
MARKS: dict[SignalState, tuple[str, ColorRole]] = {
    SignalState.GREEN: ("circle-check", "good"),
    SignalState.AMBER: ("triangle-alert", "warn"),
    SignalState.RED: ("circle-alert", "risk"),
    SignalState.UNKNOWN: ("circle-dashed", "text3"),
}
"""The mark of each state; they differ in shape, too."""
_EVIDENCE = {
    "interaction": _("Contact of {day}"),
    "commitment": _("Promise, {day}"),
    "advice": _("Advice of {day}"),
    "meeting": _("Meeting of {day}"),
    "draft": _("Message of {day}"),
    "need": _("Need of {day}"),
    "need_task": _("Step of {day}"),
    "reciprocity_note": _("Given on {day}"),
    "fit_check": _("Fit answers of {day}"),
    "agenda_point": _("Point of {day}"),
}
_UNNAMED = ("interaction", "meeting", "fit_check")
_RESTING = {
    Season.PAUSED: _("Paused. Nothing is asked of you meanwhile."),
    Season.CLOSED: _("Closed with thanks. A word of thanks is welcome at any time."),
    Season.ALUMNI: _("Alumni. A yearly word is welcome and never due."),
}
_STANDS = (Band.DORMANT, Band.AT_RISK, Band.COOLING, Band.STEADY)


def evidence_words(one: Evidence, today: date) -> str:
    """What a record is called where it is cited: its own words where it has some."""
    if one.words and one.table not in _UNNAMED:
        return f"“{' '.join(one.words.split())}”"
    return evidence_kind(one, today)


def evidence_kind(one: Evidence, today: date) -> str:
    """Which kind of record it is, and of which day."""
    return _EVIDENCE[one.table].format(day=short_day(one.day, today))


def resting_words(season: Season | None) -> str:
    """The one quiet line of who rests; empty for who does not."""
    return _RESTING.get(season, "") if season is not None else ""


def touch_words(one: Standing) -> tuple[str, ColorRole]:
    """By when to be in touch, and the colour of that; empty where no rhythm is to be kept."""
    if one.continuity is None or not one.tended:
        return "", "text2"
    if one.continuity.episodes == 1:  # Whose day is that of the contact itself.
        due = one.continuity.second_is_due
        return _("Plan a second time"), "warn" if due else "text2"
    by = one.continuity.in_touch_by
    if by > one.on:
        return _("Be in touch by {day}").format(day=short_day(by, one.on)), "text2"
    if by == one.on:
        return _("Be in touch today"), "warn"
    return _("The day to be in touch was {day}").format(day=short_day(by, one.on)), "warn"


def trend_of(one: Standing) -> str:
    """The icon of the way a band went within a month; empty when it stayed."""
    before, now = one.band_on(one.on - MONTH), one.band
    # What tells thriving from steady is not known of an earlier day.
    before, now = (Band.STEADY if b is Band.THRIVING else b for b in (before, now))
    if before == now or before not in _STANDS or now not in _STANDS:
        return ""
    return "trending-up" if _STANDS.index(now) > _STANDS.index(before) else "trending-down"


def way_words(trend: str) -> str:
    """What the icon of a way says."""
    return _("rising") if trend == "trending-up" else _("falling")


def change_words(one: Standing) -> tuple[str, str]:
    """How it stood a month ago when that was different, and the icon of the way it went."""
    trend, before = trend_of(one), one.band_on(one.on - MONTH)
    if not trend or before is None:
        return "", ""
    return _("{band} a month ago").format(band=before.label), trend


def why_words(one: Standing) -> str:
    """What the band rests on, in one sentence."""
    tie = one.continuity
    if tie is None:
        return _("No contact is on record yet, so nothing can be said.")
    if one.band is Band.NEW:
        return _("There was one contact so far. A second one says more than any plan.")
    return _(
        "From how often you were in touch ({number} times), how long ago the last one was and the "
        "rhythm you planned. It says how likely another contact within a year is, as a word."
    ).format(number=tie.episodes)
