import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from dialogs.values import (
    Chased,
    Closed,
    Draft,
    Errand,
    Event,
    Person,
    Reminder,
    Reply,
    Turn,
)
from storage.store import Store
from storage.tables import inbox
from tests.storage.play import Play, echo, opened


async def test_each_person_is_served_one_message_a_batch_in_order(play: Play):
    await play.says("一", "二", address="100")
    await play.says("三", address="200")
    assert [waiting.said.text for waiting in await play.answers()] == ["一", "三"]
    assert [waiting.said.text for waiting in await play.answers()] == ["二"]
    assert await play.answers() == []


async def test_who_has_waited_longest_is_served_first(play: Play):
    for address in ("100", "200", "300"):
        await play.says("在吗", address=address)
    first = await play.answers(limit=2)
    await play.says("还在吗", address="100")
    second = await play.answers(limit=2)
    assert [waiting.person_id for waiting in first + second] == [1, 2, 3, 1]


async def test_a_turn_is_saved_whole(play: Play):
    person = Person(drafts=(Draft("filing", answers={"platform": "kuaishou"}),), question=3)
    reminder = Reminder(1, "chase:1", play.now + timedelta(days=3), urgent=True)
    errand = Errand("fetch", "fetch:1", {"ref": "abc"})
    await play.says("账号被封了")
    await play.answers(lambda _: Turn(person, (Reply("好"),), (opened(play.now),), {1: (reminder,)}, errands=(errand,)))
    desk = await play.desk()
    assert (desk.person, desk.reminders) == (person, (reminder,))
    assert [(case.number, case.events) for case in desk.cases] == [(1, (opened(play.now)[1],))]
    assert [chore.errand for chore in await play.runs()] == [errand]
    assert await play.sends() == ["好"]


async def test_events_are_added_to_the_case_they_belong_to(play: Play):
    await play.files_a_case()
    more = Event(2, play.now, Chased(1, "请问进度如何")), Event(3, play.now, Closed("settled"))
    await play.says("又一件", "催过了")
    await play.answers(lambda _: Turn(Person(), events=(opened(play.now, case=2),)))
    await play.answers(lambda _: Turn(Person(), events=tuple((1, event) for event in more)))
    desk = await play.desk()
    assert [(case.number, len(case.events)) for case in desk.cases] == [(1, 3), (2, 1)]
    assert desk.cases[0].events[1:] == more


async def test_nobody_sees_what_is_another_persons(play: Play):
    await play.files_a_case("100", reminders=(Reminder(1, "a", play.now),))
    desk = await play.desk("200")
    assert (desk.cases, desk.reminders, desk.person) == ((), (), Person())


async def test_an_exception_in_the_batch_leaves_everything_as_it_was(play: Play):
    await play.says("账号被封了")
    with pytest.raises(RuntimeError):
        async with play.store.batch(64, play.now) as batch:
            await batch.save([(batch.waiting[0], Turn(Person(question=9), (Reply("好"),), (opened(play.now),)))], [])
            raise RuntimeError("the process dies here")
    assert await play.claims() == []
    [again] = await play.answers()
    assert (again.said.text, again.desk.person, again.desk.cases) == ("账号被封了", Person(), ())


async def test_a_batch_that_is_cancelled_leaves_everything_as_it_was(play: Play):
    await play.says("账号被封了")
    saved = asyncio.Event()

    async def stopped_halfway() -> None:
        async with play.store.batch(64, play.now) as batch:
            await batch.save([(waiting, echo(waiting)) for waiting in batch.waiting], [])
            saved.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(stopped_halfway())
    await saved.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await play.claims() == []
    assert [waiting.said.text for waiting in await play.answers()] == ["账号被封了"]


async def test_what_is_neither_done_nor_failed_goes_on_waiting(play: Play):
    await play.says("一", address="100")
    await play.says("二", address="200")
    async with play.store.batch(64, play.now) as batch:
        await batch.save([(batch.waiting[0], echo(batch.waiting[0]))], [])
    assert [waiting.said.text for waiting in await play.answers()] == ["二"]


async def test_a_failed_turn_is_set_aside_with_a_word_and_the_rest_goes_on(play: Play):
    await play.says("坏的", "好的")
    async with play.store.batch(64, play.now) as batch:
        await batch.save([], [(batch.waiting[0], Reply("这句我没处理好"))])
    assert await play.sends() == ["这句我没处理好"]
    assert (await play.store.counts())["inbox_failed"] == 1
    assert [waiting.said.text for waiting in await play.answers()] == ["好的"]


async def test_what_cannot_be_unsealed_is_set_aside_and_others_are_served(play: Play, caplog: pytest.LogCaptureFixture):
    await play.says("一", address="100")
    await play.says("二", address="200")
    async with play.store.writing() as connection:
        await connection.execute(update(inbox).where(inbox.c.id == 1).values(said=b"\x01\x01damaged"))
    assert [waiting.said.text for waiting in await play.answers()] == ["二"]
    assert (await play.store.counts())["inbox_failed"] == 1
    assert "inbox [1]" in caplog.text


