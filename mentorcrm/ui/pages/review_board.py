"""The board of a review: everybody in a table, and deciding about them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today
from mentorcrm.models.health_kinds import ReviewDecision, ReviewKind
from mentorcrm.services.commands.reviews import BeginReview, Decide
from mentorcrm.services.review_queries import needing
from mentorcrm.services.review_rows import ReviewPage as Found
from mentorcrm.services.review_rows import ReviewRow
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.review_cells import Column
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.review_rows import ReviewModel
from mentorcrm.ui.pages.review_head import Legend
from mentorcrm.ui.pages.review_table import ReviewTable
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Panel
from mentorcrm.words import _

KEYS_FROM = 980
"""From this width on there is room to tell the keys."""


class ReviewBoard(QWidget):
    """The table with its legend. `told` says that a decision shows, before it is kept."""

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._review: int | None = None
        self.sort = "needs"
        self.model = ReviewModel(self)
        self.table = ReviewTable(self.model)
        self.legend = Legend()
        card = Panel()
        card.setLayout(boxes.column(self.table, margins=(1, 2, 1, 2)))
        self.setLayout(boxes.column(card, self.legend, spacing=10))
        self.table.decided.connect(self.decide)
        self.table.opened.connect(self._open)
        theme.current().changed.connect(self.fit)

    def show_rows(self, found: Found, *, afresh: bool) -> None:
        """Show a sitting; not `afresh` everybody stays where they stood."""
        here = self.model.row_at(self.table.currentIndex().row())
        self._review = found.id
        self.table.letters = self._desk.settings.current.letter_keys
        self.table.with_balance = self._desk.settings.current.giving_card
        self.model.set_rows(self._ordered(found.rows, afresh=afresh), today(self._desk.clock))
        self.fit()
        if here is not None and (place := self.model.place_of(here.person_id)) is not None:
            self.table.choose(place)

    def rows(self) -> Sequence[ReviewRow]:
        """The rows as they stand."""
        return self.model.rows()

    def decided(self) -> int:
        """How many are decided on."""
        return sum(row.decision is not None for row in self.model.rows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Tell what the table has room to show."""
        self.table.fit()
        keys = self.width() >= theme.current().px(KEYS_FROM) and self.table.letters
        self.legend.show_parts(not self.table.isColumnHidden(Column.BALANCE), keys)

    def decide(self, place: int, decision: object) -> None:
        """Decide, or take the same decision back, and go on to the next row."""
        row = self.model.row_at(place)
        if row is None or not isinstance(decision, ReviewDecision):
            return
        wanted = None if row.decision is decision else decision
        if self._review is not None:
            self._keep(self._review, place, wanted)
            return
        self._desk.run(
            BeginReview(ReviewKind.QUARTERLY),
            then=lambda review: self._keep(review, place, wanted),
        )

    def _keep(self, review: int, place: int, decision: ReviewDecision | None) -> None:
        row = self.model.row_at(place)
        if row is None:
            return
        self._review = review
        self.model.decide(place, decision)
        on = decision is not None and place + 1 < self.model.rowCount()
        self.table.choose(place + 1 if on else place)
        self.told.emit()
        command = Decide(review, row.person_id, decision)
        refused = partial(self._refused, row, decision)
        self._desk.run(command, failed=refused, lost=partial(self._take_back, row, decision))

    def _refused(self, was: ReviewRow, tried: ReviewDecision | None, sentence: str) -> None:
        self._take_back(was, tried)
        self._desk.tell(sentence)

    def _take_back(self, was: ReviewRow, tried: ReviewDecision | None) -> str:
        """Show again what holds, as a decision could not be kept; return what is safe."""
        place = self.model.place_of(was.person_id)
        now = self.model.row_at(place) if place is not None else None
        if place is not None and now is not None and now.decision is tried:
            self.model.decide(place, was.decision)
            self.table.choose(place)
            self.told.emit()
        return _("What was decided before still holds.")

    def _ordered(self, rows: Sequence[ReviewRow], *, afresh: bool) -> list[ReviewRow]:
        """As they stood, so that nothing jumps while one decides; else in the chosen order."""
        if not afresh and self.model.rows():
            places = {row.person_id: place for place, row in enumerate(self.model.rows())}
            return sorted(rows, key=lambda row: places.get(row.person_id, len(places)))
        if self.sort == "needs":
            return list(needing(rows))
        if self.sort == "drift":
            return sorted(rows, key=lambda row: (not row.over_plan, -row.over_plan_days))
        return list(rows)

    def _open(self, person: int) -> None:
        self._desk.go("people", person)

    def take_focus(self) -> None:
        """Put the focus into the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
