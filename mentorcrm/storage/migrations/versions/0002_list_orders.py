"""The orders of the list of people: by organisation from an index, by last contact from a table."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_FROM = (
    "FROM interaction_person AS t JOIN interaction AS i ON i.id = t.interaction_id "
    "JOIN person AS p ON p.id = t.person_id WHERE i.counts_as_contact = 1 AND i.deleted_at IS NULL"
)
_ALL = f"SELECT t.person_id, i.at {_FROM}"
_NEWEST = f"SELECT t.person_id, max(i.at) {_FROM}"


def upgrade() -> None:
    op.drop_index("ix_person_organisation", "person")
    columns = ["deleted_at", "archived", "organisation", "sort_name", "id"]
    op.create_index("ix_person_organisation", "person", columns)
    op.create_table("last_contact",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_last_contact_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_last_contact")),
        sqlite_strict=True
    )
    op.create_index("ix_last_contact_at", "last_contact", ["at", "person_id"])
    op.execute(f"INSERT INTO last_contact (person_id, at) {_NEWEST} GROUP BY t.person_id")
    if op.get_bind().dialect.name == "sqlite":
        _keep()


def _keep() -> None:
    """Triggers, so that undo, the bin, a cascade and an import all keep the table right."""
    newer = (
        f"INSERT INTO last_contact (person_id, at) {_ALL} AND t.id = NEW.id "
        "ON CONFLICT (person_id) DO UPDATE SET at = excluded.at WHERE excluded.at > at; "
    )
    among = "IN (SELECT person_id FROM interaction_person WHERE interaction_id = NEW.id)"
    old, new = _again("= OLD.person_id"), _again("= NEW.person_id")
    _trigger("interaction_person_ai", "INSERT ON interaction_person", newer)
    _trigger("interaction_person_ad", "DELETE ON interaction_person", old)
    _trigger("interaction_person_au",
             "UPDATE OF interaction_id, person_id ON interaction_person", old + new)
    _trigger("interaction_ai", "INSERT ON interaction", _again(among))
    _trigger("interaction_au", "UPDATE OF at, counts_as_contact, deleted_at ON interaction",
             _again(among))


def _again(whom: str) -> str:
    return (f"DELETE FROM last_contact WHERE person_id {whom}; "
            f"INSERT INTO last_contact (person_id, at) {_NEWEST} AND t.person_id {whom} "
            "GROUP BY t.person_id; ")


def _trigger(name: str, event: str, work: str) -> None:
    op.execute(f"CREATE TRIGGER last_contact_{name} AFTER {event} BEGIN {work}END")
