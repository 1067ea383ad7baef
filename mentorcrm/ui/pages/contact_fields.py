"""Parts of the form of a contact: who took part, and when and where it was lived."""

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.interactions import lived_at
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.rows import InteractionRow
from mentorcrm.services.typed_days import read_day, read_time, typed_day
from mentorcrm.services.zones import city, require_zone, zone_of
from mentorcrm.ui.days import desk_today, desk_zone
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.words import _

_FOUND = 30
_DAY = _("Write the day as “yesterday”, “in 2 weeks” or 2026-11-24.")
_TIME = _("Write the time as 9:30 or 17:00.")
_MINUTES = _("Write minutes as a number, such as 45.")


class WhenFields(QWidget):
    """Day, time and place. The clock is that of the place, whatever the computer's zone."""

    changed = Signal(object, str)  # The instant, and the zone.

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: InteractionRow | None = None
        self.day, self.time, self.zone = Field(), Field(), Field()
        self._day = Labelled(_("Day"), self.day)
        self._time = Labelled(_("Time"), self.time)
        self._zone = Labelled(_("Time zone"), self.zone)
        row = boxes.row(spacing=8)
        for part, share in ((self._day, 5), (self._time, 3), (self._zone, 5)):
            row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
        self.day.committed.connect(self._commit_day)
        self.time.committed.connect(self._commit_time)
        self.zone.committed.connect(self._commit_zone)

    def show_contact(self, row: InteractionRow) -> None:
        """Show when a contact was; what is being typed stays, and what is wrong."""
        other = self._shown is None or self._shown.id != row.id
        self._shown = row
        lived = self._lived()
        values = (
            (self._day, self.day, typed_day(lived.date())),
            (self._time, self.time, f"{lived:%H:%M}"),
            (self._zone, self.zone, city(self._zone_name())),
        )
        for part, field, value in values:
            if other or not (field.hasFocus() or part.is_wrong()):
                field.set_value(value)
                part.set_error("")

    def say(self, problem: str) -> None:
        """Say what was refused, under the day."""
        self._day.set_error(problem)

    def _zone_name(self) -> str:
        return (self._shown.zone if self._shown else "") or desk_zone(self._desk)

    def _lived(self) -> datetime:
        assert self._shown is not None
        return lived_at(self._shown.at, self._zone_name())

    def _commit_day(self, text: str) -> None:
        day = read_day(text, desk_today(self._desk))
        self._day.set_error("" if day else _DAY)
        if day:
            at = self._lived().time()
            self._tell(datetime.combine(day, at), self._zone_name())

    def _commit_time(self, text: str) -> None:
        at = read_time(text) if text.strip() else time(12)
        self._time.set_error("" if at else _TIME)
        if at:
            lived = self._lived()
            self._tell(datetime.combine(lived.date(), at), self._zone_name())

    def _commit_zone(self, text: str) -> None:
        """The same day and time on the clocks of another place."""
        from mentorcrm.errors import UserError

        try:
            zone = require_zone(text) if text.strip() else desk_zone(self._desk)
        except UserError as error:
            self._zone.set_error(str(error))
            return
        self._zone.set_error("")
        lived = self._lived()
        self._tell(datetime.combine(lived.date(), lived.time()), zone)

    def _tell(self, clock: datetime, zone: str) -> None:
        self.changed.emit(clock.replace(tzinfo=zone_of(zone)), zone)


class PeopleChips(Flow):
    """Who took part, each with a way to be taken out, and one to add somebody."""

    changed = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids: tuple[int, ...] = ()
        self.add_button = Button(_("Add someone"), "ghost", icon="user-plus", size="small")
        self.add_button.clicked.connect(self._pick)
        self.add(self.add_button)

    def show_people(self, people: tuple[tuple[int, str], ...]) -> None:
        """Show who took part."""
        ids = tuple(person for person, _name in people)
        if ids == self._ids:
            return
        self._ids = ids
        self.clear(keep=self.add_button)
        self._items.clear()
        for person, name in people:
            chip = Chip(name)
            chip.setChecked(True)
            chip.setAccessibleName(_("Take {name} out").format(name=name))
            chip.setProperty("person", person)
            chip.clicked.connect(self._take_out)
            self.add(chip)
        self.add(self.add_button)
        self.rearrange()

    def _take_out(self) -> None:
        chip = self.sender()
        gone = chip.property("person")
        rest = tuple(person for person in self._ids if person != gone)
        if not rest:
            chip.setProperty("checked", True)
            self._desk.tell(_("Say who the contact was with."))
            return
        self.changed.emit(rest)

    def _pick(self) -> None:
        pick_person(self, self._desk, _("Who else took part?"), self._add_person)

    def _add_person(self, person: int) -> None:
        if person not in self._ids:
            self.changed.emit((*self._ids, person))


def pick_person(parent: QWidget, desk: Desk, title: str, answer: Callable[[int], None]) -> None:
    """Let one person be chosen by typing a part of their name."""
    from mentorcrm.ui.dialogs.pick import PickSheet

    def look(text: str) -> list[RecordLine]:
        people = desk.services.people
        found = people.listed(PeopleFilter(text=text), _FOUND)
        return [RecordLine(row.id, row.name, row.work) for row in found]

    PickSheet(parent.window(), title, _("Name"), look, answer).open()


def read_minutes(text: str) -> tuple[int | None, str]:
    """Minutes as typed, and what is wrong with them; None for no length."""
    typed = text.strip().lower().removesuffix("min").removesuffix("m").strip()
    if not typed:
        return None, ""
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 4:
        return None, _MINUTES
    return int(typed), ""


def read_topics(text: str) -> tuple[str, ...]:
    """Topics as typed: each after its `#`, between commas, or else word by word."""
    sign = "#" if "#" in text else "," if "," in text else None
    found = (part.strip(" ,#") for part in text.split(sign))
    return tuple(topic for topic in found if topic)
