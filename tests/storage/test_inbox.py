from datetime import timedelta

from dialogs.values import Arrived, Reminder, Said, Turn
from tests.storage.play import Play, echo


async def test_a_message_that_arrives_twice_is_kept_once(play: Play):
    message = play.arrived("账号被封了")
    assert await play.store.receive([message], play.now) == 1
    assert await play.store.receive([message, play.arrived("还没人理")], play.now) == 1
    assert (await play.store.counts())["inbox_waiting"] == 2


async def test_a_message_that_is_in_one_batch_twice_is_kept_once(play: Play):
    message = play.arrived("账号被封了")
    assert await play.store.receive([message, message], play.now) == 1


async def test_the_same_id_in_two_conversations_is_two_messages(play: Play):
    both = [play.arrived("在吗", address, id="telegram:7") for address in ("100", "200")]
    assert await play.store.receive(both, play.now) == 2


async def test_the_same_address_on_two_channels_is_two_people(play: Play):
    await play.says("在吗", channel="telegram")
    await play.says("在吗", channel="web")
    assert (await play.store.counts())["persons"] == 2


async def test_nothing_arriving_is_nothing_new(play: Play):
    assert await play.store.receive([], play.now) == 0


async def test_what_was_said_is_read_back_as_it_was_said(play: Play):
    said = Said("button", play.now, button="chase:2", masked=("bank_card",))
    await play.store.receive([Arrived("web", "abc", "web:1", said)], play.now)
    [waiting] = await play.answers()
    assert (waiting.said, waiting.external_id, waiting.desk.channel) == (said, "web:1", "web")


async def test_a_thousand_messages_at_once_are_all_kept_in_order(play: Play):
    assert await play.says(*(f"第{n}句" for n in range(1000))) == 1000
    history = await play.store.history("telegram", "100")
    assert [heard.said.text for heard in history] == [f"第{n}句" for n in range(1000)]


async def test_writing_again_unblocks_and_what_was_parked_goes_out(play: Play):
    await play.says("账号被封了")
    [waiting] = await play.answers()
    await play.store.park(waiting.conversation_id, play.now)
    assert await play.sends() == []
    await play.says("我回来了")
    assert await play.sends() == ["收到：账号被封了"]


async def test_a_message_that_failed_waits_again_when_it_is_retried(play: Play):
    await play.says("账号被封了")
    async with play.store.batch(64, play.now) as batch:
        await batch.save([], [(waiting, echo(waiting).replies[0]) for waiting in batch.waiting])
    assert await play.answers() == []
    assert await play.store.retry_failed() == 1
    assert [waiting.said.text for waiting in await play.answers()] == ["账号被封了"]
    assert await play.store.retry_failed() == 0


# What falls due -------------------------------------------------------------------------------------------------


def chase(play: Play, days: float = 0, key: str = "chase:1") -> Reminder:
    return Reminder(1, key, play.now + timedelta(days=days))


async def test_nothing_is_due_before_its_time(play: Play):
    await play.files_a_case(reminders=(chase(play, days=1),))
    assert await play.store.enqueue_due(play.later(hours=23)) == 0
    assert await play.store.enqueue_due(play.later(hours=1)) == 1


async def test_what_is_due_enters_the_inbox_once(play: Play):
    reminder = chase(play)
    await play.files_a_case(reminders=(reminder,))
    assert await play.store.enqueue_due(play.now) == 1
    assert await play.store.enqueue_due(play.now) == 0
    [waiting] = await play.answers()
    assert (waiting.said.kind, waiting.said.at, waiting.desk.reminders) == ("due", play.now, (reminder,))
    assert waiting.external_id == f"due:1:{int(reminder.due_at.timestamp())}"
    assert await play.store.enqueue_due(play.later(days=1)) == 0


async def test_all_that_is_due_of_a_person_is_one_row(play: Play):
    await play.files_a_case(reminders=(chase(play, key="a"), chase(play, key="b")))
    assert await play.store.enqueue_due(play.now) == 1
    await play.answers()
    assert await play.store.enqueue_due(play.now) == 0


async def test_what_falls_due_later_is_a_row_of_its_own_even_if_the_first_was_not_told(play: Play):
    await play.files_a_case(reminders=(chase(play, key="a"), chase(play, days=1, key="b")))
    await play.store.enqueue_due(play.now)
    await play.answers(lambda waiting: Turn(waiting.desk.person))
    assert await play.store.enqueue_due(play.later(days=1)) == 1


async def test_a_reminder_put_off_falls_due_again(play: Play):
    await play.files_a_case(reminders=(chase(play),))
    await play.store.enqueue_due(play.now)
    await play.answers(lambda waiting: Turn(waiting.desk.person, reminders={1: (chase(play, days=1),)}))
    assert await play.store.enqueue_due(play.now) == 0
    assert await play.store.enqueue_due(play.later(days=1)) == 1


async def test_many_people_are_due_at_once(play: Play):
    for number in range(20):
        await play.files_a_case(str(number), reminders=(chase(play),))
    assert await play.store.enqueue_due(play.now) == 20
    assert len(await play.answers()) == 20


async def test_nobody_is_reminded_who_has_blocked_every_conversation(play: Play):
    waiting = await play.files_a_case(reminders=(chase(play),))
    await play.store.park(waiting.conversation_id, play.now)
    assert await play.store.enqueue_due(play.now) == 0
    await play.says("我回来了")
    assert await play.store.enqueue_due(play.now) == 1


async def test_a_reminder_goes_to_the_conversation_used_last_that_is_not_blocked(play: Play):
    await play.files_a_case(reminders=(chase(play, key="a"), chase(play, days=1, key="b")))
    [here] = await play.answers_to("你好", address="200")
    await play.store.add_link(b"code", 1, play.now + timedelta(hours=1), play.now)
    assert await play.store.redeem_link(b"code", here.conversation_id, play.now) == "linked"
    await play.says("用这个号", address="200")
    await play.answers()
    assert await play.due_in() == here.conversation_id
    await play.store.park(here.conversation_id, play.later(days=1))
    assert await play.due_in() == 1
