"""The sheets and file dialogs behind `WindowAsker`; loaded when there is something to ask."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from mentorcrm.ui.ask_user import FileAnswer, Question
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label


class QuestionSheet(Sheet):
    """A question inside the window."""

    def __init__(self, window: QWidget, question: Question, answer: Callable[[str], None]) -> None:
        super().__init__(window, question.title, 460)
        self._answer = answer
        self._value = ""
        self.body.addWidget(Label(question.text, "body", "text2", wrap=True))
        self._buttons: list[Button] = []
        for choice in question.choices:
            button = Button(choice.words, choice.kind)
            button.setProperty("answer", choice.value)
            button.clicked.connect(self._chosen)
            self.buttons.addWidget(button)
            self._buttons.append(button)
        self.finished.connect(self._finished)

    def _chosen(self) -> None:
        self._value = str(self.sender().property("answer"))
        self.accept()

    def _finished(self, accepted: bool) -> None:
        self._answer(self._value if accepted else "")


class FileDialog(QFileDialog):
    """A file dialog that hands its answer on and goes away."""

    def __init__(self, parent: QWidget, title: str, answer: FileAnswer) -> None:
        super().__init__(parent, title)
        self._answer = answer
        self.filesSelected.connect(self._selected)
        self.finished.connect(self.deleteLater)

    def _selected(self, names: list[str]) -> None:
        self._answer(tuple(Path(name) for name in names))
