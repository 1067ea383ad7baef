"""The report of a review: what was decided, what changed, and what comes next.

It is for me alone: what I wrote at each step stands in it.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from mentorcrm.asks.one_page import OnePage, Section
from mentorcrm.asks.one_page import plain_markdown as plain
from mentorcrm.health.practice import length
from mentorcrm.models.health_kinds import ReviewDecision
from mentorcrm.services.review_rows import Covered, ReviewPage, ReviewRow, Trend
from mentorcrm.words import _, day_in_words, spoken_of

WORTH_TELLING = 50
"""In thousandths; a smaller change of coverage is none that anybody made."""


class Part(StrEnum):
    """What a part of the report is about."""

    DECIDED = "decided"
    CHANGED = "changed"
    STANDS = "stands"
    NOTES = "notes"


Items = list[tuple[Part, str, list[str]]]


def as_markdown(page: ReviewPage, steps: Mapping[str, str]) -> str:
    """A sitting as Markdown; `steps` are the words of its steps, in their order."""
    lines = [f"# {_title(page)}", "", _day(page)]
    for _part, heading, items in _parts(page, plain):
        lines += ["", f"## {heading}", "", *(f"- {item}" for item in items)]
    for step, words in steps.items():
        if page.notes.get(step):
            lines += ["", f"## {words}", "", plain(page.notes[step])]
    return "\n".join(lines) + "\n"


def as_text(page: ReviewPage, steps: Mapping[str, str]) -> str:
    """A sitting to be read on the screen, below its title: as typed, without any marks."""
    lines = [_day(page)]
    for _part, heading, items in _parts(page, str):
        lines += ["", heading, *(f"  {item}" for item in items)]
    for step, words in steps.items():
        if page.notes.get(step):
            lines += ["", words, *(f"  {line}" for line in page.notes[step].splitlines())]
    return "\n".join(lines)


def as_page(page: ReviewPage, steps: Mapping[str, str]) -> OnePage:
    """A sitting as one page to print; what has no room gives way, the decisions last."""
    parts = _parts(page, str)
    notes = [
        f"{words}: {page.notes[step]}" for step, words in steps.items() if page.notes.get(step)
    ]
    if notes:
        parts.append((Part.NOTES, _("Notes"), notes))
    return OnePage(
        _title(page),
        _day(page),
        tuple(Section(part, tuple(items), listed=True) for part, _heading, items in parts),
        kept=(),
        heads={part: heading for part, heading, _items in parts},
        lists_give=True,
    )


def changes(page: ReviewPage) -> tuple[str, ...]:
    """What is different from the sitting before, in words; empty without one."""
    return (*_changed(page.rows, str), *_covered(page.coverage, str)) if page.since else ()


def covered_words(one: Covered) -> str:
    """How far something is covered now, against the sitting before."""
    as_before = _("{what} is covered as before") if one.now else _("Nobody covers {what} yet")
    return (_covering(one) or as_before).format(what=spoken_of(one.words))


def _title(page: ReviewPage) -> str:
    return page.kind.label if page.kind is not None else _("Review")


def _day(page: ReviewPage) -> str:
    day = page.finished_on or page.started_on
    return day_in_words(day) if day is not None else ""


def _parts(page: ReviewPage, safe: Callable[[str], str]) -> Items:
    """The parts that have something to say; `safe` makes typed words harmless."""
    parts: Items = [
        (
            Part.DECIDED,
            _("Decided"),
            [_decided(row, safe) for row in page.rows if row.decision is not None],
        )
    ]
    if page.since is not None:
        heading = _("Changed since {day}").format(day=day_in_words(page.since))
        told = [*_changed(page.rows, safe), *_covered(page.coverage, safe)]
        parts.append((Part.CHANGED, heading, told))
    stands = [_stands(row, safe) for row in page.rows if row.decision is None]
    parts.append((Part.STANDS, _("How everybody stands"), stands))
    return [part for part in parts if part[2]]


def _decided(row: ReviewRow, safe: Callable[[str], str]) -> str:
    decision = row.decision or ReviewDecision.KEEP
    said = _("{person}: {decision}").format(person=safe(row.name), decision=decision.label.lower())
    if row.next_on is not None:
        said = _("{said}, next on {day}").format(said=said, day=day_in_words(row.next_on))
    if row.draft is not None:
        said = _("{said}, with a message drafted").format(said=said)
    return f"{said}. {safe(row.note)}" if row.note else said


def _changed(rows: Iterable[ReviewRow], safe: Callable[[str], str]) -> Iterable[str]:
    for row in rows:
        if row.trend is not Trend.LEVEL and row.band is not None and row.was is not None:
            yield _("{person}: from {was} to {now}").format(
                person=safe(row.name), was=row.was.label.lower(), now=row.band.label.lower()
            )


def _covered(coverage: Iterable[Covered], safe: Callable[[str], str]) -> Iterable[str]:
    for one in coverage:
        if said := _covering(one):
            yield said.format(what=safe(spoken_of(one.words)))


def _covering(one: Covered) -> str:
    if one.was is None:
        return _("{what} is new")
    if not one.now and not one.was:
        return ""
    if abs(one.now - one.was) < WORTH_TELLING:
        return ""
    return _("{what} is covered better") if one.now > one.was else _("{what} is thinner")


def _stands(row: ReviewRow, safe: Callable[[str], str]) -> str:
    band = row.band.label.lower() if row.band is not None else _("no contact on record")
    said = f"{safe(row.name)}: {band}"
    if row.silence_days is None:
        return said
    if not row.silence_days:
        return _("{said}, last contact today").format(said=said)
    return _("{said}, last contact {length} ago").format(said=said, length=length(row.silence_days))
