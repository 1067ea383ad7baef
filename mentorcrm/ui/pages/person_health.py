"""How a relationship goes on: its band, by when to be in touch, and five signals of practice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.models.health_kinds import PRACTICE, Band, SignalKind
from mentorcrm.services.health import Evidence, Exit, Standing
from mentorcrm.services.rows import PersonDetail
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.health_words import (
    change_words,
    resting_words,
    touch_words,
    why_words,
)
from mentorcrm.ui.pages.person_judgement import (
    PRESSING,
    EvidenceLinks,
    FoldedPart,
    MyView,
    SignalRow,
)
from mentorcrm.ui.pages.person_stall import StallPart
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.bands import BandBars, look_of, word_of
from mentorcrm.ui.widgets.cards import Card, Hairline, IconLabel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

READ_AT_ONCE = 1000
"""With more people than this the first reading of their health is left to a thread."""
_FALLING = (Band.COOLING, Band.AT_RISK, Band.DORMANT)


class HealthCard(Card):
    """The card. Who rests has one quiet line; who is not among the people has none."""

    found = Signal()
    told = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = self._opened = 0
        self.bars = BandBars(20)
        self.word = Label("", "titleS")
        self.touch = Label("", "body", "text2", wrap=True)
        self.change = Label("", "meta", "text2", wrap=True)
        self._trend = IconLabel("trending-up", 14, "text3")
        self._changed = QWidget()
        self.quiet = Label("", "meta", "text2", wrap=True)
        self.why = Label("", "meta", "text2", wrap=True)
        self.view = MyView(desk, SignalKind.CONTINUITY)
        self.last = EvidenceLinks(desk, self.view.differ)
        self.part = FoldedPart(_("the band"), self.why, self.last, self.view.offer)
        self.stall = StallPart(desk)
        self.signals: dict[SignalKind, SignalRow] = {
            kind: SignalRow(desk, kind) for kind in PRACTICE
        }
        self._lines = QWidget()
        self._build()
        self.hide()

    def show_person(self, person: PersonDetail) -> None:
        """Show how it goes on with someone; read in a thread while nobody is."""
        other, self._person = person.id != self._person, person.id
        if person.deleted or person.archived:
            self._show(None)
            return
        services = self._desk.services
        if services.health.ready or services.people.counts().people <= READ_AT_ONCE:
            self._show(services.health.of(person.id))
            return
        if other:
            self.hide()
        self._desk.tasks.run(
            lambda _token: services.health.of(person.id), self._show_read, key="person-health"
        )

    def focus_first(self) -> None:
        """Put the focus on the way on that is offered first, or on what the band rests on."""
        first = self.part.toggle if self.stall.isHidden() else self.stall.exits[Exit.RESET]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_read(self, one: Standing | None) -> None:
        if one is not None and one.person_id == self._person:
            self._show(one)
            self.found.emit()

    def _show(self, one: Standing | None) -> None:
        self.setVisible(one is not None)
        self.told.emit(one)
        if one is None:
            return
        self._show_band(one)
        quiet = resting_words(one.season)
        if not quiet and _says_nothing(one):
            quiet = _("No contact is on record yet.")
        self.quiet.setText(quiet)
        self.quiet.setVisible(bool(quiet))
        self._lines.setVisible(not quiet)
        self.stall.show_standing(one)
        for signal in one.practice.signals:
            self.signals[signal.kind].show_signal(one, signal)
        if one.person_id != self._opened:
            self._open_worst(one)

    def _open_worst(self, one: Standing) -> None:
        """Show at once what the most pressing signal rests on."""
        if not self.stall.isHidden():
            return
        worst = one.practice.worst
        pressing = (s.kind for s in one.practice.signals if s.state is worst and worst in PRESSING)
        if (kind := next(pressing, None)) is not None:
            self._opened = one.person_id
            self.signals[kind].part.fold(False)

    def _show_band(self, one: Standing) -> None:
        self.bars.set_band(one.band)
        self.word.setText(word_of(one.band))
        self.word.set_role(look_of(one.band).ink)
        said, role = touch_words(one)
        self.touch.setText(said)
        self.touch.set_role(role)
        self.touch.setVisible(bool(said))
        before, icon = change_words(one)
        self.change.setText(before)
        self._trend.set_icon(icon or "trending-up", "text3")
        self._changed.setVisible(bool(before))
        judged = one.continuity is not None and not resting_words(one.season)
        self.why.setText(why_words(one))
        self.last.show_evidence(one, _newest(one))
        self.part.toggle.setVisible(judged)
        if not judged:
            self.part.fold(True)
        doubt = one.doubts.get(SignalKind.CONTINUITY)
        self.view.show_doubt(one, doubt, may_differ=judged and one.band in _FALLING)
        self.setAccessibleName(
            ". ".join(x for x in (_("Health: {band}").format(band=self.word.text()), said) if x)
        )

    def _build(self) -> None:
        self._changed.setLayout(boxes.row(self._trend, self.change, None, spacing=6))
        head = boxes.row(self.bars, self.word, None, self.part.toggle, spacing=10)
        self._lines.setLayout(boxes.column(Hairline(), *self.signals.values(), spacing=8))
        self.body.setSpacing(10)
        self.body.addLayout(
            boxes.column(
                head, self.touch, self._changed, self.quiet, self.view, self.part, spacing=2
            )
        )
        self.body.addWidget(self.stall)
        self.body.addWidget(self._lines)


class StandingLine(QWidget):
    """The band on one line, for where the card stands below the history."""

    def __init__(self) -> None:
        super().__init__()
        self._known = self._wanted = False
        self.bars = BandBars()
        self.word = Label("", "strong")
        self.touch = Label("", "meta", "text2", wrap=True)
        line = boxes.row(self.bars, self.word, spacing=8)
        line.addWidget(self.touch, 1)
        self.setLayout(line)
        self.hide()

    def show_standing(self, one: object) -> None:
        """Show how it stands with someone; nothing without a band."""
        band = one.band if isinstance(one, Standing) else None
        self._known = band is not None
        if isinstance(one, Standing) and band is not None:
            said, role = touch_words(one)
            self.bars.set_band(band)
            self.word.setText(word_of(band))
            self.word.set_role(look_of(band).ink)
            self.touch.setText(said)
            self.touch.set_role(role)
        self.want(self._wanted)

    def want(self, wanted: bool) -> None:
        """Say whether it has a place here."""
        self._wanted = wanted
        self.setVisible(wanted and self._known)


def _newest(one: Standing) -> tuple[Evidence, ...]:
    """The newest contact, which the band counts from."""
    return (one.newest,) if one.newest is not None else ()


def _says_nothing(one: Standing) -> bool:
    """Whether nothing at all rests on a record."""
    cited = any(signal.evidence for signal in one.practice.signals)
    return one.band is None and not cited and not one.doubts
