"""Review: all relationships in one table, and what a sitting decides about each."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.clock import today
from mentorcrm.models.health_kinds import ReviewKind
from mentorcrm.services.commands.reviews import BeginReview, FinishReview
from mentorcrm.services.review_queries import TABLES, needing
from mentorcrm.services.review_rows import ReviewPage as Found
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.review_board import ReviewBoard
from mentorcrm.ui.pages.review_head import ReviewHead
from mentorcrm.ui.pages.review_words import summary
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

READ_AT_ONCE = 300
"""More people than this are read in a thread."""
SORTS = {
    "needs": (_("Needs a decision"), _("Sort: needs a decision")),
    "name": (_("Name"), _("Sort: name")),
    "drift": (_("Drift from plan"), _("Sort: drift from plan")),
}


class ReviewPage(Page):
    """Place: `review`. The table shows the sitting that is open, or how everybody stands."""

    reads = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self._afresh = True
        self.head = ReviewHead()
        self.sorting = Button("", "secondary", icon="arrow-up-down")
        self.begin = Button(_("Begin a review"), "primary")
        self.finish = Button(_("Finish review"), "primary")
        for button in (self.sorting, self.begin, self.finish):
            button.hide()
            self.head.tools.addWidget(button)
        self.board = ReviewBoard(desk)
        self.add = Button(_("New person"), "primary", icon="user-plus")
        self.empty = EmptyWell(
            "activity",
            _("Nobody to review yet"),
            _("Everybody stands here who has a role, such as mentor."),
            self.add,
        )
        self._build()
        self._connect()

    def open_place(self, place: Place) -> None:
        self._afresh = True
        if self.found is not None:
            self._show(self.found)

    def place(self) -> Place:
        return Place("review")

    def reload(self) -> None:
        services = self.desk.services
        if services.health.ready and services.people.counts().people <= READ_AT_ONCE:
            self._show(self._read())
        else:
            self.desk.tasks.run(lambda _token: self._read(), self._show, key="review")

    def first_focus(self) -> QWidget:
        if self.found is None:
            return self
        return self.board.table if self.board.rows() else self.add

    def panes(self) -> tuple[QWidget, ...]:
        return (self.first_focus(),)

    def _read(self) -> Found:
        reviews = self.desk.services.reviews
        return reviews.page(reviews.open())

    def _show(self, found: Found) -> None:
        first, self.found = self.found is None, found
        self.board.show_rows(found, afresh=self._afresh)
        self._afresh = False
        self._stack.setCurrentIndex(1 if found.rows else 2)
        self._say()
        if first and self.isVisible() and self.window().focusWidget() in (None, self):
            self.take_focus()

    def _say(self) -> None:
        """What drifted and how far the sitting is, in the head."""
        if self.found is None:
            return
        rows, opened = self.board.rows(), self.found.id is not None or self.board.decided() > 0
        said = summary(rows, needing(rows), today(self.desk.clock)) if rows else ""
        self.head.summary.setText(said)
        self.head.summary.setVisible(bool(said))
        self.head.show_progress(self.board.decided(), len(rows) if opened else 0)
        self.sorting.setText(SORTS[self.board.sort][1])
        self.sorting.setVisible(len(rows) > 1)
        self.begin.setVisible(not opened and bool(rows))
        self.finish.setVisible(opened)

    def _build(self) -> None:
        nobody, below = QWidget(), QWidget()
        nobody.setLayout(boxes.column(self.empty, None))
        self._stack = QStackedLayout(below)
        for page in (QWidget(), self.board, nobody):
            self._stack.addWidget(page)
        layout = boxes.column(self.head, below, spacing=14, margins=(32, 24, 32, 16))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.board.told.connect(self._say)
        self.sorting.clicked.connect(self._choose_sort)
        self.begin.clicked.connect(self._choose_kind)
        self.finish.clicked.connect(self._finish)
        self.add.clicked.connect(self._add)

    def _choose_sort(self) -> None:
        menu = ChoiceMenu(self, [(key, words) for key, (words, _button) in SORTS.items()])
        menu.chosen.connect(self._sort_by)
        menu.open_under(self.sorting)

    def _sort_by(self, key: object) -> None:
        self.board.sort, self._afresh = str(key), True
        if self.found is not None:
            self._show(self.found)
        self.board.take_focus()

    def _choose_kind(self) -> None:
        menu = ChoiceMenu(self, [(kind, kind.label) for kind in ReviewKind])
        menu.chosen.connect(self._begin)
        menu.open_under(self.begin)

    def _begin(self, kind: object) -> None:
        if isinstance(kind, ReviewKind):
            said = _("Began the {review}").format(review=kind.label.lower())
            self.desk.run(BeginReview(kind), said=said)

    def _finish(self) -> None:
        if self.found is not None and self.found.id is not None:
            self.desk.run(FinishReview(self.found.id), said=_("Finished the review"))

    def _add(self) -> None:
        self.desk.go("people", view="new")
