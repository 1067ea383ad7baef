"""Everybody at a glance: the head with its buttons, the table, and the state of nobody."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.clock import today
from mentorcrm.services.review_queries import needing
from mentorcrm.services.review_rows import ReviewPage as Found
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.nobody_yet import NobodyYet
from mentorcrm.ui.pages.review_board import ReviewBoard
from mentorcrm.ui.pages.review_doors import ReviewDoors
from mentorcrm.ui.pages.review_head import ReviewHead
from mentorcrm.ui.pages.review_words import summary
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

SORTS = {
    "needs": (_("Needs a decision"), _("Sort: needs a decision")),
    "name": (_("Name"), _("Sort: name")),
    "drift": (_("Drift from plan"), _("Sort: drift from plan")),
}


class ReviewOverview(QWidget):
    """The table with its head. `guided` asks to go through the open sitting step by step."""

    guided = Signal()

    def __init__(self, desk: Desk, doors: ReviewDoors) -> None:
        super().__init__()
        self._desk = desk
        self._doors = doors
        self._found: Found | None = None
        self.head = ReviewHead()
        self.past = IconButton("history", _("Past reviews"))
        self.sorting = Button("", "secondary", icon="arrow-up-down")
        self.steps = Button(_("Step by step"), "secondary")
        self.begin = Button(_("Begin a review"), "primary")
        self.finish = Button(_("Finish review"), "primary")
        for button in (self.past, self.sorting, self.steps, self.begin, self.finish):
            button.hide()
            self.head.tools.addWidget(button)
        self.board = ReviewBoard(desk)
        self.empty = NobodyYet(
            desk,
            "activity",
            _("Nobody to review yet"),
            _("Everybody stands here who has a role, such as mentor."),
        )
        self._build()
        self._connect()

    def show_found(self, found: Found, *, afresh: bool) -> None:
        """Show a sitting, or how everybody stands; `afresh` puts them into their order again."""
        self._found = found
        self.board.show_rows(found, afresh=afresh)
        self._stack.setCurrentIndex(1 if found.rows else 2)
        self.empty.say()
        self._say()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.board.table if self.board.rows() else self.empty.begin

    def _say(self) -> None:
        """What drifted and how far the sitting is, in the head."""
        if self._found is None:
            return
        rows, opened = self.board.rows(), self._found.id is not None or self.board.decided() > 0
        said = summary(self._found, needing(rows), today(self._desk.clock)) if rows else ""
        self.head.summary.setText(said)
        self.head.summary.setVisible(bool(said))
        self.head.show_progress(self.board.decided(), len(rows) if opened else 0)
        self.sorting.setText(SORTS[self.board.sort][1])
        self.past.setVisible(opened or self._doors.has_past())
        self.steps.setVisible(opened)
        self.sorting.setVisible(len(rows) > 1)
        self.begin.setVisible(not opened and bool(rows))
        self.finish.setVisible(opened)

    def _build(self) -> None:
        nobody, below = QWidget(), QWidget()
        nobody.setLayout(boxes.column(self.empty, None))
        self._stack = QStackedLayout(below)
        for page in (QWidget(), self.board, nobody):
            self._stack.addWidget(page)
        layout = boxes.column(self.head, below, spacing=14)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.board.told.connect(self._say)
        self.sorting.clicked.connect(self._choose_sort)
        self.begin.clicked.connect(self._begin)
        self.steps.clicked.connect(self.guided)
        self.past.clicked.connect(self._show_past)
        self.finish.clicked.connect(self._finish)

    def _choose_sort(self) -> None:
        menu = ChoiceMenu(self, [(key, words) for key, (words, _button) in SORTS.items()])
        menu.chosen.connect(self._sort_by)
        menu.open_under(self.sorting)

    def _sort_by(self, key: object) -> None:
        self.board.sort = str(key)
        if self._found is not None:
            self.show_found(self._found, afresh=True)
        self.board.take_focus()

    def _begin(self) -> None:
        self._doors.offer_beginning(self.begin)

    def _show_past(self) -> None:
        self._doors.offer_past(self.past, self._found.id if self._found is not None else None)

    def _finish(self) -> None:
        if self._found is not None and self._found.id is not None:
            self._doors.finish(self._found.id)
