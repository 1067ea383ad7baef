"""`people`, `person` and `search`."""

from typing import TYPE_CHECKING

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import plain, say, say_json, table
from mentorcrm.errors import UserError
from mentorcrm.paths import Paths
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.rows import InteractionRow


@click.command()
@click.argument("query", required=False, default="")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=1000,
    show_default=True,
    help="At most so many.",
)
@with_json
@with_home
def people(query: str, limit: int, as_json: bool, paths: Paths) -> None:
    """List people, or those whose name, work, notes, tags or addresses match QUERY."""
    from mentorcrm.services.people_filter import PeopleFilter

    with opened(paths) as services:
        rows = services.people.listed(PeopleFilter(text=query), limit)
    if as_json:
        say_json([{**plain(row), "work": row.work} for row in rows])
        return
    if not rows:
        say(
            _("Nobody matches “{query}”.").format(query=query)
            if query
            else _("Nobody is here yet. `mentorcrm import FILE` brings your contacts in.")
        )
    table(
        [
            str(r.id),
            r.name,
            r.work,
            r.season.label if r.season else "",
            " ".join(f"#{tag}" for tag in r.tags),
        ]
        for r in rows
    )


@click.command()
@click.argument("name")
@with_json
@with_home
def person(name: str, as_json: bool, paths: Paths) -> None:
    """Show one person, by NAME or number."""
    with opened(paths) as services:
        found = services.people.detail(services.people.find(name))
    if as_json:
        say_json({**plain(found), **found.values, "mail": found.mail()})
        return
    say(found.name)
    lines = [
        (
            _("Work"),
            ", ".join(x for x in (found.values["title"], found.values["organisation"]) if x),
        ),
        (_("Place"), found.values["location"]),
        *((m.role.label, m.season.label) for m in found.mentorships),
        *((p.label or p.kind.label, p.value) for p in found.points),
        (_("Tags"), " ".join(f"#{tag}" for tag in found.tags)),
        (_("Why them"), found.values["why_them"]),
        *((_("Fact"), f"{f.text} ({f.source})" if f.source else f.text) for f in found.facts),
        *((_day(i), f"{i.channel.label}: {i.summary}") for i in found.interactions[:10]),
    ]
    table([f"  {head}", text] for head, text in lines if text)


def _day(contact: "InteractionRow") -> str:
    """The day of a contact where it was lived."""
    from mentorcrm.services.interactions import lived_at

    return lived_at(contact.at, contact.zone).date().isoformat()


@click.command()
@click.argument("text")
@with_json
@with_home
def search(text: str, as_json: bool, paths: Paths) -> None:
    """Search people, contacts, needs, drafts, advice, promises and topics for TEXT."""
    if not text.strip():
        raise UserError(_("Say what to look for: a word or its beginning."))
    with opened(paths) as services:
        hits = services.search.everything(text)
    if as_json:
        say_json(list(hits))
    elif not hits:
        say(_("Nothing matches “{text}”.").format(text=text))
    else:
        # Words that are the title over again would only be read twice.
        table(
            [hit.kind, str(hit.id), hit.title, "" if hit.excerpt == hit.title else hit.excerpt]
            for hit in hits
        )
