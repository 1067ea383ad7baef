"""Asks: every message by how far it is, and what I need beside it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import DraftState, MessageKind, Outcome
from mentorcrm.services.ask_standing import Standing, standings
from mentorcrm.services.asks_filter import counts
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.new_ask import open_new_ask
from mentorcrm.ui.itemmodels.windowed import IdRole
from mentorcrm.ui.pages.ask_acts import AskActs
from mentorcrm.ui.pages.ask_words import summary
from mentorcrm.ui.pages.asks_list import AsksList
from mentorcrm.ui.pages.needs_card import NeedsCard
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.panes import NARROW, PageHeader, ScrollColumn
from mentorcrm.words import _

SIDE_WIDTH = 324


class AsksPage(Page):
    """Places: `asks`. The view `new` (key: to whom) is a sheet over any page."""

    reads = (
        *("draft", "person", "need", "interaction", "interaction_person"),
        *("coverage", "mentorship", "need_task"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header = PageHeader(_("Asks"))
        self.new = Button(_("New ask"), "primary", icon="pen-line")
        self.header.tools.addWidget(self.new)
        self.list = AsksList()
        self.model = self.list.model
        self.acts = AskActs(desk, self)
        self._found: dict[int, Standing] = {}
        first = Button(_("New ask"), "primary", icon="pen-line")
        self._empty = EmptyWell(
            "pen-line",
            _("Nothing written yet"),
            _("Pick someone and a need; the first text is made from what you know."),
            first,
        )
        self.needs = NeedsCard(desk)
        self._side = ScrollColumn((0, 4, 20, 20), 14)
        self._build()
        self._connect(first)

    def place(self) -> Place:
        return Place("asks")

    def reload(self) -> None:
        outreach = self.desk.services.outreach
        drafts, days = outreach.list(), self.acts.days()
        self._found = standings(drafts, outreach.touches(), days)
        self.list.show_asks(drafts, self._found, days)
        self._empty.setVisible(not drafts)
        self.list.setVisible(bool(drafts))
        self.new.setVisible(bool(drafts))
        due = sum(standing.step is not None for standing in self._found.values())
        self.header.set_summary(summary(counts(drafts, self._found), due))
        self.needs.reload()

    def first_focus(self) -> QWidget:
        return self.list.rows if self.model.rowCount() else self.needs.add

    def panes(self) -> tuple[QWidget, ...]:
        side = () if self._side.isHidden() else (self.needs.add,)
        return (self.list.search, self.list.rows, *side)

    def focus_filter(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The needs have a page of their own; here they stand where there is room beside the asks.
        self._side.setVisible(self.width() >= theme.current().px(NARROW))
        self._side.setFixedWidth(theme.current().px(SIDE_WIDTH))

    def _build(self) -> None:
        self._side.body.addWidget(self.needs)
        self._side.body.addStretch(1)
        left = boxes.column(spacing=0)
        left.addLayout(boxes.row(self._empty, margins=(18, 4, 20, 0)))
        left.addWidget(self.list, 1)
        left.addStretch(0)
        columns = boxes.row(spacing=16)
        columns.addLayout(left, 1)
        columns.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 24, 12, 0)
        layout.setSpacing(14)
        head = boxes.row(margins=(18, 0, 20, 0))
        head.addWidget(self.header, 1)
        layout.addLayout(head)
        layout.addLayout(columns, 1)

    def _connect(self, first: Button) -> None:
        self.new.clicked.connect(self._new)
        first.clicked.connect(self._new)
        theme.current().changed.connect(self._fit)
        rows = self.list.rows
        rows.clicked.connect(self._open)
        rows.opened.connect(self._open)
        rows.letter_pressed.connect(self._letter)
        rows.act_requested.connect(self._act)
        rows.menu_requested.connect(self._open_menu)
        self.needs.ask_requested.connect(self._ask_about)

    def _new(self) -> None:
        self.desk.go("asks", view="new")

    def _ask_about(self, need: int) -> None:
        open_new_ask(self.window(), self.desk, need=need)

    def _open(self, index: Any) -> None:
        draft = index.data(IdRole)
        if draft:
            self.desk.go("composer", int(draft))

    def _act(self, draft: int, place: Any) -> None:
        """The button at the end of a row: note the answer, or what follows it."""
        self.list.select(draft)
        detail = self.desk.services.outreach.detail(draft)
        step = self._found.get(draft, Standing()).step
        if detail.state is DraftState.SENT:
            self.acts.open_menu(draft, place)
        elif step is not None:
            self.acts.take(draft, step)

    def _open_menu(self, draft: int, place: Any) -> None:
        self.list.select(draft)
        self.acts.open_menu(draft, place, whole=True)

    def _letter(self, letter: str) -> None:
        draft = self.list.current()
        off = letter != "Del" and not self.desk.settings.current.letter_keys
        if draft is None or off:
            return
        detail = self.desk.services.outreach.detail(draft)
        if letter == "Del":
            self.acts.delete(draft)
        elif letter == "E":
            self.desk.go("composer", draft)
        elif detail.sent_at is not None:
            self._answer_letter(letter, draft)

    def _answer_letter(self, letter: str, draft: int) -> None:
        detail = self.desk.services.outreach.detail(draft)
        step = self._found.get(draft, Standing()).step
        if letter == "A":
            self.acts.open_menu(draft, self.list.rows.below_current())
        elif letter == "D" and detail.state is DraftState.SENT:
            self.acts.write(detail, MessageKind.FOLLOW_UP)
        elif letter == "D" and step is not None:
            self.acts.take(draft, step)
        elif letter == "R" and detail.state is DraftState.SENT:
            self.acts.note(draft, Outcome.NO_ANSWER)
