"""What the record says about someone: values that look like text until they are edited."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from mentorcrm.models.kinds import Channel
from mentorcrm.services.birthdays import birthday_words, read_birthday
from mentorcrm.services.commands.people import EditPerson, SetDoNotContact, SetIntroducer, SetTags
from mentorcrm.services.commands.sources import SetChannel
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.services.rows import PersonDetail
from mentorcrm.services.sources import found_words
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import theme, words
from mentorcrm.ui.days import desk_day, desk_today
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.people_chips import SOURCE_WORDS
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.ui.widgets.text_area import TextArea
from mentorcrm.words import _

_LABEL_WIDTH = 84
_FOUND = 30
_BIRTHDAY = _("Write the birthday as 15 April, 15 April 1980 or 1980-04-15.")
_UNTIL = _("until {day}")
_DAY = _("Write the day as “in 6 weeks”, “1 March” or 2027-03-01.")


class Line(QWidget):
    """A name, and a value beside it; below, in words, what is wrong with it.

    `wanted` lines are shown when they are empty too.
    """

    def __init__(self, desk: Desk, name: str, value: QWidget | QLayout, *, wanted: bool) -> None:
        super().__init__()
        self.desk, self.name, self.wanted = desk, name, wanted
        self.person: PersonDetail | None = None
        self._note = Label("", "meta", "risk", wrap=True)
        self.label = label = Label(name, "body", "text3")
        self.row = row = boxes.row(spacing=4)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(value, QLayout):
            row.addLayout(value, 1)
        else:
            row.addWidget(value, 1)
        label.setFixedHeight(theme.current().px(28))
        self._below = boxes.row(self._note, spacing=0)
        self.setLayout(boxes.column(row, self._below, spacing=0))
        self.set_name_width(theme.current().px(_LABEL_WIDTH))
        self._note.hide()

    def set_name_width(self, width: int) -> None:
        """Give the name a width, the same for all lines of a card."""
        self.label.setFixedWidth(width)
        self._below.setContentsMargins(width + 10, 0, 0, 0)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's value, unless this one is being typed."""
        other = self.person is None or self.person.id != person.id
        self.person = person
        if other:
            self.say("")
        if other or not self.typing():
            self.show_value(person)
        self.setVisible(self.wanted or self.filled(person) or (not other and self.isVisible()))

    def show_value(self, person: PersonDetail) -> None:
        """Put the value where it is seen."""

    def typing(self) -> bool:
        """Whether the value is being edited."""
        return False

    def filled(self, _person: PersonDetail) -> bool:
        """Whether there is a value."""
        return True

    def begin(self) -> None:
        """Show the line and edit its value."""
        self.show()

    def say(self, problem: str) -> None:
        """Say what is wrong with what was typed."""
        self._note.setText(problem)
        self._note.setVisible(bool(problem))


