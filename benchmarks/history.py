"""The page History with 10,000 and 100,000 contacts: first paint, frames, and the search.

    python -m benchmarks.history [--contacts 10000 100000] [--frames 200] [--queries 60]
        [--entries 10000] [--json]

The real page with real services, painted without a screen. "empty" is the same page without any
contact, taking turns with the full one. The floor of the search, in the same run, is the plain
driver with one FTS5 query for all that match; goals are ratios to that, as machines differ.
"""

import random
import re
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from benchmarks import timeline as person_timeline
from benchmarks.homes import fill
from benchmarks.measure import (
    Row,
    collect_as_the_window_does,
    milliseconds,
    options,
    percentile,
    show,
)
from benchmarks.people_list import settle
from mentorcrm.app import build
from mentorcrm.paths import Paths
from mentorcrm.services.facade import Services
from mentorcrm.services.interactions_rows import HistoryFilter
from mentorcrm.storage import schema
from mentorcrm.ui import theme
from mentorcrm.ui.ask_user import WindowAsker
from mentorcrm.ui.clipboard import SystemClipboard
from mentorcrm.ui.desk import Desk, Outside
from mentorcrm.ui.links import DesktopOpener
from mentorcrm.ui.pages.history import HistoryPage
from mentorcrm.ui.pages.history_contacts import ContactsSegment
from mentorcrm.ui.tasks import TaskRunner
from mentorcrm.ui.window_state import Folders, WindowState

REPEAT = 7
LENGTHS = (2, 3, 4, 0)  # 0 is the whole word.
FLOOR = "SELECT json_group_array(rowid) FROM note_fts WHERE note_fts MATCH ?"


class Shown:
    """The page on services, in a window of its own."""

    def __init__(self, services: Services) -> None:
        desk = _desk(services)
        self.page = HistoryPage(desk)
        self.page.resize(1136, 860)
        desk.go_live(services)
        segment = self.page.segment
        assert isinstance(segment, ContactsSegment)
        self.segment = segment

    def open(self) -> None:
        """Read the first rows, lay out and paint; the others follow with the next event."""
        self.page.reload()
        self.page._stale = False
        self.page.show()
        self.page.grab()

    def rest(self) -> None:
        """Read the whole list and paint again."""
        self.segment.list.show_whole()
        self.wait()
        self.page.grab()

    def wait(self) -> None:
        """Until what was asked for is in the list."""
        while self.page.desk.tasks.busy():
            QApplication.processEvents()

    def take(self, keys: list[int], turn: int) -> None:
        """What the window's thread does with a list that was read: another one each time."""
        self.segment.list._take(None, keys[turn:])

    def search(self, typed: str) -> None:
        """From a keystroke to the painted list."""
        self.page.search.setText(typed)
        self.wait()
        self.segment.list.viewport().repaint()

    def close(self) -> None:
        """Take the page away again."""
        self.page.close()
        self.page.deleteLater()
        settle()


def first_paint(services: Services) -> tuple[float, float]:
    """Milliseconds from an empty page to its picture, and from there to the whole list's."""
    shown = Shown(services)
    first, rest = milliseconds(shown.open), milliseconds(shown.rest)
    shown.close()
    return first, rest


def frames(shown: Shown, number: int, *, wheel: bool) -> list[float]:
    """Milliseconds of each repaint while the wheel turns, or after jumps of the handle."""
    rng, view = random.Random(3), shown.segment.list
    bar = view.verticalScrollBar()
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


def searches(shown: Shown, connection: Any, number: int) -> tuple[list[float], list[float]]:
    """Milliseconds from a keystroke to the repainted list, and of the floor, by turns."""
    rng, ours, floor = random.Random(5), [], []
    total = connection.execute("SELECT count(*) FROM interaction").fetchone()[0]
    for _turn in range(number):
        query = "SELECT summary FROM interaction WHERE id = ?"
        (words,) = connection.execute(query, (rng.randint(1, total),)).fetchone()
        word = rng.choice(re.findall(r"\w{2,}", words))
        for length in LENGTHS:
            typed = word[:length] if length else word

            def key(typed: str = typed) -> None:
                shown.search(typed)

            def plain(typed: str = typed) -> object:
                return connection.execute(FLOOR, (f'"{typed}"*',)).fetchall()

            floor.append(milliseconds(plain))
            ours.append(milliseconds(key))
    shown.page.search.setText("")
    return ours, floor


