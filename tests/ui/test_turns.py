"""While a long write is under way the window goes on: short ones wait their turn, in order."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from mentorcrm.errors import DiskFull
from mentorcrm.models.kinds import MessageForm, MessageKind, PartId, Tone
from mentorcrm.services.commands.people import AddPerson
from mentorcrm.ui import steps
from mentorcrm.ui.main_window import ON_THIS_COMPUTER
from mentorcrm.ui.pages.composer import ComposerPage
from mentorcrm.ui.tasks import WORKERS
from tests.ui.conftest import Stage

PATIENCE_SECONDS = 10.0


class LongWrite:
    """A thread in the middle of a change, until it is told to go on."""

    def __init__(self, stage: Stage) -> None:
        self._store = stage.services.store
        self._inside, self._go_on = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._write)
        self._thread.start()
        assert self._inside.wait(PATIENCE_SECONDS)

    def under_way(self) -> bool:
        return self._thread.is_alive()

    def end(self) -> None:
        self._go_on.set()
        self._thread.join()

    def _write(self) -> None:
        with self._store.write():
            self._inside.set()
            self._go_on.wait(PATIENCE_SECONDS)


@pytest.fixture
def long_write(stage: Stage) -> Iterator[LongWrite]:
    write = LongWrite(stage)
    yield write
    write.end()


def names(stage: Stage) -> list[str]:
    return sorted(row.name for row in stage.services.people.listed())


def caught_up(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: stage.window.sidebar.where() == ON_THIS_COMPUTER)
    stage.settle()


def test_commands_wait_for_a_long_write_and_the_window_does_not(
    stage: Stage, long_write: LongWrite
) -> None:
    told: list[str] = []
    for name in ("Ana", "Ben"):
        stage.desk.run(AddPerson(name), said=f"Added {name}", then=lambda _id: told.append("done"))
    stage.desk.run(AddPerson("  "), failed=told.append)
    assert long_write.under_way()
    assert (names(stage), told) == ([], [])
    assert "One moment" in stage.window.sidebar.where()
    long_write.end()
    caught_up(stage)
    assert names(stage) == ["Ana", "Ben"]
    assert told[:2] == ["done", "done"]
    assert len(told) == 3
    assert stage.window.toast.text() == "Added Ben"


def test_undo_comes_after_what_was_wished_before_it(stage: Stage, long_write: LongWrite) -> None:
    stage.desk.run(AddPerson("Ana"))
    stage.desk.run(AddPerson("Ben"))
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert long_write.under_way()
    long_write.end()
    caught_up(stage)
    assert names(stage) == ["Ana"]


def test_what_waits_is_written_when_the_window_closes(stage: Stage, long_write: LongWrite) -> None:
    stage.desk.run(AddPerson("Ana"))
    threading.Timer(0.05, long_write.end).start()
    stage.window.close()
    assert names(stage) == ["Ana"]


def test_the_undo_of_a_toast_takes_back_nothing_that_was_written_meanwhile(stage: Stage) -> None:
    stage.desk.run(AddPerson("Ana"))
    back = stage.desk.way_back()
    write = LongWrite(stage)
    stage.desk.run(AddPerson("Ben"))
    back()
    write.end()
    caught_up(stage)
    assert names(stage) == ["Ana", "Ben"]


def test_a_large_step_that_has_not_begun_yet_is_not_overtaken(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "LARGE_STEP", 0)
    stage.desk.run(AddPerson("Ana"))
    free = threading.Event()
    for _thread in range(WORKERS):
        stage.desk.tasks.run(lambda _token: free.wait(PATIENCE_SECONDS))
    stage.desk.undo()
    for name in ("Ben", "Cem"):
        stage.desk.run(AddPerson(name))
    stage.desk.undo()
    free.set()
    caught_up(stage)
    assert names(stage) == ["Ben"]


def composing(stage: Stage) -> tuple[ComposerPage, int]:
    person = stage.services.dispatcher.run(AddPerson("Ana Ferreira", mail="ana@northgate.example"))
    number = stage.services.dispatcher.run(
        stage.services.desk.beginning(person, MessageKind.ONE_QUESTION, Tone.WARM)
    )
    page = stage.go("composer", number)
    assert isinstance(page, ComposerPage)
    return page, number


def test_what_is_typed_while_a_choice_waits_is_kept(stage: Stage) -> None:
    page, number = composing(stage)
    write = LongWrite(stage)
    page.session.change(tone=Tone.BRIEF)
    page.session.edit_part(PartId.FOCUS, "leading a group of nine")
    assert write.under_way()
    write.end()
    caught_up(stage)
    page.flush()
    stage.settle()
    draft = stage.services.outreach.detail(number)
    assert (draft.tone, draft.parts[PartId.FOCUS]) == (Tone.BRIEF, "leading a group of nine")
    assert "leading a group of nine" in draft.body


def test_the_mail_app_gets_the_text_that_was_still_to_be_written(stage: Stage) -> None:
    page, _number = composing(stage)
    page.session.edit_text("One question", "What would you look at first?")
    write = LongWrite(stage)
    page.door.open_mail()
    assert write.under_way()
    write.end()
    caught_up(stage)
    assert "look%20at%20first" in stage.opener.opened[-1]


def test_a_text_that_could_not_be_written_later_is_kept_although_another_is_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise DiskFull("The disk is full.")

    _page, other = composing(stage)
    page, number = composing(stage)
    page.session.edit_text("One question", "What would you look at first?")
    write = LongWrite(stage)
    page.flush()
    stage.go("composer", other)
    with monkeypatch.context() as full:
        full.setattr(stage.services.history, "record", refuse)
        write.end()
        caught_up(stage)
    (kept,) = stage.services.recovery.texts()
    assert (kept.draft_id, kept.body) == (number, "What would you look at first?")
    assert page.bar.state() != "Not saved yet. Your text is kept."
    stage.go("composer", number)
    assert page.session.text.body == "What would you look at first?"


def test_another_tone_waits_with_the_text_that_follows_from_it(stage: Stage) -> None:
    page, number = composing(stage)
    write = LongWrite(stage)
    page.session.change(tone=Tone.BRIEF)
    page.session.change(form=MessageForm.CHAT)
    assert write.under_way()
    write.end()
    caught_up(stage)
    draft = stage.services.outreach.detail(number)
    assert (draft.tone, draft.form) == (Tone.BRIEF, MessageForm.CHAT)
    asks = stage.services.desk
    assert draft.body == asks.compose(asks.request_of(draft)).body
