"""People, how to reach them, and what they are to me."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorcrm.models.base import TABLE_OPTIONS, Binned, Record
from mentorcrm.models.kinds import ContactKind, Role, Season, StepsAhead
from mentorcrm.models.types import Flag, IsoDate, JsonText, Words


class Profile(Record):
    """Me: one row."""

    __tablename__ = "profile"

    name: Mapped[str] = mapped_column(Text, default="")
    headline: Mapped[str] = mapped_column(Text, default="")
    intro_line: Mapped[str] = mapped_column(Text, default="")
    intro_three: Mapped[str] = mapped_column(Text, default="")
    signature_warm: Mapped[str] = mapped_column(Text, default="")
    signature_plain: Mapped[str] = mapped_column(Text, default="")
    signature_brief: Mapped[str] = mapped_column(Text, default="")
    reach_me: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(Text, default="")
    region: Mapped[str] = mapped_column(Text, default="")
    work_start: Mapped[int] = mapped_column(Integer, default=9 * 60)
    work_end: Mapped[int] = mapped_column(Integer, default=17 * 60)
    work_days: Mapped[list[int]] = mapped_column(JsonText(), default=lambda: [0, 1, 2, 3, 4])
    calendar_file: Mapped[str] = mapped_column(Text, default="")


class Person(Binned, Record):
    """Someone in my network. `notes` are private and never reach a template."""

    __tablename__ = "person"

    display_name: Mapped[str] = mapped_column(Text)
    sort_name: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text, default="")
    given_name: Mapped[str] = mapped_column(Text, default="")
    middle_name: Mapped[str] = mapped_column(Text, default="")
    family_name: Mapped[str] = mapped_column(Text, default="")
    suffix: Mapped[str] = mapped_column(Text, default="")
    nickname: Mapped[str] = mapped_column(Text, default="")
    pronouns: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text, default="")
    location: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(Text, default="")
    how_met: Mapped[str] = mapped_column(Text, default="")
    why_them: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    introduced_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    evidence_link: Mapped[str] = mapped_column(Text, default="")
    birthday: Mapped[str] = mapped_column(Text, default="")
    connected_on: Mapped[date | None] = mapped_column(IsoDate())
    notes: Mapped[str] = mapped_column(Text, default="")
    favourite: Mapped[bool] = mapped_column(Flag(), default=False)
    archived: Mapped[bool] = mapped_column(Flag(), default=False)
    do_not_contact_until: Mapped[date | None] = mapped_column(IsoDate())
    avatar_tint: Mapped[int] = mapped_column(Integer, default=0)
    card_uid: Mapped[str] = mapped_column(Text, default="")
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    import_batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_batch.id", ondelete="SET NULL")
    )
    is_sample: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (
        Index("ix_person_list", "deleted_at", "archived", "sort_name", "id"),
        Index(
            "ix_person_organisation", "deleted_at", "archived", "organisation", "sort_name", "id"
        ),
        Index("ix_person_introduced_by", "introduced_by"),
        TABLE_OPTIONS,
    )


class ContactPoint(Record):
    """One way to reach a person: as it was given, and normalised for matching."""

    __tablename__ = "contact_point"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[ContactKind] = mapped_column(Words(ContactKind))
    value: Mapped[str] = mapped_column(Text)
    normalised: Mapped[str] = mapped_column(Text, default="")
    label: Mapped[str] = mapped_column(Text, default="")
    preferred: Mapped[bool] = mapped_column(Flag(), default=False)

    __table_args__ = (
        Index("ix_contact_point_person", "person_id"),
        Index("ix_contact_point_normalised", "normalised"),
        TABLE_OPTIONS,
    )


class Fact(Record):
    """Something public about a person that an ask may use, with its source."""

    __tablename__ = "public_fact"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, default="")
    verified_on: Mapped[date | None] = mapped_column(IsoDate())


class Tag(Record):
    """A word to group people by; `key` is the name folded for comparison."""

    __tablename__ = "tag"

    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, unique=True)


class PersonTag(Record):
    __tablename__ = "person_tag"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)

    __table_args__ = (UniqueConstraint("person_id", "tag_id"), TABLE_OPTIONS)


class Mentorship(Record):
    """One role between me and a person; a person can hold several."""

    __tablename__ = "mentorship"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(Words(Role))
    season: Mapped[Season] = mapped_column(Words(Season))
    since: Mapped[date | None] = mapped_column(IsoDate())
    cadence_days: Mapped[int | None] = mapped_column(Integer)
    steps_ahead: Mapped[StepsAhead] = mapped_column(Words(StepsAhead), default=StepsAhead.UNKNOWN)
    facets: Mapped[list[str]] = mapped_column(JsonText(), default=list)
    planned_end: Mapped[date | None] = mapped_column(IsoDate())
    ended_on: Mapped[date | None] = mapped_column(IsoDate())
    ended_how: Mapped[str] = mapped_column(Text, default="")
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    terms_after: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("person_id", "role"),
        Index("ix_mentorship_season", "season", "person_id"),
        TABLE_OPTIONS,
    )


class SeasonChange(Record):
    """One step in the history of a relationship's seasons."""

    __tablename__ = "season_change"

    mentorship_id: Mapped[int] = mapped_column(
        ForeignKey("mentorship.id", ondelete="CASCADE"), index=True
    )
    from_season: Mapped[Season | None] = mapped_column(Words(Season))
    to_season: Mapped[Season] = mapped_column(Words(Season))
    changed_on: Mapped[date] = mapped_column(IsoDate())
    why: Mapped[str] = mapped_column(Text, default="")
