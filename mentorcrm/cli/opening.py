"""What the subcommands share: where the data is, and opening it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mentorcrm.errors import UserError
from mentorcrm.paths import HOME_VARIABLE, Paths, default_paths
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services

Function = TypeVar("Function", bound=Callable[..., Any])

# Commands in a row from a script need not each make a backup.
_BACKUP_AFTER = timedelta(minutes=30)


def not_empty(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """`--home` as given. A script whose variable is unset must not reach the person's own data."""
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; name the data folder")
    return value


def folder(home: str | None) -> Paths:
    """The paths of the data folder that was named, or of the usual one.

    Raises UserError when something else than a folder is there.
    """
    paths = default_paths(home)
    if paths.home.exists() and not paths.home.is_dir():
        said = _("{home} is a file, not a folder. Name the data folder with --home or {variable}.")
        raise UserError(said.format(home=paths.home, variable=HOME_VARIABLE))
    return paths


def with_home(function: Function) -> Function:
    """The option `--home DIR`, handed on as `paths`."""

    def chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> Paths:
        return folder(not_empty(ctx, param, value) or ctx.obj)

    return click.option(
        "--home",
        "paths",
        metavar="DIR",
        callback=chosen,
        help="The data folder (also MENTORCRM_HOME).",
    )(function)


def with_home_before(function: Function) -> Function:
    """The option `--home DIR` of a group, for the subcommand that follows."""

    def hand_on(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        ctx.obj = not_empty(ctx, param, value) or ctx.obj

    return click.option(
        "--home",
        metavar="DIR",
        expose_value=False,
        callback=hand_on,
        help="The data folder (also MENTORCRM_HOME).",
    )(function)


def with_json(function: Function) -> Function:
    """The option `--json`, handed on as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


@contextmanager
def opened(paths: Paths, *, writes: bool = False) -> Iterator["Services"]:
    """The app on this data folder. A command that writes first backs up what has changed.

    Raises DatabaseLocked while a restore or an upgrade is running.
    """
    from mentorcrm.app import build
    from mentorcrm.clock import SystemClock
    from mentorcrm.services.safety import Safety

    safety = Safety(paths, SystemClock())
    safety.prepare()
    with safety.command_lock() as lock:
        services = build(paths, lock=lock)
        try:
            if writes:
                services.safety.back_up_if_changed("start", _BACKUP_AFTER)
            yield services
            if writes:
                services.keep_start_page()
        finally:
            services.store.close()
