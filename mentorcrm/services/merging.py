"""Two records of one person: putting them beside each other, joining them, keeping them apart."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Session

from mentorcrm.clock import Clock
from mentorcrm.errors import UserError
from mentorcrm.models.tables import (
    Attachment,
    Base,
    ContactPoint,
    LastContact,
    Mentorship,
    NotSamePerson,
    Person,
)
from mentorcrm.services.commands import merging as wish
from mentorcrm.services.commands.merging import MergeReport, Side
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.merge_fields import Fields
from mentorcrm.services.merge_fold import Folding
from mentorcrm.services.merge_join import Joined, in_words, is_livelier, settle_season
from mentorcrm.services.merge_words import moved_in_words
from mentorcrm.services.merging_rows import MergeField, MergeSide, MergeView
from mentorcrm.services.people import live_person
from mentorcrm.services.text import TEXT_LIMIT, day
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

Row = Mapping[str, Any]
_PERSON = Base.metadata.tables["person"]
_POINTS_SHOWN = 4


def merge_people(work: Work, command: wish.MergePeople) -> MergeReport:
    """Everything of one record goes into another; what cannot stand there goes into its notes."""
    if command.keep == command.other:
        raise UserError(_("These are one record already. Choose another person to merge with."))
    keep, other = (live_person(work, one).display_name for one in (command.keep, command.other))
    connection = work.session.connection()
    fields = _settled(connection, command)
    folding = Folding(connection, work.now, _seasons(work, command.choices))
    folding.set("person", command.keep, fields.values)
    _prefer_kept(connection, command)
    folding.fold("person", command.keep, command.other)
    noted = tuple(f"{label}: {text}" for label, text in (*fields.left, *folding.left))
    notes = _notes(fields, other, noted, day(work.today))
    folding.set("person", command.keep, {"notes": notes} if notes != fields.keep["notes"] else {})
    forgotten = folding.named("person", command.other)
    assert not forgotten, f"still named: {forgotten}"
    connection.execute(delete(_PERSON).where(_PERSON.c.id == command.other))
    work.session.expire_all()
    work.label = _("Merge {other} into {person}").format(other=other, person=keep)
    name = fields.values.get("display_name", keep)
    moved = moved_in_words(folding.moved)
    return MergeReport(command.keep, name, other, moved, folding.joined.total(), noted)


def say_not_same(work: Work, command: wish.SayNotSame) -> None:
    first, second = sorted((command.one, command.other))
    names = [live_person(work, person).display_name for person in (command.one, command.other)]
    if first == second:
        raise UserError(_("That is one record. Choose two different people."))
    known = select(NotSamePerson.id).where(
        NotSamePerson.one_id == first, NotSamePerson.other_id == second
    )
    if work.session.scalar(known) is None:
        work.session.add(NotSamePerson(one_id=first, other_id=second))
    work.label = _("{one} and {other} are not the same").format(one=names[0], other=names[1])


class MergeQueries:
    """Looks at two records before they are joined."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def compare(self, keep: int, other: int) -> MergeView:
        """Both records, where they differ, and what would come together. Changes nothing.

        Raises UserError when they cannot be merged.
        """
        report = self.rehearse(wish.MergePeople(keep, other))
        with self._store.read() as session:
            rows = [_row(session.connection(), one) for one in (keep, other)]
            fields = Fields(rows[0], rows[1], _words_in(session.connection()))
            both = [
                MergeField(
                    choice.key,
                    choice.label,
                    fields.shown(choice.columns[0], rows[0][choice.columns[0]]),
                    fields.shown(choice.columns[0], rows[1][choice.columns[0]]),
                )
                for choice in fields.differing()
            ]
            both += _season_fields(session, keep, other)
            sides = [_side(session, row) for row in rows]
        return MergeView(sides[0], sides[1], tuple(both), report)

    def rehearse(self, command: wish.MergePeople) -> MergeReport:
        """What a merge would do: it is done and taken back before anybody could see it."""
        try:
            with self._store.write() as unit:
                work = Work(unit.session, unit.now, self._clock.zone())
                raise _Rehearsed(merge_people(work, command))
        except _Rehearsed as done:
            return done.report


