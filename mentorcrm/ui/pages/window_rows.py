"""Times offered in a message: their clock first, then mine; suggested or typed."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import TimeWindow
from mentorcrm.services.zones import city, zone_of
from mentorcrm.ui import theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

# Under this width their time and mine take two lines.
SIDE_BY_SIDE = 280
DAY_WIDTH = 60


def span(start: datetime, end: datetime) -> str:
    """`11:00–13:00`, with `+1` when it ends on another day."""
    later = (end.date() - start.date()).days
    return f"{start:%H:%M}–{end:%H:%M}" + (f" +{later}" if later else "")


class WindowRows(QWidget):
    """The list of times with a line to add one. `changed` carries all of them."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self._windows: tuple[TimeWindow, ...] = ()
        self._theirs = self._mine = "UTC"
        self._both: list[QBoxLayout] = []
        self._removers: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add = Field("2026-12-01 16:00-17:00")
        self.add.setAccessibleName(_("Add a time"))
        self.suggest = Button(_("Suggest times"), "ghost", size="small", icon="calendar-days")
        self._note = Label("", "meta", "risk", wrap=True)
        self._note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._rows)
        layout.addWidget(self.add)
        layout.addWidget(self._note)
        layout.addLayout(boxes.row(self.suggest, None))
        self.add.committed.connect(self._add)
        self.suggest.clicked.connect(self._suggest)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self._removers, self.add, self.suggest]

    def show_windows(
        self, windows: tuple[TimeWindow, ...], person: int, theirs: str, mine: str
    ) -> None:
        """Show the times of a draft in the zones of both."""
        self._person = person
        state = (windows, theirs, mine)
        if state == (self._windows, self._theirs, self._mine) and self._rows.count():
            return
        self._windows, self._theirs, self._mine = state
        boxes.empty(self._rows)
        self._both.clear()
        self._removers.clear()
        for number, window in enumerate(windows):
            self._rows.addWidget(self._row(number, window))

    def has_problem(self) -> bool:
        """Whether something typed was not understood and waits to be corrected."""
        return bool(self._note.text()) and bool(self.add.text().strip())

    def summary(self) -> str:
        """All times in one line, on their clock."""
        zone = zone_of(self._theirs, self._mine)
        starts = [window.start.astimezone(zone) for window in self._windows]
        return ", ".join(f"{words.weekday(start)} {start.day} {start:%H:%M}" for start in starts)

    def _row(self, number: int, window: TimeWindow) -> QWidget:
        theirs, mine = zone_of(self._theirs, self._mine), zone_of(self._mine)
        start, end = window.start.astimezone(theirs), window.end.astimezone(theirs)
        own_start, own_end = window.start.astimezone(mine), window.end.astimezone(mine)
        day = words.long_day(start.date()).rsplit(" ", 1)[0]
        late = window.start < self._desk.clock.now()
        row = QWidget()
        remove = IconButton(
            "x",
            _("Remove {day} {span}").format(day=day, span=span(start, end)),
            size=24,
            role="text3",
        )
        remove.setProperty("number", number)
        remove.clicked.connect(self._remove)
        self._removers.append(remove)
        same = self._theirs == self._mine or not words.zone_info(self._theirs)
        own = "" if same else _("you {span}").format(span=span(own_start, own_end))
        if own_start.date() != start.date():
            own += f" {words.weekday(own_start)}"
        when = Label(span(start, end), "num", "risk" if late else "text")
        date = Label(day, "metaM", "risk" if late else "text")
        date.setMinimumWidth(theme.current().px(DAY_WIDTH))  # Or the times would not line up.
        when.setMinimumWidth(when.sizeHint().width())
        both = QBoxLayout(self._direction())
        both.setSpacing(0)
        both.addLayout(boxes.row(date, when, None, spacing=4, margins=(0, 0, 4, 0)), 1)
        both.addWidget(Label(_("past") if late else own or city(self._mine), "meta", "text3"))
        self._both.append(both)
        line = boxes.row(spacing=2, margins=(4, 0, 0, 0))
        line.addLayout(both, 1)
        line.addWidget(remove)
        row.setLayout(line)
        return row

    def _direction(self) -> QBoxLayout.Direction:
        """Mine stands under theirs where both do not fit side by side."""
        wide = self.width() >= theme.current().px(SIDE_BY_SIDE)
        return QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for both in self._both:
            both.setDirection(self._direction())

    def _remove(self) -> None:
        number = int(self.sender().property("number"))
        self.changed.emit(tuple(w for i, w in enumerate(self._windows) if i != number))

    def _add(self, text: str) -> None:
        if not text.strip():
            self._say("")
            return
        try:
            more = self._desk.services.desk.read_windows(text)
        except UserError as error:
            self._say(str(error))
            return
        self._say("")
        self.add.set_value("")
        self.changed.emit(tuple(sorted({*self._windows, *more})))

    def _suggest(self) -> None:
        services, person = self._desk.services, self._person

        def work(_token: CancelToken) -> tuple[TimeWindow, ...]:
            return services.desk.suggest_windows(person)

        self._desk.tasks.run(work, self._suggested, self._failed, key="suggest")

    def _suggested(self, windows: tuple[TimeWindow, ...]) -> None:
        if windows:
            self._say("")
            self.changed.emit(self._with_mine(windows))
        else:
            self._say(_("No free time was found in the next three weeks. Type one instead."))

    def _with_mine(self, suggested: tuple[TimeWindow, ...]) -> tuple[TimeWindow, ...]:
        """The times still ahead, filled up with those suggested; all anew when there are enough."""
        now, room = self._desk.clock.now(), len(suggested)
        kept = tuple(window for window in self._windows if window.start > now)
        if len(kept) >= room:
            return suggested
        days = {window.start.date() for window in kept}
        others = [window for window in suggested if window.start.date() not in days]
        return tuple(sorted((*kept, *others[: room - len(kept)])))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._say(str(error))
        else:
            self._desk.report(error)

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        self.add.set_error(bool(problem))
