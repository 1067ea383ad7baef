"""The list of 100,000 people: first paint, frames, a click on a sort order, and choosing all.

    python -m benchmarks.people_list [--people 100000] [--frames 300] [--json]

The real window with real services, painted without a screen (software rendering, as in the
measured peers). "empty" is the same list without anybody, taking turns with the full one.
"""

import os
import random
import statistics
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.homes import fill
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.paths import Paths
from mentorcrm.services.facade import Services
from mentorcrm.services.people_filter import PeopleSort
from mentorcrm.ui import theme
from mentorcrm.ui.ask_user import WindowAsker
from mentorcrm.ui.clipboard import SystemClipboard
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.links import DesktopOpener
from mentorcrm.ui.pages.people_list import PeopleList
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.window_state import Folders, WindowState

REPEAT = 7


def settle() -> None:
    """Let the event loop finish what is waiting."""
    loop = QEventLoop()
    QTimer.singleShot(30, loop.quit)
    loop.exec()


class Shown:
    """A people list on services, in a window of its own."""

    def __init__(self, services: Services) -> None:
        self.tasks = TaskRunner(lambda error: None)
        asker = WindowAsker(Folders(WindowState(None)))
        outside = Outside(asker, DesktopOpener(), SystemClipboard())
        self.desk = Desk(self.tasks, outside, services.clock, services.settings)
        self.list = PeopleList(self.desk)
        self.list.resize(420, 860)
        self.desk.go_live(services)

    def open(self) -> None:
        """Read the first ids, lay out and paint; the others follow with the next event."""
        self.list.reload()
        self.list.ensurePolished()
        self.list.show()
        self.list.grab()

    def close(self) -> None:
        """Take the list away again."""
        self.list.close()
        self.list.deleteLater()
        settle()


def first_paint(services: Services) -> tuple[float, float]:
    """Milliseconds from an empty widget to its picture, and from there to the whole list's."""
    shown = Shown(services)
    spent = milliseconds(shown.open)

    def rest() -> None:
        shown.list._read_rest()
        shown.list.grab()

    after = milliseconds(rest)
    assert len(shown.list.model.ids()) == services.people.counts().people
    shown.close()
    return spent, after


def frames(shown: Shown, number: int, *, wheel: bool) -> list[float]:
    """Milliseconds of each repaint while the wheel turns, or after jumps of the handle."""
    rng, bar, view = random.Random(3), shown.list.list.verticalScrollBar(), shown.list.list
    bar.setValue(0)
    settle()
    step = bar.singleStep() * 3
    times = []
    for turn in range(number):
        place = step * (turn + 1) if wheel else rng.randint(0, bar.maximum())

        def frame(place: int = place) -> None:
            bar.setValue(place)
            view.viewport().repaint()

        times.append(milliseconds(frame))
    return times


def sorted_by(shown: Shown, order: PeopleSort) -> float:
    """Milliseconds from the choice in the menu to the repainted list."""

    def click() -> None:
        shown.list._sorted(order)
        shown.list.list.viewport().repaint()

    return milliseconds(click)


def chosen_all(shown: Shown) -> float:
    """Milliseconds from Ctrl+A to the repainted list and its bar."""
    shown.list.several.drop()
    settle()

    def choose() -> None:
        shown.list.list.selectAll()
        shown.list.grab()

    return milliseconds(choose)


def measure(full: Paths, empty: Paths, number: int) -> list[Row]:
    """All rows of the table."""
    people, nobody = build(full), build(empty)
    pairs = [(first_paint(nobody), first_paint(people)) for _ in range(REPEAT + 1)][1:]
    bare, full_list = [pair[0][0] for pair in pairs], [pair[1] for pair in pairs]
    ratio = statistics.median(first for first, _ in full_list) / statistics.median(bare)
    rows: list[Row] = [
        _row("first paint, empty list", bare, ""),
        _row("first paint", [first for first, _ in full_list], f"≤ 3 × empty; is {ratio:.1f} ×"),
        _row("then the whole list", [rest for _, rest in full_list], "≤ 50"),
    ]
    shown = Shown(people)
    shown.open()
    rows.append(_row("frame, wheel", frames(shown, number, wheel=True), "p99 ≤ 16.7"))
    rows.append(_row("frame, jump", frames(shown, number, wheel=False), "p99 ≤ 16.7"))
    for order in PeopleSort:
        sorted_by(shown, PeopleSort.RECENT)
        goal = "≤ 60" if order is PeopleSort.NAME else "≤ 200"
        rows.append(
            _row(f"sort by {order}", [sorted_by(shown, order) for _ in range(REPEAT)], goal)
        )
    rows.append(_row("choose everybody", [chosen_all(shown) for _ in range(REPEAT)], "≤ 100"))
    shown.close()
    people.store.close()
    nobody.store.close()
    return rows


def _row(what: str, times: list[float], goal: str) -> Row:
    p50, p99 = statistics.median(times), percentile(times, 0.99)
    return {"what": what, "p50 ms": p50, "p99 ms": p99, "goal": goal}


def main(arguments: list[str] | None = None) -> None:
    chosen = options(__doc__, people=100_000, frames=300).parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["benchmark"])
    theme.current().install(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        full = fill(Path(folder) / "full", chosen.people, chosen.people)
        empty = fill(Path(folder) / "empty", 0)
        rows = measure(full, empty, chosen.frames)
    show(f"list of {chosen.people:,} people, ms", rows, chosen.json)


if __name__ == "__main__":
    main()
