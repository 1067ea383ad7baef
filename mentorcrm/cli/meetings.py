"""`meeting plan`, `meeting list` and `meeting brief`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorcrm.cli.opening import opened, with_home, with_home_before, with_json
from mentorcrm.cli.output import say, say_json, table
from mentorcrm.errors import UserError
from mentorcrm.paths import Paths
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services
    from mentorcrm.services.meetings_rows import MeetingRow


@click.group()
@with_home_before
def meeting() -> None:
    """Plan meetings, list them, and print the brief for one."""


@meeting.command()
@click.argument("person")
@click.argument("when")
@click.option("--minutes", type=click.IntRange(5, 480), default=None, help="How long; 30 if not.")
@click.option("--title", default="", help="What it is called.")
@click.option("--decision", type=int, help="The number of the need it is for.")
@with_json
@with_home
def plan(
    person: str,
    when: str,
    minutes: int | None,
    title: str,
    decision: int | None,
    as_json: bool,
    paths: Paths,
) -> None:
    """Plan a meeting with PERSON at WHEN, such as "friday 16:00 45m video"."""
    from mentorcrm.clock import SystemClock, today
    from mentorcrm.models.kinds import InteractionChannel
    from mentorcrm.services.commands.meetings import PlanMeeting
    from mentorcrm.services.meeting_line import read_line

    said = read_line(when, today(SystemClock()))
    if said.names:
        raise UserError(
            _("“{words}” is not a day and a time. Write “friday 16:00”.").format(words=when)
        )
    with opened(paths, writes=True) as services:
        zone = services.desk.my_zone()
        command = PlanMeeting(
            (services.people.find(person),),
            said.at(zone),
            said.channel or InteractionChannel.VIDEO,
            minutes or said.minutes or 30,
            title or said.title,
            zone,
            decision_id=decision,
        )
        number = services.dispatcher.run(command)
    say_json({"id": number}) if as_json else say(str(number))


@meeting.command("list")
@click.option("--all", "everything", is_flag=True, help="Past and cancelled ones too.")
@with_json
@with_home
def list_meetings(everything: bool, as_json: bool, paths: Paths) -> None:
    """List meetings to come, to close, and with a recap to send."""
    from mentorcrm.services.meetings_rows import Stage

    stages = tuple(Stage) if everything else (Stage.COMING, Stage.TO_CLOSE, Stage.RECAP)
    with opened(paths) as services:
        rows = services.meetings.list(*stages)
    if as_json:
        say_json(list(rows))
    elif not rows:
        say(
            _('No meetings yet. `mentorcrm meeting plan PERSON "friday 16:00"` plans one.')
            if everything
            else _("No meetings to come or to close. `--all` lists the past ones too.")
        )
    else:
        table(_cells(row) for row in rows)


@meeting.command()
@click.argument("person")
@click.option("--pdf", type=click.Path(path_type=Path), help="Write one page to this PDF file.")
@click.option(
    "--markdown", type=click.Path(path_type=Path), help="Write one page to this Markdown file."
)
@with_json
@with_home
def brief(
    person: str, pdf: Path | None, markdown: Path | None, as_json: bool, paths: Paths
) -> None:
    """Print what to know before the next meeting with PERSON.

    What is marked as never leaving this computer is left out, as are boundaries.
    """
    from mentorcrm.services.meeting_brief import as_markdown

    with opened(paths) as services:
        found = services.briefs.brief(services.people.find(person), leaving=True)
        text = as_markdown(found, services.briefs.today())
        written = [_write(markdown, text.encode())] if markdown is not None else []
        if pdf is not None:
            written.append(_write(pdf, _pdf(services, found.person.id)))
    if as_json:
        say_json(found)
    elif written:
        for file in written:
            say(str(file))
    else:
        say(text.rstrip())


def _pdf(services: "Services", person: int) -> bytes:
    from mentorcrm.app import brief_pdf

    return brief_pdf(services, person)


def _write(target: Path, content: bytes) -> Path:
    from mentorcrm.services.sending import write_file

    write_file(target, content, "brief.pdf")
    return target


def _cells(row: "MeetingRow") -> list[str]:
    from mentorcrm.services.zones import zone_of

    at = row.at.astimezone(zone_of(row.zone))
    names = ", ".join(person.name for person in row.people)
    return [
        str(row.id),
        f"{at:%Y-%m-%d %H:%M}",
        _("{minutes} min").format(minutes=row.slot),
        row.stage.value,
        names,
        row.title,
    ]