class FieldLine(Line):
    """A value of one line. `save` gets what was typed and returns what is wrong with it."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        read: Callable[[PersonDetail], str],
        save: Callable[["FieldLine", int, str], None],
        *,
        hint: str = _("Add"),
        wanted: bool = False,
    ) -> None:
        self.field = Field(hint, quiet=True, dense=True, lines=3)
        super().__init__(desk, name, self.field, wanted=wanted)
        self._read, self._save = read, save
        self.field.setAccessibleName(name)
        self.field.committed.connect(self._commit)

    def show_value(self, person: PersonDetail) -> None:
        self.field.set_value(self._read(person))
        set_tooltip(self.field, self.field.text())

    def typing(self) -> bool:
        return self.field.hasFocus()

    def filled(self, person: PersonDetail) -> bool:
        return bool(self._read(person))

    def begin(self) -> None:
        super().begin()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, problem: str) -> None:
        super().say(problem)
        self.field.set_error(bool(problem))

    def _commit(self, text: str) -> None:
        self.say("")
        if self.person is not None:
            self._save(self, self.person.id, text)


class HowMetLine(Line):
    """A value that may take several lines."""

    def __init__(self, desk: Desk) -> None:
        self.area = TextArea(_("Add"), low=1, high=6, quiet=True, dense=True)
        super().__init__(desk, _("How we met"), self.area, wanted=True)
        self.area.setAccessibleName(self.name)
        self.area.committed.connect(self._save)

    def show_value(self, person: PersonDetail) -> None:
        self.area.set_value(person.values["how_met"])

    def typing(self) -> bool:
        return self.area.editor.hasFocus()

    def _save(self, text: str) -> None:
        if self.person is not None:
            self.desk.run(EditPerson(self.person.id, {"how_met": text}), failed=self.say)


class IntroducerLine(Line):
    """Who brought us together: a link to that person."""

    def __init__(self, desk: Desk) -> None:
        self.link = NameLink("", "body", "accent")
        self.choose = Button(_("Choose…"), "ghost", size="small")
        self.choose.setAccessibleName(_("Choose who introduced you"))
        self._drop = IconButton("x", _("Nobody introduced you"), size=28)
        line = boxes.row(6, self.link, self.choose, None, self._drop, spacing=0)
        super().__init__(desk, _("Introduced by"), line, wanted=False)
        self._drop.quiet_in(self)
        self.link.clicked.connect(self._open)
        self.choose.clicked.connect(self.begin)
        self._drop.clicked.connect(self._remove)

    def show_value(self, person: PersonDetail) -> None:
        by = person.introduced_by
        self.link.setText(by[1] if by else "")
        self.link.setAccessibleName(_("Open {by}").format(by=by[1]) if by else "")
        self.link.setVisible(by is not None)
        self._drop.setVisible(by is not None)
        self.choose.setVisible(by is None)
        self.link.updateGeometry()

    def filled(self, person: PersonDetail) -> bool:
        return person.introduced_by is not None

    def begin(self) -> None:
        from mentorcrm.ui.dialogs.pick import PickSheet

        super().begin()
        if self.person is not None:
            title = _("Who introduced you to {name}?").format(name=self.person.name)
            PickSheet(self.window(), title, _("Search people"), self._search, self._set).open()

    def _search(self, text: str) -> list[RecordLine]:
        people = self.desk.services.people
        rows = people.rows(people.ids(PeopleFilter(text=text), _FOUND))
        own = self.person.id if self.person is not None else None
        return [RecordLine(row.id, row.name, row.work) for row in rows if row.id != own]

    def _set(self, introducer: int) -> None:
        if self.person is not None:
            self.desk.run(SetIntroducer(self.person.id, introducer), failed=self.say)

    def _remove(self) -> None:
        if self.person is not None:
            self.desk.run(SetIntroducer(self.person.id, None), said=_("Removed who introduced you"))

    def _open(self) -> None:
        if self.person is not None and self.person.introduced_by is not None:
            self.desk.go("people", self.person.introduced_by[0])


class FoundLine(Line):
    """On which way I came across them: one of the channels."""

    def __init__(self, desk: Desk) -> None:
        self.choose = Button("", "ghost", size="small")
        line = boxes.row(self.choose, None, spacing=0)
        super().__init__(desk, _("Found through"), line, wanted=False)
        self.choose.clicked.connect(self.begin)

    def show_value(self, person: PersonDetail) -> None:
        said = found_words(person.values["source"])
        self.choose.setText(said or _("Choose…"))
        named = _("Found through: {words}").format(words=said or _("not noted"))
        self.choose.setAccessibleName(named)
        self.choose.updateGeometry()

    def filled(self, person: PersonDetail) -> bool:
        return bool(found_words(person.values["source"]))

    def begin(self) -> None:
        super().begin()
        choices: list[tuple[object, str] | None] = [(one, one.label) for one in Channel]
        menu = ChoiceMenu(self, [*choices, None, (None, _("Not noted"))])
        menu.chosen.connect(self._set)
        menu.open_under(self.choose)

    def _set(self, channel: object) -> None:
        if self.person is not None and (channel is None or isinstance(channel, Channel)):
            self.desk.run(SetChannel(self.person.id, channel), failed=self.say)


class SourceLine(Line):
    """Where the record came from, and since when we are connected; only to be read."""

    def __init__(self, desk: Desk) -> None:
        self._words = Label("", "body", "text2", wrap=True)
        super().__init__(desk, _("On record"), boxes.row(6, self._words, spacing=0), wanted=False)

    def show_value(self, person: PersonDetail) -> None:
        today = desk_today(self.desk)
        source = SOURCE_WORDS.get(person.values["source"], "")
        since = words.short_day(desk_day(self.desk, person.created_at), today)
        said = f"{source or _('Added')}, {since}"
        if person.connected_on:
            said = _("Connected {day}").format(day=words.short_day(person.connected_on, today))
        self._words.setText(said)


class AboutCard(Card):
    """What the record says about someone, and their tags. What is empty and rare is offered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("About"), fields=True)
        self._desk = desk
        self.body.setSpacing(0)
        self.lines: list[Line] = [
            _text_line(desk, "title", _("Title")),
            _text_line(desk, "organisation", _("Works at")),
            _text_line(desk, "location", _("Place")),
            _text_line(desk, "zone", _("Time zone")),
            HowMetLine(desk),
            FieldLine(desk, _("Tags"), _tags, _save_tags, hint=_("Add tags"), wanted=True),
            _text_line(desk, "pronouns", _("Pronouns"), wanted=False),
            IntroducerLine(desk),
            FoundLine(desk),
            _text_line(desk, "evidence_link", _("Their work"), wanted=False),
            FieldLine(desk, _("Birthday"), _birthday, _save_birthday, hint="15 April"),
            FieldLine(
                desk, _("No contact"), _quiet_until, _save_quiet_until, hint=_("until when?")
            ),
            SourceLine(desk),
        ]
        widest = max(line.label.sizeHint().width() for line in self.lines)
        for line in self.lines:
            line.set_name_width(max(theme.current().px(_LABEL_WIDTH), widest))
        lines = boxes.column(*self.lines, spacing=0, margins=(6, 0, 6, 0))
        self.body.addLayout(lines)
        self._more = FieldButton("plus", _("Add a detail"), quiet=True)
        self._more.clicked.connect(self._offer)
        self.body.addWidget(self._more)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone."""
        for line in self.lines:
            line.show_person(person)
        self._more.setVisible(bool(self._empty()))

    def line(self, name: str) -> Line:
        """The line of that name."""
        return next(line for line in self.lines if line.name == name)

    def _empty(self) -> list[Line]:
        return [line for line in self.lines if line.isHidden()]

    def _offer(self) -> None:
        menu = ChoiceMenu(self, [(line.name, line.name) for line in self._empty()])
        menu.chosen.connect(self._begin)
        menu.open_under(self._more)

    def _begin(self, name: object) -> None:
        self.line(str(name)).begin()
        self._more.setVisible(bool(self._empty()))


def _text_line(desk: Desk, column: str, name: str, *, wanted: bool = True) -> FieldLine:
    def read(person: PersonDetail) -> str:
        return person.values[column]

    def save(line: FieldLine, person: int, text: str) -> None:
        line.desk.run(EditPerson(person, {column: text}), failed=line.say)

    return FieldLine(desk, name, read, save, wanted=wanted)


def _tags(person: PersonDetail) -> str:
    return ", ".join(person.tags)


def _save_tags(line: FieldLine, person: int, text: str) -> None:
    tags = tuple(tag.strip().lstrip("#") for tag in text.split(",") if tag.strip(" #"))
    line.desk.run(SetTags(person, tags), failed=line.say)


def _birthday(person: PersonDetail) -> str:
    return birthday_words(person.values["birthday"])


def _save_birthday(line: FieldLine, person: int, text: str) -> None:
    day = read_birthday(text, desk_today(line.desk)) if text.strip() else ""
    if day is None:
        line.say(_BIRTHDAY)
    else:
        line.desk.run(EditPerson(person, {"birthday": day}), failed=line.say)


def _quiet_until(person: PersonDetail) -> str:
    until = person.do_not_contact_until
    return _UNTIL.format(day=words.long_day(until)) if until else ""


def _save_quiet_until(line: FieldLine, person: int, text: str) -> None:
    typed = text.strip().removeprefix(_UNTIL.partition("{")[0].strip()).strip()
    until = read_day(typed, desk_today(line.desk), ahead=True) if typed else None
    if typed and until is None:
        line.say(_DAY)
    else:
        line.desk.run(SetDoNotContact(person, until), failed=line.say)
