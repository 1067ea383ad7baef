"""The network with 1,000 people: reading it, placing everybody, drawing it, moving about in it.

    python -m benchmarks.network [--people 1000] [--frames 120] [--json]

Reading and placing go on in a thread of the app; the rest is what the window waits for. Each frame
is an event of the mouse or a key as the system sends it, up to the paint that follows; a frame
without a paint stops the run. The floor, in the same run, is a scene of as many plain ellipses,
drawn once.
"""

import gc
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from benchmarks.homes import fill, tend
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.services.network_rows import Network
from mentorcrm.storage import schema
from mentorcrm.ui import theme
from mentorcrm.ui.drawing.shape import Points
from mentorcrm.ui.drawing.view import NetworkView
from mentorcrm.ui.shot import ensure_application

REPEAT = 5
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NEAR = 5.0
"""How many times larger than as a whole the drawing is shown near by."""


def measured(people: int, frames: int) -> list[Row]:
    """One row for each part of the way."""
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(Path(folder), people, people * 10)
        tend(paths, people)
        _introduce(paths.database, people)
        services = build(paths)
        services.health.all()
        gc.collect()
        gc.freeze()  # As the window does when it has come up.
        network = services.network.network()
        times = {
            "read, in a thread": _repeated(services.network.network),
            "place anew, in a thread": _repeated(
                lambda: services.network.places(network, anew=True)
            ),
            "place as kept": _repeated(lambda: services.network.places(network)),
        }
        times |= _drawn(network, services.network.places(network), frames)
        floor = _floor(len(network.nodes))
        services.store.close()
    return [
        {
            "part": name,
            "median ms": statistics.median(found),
            "p99 ms": percentile(found, 0.99),
            "most ms": max(found),
            "× floor": statistics.median(found) / floor,
        }
        for name, found in times.items()
    ]


def _repeated(work: Callable[[], object]) -> list[float]:
    return [milliseconds(work) for _ in range(REPEAT)]


def _introduce(database: Path, people: int) -> None:
    """Two thirds came through somebody who came before them."""
    rng = random.Random(1)
    connection = schema.connect(database)
    connection.execute("BEGIN IMMEDIATE")
    for key in range(2, people + 1):
        if rng.random() < 2 / 3:
            through = (rng.randint(1, key - 1), key)
            connection.execute("UPDATE person SET introduced_by = ? WHERE id = ?", through)
    connection.execute("COMMIT")
    connection.close()


