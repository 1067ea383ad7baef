"""What a sound database of each schema contains, found by building one from the migrations."""

import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from mentorcrm.storage import schema
from mentorcrm.storage.shape import SchemaFacts, SchemaObject, schema_objects


@cache
def expected_objects(number: int) -> frozenset[SchemaObject] | None:
    """The tables, indexes and triggers of a schema number; None when it is not one of ours."""
    if not 1 <= number <= schema.HEAD:
        return None
    from mentorcrm.storage.migrate import migrate

    with tempfile.TemporaryDirectory(prefix="mentorcrm-") as folder:
        path = Path(folder) / "schema.db"
        migrate(path, number)
        with closing(schema.connect(path, read_only=True)) as connection:
            return schema_objects(connection)


def schema_facts() -> SchemaFacts:
    """How this version recognises its own files."""
    return SchemaFacts(schema.APPLICATION_ID, schema.HEAD, expected_objects)
