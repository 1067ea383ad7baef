"""A button that looks like a field, with key caps or quiet: it opens what one types into."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import key_cap_size, paint_key_cap
from mentorcrm.ui.widgets.field_frame import DENSE, ICON, QUIET_GAP, QUIET_PAD
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import set_tooltip, wrapped

HEIGHT, RADIUS = 32, 8
_ICON, _PAD = 18, 9
_MOST = 3  # Lines of words.


class FieldButton(PressedByEnter, QPushButton):
    """Icon, words, keys. `set_narrow` leaves the icon, with the words as tooltip.

    A `quiet` one looks like an empty quiet field in a card, until the pointer is on it; a `bare`
    one like an item of the sidebar.
    """

    focus_radius = RADIUS

    def __init__(
        self,
        icon: str,
        words: str,
        keys: tuple[str, ...] = (),
        *,
        quiet: bool = False,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._bare = bare
        self._icon_name = icon
        self._keys = keys
        self._narrow = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.set_type(self, "body")

    def set_narrow(self, narrow: bool) -> None:
        """The icon alone, or the whole field."""
        self._narrow = narrow
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, theme.current().px(DENSE if self._quiet else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return not self._narrow

    def heightForWidth(self, width: int) -> int:
        line = theme.current().line_height("body")
        return self.sizeHint().height() + (len(self._lines(width)) - 1) * line

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._quiet:
            self._paint_quiet(painter)
            return
        self._paint_ground(painter)
        edge = _ICON if self._narrow else theme.current().px(_ICON)
        left = (self.width() - edge) // 2 if self._narrow else _PAD
        middle = (self.height() - edge) // 2
        icons.draw(painter, self._icon_name, QRect(left, middle, edge, edge), "text2")
        if not self._narrow:
            self._paint_words(painter, "text2")
            self._paint_keys(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        over = self.underMouse()
        if not self._bare:
            fill: ColorRole = "press" if self.isDown() else "surface"
            line: ColorRole = "field" if over else "line2"
            painting.rounded(painter, self.rect(), RADIUS, theme.color(fill), theme.color(line))
        elif over or self.isDown():
            fill = "press" if self.isDown() else "hover"
            painting.rounded(painter, self.rect(), RADIUS, theme.color(fill))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """What does not fit stands in the tooltip, and so do keys that have no room."""
        whole = f"{self.text()} ({'+'.join(self._keys)})" if self._keys else self.text()
        without = bool(self._keys) and not self._keys_width(self.width())
        short = self._narrow or without or len(self._lines(self.width())) > _MOST
        set_tooltip(self, whole if short else "")

    def _left(self) -> int:
        """Where the words begin."""
        px = theme.current().px
        return QUIET_PAD + px(ICON) + QUIET_GAP if self._quiet else 2 * _PAD + px(_ICON)

    def _keys_width(self, width: int) -> int:
        """The room that the cap of the keys takes: none when the words need it."""
        if not self._keys:
            return 0
        cap = key_cap_size(" ".join(self._keys)).width() + 13
        words = self.fontMetrics().horizontalAdvance(self.text())
        return cap if self._left() + words + cap <= width else 0

    def _lines(self, width: int) -> list[str]:
        room = width - self._left() - (self._keys_width(width) or QUIET_PAD)
        return wrapped(self.text(), self.font(), max(room, 1), _MOST)

    def _paint_keys(self, painter: QPainter) -> None:
        if not self._keys_width(self.width()):
            return
        keys = " ".join(self._keys)
        size = key_cap_size(keys)
        left, top = self.width() - 7 - size.width(), (self.height() - size.height()) // 2
        paint_key_cap(painter, QRect(left, top, size.width(), size.height()), keys)

    def _paint_quiet(self, painter: QPainter) -> None:
        if self.underMouse() or self.isDown():
            fill: ColorRole = "press" if self.isDown() else "hover"
            painting.rounded(painter, self.rect(), RADIUS, theme.color(fill))
        edge = theme.current().px(ICON)
        mark = QRect(QUIET_PAD, (self.height() - edge) // 2, edge, edge)
        icons.draw(painter, self._icon_name, mark, "text3")
        self._paint_words(painter, "text3")

    def _paint_words(self, painter: QPainter, role: ColorRole) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.color(role))
        lines, line = self._lines(self.width()), theme.current().line_height("body")
        top = (self.height() - len(lines) * line) // 2
        for number, words in enumerate(lines):
            place = QRect(self._left(), top + number * line, self.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
