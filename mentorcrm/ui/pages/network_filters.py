"""Above the drawing of the network: what of it is shown, and who covers which need."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.ui import theme
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.select import Select
from mentorcrm.words import _

_NEED_WIDTH = 240


class NetworkFilters(QWidget):
    """`parts_changed` says what is drawn, `people_changed` who is, `need_changed` what is read."""

    parts_changed = Signal()
    people_changed = Signal()
    need_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.doors = Chip(_("Introductions"), clears=False)
        self.circles = Chip(_("Circles"), clears=False)
        self.resting = Chip(_("Resting"), clears=False)
        for chip in self._chips():
            chip.set_on(True)
        self.need = Select([(None, _("Every need"))])
        self.need.setAccessibleName(_("Who covers a need"))
        self.need.setMaximumWidth(theme.current().px(_NEED_WIDTH))
        self.setLayout(boxes.row(*self._chips(), None, self.need))
        for chip in (self.doors, self.circles):
            chip.toggled.connect(lambda _on: self.parts_changed.emit())
        self.resting.toggled.connect(lambda _on: self.people_changed.emit())
        self.need.chosen.connect(lambda _need: self.need_changed.emit())

    def _chips(self) -> tuple[Chip, Chip, Chip]:
        return self.doors, self.circles, self.resting

    def wanted(self) -> int | None:
        """The need whose people are shown; None for everybody."""
        need = self.need.value()
        return need if isinstance(need, int) else None

    def set_needs(self, needs: Sequence[tuple[object, str]]) -> None:
        """Offer these needs; one that is no longer among them is not kept."""
        self.need.set_choices([(None, _("Every need")), *needs])
        if self.need.currentIndex() < 0:
            self.need.setCurrentIndex(0)

    def show_chips(self, shown: bool) -> None:
        """Show what only the drawing heeds, or not."""
        for chip in self._chips():
            chip.setVisible(shown)
