"""Which day it is for the reader, and on which day something was. Everyone here asks this module.

Instants are kept in UTC: the day of one is only known in a zone, so `.date()` on an instant as it
is kept names the wrong day for a part of every day. A test of the house holds the rest of `ui` to
these functions.
"""

from datetime import date, datetime

from mentorcrm.services.zones import zone_of
from mentorcrm.ui.desk import Desk


def desk_zone(desk: Desk) -> str:
    """The zone of my profile, else the computer's."""
    return desk.services.profile.get().zone or desk.clock.zone()


def desk_today(desk: Desk) -> date:
    """Today where I am."""
    return desk_day(desk, desk.clock.now())


def desk_now(desk: Desk) -> datetime:
    """Now, on the clock where I am."""
    return desk.clock.now().astimezone(zone_of(desk.clock.zone()))


def desk_day(desk: Desk, at: datetime) -> date:
    """The day of an instant where I am."""
    return local_day(at, desk.clock.zone())


def local_day(at: datetime, zone: str) -> date:
    """The day of an instant in a zone; in UTC when there is no such zone."""
    return at.astimezone(zone_of(zone)).date()
