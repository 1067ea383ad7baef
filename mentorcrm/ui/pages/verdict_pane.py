"""The right of the composer: ready or what to fix, with reasons, and what works well."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import FindingLevel, MessageForm, PartId, PartNeed, PartState
from mentorcrm.services.asking import Finding, PartReport, Verdict, rule_info
from mentorcrm.services.rows import DraftDetail
from mentorcrm.ui.pages.finding_rows import FindingRow, PartsRow
from mentorcrm.ui.pages.set_aside import SetAside
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Hairline, IconLabel, Panel
from mentorcrm.ui.widgets.panes import Plane, ScrollColumn
from mentorcrm.ui.widgets.ring import PartsRing
from mentorcrm.ui.widgets.text import Label, set_tooltip
from mentorcrm.words import _, n_

if TYPE_CHECKING:
    from mentorcrm.services.ask_desk import Composed

WORDS_A_MINUTE = 220
_WELL: dict[PartId, str] = {
    PartId.WHY_YOU: _("Says why you ask this person"),
    PartId.DECISION: _("Names the decision, and by when"),
    PartId.QUESTIONS: _("Asks one thing that can be answered"),
    PartId.TRIED: _("Shows what you tried"),
    PartId.WINDOWS: _("Offers times on their clock"),
    PartId.FORMAT: _("Says how long it takes"),
    PartId.EASY_OUT: _("Leaves room for a no"),
    PartId.TRIAL: _("Proposes a limited trial"),
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


class Head(QWidget):
    """The headline with the ring of parts, and three numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._ring = PartsRing(64)
        self.headline = Label("", "strongL", wrap=True)
        self._sentence = Label("", "meta", "text2", wrap=True)
        self._stats = [Stat(word) for word in (_("words"), _("to read"), _("questions"))]
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
        parts = [_("{done} parts are there.").format(done=verdict.parts_line)]
        if not verdict.ready:
            missing = verdict.present < verdict.total
            parts.append(
                _("Something that is needed is still missing.")
                if missing
                else _("Something in the text must be fixed first.")
            )
        elif not done:
            parts.append(_("It could go as it is."))
        self._sentence.setText(" ".join(parts))
        words, questions = len(body.split()), body.count("?")
        if form is MessageForm.LINKEDIN:
            self._stats[0].show_number(f"{len(body)}", _("of 300 characters"))
        else:
            self._stats[0].show_number(f"{words}", n_("word", "words", words))
        self._stats[1].show_number(read_time(body), _("to read"))
        self._stats[2].show_number(f"{questions}", n_("question", "questions", questions))


class VerdictPane(Plane):
    """Everything the review says. Findings are moved through with F8."""

    way_requested = Signal(object)
    fix_requested = Signal(object)
    dismiss_requested = Signal(object)
    picked = Signal(object)
    gaps_picked = Signal()
    vague_picked = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self._head = Head()
        self._to_improve = Label(_("To improve"), "strong")
        self._findings = QVBoxLayout()
        self._findings.setSpacing(0)
        self._well_title = Label(_("Working well"), "strong")
        self._well = QVBoxLayout()
        self._well.setSpacing(8)
        self._notes_line = Hairline()
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        self.set_aside = SetAside()
        self.findings: tuple[Finding, ...] = ()
        self._verdict: Verdict | None = None
        self._current = -1
        scroll = ScrollColumn((20, 18, 16, 16), 10)
        for item in (self._head, 2, self._to_improve, self._findings, self.set_aside):
            _add(scroll.body, item)
        for part in (self._well_title, self._well, 4, self._notes_line, self._notes):
            _add(scroll.body, part)
        scroll.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def headline(self) -> str:
        """The headline on show."""
        return self._head.headline.text()

    def show_composed(self, composed: "Composed", draft: DraftDetail) -> None:
        """Show a new verdict; rows are rebuilt only when the findings are other ones."""
        self._head.show_verdict(composed.verdict, draft.form, composed.body)
        if composed.findings != self.findings or composed.verdict != self._verdict:
            if composed.findings != self.findings:
                self._current = -1
            self.findings, self._verdict = composed.findings, composed.verdict
            self._show_findings()
        self.set_aside.show_keys(draft.id, draft.dismissed)
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
        notes = {finding.rule: _footnote(finding) for finding in others}
        grounds = list(dict.fromkeys(notes.values()))
        # The same words again make one row: setting them aside is for all of them too.
        alike = Counter((finding.key, finding.message) for finding in others)
        first = {(finding.key, finding.message): finding for finding in reversed(others)}
        for finding in (first[key] for key in alike):
            if self._findings.count():
                self._findings.addWidget(Hairline())
            times = alike[finding.key, finding.message]
            row = FindingRow(finding, grounds.index(notes[finding.rule]) + 1, times)
            row.way_requested.connect(self.way_requested)
            row.fix_requested.connect(self.fix_requested)
            row.dismiss_requested.connect(self.dismiss_requested)
            row.picked.connect(self.picked)
            self._findings.addWidget(row)
        for number, (note, limits) in enumerate(grounds, 1):
            mark = Label(str(number), "metaS", "text3")
            mark.setFixedWidth(14)
            words = Label(note, "meta", "text3", wrap=True)
            if limits:
                set_tooltip(words, limits)
                words.setAccessibleName(f"{note} {limits}")
            line = boxes.row(spacing=4)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            self._notes.addLayout(line)
        self._to_improve.setVisible(bool(self._findings.count()))
        self._notes_line.setVisible(bool(grounds))

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
            words = n_("{number} gap to fill", "{number} gaps to fill", len(to_fill))
            row = PartsRow(tuple(to_fill), FindingLevel.MUST, words, _("Fill in"))
            row.picked.connect(self.gaps_picked)
            self._findings.addWidget(row)
        if vague:
            names = tuple(map(_name, vague))
            words = n_(
                "{number} part to make concrete", "{number} parts to make concrete", len(names)
            )
            row = PartsRow(names, FindingLevel.SHOULD, words, _("Show"))
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
            line = boxes.row(icon, Label(sentence, "body", "text2", wrap=True))
            line.setStretch(1, 1)
            self._well.addLayout(line)
        self._well_title.setVisible(bool(there))


def _footnote(finding: Finding) -> tuple[str, str]:
    """What a finding rests on, and what that does not show."""
    info = rule_info(finding.rule)
    return (info.footnote, info.limits) if info else (f"{finding.evidence.label}.", "")


def _name(part: PartReport) -> str:
    return f"{part.id.label[0].lower()}{part.id.label[1:]}"


def _add(layout: QVBoxLayout, item: object) -> None:
    if isinstance(item, int):
        layout.addSpacing(item)
    elif isinstance(item, QWidget):
        layout.addWidget(item)
    elif isinstance(item, QVBoxLayout):
        layout.addLayout(item)
