from dataclasses import replace

from dialogs.values import Arrived, Said, SentFile
from tests.storage.play import KEY, Play, stored


def photo(play: Play, name: str = "f1", id: str = "web:1") -> Arrived:
    """A message with a file that lies sealed under that name."""
    return Arrived("web", "abc", id, Said("files", play.now, files=(SentFile(stored=stored(name, play.now)),)))


async def test_a_file_that_comes_with_a_message_is_its_senders(play: Play):
    assert await play.store.receive([photo(play)], play.now, {"f1": KEY}) == 1
    assert await play.store.file("web", "abc", "f1") == (stored("f1", play.now), KEY)


async def test_the_file_of_a_message_that_is_repeated_is_one_that_no_row_names(play: Play):
    await play.store.receive([photo(play)], play.now, {"f1": KEY})
    assert await play.store.receive([photo(play, "f2")], play.now, {"f2": KEY}) == 0
    assert await play.store.unnamed(["f1", "f2"]) == {"f2"}


async def test_of_two_equal_messages_in_one_batch_the_first_brings_its_file(play: Play):
    both = [photo(play), photo(play, "f2")]
    assert await play.store.receive(both, play.now, {"f1": KEY, "f2": KEY}) == 1
    assert await play.store.unnamed(["f1", "f2"]) == {"f2"}


async def test_a_file_without_a_key_is_nobodys(play: Play):
    await play.store.receive([photo(play), replace(photo(play, "f2"), address="xyz")], play.now, {"f2": KEY})
    assert await play.store.file("web", "abc", "f1") is None
    assert await play.store.file("web", "xyz", "f2") is not None
    assert await play.store.file("web", "abc", "f2") is None


async def test_a_file_is_not_found_by_anybody_else(play: Play):
    await play.says("[照片]", address="100")
    await play.says("在吗", address="200")
    await play.keeps("f1")
    assert await play.store.file("telegram", "200", "f1") is None
    assert await play.store.file("telegram", "300", "f1") is None
    assert await play.store.file("telegram", "100", "f2") is None


async def test_a_file_is_dropped_by_whom_it_belongs_to_alone(play: Play):
    [owner] = await play.answers_to("[照片]", address="100")
    [other] = await play.answers_to("在吗", address="200")
    await play.keeps("f1")
    await play.store.drop_file(other.person_id, "f1")
    assert await play.store.unnamed(["f1"]) == set()
    await play.store.drop_file(owner.person_id, "f1")
    assert await play.store.unnamed(["f1"]) == {"f1"}


async def test_the_sweep_learns_which_names_no_row_has(play: Play):
    await play.says("[照片]")
    for name in ("f1", "f2"):
        await play.keeps(name)
    names = ["f1", "f2", *(f"stray {n}" for n in range(1000))]
    assert await play.store.unnamed(names) == set(names[2:])
