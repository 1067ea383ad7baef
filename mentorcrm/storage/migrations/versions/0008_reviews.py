"""Judgements disagreed with, sittings, weights of the mosaic, and which option advice is for."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _table("health_note",
        _parent("health_note", "person"),
        _text("signal"),
        _text("reason"),
        _text("expires_on"),
        unique=(("person_id", "signal"),))
    _table("review",
        _text("kind"),
        _text("started_on"),
        _text("finished_on", nullable=True),
        _text("step"),
        _text("notes"))
    _table("review_entry",
        _parent("review_entry", "review"),
        _parent("review_entry", "person"),
        _text("band", nullable=True),
        _text("decision", nullable=True),
        _text("note"),
        _text("next_on", nullable=True),
        _parent("review_entry", "draft", ondelete="SET NULL", nullable=True),
        unique=(("review_id", "person_id"),),
        index=("person_id", "draft_id"))
    _table("review_coverage",
        _parent("review_coverage", "review"),
        _parent("review_coverage", "need", nullable=True),
        _text("facet", nullable=True),
        _number("covered"),
        _number("if_lost"),
        unique=(("need_id", "review_id"), ("facet", "review_id")),
        index=("review_id",))
    _table("mosaic_weight",
        _parent("mosaic_weight", "need", nullable=True),
        _text("facet", nullable=True),
        _number("weight"),
        unique=(("need_id",), ("facet",)))
    _table("advice_stance",
        _parent("advice_stance", "advice"),
        _text("option"),
        unique=(("advice_id",),))


def _table(
    name: str,
    *columns: "sa.Column[Any]",
    unique: tuple[tuple[str, ...], ...] = (),
    index: tuple[str, ...] = (),
) -> None:
    """A table of records: its own columns, those that every record has, its keys and indexes."""
    op.create_table(name,
        *columns,
        _number("id"),
        *(_text(column) for column in ("uid", "created_at", "updated_at")),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(
            sa.UniqueConstraint(*key, name=op.f(f"uq_{name}_{key[0]}"))
            for key in (*unique, ("uid",))
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True)
    for column in index:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _parent(
    table: str, other: str, *, ondelete: str = "CASCADE", nullable: bool = False
) -> "sa.Column[Any]":
    column = f"{other}_id"
    key = sa.ForeignKey(
        f"{other}.id", name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete)
    return sa.Column(column, sa.Integer(), key, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), nullable=False)
