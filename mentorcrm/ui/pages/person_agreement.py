"""What was agreed with someone, mostly with one tap, and the boundaries on both sides."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services import agreement_presets as presets
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands.fit import SetWorkingStyle
from mentorcrm.services.fit_rows import FitView
from mentorcrm.services.rows import PersonDetail
from mentorcrm.services.terms_rows import AgreementRow, MonthUse, PersonTerms, RoleTerms
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import words
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import FieldLine, Line, desk_today
from mentorcrm.ui.pages.person_season import rhythm_words
from mentorcrm.ui.pages.person_terms import PresetLine, TermsCard
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Hairline
from mentorcrm.ui.widgets.field_button import FieldButton
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, n_

_DAY = _("Write the day as “in 12 weeks”, “1 March” or 2027-03-01.")
_NUMBER = _("Write a number, such as 30.")
_RHYTHM = _("Write how often, such as “every 2 weeks” or “30 days”.")
_HOW = _("Choose one of: {ways}.")
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
Found = tuple[PersonTerms, FitView]


class AgreementCard(TermsCard):
    """The agreement of the first role; what is empty and rare is offered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Agreement"), "person-agreement")
        self.role: RoleTerms | None = None
        self._style: FitView | None = None
        self.more = IconButton("ellipsis", _("More about the agreement"), size=28)
        self.head.addWidget(self.more)
        self._hint = Label(
            _("Nothing is agreed yet. A few words now spare many later."),
            "meta",
            "text3",
            wrap=True,
        )
        self.usual = Button(_("Agree the usual"), "soft", size="small")
        self._used = Label("", "meta", "text3", wrap=True)
        self.terms = self._terms_lines()
        self.limits = self._limit_lines()
        self.align([*self.terms, *self.limits])
        self.add = FieldButton("plus", _("Add a term"), quiet=True)
        self._boundaries = Label(_("Boundaries"), "strong")
        self._build()

    def read(self, person_id: int) -> Found:
        return self._desk.services.terms.of(person_id), self._desk.services.fit.of(person_id)

    def fill(self, person: PersonDetail, found: Found) -> None:
        terms, self._style = found
        self.role = terms.roles[0] if terms.roles else None
        self.setVisible(self.role is not None)
        agreed = self.agreed
        for widget in (self._hint, self.usual):
            widget.setVisible(agreed is None)
        self.more.setVisible(agreed is not None)
        for line in (*self.terms, *self.limits):
            line.show_person(person)
        self.add.setVisible(any(line.isHidden() for line in self.terms))
        self._used.setText(used_words(terms.used))
        self._used.setVisible(bool(self._used.text()))

    @property
    def agreed(self) -> AgreementRow | None:
        """What is agreed, if anything is."""
        return self.role.agreement if self.role is not None else None

    def line(self, name: str) -> Line:
        """The line of that name."""
        return next(line for line in (*self.terms, *self.limits) if line.name == name)

    def start(self) -> None:
        """Put the cursor into what it is for."""
        self.terms[0].begin()

    # --- building ---

    def _build(self) -> None:
        inner = (6, 0, 6, 0)
        self.body.addLayout(boxes.row(self._hint, margins=inner))
        self.body.addLayout(boxes.row(self.usual, None, margins=(6, 4, 6, 4)))
        self.body.addLayout(boxes.column(*self.terms, spacing=0, margins=inner))
        self.body.addLayout(boxes.row(self._used, margins=inner))
        self.body.addWidget(self.add)
        self.body.addWidget(Hairline())
        self.body.addLayout(boxes.row(self._boundaries, margins=(6, 6, 6, 0)))
        self.body.addLayout(boxes.column(*self.limits, spacing=0, margins=inner))
        self.usual.clicked.connect(self._agree)
        self.more.clicked.connect(self._open_menu)
        self.add.clicked.connect(self._offer)

    def _terms_lines(self) -> list[Line]:
        lengths = [_minutes(number) for number in presets.MINUTES]
        return [
            self._text("purpose", _("What for"), presets.PURPOSES, wanted=True),
            self._typed(
                "rhythm_days", _("Rhythm"), _read_rhythm, _RHYTHM, rhythm_words,
                [rhythm_words(days) for days in presets.RHYTHMS], wanted=True,
            ),
            self._typed("minutes", _("Length"), _read_number, _NUMBER, _minutes, lengths),
            self._typed(
                "channel", _("How"), _read_channel,
                _HOW.format(ways=", ".join(c.label for c in presets.CHANNELS)),
                lambda channel: channel.label, [c.label for c in presets.CHANNELS],
            ),
            self._text("between", _("Between"), presets.BETWEEN),
            self._typed(
                "monthly_minutes", _("A month"), _read_number, _NUMBER, _at_most_minutes,
                [_at_most_minutes(n) for n in presets.MONTHLY_MINUTES],
            ),
            self._typed(
                "monthly_asks", _("Asks"), _read_number, _NUMBER, _at_most_asks,
                [_at_most_asks(n) for n in presets.MONTHLY_ASKS],
            ),
            self._text("confidentiality", _("Between us"), presets.CONFIDENTIALITY),
            self._text("conflicts", _("Conflicts"), ()),
            self._text("how_we_end", _("How we end"), presets.HOW_WE_END),
            self._typed("review_on", _("Look again"), self._read_day, _DAY, words.long_day, []),
            self._typed("ends_on", _("Ends on"), self._read_day, _DAY, words.long_day, []),
        ]  # fmt: skip

    def _limit_lines(self) -> list[Line]:
        off = FieldLine(
            self._desk, _("Off limits"), self._topics, self._save_topics,
            hint=_("Topics, with commas"), wanted=True,
        )  # fmt: skip
        return [
            off,
            self._style_line("their_limits", _("Theirs")),
            self._style_line("my_limits", _("Mine")),
        ]

    def _text(self, field: str, name: str, usual: tuple[str, ...], *, wanted: bool = False) -> Line:
        def save(line: FieldLine, _person: int, text: str) -> None:
            self._set(line, field, text)

        return PresetLine(
            self._desk, name, lambda _person: str(self._value(field) or ""), save,
            [_(one) for one in usual], wanted=wanted,
        )  # fmt: skip

    def _typed(
        self,
        field: str,
        name: str,
        read: Callable[[str], object],
        wrong: str,
        say: Callable[..., str],
        usual: list[str],
        *,
        wanted: bool = False,
    ) -> Line:
        """A line whose text stands for a value; None is what cannot be read."""

        def save(line: FieldLine, _person: int, text: str) -> None:
            value = read(text) if text.strip() else None
            if text.strip() and value is None:
                line.say(_(wrong))
            else:
                self._set(line, field, value)

        def shown(_person: PersonDetail) -> str:
            value = self._value(field)
            return "" if value is None else say(value)

        return PresetLine(self._desk, name, shown, save, usual, wanted=wanted)

    def _style_line(self, field: str, name: str) -> Line:
        def save(line: FieldLine, person: int, text: str) -> None:
            self._desk.run(SetWorkingStyle(person, {field: text}), failed=line.say)

        return FieldLine(
            self._desk,
            name,
            lambda _person: str(getattr(self._style, field, "")),
            save,
            wanted=True,
        )

    # --- reading and saving ---

    def _value(self, field: str) -> object:
        return getattr(self.agreed, field, None)

    def _set(self, line: FieldLine, field: str, value: object) -> None:
        if self.role is not None:
            values = {field: value}
            self._desk.run(
                wish.EditAgreement(self.role.mentorship_id, values),  # type: ignore[arg-type]
                failed=line.say,
            )

    def _topics(self, _person: PersonDetail) -> str:
        return ", ".join(self.agreed.off_limits) if self.agreed is not None else ""

    def _save_topics(self, line: FieldLine, _person: int, text: str) -> None:
        if self.role is not None:
            topics = tuple(part.strip() for part in re.split("[,;]", text))
            self._desk.run(wish.SetOffLimits(self.role.mentorship_id, topics), failed=line.say)

    def _read_day(self, text: str) -> date | None:
        return read_day(text, desk_today(self._desk), ahead=True)

    # --- acts ---

    def _agree(self) -> None:
        if self.role is not None:
            command = wish.AgreeTheUsual(self.role.mentorship_id)
            self._desk.run(command, said=_("Agreed the usual; change what differs"))

    def _offer(self) -> None:
        menu = ChoiceMenu(self, [(line.name, line.name) for line in self.terms if line.isHidden()])
        menu.chosen.connect(self._begin)
        menu.open_under(self.add)

    def _begin(self, name: object) -> None:
        self.line(str(name)).begin()
        self.add.setVisible(any(line.isHidden() for line in self.terms))

    def _open_menu(self) -> None:
        menu = ChoiceMenu(
            self,
            [
                ("usual", _("Fill the rest with the usual"), "square-check"),
                ("review", _("It still holds: look again in 90 days"), "clock"),
                ("page", _("Put it on one page…"), "file-text"),
                None,
                ("remove", _("Remove the agreement"), "trash-2"),
            ],
        )
        menu.chosen.connect(self._act)
        menu.open_under(self.more)

    def _act(self, name: object) -> None:
        if self.role is None or self.person is None:
            return
        role = self.role.mentorship_id
        acts: dict[object, Callable[[], None]] = {
            "usual": self._agree,
            "page": partial(self._open_page, role),
            "review": partial(
                self._desk.run, wish.ReviewAgreement(role), said=_("Looked at it again")
            ),
            "remove": partial(
                self._desk.run, wish.RemoveAgreement(role), said=_("Removed the agreement")
            ),
        }
        acts[name]()

    def _open_page(self, role: int) -> None:
        from mentorcrm.ui.dialogs.agreement_page import AgreementSheet

        if self.person is not None:
            AgreementSheet(self.window(), self._desk, self.person, role).open()

    def focus_usual(self) -> None:
        """Let the first act of an empty agreement be the next key."""
        target = self.usual if self.agreed is None else self.more
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def used_words(used: MonthUse) -> str:
    """What this month has used of its limits: `This month: 40 of 60 minutes, 1 of 2 asks`."""
    parts = []
    if used.minutes_limit is not None:
        parts.append(
            _("{used} of {limit} minutes").format(used=used.minutes, limit=used.minutes_limit)
        )
    if used.asks_limit is not None:
        parts.append(
            n_("{used} of {limit} ask", "{used} of {limit} asks", used.asks_limit).format(
                used=used.asks, limit=used.asks_limit
            )
        )
    return _("This month: {what}").format(what=", ".join(parts)) if parts else ""


def _minutes(number: int) -> str:
    return n_("{number} minute", "{number} minutes", number).format(number=number)


def _at_most_minutes(number: int) -> str:
    return n_("at most {number} minute", "at most {number} minutes", number).format(number=number)


def _at_most_asks(number: int) -> str:
    return n_("at most {number} ask", "at most {number} asks", number).format(number=number)


def _read_number(text: str) -> int | None:
    found = re.search(r"\d{1,6}", text)
    return int(found.group()) if found else None


def _read_rhythm(text: str) -> int | None:
    """Days between meetings: a preset, `every 2 weeks`, `monthly`, or a plain number of days."""
    plain = " ".join(text.lower().split())
    for days in presets.RHYTHMS:
        if plain == rhythm_words(days):
            return days
    number = _read_number(plain)
    for unit, days in _UNITS.items():
        if unit in plain or (unit == "day" and "daily" in plain):
            return (number or 1) * days
    return number


def _read_channel(text: str) -> InteractionChannel | None:
    plain = text.strip().lower()
    return next((c for c in presets.CHANNELS if c.label.lower() == plain), None)
