"""Python's cyclic garbage is collected on the window's thread, and while nobody waits for it.

With ten thousand people in memory one look at everything takes a tenth of a second, as long as
six frames. So that is done between two gestures, and what it left is not looked at again until the
window has been at rest for a while. CPython's `gc.freeze` takes objects out of what is looked at.
"""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

TICK_MS = 5_000
QUIET_SECONDS = 1.5
"""Somebody who has not moved for so long does not see a tenth of a second."""
REST_SECONDS = 30.0
PATIENCE_SECONDS = 120.0
"""After so long without a pause, what was made since is looked at anyway, or memory grows."""
DEEP_SECONDS = 300.0

_GESTURES = (
    *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove),
    *(QEvent.Type.Wheel, QEvent.Type.TouchUpdate, QEvent.Type.NativeGesture),
)


class Collector(QObject):
    """Collects instead of the interpreter, which would do so in any thread and in any frame."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._touched = self._collected = self._searched = clock()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """From now on nobody else collects: a widget must never be finalised on a worker."""
        gc.disable()
        self._timer.start()

    def watch(self, window: QWindow | None) -> None:
        """Notice the gestures in a window."""
        if window is not None:
            window.installEventFilter(self)

    def settle(self) -> None:
        """What is here now stays; a collection need not look at it each time."""
        gc.freeze()

    def tick(self) -> None:
        """Collect if this is a good moment."""
        now = self._clock()
        quiet = now - self._touched
        if quiet >= REST_SECONDS and now - self._searched >= DEEP_SECONDS:
            gc.unfreeze()  # Pages and rows that were kept long may be garbage by now.
            self._searched = now
        elif quiet < QUIET_SECONDS and now - self._collected < PATIENCE_SECONDS:
            return
        self._collected = now
        gc.collect()
        gc.freeze()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _GESTURES:
            self._touched = self._clock()
        return False
