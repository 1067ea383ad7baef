"""Layout helpers: what to put beside or below what, in one line each."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)


def fill(
    layout: QBoxLayout,
    items: Iterable[QWidget | QLayout | int | None],
    spacing: int,
    margins: Margins,
) -> None:
    """Add widgets and layouts; a number is a fixed gap, None takes the room that is left."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def row(
    *items: QWidget | QLayout | int | None, spacing: int = 8, margins: Margins = _NONE
) -> QHBoxLayout:
    """Items side by side, centred."""
    layout = QHBoxLayout()
    fill(layout, items, spacing, margins)
    for item in items:
        if isinstance(item, QWidget):
            layout.setAlignment(item, Qt.AlignmentFlag.AlignVCenter)
    return layout


def column(
    *items: QWidget | QLayout | int | None, spacing: int = 8, margins: Margins = _NONE
) -> QVBoxLayout:
    """Items one below the other."""
    layout = QVBoxLayout()
    fill(layout, items, spacing, margins)
    return layout


def put(layout: QLayout, widget: QWidget) -> None:
    """Add a widget to a layout on show, and show it with it; Qt would do so a moment later."""
    layout.addWidget(widget)
    parent = layout.parentWidget()
    if parent is not None and parent.isVisible():
        widget.show()


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and delete it later."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            empty(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
