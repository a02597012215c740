import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from dialogs.values import Draft, Errand, Outcome, Person, Piece, Reply, SentFile, Turn
from storage.outbox import Heard
from tests.storage.play import Play

CODE = b"hash of a code"


async def code_of(play: Play, address: str = "100", code: bytes = CODE) -> int:
    """A person with a case tells a code; returns the person."""
    waiting = await play.files_a_case(address)
    await play.store.add_link(code, waiting.conversation_id, tomorrow(play), play.now)
    return waiting.person_id


def tomorrow(play: Play) -> datetime:
    return play.now + timedelta(days=1)


async def newcomer(play: Play, address: str = "200", channel: str = "telegram", person: Person | None = None) -> int:
    """Somebody who has just begun; returns the conversation."""
    await play.says("我来连接", address=address, channel=channel)
    [waiting] = await play.answers(lambda _: Turn(person or Person(), (Reply("请稍等"),)))
    return waiting.conversation_id


async def redeem(play: Play, conversation: int, code: bytes = CODE) -> str:
    return await play.store.redeem_link(code, conversation, play.now)


async def test_a_conversation_joins_the_person_whose_code_it_tells(play: Play):
    person = await code_of(play)
    assert await redeem(play, await newcomer(play)) == "linked"
    desk = await play.desk("200")
    assert len(desk.cases) == 1
    [waiting] = await play.answers_to("在吗", address="200")
    assert waiting.person_id == person
    counts = await play.store.counts()
    assert counts["persons"] == 1


async def test_what_was_said_and_is_yet_to_be_sent_comes_along(play: Play):
    await code_of(play)
    conversation = await newcomer(play)
    await play.says("还没回答的", address="200")
    await redeem(play, conversation)
    assert await play.sends() == ["请稍等"]
    assert [waiting.said.text for waiting in await play.answers()] == ["还没回答的"]
    assert len(await play.store.history("telegram", "200")) == 4


async def test_a_code_is_good_once(play: Play):
    await code_of(play)
    assert await redeem(play, await newcomer(play, "200")) == "linked"
    assert await redeem(play, await newcomer(play, "300")) == "expired"


async def test_two_who_tell_the_code_at_once_do_not_both_join(play: Play):
    await code_of(play)
    both = [await newcomer(play, "200"), await newcomer(play, "300")]
    answers = await asyncio.gather(*(redeem(play, conversation) for conversation in both))
    assert sorted(answers) == ["expired", "linked"]


async def test_asking_again_gives_the_same_answer(play: Play):
    await code_of(play)
    conversation = await newcomer(play)
    assert [await redeem(play, conversation) for _ in range(2)] == ["linked", "linked"]


async def test_a_code_dies_with_its_hour(play: Play):
    await code_of(play)
    conversation = await newcomer(play)
    play.later(days=1)
    assert await redeem(play, conversation) == "expired"


async def test_an_unknown_code_and_a_lost_conversation_change_nothing(play: Play):
    await code_of(play)
    assert await redeem(play, await newcomer(play), b"another") == "expired"
    assert await redeem(play, 999) == "expired"
    assert (await play.store.counts())["persons"] == 2


async def test_ones_own_code_changes_nothing_and_stays_good(play: Play):
    await code_of(play)
    assert await redeem(play, 1) == "same"
    assert await redeem(play, await newcomer(play)) == "linked"


@pytest.mark.parametrize(
    "person",
    [Person(drafts=(Draft("filing"),)), Person(tray=(Piece(1, SentFile("ref")),))],
    ids=["an open draft", "an unfiled piece"],
)
async def test_who_has_begun_something_is_not_moved(play: Play, person: Person):
    await code_of(play)
    assert await redeem(play, await newcomer(play, person=person)) == "occupied"
    assert (await play.desk("200")).person == person


async def test_who_has_a_case_is_not_moved(play: Play):
    await code_of(play)
    other = await play.files_a_case("200")
    assert await redeem(play, other.conversation_id) == "occupied"
    assert (await play.store.counts())["persons"] == 2


