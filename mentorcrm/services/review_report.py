"""The report of a review as Markdown: what was decided, what changed, and what comes next.

It is for me alone: what I wrote at each step stands in it.
"""

from collections.abc import Iterable, Mapping

from mentorcrm.asks.one_page import plain_markdown as plain
from mentorcrm.health.practice import length
from mentorcrm.models.health_kinds import ReviewDecision
from mentorcrm.services.review_rows import Covered, ReviewPage, ReviewRow, Trend
from mentorcrm.words import _, day_in_words


def as_markdown(page: ReviewPage, steps: Mapping[str, str]) -> str:
    """A sitting as Markdown; `steps` are the words of its steps, in their order."""
    title = page.kind.label if page.kind is not None else _("Review")
    day = page.finished_on or page.started_on
    lines = [f"# {title}", "", day_in_words(day) if day is not None else ""]
    for heading, items in (
        (_("Decided"), [_decided(row) for row in page.rows if row.decision is not None]),
        (_("Changed since {day}").format(day=day_in_words(page.since)) if page.since else "",
         [*_changed(page.rows), *_covered(page.coverage)]),
        (_("How everybody stands"), [_stands(row) for row in page.rows if row.decision is None]),
    ):  # fmt: skip
        if heading and items:
            lines += ["", f"## {heading}", "", *(f"- {item}" for item in items)]
    for step, words in steps.items():
        if page.notes.get(step):
            lines += ["", f"## {words}", "", plain(page.notes[step])]
    return "\n".join(lines) + "\n"


def _decided(row: ReviewRow) -> str:
    decision = row.decision or ReviewDecision.KEEP
    said = _("{person}: {decision}").format(person=plain(row.name), decision=decision.label.lower())
    if row.next_on is not None:
        said = _("{said}, next on {day}").format(said=said, day=day_in_words(row.next_on))
    return f"{said}. {plain(row.note)}" if row.note else said


def _changed(rows: Iterable[ReviewRow]) -> Iterable[str]:
    for row in rows:
        if row.trend is not Trend.LEVEL and row.band is not None and row.was is not None:
            yield _("{person}: from {was} to {now}").format(
                person=plain(row.name), was=row.was.label.lower(), now=row.band.label.lower()
            )


def _covered(coverage: Iterable[Covered]) -> Iterable[str]:
    for one in coverage:
        if one.was is None:
            yield _("{what} is new").format(what=plain(one.words))
        elif abs(one.now - one.was) >= 50:  # Less is no change that anybody made.
            said = _("{what} is covered better") if one.now > one.was else _("{what} is thinner")
            yield said.format(what=plain(one.words))


def _stands(row: ReviewRow) -> str:
    band = row.band.label.lower() if row.band is not None else _("no contact on record")
    said = f"{plain(row.name)}: {band}"
    if row.silence_days is None:
        return said
    return _("{said}, last contact {length} ago").format(said=said, length=length(row.silence_days))
