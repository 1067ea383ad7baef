"""The drawing of the network itself: what is painted when it moves, which names it has, grounds."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorcrm.models.health_kinds import Band
from mentorcrm.services.network_layout import placed
from mentorcrm.services.network_rows import ME, Circle, Edge, Network, Node
from mentorcrm.ui import theme
from mentorcrm.ui.drawing.camera import LEAST, MOST, Camera
from mentorcrm.ui.drawing.ground import grounds
from mentorcrm.ui.drawing.names import GROUND, Written, fitting
from mentorcrm.ui.drawing.shape import Disc, Drawing
from mentorcrm.ui.drawing.view import NetworkView

BANDS = (*Band, None)


def network(people: int) -> Network:
    """A network in which everybody but the first few came through somebody."""
    nodes = [Node(ME, "Nora Holm", "", 0, None, None, None, 0)]
    for number in range(1, people + 1):
        name = f"Person{number} Family{number % 7}"
        band, depth = BANDS[number % len(BANDS)], number % 15
        nodes.append(Node(number, name, f"Person{number}", number, None, None, band, depth))
    edges = [Edge(n // 4, n, introduction=n > 3, made=n % 5 > 0) for n in range(1, people + 1)]
    circles = (Circle("alumni", (1, 5, 6)), Circle("research", (2, 8, 9, 10)))
    return Network(tuple(nodes), tuple(edges), circles)


@pytest.fixture(params=[40, 260])
def view(request: Any, qtbot: QtBot) -> Iterator[NetworkView]:
    found = network(request.param)
    places = placed(
        [node.id for node in found.nodes], [(edge.source, edge.target) for edge in found.edges]
    )
    view = NetworkView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show_network(found, places, resting=True)
    view.show()
    view.show_all()
    QCoreApplication.processEvents()
    yield view
    view.close()


def picture(view: NetworkView) -> QImage:
    return view.grab().toImage()


def painted_anew(view: NetworkView) -> QImage:
    view.spoil()
    return picture(view)


def test_a_drawing_that_was_moved_looks_as_if_painted_anew(view: NetworkView) -> None:
    view.zoom(4.0)
    view.rest()
    before, whole = picture(view), view.look.film.whole
    for way in (QPoint(37, -22), QPoint(-91, 5), QPoint(3, 140), QPoint(-60, -180)):
        view.pan(way.x(), way.y())
        picture(view)
    assert view.look.film.whole == whole and view.look.film.parts >= 4
    moved = picture(view)
    assert moved != before
    assert moved == painted_anew(view)


def test_pointing_at_somebody_paints_over_the_picture(view: NetworkView) -> None:
    before, film = picture(view), view.look.film
    painted = film.whole, film.parts
    there = view.visualRect(view.people.place(3)).center()
    QTest.mouseMove(view.viewport(), there)
    assert view.hand.pointed == 3
    assert picture(view) != before
    QTest.mouseMove(view.viewport(), QPoint(1, 1))
    assert picture(view) == before
    assert (film.whole, film.parts) == painted


def test_details_come_back_when_a_zoom_rests(view: NetworkView) -> None:
    many = len(view.places()) > 200
    view.zoom(2.0)
    hurried = picture(view)
    view.rest()
    crisp = picture(view)
    assert (hurried != crisp) is many
    assert crisp == painted_anew(view)


def test_who_is_dragged_is_painted_once_and_then_over_it(view: NetworkView) -> None:
    view.zoom(3.0)
    view.rest()
    view.choose(2)
    view.scrollTo(view.currentIndex())
    picture(view)
    whole, left = view.look.film.whole, Qt.MouseButton.LeftButton
    at = view.visualRect(view.currentIndex()).center()
    QTest.mousePress(view.viewport(), left, Qt.KeyboardModifier.NoModifier, at)
    for step in range(1, 12):
        QTest.mouseMove(view.viewport(), at + QPoint(12 * step, 3))
        picture(view)
    assert view.look.film.whole == whole + 1
    QTest.mouseRelease(view.viewport(), left, Qt.KeyboardModifier.NoModifier, at + QPoint(132, 3))
    QTest.mouseMove(view.viewport(), QPoint(1, 1))
    assert picture(view) == painted_anew(view)


def test_a_switch_of_theme_or_text_size_is_seen(view: NetworkView) -> None:
    light = picture(view)
    theme.current().set_mode("dark")
    dark = picture(view)
    assert dark != light
    theme.current().set_scale(130)
    assert picture(view) != dark
    theme.current().set_scale(100)
    theme.current().set_mode("light")
    assert picture(view) == light


def test_from_afar_names_stand_on_nobody_and_near_by_everybody_has_one() -> None:
    found = network(120)
    places = placed([node.id for node in found.nodes], [(n // 4, n) for n in range(1, 121)])
    drawing, written = Drawing(found, places, resting=True), Written()
    counts = []
    for scale in (0.2, 0.45, 0.8):
        names = fitting(drawing, scale, written, circles=True)
        boxes = []
        for name in names:
            half = written.width(name.text, name.style) / 2
            high = written.height(name.style)
            boxes.append((name.x - half, name.y, name.x + half, name.y + high))
        for a, b in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert ME in [name.person for name in names]
        counts.append(len(names))
    assert counts == sorted(counts) and counts[0] < counts[-1]
    near = {name.person for name in fitting(drawing, 1.0, written, circles=True)}
    assert set(drawing.discs) <= near


def test_circles_stand_out_from_the_canvas_like_what_lies_above_it(qtbot: QtBot) -> None:
    for mode, lighter in (("light", False), ("dark", True)):
        theme.current().set_mode(mode)  # type: ignore[arg-type]
        ground, canvas = theme.color(GROUND).lightness(), theme.color("canvas").lightness()
        assert (ground > canvas) is lighter
        assert abs(ground - canvas) >= 5
    theme.current().set_mode("light")


def test_the_name_of_a_circle_keeps_off_the_doors_of_its_members() -> None:
    nodes = [Node(n, f"P{n}", f"P{n}", n, None, None, None, 0) for n in (1, 2, 3)]
    found = Network(
        tuple(nodes), (Edge(1, 2, introduction=True, made=True),), (Circle("career", (1, 2, 3)),)
    )
    written = Written()
    for far in range(90, 240, 15):
        places = {1: (0.0, 0.0), 2: (float(far), 90.0), 3: (-20.0, -130.0)}
        drawing = Drawing(found, places, resting=True)
        (circle,) = (
            name for name in fitting(drawing, 1.0, written, circles=True) if name.person is None
        )
        half = written.width(circle.text, circle.style) / 2
        high = written.height(circle.style)
        (door,) = drawing.doors
        assert not any(
            abs(x - circle.x) < half and circle.y < y < circle.y + high for x, y in door.points()
        )


def test_a_very_long_name_is_shortened() -> None:
    written, disc = Written(), Disc(Node(1, "x", "Wolfeschlegel" * 9, 0, None, None, None, 0), 0, 0)
    (name,) = fitting_of(disc, written)
    assert written.width(name.text, name.style) < 180


def fitting_of(disc: Disc, written: Written) -> list[Any]:
    drawing = Drawing(Network((disc.node,), (), ()), {}, resting=True)
    return fitting(drawing, 1.0, written, circles=False)


def test_a_circle_far_apart_is_drawn_in_parts_that_hold_no_strangers() -> None:
    def at(x: float, y: float) -> Disc:
        return Disc(Node(1, "", "", 0, None, None, None, 0), x, y)

    near, far = [at(0, 0), at(150, 0), at(80, 120)], [at(3000, 0), at(3100, 90)]
    assert [len(one.members) for one in grounds("one", near)] == [3]
    parts = grounds("two", [*near, *far, at(1500, 2500)])
    assert sorted(len(one.members) for one in parts) == [2, 3]


def test_the_camera_keeps_what_is_under_the_pointer_and_some_of_the_drawing() -> None:
    camera = Camera()
    camera.size = QSizeF(800, 600)
    places = {number: (number * 200.0, number * 90.0) for number in range(10)}
    camera.box = Drawing(network(9), places, resting=True).box()
    camera.fit()
    pointer = QPointF(500, 350)
    there = camera.to_drawing(pointer)
    camera.zoom(2.0, pointer)
    assert camera.to_view(there.x(), there.y()) == pointer
    camera.zoom(1000)
    assert camera.scale == MOST
    camera.zoom(1 / 1000)
    assert camera.scale == LEAST
    camera.pan(1e6, -1e6)
    assert camera.box.contains(camera.middle)
