"""The rows of the verdict: one finding, or several parts that want the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorcrm.models.kinds import FindingLevel
from mentorcrm.services.asking import Finding
from mentorcrm.ui.pages.verdict_levels import LEVELS
from mentorcrm.ui.theme import ColorRole
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button, IconButton
from mentorcrm.ui.widgets.cards import IconLabel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

# What is mended elsewhere than in the letter, and the words on the button that leads there.
WAYS = {"no-name": _("My profile")}


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
        message = (
            finding.message
            if times == 1
            else _("{message} ({times} times)").format(message=finding.message, times=times)
        )
        title = Label(message, "strong", wrap=True)
        reason = Label(f"{finding.reason} [{note}]", "meta", "text2", wrap=True)
        otherwise = WAYS.get(finding.rule, _("Show"))
        words = finding.fix.label if finding.fix else otherwise
        self.fix = Button(words, "secondary", size="small")
        if finding.fix and len(finding.fix.label) > 12:
            self.fix = Button(_("Fix"), "secondary", size="small")
        self.fix.setAccessibleName(f"{self.fix.text()}: {finding.message}")
        name = _("Set aside: {message}").format(message=finding.message)
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
    """Several parts that want the same, as one row; `words` say how many want what."""

    picked = Signal()

    def __init__(self, names: tuple[str, ...], level: FindingLevel, words: str, act: str) -> None:
        super().__init__()
        self.number = len(names)
        title = Label(words.format(number=self.number), "strong", wrap=True)
        said = Label(f"{'; '.join(names)}.", "meta", "text2", wrap=True)
        button = Button(act, "secondary", size="small")
        row = boxes.row(spacing=8, margins=(0, 8, 0, 8))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(*_mark(level)), 0, top)
        row.addLayout(boxes.column(title, said, None, spacing=0), 1)
        row.addWidget(button, 0, top)
        self.setLayout(row)
        button.clicked.connect(self.picked)


def _mark(level: FindingLevel) -> tuple[str, int, ColorRole]:
    icon, role = LEVELS[level]
    return icon, 16, role
