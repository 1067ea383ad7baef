"""Who wants to know that something changed."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mentorcrm.storage.changes import ChangeSet


@dataclass(frozen=True)
class Changes:
    """What a committed change touched: ids by table, its label, and who asked for it.

    `everything` is set after a restore, or when another process wrote: re-read it all.
    """

    tables: Mapping[str, frozenset[int]] = field(default_factory=dict)
    label: str = ""
    initiator: object = None
    everything: bool = False

    def touches(self, *tables: str) -> bool:
        """Whether any of these tables changed."""
        return self.everything or any(self.tables.get(t) for t in tables)


Listener = Callable[[Changes], None]


class ChangeBus:
    """Tells its listeners after a commit, on the thread that committed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change from now on; call the result to stop."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._forget(listener)

    def publish(self, changes: Changes) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)

    def _forget(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)


def as_changes(change_set: ChangeSet, label: str, initiator: object) -> Changes:
    """The announcement of one committed change set."""
    return Changes(change_set.touched(), label, initiator)
