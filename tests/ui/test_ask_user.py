"""Where the system's file dialogs open."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorcrm.ui.ask_user import READ, WindowAsker
from mentorcrm.ui.dialogs.ask import FileDialog
from mentorcrm.ui.window_state import Folders, WindowState, downloads
from tests.ui.conftest import flush


def test_a_file_dialog_opens_where_the_last_file_was(qtbot: QtBot, tmp_path: Path) -> None:
    folders = Folders(WindowState(tmp_path / "window.ini"))
    asker = WindowAsker(folders)
    asker.window = window = QWidget()
    qtbot.addWidget(window)
    window.show()
    first, second = tmp_path / "stick", tmp_path / "letters"
    first.mkdir()
    second.mkdir()
    answers: list[object] = []

    def dialog() -> FileDialog:
        (found,) = (d for d in window.findChildren(FileDialog) if d.isVisible())
        return found

    def choose(file: Path) -> None:
        shown = dialog()
        shown.filesSelected.emit([str(file)])
        shown.close()
        flush()

    asker.open_files("Choose", "All files (*)", answers.append)
    assert Path(dialog().directory().absolutePath()) == downloads()
    choose(first / "Connections.csv")
    asker.open_files("Choose", "All files (*)", answers.append)
    assert Path(dialog().directory().absolutePath()) == first
    choose(first / "contacts.vcf")
    asker.save_file("Save", second / "ask.eml", answers.append)
    assert Path(dialog().directory().absolutePath()) == second
    choose(second / "ask.eml")
    assert answers[-1] == second / "ask.eml"
    later = Folders(WindowState(tmp_path / "window.ini"))
    assert later.last(READ, tmp_path) == first
    first.rmdir()
    assert later.last(READ, tmp_path) == tmp_path
