"""The recap beside what it is made of: thanks, takeaways, promises, and the 48 hours."""

import re
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import DraftState
from mentorcrm.services.commands.outreach import EditDraft
from mentorcrm.services.meetings_rows import MeetingDetail, recap_clock
from mentorcrm.services.rows import DraftDetail
from mentorcrm.services.text_check import addresses
from mentorcrm.ui import theme
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.sent import SentSheet
from mentorcrm.ui.pages.letter import LetterEdit
from mentorcrm.ui.pages.meeting_people import PeopleChoice
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, EmptyWell, Hairline, IconLabel
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.folding import Folding
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_, short_day

_GAP = re.compile("⟦[^⟧]*⟧")
LEAST = 420
_KEPT = 130  # What the buttons beside those for sending need.


class Letter(Card):
    """To whom, the subject, the text: saved while typing."""

    saved = Signal()
    grew = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self.draft: DraftDetail | None = None
        self.name = ""
        self._to = Label("", "strong")
        self._kind = Tag(_("Thanks and recap"))
        self.subject = Field("", quiet=True, style="title")
        self.subject.setAccessibleName(_("Subject"))
        self.text = LetterEdit()
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._problem = Label("", "meta", "risk", wrap=True)
        self._problem.hide()
        self._room = 0
        self._autosave = Autosave(self)
        to, about = Label(_("To"), "meta", "text2"), Label(_("Subject"), "meta", "text2")
        for label in (to, about):
            label.setFixedWidth(theme.current().px(52))
        self.body.setContentsMargins(24, 16, 24, 20)
        self.body.setSpacing(12)
        self.body.addLayout(boxes.row(to, self._to, None, self._kind))
        self.body.addWidget(Hairline())
        line = boxes.row(about, self.subject)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._problem)
        self.text.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.subject.textEdited.connect(self._autosave.touch)
        self.text.textChanged.connect(self._typed)
        self._autosave.due.connect(self._save)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, max(theme.current().px(LEAST), super().minimumSizeHint().height()))

    def give_room(self, height: int) -> None:
        """How high the text is to be at least; with more words it grows, and the page scrolls."""
        self._room = height
        self._grow()

    def _grow(self, _size: object = None) -> None:
        written = ceil(self.text.document().size().height())
        if max(self._room, written) != self.text.minimumHeight():
            self.text.setMinimumHeight(max(self._room, written))
            self.updateGeometry()
            self.grew.emit()

    def say(self, problem: str) -> None:
        """Say below the text what is wrong with it; an empty sentence takes that away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.text.setAccessibleDescription(problem)

    def show_draft(self, draft: DraftDetail, name: str) -> None:
        """Show a draft, unless it is being typed."""
        other = self.draft is None or self.draft.id != draft.id
        self.draft, self.name = draft, name
        if other:
            self.say("")
        self._to.setText(name)
        sent = draft.sent_at is not None
        self.subject.setReadOnly(sent)
        self.text.setReadOnly(sent)
        if other or not (self._autosave.pending() or self.text.hasFocus()):
            self.subject.set_value(draft.subject)
            if self.text.text() != draft.body:
                self.text.set_text(draft.body)

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def gaps(self) -> int:
        """How many gaps are still in it."""
        return len(_GAP.findall(self.subject.text() + self.text.text()))

    def _typed(self) -> None:
        if self.draft is not None and self.text.text() != self.draft.body:
            self._autosave.touch()

    def _save(self) -> None:
        if self.draft is not None:
            command = EditDraft(
                self.draft.id, subject=self.subject.text(), body=self.text.text(), by_hand=True
            )
            self._desk.run(command, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.saved.emit()


class RecapPane(QWidget):
    """The draft on the right, with its clock above and its ways out below."""

    saved = Signal()
    close_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._detail: MeetingDetail | None = None
        self._person = 0
        self._title = Label(_("Thanks draft"), "strong")
        self.whom = PeopleChoice(_("Recap to"))
        self.clock = Label("", "meta", "text2")
        self.letter = Letter(desk)
        self.begin = Button(_("Write the recap"), "primary", icon="pen-line")
        self._well = EmptyWell("mail", _("The recap"), "", self.begin)
        self._mark = IconLabel("check", 16, "good")
        self._check = Label("", "meta", "text2", wrap=True)
        self.whole = IconButton("external-link", _("Open in the composer, with its checks"))
        self.copy = Button(_("Copy"), "secondary", icon="copy")
        self.mail = Button(_("Open in mail app"), "primary", icon="mail")
        self.sent = Button(_("Mark as sent"), "secondary", icon="send")
        self._build()
        self._connect()

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show a meeting's recap to one of those who were there, or the way to it."""
        other = self._detail is None or self._detail.row.id != detail.row.id
        if other:
            self.flush()
        self._detail = detail
        if other or self._person not in [person.id for person in detail.row.people]:
            self._person = detail.next_recap or 0
        self._show_people(detail)
        now = self._desk.clock.now()
        kept = detail.recap_to(self._person)
        draft = None
        if kept is not None and kept.draft_id is not None:
            draft = self._desk.services.outreach.detail(kept.draft_id)
        self._foot.setVisible(draft is not None)
        self.letter.setVisible(draft is not None)
        self._well.setVisible(draft is None)
        sent = kept.sent_at if kept is not None else None
        if sent is not None:
            zone = self._desk.clock.zone()
            day = short_day(local_day(sent, zone), local_day(now, zone))
            self.clock.setText(_("Sent on {day}").format(day=day))
        else:
            due = detail.row.recap_due
            self.clock.setText(recap_clock(due, now) if due is not None else "")
        late = detail.row.recap_due is not None and detail.row.recap_due < now
        self.clock.set_role("warn" if late and sent is None else "text2")
        if draft is None:
            self._say_how_to_begin(detail)
            return
        name = self._desk.services.people.detail(draft.person_id).name
        self.letter.show_draft(draft, name)
        self._show_check()
        open_draft = draft.state in (DraftState.DRAFT, DraftState.READY)
        if not open_draft and (self.mail.hasFocus() or self.sent.hasFocus()):
            # Left to Qt it would go on to a promise, and the next Space would tick that.
            self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self.mail, self.sent):
            button.setVisible(open_draft)

    def flush(self) -> None:
        """Save what is being typed."""
        self.letter.flush()

    def write(self) -> None:
        """Begin the recap, from what is on record now."""
        if self._detail is None:
            return
        try:
            command = self._desk.services.recaps.begin(self._detail.row.id, self._person)
        except UserError as error:
            self._desk.tell(str(error))
            return
        self._desk.run(command)

    def _show_people(self, detail: MeetingDetail) -> None:
        """Offer those who were there, with how far the recap to each is."""
        notes = {
            one.person_id: _("sent") if one.sent_at is not None else _("draft")
            for one in detail.recaps
        }
        self.whom.show_people(detail.row.people, self._person, notes)

    def _choose(self, person: int) -> None:
        self.flush()
        self._person = person
        if self._detail is not None:
            self.show_meeting(self._desk.services.meetings.detail(self._detail.row.id))

    def _say_how_to_begin(self, detail: MeetingDetail) -> None:
        closed = detail.closed_at is not None
        self._well.set_words(
            _("The recap"),
            _("Thanks, takeaways and promises both ways, within 48 hours. You send it.")
            if closed
            else _("Close the meeting first; the recap is made of its takeaways and promises."),
        )
        self.begin.setText(_("Write the recap") if closed else _("To the takeaways"))
        self.begin.updateGeometry()

    def _show_check(self) -> None:
        gaps, nameless = self.letter.gaps(), self._nameless()
        wrong = bool(gaps or nameless)
        self._mark.set_icon("circle-alert" if wrong else "check", "warn" if wrong else "good")
        said = n_("{number} gap to fill", "{number} gaps to fill", gaps).format(number=gaps)
        if nameless and not gaps:
            said = _("It greets nobody by name")
        self._check.setText(said if wrong else _("Names what you take and what was promised"))
        if not nameless:
            self.letter.say("")

    def _nameless(self) -> bool:
        """Whether the letter speaks to nobody."""
        draft = self.letter.draft
        if draft is None or draft.sent_at is not None:
            return False
        person = self._desk.services.people.detail(draft.person_id)
        return not addresses(self.letter.text.text(), f"{person.name} {person.values['nickname']}")

    def _build(self) -> None:
        head = boxes.row(self._title, None, self.clock)
        self._foot = QWidget()
        kept = boxes.row(None, self.whole, self.copy)
        acts = Folding(kept, boxes.row(None, self.sent, self.mail), room=_KEPT)
        check = boxes.row(self._mark, self._check, spacing=8)
        check.setStretch(1, 1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addLayout(check)
        foot.addWidget(acts)
        layout = boxes.column(head, self.whom, self._well, spacing=10)
        layout.addWidget(self.letter, 1)
        layout.addWidget(self._foot)
        layout.addStretch(0)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.whom.chosen.connect(self._choose)
        self.begin.clicked.connect(self._begin)
        self.copy.clicked.connect(self._copy)
        self.mail.clicked.connect(self._open_mail)
        self.sent.clicked.connect(self._mark_sent)
        self.whole.clicked.connect(self._open_whole)
        self.letter.saved.connect(self._saved)

    def _saved(self) -> None:
        self._show_check()
        self.saved.emit()

    def _begin(self) -> None:
        if self._detail is not None and self._detail.closed_at is not None:
            self.write()
        else:
            self.close_requested.emit()

    def _copy(self) -> None:
        self.flush()
        subject, body = self.letter.subject.text(), self.letter.text.text()
        self._desk.clipboard.copy(f"Subject: {subject}\n\n{body}" if subject else body)
        self._desk.say(_("Copied"))

    def _open_mail(self) -> None:
        self.flush()
        self._desk.turns.take(self._open_mail_now)

    def _open_mail_now(self) -> None:
        if self.letter.draft is None:
            return
        if self._nameless():
            name = self.letter.name.partition(" ")[0]
            self.letter.say(
                _("A letter greets somebody. Begin it with “Dear {name},”.").format(name=name)
            )
            self.letter.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            link = self._desk.services.sending.mailto(self.letter.draft.id)
            opened = link is not None and self._desk.opener.open(link)
        except UserError as error:
            self._desk.tell(str(error))
            return
        if opened:
            self._desk.say(
                _("Opened in your mail app. Did you send it?"), self._mark_sent,
                _("Mark as sent"),
            )  # fmt: skip
        else:
            self._desk.tell(_("No mail app took it. Copy the text instead."))

    def _mark_sent(self) -> None:
        self.flush()
        self._desk.turns.take(self._mark_sent_now)

    def _mark_sent_now(self) -> None:
        if self.letter.draft is not None:
            draft = self._desk.services.outreach.detail(self.letter.draft.id)
            name = self._desk.services.people.detail(draft.person_id).name
            SentSheet(self.window(), self._desk, draft, name).open()

    def _open_whole(self) -> None:
        if self.letter.draft is not None:
            self.flush()
            self._desk.go("composer", self.letter.draft.id)
