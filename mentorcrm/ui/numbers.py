"""The numbers beside the pages in the sidebar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.sidebar import Sidebar
from mentorcrm.ui.tasks import CancelToken

if TYPE_CHECKING:
    from mentorcrm.services.bus import Changes
    from mentorcrm.services.snapshot import StartPage
    from mentorcrm.services.start_rows import Counts


class Numbers(QObject):
    """Counts again after each change. What waits is worked out from every open message, so it is
    counted beside the window's work, and only after a change that it depends on."""

    def __init__(self, sidebar: Sidebar, desk: Desk) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._desk = desk

    def show_start(self, start: "StartPage") -> None:
        """The numbers as they were kept of the last time."""
        self._show(start.counts)
        self._show_waiting(start.today.total)

    def read(self, changes: "Changes | None" = None) -> None:
        """Count what may have changed; without `changes` everything."""
        from mentorcrm.services.today import TABLES

        self._show(self._desk.services.people.counts())
        if changes is None or changes.touches(*TABLES):
            self._desk.tasks.run(self._count_waiting, self._show_waiting, key="waiting")

    def _count_waiting(self, _token: CancelToken) -> int:
        return self._desk.services.today.number()

    def _show(self, counts: "Counts") -> None:
        asks = counts.drafts_open + counts.drafts_waiting
        numbers = {"people": counts.people, "asks": asks, "needs": counts.needs_open}
        numbers["meetings"] = counts.meetings
        self._sidebar.set_counts(numbers)

    def _show_waiting(self, number: int) -> None:
        self._sidebar.set_counts({"today": number})
