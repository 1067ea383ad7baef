"""What was promised and what will be tried, from the notes: with days that can be set."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.models.history_kinds import LineKind
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.commands.advice import EditExperiment
from mentorcrm.services.commands.commitments import KeepCommitment, ReopenCommitment
from mentorcrm.services.due_words import unnamed
from mentorcrm.services.meetings_rows import LineRow, MeetingDetail
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.meeting_privacy import PrivacyButton
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.cards import Card, IconLabel
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.folding import Folding
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, short_day

_PROMISES = (LineKind.MY_PROMISE, LineKind.THEIR_PROMISE)
_SIGN = _("I will know it worked if")
_SAID, _UNTIL = 210, 190  # What the words of a promise, and the day of an experiment, need.
_UNREAD = _("Write the day as “friday”, “4 Dec” or “in 2 weeks”.")


class DayField(Field):
    """A day in words, shown short; empty for none."""

    def __init__(self, name: str, today: date) -> None:
        super().__init__(_("by when"), icon="calendar", dense=True)
        self._today = today
        self.setAccessibleName(name)
        self.setFixedWidth(theme.current().px(140))

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.set_value(f"{words.weekday(day)} {short_day(day, self._today)}" if day else "")

    def day(self) -> date | None:
        """The day as read; None when empty or not understood."""
        plain = self.text().strip()
        head, _space, rest = plain.partition(" ")
        if rest[:1].isdigit() and head.isalpha():
            plain = rest  # The weekday before a date says it again.
        return read_day(plain, self._today, ahead=True)


class PromisesCard(Card):
    """Promises of the meeting, mine first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._shown: tuple[LineRow, ...] | None = None
        self._names: dict[int, str] = {}
        self._count = Label("", "num", "text2")
        self.body.addLayout(
            boxes.row(
                IconLabel("handshake", 18, "text2"), Label(_("Promises"), "strong"), None,
                self._count,
            )
        )  # fmt: skip
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._note = Label("", "meta", "text3", wrap=True)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._note)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show the promises; rows are rebuilt only when they are other ones."""
        lines = tuple(line for kind in _PROMISES for line in detail.lines if line.kind is kind)
        self._names = {person.id: person.called for person in detail.row.people}
        self._count.setText(str(len(lines)) if lines else "")
        self._note.setText(
            "" if lines else _("None in the notes. Begin a line with @ for yours, > for theirs.")
        )
        self._note.setVisible(not lines)
        if lines != self._shown:
            self._shown = lines
            self._build()

    def _build(self) -> None:
        boxes.empty(self._rows)
        rows = [self._promise(line) for line in self._shown or ()]
        for row in rows:
            boxes.put(self._rows, row)
        last = self.nextInFocusChain()
        if rows and last is not None:
            tab_before(last, *rows)

    def _promise(self, line: LineRow) -> QWidget:
        today = today_by(self._desk.clock)
        box = CheckBox()
        box.setChecked(line.done)
        box.setAccessibleName(_("Done: {text}").format(text=line.text))
        box.setProperty("commitment", line.commitment_id)
        box.toggled.connect(self._tick)
        mine = line.kind is LineKind.MY_PROMISE
        whose = _("You") if mine else self._names.get(line.person_id or 0, _("They"))
        day = DayField(_("By when: {text}").format(text=line.text), today)
        day.set_day(line.due)
        day.setProperty("line", line.id)
        day.committed.connect(self._set_day)
        tag = Tag(whose, "accent" if mine else "neutral")
        words = line.text if mine else unnamed(line.text, whose)
        said = boxes.row(box, tag, Label(words, "body", wrap=True), spacing=8)
        said.setStretch(2, 1)
        facts = boxes.row(self._privacy(line), day, None, spacing=8)
        return Folding(said, facts, room=_SAID, indent=24)

    def _privacy(self, line: LineRow) -> PrivacyButton:
        button = PrivacyButton(line.privacy, line.text)
        if line.privacy is Privacy.PRIVATE:
            button.setText("")  # The usual is told by its icon alone.
        button.privacy_chosen.connect(partial(self._protect, line.id))
        return button

    def _protect(self, line: int, privacy: object) -> None:
        if isinstance(privacy, Privacy):
            self._desk.run(wish.SetLinePrivacy(line, privacy))

    def _tick(self, done: bool) -> None:
        number = int(self.sender().property("commitment"))
        self._desk.run(KeepCommitment(number) if done else ReopenCommitment(number))

    def _set_day(self, text: str) -> None:
        field = self.sender()
        assert isinstance(field, DayField)
        day = field.day()
        wrong = day is None and bool(text.strip())
        field.set_error(wrong)
        self._note.setText(_(_UNREAD) if wrong else "")
        self._note.setVisible(wrong)
        if not wrong:
            self._desk.run(wish.SetLineDue(int(field.property("line")), day))


class ExperimentsCard(Card):
    """What I will try, until when, and how I will know. `filled` says whether there is any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self.filled = False
        self._desk = desk
        self._shown: object = None
        self._count = Label("", "num", "text2")
        self.body.addLayout(
            boxes.row(
                IconLabel("flask-conical", 18, "text2"), Label(_("Experiment"), "strong"), None,
                self._count,
            )
        )  # fmt: skip
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.body.addLayout(self._rows)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show the experiments of the notes."""
        lines = [line for line in detail.lines if line.kind is LineKind.EXPERIMENT]
        self.filled = bool(lines)
        self._count.setText(str(len(lines)))
        tests = self._desk.services.meetings.tests_of([n.advice_id for n in lines if n.advice_id])
        shown = (tuple(lines), tests)
        if shown == self._shown:
            return
        self._shown = shown
        boxes.empty(self._rows)
        today = today_by(self._desk.clock)
        for line, test in zip(lines, tests, strict=False):
            until = DayField(_("Until when"), today)
            until.set_day(test.until)
            until.setProperty("test", test.id)
            until.committed.connect(self._set_until)
            sign = Field(_("I will see or hear it"), dense=True)
            sign.set_value(test.sign)
            sign.setAccessibleName(_(_SIGN))
            sign.setProperty("test", test.id)
            sign.committed.connect(self._set_sign)
            days = boxes.row(Label(_("Until"), "meta", "text2"), until, spacing=10)
            signs = boxes.row(Label(_(_SIGN), "meta", "text2"), sign, spacing=10)
            signs.setStretch(1, 1)
            days.addStretch(1)
            foot = Folding(days, signs, room=_UNTIL, stretch=1)
            holder = QWidget()
            holder.setLayout(boxes.column(Label(line.text, "body", wrap=True), foot, spacing=8))
            boxes.put(self._rows, holder)

    def _set_until(self, text: str) -> None:
        field = self.sender()
        assert isinstance(field, DayField)
        day = field.day()
        wrong = day is None and bool(text.strip())
        field.set_error(wrong)
        if not wrong:
            number = int(field.property("test"))
            self._desk.run(EditExperiment(number, {}, {"until": day}))

    def _set_sign(self, text: str) -> None:
        number = int(self.sender().property("test"))
        self._desk.run(EditExperiment(number, {"sign": text}))
