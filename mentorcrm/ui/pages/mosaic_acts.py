"""What is done to the mosaic: levels, weights, rows put in and left out, somebody for a row."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from mentorcrm.models.health_kinds import Facet
from mentorcrm.models.kinds import CoverageLevel
from mentorcrm.services.commands.mosaic import SetCell, SetWeight
from mentorcrm.services.mosaic import RowHead
from mentorcrm.services.people_filter import PeopleFilter
from mentorcrm.ui.delegates.record_row import RecordLine
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.itemmodels.mosaic_grid import Cell, Line
from mentorcrm.ui.pages.mosaic_words import LEVELS, cell_said, next_level
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _, spoken_of

PICKED_MOST = 50
WEIGHTS = {1: _("Weighs as usual"), 2: _("Weighs twice"), 3: _("Weighs three times")}
_OPEN, _LEAVE, _WHO = "open", "leave", "who"


class MosaicActs(QObject):
    """Carries out what the grid and the sentences ask for."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._widget = desk, parent

    def press(self, cell: object) -> None:
        """On to the next level of a cell."""
        if isinstance(cell, Cell):
            self._set(cell.row, cell.column.person_id, cell.column.called, next_level(cell.level))

    def choose_level(self, cell: object, level: object) -> None:
        """To a level of a cell at once; the same one again changes nothing."""
        wanted = level if isinstance(level, CoverageLevel) else None
        if isinstance(cell, Cell) and wanted is not cell.level:
            self._set(cell.row, cell.column.person_id, cell.column.called, wanted)

    def _set(self, row: RowHead, person: int, called: str, level: CoverageLevel | None) -> None:
        said = cell_said(row, called, LEVELS[level])
        self._desk.run(SetCell(row.key, person, level), said=said)

    def open_row(self, line: object, place: QPoint) -> None:
        """The menu of a row: its weight, the need behind it, or leaving it out."""
        if not isinstance(line, Line) or line.head is None:
            return
        row = line.head
        choices: list[tuple[object, str, str] | None] = [
            (weight, words, "check" if weight == row.weight else "circle")
            for weight, words in WEIGHTS.items()
        ]
        choices.append(None)
        choices.append((_WHO, _("Someone else helps with it…"), "user-plus"))
        if row.need_id is not None:
            choices.append((_OPEN, _("Open the need"), "target"))
        else:
            choices.append((_LEAVE, _("Leave it out"), "x"))
        menu = ChoiceMenu(self._widget, choices)
        menu.chosen.connect(partial(self._choose, row))
        menu.popup(place)

    def _choose(self, row: RowHead, choice: object) -> None:
        if choice == _OPEN:
            self._desk.go("needs", row.need_id)
        elif choice == _WHO:
            self.pick(row)
        elif choice == _LEAVE:
            said = _("Left out of the mosaic: {what}").format(what=row.words)
            self._desk.run(SetWeight(row.key, 0), said=said)
        elif isinstance(choice, int):
            said = f"{spoken_of(row.words)}: {WEIGHTS[choice].lower()}"
            self._desk.run(SetWeight(row.key, choice), said=said)

    def put_in(self, facet: object) -> None:
        """Show a kind of help as a row."""
        if isinstance(facet, Facet):
            said = _("Put into the mosaic: {what}").format(what=facet.label)
            self._desk.run(SetWeight(f"facet/{facet.value}", 1), said=said)

    def pick(self, row: RowHead) -> None:
        """Choose somebody who helps with a row, some for a beginning."""
        title = _("Who helps with: {what}").format(what=row.words)
        chosen: Callable[[int], None] = partial(self._picked, row)
        PickSheet(self._widget.window(), title, _("Type a name or work"), self._look, chosen).open()

    def _picked(self, row: RowHead, person: int) -> None:
        name = self._desk.services.people.detail(person).name
        self._set(row, person, name, CoverageLevel.SOME)

    def _look(self, text: str) -> list[RecordLine]:
        people = self._desk.services.people
        rows = people.rows(people.ids(PeopleFilter(text=text), PICKED_MOST))
        return [RecordLine(row.id, row.name, row.work) for row in rows]
