"""When I am busy, from the calendar file that the user points to."""

from datetime import datetime
from pathlib import Path

from mentorcrm.models.kinds import TimeWindow


def busy_in(file: str, start: datetime, end: datetime, zone: str) -> tuple[TimeWindow, ...]:
    """Busy spans between two aware instants; none when no file is set.

    Raises ImportRejected when the file is there but cannot be read.
    """
    if not file:
        return ()
    from mentorcrm.interchange.calendar_busy import busy_times

    spans = busy_times(Path(file).expanduser(), start, end, zone)
    return tuple(TimeWindow(begin, finish, zone) for begin, finish in spans if begin < finish)
