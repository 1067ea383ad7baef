"""The drawing of the network, of real items that take the focus; arrows go from one to the next."""

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGraphicsScene

from mentorcrm.services.network_rows import ME, Network
from mentorcrm.ui import theme
from mentorcrm.ui.pages.network_items import CircleItem, DoorItem, PersonItem
from mentorcrm.words import joined

Points = Mapping[int, tuple[float, float]]


class NetworkScene(QGraphicsScene):
    """Everybody at their places."""

    chosen = Signal(int)
    opened = Signal(int)
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[int, PersonItem] = {}
        self._doors: list[DoorItem] = []
        self._circles: list[CircleItem] = []
        theme.current().changed.connect(self._measure)

    def _measure(self) -> None:
        for item in self.people.values():
            item.measure()
        self.update()

    def show_network(self, network: Network, places: Points, *, resting: bool) -> None:
        """Draw it; without `resting`, who rests is left out."""
        self.clear()
        self.people, self._doors, self._circles = {}, [], []
        names = {node.id: node.called for node in network.nodes}
        for node in network.nodes:
            if node.resting and not resting:
                continue
            doors = joined([names[one] for one in network.opened_by(node.id) if one in names])
            item = PersonItem(node, doors, self)
            item.stand(*places.get(node.id, (0.0, 0.0)))
            self.people[node.id] = item
            self.addItem(item)
        for circle in network.circles:
            members = [self.people[one] for one in circle.members if one in self.people]
            if len(members) > 1:
                self._circles.append(CircleItem(circle, members))
                self.addItem(self._circles[-1])
        for edge in network.edges:
            if edge.source in self.people and edge.target in self.people:
                ends = self.people[edge.source], self.people[edge.target]
                self._doors.append(DoorItem(edge, *ends))
                self.addItem(self._doors[-1])
        self.setSceneRect(self.itemsBoundingRect().adjusted(-60, -60, 60, 60))

    def choose(self, person: int) -> None:
        """Mark somebody, and the doors from and to them."""
        for number, item in self.people.items():
            item.mark(number == person and person != ME)
        for door in self._doors:
            door.mark(person)
        self.chosen.emit(person)

    def show_circles(self, shown: bool) -> None:
        """Show the circles or not."""
        for circle in self._circles:
            circle.setVisible(shown)

    def show_doors(self, shown: bool) -> None:
        """Show who opened which door, or only who is there."""
        for door in self._doors:
            door.setVisible(shown)

    def places(self) -> dict[int, tuple[float, float]]:
        """Where everybody stands now."""
        return {number: (item.x(), item.y()) for number, item in self.people.items()}

    def drop(self, _person: int) -> None:
        """Somebody was dragged to another place."""
        for circle in self._circles:
            circle.follow()
        self.setSceneRect(self.itemsBoundingRect().adjusted(-60, -60, 60, 60))
        self.moved.emit()

    def step(self, person: int, right: int, down: int) -> None:
        """Go to the nearest person in a direction."""
        here = self.people[person].pos()

        def cost(item: PersonItem) -> float:
            way = item.pos() - here
            ahead = way.x() * right + way.y() * down
            aside = abs(way.x() * down) + abs(way.y() * right)
            return ahead + 2 * aside if ahead > 1 else math.inf

        best = min(self.people.values(), key=cost, default=None)
        if best is not None and cost(best) < math.inf:
            best.setFocus(Qt.FocusReason.OtherFocusReason)
            self.choose(best.node.id)  # A scene that is not active tells of no focus.
            for view in self.views():
                view.ensureVisible(best)
