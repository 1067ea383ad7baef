"""Rules that keep to what was agreed: topics that are off limits, and the limits of a month."""

import re
from collections.abc import Iterator

from mentorcrm.asks.agreed import topics_named
from mentorcrm.asks.rules.base import Case, Check, Found
from mentorcrm.models.kinds import PartId
from mentorcrm.words import _, day_in_words, n_

_LENGTH = re.compile(
    r"\b(?P<half>half an hour)\b|\b(?P<hours>an|one|two|[12])[ -]?(?:hours?|h)\b"
    r"|\b(?P<minutes>\d{1,3})[ -]?(?:minutes?|mins?)\b",
    re.IGNORECASE,
)
_HOURS = {"an": 1, "one": 1, "1": 1, "two": 2, "2": 2}


def _off_limits(case: Case) -> Iterator[Found]:
    if case.request is None or not case.request.agreed.off_limits:
        return
    topics = case.request.agreed.off_limits
    for one in topics_named(topics, case.body[: case.own_end]):
        if not case.quoted.covers(one.start, one.end):
            yield Found(one.start, one.end, _stays_out(case, one.topic))
    for one in topics_named(topics, case.draft.subject or ""):
        yield Found(one.start, one.end, _stays_out(case, one.topic), field="subject")


def _stays_out(case: Case, topic: str) -> str:
    name, day = "", None
    if case.request is not None:
        name, day = case.request.recipient.name, case.request.agreed.agreed_on
    if day is None:
        return _("“{topic}” is off limits by your agreement with {name}.").format(
            topic=topic, name=name
        )
    return _("“{topic}” is off limits by your agreement with {name} of {day}.").format(
        topic=topic, name=name, day=day_in_words(day)
    )


def _over_the_month(case: Case) -> Iterator[Found]:
    if case.request is None or not case.is_ask:
        return
    agreed = case.request.agreed
    if agreed.asks_limit is not None and agreed.asks + 1 > agreed.asks_limit:
        words = n_(
            "You agreed on {limit} ask a month, and {used} went out this month.",
            "You agreed on {limit} asks a month, and {used} went out this month.",
            agreed.asks_limit,
        )
        yield case.absent(words.format(limit=agreed.asks_limit, used=agreed.asks))
    asked = minutes_in(case.request.value(PartId.FORMAT))
    if agreed.minutes_limit is not None and asked and agreed.minutes + asked > agreed.minutes_limit:
        words = _(
            "You agreed on {limit} minutes a month; with these {asked} it would be {sum} this "
            "month."
        ).format(limit=agreed.minutes_limit, asked=asked, sum=agreed.minutes + asked)
        yield case.absent(words, part=PartId.FORMAT)


def minutes_in(text: str) -> int:
    """How long a meeting is asked for: the longest length in a text, in minutes; 0 for none."""
    lengths = [0]
    for match in _LENGTH.finditer(text):
        if match["half"]:
            lengths.append(30)
        elif match["hours"]:
            lengths.append(60 * _HOURS[match["hours"].lower()])
        else:
            lengths.append(int(match["minutes"]))
    return max(lengths)


CHECKS: dict[str, Check] = {
    "off-limits": _off_limits,
    "over-the-month": _over_the_month,
}
