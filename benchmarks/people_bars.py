"""The bars in the list of 10,000 people with 100,000 contacts: what they cost the list.

    python -m benchmarks.people_bars [--people 10000] [--contacts 100000] [--json]

The real list with real services, painted without a screen. "without bars" is the same list while
how people stand is never read; the bars come from a thread. A stall is the longest time in which
the event loop of the window answers nobody; that of an idle loop is shown beside it.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.homes import fill, tend
from benchmarks.measure import Row, milliseconds, options, show
from benchmarks.people_list import Shown
from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.paths import Paths
from mentorcrm.ui import theme
from mentorcrm.ui.start import SWITCH_SECONDS

REPEAT = 5
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TICK_MS = 5
IDLE_MS = 400


class Pulse:
    """A timer that notes the longest time between two of its ticks."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now

    def stop(self) -> float:
        """The longest gap so far, in milliseconds."""
        self._timer.stop()
        return self.longest


def without_bars(paths: Paths, clock: FixedClock) -> list[float]:
    """From an empty list to its picture, and the longest gap of an idle loop after it."""
    shown = Shown(build(paths, clock))
    shown.list.bands.renew = lambda: False  # type: ignore[method-assign]
    painted = milliseconds(shown.open)
    pulse, loop = Pulse(), QEventLoop()
    QTimer.singleShot(IDLE_MS, loop.quit)
    loop.exec()
    stall = pulse.stop()
    _put_away(shown)
    return [painted, stall]


def with_bars(paths: Paths, clock: FixedClock) -> list[float]:
    """The same with bars: the picture, the longest gap until they stand in the list, and when."""
    shown = Shown(build(paths, clock))
    loop = QEventLoop()
    shown.list.bands.read.connect(loop.quit)
    started = time.perf_counter()
    painted = milliseconds(shown.open)
    pulse = Pulse()
    loop.exec()
    shown.list.grab()
    there = (time.perf_counter() - started) * 1000
    first = shown.list.model.ids()[0]
    assert shown.list.bands.known()(first) is not None
    stall = pulse.stop()
    _put_away(shown)
    return [painted, stall, there]


def _put_away(shown: Shown) -> None:
    """Close it all, and collect as the window does by a timer of its own."""
    shown.desk.services.store.close()
    shown.close()
    gc.collect()


def measure(paths: Paths) -> list[Row]:
    """All rows of the table."""
    clock = FixedClock(NOW, "Europe/Berlin")
    pairs = [(without_bars(paths, clock), with_bars(paths, clock)) for _ in range(REPEAT + 1)][1:]
    rows: list[Row] = []
    for name, runs in zip(("without bars", "with bars"), zip(*pairs, strict=True), strict=True):
        painted, stall, *there = (statistics.median(column) for column in zip(*runs, strict=True))
        rows.append(
            {
                "list": name,
                "first paint ms": painted,
                "longest stall ms": stall,
                "bars after ms": there[0] if there else "",
            }
        )
    return rows


def main() -> None:
    asked = options(__doc__, people=10_000, contacts=100_000).parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["benchmark"])
    theme.current().install(application, "light")
    gc.disable()
    sys.setswitchinterval(SWITCH_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(Path(folder), asked.people, asked.contacts)
        tend(paths, asked.people)
        show("bars in the list of people", measure(paths), asked.json)


if __name__ == "__main__":
    main()
