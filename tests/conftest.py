"""What every test may use: a data folder with a fresh, real database, and a clock that stands."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mentorcrm.clock import FixedClock
from mentorcrm.paths import Paths

# How long an example takes depends on the machine and on what is loaded by then: no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: last of all it would keep one worker busy, the other idle."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Lets all databases of a run share what statements compile to: it depends on none of them.

    Each test opens a file of its own and would else compile every query it makes again, which is
    a fifth of what a window costs.
    """
    from sqlalchemy.util import LRUCache

    from mentorcrm.storage import engine, schema

    create, compiled = engine.create_engine, LRUCache(4_000)
    dialect = create("sqlite://", module=schema.dbapi).connect().engine.dialect

    def create_sharing(*what: object, **how: object) -> object:
        made = create(*what, execution_options={"compiled_cache": compiled}, **how)
        made.dialect = dialect
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", create_sharing)
        yield


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file; copy it, do not open it."""
    from mentorcrm.storage.migrate import migrate

    path = tmp_path_factory.mktemp("fresh") / "mentorcrm.db"
    migrate(path)
    assert not path.with_name(path.name + "-wal").exists()
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW, "Europe/Lisbon")


@pytest.fixture
def paths(tmp_path: Path, fresh_database: Path) -> Paths:
    """A data folder that holds an empty database of the present schema."""
    paths = Paths(tmp_path / "home")
    paths.create()
    shutil.copyfile(fresh_database, paths.database)
    paths.database.chmod(0o600)
    return paths


@pytest.fixture
def services(paths: Paths, clock: FixedClock) -> Iterator["object"]:
    """The whole app without a face, on its own database."""
    from mentorcrm.app import build

    built = build(paths, clock)
    yield built
    built.store.close()


@pytest.fixture
def reopened(paths: Paths, clock: FixedClock) -> Iterator[Callable[[], "object"]]:
    """Build the app again on the same folder, as after a restart."""
    from mentorcrm.app import build

    opened = []

    def open_again() -> object:
        opened.append(build(paths, clock))
        return opened[-1]

    yield open_again
    for built in opened:
        built.store.close()
