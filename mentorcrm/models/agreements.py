"""What two people agreed, tried out and found of each other: terms, trials, fit, boundaries."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Record
from mentorcrm.models.history_kinds import (
    FeedbackStyle,
    FitCriterion,
    FitPhase,
    FitVerdict,
    TrialResult,
)
from mentorcrm.models.kinds import InteractionChannel
from mentorcrm.models.types import IsoDate, JsonText, Words


class Agreement(Record):
    """What was agreed for one role. `minutes` is a meeting's length, `monthly_minutes` a limit."""

    __tablename__ = "agreement"

    mentorship_id: Mapped[int] = mapped_column(ForeignKey("mentorship.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(Text, default="")
    rhythm_days: Mapped[int | None] = mapped_column(Integer)
    minutes: Mapped[int | None] = mapped_column(Integer)
    channel: Mapped[InteractionChannel | None] = mapped_column(Words(InteractionChannel))
    between: Mapped[str] = mapped_column(Text, default="")
    monthly_minutes: Mapped[int | None] = mapped_column(Integer)
    monthly_asks: Mapped[int | None] = mapped_column(Integer)
    off_limits: Mapped[list[str]] = mapped_column(JsonText(), default=list)
    confidentiality: Mapped[str] = mapped_column(Text, default="")
    conflicts: Mapped[str] = mapped_column(Text, default="")
    agreed_on: Mapped[date | None] = mapped_column(IsoDate())
    review_on: Mapped[date | None] = mapped_column(IsoDate())
    ends_on: Mapped[date | None] = mapped_column(IsoDate())
    how_we_end: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("mentorship_id"), TABLE_OPTIONS)


class Trial(Record):
    """So many meetings until a day, then a review; `result` is None until it was held."""

    __tablename__ = "trial"

    mentorship_id: Mapped[int] = mapped_column(
        ForeignKey("mentorship.id", ondelete="CASCADE"), index=True
    )
    started_on: Mapped[date] = mapped_column(IsoDate())
    meetings: Mapped[int] = mapped_column(Integer)
    minutes: Mapped[int] = mapped_column(Integer)
    ends_on: Mapped[date] = mapped_column(IsoDate())
    question: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[TrialResult | None] = mapped_column(Words(TrialResult))
    decided_on: Mapped[date | None] = mapped_column(IsoDate())
    note: Mapped[str] = mapped_column(Text, default="")


class WorkingStyle(Record):
    """How someone works and what they would rather not: one row a person, all of it mine to see.

    `their_limits` and `my_limits` are boundaries in a line or two, apart from the topics that an
    agreement rules out.
    """

    __tablename__ = "working_style"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    feedback: Mapped[FeedbackStyle] = mapped_column(
        Words(FeedbackStyle), default=FeedbackStyle.UNKNOWN
    )
    prefers: Mapped[str] = mapped_column(Text, default="")
    their_limits: Mapped[str] = mapped_column(Text, default="")
    my_limits: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("person_id"), TABLE_OPTIONS)


class FitRating(Record):
    """One criterion judged at one time: 0 to 3, or None for not known; `weight` 1 to 3."""

    __tablename__ = "fit_rating"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    criterion: Mapped[FitCriterion] = mapped_column(Words(FitCriterion))
    phase: Mapped[FitPhase] = mapped_column(Words(FitPhase))
    score: Mapped[int | None] = mapped_column(Integer)
    weight: Mapped[int] = mapped_column(Integer, default=1)
    how_i_know: Mapped[str] = mapped_column(Text, default="")
    rated_on: Mapped[date] = mapped_column(IsoDate())

    __table_args__ = (UniqueConstraint("person_id", "criterion", "phase"), TABLE_OPTIONS)


class FitCheck(Record):
    """One of three answers after a meeting; `number` says after which one."""

    __tablename__ = "fit_check"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), index=True
    )
    number: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[FitVerdict] = mapped_column(Words(FitVerdict))
    note: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[date] = mapped_column(IsoDate())


class NotSamePerson(Record):
    """Two people who look alike and are not the same; the smaller id comes first."""

    __tablename__ = "not_same_person"

    one_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))

    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        Index("ix_not_same_person_other", "other_id"),
        TABLE_OPTIONS,
    )
