"""Questions to the person in front of the screen. Nothing blocks: answers come by callback."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from mentorcrm.ui.widgets.buttons import Kind
from mentorcrm.ui.window_state import Folders, downloads

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

READ, WRITTEN = "read_from", "written_to"
FileAnswer = Callable[[tuple[Path, ...]], None]


class Choice(NamedTuple):
    """One answer: what it stands for and the words on its button."""

    value: str
    words: str
    kind: Kind = "secondary"


class Question(NamedTuple):
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

    def print_page(self, title: str, draw: "Callable[[QPainter], None]") -> None:
        """Ask for a printer and let a sheet be drawn; no call when the person cancels."""


class WindowAsker:
    """Asks in sheets of the main window and in the system's file dialogs.

    The window is set when there is one; nothing asks before. Files are looked for where the last
    ones were found, and written where the last one went.
    """

    window: QWidget

    def __init__(self, folders: Folders) -> None:
        self._folders = folders

    def open_files(self, title: str, name_filter: str, answer: FileAnswer) -> None:
        from mentorcrm.ui.dialogs.ask import FileDialog

        def chosen(paths: tuple[Path, ...]) -> None:
            self._folders.keep(READ, paths[0].parent)
            answer(paths)

        dialog = FileDialog(self.window, title, chosen)
        dialog.setDirectory(str(self._folders.last(READ, downloads())))
        dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(name_filter)
        dialog.open()

    def print_page(self, title: str, draw: "Callable[[QPainter], None]") -> None:
        from mentorcrm.ui.dialogs.printing import ask_printer

        ask_printer(self.window, title, draw)

    def save_file(self, title: str, suggested: Path, answer: Callable[[Path], None]) -> None:
        from mentorcrm.ui.dialogs.ask import FileDialog

        def first(paths: tuple[Path, ...]) -> None:
            self._folders.keep(WRITTEN, paths[0].parent)
            answer(paths[0])

        dialog = FileDialog(self.window, title, first)
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(self._folders.last(WRITTEN, suggested.parent)))
        dialog.selectFile(suggested.name)
        dialog.open()

    def ask(self, question: Question, answer: Callable[[str], None]) -> None:
        from mentorcrm.ui.dialogs.ask import QuestionSheet

        QuestionSheet(self.window, question, answer).open()
