"""Keeping the full-text indexes right when thousands of rows go or change at once.

With `secure-delete` every row that leaves an index rewrites the pages it stood on, a third of a
millisecond each and more in a large index. From a share of the table on it is cheaper to let the
rows leave the ordinary way and then to build the index anew, which keeps nothing of them either.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection

INDEXES = {
    "person": "person_fts",
    "interaction": "note_fts",
    "need": "need_fts",
    "draft": "draft_fts",
    "advice": "advice_fts",
    "commitment": "promise_fts",
    "meeting_line": "line_fts",
}
# Building anew costs about as much for 25 rows as taking one out of the index.
_REBUILD_SHARE = 25
_REBUILD_FROM = 200


@contextmanager
def many_leaving(connection: Connection, table: str, number: int) -> Iterator[None]:
    """Around statements that delete or change `number` rows of a table."""
    index = INDEXES.get(table)
    if index is None or not _better_anew(connection, table, number):
        yield
        return
    secure = f"INSERT INTO {index}({index}, rank) VALUES ('secure-delete', ?)"
    connection.exec_driver_sql(secure, (0,))
    yield
    connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    connection.exec_driver_sql(secure, (1,))


def _better_anew(connection: Connection, table: str, number: int) -> bool:
    if number < _REBUILD_FROM:
        return False
    rows = connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one()
    return bool(number * _REBUILD_SHARE >= rows)
