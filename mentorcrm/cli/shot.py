"""`shot`: a page of the window as a picture, without a screen."""

from pathlib import Path
from typing import Literal

import click

from mentorcrm.cli.opening import with_home
from mentorcrm.errors import UserError
from mentorcrm.paths import Paths
from mentorcrm.words import _


@click.command()
@click.argument("page")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PNG to write.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--size", default="1360x860", show_default=True, metavar="WxH")
@click.option(
    "--scale",
    type=click.FloatRange(0.5, 4.0),
    default=1.0,
    show_default=True,
    help="Pixels for each point; 2 for a sharp screen.",
)
@with_home
def shot(
    page: str,
    out: Path,
    theme: Literal["light", "dark"],
    size: str,
    scale: float,
    paths: Paths,
) -> None:
    """Render PAGE of the window to a PNG file."""
    from mentorcrm.app import render_page
    from mentorcrm.screen import use_utf8_locale

    use_utf8_locale()

    if out.suffix.lower() != ".png":
        raise UserError(_("A picture is written as PNG. Let the name after --out end in .png."))
    if not out.absolute().parent.is_dir():
        raise UserError(
            _("There is no folder {parent}. Choose another place for --out.").format(
                parent=out.parent
            )
        )
    render_page(paths, page, out, theme, _size(size), scale)
    click.echo(str(out))


def _size(text: str) -> tuple[int, int]:
    width, _by, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise UserError(
            _("--size {text} is not WIDTHxHEIGHT, such as 1360x860.").format(text=repr(text))
        )
    found = int(width), int(height)
    if not all(200 <= side <= 8000 for side in found):
        raise UserError(_("Choose a size between 200 and 8000 pixels each way."))
    return found
