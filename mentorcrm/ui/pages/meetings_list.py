"""The list of meetings: planning one in a line, those to come, what waits, the past."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services.commands.meetings import PlanMeeting
from mentorcrm.services.meeting_line import PlannedLine, read_line
from mentorcrm.services.meetings_rows import Stage
from mentorcrm.ui import words
from mentorcrm.ui.days import local_day
from mentorcrm.ui.delegates.entry_row import EntryLine, EntryRowDelegate
from mentorcrm.ui.delegates.person_row import INSET
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.itemmodels.windowed import WindowedModel
from mentorcrm.ui.pages import meeting_words
from mentorcrm.ui.pages.list_pane import ListPane
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import EmptyWell
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Field, SearchField
from mentorcrm.ui.widgets.lists import ListView
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, joined

SHOWN: dict[str, tuple[Stage, ...]] = {
    "all": tuple(Stage),
    "coming": (Stage.COMING,),
    "waiting": (Stage.TO_CLOSE, Stage.RECAP),
    "past": (Stage.DONE, Stage.CANCELLED),
}
_NAMES = {
    "all": _("All"),
    "coming": _("Coming"),
    "waiting": _("To close"),
    "past": _("Past"),
}
_HINT = _("Such as “Ana Ferreira friday 16:00 45m video: Quarterly call”. Enter plans it.")

_TEACHING = _(
    "Plan one in the line above. Its agenda, your notes, what was promised and the recap will be "
    "in one place, and what stays open moves on to the next one."
)


class PlanLine(QWidget):
    """A meeting in one line, read as it is typed."""

    planned = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.field = Field(
            _("With whom, when, how long: Ana friday 16:00 45m"), icon="calendar-plus",
            short=_("With whom and when"),
        )  # fmt: skip
        self.field.setAccessibleName(_("Plan a meeting"))
        self.note = Label(_HINT, "meta", "text3", wrap=True)
        self.add = Button(_("Plan"), "soft", size="small")
        self.add.setAccessibleName(_("Plan this meeting"))
        foot = boxes.row(self.note, self.add, spacing=8)
        foot.setStretch(0, 1)
        self.setLayout(boxes.column(self.field, foot, spacing=6))
        self.field.textChanged.connect(self._show_reading)
        self.field.returnPressed.connect(self._plan)
        self.add.clicked.connect(self._plan)

    def start(self, person: int | None = None) -> None:
        """Put the cursor into the line, behind the name of someone if there is one to meet."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if person is None:
            self.field.selectAll()
            return
        name = self._desk.services.people.detail(person).name
        self.field.set_value(f"{name} ")
        self.field.end(False)

    def _read(self) -> PlannedLine:
        zone = self._desk.services.desk.my_zone()
        return read_line(self.field.text(), local_day(self._desk.clock.now(), zone))

    def _show_reading(self) -> None:
        self._say("")
        if self.field.text().strip() and self._desk.live:
            self.note.setText(_reading(self._read()) or _HINT)

    def _plan(self) -> None:
        if self.field.text().strip():
            self._desk.when_live(self._plan_now)

    def _plan_now(self) -> None:
        services = self._desk.services
        line = self._read()
        try:
            if not line.names:
                raise UserError(_("Say with whom: a name, or several with commas."))
            people = tuple(services.people.find(name) for name in line.names)
            at = line.at(services.desk.my_zone())
        except UserError as error:
            self._say(str(error))
            return
        command = PlanMeeting(
            people,
            at,
            line.channel or InteractionChannel.VIDEO,
            line.minutes or 30,
            line.title,
            services.desk.my_zone(),
        )
        self._desk.run(command, said=_("Planned the meeting"), failed=self._say, then=self._done)

    def _done(self, meeting: int) -> None:
        self.field.set_value("")
        self._say("")
        self.planned.emit(meeting)

    def _say(self, problem: str) -> None:
        self.note.setText(problem or _HINT)
        self.note.set_role("risk" if problem else "text3")
        self.field.set_error(bool(problem))


def _reading(line: PlannedLine) -> str:
    """A line as it was understood, for the eye."""
    parts = [
        joined(list(line.names)),
        words.long_day(line.day) if line.day else "",
        f"{line.clock:%H:%M}" if line.clock else "",
        _("{minutes} min").format(minutes=line.minutes) if line.minutes else "",
        line.channel.label if line.channel else "",
        f"“{line.title}”" if line.title else "",
    ]
    return words.DOT.join(part for part in parts if part)


class MeetingsList(ListPane):
    """Every meeting; emits the id of the one that is opened."""

    meeting_opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.model: WindowedModel[EntryLine] = WindowedModel(self._fetch)
        view = ListView(_("Meetings"))
        view.setModel(self.model)
        view.setItemDelegate(EntryRowDelegate(view))
        super().__init__(_("Meetings"), view, SearchField(_("Filter meetings"), key="/"))
        self._desk = desk
        self.plan = PlanLine(desk)
        self.shown = Segmented([(name, _(label)) for name, label in _NAMES.items()])
        self.shown.set_value("all")
        self.shown.setAccessibleName(_("Which meetings"))
        self._nothing = EmptyWell("calendar-days", "", "")
        self._narrowing = QWidget()
        self._narrowing.setLayout(boxes.row(self.shown, None))
        # The words of the rows begin and end where the line above does.
        self._frame(
            (), (self._narrowing,), self._nothing, above=(self.plan,), sides=(INSET + 10, 20)
        )
        self.search.query_changed.connect(self._show)
        self.shown.chosen.connect(self._show)
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self._opened)

    def reload(self) -> None:
        """Read the meetings again."""
        self._show()

    def choose(self, meeting: int) -> None:
        """Make a meeting the current row, if it is shown."""
        place = self.model.place_of(meeting)
        if place is not None:
            self._choose(place)

    def _show(self, _value: object = None) -> None:
        stages = SHOWN[str(self.shown.value() or "all")]
        text = self.search.text().strip()
        found = self._desk.services.meetings.ids(stages, text)
        self.model.set_ids(found)
        self._count.setText(f"{len(found):,}" if found else "")
        some = bool(found) or bool(self._desk.services.meetings.ids(tuple(Stage)))
        for part in (self.search, self._narrowing):
            part.setVisible(some)
        self._nothing.setVisible(not found)
        if some:
            self._nothing.set_words(_("No meeting here matches"), "")
        else:
            self._nothing.set_words(_("No meetings yet"), _(_TEACHING))

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, EntryLine]:
        zone, now = self._desk.services.desk.my_zone(), self._desk.clock.now()
        rows = self._desk.services.meetings.rows(ids)
        return {row.id: meeting_words.meeting_line(row, zone, now) for row in rows}

    def _opened(self, _index: object) -> None:
        meeting = self.current()
        if meeting is not None:
            self.meeting_opened.emit(meeting)
