"""`log`: what happened, in one line."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import GiveDirection, Owner
from mentorcrm.models.kinds import Direction
from mentorcrm.paths import Paths
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.capture import AdviceFound, Parsed, PersonFound, Understood


@click.command()
@click.argument("words", nargs=-1, metavar="TEXT")
@click.option("--dry-run", is_flag=True, help="Say what was understood, and save nothing.")
@click.option("--add-people", is_flag=True, help="Add people who are not on record.")
@click.option("--advice", "offers", is_flag=True, help="Keep what they suggested as advice, too.")
@with_json
@with_home
def log(
    words: tuple[str, ...],
    dry_run: bool,
    add_people: bool,
    offers: bool,
    as_json: bool,
    paths: Paths,
) -> None:
    """Log a contact in one line, as you would say it.

    \b
    mentorcrm log "call w @ana 20m yesterday: suggested pilot first #pricing !send deck fri"
    mentorcrm log "coffee with Ana about the promotion; she'll intro me to Sam by Friday"

    @ names a person, # a topic, ! a promise of yours, ? one of theirs. "advice: ..." and "she
    advised to ..." become advice; what was only "suggested" does with --advice.
    """
    from mentorcrm.services.capture import as_command, taking_offers

    text = " ".join(words)
    if not text.strip():
        raise UserError(_('Write what happened: `mentorcrm log "coffee with Ana yesterday"`.'))
    with opened(paths, writes=not dry_run) as services:
        understood = services.capture.read(text)
        understood = taking_offers(understood) if offers else understood
        people = _people(understood, ask=not dry_run and not as_json, add=add_people, dry=dry_run)
        understood = _answered(understood, people) if people else understood
        number = None
        if not dry_run:
            number = services.dispatcher.run(as_command(understood, people))
    if as_json:
        say_json({"id": number, "saved": not dry_run, **_as_json(understood)})
        return
    table(_lines(understood))
    for one in understood.parsed.advice:
        if not one.sure:
            say(_("Not kept as advice: “{words}”. With --advice it is.").format(words=one.what))
    say(
        _("Nothing was saved.")
        if dry_run
        else _("Saved as {entries}.").format(entries=_entries(understood))
    )


def _answered(understood: "Understood", people: "Sequence[int | str]") -> "Understood":
    """The line with who was meant, as far as that is known by now."""
    named = understood.parsed.people
    if len(named) != len(people):  # A trial run leaves doubts open.
        return understood
    found = tuple(
        replace(one, id=who) if isinstance(who, int) else replace(one, words=who, candidates=())
        for one, who in zip(named, people, strict=True)
    )
    return replace(understood, parsed=replace(understood.parsed, people=found))


def _people(understood: "Understood", *, ask: bool, add: bool, dry: bool) -> Sequence[int | str]:
    """Who it was with, doubts settled by asking on a terminal; elsewhere they are refused."""
    from mentorcrm.services.capture_choices import new_name

    named = understood.parsed.people
    if not named and not dry:
        raise UserError(_("Nobody is named. Say who it was with: “call with Ana”, or “@ana”."))
    found: list[int | str] = []
    for person in named:
        if person.id is not None:
            found.append(person.id)
        elif person.unknown and add:
            found.append(new_name(person.words))
        elif ask and sys.stdin.isatty():
            found.append(_ask(understood, person))
        elif not dry:
            raise UserError(_doubt(understood, person))
    return found


def _doubt(understood: "Understood", person: "PersonFound") -> str:
    """One sentence of what is not clear, with the way out."""
    others = [understood.people[i].name for i in person.candidates if i in understood.people]
    if person.doubtful:
        words = _("“{name}” may be {others}. Write the whole name.")
        return words.format(name=person.words, others=_either(others))
    words = _(
        "Nobody on record is called “{name}”. Correct the name, or add them with --add-people."
    )
    if others:
        words = _(
            "Nobody on record is called “{name}”. Did you mean {others}? Correct the name, or add "
            "them with --add-people."
        )
    return words.format(name=person.words, others=_either(others))


def _either(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _ask(understood: "Understood", person: "PersonFound") -> int | str:
    from mentorcrm.services.capture_choices import new_name

    rows = [understood.people[i] for i in person.candidates if i in understood.people]
    say(_("Who is “{words}”?").format(words=person.words))
    table([f"  {number}", row.name, row.work] for number, row in enumerate(rows, 1))
    most = len(rows)
    if person.unknown:
        most += 1
        say(f"  {most}  " + _("somebody new"))
    answer: int = click.prompt(_("Number"), type=click.IntRange(1, most))
    return rows[answer - 1].id if answer <= len(rows) else new_name(person.words)


def _lines(understood: "Understood") -> list[tuple[str, str]]:
    parsed = understood.parsed
    lines = [("With", ", ".join(_name(understood, one) for one in parsed.people))]
    how = parsed.channel.label
    if parsed.minutes:
        how += f", {parsed.minutes.minutes} min"
    if parsed.direction is not Direction.BOTH:
        how += f", {parsed.direction.label.lower()}"
    lines += [("How", how), ("When", _when(parsed))]
    lines += [("About", ", ".join(topic.name for topic in parsed.topics))]
    for promise in parsed.promises:
        due = f", by {promise.due:%Y-%m-%d}" if promise.due else ""
        who = "I promised" if promise.owner is Owner.ME else "They promised"
        lines.append((who, promise.what + due))
    for give in parsed.gives:
        who = "Given" if give.direction is GiveDirection.GIVEN else "Received"
        lines.append((who, f"{give.kind.label}: {give.what}"))
    lines += [("Advice", _advised(understood, one)) for one in parsed.advice if one.sure]
    lines.append(("Note", parsed.summary))
    return [line for line in lines if line[1]]


def _advised(understood: "Understood", one: "AdviceFound") -> str:
    """A piece of advice with who gave it."""
    from mentorcrm.services.capture import giver

    place = giver(one, understood.parsed.people)
    who = _name(understood, understood.parsed.people[place]) if place is not None else "?"
    return f"{who}: {one.what}"


def _when(parsed: "Parsed") -> str:
    from mentorcrm.services.zones import zone_of

    at = parsed.at.astimezone(zone_of(parsed.zone))
    timed = parsed.when is not None and parsed.when.timed
    text = f"{at:%Y-%m-%d %H:%M}" if timed else f"{at:%Y-%m-%d}"
    return f"{text}, planned" if parsed.planned else text


def _name(understood: "Understood", person: "PersonFound") -> str:
    if person.id is not None:
        return understood.people[person.id].name
    return f"{person.words} ({'new' if person.unknown else 'several'})"


def _entries(understood: "Understood") -> str:
    return "1 entry" if understood.entries == 1 else f"{understood.entries} entries"


def _as_json(understood: "Understood") -> dict[str, Any]:
    parsed = understood.parsed
    return {
        "text": parsed.text,
        "people": [
            {"words": one.words, "id": one.id, "name": _name(understood, one),
             "candidates": [understood.people[i].name for i in one.candidates]}
            for one in parsed.people
        ],
        "at": parsed.at,
        "zone": parsed.zone,
        "planned": parsed.planned,
        "channel": parsed.channel,
        "direction": parsed.direction,
        "minutes": parsed.minutes.minutes if parsed.minutes else None,
        "topics": [topic.name for topic in parsed.topics],
        "promises": [
            {"owner": one.owner, "what": one.what, "due": one.due} for one in parsed.promises
        ],
        "gives": [
            {"direction": one.direction, "kind": one.kind, "what": one.what}
            for one in parsed.gives
        ],
        "advice": [{"words": one.what, "kept": one.sure} for one in parsed.advice],
        "summary": parsed.summary,
    }  # fmt: skip
