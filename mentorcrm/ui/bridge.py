"""From the change bus to the window: many changes, any thread, one signal on the UI thread."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from mentorcrm.services.bus import ChangeBus, Changes


class Bridge(QObject):
    """Collects what the bus announces within one turn of the event loop into one signal."""

    changed = Signal(object)
    _announced = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Changes] = []
        self._unsubscribe: Any = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.deliver)
        # Queued, because a commit may happen on any thread.
        self._announced.connect(self._collect, Qt.ConnectionType.QueuedConnection)

    def listen_to(self, bus: "ChangeBus") -> None:
        """Follow a bus from now on."""
        self._unsubscribe = bus.subscribe(self._announced.emit)

    def stop(self) -> None:
        """Follow it no longer."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    @Slot(object)
    def _collect(self, changes: object) -> None:
        self._waiting.append(changes)  # type: ignore[arg-type]
        self._timer.start(0)

    @Slot()
    def deliver(self) -> None:
        """Tell at once what is waiting."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.changed.emit(_together(waiting))


def _together(waiting: "list[Changes]") -> "Changes":
    from mentorcrm.services.bus import Changes

    tables: dict[str, frozenset[int]] = {}
    for changes in waiting:
        for table, ids in changes.tables.items():
            tables[table] = tables.get(table, frozenset()) | ids
    everything = any(changes.everything for changes in waiting)
    return Changes(tables, waiting[-1].label, waiting[-1].initiator, everything)
