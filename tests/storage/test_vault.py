import asyncio
import hashlib
import os
from datetime import UTC, datetime, timedelta

import obstore
import pytest

from storage.vault import FORMAT, PIECE, TAG, Broken, TooLarge, Vault

SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 5 * PIECE + 7, 6 * 1024 * 1024)
MB = 1024 * 1024


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "vault"


@pytest.fixture(params=["folder", "object store"])
def vault(request, folder):
    return Vault(str(folder) if request.param == "folder" else "memory:///")


@pytest.fixture
def local(folder):
    return Vault(str(folder))


async def chunks(data, size=10_000):
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def kept(vault, data, **limits):
    return await vault.keep(chunks(data), limit=limits.get("limit", 10 * MB))


async def opened(vault, name, key):
    return b"".join([piece async for piece in vault.open(name, key)])


async def older(vault, instant):
    return [name async for name in vault.names_older_than(instant)]


def soon():
    return datetime.now(UTC) + timedelta(minutes=1)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_kept_comes_back_as_it_was(vault, size):
    data = os.urandom(size)
    file = await kept(vault, data)
    assert await opened(vault, file.name, file.key) == data
    assert (file.size, file.sha256) == (size, hashlib.sha256(data).hexdigest())


async def test_every_object_has_its_own_name_and_key(vault):
    one, other = await kept(vault, b"same"), await kept(vault, b"same")
    assert one.name != other.name
    assert one.key != other.key
    assert (len(bytes.fromhex(one.name)), len(one.key)) == (16, 32)


async def test_exactly_the_limit_is_kept_and_one_byte_more_is_not(vault):
    assert (await kept(vault, bytes(3 * PIECE), limit=3 * PIECE)).size == 3 * PIECE
    with pytest.raises(TooLarge):
        await kept(vault, bytes(3 * PIECE + 1), limit=3 * PIECE)


@pytest.mark.parametrize("size", [10, PIECE + 1, 12 * MB])
async def test_what_is_too_large_leaves_nothing(vault, folder, size):
    with pytest.raises(TooLarge):
        await kept(vault, bytes(size), limit=size - 1)
    assert await older(vault, soon()) == []
    assert not folder.exists() or list(folder.iterdir()) == []


async def test_a_stream_that_is_too_large_is_not_read_to_its_end(vault):
    async def endless():
        while True:
            yield bytes(PIECE)

    with pytest.raises(TooLarge):
        await vault.keep(endless(), limit=MB)


@pytest.mark.parametrize("size", [0, 10, 12 * MB])
async def test_a_failing_stream_leaves_nothing(local, folder, size):
    async def failing():
        async for chunk in chunks(bytes(size)):
            yield chunk
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await local.keep(failing(), limit=100 * MB)
    assert list(folder.iterdir()) == []


async def test_a_cancelled_upload_leaves_nothing(local, folder):
    arrived = asyncio.Event()

    async def stalling():
        yield bytes(12 * MB)
        arrived.set()
        await asyncio.Event().wait()

    upload = asyncio.create_task(local.keep(stalling(), limit=100 * MB))
    await arrived.wait()
    assert list(folder.iterdir()) != []
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    assert list(folder.iterdir()) == []


async def test_nothing_lies_in_the_folder_in_clear(local, folder):
    secret = "我的订单号是 2026100112345678".encode()
    await kept(local, secret * 10_000)
    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    assert len(stored) > len(secret) * 10_000
    assert secret not in stored
    assert secret[:16] not in stored


