"""Today: what is waiting now, the first steps of someone new, and the state of all clear."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from mentorcrm.services.today_rows import TodayPage as Found
from mentorcrm.ui import theme, today_words, words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.first_steps import FirstStepsCard
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.pages.today_aside import TodayAside
from mentorcrm.ui.pages.today_health import NetworkCard
from mentorcrm.ui.pages.today_list import WaitingList
from mentorcrm.ui.pages.today_start import Beginnings, SampleStrip
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.focus import is_there
from mentorcrm.ui.widgets.panes import ScrollColumn
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.snapshot import StartPage
    from mentorcrm.ui.pages.first_run import FirstRun

SIDE_WIDTH = 304
MAIN_WIDTH = 860
NARROW = 820
ORDER = _("Answers first, then days, then drafts")
MINUTE_MS = 60_000
READ_AT_ONCE = 1000
"""With more people than this the first reading of their health is left to a thread."""


class TodayPage(Page):
    """Place: `today`. The welcome stands here while there is nothing at all yet."""

    reads = (
        *("draft", "interaction", "interaction_person", "need", "person", "profile", "snooze"),
        *("advice", "commitment", "draft_advice"),
        *("meeting", "agenda_point"),
        *("mentorship", "health_note", "need_task", "coverage", "reciprocity_note", "fit_check"),
        *("agreement", "trial", "review", "review_entry", "season_change"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self._first_run: FirstRun | None = None
        self._name = ""
        self._day = date.min
        self.date = Label("", "body", "text2")
        self.greeting = Label("", "hero")
        self.summary = Label("", "lead", "text2", wrap=True)
        self.sample = SampleStrip(desk)
        self.list = WaitingList(desk)
        self.ask = Button(_("New ask"), "primary", icon="pen-line")
        self.clear = EmptyWell("circle-check", _("All clear"), "", self.ask)
        self.steps = FirstStepsCard()
        self.network = NetworkCard()
        self.aside = TodayAside(desk)
        self._begin = Beginnings(desk, self)
        self._build()
        self._connect()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look_at_the_day)
        self._clock.start(MINUTE_MS)

    @property
    def first_run(self) -> "FirstRun":
        """The welcome; built only where nothing is yet."""
        if self._first_run is None:
            from mentorcrm.ui.pages.first_run import FirstRun

            self._first_run = FirstRun(self.desk)
            self._first_run.add_requested.connect(self._begin.add_person)
            self._stack.addWidget(self._first_run)
        return self._first_run

    def place(self) -> Place:
        return Place("today")

    def show_start(self, start: "StartPage") -> None:
        self._name = start.my_name
        self._show(start.today)

    def reload(self) -> None:
        services = self.desk.services
        if self.isVisible() and self._day in (date.min, desk_today(self.desk)):
            self._look()  # Not at midnight, when nobody looks.
        self._name = services.profile.get().name
        if services.today.ready or services.people.counts().people <= READ_AT_ONCE:
            self.desk.tasks.drop("today")  # Else what was read before this would come after it.
            self._show_read(services.today.page())
        else:  # What was kept of the page stays until everybody's contacts are read.
            self.desk.tasks.run(lambda _token: services.today.page(), self._show_read, key="today")

    def _show_read(self, found: Found) -> None:
        held = self.window().focusWidget()
        self._show(found)
        if held is None or held is self or not (is_there(held) and held.isVisible()):
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        self._look()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window is a look, too."""
        super().changeEvent(event)
        back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if back and self.isVisible() and self._look():
            self.reload()

    def _look(self) -> bool:
        """Note that the page is looked at; whether that ends a time away."""
        if not self.desk.live or self.desk.services.dispatcher.busy():
            return False
        away = self.desk.services.today.looks.note()
        self._stale = self._stale or away
        return away

    def first_focus(self) -> QWidget:
        if self.found is None:
            return self
        if self.found.empty:
            return self.first_run.add
        if self.found.rows:
            return self.list.first_focus()
        return self.ask if self.found.steps is None else self.steps.next_button()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.first_focus(),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the side below where there is no room beside the rows."""
        wide = self.width() >= theme.current().px(NARROW)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        side, main = theme.current().px(SIDE_WIDTH), theme.current().px(MAIN_WIDTH)
        self.aside.setMaximumWidth(side if wide else main)
        self.aside.setMinimumWidth(side if wide else 0)
        self._left.setMaximumWidth(main)

    def _show(self, found: Found) -> None:
        self.found = found
        if found.empty:
            self._stack.setCurrentWidget(self.first_run)
            return
        here = self._now()
        self._day = here.date()
        self.date.setText(today_words.date_line(here))
        self.greeting.setText(today_words.greeting(here, self._name))
        self.summary.setText(today_words.summary(found))
        self.sample.setVisible(found.sample)
        self._heading.setVisible(bool(found.rows))
        self._order.setVisible(len(found.rows) > 1)
        self.list.show_rows(found.rows, self._day)
        tab_before(self.steps.aside, *self.list.rows)
        self.clear.setVisible(not found.rows and found.steps is None)
        self.clear.set_words(_("All clear"), today_words.coming(found, self._day))
        self.steps.show_steps(found.steps, not found.rows)
        self.network.show_pulse(found.pulse)
        self._below.setVisible(found.pulse is not None)
        self.aside.show_found(found, self._day)
        self._stack.setCurrentWidget(self._scroll)

    def _now(self) -> datetime:
        """Here and now. The zone's name takes long to find, so the first paint does without."""
        now = self.desk.clock.now()
        return now.astimezone(words.zone_info(self.desk.clock.zone()) if self.desk.live else None)

    def _build(self) -> None:
        heading = boxes.row(Label(_("What is waiting"), "strongL"), None, spacing=8)
        self._order = Label(ORDER, "meta", "text3")
        heading.addWidget(self._order)
        self._heading = QWidget()
        self._heading.setLayout(heading)
        heading.setContentsMargins(0, 0, 0, 8)
        self._below = QWidget()
        self._below.setLayout(boxes.column(self.network, margins=(0, 16, 0, 0)))
        self._left = QWidget()
        self._left.setLayout(
            boxes.column(
                self.date, self.greeting, 6, self.summary, 20, self.sample, self._heading,
                self.list, self.clear, 16, self.steps, self._below, None, spacing=0,
            )
        )  # fmt: skip
        self._columns = boxes.row(spacing=32)
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self.aside)
        self._columns.addStretch(0)
        self._scroll = ScrollColumn((32, 28, 32, 28), 0)
        self._scroll.body.addLayout(self._columns)
        self._scroll.body.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._scroll)

    def _connect(self) -> None:
        self.ask.clicked.connect(self._begin.new_ask)
        self.steps.wished.connect(self._begin.take_step)
        self.steps.aside_requested.connect(self._begin.set_aside)
        self.network.opened.connect(self._open_person)
        self.network.review_requested.connect(partial(self.desk.go, "review"))
        theme.current().changed.connect(self._fit)

    def _open_person(self, person: int) -> None:
        self.desk.go("people", person)

    def _look_at_the_day(self) -> None:
        """After midnight other things wait."""
        if self.desk.live and self.isVisible() and desk_today(self.desk) != self._day:
            self.reload()
