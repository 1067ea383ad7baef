"""The network with 1,000 people: reading it, placing everybody, drawing it, one frame.

    python -m benchmarks.network [--people 1000] [--frames 60] [--json]

Reading and placing go on in a thread of the app; drawing is what the window waits for. The floor,
in the same run, is a scene of as many plain ellipses, drawn once.
"""

import random
import statistics
import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from benchmarks.homes import fill, tend
from benchmarks.measure import Row, milliseconds, options, percentile, show
from mentorcrm.app import build
from mentorcrm.storage import schema
from mentorcrm.ui import theme
from mentorcrm.ui.pages.network_scene import NetworkScene
from mentorcrm.ui.pages.network_view import NetworkView
from mentorcrm.ui.shot import ensure_application

REPEAT = 5


def measured(people: int, frames: int) -> list[Row]:
    """One row for each part of the way."""
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(Path(folder), people, people * 10)
        tend(paths, people)
        _introduce(paths.database, people)
        services = build(paths)
        services.health.all()
        network = services.network.network()
        reading = [milliseconds(services.network.network) for _ in range(REPEAT)]
        placing = [
            milliseconds(lambda: services.network.places(network, anew=True)) for _ in range(REPEAT)
        ]
        places = services.network.places(network)
        keeping = [milliseconds(lambda: services.network.places(network)) for _ in range(REPEAT)]
        scene = NetworkScene()
        drawing = [
            milliseconds(lambda: scene.show_network(network, places, resting=True))
            for _ in range(REPEAT)
        ]
        view = NetworkView(scene)
        view.resize(1000, 700)
        view.show_all()
        whole = _frames(view, frames)
        view.zoom(3.0)
        near = _frames(view, frames)
        floor = _floor(len(network.nodes))
        services.store.close()
    times = (
        ("read, in a thread", reading),
        ("place anew, in a thread", placing),
        ("place as kept", keeping),
        ("make the drawing", drawing),
        ("a frame of all", whole),
        ("a frame near by", near),
    )
    return [
        {
            "part": name,
            "median ms": statistics.median(found),
            "p99 ms": percentile(found, 0.99),
            "× floor": statistics.median(found) / floor,
        }
        for name, found in times
    ]


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


def _frames(view: QGraphicsView, number: int) -> list[float]:
    image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        painter = QPainter(image)
        view.render(painter)
        painter.end()

    return [milliseconds(paint) for _ in range(number)]


def _floor(number: int) -> float:
    scene = QGraphicsScene()
    for place in range(number):
        scene.addEllipse(QRectF(place % 32 * 90, place // 32 * 90, 48, 48))
    view = QGraphicsView(scene)
    view.resize(1000, 700)
    view.fitInView(scene.sceneRect())
    return statistics.median(_frames(view, 20))


def main() -> None:
    asked = options(__doc__, people=1000, frames=60).parse_args()
    application = ensure_application(1)
    theme.current().install(application, "light", 100)
    show("network", measured(asked.people, asked.frames), asked.json)


if __name__ == "__main__":
    main()
