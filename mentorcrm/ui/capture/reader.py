"""Reads a line against the record in a thread, as it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mentorcrm.services.capture import CaptureQueries, Understood
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken, Task

Look = Callable[[CaptureQueries], Understood]


class LineReader(QObject):
    """Each keystroke begins a reading, and only the newest comes to its end."""

    understood = Signal(object)
    failed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._waiting: Callable[[], None] | None = None

    def begin(self, look: Look) -> None:
        """Read what is typed now. Only when the services are there."""
        queries = self._desk.services.capture

        def work(_token: CancelToken) -> Understood:
            return look(queries)

        self._task = self._desk.tasks.run(work, self._done, self._refused, key=self)

    def stop(self) -> None:
        """What is being read is not wanted any more."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._waiting = None

    def when_read(self, act: Callable[[], None]) -> None:
        """Do this once everything typed so far is understood: at once, if it is."""
        if self._task is None:
            act()
        else:
            self._waiting = act

    def _done(self, understood: Understood) -> None:
        self._task = None
        waiting, self._waiting = self._waiting, None
        self.understood.emit(understood)
        if waiting is not None:
            waiting()

    def _refused(self, error: Exception) -> None:
        self.stop()
        self.failed.emit()
        raise error
