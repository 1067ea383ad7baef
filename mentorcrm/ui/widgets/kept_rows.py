"""Rows of a card that are kept as long as their record is there, with what is typed in them."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Kept(Protocol):
    """A record with a number."""

    @property
    def id(self) -> int: ...


Line = TypeVar("Line", bound=QWidget)
Row = TypeVar("Row", bound=Kept)


def kept_rows(
    layout: QVBoxLayout,
    before: dict[int, Line],
    rows: Sequence[Row],
    make: Callable[[Row], Line],
    show: Callable[[Line, Row], None],
) -> dict[int, Line]:
    """The widgets of some rows in their order, by number; those there are, are shown anew."""
    keys = [row.id for row in rows]
    for key, widget in before.items():
        if key not in keys:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
    found: dict[int, Line] = {}
    for place, row in enumerate(rows):
        widget = before.get(row.id) or make(row)
        if row.id in before:
            show(widget, row)
        item = layout.itemAt(place)
        if item is None or item.widget() is not widget:
            layout.insertWidget(place, widget)
            around = layout.parentWidget()
            if around is not None and around.isVisible():
                widget.show()
        found[row.id] = widget
    return found
