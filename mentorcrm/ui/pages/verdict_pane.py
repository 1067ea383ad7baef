"""The right of the composer: ready or what to fix, with reasons, and what works well."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import FindingLevel, MessageForm, PartId, PartNeed, PartState
from mentorcrm.services.asking import Finding, PartReport, Verdict
from mentorcrm.ui.pages.verdict_levels import LEVELS
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import Hairline, IconLabel, Panel
from mentorcrm.ui.widgets.panes import Plane, ScrollColumn
from mentorcrm.ui.widgets.ring import PartsRing
from mentorcrm.ui.widgets.text import Label

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

WORDS_A_MINUTE = 220
_WELL: dict[PartId, str] = {
    PartId.WHY_YOU: "Says why you ask this person",
    PartId.DECISION: "Names the decision, and by when",
    PartId.QUESTIONS: "Asks one thing that can be answered",
    PartId.TRIED: "Shows what you tried",
    PartId.WINDOWS: "Offers times on their clock",
    PartId.FORMAT: "Says how long it takes",
    PartId.EASY_OUT: "Leaves room for a no",
    PartId.TRIAL: "Proposes a limited trial",
}
SHOWN_WELL = 4


def read_time(text: str) -> str:
    """How long reading takes: `40 s`, `2 min`."""
    seconds = round(len(text.split()) / WORDS_A_MINUTE * 60)
    return f"{seconds} s" if seconds < 90 else f"{round(seconds / 60)} min"


class Stat(Panel):
    """A number and what it counts."""

    def __init__(self, words: str) -> None:
        super().__init__("sunken", None, 8)
        self._number = Label("", "strongL")
        self._words = Label(words, "cap", "text2")
        for label in (self._number, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(boxes.column(self._number, self._words, spacing=0, margins=(4, 6, 4, 6)))

    def show_number(self, number: str, words: str) -> None:
        """Show a number; `words` follow its grammar."""
        self._number.setText(number)
        self._words.setText(words)


# What is mended elsewhere than in the letter, and the words on the button that leads there.
WAYS = {"no-name": "My profile"}


class FindingRow(QWidget):
    """One finding: what, why, what it rests on, and what to do."""

    way_requested = Signal(object)
    fix_requested = Signal(object)
    dismiss_requested = Signal(object)
    picked = Signal(object)

    def __init__(self, finding: Finding, note: int, times: int = 1) -> None:
        super().__init__()
        self.finding = finding
        icon, role = LEVELS[finding.level]
        message = finding.message if times == 1 else f"{finding.message} ({times} times)"
        title = Label(message, "strong", wrap=True)
        reason = Label(f"{finding.reason} [{note}]", "meta", "text2", wrap=True)
        otherwise = WAYS.get(finding.rule, "Show")
        words = finding.fix.label if finding.fix else otherwise
        self.fix = Button(words, "secondary", size="small")
        if finding.fix and len(finding.fix.label) > 12:
            self.fix = Button("Fix", "secondary", size="small")
        self.fix.setAccessibleName(f"{self.fix.text()}: {finding.message}")
        name = f"Set aside: {finding.message}"
        self.aside = IconButton("x", name, size=28, role="text3")
        self.aside.quiet_in(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        mark = QVBoxLayout()
        mark.addSpacing(2)
        mark.addWidget(IconLabel(icon, 16, role))
        mark.addStretch(1)
        head.addLayout(mark)
        head.addLayout(boxes.column(title, reason, None, spacing=0), 1)
        act = boxes.column(spacing=2)
        act.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignRight)
        act.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignRight)
        act.addStretch(1)
        head.addLayout(act)
        head.setContentsMargins(0, 8, 0, 8)
        self.setLayout(head)
        self.fix.setHidden(finding.fix is None and finding.end <= finding.start)
        self.fix.clicked.connect(self._act)
        self.aside.clicked.connect(self._set_aside)

    def _act(self) -> None:
        if self.finding.fix is not None:
            self.fix_requested.emit(self.finding)
        elif self.finding.rule in WAYS:
            self.way_requested.emit(self.finding)
        else:
            self.picked.emit(self.finding)

    def _set_aside(self) -> None:
        self.dismiss_requested.emit(self.finding)


class PartsRow(QWidget):
    """Several parts that want the same, as one row; `one` and `many` say what that is."""

    picked = Signal()

    def __init__(
        self, names: tuple[str, ...], level: FindingLevel, one: str, many: str, act: str
    ) -> None:
        super().__init__()
        self.number = len(names)
        title = Label(
            f"1 {one}" if self.number == 1 else f"{self.number} {many}", "strong", wrap=True
        )
        said = Label(f"{'; '.join(names)}.", "meta", "text2", wrap=True)
        button = Button(act, "secondary", size="small")
        row = boxes.row(spacing=8, margins=(0, 8, 0, 8))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(*_mark(level)), 0, top)
        row.addLayout(boxes.column(title, said, None, spacing=0), 1)
        row.addWidget(button, 0, top)
        self.setLayout(row)
        button.clicked.connect(self.picked)


class Head(QWidget):
    """The headline with the ring of parts, and three numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._ring = PartsRing(64)
        self.headline = Label("", "strongL", wrap=True)
        self._sentence = Label("", "meta", "text2", wrap=True)
        self._stats = [Stat(word) for word in ("words", "to read", "questions")]
        top = boxes.row(self._ring, spacing=14)
        top.addLayout(boxes.column(None, self.headline, self._sentence, None, spacing=2), 1)
        stats = QHBoxLayout()
        stats.setSpacing(8)
        for stat in self._stats:
            stats.addWidget(stat, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(stats)

    def show_verdict(self, verdict: Verdict, form: MessageForm, body: str) -> None:
        """Show whether it is ready."""
        done = verdict.to_fix == 0
        self._ring.set_parts(verdict.present, verdict.total, done)
        self.headline.setText(verdict.headline)
        parts = f"{verdict.parts_line} parts are there."
        if not verdict.ready:
            missing = verdict.present < verdict.total
            parts += (
                " Something that is needed is still missing."
                if missing
                else " Something in the text must be fixed first."
            )
        elif not done:
            parts += " It could go as it is."
        self._sentence.setText(parts)
        words, questions = len(body.split()), body.count("?")
        if form is MessageForm.LINKEDIN:
            self._stats[0].show_number(f"{len(body)}", "of 300 characters")
        else:
            self._stats[0].show_number(f"{words}", "word" if words == 1 else "words")
        self._stats[1].show_number(read_time(body), "to read")
        self._stats[2].show_number(f"{questions}", "question" if questions == 1 else "questions")


class VerdictPane(Plane):
    """Everything the review says. Findings are moved through with F8."""

    way_requested = Signal(object)
    fix_requested = Signal(object)
    dismiss_requested = Signal(object)
    recall_requested = Signal()
    picked = Signal(object)
    gaps_picked = Signal()
    vague_picked = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self._head = Head()
        self._to_improve = Label("To improve", "strong")
        self._findings = QVBoxLayout()
        self._findings.setSpacing(0)
        self._well_title = Label("Working well", "strong")
        self._well = QVBoxLayout()
        self._well.setSpacing(8)
        self._notes_line = Hairline()
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        self._recall = Button("", "ghost", size="small")
        self.findings: tuple[Finding, ...] = ()
        self._verdict: Verdict | None = None
        self._current = -1
        scroll = ScrollColumn((20, 18, 16, 16), 10)
        for item in (self._head, 2, self._to_improve, self._findings, self._recall):
            _add(scroll.body, item)
        for part in (self._well_title, self._well, 4, self._notes_line, self._notes):
            _add(scroll.body, part)
        scroll.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self._recall.clicked.connect(self.recall_requested)

    def headline(self) -> str:
        """The headline on show."""
        return self._head.headline.text()

    def show_composed(self, composed: "Composed", form: MessageForm, set_aside: int) -> None:
        """Show a new verdict; rows are rebuilt only when the findings are other ones."""
        self._head.show_verdict(composed.verdict, form, composed.body)
        if composed.findings != self.findings or composed.verdict != self._verdict:
            if composed.findings != self.findings:
                self._current = -1
            self.findings, self._verdict = composed.findings, composed.verdict
            self._show_findings()
        self._recall.setText(f"Show {set_aside} set aside")
        self._recall.updateGeometry()
        self._recall.setVisible(set_aside > 0)
        self._show_well(composed.parts)

    def step(self, by: int) -> Finding | None:
        """The next or previous finding, round and round."""
        if not self.findings:
            return None
        start = self._current if self._current >= 0 else (-1 if by > 0 else 0)
        self._current = (start + by) % len(self.findings)
        return self.findings[self._current]

    def current(self) -> Finding | None:
        """The finding that was last moved to."""
        return self.findings[self._current] if 0 <= self._current < len(self.findings) else None

    def _show_findings(self) -> None:
        boxes.empty(self._findings)
        boxes.empty(self._notes)
        gaps = [finding for finding in self.findings if finding.text.startswith("⟦")]
        others = [one for one in self.findings if one not in gaps and self._stands_alone(one)]
        self._show_parts(gaps)
        kinds = list(dict.fromkeys(finding.evidence for finding in others))
        # The same words again make one row: setting them aside is for all of them too.
        alike = Counter((finding.key, finding.message) for finding in others)
        first = {(finding.key, finding.message): finding for finding in reversed(others)}
        for finding in (first[key] for key in alike):
            if self._findings.count():
                self._findings.addWidget(Hairline())
            times = alike[finding.key, finding.message]
            row = FindingRow(finding, kinds.index(finding.evidence) + 1, times)
            row.way_requested.connect(self.way_requested)
            row.fix_requested.connect(self.fix_requested)
            row.dismiss_requested.connect(self.dismiss_requested)
            row.picked.connect(self.picked)
            self._findings.addWidget(row)
        for number, kind in enumerate(kinds, 1):
            mark = Label(str(number), "metaS", "text3")
            mark.setFixedWidth(14)
            words = Label(f"Rests on: {kind.label[0].lower()}{kind.label[1:]}.", "meta", "text3")
            self._notes.addLayout(boxes.row(mark, words, None, spacing=4))
        self._to_improve.setVisible(bool(self._findings.count()))
        self._notes_line.setVisible(bool(kinds))

    def _stands_alone(self, finding: Finding) -> bool:
        """Whether a finding is a row of its own, and not what filling a gap will settle."""
        counted = self._verdict is None or finding in self._verdict.findings_to_fix
        return counted or finding.level is FindingLevel.HINT

    def _show_parts(self, gaps: list[Finding]) -> None:
        """What is missing or vague, counted as the headline counts it."""
        verdict = self._verdict
        if verdict is None:
            return
        missing = [part for part in verdict.parts_to_fix if part.state is PartState.MISSING]
        vague = [part for part in verdict.parts_to_fix if part.state is PartState.VAGUE]
        said = {finding.part: finding.text.strip("⟦⟧") for finding in gaps}
        loose = [finding.text.strip("⟦⟧") for finding in gaps if finding in verdict.findings_to_fix]
        to_fill = [*(said.get(part.id, _name(part)) for part in missing), *loose]
        if to_fill:
            row = PartsRow(
                tuple(to_fill), FindingLevel.MUST, "gap to fill", "gaps to fill", "Fill in"
            )
            row.picked.connect(self.gaps_picked)
            self._findings.addWidget(row)
        if vague:
            names = tuple(map(_name, vague))
            one, many = "part to make concrete", "parts to make concrete"
            row = PartsRow(names, FindingLevel.SHOULD, one, many, "Show")
            row.picked.connect(self.vague_picked)
            self._findings.addWidget(row)

    def _show_well(self, parts: Iterable[PartReport]) -> None:
        boxes.empty(self._well)
        there = [
            _WELL[report.id]
            for report in parts
            if report.state is PartState.PRESENT
            and report.need is not PartNeed.OUT_OF_PLACE
            and report.id in _WELL
        ][:SHOWN_WELL]
        for sentence in there:
            icon = IconLabel("check", 16, "good")
            self._well.addLayout(boxes.row(icon, Label(sentence, "body", "text2"), None))
        self._well_title.setVisible(bool(there))


def _mark(level: FindingLevel) -> tuple[str, int, ColorRole]:
    icon, role = LEVELS[level]
    return icon, 16, role


def _name(part: PartReport) -> str:
    return f"{part.id.label[0].lower()}{part.id.label[1:]}"


def _add(layout: QVBoxLayout, item: object) -> None:
    if isinstance(item, int):
        layout.addSpacing(item)
    elif isinstance(item, QWidget):
        layout.addWidget(item)
    elif isinstance(item, QVBoxLayout):
        layout.addLayout(item)
