"""What the discs of the mosaic mean, and which keys change them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.ui import theme
from mentorcrm.ui.delegates.mosaic_cells import DISCS, paint_level
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_ENTRIES: tuple[tuple[CoverageLevel, bool, str], ...] = (
    (CoverageLevel.SOME, False, _("Some")),
    (CoverageLevel.GOOD, False, _("Good")),
    (CoverageLevel.PRIMARY, False, _("Main")),
    (CoverageLevel.GOOD, True, _("Possible, not agreed yet")),
    (CoverageLevel.NONE, False, _("Not for this")),
)
_HINTS = (
    _("Enter or a click goes on to the next, 0 to 4 choose one"),
    _("A click on a name, or Shift+F10, opens the menu of its row"),
)


class _Disc(QWidget):
    """One disc as in the grid; it only decorates the word beside it."""

    def __init__(self, level: CoverageLevel, dashed: bool) -> None:
        super().__init__()
        self._level, self._dashed = level, dashed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = theme.current().px(DISCS.get(self._level, 12)) + 4
        return QSize(wide, theme.current().px(DISCS[CoverageLevel.PRIMARY]) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_level(QPainter(self), self.rect(), self._level, dashed=self._dashed)


class Legend(Flow):
    """The discs with their words."""

    def __init__(self) -> None:
        super().__init__(18)
        for level, dashed, words in _ENTRIES:
            entry = QWidget()
            entry.setLayout(boxes.row(_Disc(level, dashed), Label(words, "meta", "text2")))
            self.add(entry)
        for hint in _HINTS:
            self.add(Label(hint, "meta", "text3"))
