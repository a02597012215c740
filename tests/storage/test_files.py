import pytest

from storage.people import NoSuchConversation
from tests.storage.play import Play, stored

KEY = bytes(range(32, 64))


async def test_a_file_is_found_by_whom_it_belongs_to(play: Play):
    await play.says("[照片]")
    file = stored("f1", play.now)
    await play.store.add_file("telegram", "100", file, KEY, play.now)
    assert await play.store.file("telegram", "100", "f1") == (file, KEY)


async def test_a_file_is_not_found_by_anybody_else(play: Play):
    await play.says("[照片]", address="100")
    await play.says("在吗", address="200")
    await play.store.add_file("telegram", "100", stored("f1", play.now), KEY, play.now)
    assert await play.store.file("telegram", "200", "f1") is None
    assert await play.store.file("telegram", "300", "f1") is None
    assert await play.store.file("telegram", "100", "f2") is None


async def test_a_file_added_twice_is_one(play: Play):
    await play.says("[照片]")
    for _ in range(2):
        await play.store.add_file("telegram", "100", stored("f1", play.now), KEY, play.now)
    assert await play.store.unnamed(["f1"]) == set()


async def test_a_file_of_nobody_is_refused_and_stays_unnamed(play: Play):
    with pytest.raises(NoSuchConversation):
        await play.store.add_file("telegram", "100", stored("f1", play.now), KEY, play.now)
    assert await play.store.unnamed(["f1"]) == {"f1"}


async def test_a_file_is_dropped_by_whom_it_belongs_to_alone(play: Play):
    [owner] = await play.answers_to("[照片]", address="100")
    [other] = await play.answers_to("在吗", address="200")
    await play.store.add_file("telegram", "100", stored("f1", play.now), KEY, play.now)
    await play.store.drop_file(other.person_id, "f1")
    assert await play.store.unnamed(["f1"]) == set()
    await play.store.drop_file(owner.person_id, "f1")
    assert await play.store.unnamed(["f1"]) == {"f1"}


async def test_the_sweep_learns_which_names_no_row_has(play: Play):
    await play.says("[照片]")
    for name in ("f1", "f2"):
        await play.store.add_file("telegram", "100", stored(name, play.now), KEY, play.now)
    names = ["f1", "f2", *(f"stray {n}" for n in range(1000))]
    assert await play.store.unnamed(names) == set(names[2:])
