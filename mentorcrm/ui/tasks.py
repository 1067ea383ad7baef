"""Work off the UI thread: a small pool, cancel tokens, latest-only keys, results on the UI thread.

Workers read and compute. They only emit; every callback runs as a slot of the runner, which
lives on the UI thread. Payloads travel as `object`, because a `Signal(int)` holds 32 bits.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

WORKERS = 2


class CancelToken:
    """Asked by the work between steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._event.is_set()


@dataclass(eq=False)
class Task:
    """One piece of work under way."""

    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    progress: Callable[[Any], None] | None = None
    key: Hashable = None
    token: CancelToken = field(default_factory=CancelToken)

    def cancel(self) -> None:
        """Stop it; no callback comes any more."""
        self.token.cancel()


class TaskRunner(QObject):
    """Runs work in threads and brings results, progress and errors back to the UI thread."""

    idle = Signal()
    _reported = Signal(object)
    _progressed = Signal(object)

    def __init__(
        self, on_error: Callable[[Exception], None], parent: QObject | None = None
    ) -> None:
        """`on_error` gets errors of work that has no `failed` of its own."""
        super().__init__(parent)
        self._threads: ThreadPoolExecutor | None = None
        self._closed = False
        self._on_error = on_error
        self._running: set[Task] = set()
        self._latest: dict[Hashable, Task] = {}
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[CancelToken], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        key: Hashable = None,
    ) -> Task:
        """Start `work(token)`; a newer task of the same `key` takes an older one's place."""
        return self._start(Task(done, failed, None, key), work)

    def drop(self, key: Hashable) -> None:
        """What is under way for a key is not wanted any more: something newer is on show."""
        if task := self._latest.get(key):
            task.cancel()

    def run_reporting(
        self,
        work: Callable[[CancelToken, Callable[[Any], None]], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Any], None],
    ) -> Task:
        """Start `work(token, report)`; what it reports reaches `progress` on the UI thread."""
        task = Task(done, failed, progress)

        def report(value: Any) -> None:
            self._progressed.emit((task, value))

        def reporting(token: CancelToken) -> Any:
            return work(token, report)

        return self._start(task, reporting)

    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self._running)

    def shut_down(self) -> None:
        """Cancel everything and wait for the threads; results that come late are dropped."""
        for task in self._running:
            task.cancel()
        self._closed = True
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self._latest.clear()

    def _start(self, task: Task, work: Callable[[CancelToken], Any]) -> Task:
        if task.key is not None:
            if older := self._latest.get(task.key):
                older.cancel()
            self._latest[task.key] = task
        self._running.add(task)
        self._pool().submit(self._work, task, work)
        return task

    def _pool(self) -> "ThreadPoolExecutor":
        """The threads, made when there is work: the first paint does without them."""
        from concurrent.futures import ThreadPoolExecutor

        if self._threads is None:
            self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="mentorcrm")
        if self._closed:
            self._threads.shutdown()
        return self._threads

    def _work(self, task: Task, work: Callable[[CancelToken], Any]) -> None:
        result: object = None
        error: Exception | None = None
        if not task.token.cancelled:
            try:
                result = work(task.token)
            except Exception as problem:  # noqa: BLE001 - handed to whoever started the work
                error = problem
        if is_alive(self):
            self._reported.emit((task, result, error))

    @Slot(object)
    def _on_progressed(self, report: Any) -> None:
        task: Task = report[0]
        value = report[1]
        if task.progress is not None and not task.token.cancelled and can_be_called(task.progress):
            task.progress(value)

    @Slot(object)
    def _on_reported(self, report: Any) -> None:
        task: Task = report[0]
        result, error = report[1:]
        self._running.discard(task)
        if self._latest.get(task.key) is task:
            del self._latest[task.key]
        if not task.token.cancelled:
            self._deliver(task, result, error)
        if not self._running:
            self.idle.emit()

    def _deliver(self, task: Task, result: object, error: Exception | None) -> None:
        if error is None:
            if task.done is not None and can_be_called(task.done):
                task.done(result)
        elif task.failed is None:
            self._on_error(error)
        elif can_be_called(task.failed):
            task.failed(error)


def can_be_called(callback: Callable[..., None]) -> bool:
    """Not when it is a method of a widget that Qt has deleted meanwhile."""
    if isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or is_alive(owner)


def is_alive(thing: QObject) -> bool:
    """Whether Qt still has the object behind a wrapper."""
    return bool(isValid(thing))  # type: ignore[no-untyped-call]
