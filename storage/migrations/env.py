"""Runs the migrations over the connection it is handed, inside the transaction that the connection is in.

It opens no connection and reads no configuration file: ``storage.database`` does, each time a store is opened.
"""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter most of a table in place
)
context.run_migrations()