class _Rehearsed(Exception):
    def __init__(self, report: MergeReport) -> None:
        super().__init__()
        self.report = report


def _settled(connection: Connection, command: wish.MergePeople) -> Fields:
    rows = [_row(connection, one) for one in (command.keep, command.other)]
    fields = Fields(rows[0], rows[1], _words_in(connection))
    fields.settle(command.choices)
    return fields


def _seasons(work: Work, choices: Mapping[str, Side]) -> Any:
    """Says of two roles that become one which season stands."""

    def settle(table: str, both: Joined) -> None:
        if table == Mentorship.__tablename__:
            livelier = is_livelier(both.gone["season"], both.keep["season"])
            by_itself = Side.OTHER if livelier else Side.KEEP
            side = choices.get(f"season.{both.keep['role']}", by_itself)
            settle_season(both, side is Side.OTHER, work.today)

    return settle


def _season_fields(session: Session, keep: int, other: int) -> list[MergeField]:
    roles: list[dict[Any, Mentorship]] = [
        {held.role: held for held in session.scalars(_roles_of(person))} for person in (keep, other)
    ]
    both = [(roles[0][role], roles[1][role]) for role in roles[0] if role in roles[1]]
    return [
        MergeField(
            f"season.{mine.role}",
            _("Season as {role}").format(role=mine.role.label.lower()),
            mine.season.label,
            theirs.season.label,
            Side.OTHER if is_livelier(theirs.season, mine.season) else Side.KEEP,
        )
        for mine, theirs in both
        if mine.season is not theirs.season
    ]


def _roles_of(person: int) -> Any:
    return select(Mentorship).where(Mentorship.person_id == person).order_by(Mentorship.id)


def _side(session: Session, row: Row) -> MergeSide:
    points = session.scalars(
        select(ContactPoint.value)
        .where(ContactPoint.person_id == row["id"])
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
        .limit(_POINTS_SHOWN)
    )
    last = session.scalar(select(LastContact.at).where(LastContact.person_id == row["id"]))
    work = ", ".join(text for text in (row["title"], row["organisation"]) if text)
    return MergeSide(row["id"], row["display_name"], work, tuple(points), row["created_at"], last)


def _row(connection: Connection, person: int) -> Row:
    return dict(connection.execute(select(_PERSON).where(_PERSON.c.id == person)).one()._mapping)


def _words_in(connection: Connection) -> Any:
    """Says a stored value of a person as people read it; of what it names, the name."""

    def words(column: str, value: Any) -> str:
        if value is None:
            return ""
        if column == "introduced_by":
            name = select(Person.display_name).where(Person.id == value)
            return str(connection.scalar(name) or "")
        if column == "photo_id":
            name = select(Attachment.name).where(Attachment.id == value)
            return str(connection.scalar(name) or "")
        return in_words(value)

    return words


def _prefer_kept(connection: Connection, command: wish.MergePeople) -> None:
    """Of each kind of address one is preferred: that of the record that stays, if it has one."""
    points = Base.metadata.tables["contact_point"]
    kinds = select(points.c.kind).where(points.c.person_id == command.keep, points.c.preferred)
    connection.execute(
        update(points)
        .where(points.c.person_id == command.other, points.c.preferred, points.c.kind.in_(kinds))
        .values(preferred=False)
    )


def _notes(fields: Fields, other: str, noted: tuple[str, ...], today: str) -> str:
    """The notes of both, and below them what stands nowhere else."""
    theirs = fields.other["notes"]
    lines = (*((theirs,) if theirs and theirs != fields.keep["notes"] else ()), *noted)
    if not lines:
        return str(fields.keep["notes"])
    head = _("From the record of {name}, merged on {day}:").format(name=other, day=today)
    text = "\n\n".join(part for part in (fields.keep["notes"], "\n".join((head, *lines))) if part)
    if len(text) > TEXT_LIMIT:
        raise UserError(
            _("The notes of both are too long for one record. Shorten them, then merge.")
        )
    return text


HANDLERS: dict[type, Handler] = {
    wish.MergePeople: merge_people,
    wish.SayNotSame: say_not_same,
}
