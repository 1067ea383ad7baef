"""When the data cannot be written: a sheet with choices, and a strip that stays until it can."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.trouble import Trouble
from mentorcrm.ui.widgets.cards import ErrorStrip
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.words import _


class TroubleTeller(QObject):
    """Tells of troubles: the first in a sheet, the same again while one types in the strip."""

    def __init__(self, window: QWidget, strip: ErrorStrip, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._strip = strip
        self._desk = desk
        self._sheet: Sheet | None = None
        self._last: Trouble | None = None
        self._told = False
        self._closing = False
        strip.action.clicked.connect(self._show_last)
        desk.storage_failed.connect(self.tell)
        desk.written.connect(self.resolved)

    @Slot(object)
    def tell(self, trouble: object) -> None:
        """Show a sheet, or the strip where a sheet would be in the way."""
        if not isinstance(trouble, Trouble) or self._closing:
            return
        self._last = trouble
        background = trouble.quiet and (self._told or trouble.again is None)
        if background or self._sheet is not None:
            self._strip.show_error(trouble.sentence, trouble.safe, _("What can I do?"))
        else:
            self._show_last()
        self._told = True

    @Slot()
    def resolved(self) -> None:
        """Something could be written again."""
        self._told = False
        self._strip.hide()

    def close(self) -> None:
        """Say nothing more: the window is going."""
        self._closing = True

    def _show_last(self) -> None:
        from mentorcrm.ui.dialogs.storage import StorageSheet

        if self._last is not None and self._sheet is None:
            again = self._again if self._last.again is not None else None
            shown = replace(self._last, again=again)
            self._sheet = StorageSheet(self._window, self._desk, shown)
            self._sheet.finished.connect(self._closed)
            self._sheet.open()

    def _again(self) -> None:
        self._told = False  # Whoever tries again is looking at the answer.
        if self._last is not None and self._last.again is not None:
            self._last.again()

    @Slot()
    def _closed(self) -> None:
        self._sheet = None
