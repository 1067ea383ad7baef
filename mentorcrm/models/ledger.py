"""What the app keeps for itself: imports, files beside the database, history, small state."""

from datetime import datetime

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Base, Record, new_uid
from mentorcrm.models.types import Flag, JsonText, UtcDateTime


class ImportBatch(Record):
    """One import: the file, what it was read as, and its counts."""

    __tablename__ = "import_batch"

    file_name: Mapped[str] = mapped_column(Text)
    file_kind: Mapped[str] = mapped_column(Text)
    counts: Mapped[dict[str, int]] = mapped_column(JsonText(), default=dict)
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime())


class Attachment(Record):
    """A file kept beside the database under its SHA-256; `size` in bytes."""

    __tablename__ = "attachment"

    sha256: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(Integer)
    media_type: Mapped[str] = mapped_column(Text, default="application/octet-stream")


class HistoryStep(Base):
    """One undoable change, in the user's words. Not captured itself.

    `changes` is the compressed change set; `op_id` lets a doubtful commit be looked up.
    """

    __tablename__ = "history_step"
    __table_args__ = TABLE_OPTIONS

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    op_id: Mapped[str] = mapped_column(Text, unique=True, default=new_uid)
    label: Mapped[str] = mapped_column(Text)
    merge_key: Mapped[str] = mapped_column(Text, default="")
    undone: Mapped[bool] = mapped_column(Flag(), default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    row_count: Mapped[int] = mapped_column(Integer)
    changes: Mapped[bytes] = mapped_column(LargeBinary)


class AppState(Base):
    """Small facts the app remembers with its data, such as the last state of the start page."""

    __tablename__ = "app_state"
    __table_args__ = {"sqlite_strict": True}

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
