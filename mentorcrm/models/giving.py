"""What goes both ways: things given and received, ideas of what to give, introductions."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Binned, Record
from mentorcrm.models.history_kinds import Effort, GiveDirection, GiveKind, IdeaKind
from mentorcrm.models.types import Flag, IsoDate, Words


class ReciprocityNote(Binned, Record):
    """Something one of us did for the other. `what` is a note of mine and stays with me."""

    __tablename__ = "reciprocity_note"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    direction: Mapped[GiveDirection] = mapped_column(Words(GiveDirection))
    kind: Mapped[GiveKind] = mapped_column(Words(GiveKind))
    happened_on: Mapped[date] = mapped_column(IsoDate())
    what: Mapped[str] = mapped_column(Text, default="")
    effort: Mapped[Effort | None] = mapped_column(Words(Effort))
    prompted_by: Mapped[str] = mapped_column(Text, default="")
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (
        Index("ix_reciprocity_note_person", "person_id", "happened_on"),
        TABLE_OPTIONS,
    )


class GiveIdea(Record):
    """Something that may help them: an interest, a thing they mentioned needing, or an idea."""

    __tablename__ = "give_idea"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[IdeaKind] = mapped_column(Words(IdeaKind))
    text: Mapped[str] = mapped_column(Text)
    noted_on: Mapped[date] = mapped_column(IsoDate())
    done_as: Mapped[int | None] = mapped_column(
        ForeignKey("reciprocity_note.id", ondelete="SET NULL"), index=True
    )
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)


class Introduction(Binned, Record):
    """A met B through C. None stands for me: as the introducer, or as the first of the two.

    Made only after both said yes; the loop is closed when the introducer heard what came of it.
    """

    __tablename__ = "introduction"

    introducer_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    first_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    asked_on: Mapped[date | None] = mapped_column(IsoDate())
    first_agreed_on: Mapped[date | None] = mapped_column(IsoDate())
    second_agreed_on: Mapped[date | None] = mapped_column(IsoDate())
    made_on: Mapped[date | None] = mapped_column(IsoDate())
    outcome: Mapped[str] = mapped_column(Text, default="")
    told_introducer_on: Mapped[date | None] = mapped_column(IsoDate())
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)
