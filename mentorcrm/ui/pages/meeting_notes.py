"""Notes while it is held: lines with marks, kept as one types; alone in the window if wished."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands import meetings as wish
from mentorcrm.services.meetings_rows import LineRow, MeetingDetail
from mentorcrm.services.note_marks import MARK_OF, notes_text, turned, typed
from mentorcrm.services.note_marks import words_of as plain
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_words import PRIVACY
from mentorcrm.ui.pages.meeting_privacy import ICONS as PRIVACY_ICONS
from mentorcrm.ui.pages.meeting_privacy import KEY as PRIVACY_KEY
from mentorcrm.ui.pages.meeting_privacy import SHORT as PRIVACY_SHORT
from mentorcrm.ui.pages.meeting_privacy import following
from mentorcrm.ui.pages.meeting_words import TAGS, tag_of
from mentorcrm.ui.pages.note_ties import NoteTies
from mentorcrm.ui.pages.page import Autosave
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.note_edit import NoteEdit
from mentorcrm.ui.widgets.overlays import Overlay
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

_HINT = _('Start a line with ! advice, @ my promise, > theirs, ? decision, " quote, ~ experiment')
_ALONE_WIDTH = 760


class NotesCard(Card):
    """The editor, a button for each kind of line, and the way to have it alone."""

    saved = Signal()
    alone_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Notes"))
        self._desk = desk
        self._meeting = 0
        self._people: list[tuple[int, str]] = []
        self._ties = NoteTies()
        self._marked: dict[int, Privacy] = {}
        self.edit = NoteEdit(tag_of, self._side_of)
        self.edit.set_placeholder(_(_HINT))
        self.edit.setAccessibleName(_("Notes"))
        self._hint = Label(_("Ctrl Enter turns a line into a promise"), "meta", "text3")
        self.alone = IconButton("maximize-2", _("Notes alone in the window (F11)"), size=28)
        self.lock = IconButton("lock", "", size=28)
        self.person = IconButton("user", _("Whose advice or promise this line is"), size=28)
        for widget in (self._hint, self.person, self.lock, self.alone):
            self.head.addWidget(widget)
        self.kinds = Flow(4)
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        self.body.addWidget(self.edit, 1)
        self.body.addWidget(self._note)
        self.body.addWidget(self.kinds)
        self._autosave = Autosave(self)
        self._add_kinds()
        self._connect()

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show the notes, unless they are being typed."""
        other = detail.row.id != self._meeting
        if other:
            self.flush()
        self._meeting = detail.row.id
        self._people = [(person.id, person.name) for person in detail.row.people]
        self.person.setVisible(len(self._people) > 1)
        self.edit.setReadOnly(detail.cancelled_on is not None)
        self._show_lines(detail.lines, other)
        marked = {line.id: line.privacy for line in detail.lines}
        if marked != self._marked:
            self._marked = marked
            self.edit.refresh()
        self._show_privacy()

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def _show_lines(self, lines: Sequence[LineRow], other: bool) -> None:
        """Show what is on record, unless the editor says it or is ahead of it."""
        self._ties.read(lines)
        ahead = self._autosave.pending()
        if other or not (ahead or self._ties.says(self.edit.lines())):
            self.edit.set_text(notes_text(lines))
            self._ties.start(self.edit.lines(), lines)
        elif not ahead:
            self._ties.follow(self.edit.lines())

    def _add_kinds(self) -> None:
        for kind, (words, _tone) in TAGS.items():
            button = Button(f"{MARK_OF[kind]} {_(words)}", "ghost", size="small")
            button.setProperty("kind", kind.value)
            set_tooltip(button, _("Make this line: {kind}").format(kind=_(words)))
            button.clicked.connect(self._make)
            self.kinds.add(button)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._typed)
        self.edit.turn_pressed.connect(self._turn)
        self.edit.privacy_pressed.connect(self._next_privacy)
        self.edit.cursorPositionChanged.connect(self._show_privacy)
        self.edit.alone_pressed.connect(self.alone_requested)
        self.alone.clicked.connect(self.alone_requested)
        self.lock.clicked.connect(self._offer_privacy)
        self.person.clicked.connect(self._offer_people)
        self._autosave.due.connect(self._save)

    def _typed(self) -> None:
        lines = self.edit.lines()
        self._ties.notice(lines)
        if not self._ties.is_kept(lines):
            self._autosave.touch()

    def _turn(self) -> None:
        self.edit.replace_line(turned(self.edit.line()))

    def _make(self) -> None:
        kind = LineKind(str(self.sender().property("kind")))
        line = self.edit.line()
        same = tag_of(line) == tag_of(typed(kind, ""))
        self.edit.replace_line(typed(LineKind.NOTE if same else kind, plain(line)))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self._say("")
        keys, lines = self._ties.meant(self.edit.lines())
        command = wish.WriteLines(self._meeting, lines)
        done = partial(self._written, self._meeting, keys)
        self._desk.run(command, failed=self._say, then=done)

    def _written(self, meeting: int, keys: Sequence[int], ids: Sequence[int]) -> None:
        if meeting == self._meeting:
            self._ties.written(keys, ids)
        self.saved.emit()

    def _current(self) -> LineRow | None:
        """The record of the line in which the cursor stands."""
        self.flush()
        number = self._ties.number(self.edit.key())
        found = self._desk.services.meetings.detail(self._meeting).lines
        return next((line for line in found if line.id == number), None)

    def _side_of(self, key: int) -> tuple[str, str] | None:
        """What a line on record says of itself at its end; the usual needs no word."""
        privacy = self._privacy(key)
        usual = privacy is Privacy.PRIVATE
        return None if usual else (PRIVACY_ICONS[privacy], _(PRIVACY_SHORT[privacy]))

    def _privacy(self, key: int) -> Privacy:
        line = self._ties.row(key)
        return line.privacy if line is not None else Privacy.PRIVATE

    def _show_privacy(self) -> None:
        """Say on the lock what may be done with the line in which the cursor stands."""
        privacy = self._privacy(self.edit.key())
        self.lock.set_icon_name(PRIVACY_ICONS[privacy])
        said = _("{privacy}: what may be done with this line ({key})")
        self.lock.set_name(said.format(privacy=_(PRIVACY_SHORT[privacy]), key=PRIVACY_KEY))

    def _offer_privacy(self) -> None:
        line = self._current()
        if line is None:
            self._desk.tell(_("Put the cursor into a line with words first."))
            return
        choices = [
            (privacy, _(said), "check" if privacy is line.privacy else PRIVACY_ICONS[privacy])
            for privacy, said in PRIVACY.items()
        ]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(partial(self._protect, line))
        menu.open_under(self.lock)

    def _next_privacy(self) -> None:
        line = self._current()
        if line is not None:
            self._protect(line, following(line.privacy))

    def _protect(self, line: LineRow, privacy: object) -> None:
        if isinstance(privacy, Privacy):
            said = _("{privacy}: this line").format(privacy=privacy.label)
            self._desk.run(wish.SetLinePrivacy(line.id, privacy), said=said)

    def _offer_people(self) -> None:
        key, words = self.edit.key(), plain(self.edit.line())
        menu = ChoiceMenu(self, self._people)

        def chosen(person: object) -> None:
            if isinstance(person, int) and words:
                self._ties.choose(key, person)
                self._save()

        menu.chosen.connect(chosen)
        menu.open_under(self.person)

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))


class NotesAlone(Overlay):
    """The notes over the whole window, without anything beside them. Esc or F11 leaves."""

    def __init__(self, window: QWidget, notes: NotesCard, title: str) -> None:
        super().__init__(window, _("Notes"), _ALONE_WIDTH)
        self.card.bare = True
        self._notes = notes
        back = Button(_("Back to the meeting"), "secondary", size="small")
        head = boxes.row(Label(title, "title"), None, back, spacing=12)
        self._layout = QVBoxLayout(self.card)
        self._layout.setContentsMargins(0, 24, 0, 24)
        self._layout.setSpacing(16)
        self._layout.addLayout(head)
        self._layout.addWidget(notes, 1)
        notes.show()
        back.clicked.connect(self.accept)
        notes.alone.hide()
        notes.edit.alone_pressed.connect(self.accept)

    def place(self) -> None:
        width = min(theme.current().px(_ALONE_WIDTH), self.width() - 48)
        self.card.setGeometry((self.width() - width) // 2, 0, width, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("canvas"))
