"""A command that lists, or shows, when no subcommand is named: `advice`, `advice Ana`."""

from collections.abc import Mapping
from typing import ClassVar

import click


class ListsByDefault(click.Group):
    """Hands everything that does not begin with a subcommand to the `usual` one.

    `said_otherwise` are other words for subcommands. They count before a number alone, since a
    person may be called so.
    """

    usual: ClassVar[str] = "list"
    said_otherwise: ClassVar[Mapping[str, str]] = {}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the usual one where a subcommand is missing, behind options of the group itself."""
        place = 0
        while place < len(args) and args[place].startswith("--home"):
            place += 1 if "=" in args[place] else 2
        rest = args[place:]
        if len(rest) > 1 and rest[1].isdecimal() and rest[0] in self.said_otherwise:
            rest = [self.said_otherwise[rest[0]], *rest[1:]]
            args = [*args[:place], *rest]
        if not rest or (rest[0] not in self.commands and rest[0] not in ctx.help_option_names):
            args = [*args[:place], self.usual, *rest]
        return super().parse_args(ctx, args)