def measure(full: Paths, empty: Paths, frames_: int, queries: int) -> list[Row]:
    """All rows of the table for one size."""
    services, nothing = build(full), build(empty)
    pairs = [(first_paint(nothing)[0], first_paint(services)) for _ in range(REPEAT + 1)][1:]
    bare, first = [pair[0] for pair in pairs], [pair[1][0] for pair in pairs]
    rest = [pair[1][1] for pair in pairs]
    ratio = min(first) / min(bare)
    rows = [
        _row("first paint, empty", bare, ""),
        _row("first paint", first, f"≤ 2 × empty; is {ratio:.1f} ×"),
        _row("then the whole list", rest, ""),
    ]
    shown = Shown(services)
    shown.open()
    shown.rest()
    keys = services.timeline.keys(HistoryFilter())
    taken = [milliseconds(partial(shown.take, keys, turn)) for turn in range(REPEAT)]
    rows.append(_row("of that on the window's thread", taken, "≤ 50"))
    rows.append(_row("frame, wheel", frames(shown, frames_, wheel=True), "p99 ≤ 16.7"))
    rows.append(_row("frame, jump", frames(shown, frames_, wheel=False), "p99 ≤ 16.7"))
    connection = schema.connect(full.database, read_only=True)
    ours, floor = searches(shown, connection, queries)
    times = statistics.median(ours) / statistics.median(floor)
    rows.append(_row("search, floor", floor, ""))
    rows.append(_row("search, keystroke to list", ours, f"median is {times:.0f} × the floor"))
    connection.close()
    shown.close()
    services.store.close()
    nothing.store.close()
    return rows


def timeline(folder: Path, entries: int, frames_: int) -> list[Row]:
    """The rows of a person with so many entries."""
    many, few = (build(paths) for paths in person_timeline.homes(folder, entries))
    bare: list[float] = []
    full: list[float] = []
    for _turn in range(REPEAT):
        for services, times in ((few, bare), (many, full)):
            opened = person_timeline.Opened(_desk(services), services)
            times.append(milliseconds(opened.open))
            opened.close()
    opened = person_timeline.Opened(_desk(many), many)
    opened.open()
    rows = [
        _row(f"open, {person_timeline.FEW} entries", bare, ""),
        _row("open", full, f"≤ 3 × that; is {min(full) / min(bare):.1f} ×"),
        _row("frame, wheel", opened.frames(frames_, wheel=True), "median ≤ 16.7"),
        _row("frame, jump", opened.frames(frames_, wheel=False), "p99 ≤ 16.7"),
    ]
    whole, longest = opened.fills(frames_)
    rows.append(_row("after a jump, until whole", whole, ""))
    rows.append(_row("of that, the longest turn", longest, "p99 ≤ 50"))
    opened.close()
    many.store.close()
    few.store.close()
    return rows


def _row(what: str, times: list[float], goal: str) -> Row:
    return {
        "what": what,
        "min": round(min(times), 2),
        "median": round(statistics.median(times), 2),
        "p99": round(percentile(times, 0.99), 2),
        "goal": goal,
    }


def _desk(services: Services) -> Desk:
    asker = WindowAsker(Folders(WindowState(None)))
    outside = Outside(asker, DesktopOpener(), SystemClipboard())
    return Desk(TaskRunner(lambda error: None), outside, services.clock, services.settings)


def main(arguments: list[str] | None = None) -> None:
    chosen = options(__doc__, contacts=[10_000, 100_000], frames=200, queries=60, entries=10_000)
    given = chosen.parse_args(arguments)
    application = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(application, QApplication)
    theme.current().install(application, "light")
    collect_as_the_window_does()
    for number in given.contacts:
        with tempfile.TemporaryDirectory() as folder:
            empty = fill(Path(folder) / "empty", 0)
            full = fill(Path(folder) / "full", max(200, number // 50), number)
            rows = measure(full, empty, given.frames, given.queries)
        show(f"history with {number:,} contacts, milliseconds", rows, given.json)
    with tempfile.TemporaryDirectory() as folder:
        rows = timeline(Path(folder), given.entries, given.frames)
    show(f"the timeline of a person with {given.entries:,} entries, milliseconds", rows, given.json)


if __name__ == "__main__":
    main()
