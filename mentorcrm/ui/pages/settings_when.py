"""When and where I can meet: time zone, working hours and days, calendar file, phone country."""

import re
from datetime import timedelta

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import TimeWindow, WorkingHours
from mentorcrm.services.calendar import busy_in
from mentorcrm.services.commands.profile import EditProfile
from mentorcrm.services.regions import phone_regions
from mentorcrm.services.rows import ProfileRow
from mentorcrm.services.zones import city, require_zone, zone_names
from mentorcrm.ui import words
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.pick import PickSheet, matching
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import DAYS, LONG_DAYS, _, n_

AHEAD = timedelta(days=21)


def read_clock(text: str) -> int | None:
    """Minutes after midnight of `9`, `9:30`, `09.30`, `0930`, `5 pm`; None when it is no time."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap]m)?", text.strip().lower())
    if not found:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    half = found.group(3)
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    total = hour * 60 + minute
    return total if minute < 60 and total <= 24 * 60 else None


def clock(minutes: int) -> str:
    """`09:30`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


class WhenCard(Card):
    """Everything that decides which times an ask may offer."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("When and where"))
        self._desk = desk
        self._profile = ProfileRow()
        self.zone = Field(_("Europe/Lisbon, or a city"), icon="globe")
        self.choose_zone = Button(_("Choose"), size="bar")
        self.choose_zone.setAccessibleName(_("Choose a time zone from a list"))
        self._zone_box = Labelled(_("Time zone"), self.zone, beside=(self.choose_zone,))
        self.start = Field("09:00", icon="clock")
        self.end = Field("17:00", icon="clock")
        self._start_box = Labelled(_("Working from"), self.start)
        self._end_box = Labelled(_("Until"), self.end)
        self.days = tuple(CheckBox(day) for day in DAYS)
        self._days_note = Label("", "meta", "risk", wrap=True)
        self.calendar = CalendarRow(desk)
        self.region = Field("Portugal", icon="phone")
        self.region.setReadOnly(True)
        self.choose_region = Button(_("Choose"), size="bar")
        self.choose_region.setAccessibleName(_("Choose the country of phone numbers"))
        self._region_box = Labelled(
            _("Country of phone numbers"),
            self.region,
            _("For numbers in imported contacts that have no country code."),
            beside=(self.choose_region,),
        )
        self._build()
        self._connect()

    def show_profile(self, profile: ProfileRow) -> None:
        """Show what is stored; what is being typed or is marked as wrong stays."""
        self._profile = profile
        if not self.zone.hasFocus():
            self._show_zone()
        for field, minutes in (
            (self.start, profile.hours.start_minute),
            (self.end, profile.hours.end_minute),
        ):
            if not field.hasFocus():
                field.set_value(clock(minutes))
        for number, box in enumerate(self.days):
            box.setChecked(number in profile.hours.days)
        self.region.set_value(region_name(profile.region))
        self.calendar.show_profile(profile)

    def _show_zone(self) -> None:
        self.zone.set_value(self._profile.zone)
        here = self._desk.clock.zone()
        note = (
            _("This computer says {here}.").format(here=here)
            if here and not self._profile.zone
            else ""
        )
        now = words.clock_there(self._profile.zone, self._desk.clock.now())
        self._zone_box.set_hint(f"{city(self._profile.zone)}, {now}" if now else note)
        self._zone_box.set_error("")

    def _build(self) -> None:
        for name, box in zip(LONG_DAYS, self.days, strict=True):
            box.setAccessibleName(name)
        self._days_note.hide()
        self.body.addWidget(self._zone_box)
        hours = boxes.row(self._start_box, self._end_box, None, spacing=12)
        for field in (self.start, self.end):
            field.setMaximumWidth(120)
        self.body.addLayout(hours)
        self._week = QGridLayout()
        self._week.setHorizontalSpacing(10)
        self._lay_out_days(len(DAYS))
        title = Label(_("Working days"), "metaM", "text2")
        self.body.addLayout(boxes.column(title, self._week, self._days_note, spacing=2))
        self.body.addWidget(self.calendar)
        self.body.addWidget(self._region_box)

    def _lay_out_days(self, across: int) -> None:
        for number, box in enumerate(self.days):
            self._week.addWidget(box, number // across, number % across)
        self._week.setColumnStretch(7, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(box.sizeHint().width() + 10 for box in self.days) + 32
        self._lay_out_days(7 if self.width() >= needed else 4)

    def _connect(self) -> None:
        self.zone.committed.connect(self._save_zone)
        self.choose_zone.clicked.connect(self._open_zones)
        self.start.committed.connect(self._save_hours)
        self.end.committed.connect(self._save_hours)
        for box in self.days:
            box.clicked.connect(self._save_days)
        self.choose_region.clicked.connect(self._open_regions)
        self.calendar.saved.connect(self.saved)

    def _save(self, command: EditProfile, box: Labelled) -> None:
        box.set_error("")
        self._desk.run(command, failed=box.set_error, then=self._show_saved)

    def _show_saved(self, _nothing: object) -> None:
        self.show_profile(self._desk.services.profile.get())
        self.saved.emit()

    def _save_zone(self, text: str) -> None:
        try:
            zone = require_zone(text) if text.strip() else ""
        except UserError as error:
            self._zone_box.set_error(str(error))
            return
        self._save(EditProfile({"zone": zone}), self._zone_box)

    def _save_hours(self) -> None:
        times = []
        for field, box in ((self.start, self._start_box), (self.end, self._end_box)):
            minutes = read_clock(field.text())
            box.set_error("" if minutes is not None else _("Write a time such as 09:00."))
            times.append(minutes)
        start, end = times
        if start is None or end is None:
            return
        if end <= start:
            self._end_box.set_error(_("Choose a time after the start."))
            return
        hours = WorkingHours(start, end, self._profile.hours.days)
        self._save(EditProfile({}, hours), self._end_box)

    def _save_days(self) -> None:
        days = tuple(number for number, box in enumerate(self.days) if box.isChecked())
        self._days_note.setText(
            "" if days else _("Keep at least one day, so that times can be found.")
        )
        self._days_note.setVisible(not days)
        if days:
            hours = self._profile.hours
            changed = WorkingHours(hours.start_minute, hours.end_minute, days)
            self._save(EditProfile({}, changed), self._end_box)

    def _open_zones(self) -> None:
        now = self._desk.clock.now()
        here = self._profile.zone or self._desk.clock.zone()
        lines = [
            RecordLine(number, city(zone), zone, words.clock_in(zone, now))
            for number, zone in enumerate(zone_names())
        ]
        lines.sort(key=lambda line: line.detail != here)

        def search(text: str) -> list[RecordLine]:
            return matching(lines, text)

        PickSheet(
            self.window(), _("Time zone"), _("A city, such as Lisbon"), search, self._zone_chosen
        ).open()

    def _zone_chosen(self, number: int) -> None:
        self.zone.set_value(zone_names()[number])
        self._save_zone(zone_names()[number])

    def _open_regions(self) -> None:
        lines = sorted(
            (
                RecordLine(number, region_name(code), code, f"+{calling}")
                for number, (code, calling) in enumerate(phone_regions())
            ),
            key=lambda line: line.text,
        )

        def search(text: str) -> list[RecordLine]:
            return matching(lines, text)

        title = _("Country of phone numbers")
        PickSheet(self.window(), title, _("A country"), search, self._region_chosen).open()

    def _region_chosen(self, number: int) -> None:
        self._save(EditProfile({"region": phone_regions()[number][0]}), self._region_box)


class CalendarRow(QWidget):
    """The calendar file that busy times are read from, and whether it can be read."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._checked = ""
        self.field = Field(_("No file chosen"), icon="calendar-days")
        self.choose = Button(_("Choose file"), size="bar")
        self.remove = IconButton("x", _("Stop using the calendar file"))
        self.box = Labelled(
            _("Calendar file (.ics)"),
            self.field,
            _("Times in which you are busy are not offered. Only start and end are read."),
            beside=(self.choose, self.remove),
        )
        self.status = Label("", "meta", "good", wrap=True)
        self.status.hide()
        self.setLayout(boxes.column(self.box, self.status, spacing=4))
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(self._forget)
        self.field.committed.connect(self._save)

    def show_profile(self, profile: ProfileRow) -> None:
        """Show the file and look into it off the UI thread."""
        if not self.field.hasFocus():
            self.field.set_value(profile.calendar_file)
        self.remove.setVisible(bool(profile.calendar_file))
        if not profile.calendar_file:
            self._checked = ""
            self.status.hide()
            self.box.set_error("")
        elif profile.calendar_file != self._checked:
            self._checked = profile.calendar_file
            self._look_into(profile)

    def _look_into(self, profile: ProfileRow) -> None:
        start = self._desk.clock.now()
        file, zone = profile.calendar_file, profile.zone or self._desk.clock.zone()

        def work(_token: CancelToken) -> tuple[TimeWindow, ...]:
            return busy_in(file, start, start + AHEAD, zone)

        self._desk.tasks.run(work, self._read, self._failed, key="calendar-file")

    def _read(self, busy: tuple[TimeWindow, ...]) -> None:
        self.box.set_error("")
        said = n_(
            "The file can be read: {number} busy time in the next three weeks.",
            "The file can be read: {number} busy times in the next three weeks.",
            len(busy),
        )
        self.status.setText(said.format(number=len(busy)))
        self.status.show()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.report(error)
            return
        self.status.hide()
        self.box.set_error(str(error))

    def _choose(self) -> None:
        self._desk.asker.open_files(
            _("Choose a calendar file"),
            f"{_('Calendars')} (*.ics *.ical *.ifb);;{_('All files')} (*)",
            self._chosen,
        )

    def _chosen(self, paths: tuple[object, ...]) -> None:
        if paths:
            self._save(str(paths[0]))

    def _forget(self) -> None:
        self._save("")

    def _save(self, text: str) -> None:
        self._desk.run(EditProfile({"calendar_file": text}), failed=self.box.set_error)
        self._checked = ""
        self.show_profile(self._desk.services.profile.get())
        self.saved.emit()


def region_name(code: str) -> str:
    """A country in words, by its two letters."""
    territory = QLocale.codeToTerritory(code) if code else QLocale.Country.AnyTerritory
    if territory == QLocale.Country.AnyTerritory:
        return code
    return str(QLocale.territoryToString(territory))
