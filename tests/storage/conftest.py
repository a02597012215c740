import pytest

from storage.store import Store
from tests.storage.play import Play


@pytest.fixture
def play(store: Store) -> Play:
    return Play(store)
