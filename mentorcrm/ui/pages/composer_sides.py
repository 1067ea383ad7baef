"""The three columns of the composer, or two where the window is too narrow for the text."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.pages.ingredient_column import IngredientColumn
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.panes import Plane, Splitter
from mentorcrm.words import _

WIDE, NARROW, FOLDED = (324, 340), (264, 272), 340
_NARROW_UNDER, _FOLDED_UNDER = 1100, 960
_LEAST = (250, 380, 260)
PARTS, REVIEW = "parts", "review"


class Sides(Splitter):
    """Ingredients, letter and verdict side by side.

    Where three would be too tight at the present size of the text, ingredients and verdict share
    the left column: one of them at a time, with a switch above.
    """

    def __init__(self, parts: IngredientColumn, letter: QWidget, verdict: QWidget) -> None:
        super().__init__()
        self._parts, self._verdict = parts, verdict
        self.folded = False
        self.switch = Segmented([(PARTS, _("Ingredients")), (REVIEW, _("Review"))])
        self.switch.setAccessibleName(_("What stands beside the letter"))
        self.switch.set_value(PARTS)
        self._head = QWidget()
        self._head.setLayout(boxes.row(self.switch, margins=(20, 14, 16, 0)))
        self._left = Plane("canvas")
        self._column = boxes.column(self._head, spacing=0)
        self._column.addWidget(parts, 1)
        self._left.setLayout(self._column)
        for pane, width in zip((self._left, letter, verdict), _LEAST, strict=True):
            pane.setMinimumWidth(width)
            self.addWidget(pane)
        for index, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(index, stretch)
        self._head.hide()
        self._way = -1
        self.switch.chosen.connect(self._show_chosen)
        theme.current().changed.connect(self._share)

    def show_parts(self) -> None:
        """Let the ingredients be seen."""
        self.switch.set_value(PARTS)
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _moved(self) -> None:
        if not self.folded:  # What two columns were given says nothing about three.
            super()._moved()

    def _share(self) -> None:
        """Give the columns their widths when the room has become another kind of room."""
        px, width = theme.current().px, self.width()
        way = (width < px(_NARROW_UNDER)) + (width < px(_FOLDED_UNDER)) + 10 * px(100)
        if way == self._way or width <= 0:
            return
        self._way = way
        self._fold(width < px(_FOLDED_UNDER))
        if self.folded:
            self.setSizes([px(FOLDED), width - px(FOLDED)])
            return
        left, right = map(px, NARROW if width < px(_NARROW_UNDER) else WIDE)
        if self.wished and width >= px(_NARROW_UNDER):
            left, _middle, right = self.wished
        self.setSizes([left, width - left - right, right])

    def _fold(self, folded: bool) -> None:
        if folded != self.folded:
            self.folded = folded
            if folded:
                self._column.addWidget(self._verdict, 1)
            else:
                self.insertWidget(2, self._verdict)
        self._head.setVisible(folded)
        self._parts.title.setHidden(folded)  # The switch says it.
        self._show_chosen()

    def _show_chosen(self) -> None:
        review = self.switch.value() == REVIEW
        self._parts.setVisible(not (self.folded and review))
        self._verdict.setVisible(review or not self.folded)
