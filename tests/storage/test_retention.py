from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from dialogs.values import Closed, Draft, Errand, Event, Exhibited, Person, Reminder, Reopened, Reply, Turn
from storage.tables import errands, events, inbox, links, outbox, reminders
from tests.storage.play import Play, opened, stored

RETENTION = timedelta(days=180)


async def purge(play: Play) -> list[str]:
    return await play.store.purge(play.now, RETENTION, ["web"])


async def remember(play: Play, *what, address: str = "100") -> None:
    """Events of case 1 after its opening, one by one."""
    for number, one in enumerate(what, start=2):
        await play.says("……", address=address)
        turn = Turn(Person(), events=((1, Event(number, play.now, one)),))
        await play.answers(lambda _, turn=turn: turn)


async def lines(play: Play, address: str = "100", channel: str = "telegram") -> int:
    return len(await play.store.history(channel, address))


async def test_what_is_done_and_sent_is_forgotten_after_seven_days(play: Play):
    await play.answers_to("在吗")
    await play.sends()
    play.later(days=6)
    assert await purge(play) == []
    assert await lines(play) == 2
    play.later(days=1)
    await purge(play)
    assert await lines(play) == 0


async def test_what_waits_or_failed_is_not_forgotten(play: Play):
    await play.says("坏的", "等着的")
    async with play.store.batch(64, play.now) as batch:
        await batch.save([], [(batch.waiting[0], Reply("没处理好"))])
    play.later(days=30)
    await purge(play)
    counts = await play.store.counts()
    assert (counts["inbox_failed"], counts["inbox_waiting"], counts["outbox_waiting"]) == (1, 1, 1)


async def test_what_was_given_up_is_forgotten_after_seven_days(play: Play):
    await play.says("在吗")
    await play.answers(lambda _: Turn(Person(), (Reply("在"),), errands=(Errand("link", "link:1"),)))
    [reply] = await play.claims()
    await play.store.give_up(reply.id, play.now)
    async with play.store.writing() as connection:
        await connection.execute(update(errands).values(body=b"damaged"))
    assert await play.runs() == []
    assert await failed(play) == {"inbox_failed": 0, "outbox_failed": 1, "errands_failed": 1}
    play.later(days=6)
    await purge(play)
    assert sum((await failed(play)).values()) == 2
    play.later(days=1)
    await purge(play)
    assert sum((await failed(play)).values()) == 0


async def failed(play: Play) -> dict[str, int]:
    return {name: count for name, count in (await play.store.counts()).items() if name.endswith("_failed")}


async def test_only_what_is_called_a_mailbox_outlives_seven_days(play: Play):
    await play.files_a_case("browser", "web")
    await play.sends()
    play.later(days=7)
    await play.store.purge(play.now, RETENTION, [])
    assert await lines(play, "browser", "web") == 0


async def test_a_mailbox_lives_as_long_as_there_is_a_case(play: Play):
    await play.files_a_case("browser", "web")
    await play.answers_to("在吗", "browser", "web")
    await play.sends()
    play.later(days=30)
    await purge(play)
    assert await lines(play, "browser", "web") == 3


async def test_a_mailbox_lives_as_long_as_there_is_a_draft(play: Play):
    await play.says("在吗", address="browser", channel="web")
    await play.answers(lambda _: Turn(Person(drafts=(Draft("filing"),)), (Reply("哪个平台"),)))
    await play.sends()
    play.later(days=30)
    await purge(play)
    assert await lines(play, "browser", "web") == 2


async def test_a_mailbox_without_either_is_forgotten_after_seven_days(play: Play):
    await play.answers_to("在吗", "browser", "web")
    await play.sends()
    play.later(days=7)
    await purge(play)
    assert await lines(play, "browser", "web") == 0


async def test_who_has_nothing_and_does_not_come_back_is_forgotten(play: Play):
    await play.answers_to("在吗")
    await play.keeps("f1")
    play.later(days=179)
    assert await purge(play) == []
    play.later(days=1)
    assert await purge(play) == ["f1"]
    assert (await play.store.counts())["persons"] == 0


async def test_who_comes_back_is_remembered(play: Play):
    await play.answers_to("在吗")
    play.later(days=179)
    await play.answers_to("还在吗")
    play.later(days=1)
    await purge(play)
    assert (await play.store.counts())["persons"] == 1


