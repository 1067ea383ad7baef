"""Making a hundred thousand small objects without the collector searching them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Put off Python's cyclic garbage collection while a file is read or planned.

    Cards and points are never part of a cycle, yet every few thousand of them would set off
    another search through all the others: a third of the time at 100,000 people.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
