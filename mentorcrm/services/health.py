"""How every relationship goes on: continuity and practice from the record, seasons respected."""

from datetime import date

from mentorcrm.clock import Clock, today
from mentorcrm.health.practice import Act, Evidence, Signal
from mentorcrm.health.stall import Exit, Seen, stalled
from mentorcrm.services.bus import ChangeBus
from mentorcrm.services.kept_health import KeptHealth, fresh
from mentorcrm.services.standing import Standing
from mentorcrm.storage.unit_of_work import Store

__all__ = [
    "Act",
    "Evidence",
    "Exit",
    "HealthQueries",
    "Seen",
    "Signal",
    "Standing",
    "stalled",
]


class HealthQueries:
    """Questions about how relationships go on. How they stand today is kept, not read each time."""

    def __init__(self, store: Store, clock: Clock, bus: ChangeBus) -> None:
        self._store = store
        self._clock = clock
        self._kept = KeptHealth(store, clock, bus)

    @property
    def ready(self) -> bool:
        """Whether how everybody stands today is known, so that asking takes no time."""
        return self._kept.ready

    def all(self, as_of: date | None = None) -> list[Standing]:
        """Everybody in the list of people, by name."""
        if as_of is None or as_of == today(self._clock):
            return list(self._kept.all())
        with self._store.read() as session:
            return fresh(session, self._clock, as_of, None)

    def everybody(self) -> tuple[Standing, ...]:
        """Everybody as they stand today, by name.

        The very same tuple for as long as nobody stands otherwise, so that whatever is worked out
        of it can be kept with it.
        """
        return self._kept.all()

    def of(self, person_id: int, as_of: date | None = None) -> Standing | None:
        """One person; None when they are not there, archived or in the bin."""
        if as_of is None or as_of == today(self._clock):
            return self._kept.of(person_id)
        with self._store.read() as session:
            return next(iter(fresh(session, self._clock, as_of, [person_id])), None)
