"""The one door for changes: a command in, one transaction, one undo step, one announcement."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.errors import StorageError
from mentorcrm.interchange.bulk import collection_paused
from mentorcrm.models.base import new_uid
from mentorcrm.services.bus import ChangeBus, as_changes
from mentorcrm.services.commands import Command
from mentorcrm.services.history import History
from mentorcrm.services.home_zone import home_zone
from mentorcrm.storage.unit_of_work import Store, UnitOfWork

Result = TypeVar("Result")


@dataclass
class Work:
    """What a handler has in hand: the session, the time, and the label it gives its change.

    Two changes in a row with the same `merge_key` become one step of undo, so that typing into
    a field is taken back as a whole.
    """

    session: Session
    now: datetime
    zone: str
    label: str = "Change"
    merge_key: str = ""

    @property
    def home(self) -> str:
        """The zone of contacts and meetings that name none: my profile's, else the computer's."""
        return home_zone(self.session, self.zone)

    @property
    def today(self) -> date:
        """Today in the computer's own zone."""
        return self.day_of(self.now)

    def day_of(self, instant: datetime) -> date:
        """The day of an instant in the computer's own zone."""
        return instant.astimezone(ZoneInfo(self.zone)).date()

    def moment_on(self, day: date) -> datetime:
        """When something happened of which only the day is known: now if today, else at noon."""
        if day == self.today:
            return self.now
        return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(self.home))


Handler = Callable[[Work, Any], Any]


class Dispatcher:
    """Runs commands, undo and redo."""

    def __init__(
        self,
        store: Store,
        handlers: Mapping[type, Handler],
        history: History,
        bus: ChangeBus,
        clock: Clock,
    ) -> None:
        self._store = store
        self._handlers = handlers
        self._history = history
        self._bus = bus
        self._clock = clock

    def run(
        self, command: Command[Result], initiator: object = None, op_id: str | None = None
    ) -> Result:
        """Carry out a command: all of it or nothing. Raises what its handler raises.

        A caller that wants to find the step of it afterwards gives an id of its own (`new_uid`).
        """
        handler = self._handlers[type(command)]
        op_id = op_id or new_uid()
        work: list[Work] = []

        def record(unit: UnitOfWork) -> None:
            self._history.record(unit, op_id, work[0].label, work[0].merge_key)

        result: Any = None
        unit: UnitOfWork | None = None
        try:
            with self._store.write(record) as unit:
                work.append(Work(unit.session, unit.now, self._clock.zone()))
                result = handler(work[0], command)
        except (StorageError, DBAPIError):
            # A commit can report an error and still be on disk: look before saying it failed.
            if unit is None or not unit.changes or not self._history.has(op_id):
                raise
        if unit.changes:
            self._bus.publish(as_changes(unit.changes, work[0].label, initiator))
        return result  # type: ignore[no-any-return]

    def busy(self) -> bool:
        """Whether a command or a step is being written just now, and a further one would wait."""
        return self._store.busy()

    def undo(self, initiator: object = None) -> str | None:
        """Take the newest step back and return its label, or None when there is none.

        Raises StaleUndo when a record has changed behind the history's back.
        """
        return self._step(self._history.undo, initiator)

    def redo(self, initiator: object = None) -> str | None:
        """Do the step that was last undone again; otherwise as `undo`."""
        return self._step(self._history.redo, initiator)

    def _step(
        self, move: Callable[[UnitOfWork], tuple[str, Any] | None], initiator: object
    ) -> str | None:
        with collection_paused(), self._store.write() as unit:
            moved = move(unit)
        if moved is None:
            return None
        label, changes = moved
        self._bus.publish(as_changes(changes, label, initiator))
        return label
