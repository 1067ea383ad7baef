"""One judgement about a relationship: its sentence, what it rests on, one step, and my own view."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.models.health_kinds import SignalKind, SignalState
from mentorcrm.services.commands.health import AgreeAgain, Disagree
from mentorcrm.services.health import Evidence, Signal, Standing
from mentorcrm.services.practice_facts import Doubt
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages import health_acts
from mentorcrm.ui.pages.health_words import MARKS, evidence_kind, evidence_words
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.acts import tab_before
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.fields import Field
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.link import NameLink
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _, short_day

EVIDENCE_SHOWN = 5
PRESSING = (SignalState.AMBER, SignalState.RED)


class EvidenceLinks(Flow):
    """The records that a judgement cites; each opens what it names. Tab comes to them `before`."""

    def __init__(self, desk: Desk, before: QWidget) -> None:
        super().__init__(8)
        self._desk, self._before = desk, before
        self._now: tuple[object, ...] = ()

    def show_evidence(self, one: Standing, cited: tuple[Evidence, ...]) -> None:
        """Name these records."""
        shown = (one.person_id, one.on, cited)
        if shown == self._now:
            return
        self._now = shown
        self.clear()
        for record in cited[:EVIDENCE_SHOWN]:
            link = NameLink(evidence_words(record, one.on), "meta", "accent")
            kind = evidence_kind(record, one.on)
            said = kind if kind == link.text() else f"{kind}, {link.text()}"
            link.setAccessibleName(_("Open {what}").format(what=said))
            set_tooltip(link, said)
            link.clicked.connect(
                partial(health_acts.open_evidence, self._desk, one.person_id, record)
            )
            self.add(link)
            tab_before(self._before, link)
        if len(cited) > EVIDENCE_SHOWN:
            rest = _("and {number} more").format(number=len(cited) - EVIDENCE_SHOWN)
            self.add(Label(rest, "meta", "text3"))
        self.rearrange()
        self.setVisible(bool(cited))


class MyView(QWidget):
    """That I see a judgement differently: why, until when, and the way back.

    `offer` is what asks for the reason; it stands in another place.
    """

    def __init__(self, desk: Desk, kind: SignalKind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._person = 0
        what = kind.label.lower()
        self.differ = NameLink(_("I see it differently"), "meta", "accent")
        self.differ.setAccessibleName(_("I see it differently: {what}").format(what=what))
        self.reason = Field(_("Why? In a few words"), dense=True)
        self.reason.setAccessibleName(_("Why you see it differently"))
        self._wrong = Label("", "meta", "risk", wrap=True)
        self._said = Label("", "meta", "text2", wrap=True)
        self.agree = NameLink(_("Let it count again"), "meta", "accent")
        self.agree.setAccessibleName(_("Let it count again: {what}").format(what=what))
        self.offer = QWidget()
        self._build()
        self.differ.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._disagree)
        self.reason.restored.connect(self._fold)
        self.agree.clicked.connect(self._agree)

    def show_doubt(self, one: Standing, doubt: Doubt | None, *, may_differ: bool) -> None:
        """Show what I said about it, or offer to say it."""
        if one.person_id != self._person or doubt is not None:
            self._show_reason(False)
        self._person = one.person_id
        if doubt is not None:
            said = _("You see it differently until {day}: “{reason}”")
            day = short_day(doubt.expires_on, one.on)
            self._said.setText(said.format(day=day, reason=doubt.reason))
        self.setVisible(doubt is not None)
        self.offer.setVisible(doubt is None and may_differ)

    def _build(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        column = boxes.column(self._said, spacing=2)
        column.addWidget(self.agree, 0, left)
        self.setLayout(column)
        column = boxes.column(self.reason, self._wrong, spacing=2)
        column.addWidget(self.differ, 0, left)
        self.offer.setLayout(column)
        self._show_reason(False)

    def _show_reason(self, shown: bool) -> None:
        self._refuse("")
        self.reason.setVisible(shown)
        self.differ.setVisible(not shown)

    def _ask(self) -> None:
        self.reason.set_value("")
        self._show_reason(True)
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fold(self) -> None:
        self._show_reason(False)
        self.differ.setFocus(Qt.FocusReason.OtherFocusReason)

    def _disagree(self) -> None:
        said = _("Set aside for thirty days: {what}").format(what=self._kind.label.lower())
        command = Disagree(self._person, self._kind, self.reason.text())
        self._desk.run(command, said=said, failed=self._refuse)

    def _refuse(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.reason.set_error(bool(sentence))

    def _agree(self) -> None:
        said = _("Counts again: {what}").format(what=self._kind.label.lower())
        self._desk.run(AgreeAgain(self._person, self._kind), said=said)


class FoldedPart(QWidget):
    """A part of a row that a chevron shows and hides."""

    def __init__(self, name: str, *items: QWidget) -> None:
        super().__init__()
        self._name = name
        self.setLayout(boxes.column(*items, spacing=2))
        self.toggle = IconButton("chevron-down", "", size=28)
        self.toggle.clicked.connect(self._turn)
        self.fold(True)

    def fold(self, folded: bool) -> None:
        """Hide it, or show it."""
        self.setHidden(folded)
        words = _("Show what it rests on: {what}") if folded else _("Hide what it rests on: {what}")
        self.toggle.set_name(words.format(what=self._name))
        self.toggle.set_icon_name("chevron-down" if folded else "chevron-up")

    def _turn(self) -> None:
        self.fold(not self.isHidden())


class SignalRow(QWidget):
    """One of the five signals of practice."""

    def __init__(self, desk: Desk, kind: SignalKind) -> None:
        super().__init__()
        self._desk, self.kind = desk, kind
        self._one: Standing | None = None
        self._signal: Signal | None = None
        self.mark = IconLabel("circle-dashed", 16, "text3")
        self.name = Label(kind.label, "metaS", "text2")
        self.state = Label("", "meta", "text3")
        self.sentence = Label("", "meta", "text2", wrap=True)
        self.act = Button("", "soft", size="small")
        self.calm = Button("", "secondary", size="small")
        self.view = MyView(desk, kind)
        self.evidence = EvidenceLinks(desk, self.view.differ)
        self.part = FoldedPart(kind.label.lower(), self.calm, self.evidence, self.view.offer)
        self._build()
        for button in (self.act, self.calm):
            button.clicked.connect(self._take)

    def show_signal(self, one: Standing, signal: Signal) -> None:
        """Show how it stands with someone."""
        other = self._one is None or self._one.person_id != one.person_id
        self._one, self._signal = one, signal
        doubt = one.doubts.get(self.kind)
        if other:
            self.part.fold(True)
        icon, role = MARKS[signal.state]
        self.mark.set_icon(icon, role)
        self.state.setText("" if doubt else signal.state.label.lower())
        self.state.set_role(role)
        self.sentence.setText(signal.sentence)
        self.setAccessibleName(
            _("{what}, {state}: {sentence}").format(
                what=self.kind.label, state=signal.state.label.lower(), sentence=signal.sentence
            )
        )
        self.evidence.show_evidence(one, signal.evidence)
        pressing = signal.state in PRESSING
        self.sentence.set_style("body" if pressing else "meta")
        self.sentence.set_role("text" if pressing else "text2")
        self.part.toggle.setVisible(bool(signal.evidence or signal.button) or pressing)
        self._show_button(pressing)
        self.view.show_doubt(one, doubt, may_differ=pressing)

    def _show_button(self, pressing: bool) -> None:
        """What presses offers its step at once, everything else once it is looked into."""
        offered = self._signal.button if self._signal is not None else None
        for button, wanted in ((self.act, pressing), (self.calm, not pressing)):
            button.setVisible(offered is not None and wanted)
            if offered is not None:
                button.setText(offered.label)
                button.setAccessibleName(f"{offered.label}: {self.kind.label.lower()}")
                button.updateGeometry()

    def _build(self) -> None:
        head = boxes.row(self.mark, self.name, self.state, None, self.part.toggle, spacing=6)
        column = boxes.column(head, self.sentence, self.view, spacing=2)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.part)
        self.setLayout(column)

    def _take(self) -> None:
        if self._one is not None and self._signal is not None:
            health_acts.take(self._desk, self._one, self._signal)
