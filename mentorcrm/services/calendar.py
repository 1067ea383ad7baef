"""When I am busy, from the calendar file that the user points to."""

from datetime import datetime
from pathlib import Path


def busy_in(file: str, start: datetime, end: datetime,
            zone: str) -> tuple[tuple[datetime, datetime], ...]:
    """Busy spans between two aware instants; none when no file is set.

    Raises ImportRejected when the file is there but cannot be read.
    """
    if not file:
        return ()
    from mentorcrm.interchange.calendar_busy import busy_times

    return busy_times(Path(file).expanduser(), start, end, zone)
