"""Noting an answer in two clicks or keys."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mentorcrm.models.kinds import Outcome
from mentorcrm.ui.widgets.menus import ChoiceMenu
from mentorcrm.words import _

FOLLOW_UP, OPEN, DELETE = "follow-up", "open", "delete"
_WORDS = {Outcome.NO_ANSWER: _("No answer: let it rest")}


class AnswerMenu(ChoiceMenu):
    """The six outcomes, each with its number as a key, and a follow-up."""

    def __init__(self, parent: QWidget, *, whole: bool = False, sent: bool = True) -> None:
        """`whole` adds what else can be done with the ask; without `sent` there is no answer."""
        self._numbered = list(Outcome) if sent else []
        choices: list[tuple[object, str] | None] = [
            (outcome, f"{_WORDS.get(outcome, outcome.label)}\t{number}")
            for number, outcome in enumerate(self._numbered, 1)
        ]
        if sent:
            choices += [None, (FOLLOW_UP, _("Write a follow-up"))]
        if whole:
            choices += [
                *([None] if sent else []),
                (OPEN, _("Open")),
                (DELETE, _("Move to the bin")),
            ]
        super().__init__(parent, choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.text()) if event.text() in set("123456789") else 0
        if 0 < number <= len(self._numbered):
            self.close()
            self.choose(self._numbered[number - 1])
        else:
            super().keyPressEvent(event)
