"""What the drawing of the network is made of: discs, doors between them, circles behind."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsObject,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from mentorcrm.services.network_rows import ME, Circle, Edge, Node
from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets.avatar import draw_avatar, initials
from mentorcrm.ui.widgets.bands import look_of, word_of
from mentorcrm.words import _

_SMALL, _MIDDLE, _LARGE = 48.0, 60.0, 72.0
_DEEP = (4, 12)
"""From how many episodes of contact a disc is of middle size, and large."""
_RING = 3.0
_HULL = 112.0
_SHARES = {0: 0.0, 1: 0.25, 2: 0.5, 3: 0.75, 4: 1.0}
_ARROW = 9.0
_FAR = 0.5
"""Shown smaller than this, letters could not be read; a disc of its colour stands for them."""
_TURN = 0.16
"""How far a line bends, of its length."""


if TYPE_CHECKING:
    from mentorcrm.ui.pages.network_scene import NetworkScene


class PersonItem(QGraphicsObject):
    """Somebody: a disc with a ring for the band, dotted at rest, and the name below.

    It tells its scene what is done to it; there may be a thousand of them.
    """

    def __init__(self, node: Node, doors: str, scene: "NetworkScene") -> None:
        super().__init__()
        self.node = node
        self._scene = scene
        self.lines: list[DoorItem] = []
        self._size = _size(node)
        self._marked = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setZValue(2)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.spoken = _spoken(node, doors)
        self.setObjectName(self.spoken)
        self.measure()

    def stand(self, x: float, y: float) -> None:
        """Put them at their first place; from then on, doors follow where they are dragged."""
        self.setPos(x, y)
        flag = QGraphicsItem.GraphicsItemFlag
        flags = flag.ItemIsFocusable | flag.ItemSendsGeometryChanges
        self.setFlags(flags if self.node.id == ME else flags | flag.ItemIsMovable)

    def measure(self) -> None:
        """How large the name is at the present text size, and all of it."""
        self.prepareGeometryChange()
        metrics = QFontMetricsF(theme.current().font("metaM"))
        width = metrics.horizontalAdvance(self._said()) + 12
        self._label = QRectF(-width / 2, self.radius + 2, width, metrics.height() + 2)
        reach = self.radius + 8
        wide = max(reach, width / 2 + 8)
        self._box = QRectF(-wide, -reach, 2 * wide, 2 * reach + self._label.height() + 8)

    @property
    def radius(self) -> float:
        """From the middle to the outer edge of the ring."""
        return self._size / 2 + _RING

    def mark(self, marked: bool) -> None:
        """Show as the one that is chosen."""
        self._marked = marked
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QPointF(), self.radius, self.radius)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) < _FAR:
            self._paint_far(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentSoft"))
            painter.drawEllipse(QPointF(), self.radius + 6, self.radius + 6)
        disc = QRectF(-self._size / 2, -self._size / 2, self._size, self._size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("canvas"))
        painter.drawEllipse(QPointF(), self.radius + 2, self.radius + 2)
        name = self.node.name or _("You")
        draw_avatar(painter, disc.adjusted(3, 3, -3, -3).toRect(), initials(name), self.node.tint)
        self._paint_ring(painter, disc)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(), self.radius + 5, self.radius + 5)
        self._paint_name(painter)

    def _paint_far(self, painter: QPainter) -> None:
        ground, _ink = theme.current().tint(self.node.tint)
        fill: ColorRole = "accent" if self._marked or self.hasFocus() else "restFill"
        if not (self._marked or self.hasFocus() or self.node.resting):
            fill = look_of(self.node.band).fill
        painter.setPen(QPen(theme.color(fill), 2 * _RING))
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(), self._size / 2, self._size / 2)

    def _paint_ring(self, painter: QPainter, disc: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.node.id == ME:
            painter.setPen(QPen(theme.color("accent"), _RING))
            painter.drawEllipse(disc)
            return
        if self.node.resting or self.node.band is None:
            pen = QPen(theme.color("restFill"), _RING, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawEllipse(disc)
            return
        look = look_of(self.node.band)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawEllipse(disc)
        ring = QPen(theme.color(look.fill), _RING)
        ring.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(ring)
        painter.drawArc(disc, 90 * 16, -round(360 * 16 * _SHARES[look.filled]))

    def _said(self) -> str:
        return _("You") if self.node.id == ME else self.node.called

    def _paint_name(self, painter: QPainter) -> None:
        box = self._label
        ground = QColor(theme.color("canvas"))
        ground.setAlphaF(0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(theme.current().font("metaM"))
        painter.setPen(theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._said())

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: object) -> object:
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged:
            for line in self.lines:
                line.follow()
        return super().itemChange(change, value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._scene.choose(self.node.id)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.scenePos() != event.buttonDownScenePos(Qt.MouseButton.LeftButton):
            self._scene.drop(self.node.id)

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        self._scene.opened.emit(self.node.id)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._scene.opened.emit(self.node.id)
            return
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if event.key() in steps:
            self._scene.step(self.node.id, *steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class DoorItem(QGraphicsItem):
    """A line from who opened a door to whom it led; dashed while it was only asked for."""

    def __init__(self, edge: Edge, source: PersonItem, target: PersonItem) -> None:
        super().__init__()
        self.edge = edge
        self._source, self._target = source, target
        self._marked = False
        self._path = QPainterPath()
        self._tip = QPolygonF()
        source.lines.append(self)
        target.lines.append(self)
        self.setZValue(1)
        self.follow()

    def mark(self, person: int) -> None:
        """Stand out when it leads from or to somebody."""
        marked = person in (self.edge.source, self.edge.target) and person != ME
        if marked != self._marked:
            self._marked = marked
            self.update()

    def follow(self) -> None:
        """Lead from where one is to where the other is."""
        self.prepareGeometryChange()
        start, end = self._source.pos(), self._target.pos()
        line = end - start
        span = math.hypot(line.x(), line.y()) or 1.0
        along = QPointF(line.x() / span, line.y() / span)
        across = QPointF(-along.y(), along.x())
        bend = (start + end) / 2 + across * span * _TURN
        begin = start + along * (self._source.radius + 4)
        # Names stand below, so an arrow from below stops before them.
        below = 26 if self.edge.introduction and along.y() < -0.4 else 0
        into = end - bend
        length = math.hypot(into.x(), into.y()) or 1.0
        into = QPointF(into.x() / length, into.y() / length)
        finish = end - into * (self._target.radius + 5 + below)
        self._path = QPainterPath(begin)
        self._path.quadTo(bend, finish)
        side = QPointF(-into.y(), into.x()) * (_ARROW / 2)
        back = finish - into * _ARROW
        self._tip = QPolygonF([finish, back + side, back - side])

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect().adjusted(-12, -12, 12, 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        role: ColorRole = "accent" if self._marked else "text3"
        if option.levelOfDetailFromTransform(painter.worldTransform()) < _FAR:
            painter.setPen(QPen(theme.color(role), 2))
            painter.drawLine(self._source.pos(), self._target.pos())
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(role), 2 if self._marked else 1.4)
        if not self.edge.made:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        if self.edge.introduction:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(role))
            painter.drawPolygon(self._tip)


class CircleItem(QGraphicsItem):
    """A soft ground behind those who belong together, with its name."""

    def __init__(self, circle: Circle, members: Iterable[PersonItem]) -> None:
        super().__init__()
        self.circle = circle
        self._members = list(members)
        self._ground = QPainterPath()
        self.setZValue(0)
        self.follow()

    def follow(self) -> None:
        """Lie behind where the members are."""
        self.prepareGeometryChange()
        outline = QPainterPath()
        outline.addPolygon(hull([member.pos() for member in self._members]))
        outline.closeSubpath()
        stroker = QPainterPathStroker()
        stroker.setWidth(_HULL)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._ground = stroker.createStroke(outline).united(outline)

    def boundingRect(self) -> QRectF:
        return self._ground.boundingRect().adjusted(-2, -24, 2, 2)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sidebar"))
        painter.drawPath(self._ground)
        painter.setFont(theme.current().font("capS"))
        painter.setPen(theme.color("text2"))
        box = self._ground.boundingRect()
        line = QRectF(box.left(), box.top() + 4, box.width(), 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, self.circle.name)


def hull(points: list[QPointF]) -> QPolygonF:
    """The smallest convex shape around some points (Andrew's monotone chain)."""
    ordered = sorted({(p.x(), p.y()) for p in points})
    if len(ordered) < 3:
        return QPolygonF([QPointF(*p) for p in ordered])

    def half(run: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for point in run:
            while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
                found.pop()
            found.append(point)
        return found[:-1]

    return QPolygonF([QPointF(*p) for p in (*half(ordered), *half(reversed(ordered)))])


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _size(node: Node) -> float:
    if node.id == ME:
        return _LARGE
    return _LARGE if node.depth >= _DEEP[1] else _MIDDLE if node.depth >= _DEEP[0] else _SMALL


def _spoken(node: Node, doors: str) -> str:
    """`Ana, thriving, introduced Samir and Mei-Ling`."""
    if node.id == ME:
        return _("You")
    said = f"{node.name}, {word_of(node.band).lower()}"
    return _("{said}, introduced {doors}").format(said=said, doors=doors) if doors else said
