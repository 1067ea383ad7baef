"""The cards beside Today's rows, and where they lead."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from mentorcrm.services.today_rows import TodayPage as Found
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.today_meetings import MeetingsCard
from mentorcrm.ui.pages.today_side import OpenNeedsCard, UnansweredCard
from mentorcrm.ui.pages.today_since import BudgetCard, SinceCard
from mentorcrm.ui.widgets import boxes


class TodayAside(QWidget):
    """Meetings, who has yet to answer, the time away, limits before an ask, what I need."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.meetings = MeetingsCard()
        self.unanswered = UnansweredCard()
        self.since = SinceCard()
        self.budgets = BudgetCard()
        self.needs = OpenNeedsCard()
        self._cards = (self.meetings, self.unanswered, self.since, self.budgets, self.needs)
        self.setLayout(boxes.column(*self._cards, None, spacing=14))
        self._connect()

    def show_found(self, found: Found, today: date) -> None:
        """Show what was read; hidden when no card has anything to say."""
        self.meetings.show_meetings(found.meetings, today)
        self.unanswered.show_waiting(found.unanswered, today)
        self.since.show_since(found.since, today)
        giving = self._desk.settings.current.giving_card
        self.budgets.show_budgets(found.budgets, with_giving=giving)
        self.needs.show_needs(found.needs, today)
        self.setVisible(not all(card.isHidden() for card in self._cards))

    def _connect(self) -> None:
        go = self._desk.go
        self.meetings.opened.connect(partial(go, "meetings"))
        self.meetings.all_requested.connect(partial(go, "meetings"))
        self.meetings.plan_requested.connect(partial(go, "meetings", None, "new"))
        self.unanswered.opened.connect(partial(go, "composer"))
        self.unanswered.all_requested.connect(partial(go, "asks"))
        self.since.opened.connect(self._open_since)
        self.since.all_requested.connect(partial(go, "history"))
        self.budgets.limits_opened.connect(partial(self._open_card, "agreement"))
        self.budgets.giving_opened.connect(partial(self._open_card, "giving"))
        self.budgets.all_requested.connect(partial(go, "people"))
        self.needs.opened.connect(partial(go, "needs"))
        self.needs.all_requested.connect(partial(go, "needs"))

    def _open_since(self, person: int) -> None:
        if person:
            self._desk.go("people", person)
        else:
            self._desk.go("history")

    def _open_card(self, name: str, person: int) -> None:
        self._desk.go("people", person, f"card:{name}")
