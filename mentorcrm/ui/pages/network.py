"""Network: who opened which door, as a drawing and as a list, with one person beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentorcrm.services.network import TABLES
from mentorcrm.services.network_rows import ME, Network
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.drawing.shape import Points
from mentorcrm.ui.drawing.view import NetworkView
from mentorcrm.ui.drawing.zoom_bar import ZoomBar
from mentorcrm.ui.pages import network_export
from mentorcrm.ui.pages.network_acts import NetworkActs
from mentorcrm.ui.pages.network_filters import NetworkFilters
from mentorcrm.ui.pages.network_list import NetworkTable
from mentorcrm.ui.pages.network_side import NetworkSide
from mentorcrm.ui.pages.nobody_yet import NobodyYet
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import PageHeader, Plane
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

SIDE_WIDTH = 304
NARROW, NARROW_LIST = 760, 960
"""Below this width the side goes below: five columns of words need more than a drawing."""

_WIDEST = 16_777_215  # As Qt has it.
DRAWN, LISTED = "drawing", "list"
_TIDY, _EXPORT = "tidy", "export"


class NetworkPage(Page):
    """Place: `network`, with a person as key and `drawing` or `list` as view."""

    reads = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Network | None = None
        self._places: Points = {}
        self._put: dict[int, tuple[float, float]] = {}
        self._person: int | None = None
        self.header = PageHeader(_("Network"))
        self.summary = Label("", "body", "text2", wrap=True)
        self.ways = Segmented([(DRAWN, _("Drawing")), (LISTED, _("List"))])
        self.ways.setAccessibleName(_("How it is shown"))
        self.acts = NetworkActs(desk)
        self.filters = NetworkFilters()
        self.more = Button(_("More"))
        self.view = NetworkView()
        self.table = NetworkTable()
        self.side = NetworkSide()
        self.empty = NobodyYet(
            desk,
            "waypoints",
            _("Nobody is in your network yet"),
            _("Whoever has a role, or was introduced by somebody, shows here with the doors "
              "between them."),
        )  # fmt: skip
        self._build()
        self._connect()

    def open_place(self, place: Place) -> None:
        if place.view in (DRAWN, LISTED):
            self._show_way(place.view)
        self._person = place.key
        if self.found is not None and place.key is not None:
            self._choose(place.key)

    def place(self) -> Place:
        way = LISTED if self._ways.currentWidget() is self.table else DRAWN
        return Place("network", self._person, way)

    def reload(self) -> None:
        self._read()

    def first_focus(self) -> QWidget:
        if self.empty.isVisible():
            return self.empty.begin
        return self._ways.currentWidget() or self

    def panes(self) -> tuple[QWidget, ...]:
        return (self._ways.currentWidget() or self, self.side)

    def _build(self) -> None:
        menu = ChoiceMenu(
            self.more,
            [(_TIDY, _("Tidy up the drawing")), (_EXPORT, _("Save the drawing…"))],
            kept=True,
        )
        menu.chosen.connect(self._do)
        self.more.setMenu(menu)
        self.header.tools.addWidget(self.ways)
        self.header.tools.addWidget(self.more)
        self._ways = QStackedWidget()
        self._ways.addWidget(self.view)
        self._ways.addWidget(self.table)
        self.zoom = ZoomBar(self.view, self._ways)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(32, 24, 20, 16)
        column.setSpacing(12)
        column.addLayout(boxes.column(self.header, self.summary, spacing=0))
        column.addWidget(self.filters)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._ways, 1)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(main, 1)
        beside = Plane("surface")
        line = QHBoxLayout(beside)  # Not `boxes.row`, which would not let the column fill it.
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(Hairline(vertical=True))
        line.addWidget(self.side, 1)
        self._columns.addWidget(beside)
        self._beside = beside
        self.ways.set_value(DRAWN)

    def _connect(self) -> None:
        self.ways.chosen.connect(lambda way: self._show_way(str(way)))
        self.filters.parts_changed.connect(self._show_parts)
        self.filters.people_changed.connect(self._draw)
        self.filters.need_changed.connect(self._read)
        self.view.chosen.connect(self._chosen)
        self.view.opened.connect(self.acts.open)
        self.view.moved.connect(self._keep_place)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self.acts.open)
        self.side.chosen.connect(self._choose)
        self.side.opened.connect(self.acts.open)
        self.side.thanked.connect(self.acts.thank)
        theme.current().changed.connect(self._fit)

    def _read(self, *, anew: bool = False) -> None:
        services, wanted = self.desk.services, self.filters.wanted()

        def read(_token: object) -> tuple[Network, Points, list[tuple[object, str]]]:
            network = services.network.network(wanted)
            needs: list[tuple[object, str]] = [
                (row.id, row.statement) for row in services.needs.list()
            ]
            return network, services.network.places(network, anew=anew), needs

        self.desk.tasks.run(read, self._show, key="network")

    def _show(self, read: tuple[Network, Points, list[tuple[object, str]]]) -> None:
        self.found, places, needs = read
        self._places = {**places, **self._put}
        self.filters.set_needs(needs)
        there = len(self.found.nodes) > 1
        filtered = self.filters.wanted() is not None
        self.empty.say()
        left = self.empty.begin.hasFocus() and (there or filtered)
        self.empty.setVisible(not there and not filtered)
        for part in (self.filters, self._ways, self._beside, self.ways, self.more):
            part.setVisible(there or filtered)
        self.summary.setText(_summary(self.found))
        self.table.people.show_network(self.found)
        self._draw()
        if left:  # What was empty has gone with its button; the keys go on with who is there.
            self.take_focus()

    def _draw(self) -> None:
        if self.found is None:
            return
        self.view.show_network(self.found, self._places, resting=self.filters.resting.isChecked())
        self._show_parts()
        self.view.keep_in_view()
        self.zoom.place()
        person = self._person if self._person in self.found.by_id else ME
        self._choose(person or ME, look=False)

    def _show_parts(self) -> None:
        chips = self.filters
        self.view.show_parts(doors=chips.doors.isChecked(), circles=chips.circles.isChecked())

    def _choose(self, person: int, *, look: bool = True) -> None:
        """Choose somebody; with `look`, they come into view."""
        if self._ways.currentWidget() is self.table:
            self.table.choose(person)
        self.view.choose(person)
        if look:
            self.view.scrollTo(self.view.currentIndex())
        self._chosen(person)

    def _chosen(self, person: int) -> None:
        if self.found is None:
            return
        self._person = person if person != ME else None
        self.side.show_person(self.found, person)
        self.place_changed.emit()

    def _show_way(self, way: str) -> None:
        self.ways.set_value(way)
        self._ways.setCurrentWidget(self.table if way == LISTED else self.view)
        self.zoom.setVisible(way == DRAWN)
        self.filters.show_chips(way == DRAWN)
        self._fit()
        if self._person is not None:
            self._choose(self._person)
        self.place_changed.emit()

    def _do(self, what: object) -> None:
        if what == _TIDY:
            self._put.clear()
            self._read(anew=True)
        else:
            network_export.save(self.desk, self.view)

    def _keep_place(self, person: int) -> None:
        """Somebody was put elsewhere, of which what is being read or laid out knows nothing."""
        self._put[person] = self.view.places()[person]
        self._places = {**self._places, **self._put}
        self.desk.services.network.put(person, self._put[person])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The side goes below a drawing that has no room beside it."""
        width = theme.current().px(SIDE_WIDTH)
        listed = self._ways.currentWidget() is self.table
        wide = self.width() >= theme.current().px(NARROW_LIST if listed else NARROW)
        self._columns.setDirection(
            QHBoxLayout.Direction.LeftToRight if wide else QHBoxLayout.Direction.TopToBottom
        )
        self.side.setMinimumWidth(width if wide else 0)
        self._beside.setMaximumWidth(width + 1 if wide else _WIDEST)
        self._beside.setMinimumHeight(0 if wide else theme.current().px(150))
        self._beside.setMaximumHeight(_WIDEST if wide else theme.current().px(220))
        self.zoom.place()


def _summary(network: Network) -> str:
    doors = sum(edge.introduction and edge.made for edge in network.edges)
    if not doors:
        return _("Who opened which door. The ring shows health, the size how often you met.")
    said = n_("{number} door was opened for you.", "{number} doors were opened for you.", doors)
    ring = _("The ring shows health, the size how often you met.")
    return f"{said.format(number=doors)} {ring}"
