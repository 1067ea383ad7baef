"""A button that looks like a search field with a key cap: it opens what one types into."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.chips import key_cap_size, paint_key_cap
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import set_tooltip

HEIGHT, RADIUS = 32, 8
_ICON, _PAD = 18, 9


class FieldButton(PressedByEnter, QPushButton):
    """Icon, words, keys. `set_narrow` leaves the icon, with the words as tooltip."""

    focus_radius = RADIUS

    def __init__(
        self, icon: str, words: str, keys: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._keys = keys
        self._narrow = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.set_type(self, "body")

    def set_narrow(self, narrow: bool) -> None:
        """The icon alone, or the whole field."""
        self._narrow = narrow
        set_tooltip(self, f"{self.text()} ({'+'.join(self._keys)})" if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill: ColorRole = "press" if self.isDown() else "surface"
        line: ColorRole = "field" if self.underMouse() else "line2"
        painting.rounded(painter, self.rect(), RADIUS, theme.color(fill), theme.color(line))
        edge = _ICON if self._narrow else theme.current().px(_ICON)
        left = (self.width() - edge) // 2 if self._narrow else _PAD
        middle = (self.height() - edge) // 2
        icons.draw(painter, self._icon_name, QRect(left, middle, edge, edge), "text2")
        if not self._narrow:
            self._paint_words(painter, self._paint_keys(painter))

    def _paint_keys(self, painter: QPainter) -> int:
        """Paint the keys on one cap and return where the room for words ends."""
        keys = " ".join(self._keys)
        size = key_cap_size(keys)
        right = self.width() - 7
        top = (self.height() - size.height()) // 2
        paint_key_cap(painter, QRect(right - size.width(), top, size.width(), size.height()), keys)
        return right - size.width() - 6

    def _paint_words(self, painter: QPainter, right: int) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.color("text2"))
        left = _PAD + theme.current().px(_ICON) + _PAD
        room = QRect(left, 0, right - left, self.height())
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
