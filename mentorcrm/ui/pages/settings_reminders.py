"""Reminders: one a day on the desktop, off until it is switched on."""

from mentorcrm.errors import StorageError, UserError
from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.settings_section import ColumnSection, hint
from mentorcrm.ui.pages.settings_when import clock, read_clock
from mentorcrm.ui.widgets import boxes
from mentorcrm.ui.widgets.cards import Card
from mentorcrm.ui.widgets.choices import CheckBox
from mentorcrm.ui.widgets.fields import Field, Labelled
from mentorcrm.words import _

_LAST = 24 * 60 - 1


class RemindersSection(ColumnSection):
    """Reminders."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Reminders"),
            _("Nothing disturbs you unless you want it to. What waits always stands on Today."),
        )
        self.on = CheckBox(_("Remind me once a day"))
        self.at = Field("09:00", icon="clock")
        self._at_box = Labelled(_("At"), self.at)
        card = Card(_("On the desktop"))
        card.body.setSpacing(10)
        card.body.addLayout(boxes.row(self.on, None))
        card.body.addLayout(boxes.row(self._at_box, None))
        card.body.addWidget(
            hint(
                _(
                    "It says how many things wait, and no names. It comes while the app is open; "
                    "one that was missed comes at the next start."
                )
            )
        )
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.on.clicked.connect(self._switch)
        self.at.editingFinished.connect(self._set_time)
        self.reload()

    def reload(self) -> None:
        chosen = self.desk.settings.current
        self.on.setChecked(chosen.remind)
        self.at.set_value(clock(chosen.remind_at))
        self._at_box.setEnabled(chosen.remind)

    def first_focus(self) -> CheckBox:
        return self.on

    def _switch(self) -> None:
        if self.on.isChecked():
            self.desk.services.reminders.switched_on()
        self._keep(remind=self.on.isChecked())

    def _set_time(self) -> None:
        minute = read_clock(self.at.text())
        if minute is None or minute > _LAST:
            self._at_box.set_error(_("Write a time such as 09:00."))
            return
        self._at_box.set_error("")
        self._keep(remind_at=minute)

    def _keep(self, **values: object) -> None:
        try:
            self.desk.settings.change(**values)
        except (UserError, StorageError) as error:
            self.desk.tell(str(error))
        self.reload()
