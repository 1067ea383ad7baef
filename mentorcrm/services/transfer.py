"""Bringing contacts in: read a file, propose a plan, write the plan that was agreed."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mentorcrm.errors import ImportRejected
from mentorcrm.interchange import limits
from mentorcrm.interchange.contacts import CardPoint, ContactCard, ParsedFile
from mentorcrm.interchange.plan import ImportPlan, KnownPeople, KnownPerson, PlanItem, plan
from mentorcrm.models.kinds import ImportAction
from mentorcrm.models.tables import ContactPoint, ImportBatch, Person, PersonTag, Tag
from mentorcrm.services.commands.transfer import ApplyImport, ImportCounts
from mentorcrm.services.dispatcher import Handler, Work
from mentorcrm.services.people import tint
from mentorcrm.services.profile import profile_row
from mentorcrm.services.rows import BatchRow
from mentorcrm.services.text import count, sort_key
from mentorcrm.storage.bulk import BulkInsert
from mentorcrm.storage.search import as_json
from mentorcrm.storage.unit_of_work import Store
from mentorcrm.words import _

if TYPE_CHECKING:
    from mentorcrm.interchange.csv_contacts import CsvPreview

__all__ = ["HANDLERS", "ImportPlan", "ParsedFile", "Transfer"]

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_KNOWN_TEXT = (
    "display_name",
    "prefix",
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "nickname",
    "pronouns",
    "organisation",
    "title",
    "location",
    "birthday",
    "notes",
)
_CARD_TEXT = (
    "prefix",
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "nickname",
    "pronouns",
    "title",
    "location",
    "birthday",
    "notes",
)
_card_text = attrgetter(*_CARD_TEXT)
_PERSON_COLUMNS = (
    "id",
    "display_name",
    "sort_name",
    "organisation",
    "card_uid",
    "connected_on",
    "avatar_tint",
    "source",
    "import_batch_id",
    *_CARD_TEXT,
)
_POINT_COLUMNS = ("person_id", "kind", "value", "normalised", "label", "preferred")
_COLUMN = {"uid": "card_uid"}


class Transfer:
    """Reads files into plans. Nothing is written until a plan is applied."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(
        self,
        path: Path,
        mapping: Any = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ParsedFile:
        """The contacts of a file, read in a process of their own.

        Raises ImportRejected with one sentence when the file cannot be used.
        """
        from mentorcrm.interchange.child import read_in_child

        with self._store.read() as session:
            region = profile_row(session).region
        return read_in_child(
            path, mapping=mapping, region=region or None, progress=progress, cancelled=cancelled
        )

    def columns(self, path: Path) -> "CsvPreview":
        """The columns of a CSV file with sample rows and a guess at what each one holds.

        Raises ImportRejected when the file is no CSV file.
        """
        # The readers are loaded when there is a file to read.
        from mentorcrm.interchange.csv_contacts import preview
        from mentorcrm.interchange.detect import kind_of_file
        from mentorcrm.interchange.reader import load, shown_name

        data, file = load(path, limits.FILE_BYTES), shown_name(path)
        if kind_of_file(data, file) != "csv":
            raise ImportRejected(
                _("“{file}” has no columns to choose from; import it as it is.").format(file=file)
            )
        return preview(data)

    def propose(self, parsed: ParsedFile) -> ImportPlan:
        """What importing these contacts would do to the people who are here."""
        return plan(parsed, self.known())

    def known(self) -> KnownPeople:
        """Everybody who is here, as far as matching needs to know them."""
        with self._store.read() as session:
            return KnownPeople(known_people(session))

    def batches(self) -> tuple[BatchRow, ...]:
        """The imports so far, newest first."""
        with self._store.read() as session:
            return tuple(
                BatchRow(b.id, b.file_name, b.file_kind, b.applied_at, b.counts)
                for b in session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()))
            )


def apply_import(work: Work, command: ApplyImport) -> ImportCounts:
    agreed = command.plan
    counts = {action: agreed.count(action) for action in ImportAction}
    new = [item for item in agreed.items if item.action is ImportAction.NEW]
    updated = [item for item in agreed.items if item.action is ImportAction.UPDATE]
    batch_id = None
    if new or updated:
        batch_id = _batch(work, agreed, counts)
        ids = _insert_people(work, new, batch_id)
        _insert_points(work, zip(ids, (item.card.points for item in new), strict=True))
        _insert_tags(work, zip(ids, (item.card.tags for item in new), strict=True))
        _update_people(work, updated)
    work.label = _("Import {people} from {file}").format(
        people=count(len(new) + len(updated), "person", "people"),
        file=Path(agreed.parsed.file).name,
    )
    return ImportCounts(
        batch_id, len(new), len(updated), counts[ImportAction.DUPLICATE], counts[ImportAction.SKIP]
    )


