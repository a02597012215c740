import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from dialogs.values import Person, Reminder, Reply, Turn
from storage.outbox import Heard, Mailed
from storage.store import Store
from storage.tables import inbox, outbox
from tests.storage.play import LEASE, Play


async def replies(play: Play, *texts: str, address: str = "100") -> int:
    """Let a person have these replies waiting; returns the conversation."""
    await play.says("……", address=address)
    [waiting] = await play.answers(lambda waiting: Turn(waiting.desk.person, tuple(Reply(text) for text in texts)))
    return waiting.conversation_id


async def test_a_conversation_gets_its_replies_in_order_one_at_a_time(play: Play):
    await replies(play, "一", "二", "三")
    assert [await play.sends() for _ in range(4)] == [["一"], ["二"], ["三"], []]


async def test_conversations_do_not_wait_for_each_other(play: Play):
    await replies(play, "一", "二", address="100")
    await replies(play, "三", address="200")
    assert await play.sends() == ["一", "三"]


async def test_a_claimed_reply_says_where_it_goes(play: Play):
    conversation = await replies(play, "一")
    [reply] = await play.claims()
    assert (reply.conversation_id, reply.channel, reply.address, reply.reply, reply.attempts) == (
        conversation,
        "telegram",
        "100",
        Reply("一"),
        0,
    )


async def test_no_more_is_claimed_than_wanted(play: Play):
    for address in "123":
        await replies(play, "一", address=address)
    assert [reply.address for reply in await play.claims(limit=2)] == ["1", "2"]
    assert [reply.address for reply in await play.claims(limit=2)] == ["3"]


async def test_a_held_reply_is_not_claimed_again_until_its_lease_runs_out(play: Play):
    await replies(play, "一", "二")
    [held] = await play.claims("here")
    assert await play.claims("there") == []
    play.later(seconds=LEASE.total_seconds())
    assert [reply.id for reply in await play.claims("there")] == [held.id]


async def test_a_start_frees_what_was_held(play: Play):
    await replies(play, "一")
    [held] = await play.claims("died")
    await play.store.free_leases()
    assert [reply.id for reply in await play.claims("fresh")] == [held.id]


async def test_a_reply_put_back_holds_up_its_conversation_until_its_time(play: Play):
    await replies(play, "一", "二")
    await replies(play, "三", address="200")
    [first, other] = await play.claims()
    await play.store.mark_sent([other.id], play.now)
    await play.store.put_back(first.id, play.now + timedelta(seconds=30), play.now)
    assert await play.claims() == []
    play.later(seconds=30)
    [again] = await play.claims()
    assert (again.reply.text, again.attempts) == ("一", 1)


async def test_after_a_reply_that_is_given_up_the_next_one_goes_on(play: Play):
    await replies(play, "一", "二")
    [first] = await play.claims()
    await play.store.give_up(first.id, play.now)
    assert await play.sends() == ["二"]
    assert (await play.store.counts())["outbox_failed"] == 1


async def test_a_reply_that_was_given_up_is_sent_after_a_mend_as_if_it_had_never_been_tried(play: Play):
    await replies(play, "一")
    [first] = await play.claims()
    await play.store.put_back(first.id, play.now + timedelta(days=1), play.now)
    await play.store.give_up(first.id, play.now)
    assert await play.store.retry_failed() == 1
    [again] = await play.claims()
    assert (again.reply.text, again.attempts) == ("一", 0)


async def test_a_blocked_conversation_is_sent_nothing_and_others_are(play: Play):
    blocked = await replies(play, "一", "二")
    await replies(play, "三", address="200")
    await play.store.park(blocked, play.now)
    assert await play.sends() == ["三"]
    assert (await play.store.counts())["outbox_waiting"] == 0


async def test_what_is_answered_while_blocked_waits_too(play: Play):
    conversation = await replies(play)
    await play.says("还有")
    await play.store.park(conversation, play.now)
    await play.answers()
    assert await play.sends() == []


async def test_a_damaged_reply_is_set_aside_and_others_are_sent(play: Play, caplog: pytest.LogCaptureFixture):
    await replies(play, "一", "二")
    await replies(play, "三", address="200")
    async with play.store.writing() as connection:
        await connection.execute(update(outbox).where(outbox.c.id == 1).values(reply=b"damaged"))
    assert await play.sends() == ["三"]
    assert await play.sends() == ["二"]
    assert "outbox [1]" in caplog.text


