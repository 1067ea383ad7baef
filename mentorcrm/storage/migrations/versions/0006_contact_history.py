"""What happens between two people: meetings, advice, promises, giving, terms and fit."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# Index of the text, its table, indexed columns, prefix lengths.
SEARCHED = (
    ("advice_fts", "advice", ("words", "context", "why", "result"), "2 3 4"),
    ("promise_fts", "commitment", ("what", "dropped_reason"), "2 3 4"),
    ("line_fts", "meeting_line", ("text",), "2 3 4"),
)


def upgrade() -> None:
    _question()
    _fit_rating()
    _introduction()
    _not_same_person()
    _working_style()
    _agreement()
    _trial()
    _advice()
    _commitment()
    _interaction_topic()
    _meeting()
    _reciprocity_note()
    _agenda_point()
    _experiment()
    _fit_check()
    _give_idea()
    _meeting_line()
    _question_asked()
    if op.get_bind().dialect.name == "sqlite":
        for index, table, columns, prefix in SEARCHED:
            _full_text(index, table, columns, prefix)


def _full_text(index: str, table: str, columns: tuple[str, ...], prefix: str) -> None:
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


def _question() -> None:
    op.create_table("question",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("uid", name=op.f("uq_question_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )


def _fit_rating() -> None:
    op.create_table("fit_rating",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("how_i_know", sa.Text(), nullable=False),
        sa.Column("rated_on", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_fit_rating_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_rating")),
        sa.UniqueConstraint("person_id", "criterion", "phase", name=op.f("uq_fit_rating_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_fit_rating_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )


def _introduction() -> None:
    op.create_table("introduction",
        sa.Column("introducer_id", sa.Integer(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=True),
        sa.Column("first_agreed_on", sa.Text(), nullable=True),
        sa.Column("second_agreed_on", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("told_introducer_on", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"],
            name=op.f("fk_introduction_first_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["introducer_id"], ["person.id"],
            name=op.f("fk_introduction_introducer_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"],
            name=op.f("fk_introduction_second_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sa.UniqueConstraint("uid", name=op.f("uq_introduction_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_introduction_first_id", "introduction", ["first_id"])
    op.create_index("ix_introduction_introducer_id", "introduction", ["introducer_id"])
    op.create_index("ix_introduction_second_id", "introduction", ["second_id"])


def _not_same_person() -> None:
    op.create_table("not_same_person",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"],
            name=op.f("fk_not_same_person_one_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"],
            name=op.f("fk_not_same_person_other_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_same_person")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_not_same_person_one_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_not_same_person_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_not_same_person_other", "not_same_person", ["other_id"])


def _working_style() -> None:
    op.create_table("working_style",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("prefers", sa.Text(), nullable=False),
        sa.Column("their_limits", sa.Text(), nullable=False),
        sa.Column("my_limits", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_working_style_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_style")),
        sa.UniqueConstraint("person_id", name=op.f("uq_working_style_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_working_style_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )


def _agreement() -> None:
    op.create_table("agreement",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("rhythm_days", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("between", sa.Text(), nullable=False),
        sa.Column("monthly_minutes", sa.Integer(), nullable=True),
        sa.Column("monthly_asks", sa.Integer(), nullable=True),
        sa.Column("off_limits", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Text(), nullable=True),
        sa.Column("review_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("how_we_end", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"],
            name=op.f("fk_agreement_mentorship_id_mentorship"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("mentorship_id", name=op.f("uq_agreement_mentorship_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_agreement_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )


def _trial() -> None:
    op.create_table("trial",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Text(), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"],
            name=op.f("fk_trial_mentorship_id_mentorship"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
        sa.UniqueConstraint("uid", name=op.f("uq_trial_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_trial_mentorship_id", "trial", ["mentorship_id"])


def _advice() -> None:
    op.create_table("advice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("assumed", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("responded_on", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Text(), nullable=True),
        sa.Column("told_draft_id", sa.Integer(), nullable=True),
        sa.Column("privacy", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"],
            name=op.f("fk_advice_interaction_id_interaction"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"],
            name=op.f("fk_advice_need_id_need"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_advice_person_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["told_draft_id"], ["draft.id"],
            name=op.f("fk_advice_told_draft_id_draft"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("uid", name=op.f("uq_advice_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_advice_interaction_id", "advice", ["interaction_id"])
    op.create_index("ix_advice_need_id", "advice", ["need_id"])
    op.create_index("ix_advice_person", "advice", ["person_id", "given_on"])
    op.create_index("ix_advice_told_draft_id", "advice", ["told_draft_id"])
    op.create_index("ix_advice_untold", "advice", ["deleted_at", "told_on", "given_on"])


def _commitment() -> None:
    op.create_table("commitment",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("dropped_on", sa.Text(), nullable=True),
        sa.Column("dropped_reason", sa.Text(), nullable=False),
        sa.Column("privacy", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"],
            name=op.f("fk_commitment_interaction_id_interaction"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"],
            name=op.f("fk_commitment_need_id_need"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_commitment_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("uid", name=op.f("uq_commitment_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_commitment_interaction_id", "commitment", ["interaction_id"])
    op.create_index("ix_commitment_need_id", "commitment", ["need_id"])
    op.create_index("ix_commitment_open", "commitment", ["deleted_at", "done_on", "dropped_on", "due"])
    op.create_index("ix_commitment_person", "commitment", ["person_id", "made_on"])


def _interaction_topic() -> None:
    op.create_table("interaction_topic",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"],
            name=op.f("fk_interaction_topic_interaction_id_interaction"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction_topic")),
        sa.UniqueConstraint("interaction_id", "key", name=op.f("uq_interaction_topic_interaction_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_interaction_topic_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_interaction_topic_key", "interaction_topic", ["key", "interaction_id"])


def _meeting() -> None:
    op.create_table("meeting",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("takeaways", sa.Text(), nullable=False),
        sa.Column("thanks", sa.Text(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("cancelled_on", sa.Text(), nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=False),
        sa.Column("agenda_sent_on", sa.Text(), nullable=True),
        sa.Column("held_at", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("recap_due", sa.Text(), nullable=True),
        sa.Column("recap_draft_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["need.id"],
            name=op.f("fk_meeting_decision_id_need"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"],
            name=op.f("fk_meeting_interaction_id_interaction"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["recap_draft_id"], ["draft.id"],
            name=op.f("fk_meeting_recap_draft_id_draft"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_meeting_interaction_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_meeting_decision_id", "meeting", ["decision_id"])
    op.create_index("ix_meeting_recap_draft_id", "meeting", ["recap_draft_id"])


def _reciprocity_note() -> None:
    op.create_table("reciprocity_note",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("effort", sa.Text(), nullable=True),
        sa.Column("prompted_by", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"],
            name=op.f("fk_reciprocity_note_interaction_id_interaction"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_reciprocity_note_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reciprocity_note")),
        sa.UniqueConstraint("uid", name=op.f("uq_reciprocity_note_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_reciprocity_note_interaction_id", "reciprocity_note", ["interaction_id"])
    op.create_index("ix_reciprocity_note_person", "reciprocity_note", ["person_id", "happened_on"])


def _agenda_point() -> None:
    op.create_table("agenda_point",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["carried_from"], ["agenda_point.id"],
            name=op.f("fk_agenda_point_carried_from_agenda_point"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"],
            name=op.f("fk_agenda_point_meeting_id_meeting"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_point")),
        sa.UniqueConstraint("uid", name=op.f("uq_agenda_point_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_agenda_point_carried_from", "agenda_point", ["carried_from"])
    op.create_index("ix_agenda_point_meeting", "agenda_point", ["meeting_id", "position"])


def _experiment() -> None:
    op.create_table("experiment",
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("hypothesis", sa.Text(), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("tried_on", sa.Text(), nullable=True),
        sa.Column("worked", sa.Text(), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["advice_id"], ["advice.id"],
            name=op.f("fk_experiment_advice_id_advice"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiment")),
        sa.UniqueConstraint("uid", name=op.f("uq_experiment_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_experiment_advice_id", "experiment", ["advice_id"])


def _fit_check() -> None:
    op.create_table("fit_check",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"],
            name=op.f("fk_fit_check_meeting_id_meeting"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_fit_check_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_check")),
        sa.UniqueConstraint("uid", name=op.f("uq_fit_check_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_fit_check_meeting_id", "fit_check", ["meeting_id"])
    op.create_index("ix_fit_check_person_id", "fit_check", ["person_id"])


def _give_idea() -> None:
    op.create_table("give_idea",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Text(), nullable=False),
        sa.Column("done_as", sa.Integer(), nullable=True),
        sa.Column("is_sample", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["done_as"], ["reciprocity_note.id"],
            name=op.f("fk_give_idea_done_as_reciprocity_note"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_give_idea_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_give_idea")),
        sa.UniqueConstraint("uid", name=op.f("uq_give_idea_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_give_idea_done_as", "give_idea", ["done_as"])
    op.create_index("ix_give_idea_person_id", "give_idea", ["person_id"])


def _meeting_line() -> None:
    op.create_table("meeting_line",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("privacy", sa.Text(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["advice_id"], ["advice.id"],
            name=op.f("fk_meeting_line_advice_id_advice"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"],
            name=op.f("fk_meeting_line_commitment_id_commitment"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"],
            name=op.f("fk_meeting_line_meeting_id_meeting"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_line")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_line_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_meeting_line_advice_id", "meeting_line", ["advice_id"])
    op.create_index("ix_meeting_line_commitment_id", "meeting_line", ["commitment_id"])
    op.create_index("ix_meeting_line_meeting", "meeting_line", ["meeting_id", "position"])


def _question_asked() -> None:
    op.create_table("question_asked",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=False),
        sa.Column("came_of", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"],
            name=op.f("fk_question_asked_meeting_id_meeting"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
            name=op.f("fk_question_asked_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_asked")),
        sa.UniqueConstraint("uid", name=op.f("uq_question_asked_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True
    )
    op.create_index("ix_question_asked_meeting_id", "question_asked", ["meeting_id"])
    op.create_index("ix_question_asked_person_id", "question_asked", ["person_id"])
