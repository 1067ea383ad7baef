"""Mosaic: who covers which need, what hangs on one person, and whom to ask next."""

from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mentorcrm.services.mosaic import TABLES, Remark
from mentorcrm.services.mosaic import MosaicPage as Found
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.mosaic_grid import MosaicModel
from mentorcrm.ui.pages.mosaic_acts import MosaicActs
from mentorcrm.ui.pages.mosaic_legend import Legend
from mentorcrm.ui.pages.mosaic_map import MosaicMap
from mentorcrm.ui.pages.mosaic_side import RemarksSide
from mentorcrm.ui.pages.mosaic_sticky import StickyHeads
from mentorcrm.ui.pages.mosaic_table import MosaicTable
from mentorcrm.ui.pages.mosaic_words import summary_words
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell, Panel
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

SIDE_WIDTH = 292
_MAP = "map"
NARROW = 900
READ_AT_ONCE = 1000


class MosaicPage(Page):
    """Place: `mosaic`; the view `map` shows the people on rings instead of the grid."""

    reads = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self.summary = Label("", "body", "text2", wrap=True)
        self.add = Button(_("Add need"), "secondary", icon="plus")
        self.look = Button(_("Where to look"), "secondary", icon="search")
        self.model = MosaicModel(self)
        self.table = MosaicTable(self.model)
        self.map = MosaicMap()
        self.views = Segmented([("", _("Grid")), (_MAP, _("Map"))])
        self.views.setAccessibleName(_("Show the mosaic as"))
        self.legend = Legend()
        self.hint = Label(
            _("Rings are seasons. Within a ring, further out is longer silent against your plan."),
            *("meta", "text3"),
            wrap=True,
        )
        self.rows = Button(_("Add a row"), "ghost", icon="plus", size="small")
        self.side = RemarksSide(desk)
        self.acts = MosaicActs(desk, self)
        self._grid = QWidget()
        self.people = Button(_("Go to people"), "primary", icon="users")
        self.empty = EmptyWell(
            "layout-grid",
            _("No one mentor covers everything"),
            _(
                "The mosaic shows who covers which of your needs, what hangs on one person alone, "
                "and where nobody helps yet. People stand here once they are on trial, active or "
                "in light touch, or once you say that they help with a need."
            ),
            self.people,
        )
        self._build()
        self._connect()

    def open_place(self, place: Place) -> None:
        self._view(_MAP if place.view == _MAP else "")

    def place(self) -> Place:
        return Place("mosaic", view=str(self.views.value() or ""))

    def reload(self) -> None:
        services = self.desk.services
        if services.health.ready or services.people.counts().people <= READ_AT_ONCE:
            self._show(services.mosaic.page())
        else:
            self.desk.tasks.run(lambda _token: services.mosaic.page(), self._show, key="mosaic")

    def first_focus(self) -> QWidget:
        if self.found is None:
            return self
        if not self.found.columns:
            return self.people
        stops = (one for one in self.map.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return next(stops, self.table) if self.views.value() == _MAP else self.table

    def panes(self) -> tuple[QWidget, ...]:
        cards = (self.side.cards[0].act,) if self.side.cards else ()
        return (self.first_focus(), *cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put what stands out below the grid where there is no room beside it."""
        wide = self.width() >= theme.current().px(NARROW)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        side = theme.current().px(SIDE_WIDTH)
        self.side.setMaximumWidth(side if wide else 16777215)
        self.side.setMinimumWidth(side if wide else 0)

    def _show(self, found: Found) -> None:
        first, here = self.found is None, self.model.cell(self.table.currentIndex())
        self.found = found
        if self.model.set_page(found) and here is not None:
            self.table.setCurrentIndex(self.model.place_of(here.row.key, here.column.person_id))
        self.table.fit()
        self.map.show_columns(found.columns)
        self.side.show_page(found)
        self._view(str(self.views.value() or ""))
        self.summary.setText(summary_words(found))
        needs = any(row.need_id is not None for row in found.rows)
        self.add.set_kind("secondary" if needs else "primary")
        self._grid.setVisible(bool(found.columns))
        self.views.setVisible(bool(found.columns))
        self.empty.setVisible(not found.columns)
        if first and self.isVisible() and self.window().focusWidget() in (None, self):
            self.take_focus()

    def _build(self) -> None:
        title = boxes.row(
            Label(_("Mosaic"), "display"), None, self.views, self.look, self.add, spacing=8
        )
        self.card = card = Panel()
        inner = boxes.row(self.table, spacing=0, margins=(1, 6, 1, 8))
        inner.addWidget(self.table.rail)
        inner.setStretch(0, 1)
        card.setLayout(inner)
        below = boxes.row(spacing=8)
        below.addWidget(self.legend, 1)
        below.addWidget(self.rows, 0, Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        left.setLayout(boxes.column(card, self.map, self.hint, below, None, spacing=12))
        self._columns = boxes.row(spacing=24)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self.side)
        self._grid.setLayout(self._columns)
        self._scroll = ScrollColumn((32, 24, 32, 24), 14)
        self._scroll.body.addLayout(boxes.column(title, self.summary, spacing=0))
        self._scroll.body.addWidget(self.empty)
        self._scroll.body.addWidget(self._grid)
        self._scroll.body.addStretch(1)
        self.setLayout(boxes.column(self._scroll, spacing=0))
        self.sticky = StickyHeads(self._scroll, self.table)
        self.empty.hide()
        self._grid.hide()

    def _connect(self) -> None:
        self.add.clicked.connect(partial(self.desk.go, "needs", None, "new"))
        self.look.clicked.connect(partial(self.desk.go, "sources"))
        self.people.clicked.connect(partial(self.desk.go, "people"))
        self.views.chosen.connect(self._choose_view)
        self.map.opened.connect(partial(self.desk.go, "people"))
        self.rows.clicked.connect(self._open_facets)
        self.side.wished.connect(self._act)
        self.side.filled.connect(self._scroll.settle)
        self.table.pressed_cell.connect(self.acts.press)
        self.table.menu_wanted.connect(self.acts.open_row)
        for heads in (self.table, self.sticky):
            heads.person_wanted.connect(partial(self.desk.go, "people"))
        self.table.level_wanted.connect(self.acts.choose_level)
        self.table.moved.connect(self._bring_into_view)
        theme.current().changed.connect(self._fit)

    def _choose_view(self, view: object) -> None:
        self._view(str(view))
        self.place_changed.emit()

    def _view(self, view: str) -> None:
        """Show the grid, or the map."""
        if view != self.views.value() and self._grid.isAncestorOf(self.window().focusWidget()):
            # What goes would hand the focus on, and the page would scroll to it half laid out.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.views.set_value(view)
        self.map.setVisible(view == _MAP)
        self.hint.setVisible(view == _MAP)
        self.card.setVisible(view != _MAP)
        self.legend.setVisible(view != _MAP)
        facets = self.found is not None and bool(self.found.facets)
        self.rows.setVisible(view != _MAP and facets)
        self.sticky.follow()

    def _bring_into_view(self, cell: QRect) -> None:
        """Scroll the page to where the arrows went, below the faces that stay."""
        place = self.table.viewport().mapTo(self._scroll.viewport(), cell.center())
        high, bar = self._scroll.viewport().height(), self._scroll.verticalScrollBar()
        above = place.y() - cell.height() - self.sticky.height_taken()
        over = max(place.y() + cell.height() - high, 0) + min(above, 0)
        bar.setValue(bar.value() + over)

    def _open_facets(self) -> None:
        """Offer what is left out of the rows."""
        if self.found is None:
            return
        menu = ChoiceMenu(self, [(facet, facet.label) for facet in self.found.facets])
        menu.chosen.connect(self.acts.put_in)
        menu.open_under(self.rows)

    def _act(self, remark: object) -> None:
        """What a sentence offers and its card cannot do: the need, or somebody for a row."""
        if not isinstance(remark, Remark) or self.found is None:
            return
        row = next((one for one in self.found.rows if one.key == remark.wanted), None)
        if row is None:
            self.desk.go("sources")
        elif row.need_id is not None:
            self.desk.go("needs", row.need_id)
        else:
            self.acts.pick(row)
