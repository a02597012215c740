from datetime import timedelta

from dialogs.values import Errand, Outcome, SentFile, Turn
from storage.errands import Chore
from tests.storage.play import LEASE, Play, stored

FETCH = Errand("fetch", "fetch:1", {"ref": "file-abc"})


async def chore(play: Play) -> Chore:
    await play.says("[照片]")
    await play.answers(lambda waiting: Turn(waiting.desk.person, errands=(FETCH,)))
    [claimed] = await play.runs()
    return claimed


async def test_a_claimed_errand_says_for_whom_it_is_run(play: Play):
    claimed = await chore(play)
    assert (claimed.channel, claimed.errand, claimed.attempts) == ("telegram", FETCH, 0)


async def test_a_held_errand_is_not_claimed_again_until_its_lease_runs_out(play: Play):
    claimed = await chore(play)
    assert await play.runs("there") == []
    play.later(seconds=LEASE.total_seconds())
    assert [again.id for again in await play.runs("there")] == [claimed.id]


async def test_what_came_of_an_errand_enters_the_inbox(play: Play):
    claimed = await chore(play)
    outcome = Outcome("fetch", "fetch:1", SentFile(stored=stored("f1", play.now)))
    await play.store.finish_errand(claimed, outcome, play.later(minutes=1))
    [waiting] = await play.answers()
    assert (waiting.said.kind, waiting.said.outcome, waiting.external_id) == ("errand", outcome, f"errand:{claimed.id}")
    assert waiting.conversation_id == claimed.conversation_id
    assert await play.runs() == []


async def test_an_errand_run_twice_is_told_once(play: Play):
    claimed = await chore(play)
    for body in ({"n": "1"}, {"n": "2"}):
        await play.store.finish_errand(claimed, Outcome("fetch", "fetch:1", body=body), play.now)
    [waiting] = await play.answers()
    assert waiting.said.outcome.body == {"n": "1"}
    assert await play.answers() == []


async def test_an_errand_tried_in_vain_waits(play: Play):
    claimed = await chore(play)
    await play.store.postpone_errand(claimed, play.now + timedelta(minutes=5), play.now)
    assert await play.runs() == []
    play.later(minutes=5)
    [again] = await play.runs()
    assert (again.id, again.attempts) == (claimed.id, 1)


async def test_a_start_frees_the_errands_that_were_held(play: Play):
    claimed = await chore(play)
    await play.store.free_leases()
    assert [again.id for again in await play.runs()] == [claimed.id]


async def test_an_errand_of_somebody_who_is_gone_ends_quietly(play: Play):
    claimed = await chore(play)
    await play.store.delete_person(claimed.person_id)
    await play.store.finish_errand(claimed, Outcome("fetch", "fetch:1"), play.now)
    await play.store.postpone_errand(claimed, play.now, play.now)
    counts = await play.store.counts()
    assert (counts["inbox_waiting"], counts["errands_waiting"], counts["persons"]) == (0, 0, 0)
