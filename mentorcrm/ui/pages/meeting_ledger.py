"""In the ledger: what a meeting put on record, each entry a way to its record."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.services.commands.needs import EditNeed
from mentorcrm.services.meeting_ledger import LedgerEntry, Side
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.services.zones import zone_of
from mentorcrm.ui import theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes, painting
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import Card, IconLabel
from mentorcrm.ui.widgets.chips import TAG_COLORS, Tone
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.focus import PressedByEnter
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _

_LABELS = {
    Side.RECEIVED: _("Received"),
    Side.GIVEN: _("Given"),
    Side.DECIDED: _("Decision"),
    Side.NEXT: _("Next meeting"),
}
_TONES: dict[Side, Tone] = {
    Side.RECEIVED: "neutral",
    Side.GIVEN: "accent",
    Side.DECIDED: "good",
    Side.NEXT: "neutral",
}
_PLACES = {
    "advice": ("history", "advice"),
    "commitment": ("history", "promises"),
    "reciprocity_note": ("history", "giving"),
    "need": ("needs", ""),
    "meeting": ("meetings", ""),
}
_HEIGHT, _PAD, _WIDEST, _LABEL = 28, 10, 360, 96


class EntryChip(PressedByEnter, QAbstractButton):
    """An entry as a pill; a press leads to its record. Long words end in dots."""

    focus_radius = _HEIGHT / 2

    def __init__(self, said: str, tone: Tone) -> None:
        super().__init__()
        self._tone: Tone = tone
        self.setText(said)
        self.setAccessibleName(_("Open {what}").format(what=said))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_tooltip(self, said)
        theme.set_type(self, "metaM")

    def sizeHint(self) -> QSize:
        px = theme.current().px
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * _PAD + 1
        return QSize(min(width, px(_WIDEST)), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 72), theme.current().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, ink = TAG_COLORS[self._tone]
        over = self.underMouse() or self.isDown()
        line = theme.color("accentLine" if self._tone == "accent" else "line2") if over else None
        painting.rounded(painter, self.rect(), self.height() / 2, theme.color(fill), line)
        painter.setPen(theme.color(ink))
        room = QRect(_PAD, 0, self.width() - 2 * _PAD + 1, self.height())
        metrics = QFontMetrics(self.font())
        said = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)


class LedgerCard(Card):
    """What the meeting put on record; `filled` says whether there is anything."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._shown: object = None
        self.filled = False
        self.chips: list[EntryChip] = []
        self.body.addLayout(
            boxes.row(
                IconLabel("file-text", 18, "text2"), Label(_("In the ledger"), "strong"), None
            )
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Show what is on record; rows are rebuilt only when they are other ones."""
        entries = self._desk.services.ledgers.of(detail)
        self.filled = bool(entries)
        if entries == self._shown:
            return
        self._shown = entries
        boxes.empty(self._rows)
        self.chips = []
        rows = []
        for side in Side:
            some = [entry for entry in entries if entry.side is side]
            if some:
                rows.append(self._row(side, some))
                boxes.put(self._rows, rows[-1])
        last = self.nextInFocusChain()
        if rows and last is not None:
            tab_before(last, *rows)

    def _row(self, side: Side, entries: list[LedgerEntry]) -> QWidget:
        flow = Flow(6)
        for entry in entries:
            chip = EntryChip(self._said(entry), _TONES[side])
            chip.clicked.connect(partial(self._open, entry))
            self.chips.append(chip)
            flow.add(chip)
        for entry in entries:
            if entry.decided:
                flow.add(self._keep(entry))
        name = Label(_(_LABELS[side]), "meta", "accent" if side is Side.GIVEN else "text2")
        name.setFixedSize(theme.current().px(_LABEL), theme.current().px(_HEIGHT))
        holder = QWidget()
        row = boxes.row(spacing=8)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(flow, 1)
        holder.setLayout(row)
        return holder

    def _keep(self, entry: LedgerEntry) -> Button:
        """Takes what was noted as decided over into the decision itself."""
        button = Button(_("Keep it as decided"), "ghost", size="small")
        button.setAccessibleName(_("Keep it as decided: {words}").format(words=entry.decided))
        button.clicked.connect(partial(self._decide, entry))
        return button

    def _decide(self, entry: LedgerEntry) -> None:
        command = EditNeed(entry.record, {"decided": entry.decided})
        self._desk.run(command, said=_("Noted as decided"))

    def _said(self, entry: LedgerEntry) -> str:
        if entry.at is None:
            return entry.words
        local = entry.at.astimezone(zone_of(self._desk.services.desk.my_zone()))
        return f"{words.long_day(local.date())}, {local:%H:%M}"

    def _open(self, entry: LedgerEntry) -> None:
        page, view = _PLACES[entry.table]
        self._desk.go(page, entry.record, view)
