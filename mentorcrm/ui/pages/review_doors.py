"""The ways into sittings: begin one, go on with one, read those there were, throw one away."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today
from mentorcrm.errors import NotFound
from mentorcrm.models.health_kinds import ReviewKind
from mentorcrm.services.commands.reviews import BeginReview, DiscardReview, FinishReview
from mentorcrm.services.review_rows import PastReview
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _, short_day

MOST = 12
"""So many past sittings are offered, the newest."""
_TAKES = {
    ReviewKind.WEEKLY: _("Weekly review, five minutes"),
    ReviewKind.QUARTERLY: _("Quarterly review, twenty minutes"),
}
_DISCARD = -1


class ReviewDoors(QObject):
    """`opened` names a sitting to be gone through step by step."""

    opened = Signal(int)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._open: int | None = None

    def offer_beginning(self, under: QWidget) -> None:
        """Both kinds; one that was left open is gone on with."""
        left = {one.kind: one for one in self._past() if one.finished_on is None}
        choices = [
            (kind, self.named(left[kind]) if kind in left else words)
            for kind, words in _TAKES.items()
        ]
        menu = ChoiceMenu(self._owner, choices)
        menu.chosen.connect(self._begin)
        menu.open_under(under)

    def offer_past(self, under: QWidget, review: int | None) -> None:
        """The sittings that ended; and to throw the open one away."""
        self._open = review
        ended = [one for one in self._past() if one.finished_on is not None][:MOST]
        choices: list[tuple[object, str] | None] = [(one.id, self._ended(one)) for one in ended]
        if review is not None:
            choices += [None] if ended else []
            choices.append((_DISCARD, _("Discard the open review")))
        menu = ChoiceMenu(self._owner, choices)
        menu.chosen.connect(self._chosen)
        menu.open_under(under)

    def has_past(self) -> bool:
        """Whether a sitting ended so far."""
        return any(one.finished_on is not None for one in self._past())

    def named(self, one: PastReview) -> str:
        """`Go on with the quarterly review of 3 Nov`."""
        return _("Go on with the {review} of {day}").format(
            review=one.kind.label.lower(), day=short_day(one.started_on, today(self._desk.clock))
        )

    def finish(self, review: int) -> None:
        """End a sitting."""
        self._desk.run(
            FinishReview(review),
            said=_("Finished the review"),
            then=lambda _nothing: self.show_report(review),
        )

    def show_report(self, review: int) -> None:
        """Read what a sitting found and decided."""
        from mentorcrm.ui.dialogs.review_report import ReviewReportSheet

        try:
            page = self._desk.services.reviews.page(review)
        except NotFound as error:
            self._desk.tell(str(error))
            return
        ReviewReportSheet(self._owner.window(), self._desk, page).open()

    def _past(self) -> tuple[PastReview, ...]:
        return self._desk.services.reviews.past()

    def _ended(self, one: PastReview) -> str:
        day = short_day(one.finished_on or one.started_on, today(self._desk.clock))
        return _("{review}, {day}: {number} decided").format(
            review=one.kind.label, day=day, number=one.decided
        )

    def _begin(self, kind: object) -> None:
        if isinstance(kind, ReviewKind):
            self._desk.run(BeginReview(kind), then=self.opened.emit)

    def _chosen(self, value: object) -> None:
        if value != _DISCARD:
            self.show_report(int(str(value)))
        elif self._open is not None:
            self._desk.run(DiscardReview(self._open), said=_("Discarded the review"))
