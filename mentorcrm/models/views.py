"""Filters of the list of people that were kept under a name."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import Record


class SavedView(Record):
    """One of them; they stand in the order of their ids. `wanted` is the filter as one line."""

    __tablename__ = "saved_view"

    name: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text)