async def test_a_repeated_errand_is_run_once(play: Play):
    errand = Errand("link", "link:1")
    await play.says("导出", "导出")
    for _ in range(2):
        await play.answers(lambda waiting: Turn(waiting.desk.person, errands=(errand,)))
    assert len(await play.runs()) == 1


# Reminders ------------------------------------------------------------------------------------------------------


def reminder(play: Play, key: str, days: float = 1) -> Reminder:
    return Reminder(1, key, play.now + timedelta(days=days))


async def remind(play: Play, *wanted: Reminder, told: tuple[str, ...] = ()) -> None:
    await play.says("……")
    turn = Turn(Person(), reminders={1: wanted}, told=tuple((1, key) for key in told))
    await play.answers(lambda _: turn)


async def test_the_untold_reminders_become_equal_to_the_turns(play: Play):
    a, b, c = (reminder(play, key) for key in "abc")
    await play.files_a_case(reminders=(a, b))
    await remind(play, b, c)
    assert (await play.desk()).reminders == (b, c)
    await remind(play)
    assert (await play.desk()).reminders == ()


async def test_a_turn_that_does_not_speak_of_a_case_leaves_its_reminders(play: Play):
    await play.files_a_case(reminders=(reminder(play, "a"),))
    await play.answers_to("你好")
    assert (await play.desk()).reminders == (reminder(play, "a"),)


async def test_a_reminder_may_be_moved(play: Play):
    await play.files_a_case(reminders=(reminder(play, "a"),))
    await remind(play, reminder(play, "a", days=2))
    assert (await play.desk()).reminders == (reminder(play, "a", days=2),)


async def test_a_told_reminder_is_never_told_again_nor_taken_back(play: Play):
    await play.files_a_case(reminders=(reminder(play, "a", days=0), reminder(play, "b")))
    await play.store.enqueue_due(play.now)
    await play.answers(lambda _: Turn(Person(), told=((1, "a"),)))
    assert (await play.desk()).reminders == (reminder(play, "b"),)
    await remind(play, reminder(play, "a", days=0), reminder(play, "b"))
    assert (await play.desk()).reminders == (reminder(play, "b"),)
    assert await play.store.enqueue_due(play.now) == 0


async def test_a_reminder_may_be_told_and_left_out_of_the_set_in_one_turn(play: Play):
    await play.files_a_case(reminders=(reminder(play, "a", days=0),))
    await remind(play, reminder(play, "b"), told=("a",))
    await remind(play, reminder(play, "a", days=0), reminder(play, "b"))
    assert (await play.desk()).reminders == (reminder(play, "b"),)


# Two processes --------------------------------------------------------------------------------------------------


async def test_two_processes_never_serve_the_same_person(play: Play, database_url: str, master_key: bytes):
    for address in ("100", "200"):
        await play.says("一", "二", address=address)
    other = await Store.open(database_url, master_key)
    served: list[tuple[str, int, str]] = []

    async def work(name: str, store: Store) -> None:
        while True:
            async with store.batch(1, play.now) as batch:
                await asyncio.sleep(0.01)
                served.extend((name, waiting.person_id, waiting.said.text) for waiting in batch.waiting)
                await batch.save([(waiting, echo(waiting)) for waiting in batch.waiting], [])
            if (await store.counts())["inbox_waiting"] == 0:
                return

    await asyncio.gather(work("here", play.store), work("there", other))
    await other.close()
    for person in (1, 2):
        assert [text for _, who, text in served if who == person] == ["一", "二"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_locked_person_is_skipped_and_the_next_one_is_served(play: Play, database_url: str, master_key: bytes):
    await play.says("一", "二", address="100")
    await play.says("三", address="200")
    other = await Store.open(database_url, master_key)
    async with play.store.batch(1, play.now) as mine, other.batch(64, play.now) as theirs:
        assert [waiting.said.text for waiting in mine.waiting] == ["一"]
        assert [waiting.said.text for waiting in theirs.waiting] == ["三"]
    await other.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_is_being_answered_can_still_write(play: Play):
    await play.says("一")
    async with play.store.batch(64, play.now) as batch:
        assert await asyncio.wait_for(play.says("二"), timeout=5) == 1
        await batch.save([(waiting, echo(waiting)) for waiting in batch.waiting], [])
    assert [waiting.said.text for waiting in await play.answers()] == ["二"]


async def test_a_stranger_who_writes_to_two_processes_at_once_is_one_person(
    play: Play, database_url: str, master_key: bytes
):
    other = await Store.open(database_url, master_key)
    messages = [play.arrived(str(n)) for n in range(10)]
    stores = [play.store, other] * 5
    new = await asyncio.gather(
        *(store.receive([message], play.now) for store, message in zip(stores, messages, strict=True))
    )
    await other.close()
    counts = await play.store.counts()
    assert (sum(new), counts["persons"], counts["inbox_waiting"]) == (10, 1, 10)
