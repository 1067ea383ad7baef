"""Meetings: an interaction with preparation, notes and a close, and questions with memory."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Record
from mentorcrm.models.history_kinds import AgendaKind, FeedbackStyle, LineKind
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.types import Flag, IsoDate, UtcDateTime, Words


class InteractionTopic(Record):
    """A word for what a contact was about; `key` is the name folded for comparison."""

    __tablename__ = "interaction_topic"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("interaction_id", "key"),
        Index("ix_interaction_topic_key", "key", "interaction_id"),
        TABLE_OPTIONS,
    )


class Meeting(Record):
    """The preparation, notes and close of one contact; when and with whom stand in that contact.

    `slot` is the agreed length and `rating` 1 to 4. `held_at` is when notes began, `closed_at`
    when it was closed; the recap is due from then on. `decision_id` is the one need of kind
    decision that the meeting is for.
    """

    __tablename__ = "meeting"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    slot: Mapped[int] = mapped_column(Integer, default=30)
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("need.id", ondelete="SET NULL"), index=True
    )
    progress: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    rating: Mapped[int | None] = mapped_column(Integer)
    takeaways: Mapped[str] = mapped_column(Text, default="")
    thanks: Mapped[str] = mapped_column(Text, default="")
    moved: Mapped[int] = mapped_column(Integer, default=0)
    cancelled_on: Mapped[date | None] = mapped_column(IsoDate())
    cancelled_why: Mapped[str] = mapped_column(Text, default="")
    agenda_sent_on: Mapped[date | None] = mapped_column(IsoDate())
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    recap_due: Mapped[datetime | None] = mapped_column(UtcDateTime())
    recap_draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (UniqueConstraint("interaction_id"), TABLE_OPTIONS)


class AgendaPoint(Record):
    """One point of an agenda; `carried` counts the meetings it was moved on from, unfinished."""

    __tablename__ = "agenda_point"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    kind: Mapped[AgendaKind] = mapped_column(Words(AgendaKind), default=AgendaKind.OTHER)
    text: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int] = mapped_column(Integer, default=5)
    position: Mapped[int] = mapped_column(Integer, default=0)
    done: Mapped[bool] = mapped_column(Flag(), default=False)
    dropped: Mapped[bool] = mapped_column(Flag(), default=False)
    carried: Mapped[int] = mapped_column(Integer, default=0)
    carried_from: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_point.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (Index("ix_agenda_point_meeting", "meeting_id", "position"), TABLE_OPTIONS)


class MeetingLine(Record):
    """A line of the notes, in the order in which it was written.

    Of a line that is advice or a promise the words stand in the record it names, not here.
    """

    __tablename__ = "meeting_line"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    kind: Mapped[LineKind] = mapped_column(Words(LineKind), default=LineKind.NOTE)
    text: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    privacy: Mapped[Privacy] = mapped_column(Words(Privacy), default=Privacy.PRIVATE)
    advice_id: Mapped[int | None] = mapped_column(
        ForeignKey("advice.id", ondelete="CASCADE"), index=True
    )
    commitment_id: Mapped[int | None] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), index=True
    )

    __table_args__ = (Index("ix_meeting_line_meeting", "meeting_id", "position"), TABLE_OPTIONS)


class Question(Record):
    """A question of my own for the bank, beside those that ship with the app."""

    __tablename__ = "question"

    text: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text, default="")
    style: Mapped[FeedbackStyle] = mapped_column(
        Words(FeedbackStyle), default=FeedbackStyle.UNKNOWN
    )


class QuestionAsked(Record):
    """A question that was put to someone, and what came of it.

    `key` names a question of the bank or is empty for one typed just once.
    """

    __tablename__ = "question_asked"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), index=True
    )
    key: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date] = mapped_column(IsoDate())
    came_of: Mapped[str] = mapped_column(Text, default="")
