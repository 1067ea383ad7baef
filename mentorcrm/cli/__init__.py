"""The `mentorcrm` command: no argument opens the window; subcommands are for scripts.

Every subcommand is imported when it is asked for, so that `--help` answers at once.
"""

import sys
from importlib import import_module

import click
from click.exceptions import NoArgsIsHelpError

from mentorcrm import __version__
from mentorcrm.cli.opening import not_empty
from mentorcrm.cli.output import complain, speak_utf8
from mentorcrm.words import _

# command: module, function, one line for the list of commands
_COMMANDS = {
    "today": ("today", "today", "What waits now, and how relationships stand."),
    "import": ("transfer", "import_files", "Bring in contacts from vCard and CSV files."),
    "people": ("people", "people", "List people, or those that match a query."),
    "person": ("people", "person", "Show one person."),
    "log": ("log", "log", "Log a contact in one line."),
    "history": ("history", "history", "What happened, with everybody or with one person."),
    "profile": ("profile", "profile", "Show or set what your messages say of you."),
    "need": ("needs", "need", "Add and list what you need."),
    "advice": ("advice", "advice", "Keep advice, and say what came of it."),
    "promises": ("advice", "promises", "Keep promises, yours and theirs."),
    "meeting": ("meetings", "meeting", "Plan meetings, list them, and print a brief."),
    "ask": ("asks", "ask", "Write a message to someone from your record."),
    "check": ("asks", "check", "Check a text of your own."),
    "search": ("people", "search", "Search everything on record."),
    "give": ("give", "give", "Note what goes both ways, and see what to give next."),
    "agreement": ("terms", "agreement", "Show what was agreed with someone."),
    "trial": ("terms", "trial", "Show how a trial with someone goes."),
    "fit": ("terms", "fit", "Show how someone fits, and what is not known yet."),
    "duplicates": ("merge", "duplicates", "List people who may be on record twice."),
    "merge": ("merge", "merge", "Put two records of one person together."),
    "health": ("health", "health", "Say how relationships go on, from the record or a CSV."),
    "undo": ("data", "undo", "Take the newest change back."),
    "redo": ("data", "redo", "Do the change that was undone again."),
    "backup": ("data", "backup", "Make a verified backup now."),
    "restore": ("data", "restore", "Put a backup back; the present state is kept first."),
    "doctor": ("data", "doctor", "Check the database, its search index and its backups."),
    "sample": ("data", "sample", "Add or remove the sample network."),
    "shot": ("shot", "shot", "Render a page of the window to a PNG, without a screen."),
}


class _Commands(click.Group):
    """Loads a subcommand's module when the subcommand is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, function, _line = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"mentorcrm.cli.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, line) for name, (_module, _function, line) in _COMMANDS.items()]
            )


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mentorcrm", message="%(prog)s %(version)s")
@click.option(
    "--home",
    metavar="DIR",
    callback=not_empty,
    help="The data folder (also MENTORCRM_HOME).",
)
@click.pass_context
def command(ctx: click.Context, home: str | None) -> None:
    """Tend the mentors in your life. Without a command, the window opens."""
    ctx.obj = home
    if ctx.invoked_subcommand is None:
        from mentorcrm.cli.window import open_window

        sys.exit(open_window(home))


def _remedied(error: click.ClickException) -> str:
    """What click found wrong, as a sentence, and the help that answers it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    where = context.command_path if context else "mentorcrm"
    message = error.format_message().rstrip(". ")
    end = "" if message.endswith("?") else "."
    return _("{message}{end} `{where} --help` shows what there is.").format(
        message=message, end=end, where=where
    )


def main() -> None:
    """Run the command line; bad input is one line on stderr and exit code 2."""
    from mentorcrm.errors import MentorCrmError, StorageError

    speak_utf8()
    try:
        command(prog_name="mentorcrm", standalone_mode=False)
    except NoArgsIsHelpError as error:
        complain(
            _("Say what to do: {command} --help.").format(
                command=error.ctx.command_path if error.ctx else "mentorcrm"
            )
        )
        sys.exit(2)
    except click.ClickException as error:
        complain(_remedied(error))
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        complain(_("Stopped. Nothing was half done."))
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except MentorCrmError as error:
        complain(str(error))
        sys.exit(1 if isinstance(error, StorageError) else 2)
