"""Undo and redo: a small step at once, a large one off the UI thread while the window waits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from mentorcrm.errors import StorageError, UserError
from mentorcrm.ui.tasks import CancelToken, TaskRunner

if TYPE_CHECKING:
    from mentorcrm.services.facade import Services

# Rows in a step; about this many are put back within 50 ms.
LARGE_STEP = 300

Way = Literal["undo", "redo"]


@dataclass(frozen=True)
class Step:
    """What was done: in which direction, and the step's label, None when there was none."""

    way: Way
    label: str | None


class Steps(QObject):
    """Takes one step at a time; a wish that comes meanwhile is kept and answered afterwards."""

    begun = Signal(str, str)  # A large step: the way and its label.
    taken = Signal(object)
    failed = Signal(str, object)  # The way, and the error.
    ended = Signal()

    def __init__(self, tasks: TaskRunner, services: "Callable[[], Services]") -> None:
        super().__init__()
        self._tasks = tasks
        self._services = services
        self._under_way: Way | None = None
        self._wanted: list[Way] = []

    def busy(self) -> bool:
        """Whether a large step is under way."""
        return self._under_way is not None

    def take(self, way: Way) -> None:
        """Go one step back or forth."""
        if self._under_way is not None:
            self._wanted.append(way)
            return
        services = self._services()
        step = services.history.upcoming(redo=way == "redo")
        move = services.dispatcher.undo if way == "undo" else services.dispatcher.redo
        if step is not None and step.rows > LARGE_STEP:
            self._take_large(way, step.label, move)
            return
        try:
            label = move()
        except (UserError, StorageError) as error:
            self.failed.emit(way, error)
        else:
            self.taken.emit(Step(way, label))

    def _take_large(self, way: Way, label: str, move: Callable[[], str | None]) -> None:
        def work(_token: CancelToken) -> Step:
            return Step(way, move())

        self._under_way = way
        self.begun.emit(way, label)
        self._tasks.run(work, self._done, self._refused)

    def _done(self, step: Step) -> None:
        self._end()
        self.taken.emit(step)
        self._go_on()

    def _refused(self, error: Exception) -> None:
        way = self._under_way or "undo"
        self._wanted.clear()  # They were meant to follow on this one.
        self._end()
        self.failed.emit(way, error)

    def _end(self) -> None:
        self._under_way = None
        self.ended.emit()

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, []
        for way in wanted:
            self.take(way)
