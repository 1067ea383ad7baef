"""One window per data folder: a second start rings the first one's bell and leaves.

The bell hangs in the private data folder and knows one message, so there is nothing to command
and no name in a shared folder for another account to take.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 800


class Doorbell(QObject):
    """Listens for a second start."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, path: Path) -> bool:
        """Begin to listen; the caller holds the data lock, so an old socket is a dead one."""
        QLocalServer.removeServer(str(path))
        return self._server.listen(str(path))

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnectFromServer()
            caller.deleteLater()
            self.rung.emit()


def ring(path: Path) -> bool:
    """Whether a window answered. Waits at most a second."""
    socket = QLocalSocket()
    socket.connectToServer(str(path))
    answered = socket.waitForConnected(_ANSWER_MS)
    if answered:
        socket.waitForDisconnected(_ANSWER_MS)
    socket.abort()
    return answered
