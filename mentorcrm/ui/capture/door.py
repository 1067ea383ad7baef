"""Opens quick capture, keeps what was written when it is closed, and saves."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today
from mentorcrm.services.commands.capture import Capture
from mentorcrm.ui.capture.sheet import CaptureSheet
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.words import n_


class CaptureDoor(QObject):
    """One for the window; made when quick capture is first opened."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._kept = ""
        desk.when_live(self._warm_up)

    def open(self, in_view: int | None = None) -> CaptureSheet:
        """Show the overlay with what was left in it; `in_view` is whose page is open."""
        sheet = CaptureSheet(self._window, self._desk, today(self._desk.clock), in_view)
        if self._kept:
            sheet.sentence.set_text(self._kept)
            sheet.sentence.selectAll()
        sheet.sentence.textChanged.connect(partial(self._keep, sheet))
        sheet.saving.connect(self._save)
        sheet.open()
        return sheet

    def _warm_up(self) -> None:
        queries = self._desk.services.capture

        def work(_token: CancelToken) -> None:
            queries.warm_up()

        self._desk.tasks.run(work)

    def _keep(self, sheet: CaptureSheet) -> None:
        self._kept = sheet.text()

    def _save(self, command: object, entries: int) -> None:
        if not isinstance(command, Capture):
            return
        kept, self._kept = self._kept, ""
        said = n_("Saved {number} entry", "Saved {number} entries", entries)

        def refused(sentence: str) -> None:
            self._kept = kept
            self._desk.tell(sentence)

        self._desk.run(command, said=said.format(number=entries), failed=refused)
