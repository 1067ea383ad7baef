"""How someone fits, asked in the close of a meeting: three answers, after the first and third."""

from mentorcrm.services.fit_rows import FitAt
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_fit import FitQuestion
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class MeetingFitCard(Card):
    """The question, or what was answered; `filled` says whether there is anything to ask."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Fit"))
        self._desk = desk
        self._asked: FitAt | None = None
        self.filled = False
        self.question = FitQuestion(desk)
        self.answer = Label("", "body", "text2", wrap=True)
        self.again = Button(_("Change"), "ghost", size="small")
        self.again.setAccessibleName(_("Change how the fit feels"))
        self.body.addWidget(self.question)
        line = boxes.row(self.answer, self.again, spacing=8)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.again.clicked.connect(self._ask_again)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Ask about the first of those there for whom an answer is due."""
        people = {person.id: person for person in detail.row.people}
        asked = self._desk.services.fit.at(detail.row.id, tuple(people))
        self._asked, self.filled = asked, asked is not None
        if asked is None:
            return
        self.title.setText(_("Fit with {name}").format(name=people[asked.person_id].called))
        self.question.ask(asked.person_id, asked.number, detail.row.id)
        if asked.verdict is not None:
            self.answer.setText(asked.verdict.label)
        self._let_ask(asked.verdict is None)

    def _let_ask(self, asks: bool) -> None:
        had = self.question.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.question.setVisible(asks)
        self.answer.setVisible(not asks)
        self.again.setVisible(not asks)
        if had and not asks:
            self.again.setFocus()

    def _ask_again(self) -> None:
        self._let_ask(True)
        if self._asked is not None and self._asked.verdict is not None:
            self.question.answers[self._asked.verdict].setFocus()
