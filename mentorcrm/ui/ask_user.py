"""Questions to the person in front of the screen. Nothing blocks: answers come by callback."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from mentorcrm.ui.widgets.buttons import Button, Kind
from mentorcrm.ui.widgets.overlays import Sheet
from mentorcrm.ui.widgets.text import Label

FileAnswer = Callable[[tuple[Path, ...]], None]


@dataclass(frozen=True)
class Choice:
    """One answer: what it stands for and the words on its button."""

    value: str
    words: str
    kind: Kind = "secondary"


@dataclass(frozen=True)
class Question:
    """A question with its consequences and its answers, the safe one first."""

    title: str
    text: str
    choices: tuple[Choice, ...]


class Asker(Protocol):
    """Asks for files and decisions."""

    def open_files(self, title: str, name_filter: str, answer: FileAnswer) -> None:
        """Ask for one or more files to read; no call when the person cancels."""

    def save_file(self, title: str, suggested: Path, answer: Callable[[Path], None]) -> None:
        """Ask where to write; no call when the person cancels."""

    def ask(self, question: Question, answer: Callable[[str], None]) -> None:
        """Ask for a decision; closing the question gives the empty string."""


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


class _FileDialog(QFileDialog):
    """A file dialog that hands its answer on and goes away."""

    def __init__(self, parent: QWidget, title: str, answer: FileAnswer) -> None:
        super().__init__(parent, title)
        self._answer = answer
        self.filesSelected.connect(self._selected)
        self.finished.connect(self.deleteLater)

    def _selected(self, names: list[str]) -> None:
        self._answer(tuple(Path(name) for name in names))


class WindowAsker:
    """Asks in sheets of the main window and in the system's file dialogs.

    The window is set when there is one; nothing asks before.
    """

    window: QWidget

    def open_files(self, title: str, name_filter: str, answer: FileAnswer) -> None:
        dialog = _FileDialog(self.window, title, answer)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(name_filter)
        dialog.open()

    def save_file(self, title: str, suggested: Path, answer: Callable[[Path], None]) -> None:
        def first(paths: tuple[Path, ...]) -> None:
            answer(paths[0])

        dialog = _FileDialog(self.window, title, first)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.open()

    def ask(self, question: Question, answer: Callable[[str], None]) -> None:
        QuestionSheet(self.window, question, answer).open()
