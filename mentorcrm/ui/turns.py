"""Short writes take turns: while a long one is under way they wait, and the window does not."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_MS = 20


class Turns(QObject):
    """Does work at once, or in order as soon as nobody else writes; `waiting` says which.

    What a piece of work hands in while it runs belongs to its turn and is done at once.
    """

    waiting = Signal(bool)

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        """`busy` tells whether another thread is writing just now."""
        super().__init__(parent)
        self._busy = busy
        self._queue: list[Callable[[], None]] = []
        self._at_work = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._go_on)

    def take(self, work: Callable[[], None]) -> None:
        """Do it now, or when its turn has come."""
        if self._at_work or (not self._queue and not self._busy()):
            self._do(work)
            return
        self._queue.append(work)
        if not self._timer.isActive():
            self._timer.start()
            self.waiting.emit(True)

    def pending(self) -> bool:
        """Whether work waits for its turn."""
        return bool(self._queue)

    def finish(self) -> None:
        """Do what is left now, however long it takes: the window is closing."""
        self._timer.stop()
        while self._queue:
            self._do(self._queue.pop(0))

    def _go_on(self) -> None:
        while self._queue and not self._busy():
            self._do(self._queue.pop(0))
        if not self._queue and self._timer.isActive():
            self._timer.stop()
            self.waiting.emit(False)

    def _do(self, work: Callable[[], None]) -> None:
        inside, self._at_work = self._at_work, True
        try:
            work()
        finally:
            self._at_work = inside
