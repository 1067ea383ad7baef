"""What earlier meetings with only some of those who meet now left, to be taken over by a press."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.services.commands.meetings import TakePoint
from mentorcrm.services.meeting_left_rows import LeftRow
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined, short_day


class LeftPoints(QWidget):
    """A line for each point; there are none where everybody was there before, or one meets one."""

    emptied = Signal()  # By a press of mine: the keys have to be elsewhere.

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._meeting = 0
        self._shown: tuple[LeftRow, ...] = ()
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 6, 0, 0)
        self._lines.setSpacing(4)
        self.hide()

    def show_meeting(self, detail: MeetingDetail) -> None:
        """Offer what can be taken over; lines are rebuilt only when they are other ones."""
        rows: tuple[LeftRow, ...] = ()
        if detail.held_at is None:
            rows = self._desk.services.meetings.left_with(detail.row.id)
        if (detail.row.id, rows) == (self._meeting, self._shown):
            return
        self._meeting, self._shown = detail.row.id, rows
        had = any(button.hasFocus() for button in self.buttons)
        boxes.empty(self._lines)
        self.buttons = []
        for row in rows:
            boxes.put(self._lines, self._line(row))
        self.setVisible(bool(rows))
        if had and self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif had:
            self.emptied.emit()

    def _line(self, row: LeftRow) -> QWidget:
        zone = self._desk.services.desk.my_zone()
        today = local_day(self._desk.clock.now(), zone)
        said = _("Left with {names}, {day}: {point}").format(
            names=joined(row.names), day=short_day(local_day(row.at, zone), today), point=row.text
        )
        take = Button(_("Take it over"), "ghost", size="small")
        take.setAccessibleName(_("Take it over: {point}").format(point=row.text))
        take.clicked.connect(partial(self._take, row.id))
        self.buttons.append(take)
        line = QWidget()
        layout = boxes.row(Label(said, "meta", "text2", wrap=True), take, spacing=8)
        layout.setStretch(0, 1)
        line.setLayout(layout)
        return line

    def _take(self, point: int) -> None:
        command = TakePoint(self._meeting, point)
        self._desk.run(command, said=_("Taken over to this agenda"))
