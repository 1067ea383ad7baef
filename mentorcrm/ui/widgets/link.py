"""A name that opens what it names: text at rest, underlined when it can be pressed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import set_tooltip


class NameLink(PressedByEnter, QAbstractButton):
    """A button that looks like the name it carries; elided where there is no room."""

    focus_radius = 4.0

    def __init__(
        self,
        text: str,
        style: TypeStyle = "strong",
        role: ColorRole = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style: TypeStyle = style
        self._role: ColorRole = role
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.set_type(self, style)
        set_tooltip(self, text)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2
        return QSize(width, max(theme.current().line_height(self._style), theme.current().px(24)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(48)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        over = self.underMouse() and self.isEnabled()
        font = self.font()
        font.setUnderline(over)
        painter.setFont(font)
        painter.setPen(theme.color("accent" if over else self._role))
        words = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
