"""When the data cannot be opened: says why and does what helps, until it can."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorcrm.errors import DatabaseDamaged, StorageError, UserError
from mentorcrm.paths import Paths
from mentorcrm.services.text import count
from mentorcrm.services.zones import zone_of
from mentorcrm.ui.main_window import OPENING, MainWindow
from mentorcrm.ui.tasks import CancelToken
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.services.safety import Backup
    from mentorcrm.ui.dialogs.not_opened import NotOpenedSheet


@dataclass(frozen=True)
class Remedy:
    """What can be done from outside the data. Both run in a thread."""

    newest: Callable[[], "Backup | None"]
    put_back: Callable[[Path], object]


class Rescue(QObject):
    """Offers the ways out; `solved` asks to open the data once more."""

    solved = Signal()

    def __init__(self, window: MainWindow, paths: Paths, remedy: Remedy) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._home = str(paths.home)
        self._remedy = remedy
        self._sheet: NotOpenedSheet | None = None
        self._error: Exception = StorageError()
        self._backup: Backup | None = None

    def offer(self, error: Exception) -> None:
        """Tell of the error with what helps against it; a bug goes on to the fault hook."""
        if not isinstance(error, StorageError | UserError):
            self._desk.report(error)
            return
        self._error = error
        self._desk.tasks.run(self._look, self._show)

    def _look(self, _token: CancelToken) -> "Backup | None":
        # Against a lock, a full disk or a newer version an earlier state would not help.
        return self._remedy.newest() if isinstance(self._error, DatabaseDamaged) else None

    def _show(self, backup: "Backup | None") -> None:
        from mentorcrm.ui.dialogs.not_opened import NotOpenedSheet

        self._backup = backup
        self._window.sidebar.set_where(_("Not opened"), "triangle-alert")
        held = self._in_words(backup) if backup is not None else ""
        self._sheet = NotOpenedSheet(self._window, self._desk, str(self._error), self._home, held)
        self._sheet.finished.connect(self._answered)
        self._sheet.open()

    def _in_words(self, backup: "Backup") -> str:
        from mentorcrm.ui.pages.settings_backups import moment

        zone = zone_of(self._desk.clock.zone())
        people = count(backup.counts.get("person", 0), "person", "people")
        when = moment(backup.created, self._desk.clock.now(), zone)
        return _("Newest verified backup: {when}, with {people}.").format(when=when, people=people)

    def _answered(self, _accepted: bool) -> None:
        from mentorcrm.ui.dialogs.not_opened import Way

        sheet, self._sheet = self._sheet, None
        if sheet is None or sheet.way is Way.CLOSE:
            self._window.close()
        elif sheet.way is Way.RESTORE and self._backup is not None:
            self._window.sidebar.set_where(_("Restoring the backup…"), "hourglass")
            self._desk.tasks.run(self._put_back, self._put, self.offer)
        else:
            self._again()

    def _put_back(self, _token: CancelToken) -> None:
        if self._backup is not None:
            self._remedy.put_back(self._backup.path)

    def _put(self, _nothing: object) -> None:
        self._desk.say(_("Restored the backup"))
        self._again()

    def _again(self) -> None:
        self._window.sidebar.set_where(OPENING, "hourglass")
        self.solved.emit()
