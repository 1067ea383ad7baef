"""One thing that waits, as real widgets: who, why, one named button, log, put off."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.services.today_rows import Reason, Waiting, tag
from mentorcrm.ui import theme
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel, IconTile
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.focus import KeyboardFocus
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

HEIGHT = 75
_LINES = 3
BUTTON_WIDTH = 124
DAYS_OFF = (3, 7, 14)
AGAIN, OTHER, MOVE, DROP = "again", "other", "move", "drop"
_ICONS: dict[Reason, tuple[str, ColorRole]] = {
    Reason.REPLY: ("message-circle", "warn"),
    Reason.RECAP: ("mail", "warn"),
    Reason.HAPPENED: ("calendar", "accent"),
    Reason.CLOSE: ("square-check", "accent"),
    Reason.PREPARE: ("calendar-days", "accent"),
    Reason.THANK: ("handshake", "accent"),
    Reason.TELL: ("quote", "accent"),
    Reason.PROMISE: ("handshake", "accent"),
    Reason.TRIAL: ("hourglass", "accent"),
    Reason.OVERDUE: ("clock", "warn"),
    Reason.HEARD: ("message-circle", "accent"),
    Reason.FIT: ("circle-help", "accent"),
    Reason.TERMS: ("file-text", "accent"),
    Reason.RETURN: ("history", "accent"),
    Reason.FOLLOW_UP: ("hourglass", "warn"),
    Reason.SEND: ("send", "accent"),
    Reason.DECIDE: ("target", "accent"),
    Reason.LOOK_BACK: ("history", "accent"),
    Reason.FINISH: ("pen-line", "text3"),
    Reason.REST: ("hourglass", "text3"),
    Reason.ANSWER: ("message-circle", "warn"),
    Reason.NEXT: ("calendar", "accent"),
    Reason.RHYTHM: ("clock", "warn"),
    Reason.SECOND: ("calendar-plus", "accent"),
    Reason.STALL: ("scale", "warn"),
    Reason.CELEBRATE: ("party-popper", "accent"),
    Reason.REVIVE: ("sparkles", "accent"),
}
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -99,
    Qt.Key.Key_End: 99,
}


class WaitingRow(KeyboardFocus, QWidget):
    """A row of Today. It takes the focus itself; Tab leads into its buttons.

    `moved` asks for the row that many places on; `wished` is one of act, log, later, open.
    """

    moved = Signal(int)
    wished = Signal(str)
    put_off = Signal(object)
    focus_radius = 8.0

    def __init__(self, row: Waiting) -> None:
        super().__init__()
        self.row = row
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.current().px(HEIGHT))
        self.setAccessibleName(row.spoken)
        self.title = Label(row.title, "strongL", wrap=True, max_lines=_LINES)
        policy = self.title.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.title.setSizePolicy(policy)
        self._plain = Label("", "meta", "text2")
        self._tag = Tag("", "warn")
        for when in (self._plain, self._tag):
            when.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.why = Label(row.evidence, "body", "text2", wrap=True, max_lines=_LINES)
        self.act = Button(row.button)
        self.act.setAccessibleName(f"{row.button}: {row.title}")
        self.log = Button(_("Log"), "ghost")
        self.log.setAccessibleName(_("Log a contact with {name}").format(name=row.name))
        if row.reason is Reason.HAPPENED:
            self.log.setMinimumWidth(self.log.sizeHint().width())
            self.log.setText(_("No"))
            self.log.setAccessibleName(_("No: {title}").format(title=row.title))
        self.later = IconButton("alarm-clock", _("Put off: {title}").format(title=row.title))
        self._build()
        self._connect()

    @property
    def what(self) -> str:
        """Which row this is."""
        return self.row.what

    def show_day(self, today: date) -> None:
        """Say how long it has waited, or when it is due."""
        words, tone = tag(self.row, today)
        self._plain.setText("" if tone else words)
        self._tag.setText(words if tone else "")
        self._plain.setVisible(bool(words) and not tone)
        self._tag.setVisible(bool(tone))
        if tone:
            self._tag.set_tone(tone)
        self.setAccessibleDescription(words)

    def set_first(self, first: bool) -> None:
        """Only the first row's button is filled."""
        self.act.set_kind("primary" if first else "secondary")

    def set_stop(self, stop: bool) -> None:
        """Whether Tab stops here: one row at a time does, arrows reach the others."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        for widget in (self, self.act, self.log, self.later):
            widget.setFocusPolicy(policy)

    def open_later(self) -> None:
        """Offer the days to put the row off for."""
        choices: list[tuple[object, str] | None] = [
            (days, _("Put off for {days} days").format(days=days)) for days in DAYS_OFF
        ]
        if self.row.reason is Reason.REST:
            choices += [
                None,
                (OTHER, _("Let it rest and ask somebody else…")),
                (AGAIN, _("Write a second follow-up all the same")),
            ]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(self.put_off)
        menu.open_under(self.later)

    def open_no(self) -> None:
        """Offer what may be true of a plan that did not happen."""
        menu = ChoiceMenu(
            self,
            [
                (MOVE, _("Move it to another time…"), "clock"),
                (DROP, _("It did not happen"), "circle-x"),
            ],
        )
        menu.chosen.connect(self.put_off)
        menu.open_under(self.log)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif plain and self.hasFocus() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit("act")
        elif plain and event.text().upper() in ("D", "L", "S", "E"):
            self.wished.emit(f"key {event.text().upper()}")
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.wished.emit("open")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumHeight(theme.current().px(HEIGHT))

    def _build(self) -> None:
        row = self.row
        icon, role = _ICONS[row.reason]
        face = Avatar(row.name, row.tint, 40) if row.person is not None else IconTile("target")
        head = boxes.row(self.title, self._plain, self._tag, None, spacing=8)
        # The icon belongs to the first line, also of several.
        sign = boxes.column(2, IconLabel(icon, 16, role), None, spacing=0)
        reason = boxes.row(sign, self.why, spacing=6)
        reason.setStretch(1, 1)
        words = boxes.column(None, head, reason, None, spacing=2, margins=(0, 10, 0, 10))
        line = boxes.row(face, spacing=0, margins=(0, 0, 0, 0))
        line.addSpacing(16)
        line.addLayout(words, 1)
        line.addSpacing(12)
        line.addWidget(self.act)
        line.addSpacing(4)
        line.addWidget(self.log)
        line.addSpacing(4)
        line.addWidget(self.later)
        self.setLayout(line)
        policy = self.log.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.log.setSizePolicy(policy)
        self.log.setHidden(row.person is None)
        set_tooltip(self, "" if row.person is None else _("Open {name}").format(name=row.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _connect(self) -> None:
        for name, button in (("act", self.act), ("log", self.log), ("later", self.later)):
            button.setObjectName(name)
            button.clicked.connect(self._pressed)

    def _pressed(self) -> None:
        self.wished.emit(self.sender().objectName())
