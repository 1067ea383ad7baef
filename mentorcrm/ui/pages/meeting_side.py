"""Beside a meeting: when it is, whether I am ready, what moved since, what to remember."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.services.commands.commitments import KeepCommitment, ReopenCommitment
from mentorcrm.services.due_words import unnamed
from mentorcrm.services.meeting_brief import style_words
from mentorcrm.services.meetings_rows import (
    Brief,
    MeetingDetail,
    MeetingPerson,
    SinceKind,
    SinceRow,
)
from mentorcrm.ui import words
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages import meeting_words
from mentorcrm.ui.pages.meeting_part import MeetingText
from mentorcrm.ui.pages.meeting_people import person_head
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, IconLabel
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_, short_day

_MOST_OPEN = 8


class WhenCard(Card):
    """The day and the span, on my clock and on theirs."""

    edit_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("x")
        self._desk = desk
        self._text = ""
        self.copy = IconButton("copy", _("Copy the time"), size=28)
        self.more = IconButton("ellipsis", _("Move, cancel, invite"), size=28)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.head.addWidget(self.copy)
        self.head.addWidget(self.more)
        self.body.setSpacing(2)
        self.body.addLayout(self._lines)
        self.copy.clicked.connect(self._copy)
        self.more.clicked.connect(self._open)

    def show_meeting(self, detail: MeetingDetail, zone: str) -> None:
        """Show when a meeting is."""
        day = local_day(detail.row.at, zone)
        self.title.setText(f"{words.weekday(day)} {short_day(day, today_by(self._desk.clock))}")
        boxes.empty(self._lines)
        clocks = meeting_words.clocks(detail.row, zone)
        for line in clocks:
            boxes.put(self._lines, Label(line, "body", "text2", wrap=True))
        self._text = "\n".join([detail.row.title, words.long_day(day), *clocks])

    def _copy(self) -> None:
        self._desk.clipboard.copy(self._text)
        self._desk.say(_("Copied the time"))

    def _open(self) -> None:
        self.edit_requested.emit(self.more)


class ReadyCard(Card):
    """The three checks, and the way to the one that is missing."""

    send_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("Ready?"))
        self._count = Label("", "num", "text2")
        self.head.addWidget(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.send = Button(_("Send agenda"), "secondary", icon="send")
        self.send.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.send)
        self.send.clicked.connect(self.send_requested)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show what is done."""
        checks = detail.checks
        done = sum(check.done for check in checks)
        self._count.setText(_("{done} of {total}").format(done=done, total=len(checks)))
        boxes.empty(self._rows)
        for check in checks:
            icon = IconLabel(
                "circle-check" if check.done else "circle", 16, "good" if check.done else "text3"
            )
            role = "text2" if check.done else "text"
            line = boxes.row(icon, Label(check.words, "body", role, wrap=True), spacing=8)  # type: ignore[arg-type]
            line.setStretch(1, 1)
            holder = QWidget()
            holder.setLayout(line)
            holder.setAccessibleName(f"{check.words}: {_('done') if check.done else _('not yet')}")
            boxes.put(self._rows, holder)
        sent = detail.agenda_sent_on is not None
        self.send.setText(_("Send it again") if sent else _("Send agenda"))
        self.send.setVisible(detail.closed_at is None and detail.cancelled_on is None)


