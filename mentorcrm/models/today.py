"""What the page Today remembers for itself: rows that were put off."""

from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import Record
from mentorcrm.models.types import IsoDate


class Snooze(Record):
    """One row of Today put off: it is shown again on the day `until`."""

    __tablename__ = "snooze"

    what: Mapped[str] = mapped_column(Text, unique=True)
    until: Mapped[date] = mapped_column(IsoDate())
