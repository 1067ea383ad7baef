"""Backups in the window: made, previewed, put back, confirmed; the data checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import MessageKind
from mentorcrm.paths import Paths
from mentorcrm.services.commands.outreach import AttachFile, StartDraft
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.facade import Services
from mentorcrm.storage.lock import DataLock, Use
from mentorcrm.ui.dialogs.restore import RestoreSheet, size_words
from mentorcrm.ui.pages.settings import SettingsPage
from mentorcrm.ui.pages.settings_backups import BackupsSection
from mentorcrm.ui.widgets.text import Label
from tests.ui.conftest import Stage, flush

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def services(paths: Paths, clock: FixedClock) -> Iterator[Services]:
    """The app as a window holds it: with the lock on its folder."""
    lock = DataLock(paths.lock, Use.WINDOW, "a test")
    lock.acquire()
    built = build(paths, clock, lock)
    yield built
    built.store.close()
    lock.release()


def backups(stage: Stage) -> BackupsSection:
    page = stage.go("settings", view="backups")
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, BackupsSection)
    return page.section


def sheet_of(stage: Stage) -> RestoreSheet:
    (sheet,) = stage.window.findChildren(RestoreSheet)
    return sheet


def test_a_backup_is_made_listed_and_verified(stage: Stage) -> None:
    section = backups(stage)
    assert section.none.isVisible()
    assert not section.restore.isEnabled()
    stage.qtbot.mouseClick(section.make, LEFT)
    stage.settle()
    line = section.list.line(section.list.current_id())
    assert line is not None
    assert (line.text, line.note, line.tag) == ("Today, 09:00", "made by you", "")
    assert line.detail.startswith("0 people, ")
    assert section.newest.text() == "Newest verified backup: Today, 09:00"
    assert section.make.isEnabled()


def test_a_restore_brings_back_what_was_and_asks_whether_it_is_right(stage: Stage) -> None:
    stage.services.dispatcher.run(AddPerson("Ana"))
    section = backups(stage)
    stage.qtbot.mouseClick(section.make, LEFT)
    stage.settle()
    stage.services.dispatcher.run(AddPerson("Ruth"))
    stage.settle()
    stage.qtbot.mouseClick(section.restore, LEFT)
    stage.settle()
    sheet = sheet_of(stage)
    words = [label.text() for label in sheet.findChildren(Label)]
    assert "1 (now 2)" in words
    assert any("Ctrl+Z cannot take a restore back" in text for text in words)
    assert stage.focused() is sheet.cancel
    stage.qtbot.mouseClick(sheet.go, LEFT)
    stage.settle()
    assert [row.name for row in stage.services.people.listed()] == ["Ana"]
    kept = [section.list.line(n) for n in section.list.rows.ids()]
    assert {line.note for line in kept if line} == {"before a restore", "made by you"}
    assert section.confirm.isVisible()
    assert stage.focused() is section.list
    chosen = section.list.line(section.list.current_id())
    assert chosen is not None
    assert chosen.note == "made by you"
    stage.qtbot.mouseClick(section.confirm.right, LEFT)
    stage.settle()
    assert not section.confirm.isVisible()
    assert not stage.services.safety.unconfirmed()


def test_keeping_what_is_here_changes_nothing(stage: Stage) -> None:
    section = backups(stage)
    stage.qtbot.mouseClick(section.make, LEFT)
    stage.settle()
    stage.services.dispatcher.run(AddPerson("Ruth"))
    stage.settle()
    section.list.setFocus()
    stage.qtbot.keyClick(section.list, KEY.Key_Return)
    stage.settle()
    stage.qtbot.keyClick(sheet_of(stage).cancel, KEY.Key_Escape)
    stage.settle()
    assert stage.services.people.counts().people == 1
    assert not section.confirm.isVisible()


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "holiday.db"
    file.write_bytes(b"not a database at all, though it is long enough to look like one" * 40)
    section = backups(stage)
    stage.asker.files = (file,)
    stage.qtbot.mouseClick(section.from_file, LEFT)
    stage.settle()
    assert section.strip.isVisible()
    assert "holiday.db" in section.strip.what()
    assert not stage.window.findChildren(RestoreSheet)


def test_a_backup_from_elsewhere_is_put_back(stage: Stage, tmp_path: Path) -> None:
    stage.services.dispatcher.run(AddPerson("Ana"))
    made = stage.services.safety.back_up()
    away = tmp_path / "on-a-stick.db"
    made.path.rename(away)
    stage.services.dispatcher.run(AddPerson("Ruth"))
    section = backups(stage)
    stage.asker.files = (away,)
    stage.qtbot.mouseClick(section.from_file, LEFT)
    stage.settle()
    stage.qtbot.mouseClick(sheet_of(stage).go, LEFT)
    stage.settle()
    assert [row.name for row in stage.services.people.listed()] == ["Ana"]


def test_a_restore_tells_which_attached_files_are_gone(stage: Stage, tmp_path: Path) -> None:
    run = stage.services.dispatcher.run
    draft = run(StartDraft(run(AddPerson("Ana")), MessageKind.ONE_QUESTION))
    file = tmp_path / "summary.txt"
    file.write_text("one page")
    run(AttachFile(draft, str(file)))
    made = stage.services.safety.back_up()
    for kept in (made.files, stage.services.paths.attachments):
        for path in kept.iterdir():
            path.unlink()
    section = backups(stage)
    stage.qtbot.mouseClick(section.restore, LEFT)
    stage.settle()
    stage.qtbot.mouseClick(sheet_of(stage).go, LEFT)
    stage.settle()
    assert section.strip.isVisible()
    assert section.strip.what().startswith("1 attached file was not beside the backup")


def test_the_folder_is_opened_by_the_one_door(stage: Stage) -> None:
    section = backups(stage)
    home = str(stage.services.paths.home)
    assert section.where.place.text() == home
    stage.qtbot.mouseClick(section.where.folder, LEFT)
    assert stage.opener.opened == [home]
    stage.opener.works = False
    stage.qtbot.mouseClick(section.where.folder, LEFT)
    assert stage.clipboard.texts == [home]


def test_the_check_says_what_it_found(stage: Stage) -> None:
    stage.services.safety.back_up()
    section = backups(stage)
    stage.qtbot.mouseClick(section.checks.check, LEFT)
    stage.settle()
    assert "The database is sound." in section.checks.findings()
    assert section.checks.check.isEnabled()
    assert not section.checks.rebuild.isVisible()


def test_a_check_without_a_backup_says_what_to_do(stage: Stage) -> None:
    section = backups(stage)
    stage.qtbot.mouseClick(section.checks.check, LEFT)
    stage.settle()
    assert "Look at 1 of" in section.checks.verdict.text()
    assert any("backup" in text for text in section.checks.findings()[:2])


@pytest.mark.parametrize(
    ("size", "said"), [(10, "1 kB"), (372_000, "372 kB"), (4_120_000, "4.1 MB")]
)
def test_sizes_in_words(size: int, said: str) -> None:
    assert size_words(size) == said


@pytest.mark.parametrize("by_mouse", [True, False])
def test_restoring_again_and_again_leaves_the_window_whole(stage: Stage, by_mouse: bool) -> None:
    ana = stage.services.dispatcher.run(AddPerson("Ana"))
    section = backups(stage)
    stage.qtbot.mouseClick(section.make, LEFT)
    stage.settle()
    for turn in range(3):
        stage.go("people", stage.services.dispatcher.run(AddPerson(f"Ruth {turn}")))
        for _ in range(12 + turn):  # A ring somewhere on a card that the restore takes away.
            stage.qtbot.keyClick(stage.focused() or stage.window, KEY.Key_Tab)
        section = backups(stage)
        lines = [section.list.line(number) for number in section.list.rows.ids()]
        section.list.choose_place([line.note for line in lines if line].index("made by you"))
        if by_mouse:
            stage.qtbot.mouseClick(section.restore, LEFT)
            stage.settle()
            stage.qtbot.mouseClick(sheet_of(stage).go, LEFT)
        else:
            section.list.setFocus(Qt.FocusReason.TabFocusReason)
            stage.qtbot.keyClick(section.list, KEY.Key_Return)
            stage.settle()
            for key in (KEY.Key_Tab, KEY.Key_Return):
                focused = stage.focused()
                assert focused is not None
                stage.qtbot.keyClick(focused, key)
        stage.settle()
        flush()
        page = stage.go("people")
        assert [row.name for row in stage.services.people.listed()] == ["Ana"]
        assert page.place().key == ana