async def test_a_live_code_is_not_given_twice_and_a_dead_one_is(play: Play):
    await code_of(play)
    with pytest.raises(IntegrityError):
        await code_of(play, "300")
    play.later(days=1)
    await play.store.add_link(CODE, 1, tomorrow(play), play.now)
    assert await redeem(play, await newcomer(play)) == "linked"


async def test_the_errand_that_redeems_comes_back_to_the_person_joined(play: Play):
    person = await code_of(play)
    await play.says("连接码 123456", address="200")
    errands = Errand("redeem", "redeem:1", {"code": "123456"}), Errand("forget", "forget:1")
    await play.answers(lambda waiting: Turn(waiting.desk.person, errands=errands))
    redeeming, _ = await play.runs()
    await redeem(play, redeeming.conversation_id)
    await play.store.finish_errand(redeeming, Outcome("redeem", "redeem:1", body={"answer": "linked"}), play.now)
    [waiting] = await play.answers()
    assert (waiting.person_id, waiting.said.outcome.body) == (person, {"answer": "linked"})
    assert (await play.store.counts())["errands_waiting"] == 0


async def test_the_errand_that_redeems_is_not_lost_to_one_of_the_same_key(play: Play):
    errand = Errand("redeem", "redeem:1")
    await play.says("连接码 000000")
    await play.answers(lambda waiting: Turn(waiting.desk.person, errands=(errand,)))
    await code_of(play)
    await play.says("连接码 123456", address="200")
    await play.answers(lambda waiting: Turn(waiting.desk.person, errands=(errand,)))
    _, redeeming = await play.runs()
    assert await redeem(play, redeeming.conversation_id) == "linked"
    await play.store.finish_errand(redeeming, Outcome("redeem", "redeem:1"), play.now)
    assert [waiting.external_id for waiting in await play.answers()] == [f"errand:{redeeming.id}"]


# Web sessions ---------------------------------------------------------------------------------------------------


async def browser(play: Play, token: bytes, address: str) -> int:
    await play.store.open_session("web", token, address, play.now)
    return await newcomer(play, address, "web")


async def test_the_first_browser_keeps_its_conversation(play: Play):
    await code_of(play)
    conversation = await browser(play, b"laptop", "laptop")
    assert await redeem(play, conversation) == "linked"
    assert await play.store.session(b"laptop", play.now) == "laptop"
    assert len((await play.desk("laptop", "web")).cases) == 1
    assert len(await play.store.mail("web", "laptop", after=0)) == 1


async def test_the_second_browser_goes_on_where_the_first_one_is(play: Play):
    await code_of(play)
    await redeem(play, await browser(play, b"laptop", "laptop"))
    await play.store.add_link(b"second", 1, tomorrow(play), play.now)
    conversation = await browser(play, b"phone", "phone")
    play.later(minutes=1)
    assert await redeem(play, conversation, b"second") == "linked"
    assert await play.store.session(b"phone", play.now) == "laptop"
    assert await play.store.history("web", "phone") == []
    assert len(await play.store.history("web", "laptop")) == 4
    assert (await play.store.counts())["persons"] == 1


async def test_what_both_browsers_said_under_one_id_is_kept_once(play: Play):
    await code_of(play)
    for name in ("laptop", "phone"):
        await play.store.open_session("web", name.encode(), name, play.now)
        message = play.arrived(f"来自{name}", name, "web", id="web:1")
        await play.store.receive([message], play.now)
        [waiting] = await play.answers()
        await play.store.add_link(name.encode(), 1, tomorrow(play), play.now)
        assert await redeem(play, waiting.conversation_id, name.encode()) == "linked"
    lines = await play.store.history("web", "laptop")
    assert [line.said.text if isinstance(line, Heard) else "" for line in lines] == ["来自laptop", "", ""]


async def test_one_of_several_conversations_leaves_its_person_to_the_others(play: Play):
    await code_of(play)
    await newcomer(play, "200")
    await play.store.add_link(b"theirs", 2, tomorrow(play), play.now)
    second = await newcomer(play, "300")
    assert await redeem(play, second, b"theirs") == "linked"
    assert await redeem(play, second) == "linked"
    assert (await play.store.counts())["persons"] == 2
    assert (await play.desk("200")).cases == ()
    assert len((await play.desk("300")).cases) == 1
