"""Where to look: the people of each season on a board, and the channels with what they brought."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentorcrm.services.sources import TABLES, ChannelRow
from mentorcrm.services.sources import SourcesPage as Found
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.source_cards import ChannelCard, LaneRow
from mentorcrm.ui.pages.source_words import board_words, shown_lanes
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, Hairline
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

SIDE_WIDTH = 340
NARROW = 860


class SourcesPage(Page):
    """Place: `sources`."""

    reads = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self.lanes: list[LaneRow] = []
        self.channels: list[ChannelCard] = []
        self.summary = Label("", "body", "text2", wrap=True)
        self.mosaic = Button(_("To the mosaic"), "secondary", icon="layout-grid")
        self.mosaic.clicked.connect(partial(desk.go, "mosaic"))
        self._board = Card(_("Your people by season"))
        self._board.body.setSpacing(0)
        self._lane_rows, self._channel_rows = QVBoxLayout(), QVBoxLayout()
        self._channel_rows.setSpacing(14)
        self._build()
        theme.current().changed.connect(self._fit)

    def place(self) -> Place:
        return Place("sources")

    def reload(self) -> None:
        found = self.desk.services.sources.page()
        if found == self.found:
            return
        self.found = found
        self.summary.setText(board_words(found))
        self._show(found)
        self._scroll.settle()

    def first_focus(self) -> QWidget:
        return self.channels[0].add if self.channels else self

    def panes(self) -> tuple[QWidget, ...]:
        first = next((lane.names[0] for lane in self.lanes if lane.names), None)
        return (first, self.first_focus()) if first is not None else (self.first_focus(),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the channels below the board where there is no room beside it."""
        wide = self.width() >= theme.current().px(NARROW)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        side = theme.current().px(SIDE_WIDTH)
        self._side.setMaximumWidth(side if wide else 16777215)
        self._side.setMinimumWidth(side if wide else 0)
        self._align()

    def _build(self) -> None:
        title = boxes.row(Label(_("Where to look"), "display"), None, self.mosaic)
        self._board.body.addLayout(self._lane_rows)
        left, self._side = QWidget(), QWidget()
        left.setLayout(boxes.column(self._board, None))
        head = Label(_("Where people are found"), "title")
        hint = Label(
            _("A question each to bring somebody to mind. Those that brought you most come first."),
            "meta", "text2", wrap=True,
        )  # fmt: skip
        self._side.setLayout(boxes.column(head, hint, self._channel_rows, None, spacing=8))
        self._columns = boxes.row(spacing=24)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._side)
        self._scroll = ScrollColumn((32, 24, 32, 24), 14)
        self._scroll.body.addLayout(boxes.column(title, self.summary, spacing=0))
        self._scroll.body.addLayout(self._columns)
        self._scroll.body.addStretch(1)
        self.setLayout(boxes.column(self._scroll, spacing=0))

    def _show(self, found: Found) -> None:
        at = self._focused()
        boxes.empty(self._lane_rows)
        boxes.empty(self._channel_rows)
        self.lanes = [LaneRow(self.desk, lane) for lane in shown_lanes(found)]
        for number, lane in enumerate(self.lanes):
            if number:
                boxes.put(self._lane_rows, Hairline())
            boxes.put(self._lane_rows, lane)
        self._align()
        self.channels = [self._card(row) for row in found.channels]
        for card in self.channels:
            boxes.put(self._channel_rows, card)
        again = next((card.add for card in self.channels if card.row.words == at), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _align(self) -> None:
        """As much room for the name of a season as the longest asks for."""
        widest = max((lane.wanted_width() for lane in self.lanes), default=0)
        for lane in self.lanes:
            lane.set_name_width(widest)

    def _card(self, row: ChannelRow) -> ChannelCard:
        return ChannelCard(self.desk, row)

    def _focused(self) -> str:
        """The channel whose button has the focus; the same one gets it again."""
        return next((card.row.words for card in self.channels if card.add.hasFocus()), "")
