"""The body that all fields share: rest, hover, editing, error, quiet."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting

RADIUS = 8
DENSE = 28  # The height of a field in a card, with others below it.
ICON = 16
QUIET_PAD, QUIET_GAP = 6, 12  # Of a quiet field: before what is in it, and after its icon.


def paint_field(
    painter: QPainter, rect: QRect, *, focus: bool, error: bool, over: bool, quiet: bool = False
) -> None:
    """The body of any field: rest, hover, editing (2 px accent), error, quiet (as plain text)."""
    if quiet and not (focus or error or over):
        return
    fill: ColorRole = "hover" if quiet and not focus else "surface"
    line: ColorRole = "accent" if focus else "risk" if error else "field" if over else "line2"
    if quiet and not (focus or error):
        painting.rounded(painter, rect, RADIUS, theme.color(fill))
        return
    width = 2.0 if focus else 1.0
    painting.rounded(painter, rect, RADIUS, theme.color(fill), theme.color(line), width)


def clear_base(widget: QWidget) -> None:
    """Let what is painted below a text widget shine through."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    widget.setPalette(palette)
