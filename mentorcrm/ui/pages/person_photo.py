"""The photo of a person, or their initials: chosen by a click or dropped, cut round."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mentorcrm.errors import UserError
from mentorcrm.services.commands.people import RemovePhoto, SetPhoto
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import theme
from mentorcrm.ui.beside import write_beside
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pictures import NAME_FILTER, read_square
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import set_tooltip
from mentorcrm.words import _

EDGE = 64
_SHARP = 4 * EDGE  # Sharp enough for any screen and text size.


class Photo(KeyboardFocus, QAbstractButton):
    """Pictures are read and kept in a thread; `refused` says in words why one was not taken."""

    focus_radius = EDGE / 2
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonDetail | None = None
        self._shown = ""
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAcceptDrops(True)
        self.clicked.connect(self._open_menu)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's photo as soon as it is read, their initials until then."""
        self._person = person
        said = _("Photo of {name}: change or remove") if person.photo else _("Photo of {name}: add")
        self.setAccessibleName(said.format(name=person.name))
        set_tooltip(
            self, _("Change the photo") if person.photo else _("Add a photo, or drop one here")
        )
        if person.photo != self._shown:
            self._shown, self._pixmap = person.photo, QPixmap()
            if person.photo:
                path = self._desk.services.paths.attachments / person.photo
                work = partial(_read, path, person.photo)
                self._desk.tasks.run(work, self._show, self._gone, key="photo")
        self.update()

    def sizeHint(self) -> QSize:
        edge = theme.current().px(EDGE)
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pixmap.isNull():
            name, tint = (self._person.name, self._person.tint) if self._person else ("", 0)
            draw_avatar(painter, self.rect(), initials(name), tint)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        circle = QPainterPath()
        circle.addEllipse(QRectF(self.rect()))
        painter.setClipPath(circle)
        painter.drawPixmap(self.rect(), self._pixmap)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.take(path)

    def take(self, path: Path) -> None:
        """Keep a file as the photo, if it is a picture."""
        person = self._person
        if person is None:
            return
        services = self._desk.services

        def work() -> object:
            read_square(path, EDGE)
            return services.dispatcher.run(SetPhoto(person.id, str(path)))

        write_beside(
            self._desk, work, _("Added a photo of {name}").format(name=person.name), self._refuse
        )

    def _open_menu(self) -> None:
        if self._person is None or not self._person.photo:
            self._choose("choose")
            return
        choices = [("choose", _("Choose another picture…")), ("remove", _("Remove the photo"))]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self._choose)
        menu.open_under(self)

    def _choose(self, what: object) -> None:
        if what == "remove" and self._person is not None:
            said = _("Removed the photo of {name}").format(name=self._person.name)
            self._desk.run(RemovePhoto(self._person.id), said=said)
        else:
            self._desk.asker.open_files(_("Choose a photo"), NAME_FILTER, self._answered)

    def _answered(self, paths: tuple[Path, ...]) -> None:
        self.take(paths[0])

    def _show(self, read: object) -> None:
        if isinstance(read, tuple) and read[0] == self._shown:
            self._pixmap = QPixmap.fromImage(read[1])
            self.update()

    def _gone(self, _error: Exception) -> None:
        self.update()  # A picture that is no longer there: the initials stand in for it.

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._desk.report(error)


def _read(path: Path, digest: str, _token: CancelToken) -> tuple[str, QImage]:
    return digest, read_square(path, _SHARP)


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return local[0] if len(local) == 1 else None
