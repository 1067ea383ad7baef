"""How far the lists and columns of a page are scrolled, to come back to."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.panes import ScrollColumn

# Rows come and columns grow a moment after a page was opened.
_ROUNDS, _BREATH_MS = 6, 15

Scroll = tuple[tuple[str, int], ...]


def scroll_of(page: QWidget) -> Scroll:
    """Where each list and column of a page stands that is scrolled at all, by name."""
    values = ((name, area.verticalScrollBar().value()) for name, area in _areas(page).items())
    return tuple((name, value) for name, value in values if value)


def restore_scroll(page: QWidget, scroll: Scroll) -> None:
    """Scroll a page as it was, as soon as there is enough to scroll."""
    QTimer.singleShot(0, page, partial(_restore, page, scroll, _ROUNDS))


def _restore(page: QWidget, scroll: Scroll, rounds: int) -> None:
    areas = _areas(page)
    missing = False
    for name, value in scroll:
        if area := areas.get(name):
            area.verticalScrollBar().setValue(value)
            missing = missing or area.verticalScrollBar().value() != value
        else:
            missing = True
    if missing and rounds:
        QTimer.singleShot(_BREATH_MS, page, partial(_restore, page, scroll, rounds - 1))


def _areas(page: QWidget) -> dict[str, ListView | ScrollColumn]:
    found: list[ListView | ScrollColumn] = [
        *page.findChildren(ListView),
        *page.findChildren(ScrollColumn),
    ]
    return {
        f"{type(area).__name__} {area.accessibleName()}": area
        for area in found
        if area.isVisibleTo(page)
    }
