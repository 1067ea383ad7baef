"""`profile`: who is writing."""

import click

from mentorcrm.cli.opening import opened, with_home, with_json
from mentorcrm.cli.output import plain, say, say_json, table, unknown_setting
from mentorcrm.errors import UserError
from mentorcrm.paths import Paths
from mentorcrm.services.commands.profile import PROFILE_TEXT_FIELDS, EditProfile
from mentorcrm.words import _


@click.command()
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=TEXT",
    help='Such as name="Noor Haddad"; repeat it. The fields: ' + ", ".join(PROFILE_TEXT_FIELDS),
)
@with_json
@with_home
def profile(settings: tuple[str, ...], as_json: bool, paths: Paths) -> None:
    """Show your profile, or set what your messages say of you."""
    values = dict(_field(setting) for setting in settings)
    with opened(paths, writes=bool(values)) as services:
        if values:
            services.dispatcher.run(EditProfile(values))
        row = services.profile.get()
    if as_json:
        say_json(plain(row))
        return
    filled = [(name, getattr(row, name)) for name in PROFILE_TEXT_FIELDS if getattr(row, name)]
    if not filled:
        say(_('Nothing yet. Begin with `mentorcrm profile --set name="…" --set intro_line="…"`.'))
    table([name, " / ".join(text.splitlines())] for name, text in filled)


def _field(setting: str) -> tuple[str, str]:
    name, equals, text = setting.partition("=")
    if not equals or name not in PROFILE_TEXT_FIELDS:
        raise UserError(
            _("{problem} The fields are: {fields}.").format(
                problem=unknown_setting(setting, _("field"), "FIELD"),
                fields=", ".join(PROFILE_TEXT_FIELDS),
            )
        )
    return name, text
