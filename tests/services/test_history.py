"""Undo, the dispatcher and the bus: what is kept, what is refused, who is told."""

import threading
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import exc

from mentorcrm.app import build
from mentorcrm.errors import DatabaseLocked, DiskFull, StaleUndo, StorageError, UserError
from mentorcrm.models.kinds import UNDO_STEPS
from mentorcrm.services.bus import Changes
from mentorcrm.services.commands.people import AddPerson, EditPerson, SetTags
from mentorcrm.services.facade import Services
from mentorcrm.storage import schema


@pytest.fixture
def told(services: Services) -> list[Changes]:
    heard: list[Changes] = []
    services.bus.subscribe(heard.append)
    return heard


def test_the_last_hundred_steps_are_kept(run: Any, services: Services):
    for number in range(UNDO_STEPS + 5):
        run(AddPerson(f"P{number}"))
    assert len(services.history.recent(1000)) == UNDO_STEPS
    done = 0
    while services.dispatcher.undo():
        done += 1
    assert done == UNDO_STEPS
    assert [p.name for p in services.people.listed()] == [f"P{n}" for n in range(5)]
    assert services.history.labels() == (None, "Add P5")


def test_a_new_change_ends_what_could_be_redone(run: Any, services: Services):
    run(AddPerson("Ana"))
    run(AddPerson("Kofi"))
    services.dispatcher.undo()
    assert services.history.labels() == ("Add Ana", "Add Kofi")
    run(AddPerson("Ruth"))
    assert services.history.labels() == ("Add Ruth", None)
    assert services.dispatcher.redo() is None
    assert [h.label for h in services.history.recent()] == ["Add Ruth", "Add Ana"]


def test_what_changes_nothing_is_no_step(run: Any, services: Services, told: list[Changes]):
    ana = run(AddPerson("Ana"))
    told.clear()
    services.dispatcher.run(EditPerson(ana, {"title": ""}))
    services.dispatcher.run(SetTags(ana, ()))
    assert [h.label for h in services.history.recent()] == ["Add Ana"]
    assert told == []
    services.dispatcher.undo()
    services.dispatcher.run(SetTags(run(AddPerson("Kofi")), ()))
    assert services.history.labels()[1] is None


def test_history_survives_a_restart(run: Any, services: Services, reopened: Any):
    ana = run(AddPerson("Ana"))
    services.store.close()
    again = reopened()
    assert again.dispatcher.undo() == "Add Ana"
    assert again.dispatcher.redo() == "Add Ana"
    assert again.people.detail(ana).name == "Ana"


def test_another_process_that_changed_the_row_makes_undo_refuse(
    run: Any, services: Services, dump: Any
):
    ana = run(AddPerson("Ana"))
    with closing(schema.connect(services.paths.database)) as other:
        other.execute("UPDATE person SET title = 'CTO'")
    before = dump()
    with pytest.raises(StaleUndo, match="nothing was undone"):
        services.dispatcher.undo()
    assert dump() == before
    assert services.history.labels() == ("Add Ana", None)
    assert services.people.detail(ana).values["title"] == "CTO"


def test_undo_refuses_when_something_else_hangs_on_it(run: Any, services: Services, dump: Any):
    ana = run(AddPerson("Ana"))
    with closing(schema.connect(services.paths.database)) as other:
        other.execute(
            "INSERT INTO public_fact (person_id, text, source, uid, created_at, updated_at, "
            "version) VALUES (?, 'x', '', 'u', '', '', 1)",
            (ana,),
        )
    before = dump()
    with pytest.raises(StaleUndo, match="depend on this change"):
        services.dispatcher.undo()
    assert dump() == before


def test_a_change_elsewhere_is_noticed_even_when_we_wrote_after_it(
    run: Any, services: Services, reopened: Any, told: list[Changes]
):
    other = reopened()
    other.dispatcher.run(AddPerson("From elsewhere"))
    run(AddPerson("Ours"))
    assert services.changed_elsewhere()
    assert told[-1].everything
    assert not services.changed_elsewhere()
    run(AddPerson("Ours again"))
    assert not services.changed_elsewhere()
    assert other.changed_elsewhere()


