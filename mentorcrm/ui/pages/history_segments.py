"""The segments of the page History: what one is, and the list of them.

A new segment is a line in `SEGMENTS` and a class that fills in `HistorySegment`.
"""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.words import _


class Segment(NamedTuple):
    """One segment: its name in a place, its words, and its module and class."""

    name: str
    words: str
    module: str
    kind: str


SEGMENTS = (
    Segment("contacts", _("Contacts"), "mentorcrm.ui.pages.history_contacts", "ContactsSegment"),
    Segment("advice", _("Advice"), "mentorcrm.ui.pages.history_advice", "AdviceSegment"),
    Segment("promises", _("Promises"), "mentorcrm.ui.pages.history_promises", "PromisesSegment"),
    Segment("giving", _("Given and received"), "mentorcrm.ui.pages.history_giving", "GivenSegment"),
)


class HistorySegment(QWidget):
    """A part of the page, built on its first visit; what is typed above it comes to `search`.

    `reads` names the tables whose changes concern it, `hint` stands in the empty search field.
    """

    reads: tuple[str, ...] = ()
    hint = _("Search")

    summary_changed = Signal(str)  # The sentence under the title of the page.
    up_pressed = Signal()  # Out of the list and into the search field.
    typed = Signal(str)  # Letters that were typed in the list and belong into the search field.

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def reload(self) -> None:
        """Read what is on show again. Called only when the services are there."""
        raise NotImplementedError

    def search(self, text: str) -> None:
        """Show what matches; empty for everything."""
        raise NotImplementedError

    def open(self, key: int | None, view: str) -> None:
        """Show what a place names: one entry, and how the list is narrowed."""

    def key(self) -> int | None:
        """The entry that is open."""
        return None

    def view(self) -> str:
        """How the list is narrowed, as plain text for a place."""
        return ""

    def text(self) -> str:
        """What a place that was opened searches for."""
        return ""

    def first_focus(self) -> QWidget:
        """What gets the focus when the segment is opened."""
        return self

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 visits after the search field."""
        return (self.first_focus(),)

    def flush(self) -> None:
        """Save what is being typed."""
