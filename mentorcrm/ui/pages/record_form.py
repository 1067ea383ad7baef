"""What the forms beside a list have in common: how they close, save, and file a record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands import Command
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.advice_words import PRIVACY
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.select import Select
from mentorcrm.words import _

_NO_NEED = 0


class ClosingForm(QWidget):
    """A form that saves what is being typed when it goes, and closes with Escape."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def flush(self) -> None:
        """Save what is being typed."""
        raise NotImplementedError

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class RecordForm(ClosingForm):
    """A form of a record about a need, of which not everybody may know, and that can be deleted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.need = Select()
        self.privacy = Select(list(PRIVACY.items()))
        self.remove = Button(_("Delete"), "ghost", icon="trash-2", size="small")
        self.remove.clicked.connect(self.delete)

    def delete(self) -> None:
        """Move the record to the bin, which can be undone."""
        raise NotImplementedError

    def show_need(self, need: int | None) -> None:
        """Offer the needs there are, with the one it is about."""
        needs = [(one.id, one.statement) for one in self._desk.services.needs.list()]
        self.need.set_choices([(_NO_NEED, _("No need")), *needs])
        self.need.set_value(need or _NO_NEED)

    def _run(self, command: Command[None], said: str = "") -> None:
        self._desk.run(command, said=said)
