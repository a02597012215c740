"""What is counted moves when something happens, and names nobody."""

from __future__ import annotations

import httpx
from prometheus_client import REGISTRY, generate_latest
from sqlalchemy import text

from bot import metrics
from bot.app import _measure
from bot.server import build
from storage.store import Store
from tests.chat import Chat
from tests.storage.play import Play


def value(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_what_comes_and_what_is_answered_is_counted(chat: Chat):
    received, turns = value("lizhi_received_total"), value("lizhi_turns_total")
    await chat.say("/help")
    assert (value("lizhi_received_total"), value("lizhi_turns_total")) == (received + 1, turns + 1)


async def test_what_waits_is_shown_as_it_is_now(store: Store):
    play = Play(store)
    await play.says("一", "二")
    metrics.show_stored(await store.counts())
    assert value("lizhi_stored", what="inbox_waiting") == 2
    await play.answers()
    await play.answers()
    metrics.show_stored(await store.counts())
    assert value("lizhi_stored", what="inbox_waiting") == 0


async def test_what_waits_is_counted_when_it_is_asked_for_and_never_shown_stale(store: Store):
    await Play(store).says("一")
    measure = _measure(store)
    async with client(build([], None, measure=measure)) as http:
        assert 'lizhi_stored{what="inbox_waiting"} 1.0' in (await http.get("/metrics")).text
        async with store.writing() as connection:
            await connection.execute(text("ALTER TABLE cases RENAME TO gone"))
        answer = await http.get("/metrics")
    assert answer.status_code == 200
    assert "lizhi_stored{" not in answer.text and "lizhi_turns_total" in answer.text


def client(app):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=("127.0.0.1", 1)), base_url="http://lizhi")


def test_no_label_can_tell_one_person_from_another():
    ours = [family for family in REGISTRY.collect() if family.name.startswith("lizhi_")]
    labels = {label for family in ours for sample in family.samples for label in sample.labels}
    assert len(ours) > 8
    assert labels <= {"channel", "kind", "what"}
    assert b"lizhi_received_total" in generate_latest()
