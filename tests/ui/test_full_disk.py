"""A disk that is full while the window is open: choices, nothing lost, and the next start."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mentorcrm.errors import DiskFull
from mentorcrm.models.kinds import (
    InteractionChannel,
    MessageForm,
    MessageKind,
    NeedKind,
    PartId,
    Tone,
)
from mentorcrm.services.commands.needs import AddNeed
from mentorcrm.services.commands.outreach import MarkSent
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.services.facade import Services
from mentorcrm.services.recovery import ROOM, Recovery, UnsavedText
from mentorcrm.ui.dialogs.sent import OutcomeSheet
from mentorcrm.ui.dialogs.storage import StorageSheet
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.pages.needs import NeedsPage
from mentorcrm.ui.pages.people import PeoplePage
from mentorcrm.ui.widgets.overlays import open_sheet
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
LONG = "I have thought about this for a while. " * 400


@dataclass
class Disk:
    """The disk of the data: SQLite itself reports that it is full."""

    services: Services

    def fill(self) -> None:
        self._most(1)  # SQLite makes it the present size; what is free in it goes next.
        for size in (3000, 100):
            with pytest.raises(DiskFull):
                for number in range(10_000):
                    self.services.store.remember(f"ballast {size} {number}", "x" * size)

    def empty(self) -> None:
        self._most(1_000_000)

    def _most(self, pages: int) -> None:
        raw = self.services.store._write_engine.raw_connection()
        try:
            raw.cursor().execute(f"PRAGMA max_page_count={pages}").fetchall()
        finally:
            raw.close()


@pytest.fixture
def disk(services: Services) -> Disk:
    return Disk(services)


@dataclass
class Switch:
    """For changes so small that they find room in a page that is there."""

    on: bool = False


@pytest.fixture
def no_room(services: Services, monkeypatch: pytest.MonkeyPatch) -> Switch:
    switch = Switch()
    record = services.history.record

    def refuse(*args: Any) -> None:
        if switch.on:
            raise DiskFull("The disk is full.")
        record(*args)

    monkeypatch.setattr(services.history, "record", refuse)
    return switch


def composing(stage: Stage) -> tuple[ComposerPage, int]:
    person = stage.services.dispatcher.run(AddPerson("Ruth Adeyemi"))
    command = stage.services.desk.beginning(
        person, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL
    )
    draft = stage.services.dispatcher.run(command)
    page = stage.go("composer", draft)
    assert isinstance(page, ComposerPage)
    return page, draft


def write(stage: Stage, page: ComposerPage, text: str) -> None:
    """Type a text into the letter and let it be saved, or not."""
    page.paper.letter.setFocus()
    page.paper.letter.insertPlainText(text)
    stage.qtbot.keyClicks(page.paper.letter, "Yours")
    page.flush()
    stage.settle()


def trouble(stage: Stage) -> StorageSheet:
    sheet = open_sheet(stage.window)
    assert isinstance(sheet, StorageSheet)
    return sheet


def test_an_autosave_that_fails_keeps_the_text_and_tries_again(stage: Stage, disk: Disk) -> None:
    page, draft = composing(stage)
    disk.fill()
    write(stage, page, LONG)
    sheet = trouble(stage)
    assert stage.focused() is sheet.again
    assert page.bar.state() == "Not saved yet. Your text is kept."
    (kept,) = stage.services.recovery.texts()
    assert LONG.strip() in kept.body
    stage.qtbot.keyClick(sheet.again, KEY.Key_Return)
    stage.settle()
    stage.qtbot.keyClick(trouble(stage).later, KEY.Key_Escape)
    stage.settle()
    assert LONG.strip() in page.paper.letter.text()
    disk.empty()
    page.flush()
    stage.settle()
    assert LONG.strip() in stage.services.outreach.detail(draft).body
    assert stage.services.recovery.texts() == ()
    assert page.bar.state() == "Saved"
    assert not stage.window._strip.isVisible()


def test_typing_on_after_not_now_is_not_interrupted_again(stage: Stage, disk: Disk) -> None:
    page, _draft = composing(stage)
    disk.fill()
    write(stage, page, LONG)
    stage.qtbot.keyClick(trouble(stage).later, KEY.Key_Escape)
    write(stage, page, "And one thing more. " * 30)
    assert open_sheet(stage.window) is None
    assert stage.window._strip.isVisible()
    assert "one thing more" in stage.services.recovery.texts()[0].body
    stage.qtbot.mouseClick(stage.window._strip.action, LEFT)
    disk.empty()
    stage.qtbot.mouseClick(trouble(stage).again, LEFT)
    stage.settle()
    assert not stage.window._strip.isVisible()


def test_the_text_is_still_there_after_another_page(stage: Stage, disk: Disk) -> None:
    page, draft = composing(stage)
    disk.fill()
    write(stage, page, LONG)
    stage.qtbot.keyClick(trouble(stage).later, KEY.Key_Escape)
    stage.go("people")
    stage.go("composer", draft)
    assert LONG.strip() in page.paper.letter.text()
    assert page.bar.state() == "Not saved yet. Your text is kept."
    disk.empty()
    page.flush()
    stage.settle()
    assert LONG.strip() in stage.services.outreach.detail(draft).body


def test_a_copy_of_the_text_and_the_place_of_the_data(
    stage: Stage, disk: Disk, tmp_path: Path
) -> None:
    page, _draft = composing(stage)
    disk.fill()
    write(stage, page, LONG)
    sheet = trouble(stage)
    stage.asker.target = tmp_path / "copy.txt"
    stage.qtbot.mouseClick(sheet.copy, LEFT)
    assert LONG.strip() in stage.asker.target.read_text(encoding="utf-8")
    stage.asker.target = tmp_path / "no folder" / "copy.txt"
    stage.qtbot.mouseClick(sheet.copy, LEFT)
    assert LONG.strip() in stage.clipboard.texts[-1]
    stage.qtbot.mouseClick(sheet.where, LEFT)
    assert stage.opener.opened == [str(stage.services.paths.home)]
    sheet.reject()


def test_a_sheet_keeps_what_was_typed_until_a_later_try(stage: Stage, no_room: Switch) -> None:
    draft = draft_of(stage.services)
    sent = MarkSent(draft, InteractionChannel.MAIL, stage.desk.clock.now())
    stage.services.dispatcher.run(sent)
    stage.settle()
    sheet = OutcomeSheet(stage.window, stage.desk, draft)
    sheet.open()
    sheet.note.set_value(LONG[:800])
    no_room.on = True
    sheet._keep()
    again = trouble(stage)
    assert sheet.isVisible()
    assert sheet.note.text() == LONG[:800]
    no_room.on = False
    stage.qtbot.mouseClick(again.again, LEFT)
    stage.settle()
    assert open_sheet(stage.window) is None
    assert stage.services.outreach.detail(draft).outcome_note == LONG[:800].strip()


def test_a_need_stays_on_screen_until_a_later_try(stage: Stage, no_room: Switch) -> None:
    need = stage.services.dispatcher.run(AddNeed(NeedKind.SKILL, "Giving feedback"))
    stage.settle()
    page = stage.go("needs", need)
    assert isinstance(page, NeedsPage)
    no_room.on = True
    page.view.why.area.editor.setFocus()
    stage.qtbot.keyClicks(page.view.why.area.editor, "It hurts")
    page.flush()
    again = trouble(stage)
    assert page.view.why.area.text() == "It hurts"
    no_room.on = False
    stage.qtbot.mouseClick(again.again, LEFT)
    stage.settle()
    assert stage.services.needs.detail(need).why_now == "It hurts"


UNSAVED = {PartId.FOCUS.value: "managing a team"}


def kept_text(draft: int, body: str = "Dear Ruth, it is about the team.") -> UnsavedText:
    return UnsavedText(
        draft, "First ask", "2026-11-24T18:05:00+00:00", "One question", body, True, UNSAVED
    )


def draft_of(services: Services) -> int:
    person = services.dispatcher.run(AddPerson("Ruth"))
    begun = services.desk.beginning(person, MessageKind.FIRST_ASK, Tone.WARM, MessageForm.MAIL)
    return services.dispatcher.run(begun)


@pytest.mark.parametrize("answer", ["restore", "discard", ""])
def test_the_next_start_offers_the_text(asleep: Stage, answer: str) -> None:
    draft = draft_of(asleep.services)
    before = asleep.services.outreach.detail(draft).body
    asleep.services.recovery.keep(kept_text(draft))
    asleep.asker.answer = answer
    asleep.window.go_live(asleep.services)
    asleep.settle()
    assert asleep.asker.asked == ["A text could not be saved last time"]
    now = asleep.services.outreach.detail(draft)
    restored = answer == "restore"
    assert (now.body.strip() == kept_text(draft).body) is restored
    assert bool(asleep.services.recovery.texts()) is (answer == "")
    if restored:
        assert asleep.window.navigation.page.place().key == draft
        assert [version.body for version in now.versions] == [before]


def test_a_text_whose_ask_is_gone_goes_to_the_clipboard(asleep: Stage) -> None:
    asleep.services.recovery.keep(kept_text(99))
    asleep.asker.answer = "restore"
    asleep.window.go_live(asleep.services)
    asleep.settle()
    assert asleep.clipboard.texts == ["One question\n\nDear Ruth, it is about the team."]
    assert asleep.services.recovery.texts()


def test_the_recovery_file_is_private_has_its_room_and_survives_nonsense(tmp_path: Path) -> None:
    recovery = Recovery(tmp_path / "kept.json")
    assert recovery.texts() == ()
    recovery.reserve()
    assert recovery.path.stat().st_size == ROOM
    if os.name == "posix":
        assert recovery.path.stat().st_mode & 0o077 == 0
    assert recovery.keep(kept_text(1))
    assert recovery.keep(kept_text(2, "Other"))
    assert recovery.keep(kept_text(1, "Newer\nin two lines"))
    assert [text.body for text in recovery.texts()] == ["Other", "Newer\nin two lines"]
    recovery.forget(2)
    assert [text.draft_id for text in recovery.texts()] == [1]
    assert recovery.keep(kept_text(1, "half a sign \ud83d"))
    assert recovery.texts()[0].body == "half a sign \ud83d"
    recovery.path.write_bytes(b"\x00\xff nonsense")
    assert recovery.texts() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB, where this account may mount one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if os.name != "posix" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> None:
    with pytest.raises(OSError, match="No space"), (place / "ballast").open("wb") as file:
        while True:
            file.write(b"0" * 512)
            file.flush()


def test_the_recovery_file_can_be_written_on_a_disk_that_is_full(small_disk: Path) -> None:
    recovery = Recovery(small_disk / "kept.json")
    recovery.reserve()
    fill(small_disk)
    assert recovery.keep(kept_text(1, LONG))
    assert recovery.texts()[0].body == LONG
    assert not Recovery(small_disk / "other.json").keep(kept_text(1, LONG))


def test_a_person_is_added_once_there_is_room_again(stage: Stage, no_room: Switch) -> None:
    stage.services.dispatcher.run(AddPerson("Ana"))
    page = stage.go("people")
    assert isinstance(page, PeoplePage)
    page.list.quick_add.start()
    stage.qtbot.keyClicks(page.list.quick_add.field, "Ruth Adeyemi, Halden")
    no_room.on = True
    stage.qtbot.keyClick(page.list.quick_add.field, KEY.Key_Return)
    stage.settle()
    sheet = trouble(stage)
    no_room.on = False
    stage.qtbot.mouseClick(sheet.again, LEFT)
    stage.settle()
    assert stage.services.people.counts().people == 2
    assert page.list.quick_add.field.text() == ""
