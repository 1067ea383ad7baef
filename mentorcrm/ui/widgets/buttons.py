"""Buttons in five kinds. All are painted from the theme, none from a stylesheet."""

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from mentorcrm.ui import icons, theme
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import set_tooltip

Kind = Literal["primary", "secondary", "ghost", "soft", "danger"]
Size = Literal["small", "normal", "bar"]

HEIGHTS: dict[Size, int] = {"small": 28, "normal": 32, "bar": 34}
PADDING = 12
ICON = 16
ICON_GAP = 8
RADIUS = 7
_STYLES: dict[Kind, TypeStyle] = {
    "primary": "strong",
    "secondary": "strong",
    "ghost": "medium",
    "soft": "medium",
    "danger": "strong",
}
_INK: dict[Kind, ColorRole] = {
    "primary": "onAccent",
    "secondary": "text",
    "ghost": "text2",
    "soft": "accent",
    "danger": "risk",
}


class Button(PressedByEnter, QPushButton):
    """A push button; one filled primary to a screen."""

    focus_radius = RADIUS

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        *,
        icon: str = "",
        size: Size = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon_name = icon
        self._size: Size = size
        self.setText(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.set_type(self, _STYLES[kind])

    def kind(self) -> Kind:
        """Primary, secondary, ghost, soft or danger."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Change the kind, for instance when another action becomes the main one."""
        self._kind = kind
        theme.set_type(self, _STYLES[kind])
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt keeps Enter for the default button of a dialog; here it presses what has the focus.
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and plain and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self._words())
        mark = self._icon() + (ICON_GAP if self.text() else 0) if self._icon_name else 0
        return QSize(text + mark + 2 * PADDING, theme.current().px(HEIGHTS[self._size]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, line, ink = self._colors()
        painting.rounded(
            painter,
            self.rect(),
            RADIUS,
            theme.color(fill) if fill else None,
            theme.color(line) if line else None,
        )
        painter.setPen(theme.color(ink))
        words = self._words()
        width = QFontMetrics(self.font()).horizontalAdvance(words)
        edge = self._icon()
        mark = edge + (ICON_GAP if words else 0) if self._icon_name else 0
        left = (self.width() - width - mark) // 2
        if self._icon_name:
            corner = QPoint(left, (self.height() - edge) // 2)
            icons.draw(painter, self._icon_name, QRect(corner, QSize(edge, edge)), ink)
        box = QRect(left + mark, 0, width + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _icon(self) -> int:
        return theme.current().px(ICON)

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _colors(self) -> tuple[ColorRole | None, ColorRole | None, ColorRole]:
        if not self.isEnabled():
            return (None if self._kind == "ghost" else "restSoft"), None, "text3"
        down, over = self.isDown(), self.underMouse()
        if self._kind == "primary":
            return ("accentHover" if over or down else "accent"), None, "onAccent"
        fill: ColorRole | None = "press" if down else "hover" if over else None
        if self._kind == "ghost":
            return fill, None, "text" if over else "text2"
        if self._kind == "soft":
            return "accentSoft", "accentLine" if over or down else None, "accent"
        return fill or "surface", "line2", _INK[self._kind]


class IconButton(PressedByEnter, QToolButton):
    """A square button with an icon alone; `name` says verb and object, for the tooltip too."""

    focus_radius = RADIUS

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = 32,
        role: ColorRole = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._role: ColorRole = role
        self._edge = size
        self._owner: QWidget | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what the button is called."""
        self.setAccessibleName(name)
        set_tooltip(self, name)

    def set_icon_name(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self.update()

    def quiet_in(self, owner: QWidget) -> None:
        """Show only while the pointer is in `owner` or the focus is here; the room is kept."""
        self._owner = owner
        owner.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        edge = theme.current().px(self._edge)
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        owner = self._owner
        if owner is not None and not owner.underMouse() and not self.hasFocus():
            return
        painter = QPainter(self)
        over = self.underMouse() and self.isEnabled()
        if self.isChecked():
            painting.rounded(painter, self.rect(), RADIUS, theme.color("accentSoft"))
        elif over or self.isDown():
            fill = theme.color("press" if self.isDown() else "hover")
            painting.rounded(painter, self.rect(), RADIUS, fill)
        edge = theme.current().px(18 if self._edge >= 32 else 16 if self._edge >= 28 else 14)
        role: ColorRole = "accent" if self.isChecked() else "text" if over else self._role
        if not self.isEnabled():
            role = "text3"
        corner = QPoint((self.width() - edge) // 2, (self.height() - edge) // 2)
        icons.draw(painter, self._icon_name, QRect(corner, QSize(edge, edge)), role)
