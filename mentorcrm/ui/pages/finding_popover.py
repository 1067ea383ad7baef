"""A finding beside its words in the letter."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.asking import Finding
from mentorcrm.ui.pages.verdict_levels import LEVELS
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.popover import Popover
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


def is_gap(finding: Finding) -> bool:
    """Whether a finding is a part that is still to be filled in."""
    return finding.text.startswith("⟦")


class FindingPopover(Popover):
    """Says what and why; the fix shows the words that would stand there."""

    fix_requested = Signal(object)
    dismiss_requested = Signal(object)
    fill_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._icon = IconLabel("circle-alert", 16, "warn")
        self._title = Label("", "strong", wrap=True)
        self._reason = Label("", "meta", "text2", wrap=True)
        self.fix = Button("", "soft")
        self.fill = Button(_("Fill in"), "soft")
        self.ignore = Button(_("Set aside"), "ghost")
        head = boxes.row(self._icon, spacing=8)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._reason)
        self.body.addLayout(boxes.row(self.fix, self.fill, self.ignore, None))
        self.fix.clicked.connect(self._fix)
        self.fill.clicked.connect(self._fill)
        self.ignore.clicked.connect(self._ignore)

    def finding(self) -> Finding | None:
        """The finding on show."""
        return self._finding if self.isVisible() else None

    def show_finding(
        self, finding: Finding, place: QRect, paper: QRect, *, read_only: bool = False
    ) -> None:
        """Open beside some words and over the paper, both in the page's coordinates.

        In a letter that is sent there is nothing to do about it, only to read.
        """
        self._finding = finding
        self._icon.set_icon(*LEVELS[finding.level])
        self._title.setText(finding.message)
        self._reason.setText(finding.reason)
        self.fix.setVisible(finding.fix is not None and not read_only)
        self.fill.setVisible(finding.fix is None and is_gap(finding) and not read_only)
        self.ignore.setHidden(read_only)
        if finding.fix is not None:
            words = finding.fix.replacement.strip() or finding.fix.label
            self.fix.setText(words if len(words) < 36 else finding.fix.label)
            self.fix.updateGeometry()
        self.open_below(place, paper)

    def _fix(self) -> None:
        self.hide()
        if self._finding is not None:
            self.fix_requested.emit(self._finding)

    def _fill(self) -> None:
        self.hide()
        if self._finding is not None:
            self.fill_requested.emit(self._finding)

    def _ignore(self) -> None:
        self.hide()
        if self._finding is not None:
            self.dismiss_requested.emit(self._finding)