async def test_nothing_lies_in_the_folder_in_clear_while_it_arrives(local, folder):
    seen = []

    async def slow():
        for _ in range(12):
            yield b"plain" * (MB // 5)
            seen.extend(path.read_bytes() for path in folder.iterdir())

    await local.keep(slow(), limit=100 * MB)
    assert any(seen)
    assert not any(b"plainplain" in part for part in seen)


async def test_the_folder_is_its_owners_alone(local, folder):
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_the_key_is_not_shown(vault):
    file = await kept(vault, b"x")
    assert repr(file.key) not in repr(file)
    assert file.key.hex() not in repr(file)


SEALED = PIECE + TAG


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def part(data, number):
    return data[1 + number * SEALED : 1 + (number + 1) * SEALED]


def whole(*parts):
    return FORMAT + b"".join(parts)


TAMPERED = {
    "a bit of the first piece": lambda d: flipped(d, 100),
    "a bit of the last tag": lambda d: flipped(d, len(d) - 1),
    "the format": lambda d: flipped(d, 0),
    "cut inside a piece": lambda d: d[:-5],
    "cut between pieces": lambda d: d[: 1 + 2 * SEALED],
    "cut to the format": lambda d: d[:1],
    "emptied": lambda d: b"",
    "swapped pieces": lambda d: whole(part(d, 1), part(d, 0), part(d, 2), part(d, 3)),
    "a piece left out": lambda d: whole(part(d, 0), part(d, 2), part(d, 3)),
    "a piece twice": lambda d: whole(part(d, 0), part(d, 0), part(d, 1), part(d, 2), part(d, 3)),
    "the last piece twice": lambda d: d + part(d, 3),
    "something added": lambda d: d + b"x",
}


@pytest.mark.parametrize("harm", TAMPERED.values(), ids=TAMPERED)
async def test_a_changed_object_is_noticed(local, folder, harm):
    file = await kept(local, os.urandom(3 * PIECE + 500))
    path = folder / file.name
    assert harm(path.read_bytes()) != path.read_bytes()
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(Broken):
        await opened(local, file.name, file.key)


async def test_swapped_objects_are_noticed(local, folder):
    one, other = await kept(local, b"one"), await kept(local, b"two")
    (folder / one.name).rename(folder / "aside")
    (folder / other.name).rename(folder / one.name)
    with pytest.raises(Broken):
        await opened(local, one.name, one.key)


async def test_what_comes_before_a_cut_is_still_given_out_and_then_the_cut_is_told(local, folder):
    data = os.urandom(3 * PIECE)
    file = await kept(local, data)
    os.truncate(folder / file.name, 1 + 2 * SEALED)
    stream = local.open(file.name, file.key)
    assert await anext(stream) == data[:PIECE]
    with pytest.raises(Broken):
        await anext(stream)


async def test_another_key_opens_nothing(vault):
    one, other = await kept(vault, b"one"), await kept(vault, b"two")
    with pytest.raises(Broken):
        await opened(vault, one.name, other.key)


async def test_a_missing_object_is_broken(vault):
    with pytest.raises(Broken):
        await opened(vault, "0" * 32, bytes(32))


async def test_removed_objects_are_gone_and_missing_ones_are_fine(vault):
    first, second, third = [await kept(vault, b"x") for _ in range(3)]
    await vault.remove(["0" * 32, first.name, "1" * 32, second.name])
    assert await older(vault, soon()) == [third.name]
    await vault.remove([])
    await vault.remove([first.name])
    assert await opened(vault, third.name, third.key) == b"x"


async def test_only_older_names_are_listed(local, folder):
    old, new = await kept(local, b"old"), await kept(local, b"new")
    yesterday = datetime.now(UTC) - timedelta(hours=24)
    os.utime(folder / old.name, (yesterday.timestamp() - 60,) * 2)
    assert await older(local, yesterday) == [old.name]
    assert sorted(await older(local, soon())) == sorted([old.name, new.name])


async def test_what_a_crash_cut_off_is_listed_when_it_is_old_and_can_be_removed(local, folder):
    name = "ab" * 16
    # never closed: as when the process dies in the middle
    writer = obstore.open_writer_async(local._store, name, buffer_size=PIECE)
    await writer.write(bytes(4 * PIECE))
    assert [path.name for path in folder.iterdir()] == [f"{name}#1"]
    assert await older(local, datetime.now(UTC) - timedelta(hours=1)) == []
    assert await older(local, soon()) == [name]
    await local.remove([name])
    assert list(folder.iterdir()) == []


async def test_a_strangers_file_in_the_folder_is_never_offered_for_removal(local, folder):
    (folder / "lizhi.sqlite").write_bytes(b"x")
    (folder / "notes#1").write_bytes(b"x")
    assert await older(local, soon()) == []


async def test_a_folder_may_be_written_as_an_address(tmp_path):
    vault = Vault((tmp_path / "中文 folder").as_uri())
    file = await kept(vault, b"x")
    assert (tmp_path / "中文 folder" / file.name).exists()


@pytest.mark.parametrize("url", ["s4://bucket", "nonsense://", "s3://"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises((ValueError, obstore.exceptions.BaseError)):
        Vault(url)


async def test_the_object_and_then_its_folder_are_on_the_disk_before_keep_returns(local, folder, monkeypatch):
    synced, fsync = [], os.fsync

    def noted(descriptor):
        fsync(descriptor)
        synced.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "fsync", noted)
    file = await kept(local, b"x")
    assert synced == [(folder / file.name).stat().st_ino, folder.stat().st_ino]
