"""What goes on beside the work: backups, noticing other processes."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mentorcrm.ui.tasks import CancelToken, TaskRunner

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services

LOOK_MS = 2_000
START_MS = 1_000
WARM_MS = 4_000
BACKUP_MS = 5 * 60_000
BACKUP_EVERY = timedelta(minutes=30)


class Upkeep(QObject):
    """Backs up at the start and every half hour if anything changed; empties the bin."""

    def __init__(self, services: "Services", tasks: TaskRunner, parent: QObject | None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._timers = (
            self._timer(LOOK_MS, self._look),
            self._timer(BACKUP_MS, self._back_up),
            self._timer(START_MS, self._begin, once=True),
            # A start is followed by reading and choosing; what writes messages can come a bit
            # later.
            self._timer(WARM_MS, self._warm_up, once=True),
        )

    def stop(self) -> None:
        """The window is gone; nothing is looked at or begun any more."""
        for timer in self._timers:
            timer.stop()

    def _timer(self, every_ms: int, work: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self, interval=every_ms, singleShot=once)
        timer.timeout.connect(work)
        timer.start()
        return timer

    def _look(self) -> None:
        self._services.changed_elsewhere()

    def _back_up(self) -> None:
        self._tasks.run(self._regular, key="backup")

    def _begin(self) -> None:
        self._tasks.run(self._start)

    def _warm_up(self) -> None:
        self._tasks.run(self._load_writing)

    def _load_writing(self, _token: CancelToken) -> None:
        self._services.desk.warm_up()

    def _start(self, _token: CancelToken) -> None:
        self._services.recovery.reserve()
        self._services.safety.back_up_if_changed("start")
        self._services.trash.purge()  # After the backup, the only way back.

    def _regular(self, _token: CancelToken) -> None:
        self._services.safety.back_up_if_changed("regular", BACKUP_EVERY)
