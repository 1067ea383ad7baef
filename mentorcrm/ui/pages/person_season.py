"""Which roles someone has, where each stands, and what would be the sensible next step."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import CADENCES_DAYS, TRIAL_WEEKS, Outcome, Role, Season
from mentorcrm.services.commands.agreements import BeginTrial, GoOn, SetTrialEnd
from mentorcrm.services.commands.leaving import GoOnAs
from mentorcrm.services.commands.people import RemoveMentorship, SetMentorship, SetPlannedEnd
from mentorcrm.services.rows import MentorshipRow, PersonDetail
from mentorcrm.services.season_ends import RETURNING
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.season_words import REASONS, Refusal, ended_words, refusals
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.stepper import Stepper
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_YES = (Outcome.YES, Outcome.YES_SMALLER)
# What a season suggests: the words before it, its button, what it does.
_NEXT = {
    Season.CANDIDATE: (_("Next"), _("Note one public fact to name"), "fact"),
    Season.RESEARCHED: (_("Next"), _("Write the first ask"), "ask"),
    Season.ASKED: (_("When they answer"), _("Log it"), "log"),
    Season.CLOSED: (_("To end well"), _("Write a thank-you"), "ask"),
}

_END_SAID = {
    Season.PAUSED: _("Paused until {day}"),
    Season.DECLINED: _("Look at it again on {day}"),
}


class NextStep(QWidget):
    """One quiet suggestion; it asks for nothing and decides nothing."""

    wished = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.held: MentorshipRow | None = None
        self._person = 0
        self._agreed = False  # Whether they said yes to something that was asked.
        self._words = Label("", "meta", "text3")
        self.button = Button("", "soft", size="small")
        self.day = Field("in 8 weeks", dense=True)
        self.day.setAccessibleName(_("When the trial ends"))
        self.day.setFixedWidth(148)
        self._read = Label("", "meta", "text3")
        self.other = Button(_("Go on as active"), "ghost", size="small")
        self.setLayout(boxes.row(self._words, self.button, self.other, self.day, self._read, None))
        self.day.hide()
        self.other.hide()
        self.other.clicked.connect(self._go_on)
        self.button.clicked.connect(self._act)
        self.day.textChanged.connect(self._show_day)
        self.day.returnPressed.connect(self._set_end)
        self.day.restored.connect(self.day.hide)

    def show_next(self, person: PersonDetail, held: MentorshipRow | None) -> None:
        """Suggest what follows from the season of a role."""
        if held != self.held or person.id != self._person:
            self.day.hide()
            self._read.setText("")
        self.held, self._person = held, person.id
        self._agreed = any(draft.outcome in _YES for draft in person.drafts)
        before, words_, act = self._suggestion(held)
        self.other.setVisible(act == "trial")
        self._words.setText(before)
        self._words.updateGeometry()
        self.button.setText(words_)
        self.button.updateGeometry()
        self.setVisible(bool(words_))

    def _suggestion(self, held: MentorshipRow | None) -> tuple[str, str, str]:
        if held is None:
            return "", "", ""
        if held.season is Season.ASKED and self._agreed:
            return _("They said yes"), _("Start a trial"), "trial"
        if held.season is Season.TRIAL and held.planned_end is None:
            return _("A trial needs an end"), _("Set an end date"), "end"
        if held.season is Season.TRIAL and held.planned_end is not None:
            day = words.short_day(held.planned_end, desk_today(self._desk))
            return _("Trial until {day}").format(day=day), _("Change"), "end"
        if held.season in RETURNING:
            return self._return(held)
        if held.season in (Season.ACTIVE, Season.LIGHT_TOUCH):
            return _("In touch"), rhythm_words(held.cadence_days), "rhythm"
        return _NEXT.get(held.season, ("", "", ""))

    def _return(self, held: MentorshipRow) -> tuple[str, str, str]:
        """A pause, or a no: the day to look at it again, or that there is none."""
        paused = held.season is Season.PAUSED
        if held.planned_end is None:
            none = _("Paused without a day") if paused else _("No day to look at it again")
            return none, _("Set a day"), "end"
        day = words.short_day(held.planned_end, desk_today(self._desk))
        said = _("Paused until {day}") if paused else _("Look at it again on {day}")
        return said.format(day=day), _("Change"), "end"

    def _act(self) -> None:
        act = self._suggestion(self.held)[2]
        if act == "end":
            self.day.show()
            returns = self.held is not None and self.held.season in RETURNING
            ends = _("When to look at it again") if returns else _("When the trial ends")
            self.day.setAccessibleName(ends)
            self.day.set_value("" if self._end() is None else f"{self._end():%Y-%m-%d}")
            self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif act == "rhythm":
            menu = ChoiceMenu(self, [(days, rhythm_words(days)) for days in CADENCES_DAYS])
            menu.chosen.connect(self._set_rhythm)
            menu.open_under(self.button)
        elif act == "trial":
            self._go_on(trial=True)
        elif act:
            self.wished.emit(act)

    def _go_on(self, _clicked: bool = False, *, trial: bool = False) -> None:
        if self.held is not None:
            said = _("Started a trial") if trial else _("Active from today")
            self._desk.run(GoOn(self.held.id, trial), said=said, failed=self._refuse)

    def _end(self) -> date | None:
        return self.held.planned_end if self.held is not None else None

    def _show_day(self, text: str) -> None:
        day = read_day(text, desk_today(self._desk), ahead=True) if text.strip() else None
        self._read.setText(words.long_day(day) if day else "")
        self._read.set_role("text3")
        self.day.set_error(False)

    def _set_end(self) -> None:
        held, typed = self.held, self.day.text().strip()
        if held is None:
            return
        if not typed and held.season in RETURNING:
            none = SetPlannedEnd(held.id, None)
            self._desk.run(none, said=_("No day to look at it again"), failed=self._refuse)
            return
        day = read_day(typed or f"in {TRIAL_WEEKS} weeks", desk_today(self._desk), ahead=True)
        if day is None:
            self._refuse(_("Write the day as “in 8 weeks” or 2027-01-20."))
            return
        said = _END_SAID.get(held.season, _("The trial ends on {day}"))
        said = said.format(day=words.long_day(day))
        trial = held.season is Season.TRIAL
        command = SetTrialEnd(held.id, day) if trial else SetPlannedEnd(held.id, day)
        self._desk.run(command, said=said, failed=self._refuse)

    def _refuse(self, sentence: str) -> None:
        self._read.setText(sentence)
        self._read.set_role("risk")
        self.day.set_error(True)

    def _set_rhythm(self, days: object) -> None:
        if self.held is not None and isinstance(days, int):
            command = SetMentorship(self._person, self.held.role, cadence_days=days)
            self._desk.run(command, said=_("In touch {rhythm}").format(rhythm=rhythm_words(days)))


def rhythm_words(days: int | None) -> str:
    """How often, in words: `every 30 days`, `once a year`."""
    named = {7: _("every week"), 14: _("every 2 weeks"), 365: _("once a year")}
    return named.get(
        days or 0, _("every {days} days").format(days=days) if days else _("as it comes")
    )


class SeasonLine(QWidget):
    """Which role, and where it stands; every step is a button.

    `role_shown` tells the number of the role on show, or None for none yet.
    """

    role_shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonDetail | None = None
        self._role = Role.MENTOR
        self.role = Chip(_("Mentor"), menu_arrow=True)
        self.role.setAccessibleName(_("Role"))
        self.stepper = Stepper((*(season.label for season in words.STEPS), _("Later")))
        self.next = NextStep(desk)
        self.ended = Label("", "body", "text2", wrap=True)
        line = boxes.row(spacing=14)
        line.addWidget(self.role)
        line.addWidget(self.stepper, 1)
        self.setLayout(boxes.column(line, self.ended, self.next, spacing=8))
        self.role.clicked.connect(self._open_roles)
        self.stepper.chosen.connect(self._step)

    def show_person(self, person: PersonDetail) -> None:
        """Show someone's roles; the first is shown unless the one on show is held too."""
        other = self._person is None or self._person.id != person.id
        self._person = person
        held = {m.role: m for m in person.mentorships}
        if other or (held and self._role not in held):
            self._role = next(iter(held), Role.MENTOR)
        self._show(held.get(self._role))

    def _show(self, mentorship: MentorshipRow | None) -> None:
        self.role.setText(self._role.label if mentorship else _("No role yet"))
        self.role.updateGeometry()
        season = mentorship.season if mentorship else None
        place, last = -1, _("Later")
        if season in words.STEPS:
            place = words.STEPS.index(season)
        elif season is not None:
            place, last = len(words.STEPS), season.label
        self.stepper.set_reached(place, last)
        said = ""
        if self._person is not None:
            self.next.show_next(self._person, mentorship)
            if mentorship is not None:
                today = desk_today(self._desk)
                said = ended_words(mentorship, self._person.seasons, today)
        self.ended.setText(said)
        self.ended.setVisible(bool(said))
        self.role_shown.emit(mentorship.id if mentorship is not None else None)

    def _open_roles(self) -> None:
        held = {m.role: m for m in self._person.mentorships} if self._person else {}
        choices: list[tuple[object, str] | None] = [
            (role, f"{role.label}: {m.season.label.lower()}") for role, m in held.items()
        ]
        also = _("Also {label}")
        choices += [
            None,
            *((r, also.format(label=r.label.lower()) if held else r.label)
              for r in Role if r not in held),
        ]  # fmt: skip
        if self._role in held:
            choices += [
                None,
                (
                    held[self._role].id,
                    _("No longer {label}").format(label=self._role.label.lower()),
                ),
            ]
        menu = ChoiceMenu(self, choices if held else choices[1:])
        menu.chosen.connect(self._choose_role)
        menu.open_under(self.role)

    def _choose_role(self, role: object) -> None:
        if self._person is None:
            return
        if not isinstance(role, Role):
            said = _("{name} is no longer {label}").format(
                name=self._person.name, label=self._role.label.lower()
            )
            self._desk.run(RemoveMentorship(int(str(role))), said=said)
            return
        self._role = role
        held = {m.role: m for m in self._person.mentorships}
        if role in held:
            self._show(held[role])
        else:
            self._set(Season.CANDIDATE)

    def _step(self, place: int) -> None:
        if place < len(words.STEPS):
            self._set(words.STEPS[place])
            return
        menu = ChoiceMenu(self, [(season, season.label) for season in words.AFTERWARDS])
        menu.chosen.connect(self._leave)
        menu.open_under(self.stepper.steps[-1])

    def _leave(self, season: object) -> None:
        """Closing asks for a reason, from a short list; the first answer is none."""
        if season not in (Season.CLOSED, Season.DECLINED):
            self._set(season)
            return
        if season is Season.CLOSED:
            choices: list[tuple[object, str]] = [
                (Refusal(why, None), why or _("No reason noted")) for why in ("", *REASONS)
            ]
        else:
            today = desk_today(self._desk)
            held = self.next.held
            offered = refusals(held.cadence_days if held is not None else None, today)
            choices = [(one, one.said(today)) for one in offered]
        menu = ChoiceMenu(self, choices)
        menu.chosen.connect(partial(self._leave_because, Season(str(season))))
        menu.open_under(self.stepper.steps[-1])

    def _leave_because(self, season: Season, because: object) -> None:
        if self._person is None or not isinstance(because, Refusal):
            return
        said = _("{person}: {season}").format(person=self._person.name, season=season.label.lower())
        command = GoOnAs(self._person.id, self._role, season, because.why, until=because.look_again)
        self._desk.run(command, said=said)

    def _set(self, season: object) -> None:
        if self._person is None or not isinstance(season, Season):
            return
        said = f"{self._person.name}: {self._role.label.lower()}, {season.label.lower()}"
        if season is Season.TRIAL:
            self._desk.run(BeginTrial(self._person.id, self._role), said=said)
        else:
            self._desk.run(SetMentorship(self._person.id, self._role, season), said=said)