@pytest.mark.parametrize("kept", ["case", "message"])
async def test_who_has_something_open_is_remembered(play: Play, kept: str):
    turns = {
        "case": Turn(Person(), events=(opened(play.now),)),
        "message": Turn(Person()),
    }
    await play.says("账号被封了")
    await play.answers(lambda _: turns[kept])
    if kept == "message":
        await play.says("还没回答的")
    play.later(days=400)
    await purge(play)
    assert (await play.store.counts())["persons"] == 1


async def test_what_was_left_half_told_is_forgotten_with_the_person_who_does_not_come_back(play: Play):
    await play.says("账号被封了")
    await play.answers(lambda _: Turn(Person(drafts=(Draft("filing"),))))
    await play.keeps("f1")
    play.later(days=179)
    assert await purge(play) == []
    play.later(days=1)
    assert await purge(play) == ["f1"]
    assert (await play.store.counts())["persons"] == 0


async def test_one_damaged_exhibit_does_not_keep_everything_else_for_ever(play: Play, caplog: pytest.LogCaptureFixture):
    for address in ("100", "200"):
        await play.files_a_case(address)
        await remember(play, Exhibited(1, stored(f"f{address}", play.now)), Closed("settled"), address=address)
        await play.keeps(f"f{address}", address=address)
    async with play.store.writing() as connection:
        damage = update(events).where(events.c.person_id == 1, events.c.kind == "exhibited")
        await connection.execute(damage.values(body=b"\x01\x01damaged"))
    play.later(days=180)
    assert "f200" in await purge(play)
    assert (await play.store.counts())["cases"] == 0
    assert "event (1, 1, 2) cannot be unsealed" in caplog.text


async def test_a_case_closed_long_ago_is_forgotten_with_its_exhibits(play: Play):
    await play.files_a_case(reminders=(Reminder(1, "a", play.now),))
    for name in ("f1", "f2"):
        await play.keeps(name)
    await remember(play, Exhibited(1, stored("f1", play.now)), Closed("settled"))
    play.later(days=179)
    await play.answers_to("看看")
    assert await purge(play) == []
    play.later(days=1)
    assert await purge(play) == ["f1"]
    assert (await play.store.counts())["cases"] == 0
    assert await play.store.unnamed(["f1", "f2"]) == {"f1"}
    async with play.store.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(reminders)) == 0


async def test_a_case_that_was_reopened_is_remembered(play: Play):
    await play.files_a_case()
    await remember(play, Closed("dropped"), Reopened())
    play.later(days=400)
    await purge(play)
    assert (await play.store.counts())["cases"] == 1


async def test_a_case_closed_again_lately_is_remembered(play: Play):
    await play.files_a_case()
    await remember(play, Closed("dropped"), Reopened())
    play.later(days=400)
    await play.says("算了")
    await play.answers(lambda _: Turn(Person(), events=((1, Event(4, play.now, Closed("settled"))),)))
    await purge(play)
    assert (await play.store.counts())["cases"] == 1


async def test_an_exhibit_that_another_case_names_is_kept(play: Play):
    await play.files_a_case()
    await play.keeps("f1")
    shared = Exhibited(1, stored("f1", play.now))
    await remember(play, shared, Closed("settled"))
    await play.says("又一件")
    events = opened(play.now, case=2), (2, Event(2, play.now, shared))
    await play.answers(lambda _: Turn(Person(), events=events))
    play.later(days=180)
    assert await purge(play) == []
    assert (await play.store.counts())["cases"] == 1
    assert await play.store.unnamed(["f1"]) == set()


async def test_a_dead_code_is_forgotten(play: Play):
    waiting = await play.files_a_case()
    await play.store.add_link(b"code", waiting.conversation_id, play.now + timedelta(hours=1), play.now)
    for hours, left in ((0.5, 1), (0.5, 0)):
        play.later(hours=hours)
        await purge(play)
        async with play.store.reading() as connection:
            assert await connection.scalar(select(func.count()).select_from(links)) == left


async def test_ids_are_never_used_again(play: Play):
    await play.answers_to("在吗")
    await play.sends()
    play.later(days=7)
    await purge(play)
    [waiting] = await play.answers_to("还在吗")
    assert waiting.inbox_id == 2
    async with play.store.reading() as connection:
        assert list(await connection.scalars(select(inbox.c.id))) == [2]
        assert list(await connection.scalars(select(outbox.c.id))) == [2]
