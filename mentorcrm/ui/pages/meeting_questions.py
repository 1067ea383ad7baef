"""Questions that suit them and the decision, with the memory of what was asked before."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.meetings_rows import AskedRow, MeetingDetail, QuestionRow
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.meeting_people import PeopleChoice
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, short_day

OFFERED, _ASKED = 4, 4


class QuestionsCard(Card):
    """A few questions to take; below them the last ones that were asked and what came of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Questions that suit"), fields=True)
        self._desk = desk
        self._meeting = self._person = 0
        self._skip = 0
        self.filled = True
        self._shown: tuple[object, ...] = ()
        self.others = Button(_("Others"), "ghost", size="small")
        self.head.addWidget(self.others)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._several = False
        self.whom = PeopleChoice(_("Put to"))
        self.own = Field(_("A question of my own, kept in the bank"), icon="plus", quiet=True)
        self.own.setAccessibleName(_("A question of my own"))
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        self._past_head = Label(_("Asked before"), "metaM", "text2")
        self._past = QVBoxLayout()
        self._past.setSpacing(2)
        self.body.setSpacing(4)
        self.body.addWidget(self.whom)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.own)
        self.body.addWidget(self._note)
        self.body.addLayout(boxes.row(self._past_head, margins=(6, 4, 6, 0)))
        self.body.addLayout(self._past)
        self.own.committed.connect(self._add)
        self.others.clicked.connect(self._next)
        self.whom.chosen.connect(self._choose)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show questions for one of those who take part."""
        people = detail.row.people
        self.filled = bool(people)
        if not self.filled:
            return
        if detail.row.id != self._meeting:
            self._skip = 0
            self.own.set_value("")
            self._person = 0
        self._meeting, self._several = detail.row.id, len(people) > 1
        if self._person not in [person.id for person in people]:
            self._person = people[0].id
        self.whom.show_people(people, self._person, {})
        self._reload()

    def _choose(self, person: int) -> None:
        self._person, self._skip = person, 0
        self._reload()

    def _reload(self) -> None:
        questions = self._desk.services.questions
        found = questions.suggested(self._person, self._meeting, 4 * OFFERED)
        if self._skip >= len(found):
            self._skip = 0
        offered = found[self._skip : self._skip + OFFERED]
        self.others.setVisible(len(found) > OFFERED)
        asked = questions.asked(self._person)[:_ASKED]
        shown = (self._meeting, self._person, offered, asked)
        if shown != self._shown:
            self._shown = shown
            self._build(offered, asked)

    def _build(self, offered: tuple[QuestionRow, ...], asked: tuple[AskedRow, ...]) -> None:
        boxes.empty(self._rows)
        rows = [self._offer(question) for question in offered]
        for row in rows:
            boxes.put(self._rows, row)
        tab_before(self.own, *rows)
        boxes.empty(self._past)
        self._past_head.setVisible(bool(asked))
        today = today_by(self._desk.clock)
        for one in asked:
            said = Label(
                _("{question} ({day})").format(
                    question=one.text, day=short_day(one.asked_on, today)
                ),
                "meta", "text2", wrap=True,
            )  # fmt: skip
            came = Field(_("What came of it"), quiet=True, dense=True, lines=2)
            came.set_value(one.came_of)
            came.setAccessibleName(_("What came of “{question}”").format(question=one.text))
            came.setProperty("asked", one.id)
            came.committed.connect(self._came_of)
            holder = QWidget()
            holder.setLayout(boxes.column(boxes.row(said, margins=(6, 0, 6, 0)), came, spacing=0))
            boxes.put(self._past, holder)

    def _offer(self, question: QuestionRow) -> QWidget:
        take = IconButton(
            "plus", _("Put on the agenda: {question}").format(question=question.text), size=28
        )
        take.setProperty("key", question.key)
        take.setProperty("words", question.text)
        take.clicked.connect(self._take)
        said = Label(question.text, "body", wrap=True)
        why = Label(question.why, "meta", "text3")
        line = boxes.row(take, said, why, spacing=6)
        line.setStretch(1, 1)
        for widget in (take, why):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _take(self) -> None:
        sender = self.sender()
        key, words = str(sender.property("key")), str(sender.property("words"))
        whom = self._person if self._several else None
        command = wish.PutQuestion(self._meeting, words, key, whom)
        self._desk.run(command, said=_("Put on the agenda"))

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        self._say("")
        self.own.set_value("")
        whom = self._person if self._several else None
        put = wish.PutQuestion(self._meeting, text, person_id=whom)

        def added(_number: object) -> None:
            self._desk.run(put, said=_("In the bank and on the agenda"))

        self._desk.run(wish.AddQuestion(text), failed=self._say, then=added)

    def _came_of(self, text: str) -> None:
        number = int(self.sender().property("asked"))
        self._desk.run(wish.NoteCameOf(number, text))

    def _next(self) -> None:
        self._skip += OFFERED
        self._reload()

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
