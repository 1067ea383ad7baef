"""The timeline of one person with thousands of entries; part of `python -m benchmarks.history`."""

import random
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.homes import fill
from benchmarks.measure import milliseconds
from benchmarks.people_list import settle
from mentorcrm.paths import Paths
from mentorcrm.services.facade import Services
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_view import PersonView
from mentorcrm.ui.widgets.reel import Reel

FEW = 10
WIDTH, HEIGHT = 776, 860


def homes(folder: Path, entries: int) -> tuple[Paths, Paths]:
    """Two data folders: one person with so many contacts, and one with a few."""
    return fill(folder / "many", 1, entries), fill(folder / "few", 1, FEW)


class Opened:
    """The page of a person on services, in a window of its own."""

    def __init__(self, desk: Desk, services: Services) -> None:
        self._services = services
        self.view = PersonView(desk)
        self.view.resize(WIDTH, HEIGHT)
        desk.go_live(services)

    def open(self) -> None:
        """From an empty page to the picture of the person."""
        self.view.show_person(self._services.people.detail(1))
        self.view.show()
        self.view.settle()
        self.view.grab()

    def frames(self, number: int, *, wheel: bool) -> list[float]:
        """Milliseconds of each repaint while the wheel turns, or after jumps of the handle."""
        rng, bar = random.Random(3), self.view.verticalScrollBar()
        bar.setValue(0)
        settle()
        step = bar.singleStep() * 3

        def frame(place: int) -> None:
            bar.setValue(place)
            self.view.settle()
            self.view.viewport().repaint()

        times = []
        for turn in range(number):
            place = step * (turn + 1) if wheel else rng.randint(0, bar.maximum())
            times.append(milliseconds(partial(frame, place)))
            QApplication.processEvents()
        return times

    def fills(self, number: int) -> tuple[list[float], list[float]]:
        """Milliseconds after a jump until no blank is left, and of the longest turn till then."""
        rng, bar = random.Random(4), self.view.verticalScrollBar()
        reel = self.view.findChildren(Reel)[0]
        whole, longest = [], []
        for _turn in range(number):
            bar.setValue(rng.randint(0, bar.maximum()))
            self.view.viewport().repaint()
            turns = []
            while not reel.is_whole():
                turns.append(milliseconds(QApplication.processEvents))
            whole.append(sum(turns))
            longest.append(max(turns, default=0.0))
        return whole, longest

    def close(self) -> None:
        """Take the page away again."""
        self.view.close()
        self.view.deleteLater()
        settle()