def _batch(work: Work, agreed: ImportPlan, counts: dict[ImportAction, int]) -> int:
    batch = ImportBatch(
        file_name=Path(agreed.parsed.file).name,
        file_kind=agreed.parsed.kind,
        counts={action.value: number for action, number in counts.items()},
        applied_at=work.now,
    )
    work.session.add(batch)
    work.session.flush()
    return batch.id


def _insert_people(work: Work, items: list[PlanItem], batch_id: int) -> range:
    bulk = BulkInsert(work.session.connection(), "person", _PERSON_COLUMNS, work.now)
    first = bulk.next_id()
    bulk.add(_person(first + place, item.card, batch_id) for place, item in enumerate(items))
    return range(first, first + len(items))


def _person(person_id: int, card: ContactCard, batch_id: int) -> tuple[Any, ...]:
    name = card.display_name
    return (
        person_id,
        name,
        sort_key(name),
        card.organisation or card.department,
        card.uid,
        card.connected_on.isoformat() if card.connected_on else None,
        tint(name),
        "import",
        batch_id,
        *_card_text(card),
    )


def _insert_points(work: Work, people: Iterable[tuple[int, tuple[CardPoint, ...]]]) -> None:
    BulkInsert(work.session.connection(), "contact_point", _POINT_COLUMNS, work.now).add(
        (person_id, p.kind, p.value, p.normalised, p.label, p.preferred)
        for person_id, points in people
        for p in points
    )


def _insert_tags(work: Work, people: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    wanted = [(person_id, {sort_key(t): t for t in tags}) for person_id, tags in people if tags]
    names: dict[str, str] = {}
    for _who, tags in wanted:
        for key, name in tags.items():
            names.setdefault(key, name)
    present = {row[0]: row[1] for row in work.session.execute(select(Tag.key, Tag.id))}
    for key in names.keys() - present.keys():
        tag = Tag(key=key, name=names[key])
        work.session.add(tag)
        work.session.flush()
        present[key] = tag.id
    held = (
        {
            (row[0], row[1])
            for row in work.session.execute(select(PersonTag.person_id, PersonTag.tag_id))
        }
        if wanted
        else set()
    )
    BulkInsert(work.session.connection(), "person_tag", ("person_id", "tag_id"), work.now).add(
        (person_id, present[key])
        for person_id, tags in wanted
        for key in tags
        if key and (person_id, present[key]) not in held
    )


def _update_people(work: Work, items: list[PlanItem]) -> None:
    chosen = select(
        func.json_each(as_json(item.person_id for item in items if item.person_id))
        .table_valued("value")
        .c.value
    )
    live = select(Person).where(Person.id.in_(chosen), Person.deleted_at.is_(None))
    people = {person.id: person for person in work.session.scalars(live)}
    found = []
    for item in items:
        person = people.get(item.person_id or 0)
        if person is None:
            continue  # Gone since the plan was made; nothing to fill.
        for change in item.changes:
            column = _COLUMN.get(change.field, change.field)
            if not getattr(person, column):
                setattr(person, column, change.value)
        found.append((person.id, item))
    work.session.flush()
    _insert_points(work, ((person_id, item.new_points) for person_id, item in found))
    _insert_tags(work, ((person_id, item.new_tags) for person_id, item in found))


def known_people(session: Session) -> Iterator[KnownPerson]:
    """Everybody who is not in the bin, as far as matching needs to know them."""
    points: dict[int, list[CardPoint]] = {}
    for person_id, kind, value, normalised in session.execute(
        select(
            ContactPoint.person_id, ContactPoint.kind, ContactPoint.value, ContactPoint.normalised
        )
    ):
        points.setdefault(person_id, []).append(CardPoint(kind, value, normalised))
    tags: dict[int, list[str]] = {}
    for person_id, name in session.execute(
        select(PersonTag.person_id, Tag.name).join(Tag, Tag.id == PersonTag.tag_id)
    ):
        tags.setdefault(person_id, []).append(name)
    columns = [getattr(Person, name) for name in _KNOWN_TEXT]
    for row in session.execute(
        select(Person.id, Person.card_uid, Person.connected_on, *columns)
        .where(Person.deleted_at.is_(None))
        .order_by(Person.id)
    ):
        person_id, uid, connected_on = row[0], row[1], row[2]
        yield KnownPerson(
            person_id,
            **dict(zip(_KNOWN_TEXT, row[3:], strict=True)),
            uid=uid,
            tags=tuple(tags.get(person_id, ())),
            points=tuple(points.get(person_id, ())),
            connected_on=connected_on,
        )


HANDLERS: dict[type, Handler] = {ApplyImport: apply_import}
