"""`give`: what goes both ways, what to give next, and introductions."""

from datetime import date
from typing import TYPE_CHECKING

import click

from mentorcrm.cli.days import Day
from mentorcrm.cli.listing import ListsByDefault
from mentorcrm.cli.opening import opened, with_home, with_home_before, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind, IdeaKind
from mentorcrm.paths import Paths
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.giving_rows import IntroductionRow


class _Group(ListsByDefault):
    """`give ANA` is `give show ANA`."""

    usual = "show"


@click.group(cls=_Group)
@with_home_before
def give() -> None:
    """Note what goes both ways; alone or with a PERSON, show it and what to give next."""


@give.command()
@click.argument("person", required=False)
@with_json
@with_home
def show(person: str | None, as_json: bool, paths: Paths) -> None:
    """Show what went both ways and introductions, and with a PERSON what could be given next."""
    from mentorcrm.services.giving_rows import GiveFilter

    with opened(paths) as services:
        key = services.people.find(person) if person else None
        rows = services.giving.listed(GiveFilter(person_id=key))
        next_ = services.giving.suggestions(key) if key is not None else []
        since = services.giving.since(key) if key is not None else None
        met = services.introductions.listed(key)
    if as_json:
        found = {"notes": rows, "introductions": met, "suggestions": next_, "since": since}
        say_json({name: value for name, value in found.items() if key is not None or value})
        return
    if not rows and not next_ and not met:
        say(_("Nothing is noted yet. `mentorcrm give note PERSON KIND WORDS` notes something."))
    table(
        [str(r.id), r.happened_on.isoformat(), r.person, r.direction.label, r.kind.label, r.what]
        for r in rows
    )
    if met:
        say(_("Introductions:"))
        table(_introduction(row) for row in met)
    if next_:
        say(_("What you could give next:"))
        table(["  " + one.text] for one in next_)


def _introduction(row: "IntroductionRow") -> list[str]:
    """Its number, who introduces whom, how far it is, and what came of it."""
    me = _("You")
    names = {"introducer": row.introducer or me, "first": row.first or me, "second": row.second}
    who = _("{introducer}: {first} and {second}").format(**names)
    if row.loop_is_open:
        state = _("{introducer} not told yet").format(**names)
    elif row.made_on is not None:
        state = _("made {day}").format(day=row.made_on)
    else:
        state = _("not made yet")
    return ["  " + str(row.id), who, state, row.outcome or row.why]


@give.command()
@click.argument("person")
@click.argument("kind", type=click.Choice([k.value for k in GiveKind]))
@click.argument("words", required=False, default="")
@click.option("--received", is_flag=True, help="They gave it to you.")
@click.option("--on", "day", type=Day(), help="When; today by default.")
@click.option("--effort", type=click.Choice([e.value for e in Effort]), help="How much it asked.")
@with_json
@with_home
def note(
    person: str,
    kind: str,
    words: str,
    received: bool,
    day: date | None,
    effort: str | None,
    as_json: bool,
    paths: Paths,
) -> None:
    """Note that you gave PERSON something, or got it."""
    from mentorcrm.services.commands.giving import NoteGiving

    way = GiveDirection.RECEIVED if received else GiveDirection.GIVEN
    how_much = Effort(effort) if effort else None
    with opened(paths, writes=True) as services:
        key = services.people.find(person)
        number = services.dispatcher.run(NoteGiving(key, way, GiveKind(kind), words, day, how_much))
    say_json({"id": number}) if as_json else say(str(number))


@give.command()
@click.argument("person")
@click.argument("words")
@click.option(
    "--kind",
    type=click.Choice([k.value for k in IdeaKind]),
    default=IdeaKind.IDEA.value,
    show_default=True,
    help="An interest, something they mentioned needing, or an idea.",
)
@with_json
@with_home
def idea(person: str, words: str, kind: str, as_json: bool, paths: Paths) -> None:
    """Note something that may help PERSON."""
    from mentorcrm.services.commands.giving import AddGiveIdea

    with opened(paths, writes=True) as services:
        key = services.people.find(person)
        number = services.dispatcher.run(AddGiveIdea(key, IdeaKind(kind), words))
    say_json({"id": number}) if as_json else say(str(number))


@give.command()
@click.argument("second")
@click.option("--first", metavar="PERSON", help="Who is to meet them; you by default.")
@click.option("--through", metavar="PERSON", help="Who introduces; you by default.")
@click.option("--why", default="", help="Why the two should meet.")
@with_json
@with_home
def introduction(
    second: str, first: str | None, through: str | None, why: str, as_json: bool, paths: Paths
) -> None:
    """Note an introduction to SECOND."""
    from mentorcrm.services.commands.giving import AddIntroduction

    if not first and not through:
        raise UserError(
            _("Say with --first who is to meet them, or with --through who introduces you.")
        )
    with opened(paths, writes=True) as services:
        find = services.people.find
        command = AddIntroduction(
            find(second), find(first) if first else None, find(through) if through else None, why
        )
        number = services.dispatcher.run(command)
    say_json({"id": number}) if as_json else say(str(number))
