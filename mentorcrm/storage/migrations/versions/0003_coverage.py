"""Who covers which need or facet, and how far."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table("coverage",
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("facet", sa.Text(), nullable=True),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"],
            name=op.f("fk_coverage_mentorship_id_mentorship"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"],
            name=op.f("fk_coverage_need_id_need"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
        sa.UniqueConstraint("facet", "mentorship_id", name=op.f("uq_coverage_facet")),
        sa.UniqueConstraint("need_id", "mentorship_id", name=op.f("uq_coverage_need_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_coverage_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f("ix_coverage_mentorship_id"), "coverage", ["mentorship_id"], unique=False)
