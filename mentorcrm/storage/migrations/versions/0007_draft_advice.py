"""Which advice a message reports on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table("draft_advice",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["advice_id"], ["advice.id"],
            name=op.f("fk_draft_advice_advice_id_advice"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"],
            name=op.f("fk_draft_advice_draft_id_draft"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_advice")),
        sa.UniqueConstraint("draft_id", "advice_id", name=op.f("uq_draft_advice_draft_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_draft_advice_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f("ix_draft_advice_advice_id"), "draft_advice", ["advice_id"])
