"""The head of a meeting: who, when, what one does next, and the steps with what is done."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorcrm.services.commands.meetings import EditMeeting
from mentorcrm.services.meetings_rows import MeetingDetail
from mentorcrm.ui.days import local_day
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages import meeting_words
from mentorcrm.ui.pages.meeting_words import STEPS
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class MeetingHead(QWidget):
    """Emits what is wished; the view carries it out."""

    list_requested = Signal()
    step_chosen = Signal(str)
    start_requested = Signal()
    finish_requested = Signal()
    more_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._detail: MeetingDetail | None = None
        self.back = IconButton("arrow-left", _("All meetings"))
        self.avatar, self.also = Avatar("", 0, 48), Avatar("", 0, 36)
        self.title = Field(_("What is it called?"), quiet=True, style="display", lines=2)
        self.title.setAccessibleName(_("Title of the meeting"))
        self._when = Label("", "body", "text2", wrap=True)
        self.link = Button(_("Open link"), "secondary", icon="video")
        self.start = Button(_("Start notes"), "primary", icon="notebook-pen")
        self.closing = Button(_("To the takeaways"), "primary", icon="arrow-right")
        self.finish = Button(_("Finish"), "secondary")
        self.more = IconButton("ellipsis", _("More about this meeting"))
        self.steps = Segmented([(step, _(words)) for step, words in STEPS.items()])
        self.steps.setAccessibleName(_("Steps of the meeting"))
        self._saved = Label("", "meta", "text2")
        self._build()
        self.back.clicked.connect(self.list_requested)
        self.title.committed.connect(self._rename)
        self.link.clicked.connect(self._open_link)
        self.start.clicked.connect(self.start_requested)
        self.closing.clicked.connect(partial(self.step_chosen.emit, "takeaways"))
        self.finish.clicked.connect(self.finish_requested)
        self.more.clicked.connect(self._more)
        self.steps.chosen.connect(self._chosen)

    def show_meeting(self, detail: MeetingDetail, zone: str, step: str) -> None:
        """Show who, when and how far it is."""
        if self._detail is None or self._detail.row.id != detail.row.id:
            self._saved.setText("")
        self._detail = detail
        people = detail.row.people
        self.avatar.set_person(people[0].name if people else "", people[0].tint if people else 0)
        self.also.setVisible(len(people) > 1)
        if len(people) > 1:
            self.also.set_person(people[1].name, people[1].tint)
        if not self.title.hasFocus():
            self.title.set_value(detail.row.title)
        today = local_day(self._desk.clock.now(), zone)
        self._when.setText(meeting_words.subtitle(detail, zone, today))
        over = detail.closed_at is not None or detail.cancelled_on is not None
        self.link.setVisible(bool(detail.link) and not over)
        self.start.setVisible(not over and step != "notes")
        self.start.setText(_("Go on with notes") if detail.held_at else _("Start notes"))
        self.start.set_kind("primary" if step == "prepare" else "secondary")
        self.closing.setVisible(not over and step == "notes")
        self.finish.setVisible(over)
        self.steps.set_value(step)
        self.steps.set_done(
            {
                "prepare": detail.row.ready == 3 or detail.held_at is not None,
                "notes": bool(detail.lines),
                "takeaways": detail.closed_at is not None,
                "recap": detail.recaps_sent,
            }
        )

    def say_saved(self) -> None:
        """Something typed has been written."""
        self._saved.setText(_("Saved"))

    def flush(self) -> None:
        """Keep the title that is being typed."""
        if self.title.hasFocus() and self._detail is not None:
            text = self.title.text()
            if text != self._detail.row.title:
                self._rename(text)

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(self.back)
        title.addLayout(boxes.row(self.avatar, self.also, spacing=4))
        when = boxes.row(self._when, margins=(6, 0, 0, 0))
        title.addLayout(boxes.column(self.title, when, spacing=0), 1)
        for button in (self.link, self.start, self.closing, self.finish, self.more):
            title.addWidget(button)
        steps = boxes.row(self.steps, None, self._saved, margins=(8, 0, 0, 0))
        self.setLayout(boxes.column(title, steps, spacing=12, margins=(24, 20, 32, 10)))

    def _rename(self, text: str) -> None:
        if self._detail is not None:
            self._desk.run(EditMeeting(self._detail.row.id, title=text), then=self._renamed)

    def _renamed(self, _nothing: object) -> None:
        self.say_saved()

    def _open_link(self) -> None:
        if self._detail is not None and not self._desk.opener.open(self._detail.link):
            self._desk.clipboard.copy(self._detail.link)
            self._desk.tell(_("No browser opened. The link is on the clipboard."))

    def _more(self) -> None:
        self.more_requested.emit(self.more)

    def _chosen(self, step: object) -> None:
        self.step_chosen.emit(str(step))
