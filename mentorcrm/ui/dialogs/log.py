"""Noting a contact with someone from wherever one is."""

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.log_line import LogLine
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label
from mentorcrm.words import _


class LogSheet(Sheet):
    """One line for what happened; Enter logs it and closes."""

    def __init__(self, window: QWidget, desk: Desk, person: int, name: str) -> None:
        super().__init__(window, _("Log a contact with {name}").format(name=name), 520)
        self.line = LogLine(desk)
        self.line.set_person(person)
        self.body.addWidget(self.line)
        note = _(
            "Say what happened in a few words, such as “call yesterday, 20 min, about pricing”."
        )
        self.body.addWidget(Label(note, "meta", "text3", wrap=True))
        self.line.logged.connect(self.accept)
