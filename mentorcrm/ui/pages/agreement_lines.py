"""The lines of the agreement card: how each value is typed, chosen and saved."""

import re
from collections.abc import Callable
from datetime import date

from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.services import agreement_presets as presets
from mentorcrm.services.commands import agreements as wish
from mentorcrm.services.commands.fit import SetWorkingStyle
from mentorcrm.services.fit_rows import FitView
from mentorcrm.services.rows import PersonDetail
from mentorcrm.services.terms_rows import AgreementRow, RoleTerms
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_about import FieldLine, Line
from mentorcrm.ui.pages.person_season import rhythm_words
from mentorcrm.ui.pages.person_terms import PresetLine
from mentorcrm.words import _, n_

_DAY = _("Write the day as “in 12 weeks”, “1 March” or 2027-03-01.")
_NUMBER = _("Write a number, such as 30.")
_RHYTHM = _("Write how often, such as “every 2 weeks” or “30 days”.")
_HOW = _("Choose one of: {ways}.")
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}


class AgreementLines:
    """Makes the lines, and holds what they show."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.role: RoleTerms | None = None
        self._style: FitView | None = None

    def show(self, role: RoleTerms | None, style: FitView) -> None:
        """What the lines show from now on."""
        self.role, self._style = role, style

    @property
    def agreed(self) -> AgreementRow | None:
        """What is agreed, if anything is."""
        return self.role.agreement if self.role is not None else None

    def terms(self) -> list[Line]:
        """The lines of what was agreed."""
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

    def limits(self) -> list[Line]:
        """The lines of boundaries."""
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
