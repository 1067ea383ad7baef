"""Beginning a message: to whom, what for, about which need."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorcrm.errors import UserError
from mentorcrm.models.kinds import MessageForm, MessageKind, NeedStatus, Tone
from mentorcrm.services.asking import spec
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.dialogs.person_picker import PersonPicker
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.choices import Segmented
from mentorcrm.ui.widgets.fields import Labelled
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.select import Select
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class NewAskSheet(Sheet):
    """Starts a draft and opens it in the composer."""

    def __init__(
        self, window: QWidget, desk: Desk, person: int | None = None, need: int | None = None
    ) -> None:
        super().__init__(window, _("New ask"), 560)
        self._desk = desk
        self.picker = PersonPicker(desk)
        self.kind = Select([(kind, kind.label) for kind in MessageKind])
        self.kind.set_value(MessageKind.FIRST_ASK)
        self._purpose = Label("", "meta", "text3", wrap=True)
        self.tone = Segmented([(tone, tone.label) for tone in Tone])
        self.tone.set_value(Tone.WARM)
        self.form = Select()
        needs = desk.services.needs.list(NeedStatus.OPEN)
        choices: list[tuple[object, str]] = [(None, _("No need in particular"))]
        self.need = Select([*choices, *((n.id, n.statement) for n in needs)])
        # The only open need is most likely what it is about.
        self.need.set_value(needs[0].id if need is None and len(needs) == 1 else need)
        self._problem = Label("", "meta", "risk", wrap=True)
        self._problem.hide()
        self.start = Button(_("Start writing"), "primary")
        self._build()
        if person is not None:
            self.picker.give(person)
        self._show_kind()
        self._show_start()

    def _build(self) -> None:
        self.body.addWidget(self.picker)
        kind = boxes.column(Labelled(_("Purpose"), self.kind), self._purpose, spacing=4)
        self.body.addLayout(kind)
        pair = boxes.row(Labelled(_("As"), self.form), Labelled(_("Tone"), self.tone), spacing=12)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        self.body.addLayout(pair)
        self.body.addWidget(Labelled(_("About"), self.need))
        self.body.addWidget(self._problem)
        cancel = Button(_("Cancel"))
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.start)
        cancel.clicked.connect(self.reject)
        self.start.clicked.connect(self._start)
        self.kind.chosen.connect(self._show_kind)
        self.picker.chosen.connect(self._show_start)
        self.picker.search.query_changed.connect(self._show_start)
        self.picker.taken.connect(self._to_kind)

    def _show_kind(self) -> None:
        kind = self.kind.value()
        assert isinstance(kind, MessageKind)
        found = spec(kind)
        self._purpose.setText(found.purpose)
        form = self.form.value()
        self.form.set_choices([(f, f.label) for f in found.forms])
        self.form.set_value(form if form in found.forms else found.forms[0])

    def _to_kind(self) -> None:
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_start(self) -> None:
        self.start.setEnabled(self.picker.person() is not None)

    def _start(self) -> None:
        person, kind, form = self.picker.person(), self.kind.value(), self.form.value()
        tone, need = self.tone.value(), self.need.value()
        if person is None:
            return
        assert isinstance(kind, MessageKind)
        assert isinstance(form, MessageForm)
        assert isinstance(tone, Tone)
        chosen = need if isinstance(need, int) else None
        try:
            command = self._desk.services.desk.beginning(person, kind, tone, form, chosen)
        except UserError as error:
            self._say(str(error))
            return
        self._desk.run(command, failed=self._say, then=self._begun)

    def _begun(self, draft: int) -> None:
        self.accept()
        self._desk.go("composer", draft)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def open_new_ask(
    window: QWidget, desk: Desk, person: int | None = None, need: int | None = None
) -> None:
    """Show the sheet over whatever is on show; with a person given, the purpose is next."""
    sheet = NewAskSheet(window, desk, person, need)
    sheet.open(sheet.picker.search if person is None else sheet.kind)
