"""Review: all relationships in one table, and sittings that go through them step by step."""

from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.services.review_queries import TABLES
from mentorcrm.services.review_rows import ReviewPage as Found
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.review_doors import ReviewDoors
from mentorcrm.ui.pages.review_overview import ReviewOverview
from mentorcrm.ui.pages.review_sitting import ReviewSitting
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes

_SITTING = "sitting"
READ_AT_ONCE = 300
"""More people than this are read in a thread."""


class ReviewPage(Page):
    """Place: `review`. The table shows the sitting that is open, or how everybody stands.

    The view `sitting` goes through one step by step; the key names it, without one the newest.
    """

    reads = TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self._afresh = True
        self._guided = False
        self._review: int | None = None
        self.sitting: ReviewSitting | None = None
        self.doors = ReviewDoors(desk, self)
        self.overview = ReviewOverview(desk, self.doors)
        whole = QWidget()
        self._whole = QStackedLayout(whole)
        self._whole.addWidget(self.overview)
        self.setLayout(boxes.column(whole, margins=(32, 24, 32, 16)))
        self.overview.guided.connect(partial(self._go_through, None))
        self.doors.opened.connect(self._go_through)

    def open_place(self, place: Place) -> None:
        self._afresh, self._guided = True, place.view == _SITTING
        self._review = place.key
        if self.found is not None:
            self.desk.when_live(self.reload)

    def place(self) -> Place:
        if self._guided and self.found is not None and self.found.id is not None:
            return Place("review", self.found.id, _SITTING)
        return Place("review")

    def reload(self) -> None:
        services = self.desk.services
        if services.health.ready and services.people.counts().people <= READ_AT_ONCE:
            self.desk.tasks.drop("review")  # Else what was read before this would come after it.
            self._show(self._read())
        else:
            self.desk.tasks.run(lambda _token: self._read(), self._show, key="review")

    def first_focus(self) -> QWidget:
        if self.found is None:
            return self
        if self.sitting is not None and self._whole.currentWidget() is self.sitting:
            return self.sitting.first_focus()
        return self.overview.first_focus()

    def flush(self) -> None:
        if self.sitting is not None:
            self.sitting.flush()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.first_focus(),)

    def _read(self) -> Found:
        reviews = self.desk.services.reviews
        if self._review is not None:
            try:
                found = reviews.page(self._review)
            except NotFound:
                found = None
            if found is not None and found.finished_on is None:
                return found
        return reviews.page(reviews.open())

    def _show(self, found: Found) -> None:
        first, self.found = self.found is None, found
        if self._guided and found.id is not None:
            self._show_sitting(found)
        else:
            self._guided = False
            self._whole.setCurrentWidget(self.overview)
            self.overview.show_found(found, afresh=self._afresh)
            self._afresh = False
        if first and self.isVisible() and self.window().focusWidget() in (None, self):
            self.take_focus()

    def _show_sitting(self, found: Found) -> None:
        """Step by step; each kind of sitting has steps of its own."""
        assert found.kind is not None
        if self.sitting is None or self.sitting.kind is not found.kind:
            if self.sitting is not None:
                self.sitting.deleteLater()
            self.sitting = ReviewSitting(self.desk, found.kind)
            self.sitting.left.connect(self._leave)
            self.sitting.finished.connect(self._ended)
            self._whole.addWidget(self.sitting)
        self._whole.setCurrentWidget(self.sitting)
        self.sitting.show_found(found)

    def _go_through(self, review: int | None = None) -> None:
        number = review if review is not None else self.found.id if self.found is not None else None
        self.desk.go("review", number, _SITTING)

    def _leave(self) -> None:
        self.desk.go("review")

    def _ended(self, review: int) -> None:
        self.desk.go("review")
        self.doors.show_report(review)
