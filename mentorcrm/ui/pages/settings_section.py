"""What the sections of the settings have in common: a title, a column, a way to be read again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.panes import PageHeader, ScrollColumn
from mentorcrm.ui.widgets.text import Label

if TYPE_CHECKING:
    from mentorcrm.services.bus import Changes

COLUMN_WIDTH = 680
MARGINS = (32, 28, 32, 28)


class Section(QWidget):
    """One section. It is shown only once the services are there, and reads when it is shown."""

    reads: tuple[str, ...] = ()

    def __init__(self, desk: Desk, title: str, summary: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.stale = True
        self.header = wrapping(PageHeader(title, summary))
        self.setAccessibleName(title)

    def reload(self) -> None:
        """Read what is on show again."""

    def flush(self) -> None:
        """Save what is being typed."""

    def begin(self) -> None:
        """Start at once with what the section is for, where it has such a thing."""

    def first_focus(self) -> QWidget:
        """What gets the focus when the section is entered."""
        return self

    def show_either(self, there: bool, card: QWidget, none: QWidget) -> None:
        """Show a card, or that there is nothing for it; the keys stay with what is on show.

        Qt would hand them on to whatever comes next in the window, such as its menu.
        """
        held = self.window().focusWidget()
        left, come = (none, card) if there else (card, none)
        lost = held is not None and (held is left or left.isAncestorOf(held))
        none.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        come.show()
        if lost:
            (self.first_focus() if there else none).setFocus(Qt.FocusReason.OtherFocusReason)
        left.hide()

    def refresh(self) -> None:
        """Read again if anything changed since the last time."""
        if self.stale and self.desk.live:
            self.stale = False
            self.reload()

    def take_changes(self, changes: "Changes") -> None:
        """Read again, now or when shown, if something of interest changed."""
        if changes.touches(*self.reads):
            self.stale = True
            if self.isVisible():
                self.refresh()


class ColumnSection(Section):
    """A section that is one scrolling column of cards, no wider than reads well."""

    def __init__(self, desk: Desk, title: str, summary: str = "") -> None:
        super().__init__(desk, title, summary)
        self.sheet = ScrollColumn()
        inner = QWidget()
        inner.setMaximumWidth(theme.current().px(COLUMN_WIDTH) + MARGINS[0] + MARGINS[2])
        self.column = boxes.column(self.header, spacing=14, margins=MARGINS)
        inner.setLayout(self.column)
        line = boxes.row(spacing=0)
        line.addWidget(inner, 1)
        line.addStretch(0)
        line.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        self.sheet.body.addLayout(line)
        self.sheet.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sheet)
        self._inner = inner
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        room = MARGINS[0] + MARGINS[2]
        self._inner.setMaximumWidth(theme.current().px(COLUMN_WIDTH) + room)


def wrapping(header: PageHeader) -> PageHeader:
    """Let the sentence under a title run over several lines."""
    header.summary.setWordWrap(True)
    for part in (header.summary, header):
        policy = part.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
    return header


def hint(text: str) -> Label:
    """A quiet sentence that explains."""
    return Label(text, "meta", "text2", wrap=True)
