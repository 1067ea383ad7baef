"""Time windows as they are kept: `[start, end, zone]`, instants in UTC."""

from collections.abc import Iterable
from datetime import datetime

from mentorcrm.models.kinds import TimeWindow
from mentorcrm.models.types import utc_text


def pack_windows(windows: Iterable[TimeWindow]) -> list[list[str]]:
    """Windows as lists of text, ready for a JSON column."""
    return [[utc_text(w.start), utc_text(w.end), w.zone] for w in windows]


def unpack_windows(kept: Iterable[list[str]]) -> tuple[TimeWindow, ...]:
    """The windows that `pack_windows` made."""
    return tuple(
        TimeWindow(datetime.fromisoformat(start), datetime.fromisoformat(end), zone)
        for start, end, zone in kept
    )
