"""Rendering and reviewing a draft in a worker; the newest question alone is answered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mentorcrm.errors import UserError
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

REVIEW_MS = 200


class DraftChecks(QObject):
    """Asks the ask engine off the UI thread. `due` comes a moment after the last keystroke."""

    due = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REVIEW_MS)
        self._timer.timeout.connect(self.due)

    def soon(self) -> None:
        """Something was typed: review it once the typing pauses."""
        self._timer.start()

    def compose(
        self,
        draft: DraftDetail,
        done: "Callable[[tuple[int, Composed]], None]",
        key: str = "compose",
    ) -> None:
        """Render the text of a draft from its ingredients; of one `key` the newest is answered."""
        services = self._desk.services

        def work(_token: CancelToken) -> "tuple[int, Composed]":
            request = services.desk.request_of(draft)
            return draft.id, services.desk.compose(request, None, draft.dismissed)

        self._desk.tasks.run(work, done, self._failed, key=key)

    def examine(
        self,
        draft: DraftDetail,
        subject: str,
        body: str,
        done: "Callable[[tuple[int, Composed]], None]",
    ) -> None:
        """Review a text as the text of a draft."""
        services = self._desk.services

        def work(_token: CancelToken) -> "tuple[int, Composed]":
            request = services.desk.request_of(draft)
            return draft.id, services.desk.examine(request, subject, body, draft.dismissed)

        self._desk.tasks.run(work, done, self._failed, key="examine")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._desk.report(error)
