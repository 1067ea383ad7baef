"""The bin is emptied after thirty days, and nothing else goes."""

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from mentorcrm.app import build
from mentorcrm.clock import FixedClock
from mentorcrm.models.kinds import InteractionChannel, MessageKind, NeedKind
from mentorcrm.paths import Paths
from mentorcrm.services.commands.needs import AddNeed, DeleteNeed
from mentorcrm.services.commands.outreach import AttachFile, DetachFile, LogInteraction
from mentorcrm.services.commands.people import AddPerson, DeletePeople, EditPerson, SetPhoto
from tests.conftest import NOW

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

TABLES = ("person", "interaction", "interaction_person", "draft", "need", "history_step")


@pytest.fixture
def later(paths: Paths) -> Any:
    """Opens the same data so many days later."""
    opened = []

    def go(days: float) -> Any:
        opened.append(build(paths, FixedClock(NOW + timedelta(days=days), "Europe/Lisbon")))
        return opened[-1]

    yield go
    for services in opened:
        services.store.close()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def count(services: Any, *tables: str) -> list[int]:
    with services.store.read() as session:
        return [session.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables]


def filled(services: Any) -> tuple[int, int]:
    """Two people with a talk of their own and one together; the first goes to the bin."""
    run = services.dispatcher.run
    ana, kofi = run(AddPerson("Ana Secret")), run(AddPerson("Kofi"))
    for people in ((ana,), (kofi,), (ana, kofi)):
        run(LogInteraction(people, NOW, InteractionChannel.CALL, summary="A talk"))
    run(services.desk.beginning(ana, MessageKind.RECAP))
    need = run(AddNeed(NeedKind.SKILL, "Say no"))
    run(DeleteNeed(need))
    run(DeletePeople((ana,)))
    return ana, kofi


def test_what_lay_thirty_days_goes_with_all_that_hangs_on_it(services: Any, later: Any) -> None:
    filled(services)
    services.store.close()
    after = later(30.1)
    assert after.trash.purge() == 2
    # The talk with both stays, as it is Kofi's too.
    assert count(after, *TABLES) == [1, 2, 2, 0, 0, 0]
    assert [hit.title for hit in after.search.everything("secret")] == []
    assert after.history.labels() == (None, None)
    assert after.dispatcher.undo() is None
    assert after.trash.purge() == 0


def test_what_is_younger_stays_and_can_be_undone(services: Any, later: Any) -> None:
    filled(services)
    services.store.close()
    before = later(29.9)
    steps = count(before, *TABLES)
    assert before.trash.purge() == 0
    assert count(before, *TABLES) == steps
    assert before.dispatcher.undo() == "Delete Ana Secret"
    assert [p.name for p in before.people.listed()] == ["Ana Secret", "Kofi"]


def test_newer_steps_can_still_be_undone(services: Any, later: Any) -> None:
    _ana, kofi = filled(services)
    services.store.close()
    after = later(31)
    after.dispatcher.run(EditPerson(kofi, {"location": "Accra"}))
    after.trash.purge()
    assert after.dispatcher.undo() == "Edit Kofi"
    assert after.dispatcher.undo() is None
    assert after.dispatcher.redo() == "Edit Kofi"


def test_files_that_nothing_names_go_too(services: Any, later: Any, tmp_path: Path) -> None:
    run = services.dispatcher.run
    files = {}
    for name in ("gone", "shared", "kept", "detached"):
        files[name] = tmp_path / f"{name}.txt"
        files[name].write_text(f"The text of {name}")
    ana, kofi = run(AddPerson("Ana")), run(AddPerson("Kofi"))
    first, second = (run(services.desk.beginning(one, MessageKind.RECAP)) for one in (ana, kofi))
    for draft, name in ((first, "gone"), (first, "shared"), (second, "shared"), (second, "kept")):
        run(AttachFile(draft, str(files[name])))
    photo = tmp_path / "photo.png"
    photo.write_bytes(PIXEL)
    run(SetPhoto(kofi, str(photo)))
    run(DeletePeople((ana,)))
    services.store.close()
    after = later(30.1)
    detached = after.dispatcher.run(AttachFile(second, str(files["detached"])))
    after.dispatcher.run(DetachFile(second, detached))
    folder = after.paths.attachments
    assert after.trash.purge() == 1
    wanted = {sha256(files[name].read_bytes()) for name in ("shared", "kept", "detached")}
    assert {path.name for path in folder.iterdir()} == wanted | {sha256(PIXEL)}
    after.dispatcher.undo()
    assert {file.name for file in after.outreach.detail(second).attachments} == {
        "shared.txt", "kept.txt", "detached.txt",
    }  # fmt: skip


def test_everybody_is_told(services: Any, later: Any) -> None:
    filled(services)
    services.store.close()
    after, heard = later(31), []
    after.bus.subscribe(heard.append)
    after.trash.purge()
    assert [changes.touches("person") for changes in heard] == [True]


def test_an_empty_bin_is_no_change(services: Any) -> None:
    services.dispatcher.run(AddPerson("Kofi"))
    services.safety.back_up()
    assert services.trash.purge() == 0
    assert services.safety.back_up_if_changed("start") is None
