"""How the dates were counted and what is on file about a door, told when it is asked for."""

from __future__ import annotations

import pytest

from dialogs.explaining import about
from dialogs.playbook import load
from tests.chat import Chat

BOOKS = load()
BROKEN = "抖音买的手机是坏的，9月25号签收的，商家不退款"


async def test_a_date_says_how_it_was_counted_by_which_article_and_when_that_was_checked(chat: Chat):
    await chat.to_the_text(BROKEN)
    await chat.press_id("rules:1:after_sales")
    said = chat.last.text
    assert "七日无理由退货：最晚10月2日" in said and "从签收的第二天（9月26日）起数7天" in said
    assert "第25条" in said and "2026-11-20核对" in said
    assert chat.labels == ("看这件投诉",)


async def test_the_card_of_a_case_tells_of_the_door_it_is_at(chat: Chat):
    await chat.to_the_text(BROKEN)
    await chat.press_id("letter:1:12315_complaint:go")
    await chat.press_id("case:1")
    await chat.press("期限和规定")
    assert "「12315 投诉」管的是" in chat.last.text and "· 第15条：" in chat.last.text
    assert "「订单页售后/平台介入」" not in chat.last.text


@pytest.mark.parametrize("asked", ["这个日子怎么算的", "有什么依据", "这是哪条规定", "期限和规定"])
async def test_asked_in_words_it_is_told_too(chat: Chat, asked: str):
    await chat.to_the_text(BROKEN)
    await chat.say(asked)
    assert "日子是这样数的" in chat.last.text


async def test_where_a_door_has_nothing_on_file_its_text_offers_no_rules(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    assert "期限和规定" not in chat.labels
    await chat.press_id("rules:1:no_such_door")
    assert "「通知里的申诉入口」管的是" in chat.last.text and "不管的：退款" in chat.last.text


@pytest.mark.parametrize("platform", BOOKS.platforms)
def test_every_door_says_what_it_takes_and_what_not_and_every_source_has_its_day(platform: str):
    for key, door in BOOKS[platform].destinations.items():
        text = "\n".join(about(door))
        assert door.takes in text and door.not_for in text and len(text) < 2000, key
        assert all(fact.text in text and fact.source in text for fact in door.facts), key
        assert text.count("核对：") == len({(fact.source, fact.checked) for fact in door.facts}), key
