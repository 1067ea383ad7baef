"""The first schema: people, needs, contact, drafts, templates, history and search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# table of the text, its full-text index, indexed columns, prefix lengths
SEARCHED = (
    ("person", "person_fts",
     ("display_name", "nickname", "organisation", "title", "location", "how_met", "why_them",
      "notes"), "1 2 3"),
    ("interaction", "note_fts", ("summary", "body"), "2 3 4"),
    ("need", "need_fts", ("statement", "why_now", "done_when"), "2 3"),
    ("draft", "draft_fts", ("subject", "body"), "2 3"),
)


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for table, index, columns, prefix in SEARCHED:
            _full_text(table, index, columns, prefix)


def _full_text(table: str, index: str, columns: tuple[str, ...], prefix: str) -> None:
    names = ", ".join(columns)
    new = ", ".join(f"NEW.{c}" for c in columns)
    old = ", ".join(f"OLD.{c}" for c in columns)
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='id', "
        f"tokenize='unicode61 remove_diacritics 2', prefix='{prefix}')")
    op.execute(f"INSERT INTO {index}({index}, rank) VALUES('secure-delete', 1)")
    add = f"INSERT INTO {index}(rowid, {names}) VALUES (NEW.id, {new});"
    drop = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', OLD.id, {old});"
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    op.execute(f"CREATE TRIGGER {index}_ai AFTER INSERT ON {table} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {index}_ad AFTER DELETE ON {table} BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER {index}_au AFTER UPDATE ON {table} WHEN {differs} "
               f"BEGIN {drop} {add} END")


def _tables() -> None:
    op.create_table('app_state',
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('key', name=op.f('pk_app_state')),
        sqlite_strict=True
    )
    op.create_table('attachment',
        sa.Column('sha256', sa.Text(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('media_type', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
        sa.UniqueConstraint('uid', name=op.f('uq_attachment_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_attachment_sha256'), 'attachment', ['sha256'], unique=False)
    op.create_table('history_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('op_id', sa.Text(), nullable=False),
        sa.Column('label', sa.Text(), nullable=False),
        sa.Column('merge_key', sa.Text(), nullable=False),
        sa.Column('undone', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('row_count', sa.Integer(), nullable=False),
        sa.Column('changes', sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_history_step')),
        sa.UniqueConstraint('op_id', name=op.f('uq_history_step_op_id')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_table('import_batch',
        sa.Column('file_name', sa.Text(), nullable=False),
        sa.Column('file_kind', sa.Text(), nullable=False),
        sa.Column('counts', sa.Text(), nullable=False),
        sa.Column('applied_at', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch')),
        sa.UniqueConstraint('uid', name=op.f('uq_import_batch_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_table('need',
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('statement', sa.Text(), nullable=False),
        sa.Column('why_now', sa.Text(), nullable=False),
        sa.Column('done_when', sa.Text(), nullable=False),
        sa.Column('target_date', sa.Text(), nullable=True),
        sa.Column('status', sa.Text(), nullable=False),
        sa.Column('rating_start', sa.Integer(), nullable=True),
        sa.Column('rating_now', sa.Integer(), nullable=True),
        sa.Column('confidence', sa.Integer(), nullable=True),
        sa.Column('options', sa.Text(), nullable=False),
        sa.Column('leaning', sa.Text(), nullable=False),
        sa.Column('decide_by', sa.Text(), nullable=True),
        sa.Column('decided', sa.Text(), nullable=False),
        sa.Column('decided_on', sa.Text(), nullable=True),
        sa.Column('expected', sa.Text(), nullable=False),
        sa.Column('outcome', sa.Text(), nullable=False),
        sa.Column('review_on', sa.Text(), nullable=True),
        sa.Column('is_sample', sa.Integer(), nullable=False),
        sa.Column('deleted_at', sa.Text(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_need')),
        sa.UniqueConstraint('uid', name=op.f('uq_need_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_table('profile',
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('headline', sa.Text(), nullable=False),
        sa.Column('intro_line', sa.Text(), nullable=False),
        sa.Column('intro_three', sa.Text(), nullable=False),
        sa.Column('signature_warm', sa.Text(), nullable=False),
        sa.Column('signature_plain', sa.Text(), nullable=False),
        sa.Column('signature_brief', sa.Text(), nullable=False),
        sa.Column('reach_me', sa.Text(), nullable=False),
        sa.Column('zone', sa.Text(), nullable=False),
        sa.Column('region', sa.Text(), nullable=False),
        sa.Column('work_start', sa.Integer(), nullable=False),
        sa.Column('work_end', sa.Integer(), nullable=False),
        sa.Column('work_days', sa.Text(), nullable=False),
        sa.Column('calendar_file', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_profile')),
        sa.UniqueConstraint('uid', name=op.f('uq_profile_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_table('tag',
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_tag')),
        sa.UniqueConstraint('key', name=op.f('uq_tag_key')),
        sa.UniqueConstraint('uid', name=op.f('uq_tag_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_table('template',
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('tone', sa.Text(), nullable=False),
        sa.Column('form', sa.Text(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('based_on', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_template')),
        sa.UniqueConstraint('kind', 'tone', 'form', name=op.f('uq_template_kind')),
        sa.UniqueConstraint('uid', name=op.f('uq_template_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_table('need_task',
        sa.Column('need_id', sa.Integer(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('done_on', sa.Text(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_need_task_need_id_need'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_need_task')),
        sa.UniqueConstraint('uid', name=op.f('uq_need_task_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_need_task_need_id'), 'need_task', ['need_id'], unique=False)
    op.create_table('person',
        sa.Column('display_name', sa.Text(), nullable=False),
        sa.Column('sort_name', sa.Text(), nullable=False),
        sa.Column('prefix', sa.Text(), nullable=False),
        sa.Column('given_name', sa.Text(), nullable=False),
        sa.Column('middle_name', sa.Text(), nullable=False),
        sa.Column('family_name', sa.Text(), nullable=False),
        sa.Column('suffix', sa.Text(), nullable=False),
        sa.Column('nickname', sa.Text(), nullable=False),
        sa.Column('pronouns', sa.Text(), nullable=False),
        sa.Column('organisation', sa.Text(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('location', sa.Text(), nullable=False),
        sa.Column('zone', sa.Text(), nullable=False),
        sa.Column('how_met', sa.Text(), nullable=False),
        sa.Column('why_them', sa.Text(), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('introduced_by', sa.Integer(), nullable=True),
        sa.Column('evidence_link', sa.Text(), nullable=False),
        sa.Column('birthday', sa.Text(), nullable=False),
        sa.Column('connected_on', sa.Text(), nullable=True),
        sa.Column('notes', sa.Text(), nullable=False),
        sa.Column('favourite', sa.Integer(), nullable=False),
        sa.Column('archived', sa.Integer(), nullable=False),
        sa.Column('do_not_contact_until', sa.Text(), nullable=True),
        sa.Column('avatar_tint', sa.Integer(), nullable=False),
        sa.Column('card_uid', sa.Text(), nullable=False),
        sa.Column('photo_id', sa.Integer(), nullable=True),
        sa.Column('import_batch_id', sa.Integer(), nullable=True),
        sa.Column('is_sample', sa.Integer(), nullable=False),
        sa.Column('deleted_at', sa.Text(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['import_batch_id'], ['import_batch.id'], name=op.f('fk_person_import_batch_id_import_batch'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['introduced_by'], ['person.id'], name=op.f('fk_person_introduced_by_person'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['photo_id'], ['attachment.id'], name=op.f('fk_person_photo_id_attachment'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
        sa.UniqueConstraint('uid', name=op.f('uq_person_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index('ix_person_introduced_by', 'person', ['introduced_by'], unique=False)
    op.create_index('ix_person_list', 'person', ['deleted_at', 'archived', 'sort_name', 'id'], unique=False)
    op.create_index('ix_person_organisation', 'person', ['deleted_at', 'archived', 'organisation', 'id'], unique=False)
    op.create_table('contact_point',
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.Column('normalised', sa.Text(), nullable=False),
        sa.Column('label', sa.Text(), nullable=False),
        sa.Column('preferred', sa.Integer(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contact_point_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_point')),
        sa.UniqueConstraint('uid', name=op.f('uq_contact_point_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index('ix_contact_point_normalised', 'contact_point', ['normalised'], unique=False)
    op.create_index('ix_contact_point_person', 'contact_point', ['person_id'], unique=False)
    op.create_table('draft',
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('tone', sa.Text(), nullable=False),
        sa.Column('form', sa.Text(), nullable=False),
        sa.Column('need_id', sa.Integer(), nullable=True),
        sa.Column('template_id', sa.Integer(), nullable=True),
        sa.Column('parts', sa.Text(), nullable=False),
        sa.Column('windows', sa.Text(), nullable=False),
        sa.Column('subject', sa.Text(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('edited_by_hand', sa.Integer(), nullable=False),
        sa.Column('state', sa.Text(), nullable=False),
        sa.Column('dismissed', sa.Text(), nullable=False),
        sa.Column('sent_channel', sa.Text(), nullable=True),
        sa.Column('sent_at', sa.Text(), nullable=True),
        sa.Column('follow_up_due', sa.Text(), nullable=True),
        sa.Column('follow_up_of', sa.Integer(), nullable=True),
        sa.Column('outcome', sa.Text(), nullable=True),
        sa.Column('outcome_note', sa.Text(), nullable=False),
        sa.Column('outcome_on', sa.Text(), nullable=True),
        sa.Column('is_sample', sa.Integer(), nullable=False),
        sa.Column('deleted_at', sa.Text(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['follow_up_of'], ['draft.id'], name=op.f('fk_draft_follow_up_of_draft'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_draft_need_id_need'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_draft_person_id_person'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['template_id'], ['template.id'], name=op.f('fk_draft_template_id_template'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
        sa.UniqueConstraint('uid', name=op.f('uq_draft_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_draft_person_id'), 'draft', ['person_id'], unique=False)
    op.create_index('ix_draft_state', 'draft', ['deleted_at', 'state', 'updated_at'], unique=False)
    op.create_table('mentorship',
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('role', sa.Text(), nullable=False),
        sa.Column('season', sa.Text(), nullable=False),
        sa.Column('since', sa.Text(), nullable=True),
        sa.Column('cadence_days', sa.Integer(), nullable=True),
        sa.Column('steps_ahead', sa.Text(), nullable=False),
        sa.Column('facets', sa.Text(), nullable=False),
        sa.Column('planned_end', sa.Text(), nullable=True),
        sa.Column('ended_on', sa.Text(), nullable=True),
        sa.Column('ended_how', sa.Text(), nullable=False),
        sa.Column('ended_reason', sa.Text(), nullable=False),
        sa.Column('terms_after', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mentorship_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_mentorship')),
        sa.UniqueConstraint('person_id', 'role', name=op.f('uq_mentorship_person_id')),
        sa.UniqueConstraint('uid', name=op.f('uq_mentorship_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index('ix_mentorship_season', 'mentorship', ['season', 'person_id'], unique=False)
    op.create_table('person_tag',
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('tag_id', sa.Integer(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_tag_person_id_person'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['tag_id'], ['tag.id'], name=op.f('fk_person_tag_tag_id_tag'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_person_tag')),
        sa.UniqueConstraint('person_id', 'tag_id', name=op.f('uq_person_tag_person_id')),
        sa.UniqueConstraint('uid', name=op.f('uq_person_tag_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_person_tag_tag_id'), 'person_tag', ['tag_id'], unique=False)
    op.create_table('public_fact',
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('verified_on', sa.Text(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_public_fact_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_public_fact')),
        sa.UniqueConstraint('uid', name=op.f('uq_public_fact_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_public_fact_person_id'), 'public_fact', ['person_id'], unique=False)
    op.create_table('draft_attachment',
        sa.Column('draft_id', sa.Integer(), nullable=False),
        sa.Column('attachment_id', sa.Integer(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['attachment_id'], ['attachment.id'], name=op.f('fk_draft_attachment_attachment_id_attachment'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_attachment_draft_id_draft'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_attachment')),
        sa.UniqueConstraint('uid', name=op.f('uq_draft_attachment_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_draft_attachment_draft_id'), 'draft_attachment', ['draft_id'], unique=False)
    op.create_table('draft_version',
        sa.Column('draft_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('subject', sa.Text(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('parts', sa.Text(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_version_draft_id_draft'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_version')),
        sa.UniqueConstraint('uid', name=op.f('uq_draft_version_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_draft_version_draft_id'), 'draft_version', ['draft_id'], unique=False)
    op.create_table('interaction',
        sa.Column('at', sa.Text(), nullable=False),
        sa.Column('zone', sa.Text(), nullable=False),
        sa.Column('channel', sa.Text(), nullable=False),
        sa.Column('direction', sa.Text(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=True),
        sa.Column('summary', sa.Text(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('privacy', sa.Text(), nullable=False),
        sa.Column('counts_as_contact', sa.Integer(), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('external_id', sa.Text(), nullable=False),
        sa.Column('need_id', sa.Integer(), nullable=True),
        sa.Column('draft_id', sa.Integer(), nullable=True),
        sa.Column('import_batch_id', sa.Integer(), nullable=True),
        sa.Column('is_sample', sa.Integer(), nullable=False),
        sa.Column('deleted_at', sa.Text(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_interaction_draft_id_draft'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['import_batch_id'], ['import_batch.id'], name=op.f('fk_interaction_import_batch_id_import_batch'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_interaction_need_id_need'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interaction')),
        sa.UniqueConstraint('uid', name=op.f('uq_interaction_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index('ix_interaction_at', 'interaction', ['at'], unique=False)
    op.create_index(op.f('ix_interaction_draft_id'), 'interaction', ['draft_id'], unique=False)
    op.create_index(op.f('ix_interaction_need_id'), 'interaction', ['need_id'], unique=False)
    op.create_table('season_change',
        sa.Column('mentorship_id', sa.Integer(), nullable=False),
        sa.Column('from_season', sa.Text(), nullable=True),
        sa.Column('to_season', sa.Text(), nullable=False),
        sa.Column('changed_on', sa.Text(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'], name=op.f('fk_season_change_mentorship_id_mentorship'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_season_change')),
        sa.UniqueConstraint('uid', name=op.f('uq_season_change_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index(op.f('ix_season_change_mentorship_id'), 'season_change', ['mentorship_id'], unique=False)
    op.create_table('interaction_person',
        sa.Column('interaction_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.Text(), nullable=False),
        sa.Column('created_at', sa.Text(), nullable=False),
        sa.Column('updated_at', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['interaction_id'], ['interaction.id'], name=op.f('fk_interaction_person_interaction_id_interaction'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_interaction_person_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_interaction_person')),
        sa.UniqueConstraint('interaction_id', 'person_id', name=op.f('uq_interaction_person_interaction_id')),
        sa.UniqueConstraint('uid', name=op.f('uq_interaction_person_uid')),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index('ix_interaction_person_person', 'interaction_person', ['person_id', 'interaction_id'], unique=False)
