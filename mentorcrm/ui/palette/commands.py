"""What the window can do that has no key of its own: looks, backups, the data folder."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from mentorcrm.errors import StorageError, UserError
from mentorcrm.services.settings import TEXT_SIZES
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.words import _


@dataclass(frozen=True)
class Command:
    """One of them: its name in code, its words, and what it does."""

    name: str
    words: str
    icon: str
    also: str
    run: Callable[[Desk], None]


def name_need(desk: Desk) -> None:
    """Go where a need is named in one line."""
    desk.go("needs", view="new")


def plan_meeting(desk: Desk) -> None:
    """Go where a meeting is planned in one line."""
    desk.go("meetings", view="new")


def set_theme(mode: theme.Mode, desk: Desk) -> None:
    """Switch to light, dark or what the system has."""
    _keep(desk, theme=mode)
    theme.current().set_mode(mode)


def step_text_size(step: int, desk: Desk) -> None:
    """One text size up or down."""
    place = TEXT_SIZES.index(desk.settings.current.text_size) + step
    size = TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)]
    _keep(desk, text_size=size)
    theme.current().set_scale(size)
    desk.say(_("Text size {size} per cent").format(size=size))


def toggle_contrast(desk: Desk) -> None:
    """More contrast, or as designed."""
    more = not desk.settings.current.more_contrast
    _keep(desk, more_contrast=more)
    theme.current().set_contrast(more)
    desk.say(_("More contrast on") if more else _("More contrast off"))


def back_up(desk: Desk, made: Callable[[], None] | None = None) -> None:
    """Make a backup now, in a thread; `made` follows it."""

    def work(_token: CancelToken) -> object:
        return desk.services.safety.back_up()

    def done(_backup: object) -> None:
        desk.say(_("Backed up and verified"))
        if made is not None:
            made()

    def start() -> None:
        desk.tasks.run(work, done)

    desk.when_live(start)


def open_folder(desk: Desk) -> None:
    """Show the data folder in the file manager, else put its name on the clipboard."""

    def show() -> None:
        folder = str(desk.services.paths.home)
        if not desk.opener.open_folder(folder):
            desk.clipboard.copy(folder)
            desk.tell(_("No file manager opened. The folder’s name is on the clipboard."))

    desk.when_live(show)


def _keep(desk: Desk, **values: Any) -> None:
    try:
        desk.settings.change(**values)
    except (UserError, StorageError, OSError) as error:
        desk.tell(_("This could not be kept for the next time: {error}").format(error=error))


_LOOK = _("look appearance colours")
COMMANDS = (
    Command(
        "new-need", _("New need"), "target", _("name add outcome skill decision goal"), name_need
    ),
    Command(
        "plan-meeting",
        _("Plan a meeting"),
        "calendar-plus",
        _("appointment call session schedule agenda"),
        plan_meeting,
    ),
    Command(
        "light",
        _("Light theme"),
        "sun",
        f"{_LOOK} {_('bright day')}",
        partial(set_theme, "light"),
    ),
    Command(
        "dark",
        _("Dark theme"),
        "moon",
        f"{_LOOK} {_('night')}",
        partial(set_theme, "dark"),
    ),
    Command("system", _("Theme as the system"), "monitor", _LOOK, partial(set_theme, "system")),
    Command("larger", _("Larger text"), "plus", _("text size zoom in"), partial(step_text_size, 1)),
    Command(
        "smaller", _("Smaller text"), "circle", _("text size zoom out"), partial(step_text_size, -1)
    ),
    Command("contrast", _("More or less contrast"), "eye", _("outlines increase"), toggle_contrast),
    Command("back_up", _("Back up now"), "database", _("backup save copy"), back_up),
    Command("folder", _("Open the data folder"), "folder-open", _("files where data"), open_folder),
)
