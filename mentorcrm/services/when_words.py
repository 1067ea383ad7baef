"""When something is, as it is said: `today 16:00`. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from mentorcrm.words import _, short_day


def when_words(at: datetime, zone: str, now: datetime) -> str:
    """`today 16:00`, `tomorrow 16:00`, or `24 Nov 16:00`, on the clock of a zone."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    days = (local.date() - today).days
    named = {0: _("today {time}"), 1: _("tomorrow {time}"), -1: _("yesterday {time}")}
    if days in named:
        return named[days].format(time=f"{local:%H:%M}")
    return f"{short_day(local.date(), today)} {local:%H:%M}"
