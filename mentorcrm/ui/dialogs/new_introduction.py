"""Noting an introduction: which part someone has in it, and who the other one is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.giving import AddIntroduction
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.person_picker import PersonPicker
from mentorcrm.ui.pages.person_about import desk_today
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import CheckBox, Segmented
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

THEY, MINE, TO_THEM = "they", "mine", "to-them"


class NewIntroductionSheet(Sheet):
    """Three ways in which someone has a part; the other one is found by typing."""

    def __init__(self, window: QWidget, desk: Desk, person: int, name: str) -> None:
        super().__init__(window, _("Note an introduction"), 560)
        self._desk, self._person = desk, person
        self.part = Segmented(
            [
                (THEY, _("{name} introduces me").format(name=name)),
                (MINE, _("I introduce {name}").format(name=name)),
                (TO_THEM, _("Someone introduces me to {name}").format(name=name)),
            ]
        )
        self.part.setAccessibleName(_("Who introduces whom"))
        self.part.set_value(THEY)
        self._who = Label("", "metaM", "text2")
        self.picker = PersonPicker(desk, without=person)
        self._problem = Label("", "meta", "risk", wrap=True)
        self._problem.hide()
        self.why = Field(_("Only for you; it reaches no message"))
        self.asked = CheckBox(_("I have asked already"))
        self.note = Button(_("Note it"), "primary")
        self._build()
        self._show_part()
        self._show_note()

    def _build(self) -> None:
        self.body.addWidget(self.part)
        people = boxes.column(self._who, self.picker, self._problem, spacing=4)
        self.body.addLayout(people)
        self.body.addWidget(Labelled(_("Why they should meet"), self.why))
        self.body.addLayout(boxes.row(self.asked, None))
        cancel = Button(_("Cancel"))
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.note)
        cancel.clicked.connect(self.reject)
        self.note.clicked.connect(self._note)
        self.part.chosen.connect(self._show_part)
        self.picker.chosen.connect(self._show_note)
        self.picker.search.query_changed.connect(self._show_note)
        self.picker.taken.connect(self._to_why)

    def _show_part(self) -> None:
        introducer = self.part.value() == TO_THEM
        words = _("Who introduces you?") if introducer else _("To whom?")
        self._who.setText(words)
        self.picker.search.setPlaceholderText(words)
        self.picker.search.setAccessibleName(words)
        self._say("")

    def _show_note(self) -> None:
        self._say("")
        self.note.setEnabled(self.picker.person() is not None)

    def _to_why(self) -> None:
        self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def _note(self) -> None:
        other, part = self.picker.person(), self.part.value()
        if other is None:
            return
        asked = desk_today(self._desk) if self.asked.isChecked() else None
        introducer = {THEY: self._person, TO_THEM: other}.get(str(part))
        command = AddIntroduction(
            second_id=self._person if part == TO_THEM else other,
            first_id=self._person if part == MINE else None,
            introducer_id=introducer,
            why=self.why.text(),
            asked_on=asked,
        )
        said = _("Noted an introduction")
        self._desk.run(command, said=said, failed=self._say, then=self._noted)

    def _noted(self, _introduction: int) -> None:
        self.accept()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
