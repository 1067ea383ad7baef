"""Meetings: the list, and one meeting from its preparation to its recap."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorcrm.errors import NotFound
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.meeting_words import STEPS
from mentorcrm.ui.pages.meetings_list import MeetingsList
from mentorcrm.ui.pages.page import Page
from mentorcrm.ui.places import Place
from mentorcrm.ui.widgets import boxes

if TYPE_CHECKING:
    from mentorcrm.ui.pages.meeting_view import MeetingView

NEW = "new"


class MeetingsPage(Page):
    """Places: `meetings`, with a meeting as key and its step as view; view `new` plans one."""

    reads = (
        *("advice", "agenda_point", "agreement", "commitment", "draft", "experiment"),
        *("interaction", "interaction_person", "meeting", "meeting_line", "mentorship", "need"),
        *("person", "question", "question_asked", "working_style", "profile", "fit_check"),
        "reciprocity_note",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = MeetingsList(desk)
        self._view: MeetingView | None = None
        self._meeting: int | None = None
        holder = QWidget()
        column = boxes.row(spacing=0, margins=(14, 0, 12, 0))
        column.addWidget(self.list, 1)
        holder.setLayout(column)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(holder)
        self.list.meeting_opened.connect(self._open)
        self.list.plan.planned.connect(self._open)

    @property
    def view(self) -> "MeetingView":
        """One meeting whole; built when the first is opened."""
        if self._view is None:
            from mentorcrm.ui.pages.meeting_view import MeetingView

            self._view = MeetingView(self.desk)
            self._view.list_requested.connect(self._to_list)
            self._stack.addWidget(self._view)
        return self._view

    def open_place(self, place: Place) -> None:
        """A meeting; or for `new` the line to plan one in, with the person of the key."""
        self._meeting = place.key if place.view != NEW else None
        step = place.view if place.view in STEPS else ""
        self.desk.when_live(lambda: self._show(step))
        if place.view == NEW:
            self.desk.when_live(partial(self.list.plan.start, place.key))

    def place(self) -> Place:
        step = self._view.step if self._view is not None and self._meeting is not None else ""
        return Place("meetings", self._meeting, step)

    def reload(self) -> None:
        self.list.reload()
        self._show("")

    def first_focus(self) -> QWidget:
        if self._meeting is not None and self._view is not None:
            return self._view.first_focus()
        return self.list.list if self.list.model.rowCount() else self.list.plan.field

    def take_focus(self) -> None:
        if not self.list.plan.field.hasFocus():
            super().take_focus()

    def panes(self) -> tuple[QWidget, ...]:
        if self._meeting is not None and self._view is not None:
            return self._view.panes()
        if not self.list.model.rowCount():
            return (self.list.plan.field,)
        return (self.list.plan.field, self.list.list)

    def flush(self) -> None:
        if self._view is not None:
            self._view.flush()

    def focus_filter(self) -> None:
        if self._meeting is None and self.list.search.isVisible():
            self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.search.selectAll()

    def _show(self, step: str) -> None:
        if self._meeting is None:
            self.list.reload()
            self._stack.setCurrentIndex(0)
            return
        try:
            detail = self.desk.services.meetings.detail(self._meeting)
        except NotFound:
            self._meeting = None
            self._show("")
            return
        self.view.show_meeting(detail, step)
        self._stack.setCurrentWidget(self.view)

    def _open(self, meeting: int) -> None:
        self.flush()
        self.desk.go("meetings", meeting)

    def _to_list(self) -> None:
        self.flush()
        self.desk.go("meetings")
