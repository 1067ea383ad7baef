"""Noting a contact with someone from wherever one is."""

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.desk import Desk
from mentorcrm.ui.pages.person_history import LogLine
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label


class LogSheet(Sheet):
    """One line for what happened; Enter logs it and closes."""

    def __init__(self, window: QWidget, desk: Desk, person: int, name: str) -> None:
        super().__init__(window, f"Log a contact with {name}", 520)
        self.line = LogLine(desk)
        self.line.set_person(person)
        self.body.addWidget(self.line)
        note = "Say what happened in a few words; the way and the day can be changed."
        self.body.addWidget(Label(note, "meta", "text3", wrap=True))
        self.line.logged.connect(self.accept)