class SinceCard(Card):
    """Since last time: what is done, what is not, and what I will say of it."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Since last time"))
        self._desk = desk
        self._shown: list[tuple[MeetingPerson, tuple[SinceRow, ...]]] | None = None
        self._several = False
        self._told = ""
        self._day = Label("", "num", "text2")
        self.head.addWidget(self._day)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._note = Label("", "meta", "text2", wrap=True)
        self.said = MeetingText(
            desk, "progress", _("What I will say"), _("What I will say about it"), low=1, high=8
        )
        self.use = Button(_("Put it in my words"), "ghost", size="small")
        self.body.addLayout(self._rows)
        self.body.addWidget(self._note)
        self.body.addWidget(self.said)
        self.body.addLayout(boxes.row(self.use, None))
        self.said.saved.connect(self.saved)
        self.use.clicked.connect(self._use)

    def show_meeting(self, detail: MeetingDetail, briefs: Sequence[Brief]) -> None:
        """Show what moved with each; rows are rebuilt only when they are other ones."""
        today = today_by(self._desk.clock)
        self._several = len(briefs) > 1
        days = {brief.since.day for brief in briefs}
        day = days.pop() if len(days) == 1 else None
        self._day.setText(short_day(day, today) if day else "")
        self.said.show_meeting(detail)
        self._told = told_words(briefs)
        self.use.setVisible(bool(self._told) and not detail.progress)
        found = [(brief.person, brief.since.rows) for brief in briefs if brief.since.rows]
        slipped = any(
            row.kind is SinceKind.OPEN and row.on is not None and row.on < today
            for _person, rows in found
            for row in rows
        )
        self._note.setText(
            _("Say it plainly: it slipped, and why.")
            if slipped
            else ""
            if found
            else _("Nothing on record since then. Say how things stand.")
        )
        self._note.setVisible(bool(self._note.text()))
        if found != self._shown:
            self._shown = found
            self._build()

    def flush(self) -> None:
        """Save what is being typed."""
        self.said.flush()

    def _build(self) -> None:
        boxes.empty(self._rows)
        rows = []
        for person, moved in self._shown or ():
            if self._several:
                boxes.put(self._rows, person_head(person))
            for row in moved:
                holder = _SinceLine(row)
                holder.ticked.connect(self._tick)
                boxes.put(self._rows, holder)
                rows.append(holder)
        tab_before(self.said.area.editor, *rows)

    def _tick(self, row: object, done: bool) -> None:
        if isinstance(row, SinceRow):
            command = KeepCommitment(row.record) if done else ReopenCommitment(row.record)
            self._desk.run(command, then=self._done)

    def _use(self) -> None:
        self.said.fill(self._told)
        self.said.start()

    def _done(self, _nothing: object) -> None:
        self.saved.emit()


def told_words(briefs: Sequence[Brief]) -> str:
    """What may be said of the time since, to each of several people by their name."""
    told = [(brief.person.called, " ".join(brief.since.told)) for brief in briefs]
    if len(told) == 1:
        return told[0][1]
    lines = (_("{name}: {said}").format(name=name, said=said) for name, said in told if said)
    return "\n".join(lines)


class _SinceLine(QWidget):
    """One entry: a promise can be ticked, the rest is a fact."""

    ticked = Signal(object, bool)

    def __init__(self, row: SinceRow) -> None:
        super().__init__()
        self._row = row
        done = row.kind is not SinceKind.OPEN
        state = Label(row.state, "meta", "good" if done else "warn")
        mine = row.kind in (SinceKind.DONE, SinceKind.OPEN)
        if mine:
            box = CheckBox()
            box.setChecked(done)
            box.setAccessibleName(_("Done: {text}").format(text=row.text))
            box.toggled.connect(self._toggled)
            mark: QWidget = box
        else:
            mark = IconLabel(_ICONS[row.kind], 16, "text3")
        line = boxes.row(mark, Label(row.text, "body", wrap=True), state, spacing=8)
        line.setStretch(1, 1)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _toggled(self, done: bool) -> None:
        self.ticked.emit(self._row, done)


_ICONS = {
    SinceKind.EXPERIMENT: "flask-conical",
    SinceKind.ADVICE: "lightbulb",
    SinceKind.DECIDED: "split",
    SinceKind.THEIRS: "handshake",
}


class RememberCard(Card):
    """How each of them likes it, what is off limits, what we agreed, and words of theirs."""

    def __init__(self) -> None:
        super().__init__(_("Remember"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_briefs(
        self, detail: MeetingDetail, briefs: Sequence[Brief], zone: str, today: date
    ) -> None:
        """Show what to remember, and until it is closed when it is to end."""
        boxes.empty(self._rows)
        stop = [("clock", until)] if (until := meeting_words.until(detail, zone)) else []
        for line in stop if len(briefs) != 1 else []:
            self._say(*line)
        for brief in briefs:
            if len(briefs) > 1:
                boxes.put(self._rows, person_head(brief.person, brief.standing))
            wishes, agreed = _remembered(brief, today)
            lines = [*wishes, *(stop if len(briefs) == 1 else []), *agreed]
            for icon, text in lines:
                self._say(icon, text)

    def _say(self, icon: str, text: str) -> None:
        mark = IconLabel(icon, 16)
        line = boxes.row(mark, Label(text, "meta", "text2", wrap=True))
        line.setStretch(1, 1)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(line)
        boxes.put(self._rows, holder)


Lines = list[tuple[str, str]]


def _remembered(brief: Brief, today: date) -> tuple[Lines, Lines]:
    """How someone likes it; and what we agreed, what is off limits, words of theirs."""
    terms = brief.terms
    wishes = [("message-square", terms.prefers)] if terms.prefers else []
    if style := style_words(terms.style):
        wishes.append(("message-circle", style))
    agreed = [("handshake", text) for text in terms.agreed]
    agreed += [("shield", text) for text in terms.boundaries]
    agreed += [("quote", f"“{text}” ({short_day(day, today)})") for text, day in brief.quotes]
    return wishes, agreed


class OpenCard(Card):
    """Open promises both ways, and advice not reported back; `filled` says whether there is any."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(_("Open between you"))
        self.filled = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_briefs(self, briefs: Sequence[Brief], today: date) -> None:
        """Show what is open with each."""
        boxes.empty(self._rows)
        open_with = [(brief.person, _open_lines(brief, today)) for brief in briefs]
        open_with = [(person, lines) for person, lines in open_with if lines]
        self.filled = bool(open_with)
        for person, lines in open_with:
            if len(briefs) > 1:
                boxes.put(self._rows, person_head(person))
            self._say(lines, max(3, _MOST_OPEN // len(open_with)))

    def _say(self, lines: Lines, most: int) -> None:
        for text, day in lines[:most]:
            line = boxes.row(Label(text, "meta", "text2", wrap=True), Label(day, "meta", "text3"))
            line.setStretch(0, 1)
            holder = QWidget()
            holder.setLayout(line)
            boxes.put(self._rows, holder)
        more = len(lines) - most
        if more > 0:
            said = n_("and {number} more", "and {number} more", more).format(number=more)
            boxes.put(self._rows, Label(said, "meta", "text3"))


def _open_lines(brief: Brief, today: date) -> Lines:
    """What is open between me and someone, with its day; theirs quietly."""
    lines = []
    for promise in brief.mine:
        day = short_day(promise.due, today) if promise.due else ""
        lines.append((_("Mine: {what}").format(what=promise.what), day))
    for promise in brief.theirs:
        name = brief.person.called
        said = _("{name}: {what}").format(name=name, what=unnamed(promise.what, name))
        lines.append((said, ""))
    untold = [_("Not told yet: {advice}").format(advice=a.words) for a in brief.advice]
    return [*lines, *((said, "") for said in untold)]
