"""Asks: every message by state, and what I need beside it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.kinds import DraftState
from mentorcrm.services.commands.outreach import DeleteDraft
from mentorcrm.services.rows import DraftRow
from mentorcrm.ui import words
from mentorcrm.ui.delegates.draft_row import DraftLine, DraftRowDelegate
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.new_ask import open_new_ask
from mentorcrm.ui.itemmodels.windowed import IdRole, RowRole
from mentorcrm.ui.pages.draft_words import draft_tag
from mentorcrm.ui.pages.needs_card import NeedsCard
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import initials
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.panes import PageHeader, ScrollColumn

Index = QModelIndex | QPersistentModelIndex
HEADINGS = {
    DraftState.READY: "Ready to go",
    DraftState.DRAFT: "Being written",
    DraftState.SENT: "Waiting for an answer",
    DraftState.ANSWERED: "Answered",
    DraftState.CLOSED: "Closed",
}
SIDE_WIDTH = 320


class DraftListModel(QAbstractListModel):
    """Headings and rows, in the order of `HEADINGS`."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DraftLine] = []

    def set_lines(self, lines: list[DraftLine]) -> None:
        """Show other rows."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def place_of(self, draft: int) -> int | None:
        """Where a draft stands."""
        return next((i for i, line in enumerate(self._lines) if line.id == draft), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._lines[index.row()].id:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        values = {
            int(RowRole): line,
            int(IdRole): line.id,
            int(Qt.ItemDataRole.DisplayRole): line.text,
            int(Qt.ItemDataRole.AccessibleTextRole): line.spoken or line.text,
        }
        return values.get(int(role))


class AsksPage(Page):
    """Places: `asks`. The view `new` (key: to whom) is a sheet over any page."""

    reads = ("draft", "person", "need")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header = PageHeader("Asks")
        self.new = Button("New ask", "primary", icon="pen-line")
        self.header.tools.addWidget(self.new)
        self.model = DraftListModel()
        self.list = ListView("Asks", "Del")
        self.list.setUniformItemSizes(False)
        self.list.setModel(self.model)
        self.list.setItemDelegate(DraftRowDelegate(self.list))
        first = Button("New ask", "primary", icon="pen-line")
        self._empty = EmptyWell(
            "pen-line",
            "Nothing written yet",
            "Pick someone and a need; the first text is made from what you know.",
            first,
        )
        self.needs = NeedsCard(desk)
        self._sought: int | None = None  # Which one to choose once all are read.
        self._build()
        self.new.clicked.connect(self._new)
        first.clicked.connect(self._new)
        self.list.clicked.connect(self._open)
        self.list.opened.connect(self._open)
        self.list.letter_pressed.connect(self._delete)
        self.needs.ask_requested.connect(self._ask_about)

    def place(self) -> Place:
        return Place("asks", self.list.currentIndex().data(IdRole) or self._sought)

    def open_place(self, place: Place) -> None:
        self._sought = place.key
        if place.key is not None and self.desk.live:
            self._choose(place.key)

    def reload(self) -> None:
        drafts = self.desk.services.outreach.list()
        chosen = self.list.currentIndex().data(IdRole)
        self.model.set_lines(self._lines(drafts))
        self._choose(int(chosen or self._sought or 0))
        self._empty.setVisible(not drafts)
        self.list.setVisible(bool(drafts))
        self.new.setVisible(bool(drafts))
        self.header.set_summary(self._summary(drafts))
        self.needs.reload()

    def _choose(self, draft: int) -> None:
        place = self.model.place_of(draft) if draft else None
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))

    def first_focus(self) -> QWidget:
        return self.list if self.model.rowCount() else self.needs.add

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.needs.add)

    def _build(self) -> None:
        side = ScrollColumn((0, 4, 20, 20), 14)
        side.setFixedWidth(SIDE_WIDTH)
        side.body.addWidget(self.needs)
        side.body.addStretch(1)
        left = boxes.column(spacing=0)
        left.addLayout(boxes.row(self._empty, margins=(18, 4, 0, 0)))
        left.addWidget(self.list, 1)
        left.addStretch(0)
        columns = boxes.row(spacing=16)
        columns.addLayout(left, 1)
        columns.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 24, 12, 0)
        layout.setSpacing(14)
        head = boxes.row(margins=(18, 0, 20, 0))
        head.addWidget(self.header, 1)
        layout.addLayout(head)
        layout.addLayout(columns, 1)

    def _lines(self, drafts: Sequence[DraftRow]) -> list[DraftLine]:
        lines: list[DraftLine] = []
        for state, heading in HEADINGS.items():
            some = [draft for draft in drafts if draft.state is state]
            if some:
                lines.append(DraftLine(0, heading, when=str(len(some))))
                lines += [self._line(draft) for draft in some]
        return lines

    def _line(self, draft: DraftRow) -> DraftLine:
        now = self.desk.clock.now()
        tag, tone = draft_tag(draft, now)
        title = f"{draft.kind.label} to {draft.person}"
        when = draft.sent_at or draft.updated_at
        said = words.ago(when, now)
        word = "sent" if draft.sent_at else "edited"
        return DraftLine(
            draft.id,
            title,
            draft.subject,
            initials(draft.person),
            draft.tint,
            tag,
            tone,
            f"{word} {said}",
            f"{title}, {draft.subject}, {tag}",
        )

    def _summary(self, drafts: Sequence[DraftRow]) -> str:
        writing = sum(d.state in (DraftState.DRAFT, DraftState.READY) for d in drafts)
        waiting = sum(d.state is DraftState.SENT for d in drafts)
        parts = []
        if writing:
            parts.append(f"{writing} being written")
        if waiting:
            parts.append(f"{waiting} waiting for an answer")
        return ", ".join(parts).capitalize() + "." if parts else ""

    def _new(self) -> None:
        self.desk.go("asks", view="new")

    def _ask_about(self, need: int) -> None:
        open_new_ask(self.window(), self.desk, need=need)

    def _open(self, index: Any) -> None:
        draft = index.data(IdRole)
        if draft:
            self.desk.go("composer", int(draft))

    def _delete(self, _letter: str) -> None:
        draft = self.list.currentIndex().data(IdRole)
        if draft:
            self.desk.run(DeleteDraft(int(draft)), said="Moved the ask to the bin")
