import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from dialogs.values import Errand, Reminder, Turn
from storage.store import Store
from storage.tables import metadata, sessions
from tests.storage.play import Play, opened

TOKEN = b"hash of a token"


async def test_an_unknown_session_becomes_a_person_at_the_address_offered(play: Play):
    assert await play.store.session(TOKEN, play.now) is None
    assert await play.store.open_session("web", TOKEN, "fresh", play.now) == "fresh"
    assert await play.store.session(TOKEN, play.now) == "fresh"
    assert (await play.store.counts())["persons"] == 1


async def test_a_known_session_keeps_its_address(play: Play):
    await play.store.open_session("web", TOKEN, "first", play.now)
    assert await play.store.open_session("web", TOKEN, "second", play.now) == "first"
    assert (await play.store.counts())["persons"] == 1


async def test_a_session_opened_twice_at_once_is_one_person(play: Play):
    offered = [f"address {n}" for n in range(5)]
    opened_at = await asyncio.gather(*(play.store.open_session("web", TOKEN, one, play.now) for one in offered))
    assert len(set(opened_at)) == 1
    assert (await play.store.counts())["persons"] == 1


async def test_what_is_said_in_a_session_is_said_by_its_person(play: Play):
    address = await play.store.open_session("web", TOKEN, "fresh", play.now)
    await play.answers_to("在吗", address=address, channel="web")
    assert [mailed.reply.text for mailed in await play.store.mail("web", address, after=0)] == ["收到：在吗"]
    assert (await play.store.counts())["persons"] == 1


async def test_a_sessions_age_is_renewed_at_most_once_an_hour(play: Play):
    async def seen_at():
        async with play.store.reading() as connection:
            return await connection.scalar(select(sessions.c.seen_at))

    opened_at = play.now
    await play.store.open_session("web", TOKEN, "fresh", opened_at)
    await play.store.session(TOKEN, play.later(minutes=59))
    assert await seen_at() == opened_at
    await play.store.session(TOKEN, play.later(minutes=1))
    assert await seen_at() == opened_at + timedelta(hours=1)


async def test_of_a_deleted_person_nothing_is_left(play: Play):
    address = await play.store.open_session("web", TOKEN, "fresh", play.now)
    await play.says("账号被封了", "还有", address=address, channel="web")
    reminders = {1: (Reminder(1, "a", play.now),)}
    errands = (Errand("fetch", "fetch:1"),)
    [waiting] = await play.answers(
        lambda waiting: Turn(waiting.desk.person, events=(opened(play.now),), reminders=reminders, errands=errands)
    )
    await play.answers()
    await play.keeps("f1", address=address, channel="web")
    await play.store.add_link(b"code", waiting.conversation_id, play.now + timedelta(hours=1), play.now)
    assert set((await rows_by_table(play.store)).values()) >= {1, 2}
    assert await play.store.delete_person(waiting.person_id) == ["f1"]
    left = await rows_by_table(play.store)
    assert {table: rows for table, rows in left.items() if rows} == {"meta": 1}


async def test_deleting_one_person_leaves_the_others(play: Play):
    first = await play.files_a_case("100")
    await play.files_a_case("200")
    await play.store.delete_person(first.person_id)
    assert len((await play.desk("200")).cases) == 1
    assert await play.store.delete_person(first.person_id) == []


async def rows_by_table(store: Store) -> dict[str, int]:
    async with store.reading() as connection:
        counted = {}
        for table in metadata.sorted_tables:
            counted[table.name] = await connection.scalar(select(func.count()).select_from(table))
    return counted