class TestBus:
    def test_who_listens_is_told_what_changed_and_by_whom(
        self, services: Services, told: list[Changes]
    ):
        ana = services.dispatcher.run(AddPerson("Ana"), initiator="me")
        assert told[0].tables["person"] == {ana}
        assert (told[0].label, told[0].initiator) == ("Add Ana", "me")
        assert told[0].touches("draft", "person")
        assert not told[0].touches("need")
        services.dispatcher.undo("menu")
        assert told[1].tables["person"] == {ana}
        assert told[1].initiator == "menu"

    def test_a_refusal_tells_nobody(self, services: Services, told: list[Changes]):
        with pytest.raises(UserError):
            services.dispatcher.run(AddPerson(""))
        assert told == []

    def test_who_stops_listening_hears_nothing(self, services: Services):
        heard: list[Changes] = []
        stop = services.bus.subscribe(heard.append)
        stop()
        stop()
        services.dispatcher.run(AddPerson("Ana"))
        assert heard == []

    def test_a_listener_may_read_and_write(self, services: Services):
        def answer(changes: Changes) -> None:
            if changes.label == "Add Ana":
                services.dispatcher.run(AddPerson("Echo"))

        services.bus.subscribe(answer)
        services.dispatcher.run(AddPerson("Ana"))
        assert [p.name for p in services.people.listed()] == ["Ana", "Echo"]


class _Faulty:
    """A store that commits, or does not, and reports an error either way."""

    def __init__(self, services: Services, error: Exception, *, commits: bool) -> None:
        self._store, self._error, self._commits = services.store, error, commits

    def write(self, before_commit: Any = None) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def faulty() -> Any:
            if self._commits:
                with self._store.write(before_commit) as unit:
                    yield unit
                raise self._error
            with self._store.write(before_commit) as unit:
                yield unit
                before_commit(unit)
                raise self._error

        return faulty()


ERRORS = [
    DiskFull("The disk is full."),
    exc.OperationalError("COMMIT", None, Exception("SQL logic error")),
]


@pytest.mark.parametrize("error", ERRORS, ids=["ours", "the driver's"])
def test_a_commit_that_reports_an_error_but_is_on_disk_counts_as_done(
    services: Services, told: list[Changes], error: Exception
):
    services.dispatcher._store = _Faulty(services, error, commits=True)
    ana = services.dispatcher.run(AddPerson("Ana"))
    assert services.people.detail(ana).name == "Ana"
    assert [c.label for c in told] == ["Add Ana"]


@pytest.mark.parametrize("error", ERRORS, ids=["ours", "the driver's"])
def test_a_commit_that_failed_is_raised(
    services: Services, told: list[Changes], error: Exception, dump: Any
):
    before = dump()
    services.dispatcher._store = _Faulty(services, error, commits=False)
    with pytest.raises((StorageError, exc.OperationalError)):
        services.dispatcher.run(AddPerson("Ana"))
    assert dump() == before
    assert told == []


def test_writers_in_threads_take_turns_and_readers_see_whole_changes(services: Services):
    torn: list[object] = []
    stop = threading.Event()

    def write(number: int) -> None:
        for turn in range(10):
            person = services.dispatcher.run(AddPerson(f"T{number}.{turn}"))
            services.dispatcher.run(SetTags(person, ("a", "b")))

    def read() -> None:
        while not stop.is_set():
            torn.extend(r for r in services.people.listed() if len(r.tags) not in (0, 2))

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert torn == []
    assert len(services.people.ids()) == 30
    assert len(services.history.recent()) == 60


def test_a_database_that_is_busy_is_said_and_nothing_is_done(
    services: Services, told: list[Changes]
):
    with closing(schema.connect(services.paths.database)) as other:
        with services.store.write() as unit:  # Shortens the wait of the writing connection.
            unit.session.connection().exec_driver_sql("PRAGMA busy_timeout=50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked, match="Try again"):
            services.dispatcher.run(AddPerson("Ana"))
        other.execute("ROLLBACK")
    assert told == []
    services.dispatcher.run(AddPerson("Ana"))


def test_closing_a_busy_database_is_quiet(paths: Any, clock: Any):
    services = build(paths, clock)
    with services.store.write() as unit:
        unit.session.connection().exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(schema.connect(paths.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        services.store.close()
