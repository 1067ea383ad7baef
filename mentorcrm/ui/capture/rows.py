"""The rows below the line: what was understood, each a chip with a menu, and one question."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorcrm.models.history_kinds import GiveDirection, Owner
from mentorcrm.models.kinds import Direction
from mentorcrm.services.capture import (
    AdviceFound,
    GiveFound,
    PersonFound,
    PromiseFound,
    TopicFound,
)
from mentorcrm.services.capture_choices import (
    NEW,
    Advised,
    Choices,
    PromiseChoice,
    Question,
    Settled,
    advice_key,
)
from mentorcrm.ui import theme, words
from mentorcrm.ui.actions import key_caps
from mentorcrm.ui.capture import row_words
from mentorcrm.ui.capture.row_words import Option
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.chips import KeyCap
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.menu_chip import HEIGHT as CHIP_HEIGHT
from mentorcrm.ui.widgets.menu_chip import ChipTone, MenuChip
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

LABEL_WIDTH = 88
OFFER_KEY = "Ctrl+."
_MOST_ANSWERS = 4  # The menu of the chip has the others.
# A line is read at each keystroke, so what is shown of a very long one is bounded; all is kept.
_MOST_CHIPS = 12
_MOST_ROWS = 6
_LEAVE_OUT = "leave-out"


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
        self.offers: list[Button] = []
        self.chips: list[MenuChip] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def show_settled(self, settled: Settled, today: date, *, written: bool = True) -> None:
        """Show what a line is understood as; the same as before is left as it is.

        Of a line in which nothing is `written` yet, only who is in view.
        """
        self._settled, self._today = settled, today
        facts = (*row_words.facts(settled), today, written)
        if facts == self._facts:
            return
        self._facts = facts
        boxes.empty(self._layout)
        self.answers, self.offers, self.chips, self._together = [], [], [], None
        if self.host is not None:
            self._together = Flow(6)
            boxes.put(self._layout, self._together)
        if not written:
            self._add(_("With"), [self._person(settled, one) for one in settled.people])
            return
        self._add(row_words.first_label(settled), self._contact_chips(settled))
        self._add(_("About"), [self._topic(one) for one in settled.topics[:_MOST_CHIPS]])
        for promise in settled.promises[:_MOST_ROWS]:
            self._add(_("Promise"), self._promise(settled, promise))
        for give in settled.gives[:_MOST_ROWS]:
            given = give.direction is GiveDirection.GIVEN
            self._add(_("Given") if given else _("Received"), [self._give(give)])
        for one in settled.advice[:_MOST_ROWS]:
            self._add(_("Advice"), [self._advice(settled, one)])
        for number, offer in enumerate(settled.offers[:_MOST_ROWS] if settled.people else ()):
            boxes.put(self._layout, self._offer(settled, offer, first=not number))
        if more := _not_shown(settled):
            said = n_("{number:,} more is saved, too", "{number:,} more are saved, too", more)
            boxes.put(self._layout, self._set_in(_said(said.format(number=more), "ellipsis")))
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
        yield from (self._person(settled, one) for one in islice(people, _MOST_CHIPS))
        icon = words.CHANNEL_ICONS[settled.channel]
        how = self._chip(row_words.how(settled), icon=icon, name=_("How"))
        yield self._menu(how, row_words.hows(settled), self._choose_how)
        when = self._chip(
            row_words.when(settled, self._today), icon="calendar-days", name=_("When")
        )
        self._menu(
            when, row_words.days(settled.day, self._today), lambda value: self._choices(day=value)
        )
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

    def _advice(self, settled: Settled, one: Advised) -> MenuChip:
        who = settled.people[one.place].words if one.place is not None else None
        whose = row_words.whose(settled, one)
        small = self.host is not None
        what = row_words.as_heading(one.found.what)
        chip = self._chip(what, "accent", icon="lightbulb", label=_("Advice") if small else whose)
        chip.setAccessibleName(row_words.advice_spoken(whose, what))
        options: list[Option] = [
            (other.words, _("From {name}").format(name=settled.name(other)), "user")
            for other in settled.people
            if len(settled.people) > 1 and other.words != who
        ]
        options += [*([None] if options else []), (_LEAVE_OUT, _("Leave out"), "x")]

        def choose(value: object) -> Choices:
            if value == _LEAVE_OUT:
                return settled.choices.without(advice_key(one.found))
            return settled.choices.choosing("advice", one.found.what, value)

        return self._menu(chip, options, choose)

    def _offer(self, settled: Settled, one: AdviceFound, *, first: bool) -> QWidget:
        """What may be advice, to be kept as such with one key."""
        line = _said(row_words.offered(one.what), "lightbulb")
        for person, text in row_words.givers(settled, one):
            button = Button(text, "secondary", size="small")
            choices = settled.choices.choosing("advice", one.what, person)
            button.clicked.connect(partial(self._emit, choices))
            self.offers.append(button)
            line.add(button)
        if first:
            line.add(_level(KeyCap(" ".join(key_caps(OFFER_KEY)))))
        return self._set_in(line)

    def take_offer(self) -> None:
        """Keep the first of what is offered; where several may be meant, they come first."""
        if len(self.offers) == 1:
            self.offers[0].click()
        elif self.offers:
            self.offers[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _promise(self, settled: Settled, promise: PromiseFound) -> Iterable[MenuChip]:
        mine = promise.owner is Owner.ME
        what = settled.promised(promise)
        what = what[:1].upper() + what[1:]
        if any(met.id is None for met in promise.mentioned):
            what = _("{what}, new person").format(what=what)
        chip = self._chip(
            what, "warn", icon="handshake", label=_("You") if mine else row_words.them(settled)
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

        yield self._menu(due, row_words.dues(self._today), set_due)

    def _asked(self, settled: Settled, question: Question) -> QWidget:
        people = settled.understood.people
        known = [i for i in question.candidates if i in people]
        line = _said(row_words.asked_words(question, [people[i].name for i in known]), "info")
        if question.part == "advice":
            for one in settled.people:
                chosen = settled.choices.choosing("advice", question.words, one.words)
                self._answer(line, settled.name(one), chosen)
        for person in known[:_MOST_ANSWERS]:
            use = people[person].name
            text = _("Use {name}").format(name=use) if question.new else use
            self._answer(
                line, text, settled.choices.choosing(question.part, question.words, person)
            )
        if question.new and question.part == "people":
            new = settled.choices.choosing("people", question.words, NEW)
            self._answer(line, _("Somebody new"), new)
        return self._set_in(line)

    def _set_in(self, line: Flow) -> QWidget:
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


def _not_shown(settled: Settled) -> int:
    """How many of what was understood have no chip."""
    rows = (settled.promises, settled.gives, settled.advice)
    chips = (settled.people, settled.topics)
    over = [len(parts) - _MOST_ROWS for parts in rows] + [len(c) - _MOST_CHIPS for c in chips]
    return sum(number for number in over if number > 0)


def _level(*parts: QWidget) -> QWidget:
    """Some parts at the height of the buttons beside them."""
    holder = QWidget()
    holder.setLayout(boxes.row(*parts, spacing=6))
    holder.setFixedHeight(theme.current().px(28))
    return holder


def _said(text: str, icon: str) -> Flow:
    line = Flow(8)
    line.add(_level(IconLabel(icon, 16, "text2"), Label(text, "body", "text2")))
    return line


def is_offer_key(event: QKeyEvent) -> bool:
    """Whether a key takes what is offered."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_Period and control
