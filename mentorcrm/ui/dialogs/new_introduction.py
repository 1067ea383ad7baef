"""Noting an introduction: which part someone has in it, and who the other one is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.services.commands.giving import AddIntroduction
from mentorcrm.ui.days import desk_today
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.person_picker import SHOWN_ROWS, PersonPicker
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _

THEY, MINE, TO_THEM, BETWEEN, OTHERS = "they", "mine", "to-them", "between", "others"
# Whom to look for in each way: the first, and where three others have a part the second.
_ASKED = {
    THEY: (_("To whom?"), ""),
    MINE: (_("To whom?"), ""),
    TO_THEM: (_("Who introduces you?"), ""),
    BETWEEN: (_("Whom?"), _("To whom?")),
    OTHERS: (_("Who introduces them?"), _("To whom?")),
}


class NewIntroductionSheet(Sheet):
    """The ways in which someone has a part; the others are found by typing."""

    def __init__(self, window: QWidget, desk: Desk, person: int, name: str) -> None:
        super().__init__(window, _("Note an introduction"), 560)
        self._desk, self._person = desk, person
        self.part = Select(
            [
                (THEY, _("{name} introduces me").format(name=name)),
                (MINE, _("I introduce {name}").format(name=name)),
                (TO_THEM, _("Someone introduces me to {name}").format(name=name)),
                (BETWEEN, _("{name} introduces two others").format(name=name)),
                (OTHERS, _("Someone introduces {name} to someone else").format(name=name)),
            ]
        )
        self.part.set_value(THEY)
        self._who, self._whom = Label("", "metaM", "text2"), Label("", "metaM", "text2")
        self.picker = PersonPicker(desk, without=person)
        self.other = PersonPicker(desk, without=person)
        self._problem = Label("", "meta", "risk", wrap=True)
        self._problem.hide()
        self.why = Field(_("Only for you; it reaches no message"))
        self.asked = CheckBox(_("I have asked already"))
        self.note = Button(_("Note it"), "primary")
        self._build()
        self._show_part()
        self._show_note()

    def _build(self) -> None:
        self.body.addWidget(Labelled(_("Who introduces whom"), self.part))
        self.body.addLayout(boxes.column(self._who, self.picker, spacing=4))
        self.body.addLayout(boxes.column(self._whom, self.other, self._problem, spacing=4))
        self.body.addWidget(Labelled(_("Why they should meet"), self.why))
        self.body.addLayout(boxes.row(self.asked, None))
        cancel = Button(_("Cancel"))
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.note)
        cancel.clicked.connect(self.reject)
        self.note.clicked.connect(self._note)
        self.part.chosen.connect(self._show_part)
        for picker in (self.picker, self.other):
            picker.chosen.connect(self._show_note)
            picker.search.query_changed.connect(self._show_note)
        self.picker.taken.connect(self._go_on)
        self.other.taken.connect(self._to_why)

    @property
    def _three(self) -> bool:
        """Whether two others than me have a part beside the person."""
        return self.part.value() in (BETWEEN, OTHERS)

    def _show_part(self) -> None:
        asked = _ASKED[str(self.part.value())]
        labels, pickers = (self._who, self._whom), (self.picker, self.other)
        for words, label, picker in zip(asked, labels, pickers, strict=True):
            label.setText(_(words))
            label.setVisible(bool(words))
            picker.setVisible(bool(words))
            picker.set_rows(SHOWN_ROWS - 1 if self._three else SHOWN_ROWS)
            picker.search.setPlaceholderText(_(words))
            picker.search.setAccessibleName(_(words))
        self._show_note()

    def _show_note(self) -> None:
        self._say("")
        other = not self._three or self.other.person() is not None
        self.note.setEnabled(self.picker.person() is not None and other)

    def _go_on(self) -> None:
        if self._three:
            self.other.search.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._to_why()

    def _to_why(self) -> None:
        self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def _note(self) -> None:
        found, other, part = self.picker.person(), self.other.person(), str(self.part.value())
        if found is None or (self._three and other is None):
            return
        me = self._person
        introducer, first, second = {
            THEY: (me, None, found),
            MINE: (None, me, found),
            TO_THEM: (found, None, me),
            BETWEEN: (me, found, other or found),
            OTHERS: (found, me, other or found),
        }[part]
        asked = desk_today(self._desk) if self.asked.isChecked() else None
        command = AddIntroduction(second, first, introducer, self.why.text(), asked)
        said = _("Noted an introduction")
        self._desk.run(command, said=said, failed=self._say, then=self._noted)

    def _noted(self, _introduction: int) -> None:
        self.accept()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
