"""What I take with me from a meeting, a line each with what may be done with it; and the thanks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import LineKind
from mentorcrm.models.kinds import Privacy
from mentorcrm.services.commands.meetings import EditMeeting
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.services.takeaways import Takeaway, takeaway_of, takeaways_of, takeaways_text
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.meeting_part import MeetingText
from mentorcrm.ui.pages.meeting_privacy import TAKEN, PrivacyButton, following
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.folding import Folding
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_INSIDE = (6, 0, 6, 0)  # In line with the words of the quiet fields.
_SAID = 220  # What the words of a takeaway need.
_KINDS = (LineKind.ADVICE, LineKind.EXPERIMENT)


class TakeawayLine(QWidget):
    """One takeaway: its words, what may be done with it, and the way to let it go."""

    changed = Signal(object)  # The takeaway as it is now; without words it goes.

    def __init__(self, taken: Takeaway, number: int) -> None:
        super().__init__()
        self.taken = taken
        self.text = Field("", quiet=True, lines=6, dense=True)
        self.text.set_value(taken.text)
        self.text.setAccessibleName(_("Takeaway {number}").format(number=number))
        self.privacy = PrivacyButton(taken.privacy, taken.text, TAKEN)
        self.gone = IconButton("x", _("Remove “{line}”").format(line=taken.text), size=28)
        self.gone.quiet_in(self)
        acts = boxes.row(self.privacy, self.gone, None, spacing=4)
        for button in (self.privacy, self.gone):
            acts.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        line = Folding(boxes.row(self.text), acts, room=_SAID)
        self.setLayout(boxes.row(line))
        self.text.committed.connect(self._edit)
        self.privacy.privacy_chosen.connect(self._protect)
        self.gone.clicked.connect(self._remove)

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.text.text() != self.taken.text:
            self._edit(self.text.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() == Qt.Key.Key_L:
            self._protect(following(self.taken.privacy))
        else:
            super().keyPressEvent(event)

    def _edit(self, text: str) -> None:
        self._tell(takeaway_of(text, self.taken.privacy))

    def _protect(self, privacy: object) -> None:
        if isinstance(privacy, Privacy):
            self._tell(takeaway_of(self.text.text(), privacy))

    def _remove(self) -> None:
        self._tell(Takeaway(""))

    def _tell(self, taken: Takeaway) -> None:
        self.taken = taken
        self.changed.emit(taken)


class TakeawaysCard(Card):
    """What I take with me, a line each; and what the thanks are for."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("", fields=True)
        self._desk = desk
        self._meeting = 0
        self._shown: object = None
        self._count = Label("", "num", "text2")
        self.body.addLayout(
            boxes.row(
                IconLabel("lightbulb", 18, "text2"), Label(_("Takeaways"), "strong"), None,
                self._count, margins=_INSIDE,
            )
        )  # fmt: skip
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.add = Field(_("Add a takeaway: ask for scope first"), icon="plus", quiet=True)
        self.add.setAccessibleName(_("Add a takeaway"))
        self._note = Label("", "meta", "risk", wrap=True)
        self.fill = Button(_("Take over the advice from the notes"), "ghost", size="small")
        self.thanks = MeetingText(
            desk, "thanks", _("Thanks for"), _("the patience with my long version"), low=1, high=3
        )
        self.body.addLayout(self._rows)
        self.body.addWidget(self.add)
        self.body.addWidget(self._note)
        self.body.addLayout(boxes.row(self.fill, None))
        thanks = Label(_("Thank them for"), "metaM", "text2")
        self.body.addLayout(boxes.column(thanks, self.thanks, margins=_INSIDE))
        self._note.hide()
        self._taken: tuple[Takeaway, ...] = ()
        self._advice: tuple[Takeaway, ...] = ()
        self.add.committed.connect(self._add)
        self.fill.clicked.connect(self._take_over)
        self.thanks.saved.connect(self.saved)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show what is kept; rows are rebuilt only when they are other ones."""
        if detail.row.id != self._meeting:
            self.add.set_value("")
            self._say("")
        self._meeting = detail.row.id
        self.thanks.show_meeting(detail)
        self._taken = taken = takeaways_of(detail.takeaways)
        self._count.setText(str(len(taken)) if taken else "")
        self._advice = tuple(
            Takeaway(line.text, line.privacy) for line in detail.lines if line.kind in _KINDS
        )
        self.fill.setVisible(bool(self._advice) and not taken)
        shown = (detail.row.id, taken)
        if shown != self._shown:
            self._shown = shown
            self._build(taken)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.add.text().strip():
            self._add(self.add.text())
        for line in self.lines():
            line.flush()
        self.thanks.flush()

    def start(self) -> None:
        """Put the cursor where the next one is written."""
        self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def lines(self) -> list[TakeawayLine]:
        """The rows, from the top."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for row in found if isinstance(row, TakeawayLine)]

    def _build(self, taken: tuple[Takeaway, ...]) -> None:
        focused = self._focused()
        boxes.empty(self._rows)
        rows = [TakeawayLine(one, number) for number, one in enumerate(taken, 1)]
        for number, row in enumerate(rows):
            if number:
                boxes.put(self._rows, Hairline())
            row.changed.connect(self._changed)
            boxes.put(self._rows, row)
        tab_before(self.add, *rows)
        if focused is not None and focused[0] < len(rows):
            widget = getattr(rows[focused[0]], focused[1])
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> tuple[int, str] | None:
        for number, row in enumerate(self.lines()):
            for name in ("text", "privacy", "gone"):
                if getattr(row, name).hasFocus():
                    return number, name
        return None

    def _add(self, text: str) -> None:
        new = takeaway_of(text)
        self.add.set_value("")
        if new.text:
            self._save((*self._taken, new))

    def _changed(self, _taken: object) -> None:
        self._save(tuple(line.taken for line in self.lines()))

    def _take_over(self) -> None:
        self._save(self._advice)
        self.start()

    def _save(self, taken: tuple[Takeaway, ...]) -> None:
        self._say("")
        self._taken = taken
        command = EditMeeting(self._meeting, takeaways=takeaways_text(taken))
        self._desk.run(command, failed=self._say, then=self._done)

    def _done(self, _nothing: object) -> None:
        self.saved.emit()

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
