"""What every table has: an integer key, a public uid, times and a version."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from mentorcrm.models.types import UtcDateTime

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Ids are never used twice, so an undone insert can come back under its own id.
TABLE_OPTIONS: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}


def new_uid() -> str:
    """A fresh public id, made by the client so that a retry can be recognised."""
    return str(uuid.uuid4())


class Base(DeclarativeBase):
    """The registry of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class Record(Base):
    """A captured row: changes to it are recorded and can be undone."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uid: Mapped[str] = mapped_column(Text, unique=True, default=new_uid)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime())
    version: Mapped[int] = mapped_column(Integer)

    __table_args__: Any = TABLE_OPTIONS

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}


class Binned:
    """Rows that go to the bin before they are gone."""

    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
