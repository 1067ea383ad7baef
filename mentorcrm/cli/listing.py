"""A command that lists when no subcommand is named: `advice`, `advice Ana`, `advice add …`."""

import click


class ListsByDefault(click.Group):
    """Hands everything that does not begin with a subcommand to `list`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `list` where a subcommand is missing, behind options of the group itself."""
        place = 0
        while place < len(args) and args[place].startswith("--home"):
            place += 1 if "=" in args[place] else 2
        rest = args[place:]
        if not rest or (rest[0] not in self.commands and rest[0] not in ctx.help_option_names):
            args = [*args[:place], "list", *rest]
        return super().parse_args(ctx, args)
