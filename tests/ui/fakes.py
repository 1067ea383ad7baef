"""Stand-ins for the world outside the window; the only fakes of these tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from mentorcrm.ui.ask_user import FileAnswer, Question


@dataclass
class FakeAsker:
    """Answers with what it was given; keeps what it was asked."""

    files: tuple[Path, ...] = ()
    target: Path | None = None
    answer: str = ""
    asked: list[str] = field(default_factory=list)

    def open_files(self, title: str, _name_filter: str, answer: FileAnswer) -> None:
        self.asked.append(title)
        if self.files:
            answer(self.files)

    def save_file(self, title: str, _suggested: Path, answer: Callable[[Path], None]) -> None:
        self.asked.append(title)
        if self.target is not None:
            answer(self.target)

    def ask(self, question: Question, answer: Callable[[str], None]) -> None:
        self.asked.append(question.title)
        answer(self.answer)

    def print_page(self, title: str, draw: Callable[[QPainter], None]) -> None:
        self.asked.append(title)
        picture = QImage(827, 1169, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        draw(painter)
        painter.end()


@dataclass
class FakeOpener:
    """Remembers what it should have opened."""

    works: bool = True
    opened: list[str] = field(default_factory=list)

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return self.works

    def open_folder(self, folder: str) -> bool:
        self.opened.append(folder)
        return self.works


@dataclass
class FakeClipboard:
    """Remembers what was copied."""

    texts: list[str] = field(default_factory=list)

    def copy(self, text: str) -> None:
        self.texts.append(text)
