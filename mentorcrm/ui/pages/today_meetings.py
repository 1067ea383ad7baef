"""Beside Today's rows: the meetings to come, and how far each is prepared."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from mentorcrm.services.today_rows import Coming
from mentorcrm.ui import theme, words
from mentorcrm.ui.pages.today_side import SideCard, SideRow
from mentorcrm.ui.theme import ColorRole, TypeStyle
from mentorcrm.ui.widgets import painting
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.text import set_tooltip
from mentorcrm.words import _, short_day

_CHECKS = 3
_HEIGHT = 78
_GUTTER = 56


class ComingRow(SideRow):
    """One meeting: its day and time, with whom, and three dashes for what is ready."""

    def __init__(self, one: Coming, today: date) -> None:
        detail = ", ".join(part for part in (one.title, one.how.lower()) if part)
        super().__init__(one.id, one.names, detail or one.how)
        self._one = one
        ahead = (one.day - today).days
        self._day = words.weekday(one.day) if 0 <= ahead < 7 else short_day(one.day, today)
        self._state = state_words(one)
        spoken = (one.names, detail, words.long_day(one.day), one.time, self._state)
        self.setText(", ".join(part for part in spoken if part))
        set_tooltip(self, f"{one.names}\n{detail}")

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(_HEIGHT))

    def paint_face(self, painter: QPainter, box: QRect) -> None:
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            fill = theme.color("press" if self.isDown() else "hover")
            painting.rounded(painter, self.rect(), 8, fill)
        px = theme.current().px
        line, gutter = px(20), px(_GUTTER)
        top = (self.height() - 3 * line) // 2
        day = QRect(6, top, gutter - 12, line)
        _say(painter, day, "metaM", "accent", self._day, Qt.AlignmentFlag.AlignHCenter)
        time = day.translated(0, line)
        _say(painter, time, "num", "text2", self._one.time, Qt.AlignmentFlag.AlignHCenter)
        room = QRect(gutter, top, self.width() - gutter - 6, line)
        _say(painter, room, "strong", "text", self._one.names)
        _say(painter, room.translated(0, line), "meta", "text2", self._detail)
        self._paint_state(painter, room.translated(0, 2 * line))

    def _paint_state(self, painter: QPainter, room: QRect) -> None:
        px = theme.current().px
        width, gap = px(14), px(3)
        for number in range(_CHECKS):
            done = number < self._one.ready
            left = room.left() + number * (width + gap)
            dash = QRect(left, room.center().y() - px(2), width, px(5))
            painting.rounded(painter, dash, 2.5, theme.color("goodFill" if done else "line2"))
        ready = self._one.ready == _CHECKS
        act = _("Open") if ready else _("Prepare")
        _say(painter, room, "metaM", "text", act, Qt.AlignmentFlag.AlignRight)
        taken = _CHECKS * (width + gap) + px(6)
        rest = room.adjusted(taken, 0, -px(56), 0)
        _say(painter, rest, "meta", "good" if ready else "text2", self._state)


def state_words(one: Coming) -> str:
    """How far the preparation is, or what is missing first."""
    if one.ready == _CHECKS:
        return _("Ready")
    if not one.has_decision:
        return _("No decision")
    return _("{done} of {total}").format(done=one.ready, total=_CHECKS)


def _say(
    painter: QPainter,
    room: QRect,
    style: TypeStyle,
    role: ColorRole,
    text: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(theme.current().font(style))
    painter.setPen(theme.color(role))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), cut)


class MeetingsCard(SideCard):
    """The next meetings; the button in its head plans one."""

    plan_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("Meetings"), _("All meetings"))
        self._number.hide()
        plan = IconButton("calendar-plus", _("Plan a meeting"), size=28)
        self.head.addWidget(plan)
        plan.clicked.connect(self.plan_requested)

    def show_meetings(self, meetings: tuple[Coming, ...], today: date) -> None:
        """Show the next meetings; hidden without any."""
        self.show_rows([ComingRow(one, today) for one in meetings], len(meetings))
