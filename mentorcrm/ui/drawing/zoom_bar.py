"""Smaller, how large, larger, all of it: the bar over the corner of the drawing."""

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.drawing.view import STEP, NetworkView
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import IconButton
from mentorcrm.ui.widgets.cards import Panel
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

_MARGIN = 20


class ZoomBar(Panel):
    """Smaller, how large, larger, all of it; it floats over the view's corner."""

    def __init__(self, view: NetworkView, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._view = view
        self.less = IconButton("minus", _("Show smaller"), size=28)
        self.more = IconButton("plus", _("Show larger"), size=28)
        self.all = IconButton("maximize", _("Show all"), size=28)
        self.now = Label("100%", "metaM", "text2")
        self.setLayout(
            boxes.row(self.less, self.now, self.more, self.all, spacing=4, margins=(6, 2, 6, 2))
        )
        self.less.clicked.connect(lambda: view.zoom(1 / STEP))
        self.more.clicked.connect(lambda: view.zoom(STEP))
        self.all.clicked.connect(view.show_all)
        view.zoomed.connect(self._say)

    def _say(self, percent: int) -> None:
        self.now.setText(f"{percent}%")
        self.place()

    def place(self) -> None:
        """Stand in the lower right corner of the view."""
        self.adjustSize()
        box = self._view.geometry()
        self.move(box.right() - self.width() - _MARGIN, box.bottom() - self.height() - _MARGIN)
        self.raise_()
