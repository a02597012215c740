"""What is written and pressed, as it arrives or is turned away."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.channels import Entry, Mail
from bot.channels.web_wire import history
from dialogs.values import Button, Reply
from tests.web_house import say


async def test_what_is_written_arrives(visitor, house):
    assert (await say(visitor, text="快手把我封了")).status_code == 202
    [arrived] = house.arrived
    assert (arrived.channel, arrived.address, arrived.external_id) == ("web", "person0", "web:m1")
    assert (arrived.said.kind, arrived.said.text) == ("text", "快手把我封了")


async def test_a_pressed_button_arrives(visitor, house):
    assert (await say(visitor, button="chase:2")).status_code == 202
    assert (house.arrived[0].said.kind, house.arrived[0].said.button) == ("button", "chase:2")


async def test_sending_the_same_again_is_harmless(visitor, house):
    answers = [await say(visitor, text="你好") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 202]
    assert len(house.arrived) == 1


@pytest.mark.parametrize(
    ("message", "status", "error"),
    [
        ({"text": ""}, 400, "empty"),
        ({"text": " \n"}, 400, "empty"),
        ({"text": 5}, 400, "bad_request"),
        ({"text": "a", "button": "b"}, 400, "bad_request"),
        ({"text": "a", "id": "no spaces"}, 400, "bad_request"),
        ({"text": "a", "id": "x" * 65}, 400, "bad_request"),
        ({"text": "a", "id": None}, 400, "bad_request"),
        ({"text": "half a pair \ud83d"}, 400, "bad_request"),
        ({"button": "按" * 22}, 400, "bad_request"),
        ({"text": "字" * 4001}, 413, "too_long"),
        ({"text": "a" * 70_000}, 413, "too_long"),
    ],
)
async def test_what_cannot_be_taken_is_explained(visitor, house, message, status, error):
    answer = await visitor.post(
        "/chat/messages",
        content=json.dumps({"id": "m1", **message}),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["text"].endswith("。")
    assert house.arrived == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"text"', b"\xff", b"[" * 30_000])
async def test_what_is_no_message_is_refused(visitor, body):
    answer = await visitor.post("/chat/messages", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


async def test_a_form_of_a_foreign_page_is_no_message(visitor):
    answer = await visitor.post(
        "/chat/messages", content=b'{"id":"m1","text":"a"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 400


async def test_four_thousand_characters_are_taken(visitor, house):
    assert (await say(visitor, text="😀" * 4000)).status_code == 202
    assert len(house.arrived[0].said.text) == 4000


def test_a_press_is_told_by_the_label_that_stood_there_before_it():
    now = datetime(2026, 9, 30, tzinfo=UTC)

    def asked(number: int, label: str) -> Mail:
        return Mail(number, now, Reply("照片？", (Button("photos:1", label),)))

    pressed = Entry(now, "photos:1", (), "web:a")
    told = history([asked(1, "加截图和照片"), pressed, asked(2, "再加几张"), pressed])
    assert [entry["text"] for entry in told["entries"] if entry["mine"]] == ["加截图和照片", "再加几张"]
    assert told["last"] == 2
