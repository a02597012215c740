"""The tables: what is remembered, which of it is sealed, and the indexes that find what is waiting.

In clear: ids, kinds, instants, channels, states, sizes. Columns of type ``LargeBinary`` are sealed, except the hashes.
It knows neither keys nor queries; ``migrations/`` repeats these tables step by step, and a test holds the two together.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC (SQLite keeps its digits only). Raises ``ValueError`` for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        return value and value.replace(tzinfo=UTC)


Id = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def state_is(table: FromClause, state: str) -> ColumnElement[bool]:
    """A condition on the state, written out: only then do the databases see that a partial index covers it."""
    return table.c.state == literal_column(f"'{state}'")


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def _owner(name: str, of: str) -> Column[int]:
    """A reference to the owner, with whom the row disappears."""
    return Column(name, Id, ForeignKey(of, ondelete="CASCADE"), nullable=False)


def _instant(name: str, *, optional: bool = False) -> Column[datetime]:
    return Column(name, Instant, nullable=optional)


def _sealed(name: str, *, optional: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=optional)


def _attempts() -> tuple[Column[Any], ...]:
    """What claimed work carries: who holds it until when, when it may be tried (again), when it was, how often."""
    return (
        Column("held_by", String),
        _instant("held_until", optional=True),
        _instant("not_before", optional=True),
        _instant("tried_at", optional=True),
        Column("attempts", Integer, nullable=False, server_default="0"),
    )


def _partial(name: str, condition: ColumnElement[bool], *columns: Column[Any]) -> None:
    Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("held_by", String, nullable=False),
    _instant("held_until"),
)

persons = Table(
    "persons",
    metadata,
    _id(),
    _instant("created_at"),
    _sealed("data_key"),
    _sealed("state", optional=True),  # none before the first turn
    Column("unfinished", Integer, nullable=False, server_default="0"),  # how many drafts and unfiled pieces it holds
    sqlite_autoincrement=True,  # here and below: an id is never used again
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    _owner("person_id", "persons.id"),
    Column("channel", String, nullable=False),
    Column("address_hash", LargeBinary, nullable=False, unique=True),  # of channel and address
    _sealed("address"),
    _instant("last_used_at"),
    _instant("blocked_at", optional=True),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _owner("conversation_id", "conversations.id"),
    _instant("seen_at"),
    Index(None, "conversation_id"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("person_id", Id, nullable=False),  # the conversation's, repeated so that one index finds a person's oldest
    _owner("conversation_id", "conversations.id"),
    Column("external_id", String, nullable=False),
    Column("kind", String, nullable=False),
    _sealed("said"),
    _instant("received_at"),
    Column("state", String, nullable=False, server_default="waiting"),  # waiting, done, failed
    _instant("done_at", optional=True),
    UniqueConstraint("conversation_id", "external_id"),
    sqlite_autoincrement=True,
)
_partial("ix_inbox_waiting", state_is(inbox, "waiting"), inbox.c.id)
_partial("ix_inbox_waiting_of_person", state_is(inbox, "waiting"), inbox.c.person_id, inbox.c.id)
_partial("ix_inbox_failed", state_is(inbox, "failed"), inbox.c.id)

cases = Table(
    "cases",
    metadata,
    Column("person_id", Id, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _instant("opened_at"),
)

events = Table(
    "events",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("case_number", Integer, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    _instant("at"),
    _sealed("body"),
    ForeignKeyConstraint(["person_id", "case_number"], ["cases.person_id", "cases.number"], ondelete="CASCADE"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _owner("conversation_id", "conversations.id"),
    Column("answers", Id, nullable=False),  # the inbox row, which may be purged earlier
    _sealed("reply"),
    _instant("created_at"),
    Column("state", String, nullable=False, server_default="waiting"),  # waiting, sent, failed, parked
    *_attempts(),
    Index(None, "conversation_id", "id"),
    sqlite_autoincrement=True,
)
_partial("ix_outbox_waiting", state_is(outbox, "waiting"), outbox.c.id)
_partial("ix_outbox_waiting_of_conversation", state_is(outbox, "waiting"), outbox.c.conversation_id, outbox.c.id)
_partial("ix_outbox_failed", state_is(outbox, "failed"), outbox.c.id)

reminders = Table(
    "reminders",
    metadata,
    _id(),
    Column("person_id", Id, nullable=False),
    Column("case_number", Integer, nullable=False),
    Column("key", String, nullable=False),
    _instant("due_at"),
    Column("urgent", Boolean, nullable=False),
    _instant("queued_at", optional=True),  # when it was put in the inbox for falling due
    _instant("told_at", optional=True),
    UniqueConstraint("person_id", "case_number", "key"),
    ForeignKeyConstraint(["person_id", "case_number"], ["cases.person_id", "cases.number"], ondelete="CASCADE"),
    sqlite_autoincrement=True,
)
_partial("ix_reminders_due", reminders.c.queued_at.is_(None) & reminders.c.told_at.is_(None), reminders.c.due_at)

errands = Table(
    "errands",
    metadata,
    _id(),
    _owner("person_id", "persons.id"),
    _owner("conversation_id", "conversations.id"),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    _sealed("body"),
    Column("state", String, nullable=False, server_default="waiting"),  # waiting, done, failed
    *_attempts(),
    UniqueConstraint("person_id", "key"),
    Index(None, "conversation_id"),
    sqlite_autoincrement=True,
)
_partial("ix_errands_waiting", state_is(errands, "waiting"), errands.c.id)

files = Table(
    "files",
    metadata,
    Column("id", String, primary_key=True),  # the vault object's name
    _owner("person_id", "persons.id"),
    Column("size", BigInteger, nullable=False),
    _instant("created_at"),
    _sealed("body"),
    Index(None, "person_id"),
)

links = Table(
    "links",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    _owner("conversation_id", "conversations.id"),
    _instant("expires_at"),
    _instant("used_at", optional=True),
    Column("used_by", Id),  # the conversation that joined
    Index(None, "conversation_id"),
)
