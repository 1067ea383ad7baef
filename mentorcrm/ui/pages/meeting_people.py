"""Where several people meet: choosing one of them, and the line that begins what concerns one."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorcrm.services.meetings_rows import MeetingPerson
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.avatar import Avatar
from mentorcrm.ui.widgets.chips import Chip
from mentorcrm.ui.widgets.flow import Flow
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class PeopleChoice(Flow):
    """A chip for each of those who take part; hidden while there is nobody to choose from."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(6)
        self._name = name
        self._offered: object = None
        self.chips: dict[int, Chip] = {}
        self.hide()

    def show_people(
        self, people: Sequence[MeetingPerson], chosen: int, notes: Mapping[int, str]
    ) -> None:
        """Offer these people; a note says how it stands with one of them."""
        self.setVisible(len(people) > 1)
        shown = ([(p.id, p.called) for p in people], dict(notes))
        if shown != self._offered:
            self._offered = shown
            self._build(people, notes)
        for person, chip in self.chips.items():
            chip.setChecked(person == chosen)

    def _build(self, people: Sequence[MeetingPerson], notes: Mapping[int, str]) -> None:
        had = next((number for number, chip in self.chips.items() if chip.hasFocus()), None)
        self.clear()
        self.chips = {}
        for person in people:
            note = notes.get(person.id, "")
            said = _("{name}, {note}").format(name=person.called, note=note)
            chip = Chip(said if note else person.called, clears=False)
            chip.setAccessibleName(f"{self._name}: {chip.text()}")
            chip.clicked.connect(partial(self._choose, person.id))
            self.chips[person.id] = chip
            self.add(chip)
        self.rearrange()
        if had in self.chips:
            self.chips[had].setFocus()

    def _choose(self, person: int, *_on: bool) -> None:
        for number, chip in self.chips.items():
            chip.setChecked(number == person)
        self.chosen.emit(person)


def person_head(person: MeetingPerson, beside: str = "") -> QWidget:
    """The line above what concerns one of several people."""
    head = QWidget()
    name = Label(person.called, "metaM", "text")
    line = boxes.row(Avatar(person.name, person.tint, 24), name, spacing=8, margins=(0, 2, 0, 0))
    if beside:
        line.addWidget(Label(beside, "meta", "text3"))
    line.addStretch(1)
    head.setLayout(line)
    return head
