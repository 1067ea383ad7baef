"""The overlay: the line, what was understood of it, and Save."""

from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.capture import Understood
from mentorcrm.services.capture_choices import Choices, Settled
from mentorcrm.ui import theme
from mentorcrm.ui.capture.reader import LineReader
from mentorcrm.ui.capture.row_words import saved_words
from mentorcrm.ui.capture.rows import Rows, is_offer_key
from mentorcrm.ui.capture.sentence import Sentence
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Hairline, IconLabel
from mentorcrm.ui.widgets.chips import KeyCap
from mentorcrm.ui.widgets.overlays import Overlay
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

WIDTH, TOP, MARGIN = 720, 160, 24
_SIDE = 20


class CaptureSheet(Overlay):
    """`saving` gets the command, and words for when it is done, once the sheet is out of the way.

    Each keystroke is read in a thread, the newest only; Enter waits for the reading of what was
    typed before it.
    """

    saving = Signal(object, str)

    def __init__(self, window: QWidget, desk: Desk, today: date, in_view: int | None) -> None:
        super().__init__(window, _("Quick capture"), WIDTH)
        self.setObjectName("capture")
        self._desk = desk
        self._today = today
        self._in_view = in_view
        self._choices = Choices()
        self._understood: Understood | None = None
        self._reader = LineReader(desk, self)
        self.sentence = Sentence()
        self.rows = Rows()
        self.message = Label("", "meta", "risk", wrap=True)
        self.cancel = Button(_("Cancel"), "ghost")
        self.save = Button(_("Save"), "primary")
        self._build()
        self.sentence.textChanged.connect(self._read)
        self.sentence.entered.connect(self._enter)
        self.sentence.grown.connect(self._refit)
        self.rows.chosen.connect(self._choose)
        self._reader.understood.connect(self._show)
        self._reader.failed.connect(self._failed)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._enter)

    def open(self, first: QWidget | None = None) -> None:
        super().open(first or self.sentence)
        self._read()

    def text(self) -> str:
        """What is written."""
        return self.sentence.text()

    def settled(self) -> Settled | None:
        """The reading that is on show, with what was chosen over it."""
        return Settled(self._understood, self._choices) if self._understood else None

    def place(self) -> None:
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        width = min(theme.current().px(WIDTH), room.width())
        body = self._scroll.body
        body.activate()
        wished = 0
        if self._below.isVisibleTo(self):
            wished = max(body.totalHeightForWidth(width - 2), body.totalSizeHint().height()) + 2
        fixed = self._head.sizeHint().height() + self._foot.sizeHint().height() + 3
        top = min(TOP, self.height() // 5)
        height = min(fixed + wished, room.bottom() - top)
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enter()
        elif is_offer_key(event):
            self.rows.take_offer()
        else:
            super().keyPressEvent(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.reject()
        event.accept()

    def _build(self) -> None:
        title = boxes.row(IconLabel("plus", 18, "accent"), Label(_("Quick capture"), "strong"))
        title_row = boxes.row(title, None, KeyCap("Esc"))
        self._head = QWidget()
        self._head.setLayout(
            boxes.column(title_row, 18, self.sentence, spacing=0, margins=(_SIDE, 20, _SIDE, 18))
        )
        self._scroll = ScrollColumn((_SIDE, 16, _SIDE, 16), 10)
        self._scroll.body.addWidget(self.rows)
        self._scroll.body.addWidget(self.message)
        self.message.hide()
        self._below = QWidget()
        self._below.setLayout(boxes.column(Hairline(), self._scroll, spacing=0))
        kept = Label(_("Kept word for word in the timeline. Ctrl Z undoes."), "meta", "text2")
        self._foot = QWidget()
        self._foot.setLayout(
            boxes.row(kept, None, self.cancel, self.save, margins=(_SIDE, 12, 16, 12))
        )
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._below, 1)
        layout.addWidget(Hairline())
        layout.addWidget(self._foot)
        self._below.hide()
        self.save.setEnabled(False)

    def _read(self) -> None:
        if not self._desk.live:
            self._desk.when_live(self._read_if_open)
            return
        text, in_view = self.text(), self._in_view
        self._say("")
        self._reader.begin(lambda queries: queries.read(text, in_view))

    def _read_if_open(self) -> None:
        if not self._closed:
            self._read()

    def _failed(self) -> None:
        if not self._closed:
            self._say(_("This cannot be read just now. What you wrote is kept."))

    def _show(self, understood: object) -> None:
        if not self._closed and isinstance(understood, Understood):
            self._understood = understood
            self._show_settled()

    def _show_settled(self) -> None:
        settled = self.settled()
        if settled is None:
            return
        written = bool(self.text().strip())
        tints = settled.tints() if written else ()
        self.sentence.show_stretches([(span.start, span.end, str(tint)) for span, tint in tints])
        self.rows.show_settled(settled, self._today, written=written)
        self._below.setVisible(written or bool(settled.people))
        self.save.setEnabled(written)
        entries = settled.entries
        save = n_("Save {number} entry", "Save {number} entries", entries)
        self.save.setText(save.format(number=entries) if written else _("Save"))
        self.save.updateGeometry()
        self._refit()

    def _choose(self, choices: object) -> None:
        if isinstance(choices, Choices):
            self._choices = choices
            self._say("")
            self._show_settled()
            self.sentence.setFocus()

    def _enter(self) -> None:
        if self.text().strip() and self._desk.live:
            self._reader.when_read(self._save_read)

    def _save_read(self) -> None:
        settled = self.settled()
        if self._closed or settled is None:
            return
        question = settled.question()
        if question is not None and question.must:
            if self.rows.answers:
                self.rows.answers[0].setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self._say(_("Say who it was with, then save."))
            return
        command, said = settled.command(), saved_words(settled)
        self.accept()
        self.saving.emit(command, said)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        if text:
            self._refit()

    def _refit(self) -> None:
        if self.isVisible():
            self.place()
