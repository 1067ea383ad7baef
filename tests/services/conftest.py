"""What the tests of services share: running commands, and checking that undo takes them back."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from mentorcrm.models.tables import captured_tables
from mentorcrm.services.facade import Services
from mentorcrm.storage import schema


@pytest.fixture
def run(services: Services) -> Callable[..., Any]:
    """Runs a command on the app under test."""
    return services.dispatcher.run


@pytest.fixture
def dump(services: Services) -> Callable[[], dict[str, list[Any]]]:
    """All rows of the user's, as a stranger would read them from the file."""

    def rows() -> dict[str, list[Any]]:
        with closing(schema.connect(services.paths.database, read_only=True)) as connection:
            return {
                table: connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
                for table in captured_tables()
            }

    return rows


@pytest.fixture
def there_and_back(services: Services, dump: Callable[[], Any]) -> Callable[..., Any]:
    """Runs a command that must be one step of undo and redo; returns its result."""

    def go(command: Any, label: str | None = None) -> Any:
        before, steps = dump(), len(services.history.recent())
        result = services.dispatcher.run(command)
        after = dump()
        assert after != before
        assert len(services.history.recent()) == steps + 1
        said = services.history.labels()[0]
        assert label is None or said == label
        assert services.dispatcher.undo() == said
        assert dump() == before
        assert services.dispatcher.redo() == said
        assert dump() == after
        return result

    return go


@pytest.fixture
def refused(services: Services, dump: Callable[[], Any]) -> Callable[..., None]:
    """A command must be refused with these words, and nothing may have changed."""

    def go(command: Any, words: str) -> None:
        from mentorcrm.errors import UserError

        before, labels = dump(), services.history.labels()
        with pytest.raises(UserError) as caught:
            services.dispatcher.run(command)
        assert words in str(caught.value)
        assert str(caught.value).endswith(".")
        assert dump() == before
        assert services.history.labels() == labels

    return go
