"""How it goes on with someone: what changed, which way, what the message says, what holds then."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import CADENCES_DAYS, Role
from mentorcrm.services.commands.leaving import GoOnAs, GoOnWith
from mentorcrm.services.health import Exit, Standing
from mentorcrm.services.leaving import REASONS_TOLD, THINGS, Answers, lighter, parts_of, thing
from mentorcrm.services.typed_days import read_day
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_season import rhythm_words
from mentorcrm.ui.pages.season_words import REASONS
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _, day_in_words

WAYS = {
    Exit.RESET: _("Reset"),
    Exit.LIGHTEN: _("Lighten"),
    Exit.PAUSE: _("Pause"),
    Exit.CLOSE: _("Close with thanks"),
}
_MEANS = {
    Exit.RESET: _("You go on, and say what should be different."),
    Exit.LIGHTEN: _("You go on, less often."),
    Exit.PAUSE: _("Nothing is asked of either of you until a day."),
    Exit.CLOSE: _(
        "It ends well. The reason stays with you. They stay findable, and can always be thanked."
    ),
}
_OFFERED = 6


class GoingOnSheet(Sheet):
    """Four ways on, each with a message drafted from the record. Nothing is sent.

    `drafted` tells the number of the draft. The season is set by a button that says so.
    """

    drafted = Signal(int)

    def __init__(self, window: QWidget, desk: Desk, one: Standing, way: Exit = Exit.RESET) -> None:
        super().__init__(window, _("How it goes on with {name}").format(name=one.name), 560)
        self._desk, self._one = desk, one
        self.ways = Segmented(list(WAYS.items()))
        self.ways.setAccessibleName(_("Which way"))
        self.ways.set_value(way)
        self._means = Label("", "body", "text2", wrap=True)
        self.things: list[tuple[CheckBox, str]] = []
        self.reason = Field(_("my work has moved on"))
        self.reasons = Button(_("Choose"), "secondary", size="small")
        self.reached = Field(_("what you set out to do and did"))
        self.until = Field(_("in 3 months"))
        self.rhythm = Select([(days, rhythm_words(days)) for days in CADENCES_DAYS])
        self.terms = Field(_("a note once a year"))
        self._build()
        self.only = Button(_("Draft the message"))
        self.both = Button("", "primary")
        for button in (self.only, self.both):
            self.buttons.addWidget(button)
        self.ways.chosen.connect(self._show_way)
        self.reasons.clicked.connect(self._offer_reasons)
        self.only.clicked.connect(self._draft_only)
        self.both.clicked.connect(self._draft_and_set)
        self._show_way()

    def way(self) -> Exit:
        """The way that is chosen."""
        value = self.ways.value()
        return value if isinstance(value, Exit) else Exit.RESET

    def _build(self) -> None:
        for seen in self._one.seen:
            self.body.addWidget(Label(seen.sentence, "body", "text2", wrap=True))
        self.body.addWidget(self.ways)
        self.body.addWidget(self._means)
        self._add_things()
        self._reason = Labelled(
            _("The reason, in neutral words"), self.reason, beside=(self.reasons,)
        )
        self._until = Labelled(_("Paused until"), self.until)
        self._rhythm = Labelled(_("In touch"), self.rhythm)
        self._reached = Labelled(_("What you reached"), self.reached)
        self._terms = Labelled(_("What holds afterwards"), self.terms)
        self.reasons.setAccessibleName(_("Choose a reason"))
        for field in (self._reason, self._until, self._rhythm, self._reached, self._terms):
            self.body.addWidget(field)
        reached = self._desk.services.leaving.reached(self._one.person_id)
        self.reached.set_value("; ".join(reached))
        self.rhythm.set_value(lighter(self._one.cadence_days))

    def _add_things(self) -> None:
        """What their advice changed; three of it go into the message."""
        rows = self._desk.services.leaving.changed(self._one.person_id)[:_OFFERED]
        if not rows:
            return
        self.body.addWidget(Label(_("What their advice changed, up to three"), "metaM", "text2"))
        for place, row in enumerate(rows):
            box, words = CheckBox(), Label(thing(row), "body", wrap=True)
            box.setAccessibleName(thing(row))
            box.setChecked(place < THINGS)
            self.things.append((box, thing(row)))
            line = boxes.row(box, spacing=6)
            line.addWidget(words, 1)
            self.body.addLayout(line)

    def _show_way(self, _way: object = None) -> None:
        way = self.way()
        self._means.setText(_MEANS[way])
        self._until.setVisible(way is Exit.PAUSE)
        self._rhythm.setVisible(way is Exit.LIGHTEN)
        self._reached.setVisible(way is Exit.CLOSE)
        self.both.setVisible(way.season is not None)
        self.only.set_kind("primary" if way.season is None else "secondary")
        if way.season is not None:
            said = _("Draft, and set to {season}").format(season=way.season.label.lower())
            self.both.setText(said)
            self.both.updateGeometry()

    def _offer_reasons(self) -> None:
        reasons = REASONS if self.way() is Exit.CLOSE else REASONS_TOLD
        menu = ChoiceMenu(self, [(words, words) for words in reasons])
        menu.chosen.connect(self._choose_reason)
        menu.open_under(self.reasons)

    def _choose_reason(self, words: object) -> None:
        self.reason.set_value(str(words))

    def _draft_only(self) -> None:
        self._draft(with_season=False)

    def _draft_and_set(self) -> None:
        self._draft(with_season=True)

    def _draft(self, *, with_season: bool) -> None:
        way, until = self.way(), None
        if way is Exit.PAUSE:
            until = read_day(self.until.text(), desk_today(self._desk), ahead=True)
            if until is None:
                self._until.set_error(_("Write the day as “in 3 months” or 2027-02-01."))
                self.until.setFocus()
                return
        try:
            command = self._desk.services.desk.beginning(
                self._one.person_id, way.message, parts=parts_of(way, self._answers(until))
            )
        except (NotFound, UserError) as error:
            self._reason.set_error(str(error))
            return
        going = self._going(way, until) if with_season else None
        said = ""
        if going is not None:
            season = going.season.label.lower()
            said = _("{person}: {season}").format(person=self._one.name, season=season)
        self._desk.run(
            GoOnWith(command, going), said=said, failed=self._reason.set_error, then=self._end
        )

    def _answers(self, until: date | None) -> Answers:
        return Answers(
            tuple(words for box, words in self.things if box.isChecked()),
            self.reason.text().strip(),
            self.reached.text().strip(),
            self.terms.text().strip(),
            day_in_words(until) if until is not None else "",
            self._days(),
        )

    def _going(self, way: Exit, until: date | None) -> GoOnAs | None:
        if way.season is None:
            return None
        return GoOnAs(
            self._one.person_id,
            self._one.role or Role.MENTOR,
            way.season,
            self.reason.text().strip(),
            self.terms.text().strip(),
            until,
            self._days() if way is Exit.LIGHTEN else None,
        )

    def _days(self) -> int | None:
        days = self.rhythm.value()
        return days if isinstance(days, int) else None

    def _end(self, draft: int) -> None:
        self.accept()
        self.drafted.emit(draft)
