"""Opens quick capture, keeps what was written when it is closed, and saves."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from mentorcrm.clock import today
from mentorcrm.services.commands.capture import Capture
from mentorcrm.ui.capture.sheet import CaptureSheet
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.tasks import CancelToken

_REST_MS = 2_000  # Without a key for so long, what is written is kept on the disk.


class CaptureDoor(QObject):
    """One for the window; made when quick capture is first opened."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._kept = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._store)
        if desk.live:
            self._kept = desk.services.recovery.line()
        desk.when_live(self._warm_up)

    def open(self, in_view: int | None = None) -> CaptureSheet:
        """Show the overlay with what was left in it; `in_view` is whose page is open."""
        sheet = CaptureSheet(self._window, self._desk, today(self._desk.clock), in_view)
        if self._kept:
            sheet.sentence.set_text(self._kept)
            sheet.sentence.selectAll()
        sheet.sentence.textChanged.connect(partial(self._keep, sheet))
        sheet.saving.connect(self._save)
        sheet.finished.connect(self._closed)
        sheet.open()
        return sheet

    def _warm_up(self) -> None:
        queries = self._desk.services.capture

        def work(_token: CancelToken) -> None:
            queries.warm_up()

        self._desk.tasks.run(work)

    def _keep(self, sheet: CaptureSheet) -> None:
        self._kept = sheet.text()
        self._rest.start()

    def _closed(self, saved: bool) -> None:
        if not saved:
            self._store()

    def _store(self) -> None:
        """Keep what is written for the next start, too."""
        self._rest.stop()
        if self._desk.live:
            self._desk.services.recovery.keep_line(self._kept, self._desk.clock.now().isoformat())

    def _save(self, command: object, said: str) -> None:
        if not isinstance(command, Capture):
            return
        kept, self._kept = self._kept, ""
        self._rest.stop()

        def refused(sentence: str) -> None:
            self._kept = kept
            self._store()
            self._desk.tell(sentence)

        def saved(_contact: int) -> None:
            self._store()

        self._desk.run(command, said=said, failed=refused, then=saved)
