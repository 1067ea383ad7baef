"""The left column of the composer: what a good message is made of, part by part."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.models.kinds import PartId, PartNeed, PartState
from mentorcrm.services.asking import PartHelp, PartReport
from mentorcrm.ui import icons, theme
from mentorcrm.ui.pages.why_offers import WhyOffers
from mentorcrm.ui.pages.window_rows import WindowRows
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import Label, wrapped
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

# State -> icon, colour, and the word for those who hear it.
MARKS: dict[PartState, tuple[str, ColorRole, str]] = {
    PartState.PRESENT: ("circle-check", "good", "there"),
    PartState.VAGUE: ("circle-alert", "warn", "vague"),
    PartState.MISSING: ("circle", "field", "missing"),
    PartState.EMPTY: ("circle-dashed", "text3", _("not needed")),
    PartState.OUT_OF_PLACE: ("circle-x", "warn", _("better left out")),
}
_HEAD = 26
_LEFT = 21  # Where the name of a part begins, after its mark.
_MOST = 3  # Lines of a name.


class PartHead(PressedByEnter, QAbstractButton):
    """The line above a part: its state, its name, and when folded what it says."""

    focus_radius = 6.0
    tabbed_in = Signal()

    def __init__(self, label: str, source: str) -> None:
        """`source` says where the part comes from when it is there and nobody typed it."""
        super().__init__()
        self.setText(label)
        self._source = source
        self.state = PartState.EMPTY
        self.summary = ""
        self.folded = False
        self.optional = self.typed = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_state(
        self, state: PartState, summary: str, *, folded: bool, optional: bool, typed: bool
    ) -> None:
        """Show how the part stands; `typed` says that the summary is what somebody wrote."""
        self.typed = typed
        self.state, self.summary = state, summary
        self.folded, self.optional = folded, optional
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if folded else Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(f"{self.text()}: {MARKS[state][2]}. {summary}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the words are at the present width."""
        lines = len(self._lines()) + self._rest_below()
        more = (lines - 1) * theme.current().line_height("meta")
        return QSize(120, theme.current().px(_HEAD) + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Walking with Tab opens each part, so that one can write from top to bottom.
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self.folded and event.reason() in tab:
            self.tabbed_in.emit()
        else:
            super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.folded and self.underMouse():
            painting.rounded(painter, self.rect(), 6, theme.color("hover"))
        icon, role, _word = MARKS[self.state]
        high, line = theme.current().px(_HEAD), theme.current().line_height("meta")
        icons.draw(painter, icon, QRect(QPoint(1, (high - 14) // 2), QSize(14, 14)), role)
        painter.setFont(theme.current().font("metaM"))
        painter.setPen(theme.color("text2"))
        lines = self._lines()
        place = QRect(_LEFT, 0, self.width() - _LEFT, high)
        for words in lines:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            place.translate(0, line)
        if not self._rest_below():
            place.translate(painter.fontMetrics().horizontalAdvance(lines[-1]) + 10, -line)
            place.setRight(self.width() - 5)
        self._paint_rest(painter, place)

    def _lines(self) -> list[str]:
        """The name, in as many lines as it takes."""
        room = max(self.width() - _LEFT - 4, 1)
        return wrapped(self.text(), theme.current().font("metaM"), room, _MOST)

    def _rest_below(self) -> bool:
        """Whether the words behind the name need a line of their own."""
        words = self.rest()
        if not words or (self.typed and words == self.summary):  # That may end in dots.
            return False
        font = theme.current().font
        name = QFontMetrics(font("metaM")).horizontalAdvance(self._lines()[-1])
        rest = QFontMetrics(font("meta")).horizontalAdvance(words)
        return _LEFT + name + 10 + rest > self.width() - 4

    def rest(self) -> str:
        """The words behind the name: what it says, where that comes from, or that it lacks."""
        if not self.folded:
            return _("optional") if self.optional and self.state is PartState.EMPTY else ""
        if self.summary:
            return self.summary
        if self.state in (PartState.PRESENT, PartState.VAGUE):
            return self._source
        return _("optional") if self.optional else _("missing")

    def _paint_rest(self, painter: QPainter, room: QRect) -> None:
        words = self.rest()
        role: ColorRole = "text" if self.summary and self.folded else "text3"
        painter.setFont(theme.current().font("meta"))
        painter.setPen(theme.color(role))
        text = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, max(room.width(), 0)
        )
        right = role == "text3" and not self._rest_below()
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)


class Ingredient(QWidget):
    """One part: its line, its field, and a note while something is to be said about it.

    A part that is done folds to one line when the cursor is elsewhere.
    """

    edited = Signal(object, str)
    opened = Signal(object)

    def __init__(self, part: PartId, help_: PartHelp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._help = help_
        self._state = PartState.EMPTY
        self._optional = False
        self._note = ""
        self._default = ""
        self.wide_open = False
        mine = part is PartId.WHO_I_AM
        self.head = PartHead(help_.label, _("from your profile") if mine else _("from the need"))
        self.area = TextArea(help_.example, low=1, high=6)
        self.area.setAccessibleName(help_.label)
        self.area.setAccessibleDescription(help_.help)
        self._editor: TextArea | WindowRows = self.area
        self._offers: WhyOffers | None = None
        self.note = Label("", "meta", "text3", wrap=True)
        self.extra = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.head)
        layout.addWidget(self.area)
        layout.addLayout(self.extra)
        layout.addWidget(self.note)
        self._connect()

    def _connect(self) -> None:
        self.area.text_changed.connect(self._edited)
        self.area.editor.focus_changed.connect(self._show)
        self.head.clicked.connect(self._open)
        self.head.tabbed_in.connect(self._open)

    def set_value(self, text: str, default: str = "") -> None:
        """Show what is typed; `default` stands in the folded line when nothing is.

        A blank just typed at the end is not stored, and not taken from under the cursor either.
        """
        self._default = default
        if not self.area.editor.hasFocus() or self.area.text().strip() != text.strip():
            self.area.set_value(text)
        self._show()

    def use_instead(self, editor: WindowRows) -> None:
        """Edit the part with something else than text."""
        self._editor = editor
        self.area.hide()
        self.extra.addWidget(editor)

    def give_back(self, parent: QWidget) -> None:
        """Let go of the other editor, hidden under `parent`, before this row goes."""
        editor, self._editor = self._editor, self.area
        editor.hide()
        editor.setParent(parent)

    def offer(self, offers: WhyOffers) -> None:
        """Offer words for the part while nothing is typed in it."""
        self._offers = offers
        self.extra.addWidget(offers)
        offers.taken.connect(partial(_take, self))

    def set_wide_open(self, wide_open: bool) -> None:
        """Whether the part stands open although the cursor is elsewhere."""
        self.wide_open = wide_open
        self._show()

    def set_report(self, report: PartReport, remark: str = "") -> None:
        """Show how the part stands; what is there but draws a `remark` has no tick."""
        self._state, self._note = report.state, report.note
        if remark and self._state is PartState.PRESENT:
            self._state, self._note = PartState.VAGUE, remark
        self._optional = report.need is PartNeed.WELCOME
        self._show()

    def order_stops(self, before: QWidget) -> QWidget:
        """Let Tab come here after `before`; answers with the last stop."""
        QWidget.setTabOrder(before, self.head)
        self.area.come_after(self.head)
        last: QWidget = self.area.editor
        for stop in self._editor.stops() if isinstance(self._editor, WindowRows) else ():
            QWidget.setTabOrder(last, stop)
            last = stop
        for offer in self._offers.offers if self._offers is not None else ():
            QWidget.setTabOrder(last, offer)
            last = offer
        return last

    def is_folded(self) -> bool:
        """Whether only the line is shown."""
        return not self._editor.isVisibleTo(self)

    def state(self) -> PartState:
        """How the part stands."""
        return self._state

    def summary(self) -> str:
        """The words in the folded line."""
        return " ".join(self.area.text().split()) or self._default

    def fold(self, folded: bool) -> None:
        """Show the line alone, or all."""
        wrong = isinstance(self._editor, WindowRows) and self._editor.has_problem()
        if self._focused() or wrong:
            folded = False
        self._editor.setVisible(not folded)
        self.head.show_state(
            self._state,
            self.summary(),
            folded=folded,
            optional=self._optional,
            typed=bool(self.area.text().strip()),
        )
        self._show_note(folded)
        if self._offers is not None:
            empty = not self.area.text().strip()
            self._offers.setVisible(not folded and empty and self._offers.has_any())

    def _show(self) -> None:
        self.fold(not self.wide_open or self._state in (PartState.PRESENT, PartState.EMPTY))

    def _show_note(self, folded: bool) -> None:
        focused = self._focused()
        vague = self._state in (PartState.VAGUE, PartState.OUT_OF_PLACE)
        text = self._note if vague else self._help.help if focused else ""
        self.note.setText(text)
        self.note.set_role("warn" if vague else "text3")
        self.note.setVisible(bool(text) and not folded)

    def _focused(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self._editor.isAncestorOf(focused)

    def begin(self) -> None:
        """Open the part and put the cursor into it."""
        self.fold(False)
        _field(self._editor).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self) -> None:
        if self._editor is self.area or self.is_folded():
            self.fold(False)
            self._write_on()
        else:
            self.fold(True)
        self.opened.emit(self)

    def _write_on(self) -> None:
        """Put the cursor behind what is there, so that typing goes on instead of going before."""
        if self._editor is self.area:
            self.area.editor.moveCursor(QTextCursor.MoveOperation.End)
        _field(self._editor).setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self) -> None:
        self.edited.emit(self.part, self.area.text())


def _take(row: Ingredient, text: str) -> None:
    """Write what was offered into a part."""
    row.area.set_value(text)
    row.begin()
    row.edited.emit(row.part, text)


def _field(editor: TextArea | WindowRows) -> QWidget:
    """Where the cursor goes."""
    return editor.add if isinstance(editor, WindowRows) else editor.editor
