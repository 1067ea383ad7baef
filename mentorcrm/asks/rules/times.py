"""Rules about days and hours: gone by, too near, only one, at odds with the calendar."""

import re
from collections.abc import Iterator

from mentorcrm.asks.dates import DateSpan, weekday_name
from mentorcrm.asks.draft_text import Fix
from mentorcrm.asks.lexicon import Span
from mentorcrm.asks.prose import spoken_date
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.asks.windows import ShelfLife, is_short_notice, shelf_life, short_day
from mentorcrm.asks.zones import get_zone
from mentorcrm.models.kinds import MessageForm, PartId, TimeWindow
from mentorcrm.words import _

_AFTER_DATE = re.compile(
    r"[^\S\n]*(?:,|at|from|between|\()?[^\S\n]*\d{1,2}(?:[:.]\d{2})?[^\n;.?!]{0,24}?"
    r"(?=[,;.?!)\n]| or | and |$)"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:am|pm)\b|\bnoon\b", re.IGNORECASE)
_OFFERS = re.compile(
    r"\b(?:would|could|can|shall|free|available|works?|suits?|either|any of|offer|how about"
    r"|what about|propose|happy to)\b"
)
_NARRATES = re.compile(
    r"\b(?:met|talked|spoke|was|were|had|did|said|wrote|gave|sent|saw|held|heard|joined|attended)\b"
)
RELATIVE = re.compile(
    r"\b(?:last (?:week(?:end)?|night|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|yesterday|the other day|this (?:morning|afternoon)|earlier (?:today|this week)"
    r"|(?:a few|two|three|\d) days ago)\b"
)
_MOVING = frozenset({"relative_past", "near", "weekday"})


def _past_windows(case: Case) -> Iterator[Found]:
    request = case.request
    if request is None:
        return
    marked: set[int] = set()
    for window in request.windows:
        past = shelf_life(window, request.now) is ShelfLife.PAST
        if past and (span := _place_of(case, window)):
            marked.add(span[0])
            yield _gone_by(span, _day_words(window))
    for one in _offered(case):
        if one.start not in marked and case.today and one.day and one.day < case.today:
            yield _gone_by(_with_clock(case, one), case.words(one.start, one.end))


def _gone_by(span: Span, words: str) -> Found:
    return Found(
        *span,
        _("{words} has gone by. Offer a later time.").format(words=words),
        part=PartId.WINDOWS,
    )


def _short_notice(case: Case) -> Iterator[Found]:
    request = case.request
    if request is None:
        return
    for window in request.windows:
        past = shelf_life(window, request.now) is ShelfLife.PAST
        near = not past and is_short_notice(window, request.now)
        if near and (span := _place_of(case, window)):
            words = _("{window} is less than two working days ahead.").format(
                window=_day_words(window)
            )
            yield Found(*span, words, part=PartId.WINDOWS)


def _place_of(case: Case, window: TimeWindow) -> Span | None:
    """Where a window stands in the text; its end when it cannot be found there.

    None when the text offers other days instead, or is a note with no room for times.
    """
    request = case.request
    zones = {window.zone}
    if request is not None:
        zones |= {request.sender.zone, request.recipient.zone} - {""}
    days = {window.start.astimezone(get_zone(zone)).date() for zone in zones}
    points = [one for one in case.dates if one.day is not None]
    for one in points:
        if one.day in days:
            return _with_clock(case, one)
    if points or case.draft.form is MessageForm.LINKEDIN:
        return None
    return case.closing_start, case.closing_start


def _day_words(window: TimeWindow) -> str:
    return short_day(window.start.astimezone(get_zone(window.zone)).date())


def _with_clock(case: Case, one: DateSpan) -> Span:
    """A date together with the clock time written after it."""
    clock = _AFTER_DATE.match(case.body, one.end)
    return one.start, (clock.end() if clock else one.end)


def _offered(case: Case) -> Iterator[DateSpan]:
    """The days that the text offers for a meeting, each with a clock time in its sentence."""
    for one in case.dates:
        text = case.sentence_flat(one.start)
        narrated = _NARRATES.search(text) or not _OFFERS.search(text)
        if one.is_point and _CLOCK.search(text) and not narrated:
            yield one


def _single_window(case: Case) -> Iterator[Found]:
    if case.spec is not None and not (case.spec.is_ask and case.spec.windows_apply):
        return
    windows = case.request.windows if case.request else ()
    if windows:
        if len(windows) == 1 and (span := _place_of(case, windows[0])):
            yield _lonely(span)
        return
    offered = [one for one in _offered(case) if case.is_ask]
    clocks = _CLOCK.findall(case.sentence_flat(offered[0].start)) if offered else []
    if len(offered) == 1 and len(clocks) < 3:
        start, end = _with_clock(case, offered[0])
        yield _lonely((start, end), case.words(start, end))


def _lonely(span: Span, words: str = "") -> Found:
    message = _("This is the only time offered. Two or three give them a choice.")
    if words:
        message = _("{words} is the only time offered. Two or three give them a choice.")
    return Found(*span, message.format(words=words), part=PartId.WINDOWS)


def _weekday_mismatch(case: Case) -> Iterator[Found]:
    for one in case.dates:
        if one.weekday is None or one.day is None or one.weekday == one.day.weekday():
            continue
        right = weekday_name(one.day.weekday())
        written = re.match(r"[A-Za-z]*", one.text)
        length = written.end() if written else 0
        new = right if one.text[:length].lower().endswith("day") else right[:3]
        fix = Fix(_("Write “{new}”").format(new=new), new, one.start, one.start + length)
        yield Found(
            one.start,
            one.end,
            _("{day} is a {right}.").format(day=spoken_date(one.day), right=right),
            fix,
        )


def _relative(case: Case) -> Iterator[Found]:
    for match in RELATIVE.finditer(case.flat, 0, case.own_end):
        sentence = case.sentence_at(match.start())
        anchored = any(
            sentence.start <= one.start < sentence.end and one.shape not in _MOVING
            for one in case.dates
        )
        if not anchored and not case.unread.covers(*match.span()):
            words = case.words(*match.span())
            message = _(
                "{words} moves on while the draft waits. Name the day or the month."
            ).format(words=words)
            yield Found(*match.span(), message)


CHECKS: dict[str, Check] = {
    "past-window": _past_windows,
    "short-notice": _short_notice,
    "single-window": _single_window,
    "weekday-mismatch": _weekday_mismatch,
    "relative-date": _relative,
}
