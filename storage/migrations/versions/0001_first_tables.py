"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    _house()
    _people()
    _matters()
    _queues()


def downgrade() -> None:
    for table in (
        "errands",
        "outbox",
        "inbox",
        "reminders",
        "events",
        "cases",
        "files",
        "links",
        "sessions",
        "conversations",
        "persons",
        "leases",
        "meta",
    ):
        op.drop_table(table)


def _house() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=False),
        sa.Column("held_until", Instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _people() -> None:
    op.create_table(
        "persons",
        sa.Column("id", Id, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("data_key", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.Column("unfinished", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "conversations",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("last_used_at", Instant, nullable=False),
        sa.Column("blocked_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_conversations_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("address_hash", name="uq_conversations_address_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_conversations_person_id", "conversations", ["person_id"])
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_sessions_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_conversation_id", "sessions", ["conversation_id"])
    op.create_table(
        "links",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used_at", Instant, nullable=True),
        sa.Column("used_by", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_links_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_links"),
    )
    op.create_index("ix_links_conversation_id", "links", ["conversation_id"])
    op.create_table(
        "files",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_files_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
    )
    op.create_index("ix_files_person_id", "files", ["person_id"])


def _matters() -> None:
    op.create_table(
        "cases",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_cases_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "number", name="pk_cases"),
    )
    op.create_table(
        "events",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id", "case_number"],
            ["cases.person_id", "cases.number"],
            name="fk_events_person_id_case_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "case_number", "number", name="pk_events"),
    )
    op.create_table(
        "reminders",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("queued_at", Instant, nullable=True),
        sa.Column("told_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id", "case_number"],
            ["cases.person_id", "cases.number"],
            name="fk_reminders_person_id_case_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint("person_id", "case_number", "key", name="uq_reminders_person_id_case_number_key"),
        sqlite_autoincrement=True,
    )
    _partial("ix_reminders_due", "reminders", ["due_at"], "queued_at IS NULL AND told_at IS NULL")


def _queues() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("done_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_inbox_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("conversation_id", "external_id", name="uq_inbox_conversation_id_external_id"),
        sqlite_autoincrement=True,
    )
    _partial("ix_inbox_failed", "inbox", ["id"], "state = 'failed'")
    _partial("ix_inbox_waiting", "inbox", ["id"], "state = 'waiting'")
    _partial("ix_inbox_waiting_of_person", "inbox", ["person_id", "id"], "state = 'waiting'")
    op.create_table(
        "outbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("answers", Id, nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("held_by", sa.String(), nullable=True),
        sa.Column("held_until", Instant, nullable=True),
        sa.Column("not_before", Instant, nullable=True),
        sa.Column("tried_at", Instant, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_outbox_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_conversation_id_id", "outbox", ["conversation_id", "id"])
    _partial("ix_outbox_failed", "outbox", ["id"], "state = 'failed'")
    _partial("ix_outbox_waiting", "outbox", ["id"], "state = 'waiting'")
    _partial("ix_outbox_waiting_of_conversation", "outbox", ["conversation_id", "id"], "state = 'waiting'")
    op.create_table(
        "errands",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("held_by", sa.String(), nullable=True),
        sa.Column("held_until", Instant, nullable=True),
        sa.Column("not_before", Instant, nullable=True),
        sa.Column("tried_at", Instant, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_errands_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_errands_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_errands"),
        sa.UniqueConstraint("person_id", "key", name="uq_errands_person_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_errands_conversation_id", "errands", ["conversation_id"])
    _partial("ix_errands_waiting", "errands", ["id"], "state = 'waiting'")


def _partial(name: str, table: str, columns: list[str], condition: str) -> None:
    """An index of the rows that meet a condition."""
    op.create_index(name, table, columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
