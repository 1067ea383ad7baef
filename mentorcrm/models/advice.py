"""Advice with what was done about it, experiments, and promises both ways."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Binned, Record
from mentorcrm.models.history_kinds import AdviceResponse, Owner, Worked
from mentorcrm.models.kinds import Privacy
from mentorcrm.models.types import Flag, IsoDate, Words


class Advice(Binned, Record):
    """What somebody advised, what I did with it, what came of it, and when they heard.

    `words` and `result` may be quoted back to the one who gave it unless `privacy` is NEVER, and
    to others when it is SHAREABLE; `context`, `assumed` and `why` are for me alone.
    """

    __tablename__ = "advice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    need_id: Mapped[int | None] = mapped_column(
        ForeignKey("need.id", ondelete="SET NULL"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    context: Mapped[str] = mapped_column(Text, default="")
    assumed: Mapped[str] = mapped_column(Text, default="")
    given_on: Mapped[date] = mapped_column(IsoDate())
    response: Mapped[AdviceResponse] = mapped_column(
        Words(AdviceResponse), default=AdviceResponse.OPEN
    )
    responded_on: Mapped[date | None] = mapped_column(IsoDate())
    why: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    told_on: Mapped[date | None] = mapped_column(IsoDate())
    told_draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="SET NULL"), index=True
    )
    privacy: Mapped[Privacy] = mapped_column(Words(Privacy), default=Privacy.PRIVATE)
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (
        Index("ix_advice_person", "person_id", "given_on"),
        Index("ix_advice_untold", "deleted_at", "told_on", "given_on"),
        TABLE_OPTIONS,
    )


class Experiment(Record):
    """A piece of advice put to the test. `worked` is None while it runs."""

    __tablename__ = "experiment"

    advice_id: Mapped[int] = mapped_column(ForeignKey("advice.id", ondelete="CASCADE"), index=True)
    hypothesis: Mapped[str] = mapped_column(Text)
    sign: Mapped[str] = mapped_column(Text, default="")
    until: Mapped[date | None] = mapped_column(IsoDate())
    tried_on: Mapped[date | None] = mapped_column(IsoDate())
    worked: Mapped[Worked | None] = mapped_column(Words(Worked))
    learned: Mapped[str] = mapped_column(Text, default="")


class DraftAdvice(Record):
    """A piece of advice that a message reports on."""

    __tablename__ = "draft_advice"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"))
    advice_id: Mapped[int] = mapped_column(ForeignKey("advice.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)

    __table_args__ = (UniqueConstraint("draft_id", "advice_id"), TABLE_OPTIONS)


class AdviceStance(Record):
    """Which option of a decision a piece of advice speaks for, in the words of the decision.

    Two pieces of advice agree where they speak for one option, and differ where they do not.
    """

    __tablename__ = "advice_stance"

    advice_id: Mapped[int] = mapped_column(ForeignKey("advice.id", ondelete="CASCADE"))
    option: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("advice_id"), TABLE_OPTIONS)


class Commitment(Binned, Record):
    """A promise, mine or theirs; open while neither `done_on` nor `dropped_on` is set."""

    __tablename__ = "commitment"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    need_id: Mapped[int | None] = mapped_column(
        ForeignKey("need.id", ondelete="SET NULL"), index=True
    )
    owner: Mapped[Owner] = mapped_column(Words(Owner))
    what: Mapped[str] = mapped_column(Text)
    made_on: Mapped[date] = mapped_column(IsoDate())
    due: Mapped[date | None] = mapped_column(IsoDate())
    done_on: Mapped[date | None] = mapped_column(IsoDate())
    dropped_on: Mapped[date | None] = mapped_column(IsoDate())
    dropped_reason: Mapped[str] = mapped_column(Text, default="")
    privacy: Mapped[Privacy] = mapped_column(Words(Privacy), default=Privacy.PRIVATE)
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (
        Index("ix_commitment_person", "person_id", "made_on"),
        Index("ix_commitment_open", "deleted_at", "done_on", "dropped_on", "due"),
        TABLE_OPTIONS,
    )
