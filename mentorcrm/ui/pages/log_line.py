"""One line to log a contact with someone, in the language of quick capture."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.capture import Understood
    from mentorcrm.services.capture_choices import Settled


class LogLine(QWidget):
    """Type what happened: it is understood as one types, each part can be changed below.

    Enter logs it, Escape takes back what was typed.
    """

    logged = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._parts: LogParts | None = None
        self.field = Field(
            _("Log a call, a meeting or a message"), icon="plus", short=_("Log a contact")
        )
        self.field.setAccessibleName(_("Log a contact"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.field)
        self.field.textEdited.connect(self._edited)
        self.field.returnPressed.connect(self._log)
        self.field.restored.connect(self._restored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._parts is None or not self._parts.took_offer(event):
            super().keyPressEvent(event)

    @property
    def parts(self) -> "LogParts":
        """What was understood; made when something is typed first."""
        if self._parts is None:
            self._parts = LogParts(self._desk)
            self._parts.hide()
            self._layout.addWidget(self._parts)
            self._parts.button.clicked.connect(self._log)
            self._parts.changed.connect(self.field.setFocus)
        return self._parts

    def set_person(self, person: int) -> None:
        """Whom the next contact is with."""
        if person != self._person:
            self._person = person
            self._reset()

    def _reset(self) -> None:
        self.field.set_value("")
        if self._parts is not None:
            self._parts.forget()

    def _restored(self) -> None:
        self._edited(self.field.text())

    def _edited(self, text: str) -> None:
        if text.strip():
            self._desk.when_live(self._read)
        elif self._parts is not None:
            self._parts.forget()

    def _read(self) -> None:
        if self.field.text().strip():
            self.parts.read(self.field.text(), self._person)

    def _log(self) -> None:
        if self.field.text().strip():
            self._desk.when_live(self._log_read)

    def _log_read(self) -> None:
        self.parts.when_read(self._log_now)

    def _log_now(self) -> None:
        settled = self.parts.settled()
        if settled is None or not self.parts.answered():
            return
        said = _("Logged {label}").format(label=settled.channel.label.lower())
        if settled.entries > 1:
            said = n_("Saved {number} entry", "Saved {number} entries", settled.entries)
        self._desk.run(
            settled.command(), said=said.format(number=settled.entries), then=self._logged
        )

    def _logged(self, _contact: object) -> None:
        self._reset()
        self.logged.emit()


class LogParts(QWidget):
    """The parts of a line as chips with menus, and the button for those who point."""

    changed = Signal()  # Another choice was made.

    def __init__(self, desk: Desk) -> None:
        # Not needed before something is typed.
        from mentorcrm.services.capture_choices import Choices
        from mentorcrm.ui.capture.reader import LineReader
        from mentorcrm.ui.capture.rows import Rows

        super().__init__()
        self._desk = desk
        self._nothing = self._choices = Choices()
        self._understood: Understood | None = None
        self._reader = LineReader(desk, self)
        self.rows = Rows(0)
        self._trouble = Label("", "meta", "risk", wrap=True)
        self._trouble.hide()
        self.button = Button(_("Log"), "secondary", size="small")
        row = boxes.row(spacing=8)
        row.addLayout(boxes.column(self.rows, self._trouble, spacing=4), 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
        self._reader.understood.connect(self._show)
        self._reader.failed.connect(self._failed)
        self.rows.chosen.connect(self._choose)

    def read(self, text: str, person: int) -> None:
        """Understand what is typed now about contact with somebody."""
        self.rows.host = person
        self._reader.begin(lambda queries: queries.read_with(text, person))

    def when_read(self, act: Callable[[], None]) -> None:
        """Do this once the newest text is understood."""
        self._reader.when_read(act)

    def settled(self) -> "Settled | None":
        """What was understood, with what was chosen over it."""
        from mentorcrm.services.capture_choices import Settled

        return Settled(self._understood, self._choices) if self._understood else None

    def answered(self) -> bool:
        """Whether nothing has to be asked first; else the focus goes to the answers."""
        settled = self.settled()
        question = settled.question() if settled else None
        if question is None or not question.must:
            return True
        if self.rows.answers:
            self.rows.answers[0].setFocus(Qt.FocusReason.TabFocusReason)
        return False

    def took_offer(self, event: QKeyEvent) -> bool:
        """Take what is offered, if that is what a key means."""
        from mentorcrm.ui.capture.rows import is_offer_key

        if not self.rows.offers or not is_offer_key(event):
            return False
        self.rows.take_offer()
        return True

    def forget(self) -> None:
        """Nothing is typed any more."""
        self._reader.stop()
        self._understood, self._choices = None, self._nothing
        self._trouble.hide()
        self.hide()

    def _show(self, understood: object) -> None:
        from mentorcrm.services.capture import Understood

        if isinstance(understood, Understood):
            self._understood = understood
            self._show_settled()
            self.show()

    def _show_settled(self) -> None:
        settled = self.settled()
        if settled is not None:
            self.rows.show_settled(settled, desk_today(self._desk))
            self._trouble.hide()

    def _choose(self, choices: object) -> None:
        if isinstance(choices, type(self._nothing)):
            self._choices = choices
            self._show_settled()
            self.changed.emit()

    def _failed(self) -> None:
        self._trouble.setText(_("This cannot be read just now. What you wrote is kept."))
        self._trouble.show()
        self.show()
