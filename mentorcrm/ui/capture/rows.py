"""The rows below the line: what was understood, each a chip with a menu, and one question."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import GiveDirection, Owner
from mentorcrm.models.kinds import Direction, InteractionChannel
from mentorcrm.services.capture import GiveFound, PersonFound, PromiseFound, Span, TopicFound
from mentorcrm.services.capture_choices import NEW, Choices, PromiseChoice, Question, Settled
from mentorcrm.ui import theme, words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menu_chip import HEIGHT as CHIP_HEIGHT
from mentorcrm.ui.widgets.menu_chip import ChipTone, MenuChip
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

LABEL_WIDTH = 88
_MOST_ANSWERS = 4  # The menu of the chip has the others.
_LEAVE_OUT = "leave-out"
_NO_DAY = "no-day"
_CUPS = ("coffee", "lunch", "dinner", "breakfast", "brunch", "tea", "walk", "drinks", "zoom")
_WRITTEN = (InteractionChannel.MAIL, InteractionChannel.MESSAGE, InteractionChannel.LETTER)
Option = tuple[object, str] | tuple[object, str, str] | None


class Rows(QWidget):
    """Shows a settled line. `chosen` gets the choices with one more."""

    chosen = Signal(object)

    def __init__(self, host: int | None = None) -> None:
        """`host` is whose page this is: they need not be named, and small chips stand together."""
        super().__init__()
        self.host = host
        self._settled: Settled | None = None
        self._today = date.min
        self._together: Flow | None = None
        self._facts: tuple[object, ...] = ()
        self.answers: list[Button] = []
        self.chips: list[MenuChip] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def show_settled(self, settled: Settled, today: date, *, written: bool = True) -> None:
        """Show what a line is understood as; the same as before is left as it is.

        Of a line in which nothing is `written` yet, only who is in view.
        """
        self._settled, self._today = settled, today
        facts = (*_facts(settled), today, written)
        if facts == self._facts:
            return
        self._facts = facts
        boxes.empty(self._layout)
        self.answers, self.chips, self._together = [], [], None
        if self.host is not None:
            self._together = Flow(6)
            boxes.put(self._layout, self._together)
        if not written:
            self._add(_("With"), [self._person(settled, one) for one in settled.people])
            return
        self._add(_first_label(settled), self._contact_chips(settled))
        self._add(_("About"), [self._topic(topic) for topic in settled.topics])
        for promise in settled.promises:
            self._add(_("Promise"), self._promise(settled, promise))
        for give in settled.gives:
            given = give.direction is GiveDirection.GIVEN
            self._add(_("Given") if given else _("Received"), [self._give(give)])
        if question := settled.question():
            boxes.put(self._layout, self._asked(settled, question))

    def _add(self, label: str, chips: Iterable[MenuChip]) -> None:
        chips = list(chips)
        self.chips += chips
        if not chips:
            return
        if self._together is not None:
            for chip in chips:
                self._together.add(chip)
            return
        flow = Flow(8)
        for chip in chips:
            flow.add(chip)
        head = Label(label, "body", "text2")
        head.setFixedSize(theme.current().px(LABEL_WIDTH), theme.current().px(CHIP_HEIGHT))
        line = QWidget()
        layout = boxes.row(spacing=0)
        layout.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(flow, 1)
        line.setLayout(layout)
        boxes.put(self._layout, line)

    def _contact_chips(self, settled: Settled) -> Iterable[MenuChip]:
        people = (one for one in settled.people if self.host is None or one.id != self.host)
        yield from (self._person(settled, one) for one in people)
        icon = words.CHANNEL_ICONS[settled.channel]
        how = self._chip(_how(settled), icon=icon, name=_("How"))
        yield self._menu(how, _hows(settled), self._choose_how)
        when = self._chip(self._when(settled), icon="calendar-days", name=_("When"))
        self._menu(when, self._days(settled.day), lambda value: self._choices(day=value))
        yield when

    def _person(self, settled: Settled, one: PersonFound) -> MenuChip:
        row = settled.understood.people.get(one.id or 0)
        if row is not None:
            chip = MenuChip(row.name, "plain", face=row.tint, small=self.host is not None)
        elif one.doubtful and settled.choices.people.get(one.words) != NEW:
            chip = self._chip(one.words, "warn", icon="circle-help", label=_("Which"))
        else:
            name = _("{name}, new person").format(name=settled.name(one))
            chip = self._chip(name, "accent", icon="user-plus")
        people = settled.understood.people
        options: list[Option] = [
            (i, people[i].name, "user") for i in one.candidates if i in people and i != one.id
        ]
        if one.words:
            new = _("Somebody new: {name}").format(name=one.words)
            options.append((NEW, new, "user-plus"))
        options += (
            [None, (_LEAVE_OUT, _("Leave out"), "x")]
            if options
            else [(_LEAVE_OUT, _("Leave out"), "x")]
        )

        def choose(value: object) -> Choices:
            if value == _LEAVE_OUT:
                return settled.choices.without(one.words)
            return settled.choices.choosing("people", one.words, value)

        return self._menu(chip, options, choose)

    def _topic(self, topic: TopicFound) -> MenuChip:
        name = topic.name[:1].upper() + topic.name[1:]
        chip = self._chip(name, "good", icon="tag", name=_("Topic"))
        return self._menu(
            chip, [(_LEAVE_OUT, _("Leave out"), "x")], self._leaving(f"#{topic.name}")
        )

    def _give(self, give: GiveFound) -> MenuChip:
        icon = "arrow-right" if give.direction is GiveDirection.GIVEN else "arrow-left"
        chip = self._chip(give.kind.label, "good", icon=icon)
        return self._menu(chip, [(_LEAVE_OUT, _("Leave out"), "x")], self._leaving(give.what))

    def _promise(self, settled: Settled, promise: PromiseFound) -> Iterable[MenuChip]:
        mine = promise.owner is Owner.ME
        what = settled.promised(promise)
        what = what[:1].upper() + what[1:]
        if any(met.id is None for met in promise.mentioned):
            what = _("{what}, new person").format(what=what)
        chip = self._chip(
            what, "warn", icon="handshake", label=_("You") if mine else _them(settled)
        )
        other = Owner.THEM if mine else Owner.ME
        turn = _("It is their promise") if mine else _("It is my promise")
        before = settled.choices.promises.get(promise.what, PromiseChoice())

        def choose(value: object) -> Choices:
            if value == _LEAVE_OUT:
                return settled.choices.without(promise.what)
            changed = replace(before, owner=other)
            return settled.choices.choosing("promises", promise.what, changed)

        options: list[Option] = [
            (other, turn, "arrow-up-down"), None, (_LEAVE_OUT, _("Leave out"), "x"),
        ]  # fmt: skip
        yield self._menu(chip, options, choose)
        said = words.short_day(promise.due, self._today) if promise.due else _("No day")
        if promise.due:
            said = f"{words.weekday(promise.due)} {said}"
        due = self._chip(said, "warn", icon="clock", name=_("Due"))

        def set_due(value: object) -> Choices:
            day = value if isinstance(value, date) else None
            changed = replace(before, due=day, no_due=day is None)
            return settled.choices.choosing("promises", promise.what, changed)

        yield self._menu(due, self._dues(), set_due)

    def _asked(self, settled: Settled, question: Question) -> QWidget:
        people = settled.understood.people
        known = [i for i in question.candidates if i in people]
        line = Flow(8)
        said = Label(_asked_words(question, [people[i].name for i in known]), "body", "text2")
        asked = QWidget()
        asked.setLayout(boxes.row(IconLabel("info", 16, "text2"), said, spacing=6))
        asked.setFixedHeight(theme.current().px(28))
        line.add(asked)
        for person in known[:_MOST_ANSWERS]:
            use = people[person].name
            text = _("Use {name}").format(name=use) if question.new else use
            self._answer(
                line, text, settled.choices.choosing(question.part, question.words, person)
            )
        if question.new and question.part == "people":
            new = settled.choices.choosing("people", question.words, NEW)
            self._answer(line, _("Somebody new"), new)
        indent = theme.current().px(LABEL_WIDTH) if self.host is None else 0
        holder = QWidget()
        holder.setLayout(boxes.row(spacing=0, margins=(indent, 0, 0, 0)))
        layout = holder.layout()
        assert layout is not None
        layout.addWidget(line)
        return holder

    def _answer(self, line: Flow, text: str, choices: Choices) -> None:
        button = Button(text, "secondary", size="small")
        button.clicked.connect(partial(self._emit, choices))
        self.answers.append(button)
        line.add(button)

    def _emit(self, choices: Choices, *_clicked: object) -> None:
        self.chosen.emit(choices)

    def _chip(
        self, value: str, tone: ChipTone = "rest", *, icon: str, label: str = "", name: str = ""
    ) -> MenuChip:
        """A chip; the `name` of its value is only spoken where chips are small."""
        small = self.host is not None
        chip = MenuChip(value, tone, icon=icon, label=label or ("" if small else name), small=small)
        if small and name:
            chip.setAccessibleName(f"{name} {value}")
        return chip

    def _menu(
        self, chip: MenuChip, options: Iterable[Option], choose: Callable[[object], Choices]
    ) -> MenuChip:
        kept = list(options)

        def chosen(value: object) -> None:
            self.chosen.emit(choose(value))

        def show() -> None:
            menu = ChoiceMenu(chip, kept)
            menu.chosen.connect(chosen)
            menu.open_under(chip)

        chip.clicked.connect(show)
        return chip

    def _choices(self, **values: object) -> Choices:
        assert self._settled is not None
        return replace(self._settled.choices, **values)  # type: ignore[arg-type]

    def _leaving(self, text: str) -> Callable[[object], Choices]:
        def choose(_value: object) -> Choices:
            assert self._settled is not None
            return self._settled.choices.without(text)

        return choose

    def _choose_how(self, value: object) -> Choices:
        if isinstance(value, Direction):
            return self._choices(direction=value)
        return self._choices(channel=value, direction=None)

    def _when(self, settled: Settled) -> str:
        said = f"{words.weekday(settled.day)} {words.short_day(settled.day, self._today)}"
        if settled.day == self._today:
            said = _("Today")
        when = settled.understood.parsed.when
        if when is not None and when.timed:
            said += f" {settled.at.astimezone(words.zone_info(when.zone)):%H:%M}"
        return _("{when}, planned").format(when=said) if settled.planned else said

    def _days(self, read: date) -> list[Option]:
        """The last week, and the same weekday before and after the day that was read."""
        days = [self._today - timedelta(days=back) for back in range(7)]
        others = [read - timedelta(days=7), read, read + timedelta(days=7)]
        others = [day for day in others if day not in days]
        return [(day, self._named(day)) for day in days] + [
            None, *((day, self._named(day)) for day in others),
        ]  # fmt: skip

    def _dues(self) -> list[Option]:
        friday = self._today + timedelta(days=(4 - self._today.weekday()) % 7 or 7)
        soon = [self._today + timedelta(days=1), friday]
        soon += [self._today + timedelta(days=days) for days in (7, 14, 30)]
        days = sorted(dict.fromkeys(soon))
        return [*((day, self._named(day)) for day in days), None, (_NO_DAY, _("No day"))]

    def _named(self, day: date) -> str:
        near = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}.get((day - self._today).days)
        said = f"{words.weekday(day)} {words.short_day(day, self._today)}"
        return f"{near}, {said}" if near else said


def _facts(settled: Settled) -> tuple[object, ...]:
    """Everything that the rows show, without the places in the text."""
    parsed = settled.understood.parsed
    nowhere = Span(0, 0)
    return (
        [(one.words, one.id, one.candidates) for one in settled.people],
        [topic.name for topic in settled.topics],
        [
            (one.what, one.owner, one.due, [(met.words, met.id) for met in one.mentioned])
            for one in settled.promises
        ],
        [replace(give, span=nowhere, mentioned=()) for give in settled.gives],
        (
            settled.channel,
            settled.direction,
            parsed.how.word if parsed.how else "",
            settled.planned,
        ),
        (settled.at, parsed.when.timed if parsed.when else False),
        parsed.minutes.minutes if parsed.minutes else 0,
        (settled.question(), settled.choices),
    )


def _first_label(settled: Settled) -> str:
    if settled.channel is InteractionChannel.NOTE:
        return _("Note")
    if settled.planned:
        return _("Planned")
    if settled.channel in _WRITTEN:
        return _("Message")
    return _("Call") if settled.channel is InteractionChannel.CALL else _("Meeting")


def _hows(settled: Settled) -> list[Option]:
    """The ways of contact, and for a message or call who reached out."""
    ways: list[Option] = [(c, c.label, words.CHANNEL_ICONS[c]) for c in InteractionChannel]
    if settled.channel in (*_WRITTEN, InteractionChannel.CALL):
        ways += [None, *((d, d.label) for d in Direction if d is not settled.direction)]
    return ways


def _how(settled: Settled) -> str:
    parsed = settled.understood.parsed
    word = parsed.how.word.lower() if parsed.how else ""
    said = settled.channel.label
    if settled.choices.channel is None and word in _CUPS:
        said = word.capitalize()
    usual = Direction.ME if settled.channel in _WRITTEN else Direction.BOTH
    if settled.direction is not usual:
        said = _("{how}, {direction}").format(how=said, direction=settled.direction.label.lower())
    if parsed.minutes:
        said = _("{how}, {minutes} min").format(how=said, minutes=parsed.minutes.minutes)
    return said


def _them(settled: Settled) -> str:
    first = next(iter(settled.people), None)
    return settled.name(first).partition(" ")[0] if first is not None else _("They")


def _asked_words(question: Question, names: list[str]) -> str:
    if not question.words:
        return _("Who was it with? Write a name, or @ and a name.")
    if not question.new:
        return _("Which {name}?").format(name=question.words)
    if len(names) == 1:
        return _("You already know {name}. Same person?").format(name=names[0])
    return _("You already know people with such a name. One of them?")