async def test_two_senders_keep_the_order_and_send_nothing_twice(play: Play, database_url: str, master_key: bytes):
    for address in ("100", "200", "300"):
        await replies(play, *"一二三四五", address=address)
    other = await Store.open(database_url, master_key)
    sent: list[tuple[str, str]] = []

    async def send(store: Store, name: str) -> None:
        while (await store.counts())["outbox_waiting"]:
            claimed = await store.claim_replies(name, 2, LEASE, play.now)
            await asyncio.sleep(0.005)
            sent.extend((reply.address, reply.reply.text) for reply in claimed)
            await store.mark_sent([reply.id for reply in claimed], play.now)

    await asyncio.gather(send(play.store, "here"), send(other, "there"))
    await other.close()
    for address in ("100", "200", "300"):
        assert [text for to, text in sent if to == address] == list("一二三四五")


# The mailbox ----------------------------------------------------------------------------------------------------


async def test_a_mailbox_shows_what_was_sent_and_what_was_not(play: Play):
    await replies(play, "一", "二", "三")
    await play.sends()
    mail = await play.store.mail("telegram", "100", after=0)
    assert [one.reply.text for one in mail] == ["一", "二", "三"]
    assert [one.reply.text for one in await play.store.mail("telegram", "100", after=mail[1].id)] == ["三"]
    assert [one.reply.text for one in await play.store.mail("telegram", "100", after=0, limit=2)] == ["一", "二"]


async def test_a_damaged_row_closes_neither_the_mailbox_nor_the_history(play: Play, caplog: pytest.LogCaptureFixture):
    await replies(play, "一", "二", "三")
    async with play.store.writing() as connection:
        await connection.execute(update(outbox).where(outbox.c.id == 2).values(reply=b"damaged"))
        await connection.execute(update(inbox).where(inbox.c.id == 1).values(said=b"damaged"))
    assert [mailed.reply.text for mailed in await play.store.mail("telegram", "100", 0)] == ["一", "三"]
    assert caplog.text == ""
    shown = await play.store.history("telegram", "100")
    assert [line.reply.text for line in shown if isinstance(line, Mailed)] == ["一", "三"]
    assert 1 not in [line.inbox_id for line in shown if isinstance(line, Heard)]
    assert "inbox [1] cannot be unsealed" in caplog.text and "outbox [2] cannot be unsealed" in caplog.text


async def test_a_mailbox_shows_nobody_elses_replies(play: Play):
    await replies(play, "一", address="100")
    assert await play.store.mail("telegram", "200", after=0) == []
    assert await play.store.mail("web", "100", after=0) == []
    assert await play.store.history("telegram", "200") == []


async def test_a_history_has_both_sides_and_a_reply_after_what_it_answers(play: Play):
    await play.says("一", "二")
    await play.answers()
    await play.answers()
    play.later(minutes=1)
    await play.says("三")
    await play.answers()
    lines = await play.store.history("telegram", "100")
    texts = [line.said.text if isinstance(line, Heard) else line.reply.text for line in lines]
    assert texts == ["一", "收到：一", "二", "收到：二", "三", "收到：三"]
    assert isinstance(lines[-1], Mailed)
    assert lines[-1].created_at == play.now


async def test_a_reply_follows_what_it_answers_even_if_the_clock_was_set_back(play: Play):
    await play.says("一")
    play.later(minutes=-5)
    await play.answers()
    assert [type(line) for line in await play.store.history("telegram", "100")] == [Heard, Mailed]


async def test_a_long_history_is_cut_at_its_beginning(play: Play):
    for text in "一二三":
        await play.answers_to(text)
        play.later(seconds=1)
    lines = await play.store.history("telegram", "100", limit=3)
    assert [type(line) for line in lines] == [Mailed, Heard, Mailed]
    assert lines[1].said.text == "三"


async def test_what_fell_due_for_somebody_who_blocked_us_is_told_in_the_other_conversation(play: Play):
    waiting = await play.files_a_case(reminders=(Reminder(1, "chase", play.now + timedelta(hours=1)),))
    await play.store.add_link(b"hash", waiting.conversation_id, play.now + timedelta(minutes=5), play.now)
    await play.answers_to("我在网页上", "browser", "web")
    [here] = await play.claims()
    await play.store.mark_sent([here.id], play.now)
    assert await play.store.redeem_link(b"hash", here.conversation_id, play.now) == "linked"
    play.later(hours=2)
    await play.answers_to("在吗")  # Telegram is used last
    await play.store.enqueue_due(play.later(seconds=1))
    await play.answers(lambda _: Turn(Person(), (Reply("到日子了"),)))
    await play.store.park(waiting.conversation_id, play.now)
    [told] = await play.claims()
    assert (told.channel, told.reply.text) == ("web", "到日子了")
    assert told.id > here.id
    await play.answers_to("回来了")
    assert [again.reply.text for again in await play.claims()] == ["收到：在吗"]
