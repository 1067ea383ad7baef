"""`advice` and `promises`."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import click

from mentorcrm.cli.days import Day
from mentorcrm.cli.listing import ListsByDefault
from mentorcrm.cli.opening import opened, with_home, with_home_before, with_json
from mentorcrm.cli.output import plain, say, say_json, table
from mentorcrm.clock import SystemClock, today
from mentorcrm.errors import UserError
from mentorcrm.models.history_kinds import AdviceResponse, Owner
from mentorcrm.paths import Paths
from mentorcrm.words import _, n_, short_day

if TYPE_CHECKING:
    from mentorcrm.services.advice_rows import AdviceRow, CommitmentRow
    from mentorcrm.services.facade import Services


@click.group(cls=ListsByDefault)
@with_home_before
def advice() -> None:
    """List advice, or keep it and say what you did with it."""


@advice.command("list")
@click.argument("person", required=False, default="")
@click.option("--open", "untried", is_flag=True, help="Only what is not yet tried.")
@click.option("--untold", is_flag=True, help="Only what is not yet reported back.")
@with_json
@with_home
def list_advice(person: str, untried: bool, untold: bool, as_json: bool, paths: Paths) -> None:
    """List advice, newest first, of one PERSON or of all."""
    from mentorcrm.services.advice_filter import AdviceFilter, AdviceShow

    if untried and untold:
        raise UserError(_("Choose one of --open and --untold."))
    show = AdviceShow.OPEN if untried else AdviceShow.UNTOLD if untold else AdviceShow.ALL
    with opened(paths) as services:
        someone = services.people.find(person) if person else None
        rows = services.advice.listed(AdviceFilter(show=show, person_id=someone))
    now = today(SystemClock())
    if as_json:
        say_json([{**plain(row), "telling": row.telling(now).value} for row in rows])
    elif rows:
        table([_advice_line(row, now) for row in rows])
    else:
        said = _("No advice here yet. `mentorcrm advice add PERSON WORDS` keeps some.")
        say(said if show is AdviceShow.ALL else _("Nothing is waiting."))


@advice.command("add")
@click.argument("person")
@click.argument("words")
@click.option("--need", type=int, help="The number of the need it is about.")
@click.option("--on", type=Day(), help="The day it was given, such as yesterday.")
@with_json
@with_home
def add_advice(
    person: str, words: str, need: int | None, on: date | None, as_json: bool, paths: Paths
) -> None:
    """Keep the WORDS that PERSON advised and print their number."""
    from mentorcrm.services.commands.advice import AddAdvice

    with opened(paths, writes=True) as services:
        command = AddAdvice(services.people.find(person), words, need_id=need, given_on=on)
        number = services.dispatcher.run(command)
    say_json({"id": number}) if as_json else say(str(number))


def _response_command(response: AdviceResponse, name: str, text: str) -> None:
    """Add a subcommand that says what I did with a piece of advice."""

    @advice.command(name, help=text)
    @click.argument("number", metavar="ID", type=int)
    @click.argument("why", required=False, default="")
    @click.option("--result", help="What came of it, in words that they may read.")
    @with_json
    @with_home
    def respond(number: int, why: str, result: str | None, as_json: bool, paths: Paths) -> None:
        from mentorcrm.services.commands.advice import EditAdvice

        values = {"why": why} if why else {}
        values |= {"result": result} if result is not None else {}
        with opened(paths, writes=True) as services:
            services.advice.detail(number)
            services.dispatcher.run(EditAdvice(number, values, response))
            _show_advice(services, number, as_json=as_json)


_response_command(AdviceResponse.TRIED, "tried", "You tried the advice with this number.")
_response_command(AdviceResponse.ADAPTED, "adapted", "You tried it in a form of your own.")
_response_command(AdviceResponse.SET_ASIDE, "set-aside", "You set it aside; WHY stays with you.")


@advice.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--on", type=Day(), help="The day you told them, such as yesterday.")
@with_json
@with_home
def told(number: int, on: date | None, as_json: bool, paths: Paths) -> None:
    """The one who gave it has heard what came of it."""
    from mentorcrm.services.commands.advice import TellAdvice

    with opened(paths, writes=True) as services:
        services.advice.detail(number)
        services.dispatcher.run(TellAdvice(number, on))
        _show_advice(services, number, as_json=as_json)


class _Promises(ListsByDefault):
    """`promises done 3` is what one types who ticks things off; it means `promises keep 3`."""

    said_otherwise: ClassVar = {"done": "keep", "kept": "keep", "let-go": "drop"}


@click.group(cls=_Promises)
@with_home_before
def promises() -> None:
    """List promises, yours and theirs, or keep, add and drop them."""


@promises.command("list")
@click.argument("person", required=False, default="")
@click.option("--mine", is_flag=True, help="Only your own.")
@click.option("--theirs", is_flag=True, help="Only theirs.")
@click.option("--all", "everything", is_flag=True, help="Kept and dropped ones too.")
@with_json
@with_home
def list_promises(
    person: str, mine: bool, theirs: bool, everything: bool, as_json: bool, paths: Paths
) -> None:
    """List open promises by their day, with one PERSON or with all."""
    from mentorcrm.services.advice_filter import PromiseFilter, PromiseShow

    owner = Owner.ME if mine and not theirs else Owner.THEM if theirs and not mine else None
    show = PromiseShow.ALL if everything else PromiseShow.OPEN
    with opened(paths) as services:
        someone = services.people.find(person) if person else None
        rows = services.commitments.listed(PromiseFilter(show=show, owner=owner, person_id=someone))
    now = today(SystemClock())
    if as_json:
        say_json([{**plain(row), "open": row.open} for row in rows])
    elif rows:
        table([_promise_line(row, now) for row in rows])
    else:
        say(_("Nothing is promised."))


@promises.command("add")
@click.argument("person")
@click.argument("what")
@click.option("--due", type=Day(ahead=True), help="A date such as 2026-12-18, or “friday”.")
@click.option("--theirs", is_flag=True, help="They promised it to you.")
@with_json
@with_home
def add_promise(
    person: str, what: str, due: date | None, theirs: bool, as_json: bool, paths: Paths
) -> None:
    """Keep a promise to PERSON, or with --theirs one of PERSON, and print its number."""
    from mentorcrm.services.commands.commitments import AddCommitment

    owner = Owner.THEM if theirs else Owner.ME
    with opened(paths, writes=True) as services:
        someone = services.people.find(person)
        number = services.dispatcher.run(AddCommitment(someone, what, owner, due))
    say_json({"id": number}) if as_json else say(str(number))


@promises.command()
@click.argument("number", metavar="ID", type=int)
@with_json
@with_home
def keep(number: int, as_json: bool, paths: Paths) -> None:
    """The promise was kept."""
    from mentorcrm.services.commands.commitments import KeepCommitment

    with opened(paths, writes=True) as services:
        services.commitments.detail(number)
        services.dispatcher.run(KeepCommitment(number))
        _show_promise(services, number, as_json=as_json)


@promises.command()
@click.argument("number", metavar="ID", type=int)
@click.argument("reason")
@with_json
@with_home
def drop(number: int, reason: str, as_json: bool, paths: Paths) -> None:
    """The promise will not be kept, for a REASON."""
    from mentorcrm.services.commands.commitments import DropCommitment

    with opened(paths, writes=True) as services:
        services.commitments.detail(number)
        services.dispatcher.run(DropCommitment(number, reason))
        _show_promise(services, number, as_json=as_json)


def _show_advice(services: "Services", number: int, *, as_json: bool) -> None:
    row = services.advice.detail(number)
    if as_json:
        say_json(row)
    else:
        table([_advice_line(row, today(SystemClock()))])


def _show_promise(services: "Services", number: int, *, as_json: bool) -> None:
    row = services.commitments.detail(number)
    if as_json:
        say_json(row)
    else:
        table([_promise_line(row, today(SystemClock()))])


def _advice_line(row: "AdviceRow", now: date) -> list[str]:
    days = row.waiting_days(now)
    waits = n_("{number} day", "{number} days", days).format(number=days)
    told = _("not yet reported back, {length}").format(length=waits)
    if row.told_on is not None:
        told = _("reported back on {day}").format(day=short_day(row.told_on, now))
    cells: list[Any] = [row.id, short_day(row.given_on, now), row.person, row.response.label, told]
    return [*map(str, cells), _one_line(row.words)]


def _promise_line(row: "CommitmentRow", now: date) -> list[str]:
    state = ""
    if row.done_on is not None:
        state = _("kept on {day}").format(day=short_day(row.done_on, now))
    elif row.dropped_on is not None:
        state = _("dropped on {day}").format(day=short_day(row.dropped_on, now))
    elif row.due is not None:
        state = _("by {day}").format(day=short_day(row.due, now))
    return [str(row.id), row.owner.label, row.person, state, row.what]


def _one_line(text: str) -> str:
    return " ".join(text.split())
