"""Who I am, in one screen: what a first ask needs to know. May be skipped."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import WorkingHours
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.zones import require_zone
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.settings_when import clock, read_clock
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class AboutYouSheet(Sheet):
    """Name, one line, zone and working hours; then goes on to what was wanted."""

    def __init__(self, window: QWidget, desk: Desk, then: Callable[[], None] | None = None) -> None:
        super().__init__(window, _("A few words about you"), 520)
        self._desk = desk
        self._then = then
        profile = desk.services.profile.get()
        self._days = profile.hours.days
        self.name = Field("Noor Haddad")
        self.line = Field(
            _("I lead a small design team in Oslo and moved into the role last year."),
            short=_("I lead a small design team."),
        )
        self.zone = Field("Europe/Lisbon")
        self.start = Field("09:00")
        self.end = Field("17:00")
        for field, text in (
            (self.name, profile.name),
            (self.line, profile.intro_line or profile.headline),
            (self.zone, profile.zone or desk.clock.zone()),
            (self.start, clock(profile.hours.start_minute)),
            (self.end, clock(profile.hours.end_minute)),
        ):
            field.set_value(text)
        self._build()

    def _build(self) -> None:
        lead = _("Your asks introduce you and sign with this, and offer times when you can meet.")
        self.body.addWidget(Label(lead, "body", "text2", wrap=True))
        self.name_row = Labelled(_("Your name"), self.name)
        self.line_row = Labelled(_("Who you are, in one line"), self.line)
        self.zone_row = Labelled(_("Your time zone"), self.zone)
        self.hours_row = Labelled(_("You can meet from"), self.start)
        end = Labelled(_("until"), self.end)
        for row in (self.name_row, self.line_row):
            self.body.addWidget(row)
        self.body.addWidget(self.zone_row)
        when = boxes.row(spacing=12)
        for row in (self.hours_row, end):
            when.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(when)
        skip = Button(_("Skip for now"), "ghost")
        keep = Button(_("Continue") if self._then else _("Keep"), "primary")
        self.buttons.addWidget(skip)
        self.buttons.addWidget(keep)
        skip.clicked.connect(self._skip)
        keep.clicked.connect(self._keep)

    def _keep(self) -> None:
        hours = self._hours()
        zone = self._zone()
        if hours is None or zone is None:
            return
        values = {"name": self.name.text(), "intro_line": self.line.text(), "zone": zone}
        command = EditProfile(values, hours)
        self._desk.run(command, failed=self.name_row.set_error, then=self._kept)

    def _zone(self) -> str | None:
        try:
            self.zone_row.set_error("")
            return require_zone(self.zone.text()) if self.zone.text().strip() else ""
        except UserError as error:
            self.zone_row.set_error(str(error))
            return None

    def _hours(self) -> WorkingHours | None:
        start, end = read_clock(self.start.text()), read_clock(self.end.text())
        self.hours_row.set_error("")
        if start is None or end is None or start >= end:
            self.hours_row.set_error(_("Write times such as 9:00 and 17:30."))
            return None
        return WorkingHours(start, end, self._days)

    def _kept(self, _nothing: object) -> None:
        self.accept()
        self._go_on()

    def _skip(self) -> None:
        self.reject()
        self._go_on()

    def _go_on(self) -> None:
        if self._then is not None:
            self._then()