class _Paints(QObject):
    """Counts what is painted on a widget."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self.number = 0
        ground.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


class _Stage:
    """A view on screen, and how long it takes from an event to the paint."""

    def __init__(self, network: Network, places: Points) -> None:
        self.view = NetworkView()
        self.view.resize(1000, 700)
        self.making = _repeated(lambda: self.view.show_network(network, places, resting=True))
        self.view.show_all()
        self.ground = self.view.viewport()
        self._paints = _Paints(self.ground)
        self.first = milliseconds(self._show)
        self.middle = QPoint(500, 350)

    def _show(self) -> None:
        self.view.show()
        QCoreApplication.processEvents()

    def frame(self, act: Callable[[], object]) -> float:
        """Milliseconds of one frame; RuntimeError when nothing was painted."""
        before = self._paints.number

        def work() -> None:
            act()
            QCoreApplication.processEvents()

        taken = milliseconds(work)
        if self._paints.number == before:
            raise RuntimeError("nothing was painted")
        return taken

    @contextmanager
    def pressed(self, at: QPoint) -> Iterator[None]:
        """The left button is down."""
        QTest.mousePress(self.ground, LEFT, NO_KEY, at)
        yield
        QTest.mouseRelease(self.ground, LEFT, NO_KEY, at)
        QCoreApplication.processEvents()

    def free(self) -> QPoint:
        """A point near the middle where nobody stands."""
        near = (self.middle + QPoint(3 * (n % 60), 3 * (n // 60)) for n in range(3600))
        return next(point for point in near if not self.view.indexAt(point).isValid())

    def panned(self, frames: int) -> list[float]:
        """Dragging the ground back and forth."""
        start = self.free()
        with self.pressed(start):
            ways = (
                QPoint(_to_and_fro(n, 40) * 9, _to_and_fro(n, 24) * 6) for n in range(2, frames + 2)
            )
            return [
                self.frame(lambda way=way: QTest.mouseMove(self.ground, start + way))
                for way in ways
            ]

    def hovered(self, frames: int) -> list[float]:
        """The pointer goes from one person to the next."""
        view, inside = self.view, self.ground.rect().adjusted(20, 20, -20, -20)
        discs = [view.visualRect(view.people.index(n, 0)).center() for n in range(frames * 40)]
        points = [point for point in discs if inside.contains(point)][:frames]
        return [self.frame(lambda at=at: QTest.mouseMove(self.ground, at)) for at in points]

    def zoomed(self, frames: int) -> tuple[list[float], list[float]]:
        """Steps of the wheel in and out, and the crisp picture once it rests."""
        steps, ends = [], []
        for number in range(frames):
            turn = 120 if number // 9 % 2 == 0 else -120
            steps.append(self.frame(lambda turn=turn: self._turn(turn)))
            if number % 3 == 2:
                ends.append(self.frame(self.view.rest))
        return steps, ends

    def _turn(self, turn: int) -> None:
        at = QPointF(self.middle)
        event = QWheelEvent(
            at, self.ground.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            NO_KEY, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(self.ground, event)

    def dragged(self, frames: int) -> list[float]:
        """Somebody is dragged about."""
        view = self.view
        view.choose(view.people.person(view.people.index(1, 0)) or 0)
        view.scrollTo(view.currentIndex())
        QCoreApplication.processEvents()
        at = view.visualRect(view.currentIndex()).center()
        with self.pressed(at):
            ways = (QPoint(_to_and_fro(n, 40) * 6, n % 7) for n in range(2, frames + 2))
            return [
                self.frame(lambda way=way: QTest.mouseMove(self.ground, at + way)) for way in ways
            ]

    def walked(self, frames: int) -> list[float]:
        """Arrows go from one person to the next."""
        keys = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
        self.view.setFocus()
        found = []
        for number in range(frames):
            key = keys[number // 4 % 4]
            found.append(self.frame(lambda key=key: QTest.keyClick(self.view, key)))
        return found


def _to_and_fro(number: int, most: int) -> int:
    """0, 1 … most … 1, 0, 1 …, never the same twice in a row."""
    at = number % (2 * most)
    return at if at <= most else 2 * most - at


def _drawn(network: Network, places: Points, frames: int) -> dict[str, list[float]]:
    stage = _Stage(network, places)
    found = {"make the drawing": stage.making, "its first frame": [stage.first]}
    found["move all of it"] = stage.panned(frames)
    found["point at people, all in view"] = stage.hovered(frames)
    found["zoom, a step"], found["zoom, when it rests"] = stage.zoomed(frames)
    stage.view.show_all()
    stage.view.zoom(NEAR)
    stage.view.rest()
    QCoreApplication.processEvents()
    found["move it near by"] = stage.panned(frames)
    found["point at people near by"] = stage.hovered(frames)
    found["drag somebody"] = stage.dragged(frames)
    found["go on by an arrow"] = stage.walked(frames)
    stage.view.close()
    return found


def _floor(number: int) -> float:
    scene = QGraphicsScene()
    for place in range(number):
        scene.addEllipse(QRectF(place % 32 * 90, place // 32 * 90, 48, 48))
    view = QGraphicsView(scene)
    view.resize(1000, 700)
    view.fitInView(scene.sceneRect())
    image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        painter = QPainter(image)
        view.render(painter)
        painter.end()

    return statistics.median(milliseconds(paint) for _ in range(20))


def main() -> None:
    asked = options(__doc__, people=1000, frames=120).parse_args()
    application = ensure_application(1)
    theme.current().install(application, "light", 100)
    show("network", measured(asked.people, asked.frames), asked.json)


if __name__ == "__main__":
    main()
