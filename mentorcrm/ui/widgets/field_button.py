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
from mentorcrm.ui.widgets.text import set_tooltip

HEIGHT, RADIUS = 32, 8
_ICON, _PAD = 18, 9


class FieldButton(PressedByEnter, QPushButton):
    """Icon, words, keys. `set_narrow` leaves the icon, with the words as tooltip.

    A `quiet` one looks like an empty quiet field in a card, until the pointer is on it.
    """

    focus_radius = RADIUS

    def __init__(
        self,
        icon: str,
        words: str,
        keys: tuple[str, ...] = (),
        *,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._icon_name = icon
        self._keys = keys
        self._narrow = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.set_type(self, "body")

    def set_narrow(self, narrow: bool) -> None:
        """The icon alone, or the whole field."""
        self._narrow = narrow
        self._tell_whole()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, theme.current().px(DENSE if self._quiet else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._quiet:
            self._paint_quiet(painter)
            return
        fill: ColorRole = "press" if self.isDown() else "surface"
        line: ColorRole = "field" if self.underMouse() else "line2"
        painting.rounded(painter, self.rect(), RADIUS, theme.color(fill), theme.color(line))
        edge = _ICON if self._narrow else theme.current().px(_ICON)
        left = (self.width() - edge) // 2 if self._narrow else _PAD
        middle = (self.height() - edge) // 2
        icons.draw(painter, self._icon_name, QRect(left, middle, edge, edge), "text2")
        if not self._narrow:
            self._paint_words(painter, self._paint_keys(painter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """What does not fit stands in the tooltip."""
        whole = f"{self.text()} ({'+'.join(self._keys)})" if self._keys else self.text()
        keys = key_cap_size(" ".join(self._keys)).width() + 13 if self._keys else QUIET_PAD
        left = QUIET_PAD + ICON + QUIET_GAP if self._quiet else 2 * _PAD + _ICON
        room = self.width() - theme.current().px(left) - keys
        short = self._narrow or self.fontMetrics().horizontalAdvance(self.text()) > room
        set_tooltip(self, whole if short else "")

    def _paint_keys(self, painter: QPainter) -> int:
        """Paint the keys on one cap and return where the room for words ends."""
        keys = " ".join(self._keys)
        size = key_cap_size(keys)
        right = self.width() - 7
        top = (self.height() - size.height()) // 2
        paint_key_cap(painter, QRect(right - size.width(), top, size.width(), size.height()), keys)
        return right - size.width() - 6

    def _paint_words(self, painter: QPainter, right: int) -> None:
        left = _PAD + theme.current().px(_ICON) + _PAD
        self._paint_text(painter, QRect(left, 0, right - left, self.height()), "text2")

    def _paint_quiet(self, painter: QPainter) -> None:
        if self.underMouse() or self.isDown():
            fill: ColorRole = "press" if self.isDown() else "hover"
            painting.rounded(painter, self.rect(), RADIUS, theme.color(fill))
        edge = theme.current().px(ICON)
        mark = QRect(QUIET_PAD, (self.height() - edge) // 2, edge, edge)
        icons.draw(painter, self._icon_name, mark, "text3")
        left = mark.right() + 1 + QUIET_GAP
        self._paint_text(painter, self.rect().adjusted(left, 0, -QUIET_PAD, 0), "text3")

    def _paint_text(self, painter: QPainter, room: QRect, role: ColorRole) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.color(role))
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
