"""Moving through the findings of a letter, and doing something about them."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mentorcrm.services.asking import Finding
from mentorcrm.services.commands.outreach import DismissFinding, RecallFinding, RecallFindings
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.draft_session import DraftSession
from mentorcrm.ui.pages.finding_popover import FindingPopover, is_gap
from mentorcrm.ui.pages.ingredient_column import IngredientColumn
from mentorcrm.ui.pages.letter import Paper
from mentorcrm.ui.pages.verdict_pane import VerdictPane
from mentorcrm.words import _


class FindingWalk(QObject):
    """F8 and Shift+F8 move, Ctrl+. fixes; the same by the buttons of pane and popover."""

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        session: DraftSession,
        panes: tuple[IngredientColumn, Paper, VerdictPane],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._session = session
        self._ingredients, self._paper, self._verdict = panes
        self.popover = FindingPopover(page)
        self._connect()

    def _connect(self) -> None:
        self._paper.letter.finding_pressed.connect(self._open_popover)
        for place in (self._verdict, self.popover):
            place.fix_requested.connect(self.apply_fix)
            place.dismiss_requested.connect(self.dismiss)
        self.popover.fill_requested.connect(self._fill_gap)
        self._verdict.picked.connect(self._reveal)
        self._verdict.way_requested.connect(self._go_to_profile)
        self._verdict.gaps_picked.connect(self._fill_gaps)
        self._verdict.vague_picked.connect(self._ingredients.open_first_vague)
        self._verdict.set_aside.one_requested.connect(self._recall_one)
        self._verdict.set_aside.all_requested.connect(self._recall)
        keys = {"F8": self._next, "Shift+F8": self._previous, "Ctrl+.": self._fix_current}
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self._page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def apply_fix(self, finding: Any) -> None:
        """Make the change that a `Finding` proposes; undoing brings the words back."""
        assert isinstance(finding, Finding)
        if finding.fix is None or self._paper.letter.isReadOnly():
            return
        subject, body = self._session.text.subject, self._session.text.body
        if finding.field == "subject":
            subject = finding.fix.apply(subject)
        else:
            body = finding.fix.apply(body)
        self.popover.hide()
        self._session.replace_text(subject, body)

    def dismiss(self, finding: Any) -> None:
        """Set a `Finding` aside for this draft."""
        if self._session.draft is not None:
            self._session.flush()
            rule, text = finding.key
            self._desk.run(DismissFinding(self._session.draft.id, rule, text), said=_("Set aside"))

    def _open_popover(self, finding: Any, place: QRect) -> None:
        corner = self._paper.letter.mapTo(self._page, place.topLeft())
        paper = QRect(self._paper.mapTo(self._page, QPoint(0, 0)), self._paper.size())
        sent = self._paper.letter.isReadOnly()
        self.popover.show_finding(finding, QRect(corner, place.size()), paper, read_only=sent)

    def _reveal(self, finding: Any) -> None:
        if finding.field == "subject":
            self._paper.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        elif finding.end > finding.start:
            place = self._paper.letter.reveal(finding)
            self._paper.letter.show_findings(self._verdict.findings, finding)
            self._open_popover(finding, place)

    def _go_to_profile(self) -> None:
        self._desk.go("settings")

    def _next(self) -> None:
        if finding := self._verdict.step(1):
            self._reveal(finding)

    def _previous(self) -> None:
        if finding := self._verdict.step(-1):
            self._reveal(finding)

    def _fix_current(self) -> None:
        finding = self.popover.finding() or self._verdict.current()
        if finding is not None:
            self.apply_fix(finding)

    def _fill_gaps(self) -> None:
        gaps = [f for f in self._verdict.findings if is_gap(f)]
        if self._session.by_hand and gaps:
            self._reveal(gaps[0])
            self._paper.letter.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._ingredients.open_first_missing()

    def _recall_one(self, key: Any) -> None:
        if self._session.draft is not None:
            rule, text = key
            self._desk.run(RecallFinding(self._session.draft.id, rule, text))

    def _fill_gap(self, finding: Any) -> None:
        """To the field of a gap; in a text of one's own to the gap itself."""
        if self._session.by_hand or not self._ingredients.open_part(finding.part):
            self._paper.letter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recall(self) -> None:
        if self._session.draft is not None:
            self._desk.run(RecallFindings(self._session.draft.id))
