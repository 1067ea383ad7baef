"""Messages: drafts with their earlier texts, the user's own templates, and contact had."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Base, Binned, Record
from mentorcrm.models.kinds import (
    Direction,
    DraftState,
    InteractionChannel,
    MessageForm,
    MessageKind,
    Outcome,
    Privacy,
    Tone,
)
from mentorcrm.models.types import Flag, IsoDate, JsonText, UtcDateTime, Words


class Interaction(Binned, Record):
    """One contact, past or planned: an instant in UTC with the zone it was lived in."""

    __tablename__ = "interaction"

    at: Mapped[datetime] = mapped_column(UtcDateTime())
    zone: Mapped[str] = mapped_column(Text, default="UTC")
    channel: Mapped[InteractionChannel] = mapped_column(Words(InteractionChannel))
    direction: Mapped[Direction] = mapped_column(Words(Direction))
    minutes: Mapped[int | None] = mapped_column(Integer)
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    privacy: Mapped[Privacy] = mapped_column(Words(Privacy), default=Privacy.PRIVATE)
    counts_as_contact: Mapped[bool] = mapped_column(Flag(), default=True)
    source: Mapped[str] = mapped_column(Text, default="typed")
    external_id: Mapped[str] = mapped_column(Text, default="")
    need_id: Mapped[int | None] = mapped_column(
        ForeignKey("need.id", ondelete="SET NULL"), index=True
    )
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="SET NULL"), index=True
    )
    import_batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_batch.id", ondelete="SET NULL")
    )
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (Index("ix_interaction_at", "at"), TABLE_OPTIONS)


class InteractionPerson(Record):
    """Who took part in a contact."""

    __tablename__ = "interaction_person"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))

    __table_args__ = (
        UniqueConstraint("interaction_id", "person_id"),
        Index("ix_interaction_person_person", "person_id", "interaction_id"),
        TABLE_OPTIONS,
    )


class LastContact(Base):
    """When someone's newest contact that counts was or will be. Kept by triggers, not captured."""

    __tablename__ = "last_contact"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime())

    __table_args__ = (Index("ix_last_contact_at", "at", "person_id"), {"sqlite_strict": True})


class Draft(Binned, Record):
    """A message: the parts as typed, the text, and what became of it.

    `windows` is a list of `[start, end, zone]`; `dismissed` a list of `[rule, text]`.
    """

    __tablename__ = "draft"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[MessageKind] = mapped_column(Words(MessageKind))
    tone: Mapped[Tone] = mapped_column(Words(Tone))
    form: Mapped[MessageForm] = mapped_column(Words(MessageForm))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="SET NULL"))
    template_id: Mapped[int | None] = mapped_column(ForeignKey("template.id", ondelete="SET NULL"))
    parts: Mapped[dict[str, str]] = mapped_column(JsonText(), default=dict)
    windows: Mapped[list[list[str]]] = mapped_column(JsonText(), default=list)
    subject: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    edited_by_hand: Mapped[bool] = mapped_column(Flag(), default=False)
    state: Mapped[DraftState] = mapped_column(Words(DraftState), default=DraftState.DRAFT)
    dismissed: Mapped[list[list[str]]] = mapped_column(JsonText(), default=list)
    sent_channel: Mapped[InteractionChannel | None] = mapped_column(Words(InteractionChannel))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    follow_up_due: Mapped[date | None] = mapped_column(IsoDate())
    follow_up_of: Mapped[int | None] = mapped_column(ForeignKey("draft.id", ondelete="SET NULL"))
    outcome: Mapped[Outcome | None] = mapped_column(Words(Outcome))
    outcome_note: Mapped[str] = mapped_column(Text, default="")
    outcome_on: Mapped[date | None] = mapped_column(IsoDate())
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (
        Index("ix_draft_state", "deleted_at", "state", "updated_at"),
        TABLE_OPTIONS,
    )


class DraftVersion(Record):
    """An earlier text of a draft, kept before it is replaced."""

    __tablename__ = "draft_version"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    subject: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    parts: Mapped[dict[str, str]] = mapped_column(JsonText(), default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")


class DraftAttachment(Record):
    __tablename__ = "draft_attachment"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"))


class Template(Record):
    """The user's own text for one kind, tone and form; `based_on` is the built-in it began as."""

    __tablename__ = "template"

    kind: Mapped[MessageKind] = mapped_column(Words(MessageKind))
    tone: Mapped[Tone] = mapped_column(Words(Tone))
    form: Mapped[MessageForm] = mapped_column(Words(MessageForm))
    name: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text)
    based_on: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("kind", "tone", "form"), TABLE_OPTIONS)
