"""What all pages have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets.panes import Plane

if TYPE_CHECKING:
    from mentorcrm.services.bus import Changes
    from mentorcrm.services.snapshot import StartPage

BREATH_MS = 5
AUTOSAVE_MS = 400


class Page(Plane):
    """One page of the window.

    `reads` names the tables whose changes concern it. A hidden page only notes that it is stale
    and reads again when it is shown.
    """

    reads: tuple[str, ...] = ()
    place_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent=parent)
        self.desk = desk
        self._stale = True
        desk.went_live.connect(self._went_live)

    def open_place(self, place: Place) -> None:
        """Show what a place names."""

    def place(self) -> Place:
        """Where the page is now."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read what is on show again. Called only when the services are there."""

    def first_focus(self) -> QWidget:
        """What gets the focus when the page is opened."""
        return self

    def take_focus(self) -> None:
        """Put the focus where work begins after the page was opened."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what is being typed."""

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 visits, from left to right."""
        return (self.first_focus(),)

    def show_start(self, start: "StartPage") -> None:
        """Paint what was kept of the last time, before the services are there."""

    def focus_filter(self) -> None:
        """Put the focus on the filter of the list in view, where there is one."""

    def take_changes(self, changes: "Changes") -> None:
        """Read again, now or when shown, if something of interest changed."""
        if not changes.touches(*self.reads):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.desk.live:
            self._stale = False
            self.reload()

    def _went_live(self) -> None:
        if self.isVisible():
            self._stale = False
            self.reload()


class Autosave(QObject):
    """Calls back a moment after the last of many keystrokes, and at once on `flush`."""

    due = Signal()

    def __init__(self, parent: QObject, delay_ms: int = AUTOSAVE_MS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def pending(self) -> bool:
        """Whether something was typed and not yet saved."""
        return self._timer.isActive()

    def cancel(self) -> None:
        """Forget what was pending."""
        self._timer.stop()

    def flush(self) -> None:
        """Save at once what is pending."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()


def in_turn(owner: QObject, *works: Callable[[], object]) -> None:
    """Do several pieces of work with a breath before each, in which keys and paints are served."""
    first, *rest = works

    def work() -> None:
        first()
        if rest:
            in_turn(owner, *rest)

    QTimer.singleShot(BREATH_MS, owner, work)
