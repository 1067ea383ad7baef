"""One window per data folder: a second start rings the first one's bell and leaves.

The bell is an empty file in a folder of its own inside the private data folder. The window sees
it appear, takes it away and comes forward; gone, it is the answer. It carries no message, so
there is nothing to command, and it needs no network code, a tenth of the window's memory.
"""

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

ANSWER_SECONDS = 5.0  # Long enough for a window that is just being opened.
_LOOK_SECONDS = 0.02
_AGAIN_MS = 50
_TRIES = 20  # A bell that will not go, in a folder that cannot be written, is left alone.


class Doorbell(QObject):
    """Listens for a second start."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bell = _bell(folder)
        self._tries = 0
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)

    def listen(self) -> bool:
        """Begin to listen; whether that is possible. Who rang while the window opened is heard."""
        folder = self._bell.parent
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
        listening = bool(self._watcher.addPath(str(folder)))
        self._look()
        return listening

    def _look(self) -> None:
        try:
            self._bell.unlink()
        except FileNotFoundError:
            return
        except OSError:  # On Windows a file cannot be taken away while it is being made.
            self._tries += 1
            if self._tries < _TRIES:
                QTimer.singleShot(_AGAIN_MS, self, self._look)
            return
        self._tries = 0
        self.rung.emit()


def ring(folder: Path, seconds: float = ANSWER_SECONDS) -> bool:
    """Whether a window answered within so many seconds."""
    bell = _bell(folder)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        bell.touch(mode=0o600)
    except OSError:
        return False
    until = time.monotonic() + seconds
    while bell.exists():
        if time.monotonic() > until:
            with suppress(OSError):
                bell.unlink()
            return False
        time.sleep(_LOOK_SECONDS)
    return True


def _bell(folder: Path) -> Path:
    return folder / "ring"
