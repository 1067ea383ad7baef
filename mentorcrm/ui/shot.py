"""Renders a page of the window into a picture, without a screen: for docs and checks."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from mentorcrm.errors import UserError
from mentorcrm.ui import theme
from mentorcrm.ui.ask_user import WindowAsker
from mentorcrm.ui.clipboard import SystemClipboard
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.links import DesktopOpener
from mentorcrm.ui.main_window import MainWindow
from mentorcrm.ui.navigation import PAGES
from mentorcrm.ui.places import Place
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.window_state import Folders, WindowState
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services

SETTLE_MS = 150
LONGEST_MS = 10_000


@dataclass(frozen=True)
class Picture:
    """What to render: `people`, `people/3`, `asks`, `composer/2`, `settings`, `settings/look`."""

    page: str
    mode: theme.Mode = "light"
    width: int = 1360
    height: int = 860
    scale: float = 2.0

    def place(self) -> Place:
        """The place to open; UserError when there is no such page."""
        name, _slash, rest = self.page.partition("/")
        if name not in PAGES:
            raise UserError(
                _("There is no page “{name}”. Pages are: {pages}.").format(
                    name=name, pages=", ".join(PAGES)
                )
            )
        number, _slash, view = rest.partition("/")
        if number.removeprefix("-").isdecimal():
            return Place(name, int(number), view)
        return Place(name, view=rest)


def ensure_application(scale: float = 2.0) -> QApplication:
    """The application, made for rendering without a screen when there is none yet."""
    if running := QApplication.instance():
        assert isinstance(running, QApplication)
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    return QApplication(["mentorcrm"])


def shoot(services: "Services", picture: Picture, out: Path) -> Path:
    """Render a page with real data and write it as PNG. Raises UserError for a bad page or file."""
    place = _filled(services, picture.place())
    application = ensure_application(picture.scale)
    theme.current().install(application, picture.mode, services.settings.current.text_size)
    faults: list[Exception] = []
    tasks = TaskRunner(faults.append)
    asker = WindowAsker(Folders(WindowState(None)))
    outside = Outside(asker, DesktopOpener(), SystemClipboard())
    desk = Desk(tasks, outside, services.clock, services.settings)
    window = MainWindow(desk)
    asker.window = window
    window.resize(QSize(picture.width, picture.height))
    window.show()
    window.go_live(services)
    window.navigation.visit(place)
    settle(tasks)
    pixmap = window.grab()
    window.close()
    window.deleteLater()
    if faults:
        raise faults[0]
    return _write(pixmap, out)


def _filled(services: "Services", place: Place) -> Place:
    """Where a page shows one thing alone, and none is named: the newest."""
    if place.page != "composer" or place.key is not None:
        return place
    drafts = services.outreach.list()
    if not drafts:
        raise UserError(_("There is no message yet to show in the composer. Start an ask first."))
    return Place(place.page, max(draft.id for draft in drafts))


def settle(tasks: TaskRunner) -> None:
    """Wait until nothing is under way and everything is laid out."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
    if tasks.busy():
        tasks.idle.connect(loop.quit)
        QTimer.singleShot(LONGEST_MS, loop.quit)
        loop.exec()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()


def _write(pixmap: QPixmap, out: Path) -> Path:
    if not pixmap.save(str(out), "PNG"):
        raise UserError(
            _("{out} cannot be written. Choose a folder that exists and is yours.").format(out=out)
        )
    return out
