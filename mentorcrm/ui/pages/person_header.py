"""The head of a person's page: who it is, where they are, and what one does most."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today as today_by
from mentorcrm.services.commands.people import EditPerson
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui import theme, words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_photo import Photo
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.chips import Tag
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_CLOCK_MS = 20_000
_PLACE_WIDTH = 200  # More of a place's name is cut off; the time there is not.


class PersonHeader(QWidget):
    """Who it is, where they are, and what one does most."""

    ask_requested = Signal()
    log_requested = Signal()
    more_requested = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self.photo = Photo(desk)
        self._minute = QTimer(self, interval=_CLOCK_MS)
        self._place = ("", "")
        self.name = Field(_("Name"), quiet=True, lines=2, style="display")
        self.name.setAccessibleName(_("Name"))
        self._work = Label("", "body", "text2", wrap=True, max_lines=2)
        self._pin = IconLabel("map-pin", 14, "text3")
        self._where = Label("", "meta", "text3")
        self._time = Label("", "meta", "text3")
        self._where.setMaximumWidth(theme.current().px(_PLACE_WIDTH))
        self._place_line = QWidget()
        self._place_line.setLayout(boxes.row(self._pin, self._where, self._time, spacing=4))
        self.tags = Flow(6)
        self.tags.add(self._place_line)
        self._ask = Button(_("New ask"), "primary", icon="pen-line")
        self._log = Button(_("Log"), icon="check")
        self._more = IconButton("ellipsis", _("More about this person"))
        self._build()
        self._connect()

    def show_person(self, person: PersonDetail) -> None:
        """Show someone."""
        if person.id != self._person or not self.name.hasFocus():
            self._person = person.id
            self.name.set_value(person.name)
        values = person.values
        self.photo.show_person(person)
        work = ", ".join(x for x in (values["title"], values["organisation"]) if x)
        self._work.setText(work)
        self._work.setVisible(bool(work))
        self._place = (values["location"], values["zone"])
        self._show_tags(person)

    def _show_time(self) -> None:
        clock = self._desk.clock
        where = words.place_of(*self._place)
        time = words.clock_there(self._place[1], clock.now(), clock.zone())
        self._where.setText(f"{where}," if where and time else where)
        self._time.setText(time)
        self._place_line.setVisible(bool(where or time))
        self.tags.rearrange()

    def _show_tags(self, person: PersonDetail) -> None:
        self.tags.clear(keep=self._place_line)
        if person.deleted or person.archived:
            self.tags.add(Tag(_("In the bin") if person.deleted else _("Archived"), "warn"))
        today = today_by(self._desk.clock)
        quiet = person.do_not_contact_until
        if quiet is not None and quiet > today:
            self.tags.add(
                Tag(_("No contact until {day}").format(day=words.short_day(quiet, today)), "warn")
            )
        for held in person.mentorships if len(person.mentorships) > 1 else ():
            self.tags.add(Tag(held.role.label, "accent"))
        if person.favourite:
            self.tags.add(Tag(_("Favourite"), "accent"))
        for tag in person.tags[:4]:
            self.tags.add(Tag(tag))
        if len(person.tags) > 4:
            self.tags.add(Tag(f"+{len(person.tags) - 4}"))
        self._show_time()

    def _build(self) -> None:
        work = boxes.row(self._work, margins=(6, 0, 0, 0))
        third = boxes.row(margins=(6, 2, 0, 0))
        third.addWidget(self.tags, 1)
        self._buttons = QWidget()
        self._buttons.setLayout(boxes.row(self._ask, self._log, self._more))
        self._first = boxes.row(self.name)
        self._first.setStretch(0, 1)
        text = boxes.column(self._first, work, third, spacing=1)
        layout = boxes.row(boxes.column(10, self.photo, None, spacing=0), spacing=10)
        layout.addLayout(text, 1)
        self._outer = boxes.column(layout)
        self.setLayout(self._outer)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons below everything where there is no room beside the name."""
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        if narrow:
            self._outer.addWidget(self._buttons, 0, left)
        else:
            self._first.addWidget(self._buttons, 0, top)

    def _connect(self) -> None:
        self.name.committed.connect(self._rename)
        self.photo.refused.connect(self._desk.tell)
        self._minute.timeout.connect(self._show_time)
        self._minute.start()
        self._ask.clicked.connect(self.ask_requested)
        self._log.clicked.connect(self.log_requested)
        self._more.clicked.connect(self._open_more)

    def _open_more(self) -> None:
        self.more_requested.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _rename(self, text: str) -> None:
        command = EditPerson(self._person, {"display_name": text})
        self._desk.run(command, failed=self._refuse)

    def _refuse(self, sentence: str) -> None:
        self._desk.tell(sentence)
        self._desk.when_live(self._restore_name)

    def _restore_name(self) -> None:
        self.name.set_value(self._desk.services.people.detail(self._person).name)
