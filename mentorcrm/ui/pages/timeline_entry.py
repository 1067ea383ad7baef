"""One entry of a timeline: a picture at rest, with controls when one comes to it."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.services.interactions_rows import EntryRow
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.delegates.timeline_entry import (
    ABOVE,
    BELOW,
    BESIDE,
    GAP,
    Head,
    Line,
    Picture,
    Promise,
    Quote,
    Words,
)
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.timeline_parts import AdviceQuote, Dot, PromiseRow, label_of
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.focus import KeyboardFocus

_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DrawnEntry(QWidget):
    """An entry which at rest is a picture of what it says.

    `wake` gives it the controls that the picture stands for; it looks the same with them.
    """

    def __init__(self, desk: Desk, entry: EntryRow) -> None:
        super().__init__()
        self.desk, self.entry = desk, entry
        self.within: list[QWidget] = []  # What Tab comes to from here, besides icons over it.
        self.picture = Picture("", True, ())
        self.shown: QWidget | None = None  # The lines with their controls, once it is awake.
        self.text = QVBoxLayout()
        self._dot: Dot | None = None
        self._last = False

    def show_entry(self, entry: EntryRow) -> None:
        """Show the entry as it is now."""
        self.entry, self.picture = entry, self.draw(entry)
        words = self.picture.words()
        self.setAccessibleName(", ".join(part for part in self.name() if part))
        self.setAccessibleDescription("\n".join(words[len(self.picture.lines[0].words()) :]))
        if self.is_awake():
            self._fill()
        else:
            self.update()
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def draw(self, _entry: EntryRow) -> Picture:
        """What an entry looks like at rest."""
        raise NotImplementedError

    def name(self) -> tuple[str, ...]:
        """What it is called when it is read aloud."""
        return self.picture.lines[0].words()

    def set_last(self, last: bool) -> None:
        """Whether no entry follows."""
        if last != self._last:
            self._last = last
            self.update()
            if self._dot is not None:
                self._dot.show_picture(self.picture, last=last)

    def is_awake(self) -> bool:
        """Whether its controls are there."""
        return self._dot is not None

    def wake(self) -> None:
        """Put controls in the place of what is painted."""
        if self.is_awake():
            return
        self._dot = Dot(self.picture, last=self._last)
        self.text.setContentsMargins(0, ABOVE, 0, BELOW)
        self.text.setSpacing(0)
        row = boxes.row(self._dot, spacing=BESIDE)
        row.setAlignment(self._dot, Qt.AlignmentFlag(0))
        row.addLayout(self.text, 1)
        self.setLayout(row)
        self._fill()
        if self.isVisible():
            self._dot.show()
            row.activate()

    def _fill(self) -> None:
        assert self._dot is not None
        self._dot.show_picture(self.picture, last=self._last)
        before, self.shown = self.shown, QWidget(self)
        held = self._held(before)
        self.within.clear()
        lines = boxes.column(spacing=0)
        for line in self.picture.lines:
            self.put(lines, line)
        self.shown.setLayout(lines)
        if before is None:
            self.text.insertWidget(0, self.shown)
        else:
            self.text.replaceWidget(before, self.shown)
            before.hide()
            before.deleteLater()
        if self.isVisible():
            self.shown.show()
        if held is not None:
            self.focus_within(held)

    def _held(self, shown: QWidget | None) -> int | None:
        """Which of the controls has the focus, -1 for one over the entry; None for none of them."""
        focused = self.window().focusWidget() if shown is not None else None
        if shown is None or focused is None or not shown.isAncestorOf(focused):
            return None
        return self.within.index(focused) if focused in self.within else -1

    def focus_within(self, place: int) -> None:
        """Put the focus on a control again that was made anew, else on the entry."""
        here = 0 <= place < len(self.within) and self.within[place].isEnabled()
        (self.within[place] if here else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, lines: QVBoxLayout, line: Line) -> None:
        """Add what a line of the picture stands for."""
        if isinstance(line, Head):
            lines.addLayout(self.head(line))
        elif isinstance(line, Quote):
            quote = AdviceQuote(self.desk, line.record)
            self.hold(quote)
            lines.addWidget(quote)
        elif isinstance(line, Promise):
            kept = PromiseRow(self.desk, line.record, desk_today(self.desk))
            self.hold(kept.box)
            lines.addWidget(kept)
        elif isinstance(line, Words):
            lines.addWidget(label_of(line))

    def head(self, line: Head) -> QHBoxLayout:
        """The title, and when at the right."""
        row = boxes.row(spacing=GAP)
        row.addWidget(label_of(line.title), 1)
        where = Qt.AlignmentFlag.AlignTop if line.title.wrap else Qt.AlignmentFlag(0)
        row.addWidget(label_of(line.when), 0, where)
        return row

    def hold(self, *within: QWidget) -> None:
        """Let Tab come to these only from here."""
        for widget in within:
            widget.setFocusPolicy(self.focusPolicy())
            self.within.append(widget)

    def hasHeightForWidth(self) -> bool:
        return True if not self.is_awake() else super().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) if self.is_awake() else self.picture.height(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_awake():
            super().paintEvent(event)
        else:
            self.picture.paint(QPainter(self), self.rect(), last=self._last)


class Entry(KeyboardFocus, DrawnEntry):
    """One entry. It takes the focus; arrows go on to the next, Enter opens it in place.

    It wakes when the pointer or the focus comes to it.
    """

    focus_radius = 8.0
    stepped = Signal(int)  # Up or down, to the entry there.
    focused = Signal()
    opened = Signal()

    def __init__(self, desk: Desk, entry: EntryRow) -> None:
        super().__init__(desk, entry)
        self._pressed: QWidget | None = None  # What the press that woke it was meant for.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.wake()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wake; a press where a control comes from it is a press of that control."""
        self._pressed = None
        if not self.is_awake():
            self.wake()
            at = event.position().toPoint()
            over = [w for w in self.within if w.rect().contains(w.mapFrom(self, at))]
            if over and over[0].isEnabled():
                self._pressed = over[0]
                _pass_on(event, self, over[0])
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        inside = self.rect().contains(event.position().toPoint())
        if pressed is not None:
            _pass_on(event, self, pressed)
        elif event.button() != Qt.MouseButton.LeftButton or not inside or not self.open_it():
            super().mouseReleaseEvent(event)

    def set_stop(self, stop: bool) -> None:
        """Whether Tab comes here: to one entry of a timeline, and arrows lead on."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        if policy is self.focusPolicy():
            return
        if stop:
            self.wake()
        self.setFocusPolicy(policy)
        for widget in (*self.findChildren(IconButton), *self.within):
            widget.setFocusPolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if not self.hasFocus():  # What a field within does not want means nothing here.
            super().keyPressEvent(event)
        elif step is not None:
            self.stepped.emit(step)
        elif not self.act(event):
            super().keyPressEvent(event)

    def act(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False when it means nothing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter and self.open_it()

    def open_it(self) -> bool:
        """Open it, as a click does; False when there is nothing to open."""
        return False


def _pass_on(event: QMouseEvent, entry: QWidget, target: QWidget) -> None:
    """Let a control have what the mouse did to the picture of it."""
    place = target.mapFrom(entry, event.position().toPoint()).toPointF()
    QCoreApplication.sendEvent(
        target,
        QMouseEvent(
            event.type(),
            place,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        ),
    )
