"""The line at the foot of the sidebar: where the data is, how old the newest backup is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import set_tooltip, wrapped
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.safety import Backup

HEIGHT, RADIUS = 28, 7
_ICON, _PAD, _GAP = 14, 8, 6
_LINES = 3
_LONGEST = 56  # Letters of a path in the menu.


class StorageLine(KeyboardFocus, QAbstractButton):
    """Icon and words, or the icon alone. A click asks for the menu."""

    focus_radius = RADIUS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "hard-drive"
        self._narrow = False
        self._more = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.set_type(self, "cap")

    def say(self, words: str, icon: str) -> None:
        """Change the words and the icon."""
        self._icon_name = icon
        self.setText(words)
        self._describe()
        self.updateGeometry()
        self.update()

    def tell_more(self, more: str) -> None:
        """What the tooltip says besides, such as the age of the newest backup."""
        self._more = more
        self._describe()

    def set_narrow(self, narrow: bool) -> None:
        """The icon alone, or icon and words."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        edge = theme.current().px(HEIGHT)
        return QSize(edge if self._narrow else 80, edge)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(HEIGHT), theme.current().px(HEIGHT))

    def hasHeightForWidth(self) -> bool:
        return not self._narrow

    def heightForWidth(self, width: int) -> int:
        px = theme.current().px
        line = theme.current().line_height("cap")
        return max(px(HEIGHT), len(self._lines(width)) * line + 8)

    def _lines(self, width: int) -> list[str]:
        room = width - _PAD - theme.current().px(_ICON) - _GAP - 4
        return wrapped(self.text(), self.font(), max(room, 1), _LINES)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            fill = theme.color("press" if self.isDown() else "hover")
            painting.rounded(painter, self.rect(), RADIUS, fill)
        edge = theme.current().px(_ICON)
        left = (self.width() - edge) // 2 if self._narrow else _PAD
        place = QRect(left, (self.height() - edge) // 2, edge, edge)
        icons.draw(painter, self._icon_name, place, "text3")
        if not self._narrow:
            painter.setFont(self.font())
            painter.setPen(theme.color("text3"))
            lines, line = self._lines(self.width()), theme.current().line_height("cap")
            top = (self.height() - len(lines) * line) // 2
            for number, words in enumerate(lines):
                room = QRect(_PAD + edge + _GAP, top + number * line, self.width(), line)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _describe(self) -> None:
        words = ". ".join(part for part in (self.text().rstrip("."), self._more) if part)
        self.setAccessibleName(words)
        set_tooltip(self, words)


class StorageTeller(QObject):
    """Keeps the line true, and answers a click with where, since when and what one can do."""

    def __init__(self, line: StorageLine, desk: Desk) -> None:
        super().__init__(line)
        self._line = line
        self._desk = desk
        self._asked = False
        line.clicked.connect(self._ask)

    def look(self) -> None:
        """Find out how old the newest backup is."""
        self._desk.tasks.run(self._read, self._show, key="newest-backup")

    def _ask(self) -> None:
        if self._desk.live:
            self._asked = True
            self.look()

    def _read(self, _token: CancelToken) -> "Backup | None":
        return self._desk.services.safety.newest()

    def _show(self, newest: "Backup | None") -> None:
        words = self._newest_words(newest)
        self._line.tell_more(words)
        asked, self._asked = self._asked, False
        if asked:
            self._open_menu(words)

    def _newest_words(self, newest: "Backup | None") -> str:
        from mentorcrm.ui.days import desk_now
        from mentorcrm.ui.words import ago_spoken

        if newest is None:
            return _("No backup yet; one is made when you close the window.")
        return _("Newest backup: {ago}").format(
            ago=ago_spoken(newest.created, desk_now(self._desk))
        )

    def _open_menu(self, words: str) -> None:
        folder = _shortened(str(self._desk.services.paths.home))
        choices = (
            ("folder", _("Kept in {folder}").format(folder=folder), "folder-open"),
            ("backups", words, "database"),
            None,
            ("back_up", _("Back up now"), "shield-check"),
        )
        menu = ChoiceMenu(self._line, choices)
        menu.chosen.connect(self._do)
        menu.popup(self._line.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _do(self, name: object) -> None:
        from mentorcrm.ui.palette.commands import back_up, open_folder

        if name == "folder":
            open_folder(self._desk)
        elif name == "back_up":
            back_up(self._desk, self.look)
        else:
            self._desk.go("settings", view="backups")


def _shortened(path: str) -> str:
    """A path that fits into a menu: its beginning and, above all, its end."""
    if len(path) <= _LONGEST:
        return path
    return f"{path[: _LONGEST // 4]}…{path[-(_LONGEST * 3 // 4) :]}"
