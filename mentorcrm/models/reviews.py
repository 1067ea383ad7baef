"""What is kept of judgements: where I disagree, and sittings with what they found and decided."""

from datetime import date

from sqlalchemy import ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Record
from mentorcrm.models.health_kinds import Band, ReviewDecision, ReviewKind, SignalKind
from mentorcrm.models.types import IsoDate, JsonText, Words


class HealthNote(Record):
    """My disagreement with one judgement about someone. It holds until the day `expires_on`."""

    __tablename__ = "health_note"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    signal: Mapped[SignalKind] = mapped_column(Words(SignalKind))
    reason: Mapped[str] = mapped_column(Text)
    expires_on: Mapped[date] = mapped_column(IsoDate())

    __table_args__ = (UniqueConstraint("person_id", "signal"), TABLE_OPTIONS)


class Review(Record):
    """One sitting; open while `finished_on` is None. `step` is where it was left.

    `notes` holds what was written at each step, by the step's name.
    """

    __tablename__ = "review"

    kind: Mapped[ReviewKind] = mapped_column(Words(ReviewKind))
    started_on: Mapped[date] = mapped_column(IsoDate())
    finished_on: Mapped[date | None] = mapped_column(IsoDate())
    step: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[dict[str, str]] = mapped_column(JsonText(), default=dict)


class ReviewEntry(Record):
    """One relationship in a sitting: how it stood, and what was decided.

    `band` is None where nothing could be judged. `next_on` is the day agreed with myself, and
    `draft_id` the message that the decision led to.
    """

    __tablename__ = "review_entry"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    band: Mapped[Band | None] = mapped_column(Words(Band))
    decision: Mapped[ReviewDecision | None] = mapped_column(Words(ReviewDecision))
    note: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None] = mapped_column(IsoDate())
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (UniqueConstraint("review_id", "person_id"), TABLE_OPTIONS)


class ReviewCoverage(Record):
    """How far a need or a facet was covered at a sitting, in thousandths; one of the two is named.

    `if_lost` is the same without the one who carries most of it.
    """

    __tablename__ = "review_coverage"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    facet: Mapped[str | None] = mapped_column(Text)
    covered: Mapped[int] = mapped_column(Integer)
    if_lost: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        UniqueConstraint("need_id", "review_id"),
        UniqueConstraint("facet", "review_id"),
        TABLE_OPTIONS,
    )
