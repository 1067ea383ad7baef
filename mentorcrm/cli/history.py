"""`history`: what happened, newest first."""

from datetime import date

import click

from mentorcrm.cli.days import Day
from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import plain, say, say_json, table
from mentorcrm.models.history_kinds import Owner
from mentorcrm.paths import Paths
from mentorcrm.services.giving_rows import IntroductionRow
from mentorcrm.services.interactions_rows import (
    AdviceLine,
    ContactRow,
    EntryKind,
    EntryRow,
    GivenLine,
    HistoryFilter,
    PromiseLine,
)
from mentorcrm.words import _, joined


@click.command()
@click.argument("person", required=False, default="")
@click.option(
    "--kind", type=click.Choice([str(kind) for kind in EntryKind]), help="One kind alone."
)
@click.option("--since", type=Day(), help="From this day on, such as 2026-09-01.")
@click.option("--until", type=Day(), help="Up to this day.")
@click.option("--search", default="", metavar="TEXT", help="What has these words, names, #topics.")
@click.option("--topic", default="", help="What is about this topic.")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True,
    help="At most so many.",
)  # fmt: skip
@with_json
@with_home
def history(
    person: str,
    kind: str | None,
    since: date | None,
    until: date | None,
    search: str,
    topic: str,
    limit: int,
    as_json: bool,
    paths: Paths,
) -> None:
    """Show what happened with everybody, or with PERSON, newest first.

    Days may be words: "yesterday", "3 weeks ago".
    """
    with opened(paths) as services:
        wanted = HistoryFilter(
            search,
            EntryKind(kind) if kind else None,
            services.people.find(person) if person.strip() else 0,
            topic=topic,
            since=since,
            until=until,
        )
        entries = services.timeline.listed(wanted, limit)
    if as_json:
        say_json([_as_json(entry) for entry in entries])
    elif not entries:
        say(_nothing(wanted))
    else:
        table([entry.day.isoformat(), *_words(entry)] for entry in entries)


def _nothing(wanted: HistoryFilter) -> str:
    if wanted == HistoryFilter():
        return _("Nothing is on record yet. `mentorcrm log` notes what happened.")
    return _("Nothing matches that.")


def _words(entry: EntryRow) -> tuple[str, str, str]:
    """What it was, with whom, and its words."""
    record = entry.record
    if isinstance(record, ContactRow):
        contact = record.contact
        kind = _("{channel}, planned") if record.planned else "{channel}"
        kind = _("{channel}, cancelled") if record.cancelled else kind
        said = " · ".join(part for part in (contact.summary, entry.excerpt) if part)
        names = joined([name for _id, name in contact.people])
        return kind.format(channel=contact.channel.label), names, said
    if isinstance(record, AdviceLine):
        return _("Advice"), record.person, record.words
    if isinstance(record, PromiseLine):
        kind = _("My promise") if record.owner is Owner.ME else _("Their promise")
        return kind, record.person, record.what
    if isinstance(record, GivenLine):
        said = " · ".join(part for part in (record.kind.label, record.what) if part)
        return record.direction.label, record.person, said
    if isinstance(record, IntroductionRow):
        people = (record.introducer, record.first, record.second)
        named = joined([name or _("You") for name in people])
        return _("Introduction"), named, record.outcome or record.why
    return record.role.label, "", record.after.label


def _as_json(entry: EntryRow) -> dict[str, object]:
    """An entry whole, under the name of its source."""
    from mentorcrm.services.interactions_rows import source_of

    source, row_id = source_of(entry.key)
    said: dict[str, object] = {"source": source.name.lower(), "id": row_id, "day": entry.day}
    record = entry.record
    if isinstance(record, ContactRow):
        also = {
            "planned": record.planned,
            "cancelled": record.cancelled,
            "need": record.need[1] if record.need else "",
            "topics": record.topics,
            "advice": record.advice,
            "promises": record.promises,
            "excerpt": entry.excerpt,
        }
        return plain({**said, **plain(record.contact), **also})  # type: ignore[no-any-return]
    return plain({**said, **plain(record), "id": row_id})  # type: ignore[no-any-return]
