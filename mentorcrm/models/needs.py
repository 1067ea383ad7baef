"""What I need: outcomes, skills and decisions."""

from datetime import date

from sqlalchemy import ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Binned, Record
from mentorcrm.models.kinds import CoverageLevel, NeedKind, NeedStatus
from mentorcrm.models.types import Flag, IsoDate, JsonText, Words


class Need(Binned, Record):
    """An outcome, skill or decision; the decision fields stay empty for the other two.

    `decided_on` is for all three the day on which it was settled: decided, or else met. Ratings
    and confidence are 1 to 5.
    """

    __tablename__ = "need"

    kind: Mapped[NeedKind] = mapped_column(Words(NeedKind))
    statement: Mapped[str] = mapped_column(Text)
    why_now: Mapped[str] = mapped_column(Text, default="")
    done_when: Mapped[str] = mapped_column(Text, default="")
    target_date: Mapped[date | None] = mapped_column(IsoDate())
    status: Mapped[NeedStatus] = mapped_column(Words(NeedStatus), default=NeedStatus.OPEN)
    rating_start: Mapped[int | None] = mapped_column(Integer)
    rating_now: Mapped[int | None] = mapped_column(Integer)
    confidence: Mapped[int | None] = mapped_column(Integer)
    options: Mapped[list[str]] = mapped_column(JsonText(), default=list)
    leaning: Mapped[str] = mapped_column(Text, default="")
    decide_by: Mapped[date | None] = mapped_column(IsoDate())
    decided: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[date | None] = mapped_column(IsoDate())
    expected: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None] = mapped_column(IsoDate())
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)


class NeedTask(Record):
    """One of up to six steps towards a need."""

    __tablename__ = "need_task"

    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer, default=0)
    done_on: Mapped[date | None] = mapped_column(IsoDate())


class Coverage(Record):
    """How far one mentorship covers a need or a facet; one of the two is named, never both."""

    __tablename__ = "coverage"

    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    facet: Mapped[str | None] = mapped_column(Text)
    mentorship_id: Mapped[int] = mapped_column(
        ForeignKey("mentorship.id", ondelete="CASCADE"), index=True
    )
    level: Mapped[CoverageLevel] = mapped_column(Words(CoverageLevel))
    note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("need_id", "mentorship_id"),
        UniqueConstraint("facet", "mentorship_id"),
        TABLE_OPTIONS,
    )


class MosaicWeight(Record):
    """How much a need or a facet weighs in the mosaic, 1 to 3, or 0 for a facet left out of it.

    One of the two is named, never both. Without a row a need weighs 1, and so do the first facets.
    """

    __tablename__ = "mosaic_weight"

    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    facet: Mapped[str | None] = mapped_column(Text)
    weight: Mapped[int] = mapped_column(Integer)

    __table_args__ = (UniqueConstraint("need_id"), UniqueConstraint("facet"), TABLE_OPTIONS)
