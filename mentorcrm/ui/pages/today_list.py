"""The rows of Today in their card: one tab stop, arrows between rows, focus kept when one goes."""

from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.services.today_rows import Reason, Waiting
from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.today_acts import TodayActs
from mentorcrm.ui.pages.today_row import BUTTON_WIDTH, WaitingRow
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Card, Hairline
from mentorcrm.words import _


class WaitingList(Card):
    """Shows rows and hands their wishes on to `TodayActs`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.acts = TodayActs(desk, self)
        self.rows: list[WaitingRow] = []
        self._shown: tuple[Waiting, ...] = ()
        self._stop = 0
        self.setAccessibleName(_("What is waiting"))
        self.body.setContentsMargins(16, 2, 12, 2)
        self.body.setSpacing(0)
        theme.current().changed.connect(self._align)

    def show_rows(self, rows: tuple[Waiting, ...], today: date) -> None:
        """Show other rows; Tab stops at the same one, else at the one now in its place."""
        if rows != self._shown:
            held = next((row for row in self.rows if _has_focus(row)), None)
            place = self.rows.index(held) if held is not None else self._stop
            self._shown = rows
            self._replace()
            self._give_stop(held.what if held is not None else "", place)
        for row in self.rows:
            row.show_day(today)
        self.setVisible(bool(rows))

    def first_focus(self) -> QWidget:
        """The row that Tab stops at."""
        return self.rows[self._stop] if self.rows else self

    def _replace(self) -> None:
        for old in self.rows:
            old.drop_ring()
        boxes.empty(self.body)
        self.rows = [WaitingRow(row) for row in self._shown]
        for number, row in enumerate(self.rows):
            if number:
                self.body.addLayout(boxes.row(Hairline(), margins=(56, 0, 4, 0)))
            self.body.addWidget(row)
            row.show()  # At once, so that it can take the focus of the one it stands for.
            row.set_first(number == 0)
            row.moved.connect(self._move)
            row.wished.connect(self._wish)
            row.put_off.connect(self._put_off)
        self._align()

    def _align(self) -> None:
        """Give the buttons of all rows one width, so that they stand in a column."""
        widest = max((row.act.sizeHint().width() for row in self.rows), default=0)
        for row in self.rows:
            row.act.setMinimumWidth(max(BUTTON_WIDTH, widest))

    def _give_stop(self, what: str, place: int) -> None:
        places = [number for number, row in enumerate(self.rows) if row.what == what]
        self._stop = places[0] if places else max(0, min(place, len(self.rows) - 1))
        for number, row in enumerate(self.rows):
            row.set_stop(number == self._stop)

    def _move(self, step: int) -> None:
        here = self.rows.index(_row_of(self.sender()))
        there = max(0, min(here + step, len(self.rows) - 1))
        self._give_stop(self.rows[there].what, there)
        self.rows[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _wish(self, wish: str) -> None:
        row = _row_of(self.sender())
        if wish.startswith("key "):
            if not self._desk.settings.current.letter_keys:
                return
            wish = {"D": "act", "L": "log", "S": "later", "E": "open"}[wish[-1]]
        if wish == "later":
            self._desk.when_live(row.open_later)
        elif wish == "log" and row.row.reason is Reason.HAPPENED:
            self._desk.when_live(row.open_no)
        else:
            self.acts.carry_out(wish, row.row)

    def _put_off(self, days: object) -> None:
        self.acts.put_off(_row_of(self.sender()).row, days)


def _row_of(sender: QObject) -> WaitingRow:
    assert isinstance(sender, WaitingRow)
    return sender


def _has_focus(row: WaitingRow) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))
