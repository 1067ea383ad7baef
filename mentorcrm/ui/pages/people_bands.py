"""How the people in view stand: the list comes first, its bars a moment later."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorcrm.services.next_steps import next_step
from mentorcrm.ui import words
from mentorcrm.ui.days import desk_now, desk_today
from mentorcrm.ui.delegates.person_row import PersonLine
from mentorcrm.ui.desk import Desk

if TYPE_CHECKING:
    from mentorcrm.services.next_steps import Ahead
    from mentorcrm.services.standing import Standing
    from mentorcrm.services.start_rows import PersonRow

Known = Callable[[int], "Standing | None"]


class Bands(QObject):
    """Asks how somebody stands while that costs nothing; else has it read in a thread."""

    read = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def known(self) -> Known:
        """Answers how somebody stands, or None while that is not known."""
        health = self._desk.services.health
        return health.of if health.ready else _unknown

    def renew(self) -> bool:
        """Read how everybody stands, unless that is known; whether `read` will say when it is."""
        health = self._desk.services.health
        if health.ready:
            return False
        self._desk.tasks.run(lambda _token: health.all(), self._told, key="people-bands")
        return True

    def _told(self, _everybody: object) -> None:
        self.read.emit()


def _unknown(_person: int) -> "Standing | None":
    return None


class PersonLines(Mapping[int, PersonLine]):
    """Rows as lines by id. The words of a line are made when it comes into view.

    Of the rows that are read together, fewer than half are seen after a jump.
    """

    def __init__(
        self, rows: Iterable["PersonRow"], ahead: Mapping[int, "Ahead"], desk: Desk, known: Known
    ) -> None:
        self._rows = {row.id: row for row in rows}
        self._made: dict[int, PersonLine] = {}
        self._ahead = ahead
        self._now, self._today = desk_now(desk), desk_today(desk)
        self._known = known

    def __getitem__(self, key: int) -> PersonLine:
        line = self._made.get(key)
        if line is None:
            row, standing = self._rows[key], self._known(key)
            step = next_step(self._ahead.get(key), standing, self._today)
            line = words.person_line(row, self._now, standing)
            line = self._made[key] = words.with_next(line, step, self._today)
        return line

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
