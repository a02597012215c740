"""Files: which are taken, and what is said of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.collecting import is_never_kept
from dialogs.playbook import load
from dialogs.status import exhibits
from dialogs.values import Outcome, Said, SentFile
from tests.chat import Chat, picture

BOOK = load()["generic"]
BANNED = "快手号昨天被封了，说我搬运，我没有"


@pytest.mark.parametrize(
    "told",
    [
        {"scenario": "illegal_content"},
        {"maybe": ["illegal_content", "harassment"]},
        {"scenario": "illegal_content", "illegal_kind": "porn"},
        {"scenario": "minor_protection", "minor_kind": "lured"},
        {"scenario": "minor_protection", "guardian": "guardian"},
        {"scenario": "privacy_leak", "minor_kind": "bullied"},
        {"scenario": "minor_protection", "minor_kind": "bullied", "guardian": "guardian"},
        {"scenario": "harassment", "guardian": "child"},
        {"guardian": "child"},
    ],
)
def test_pictures_that_may_show_a_child_or_what_is_forbidden_are_never_kept(told: dict[str, str]):
    assert is_never_kept(told, BOOK)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"maybe": ["harassment", "illegal_content"]},
        {"scenario": "illegal_content", "illegal_kind": "gambling_drugs"},
        {"scenario": "minor_protection", "minor_kind": "spending", "guardian": "child"},
        {"scenario": "goods_quality", "guardian": "child"},
        {"scenario": "harassment"},
        {"scenario": "harassment", "minor_kind": "bullied", "guardian": "guardian"},
        {"scenario": "privacy_leak", "minor_kind": "account", "guardian": "child"},
    ],
)
def test_other_pictures_are_evidence(told: dict[str, str]):
    assert not is_never_kept(told, BOOK)


async def test_the_question_is_put_again_after_a_photo_and_a_later_photo_is_answered_too(chat: Chat):
    asked = await chat.say(BANNED)
    (kept,) = await chat.send(picture("red"))
    assert kept.text.startswith("文件收到") and kept.text.splitlines()[-1] == asked.text.splitlines()[-1]
    assert await chat.send(picture("blue")) == []  # of the same batch
    chat.at += timedelta(minutes=1)
    (again,) = await chat.send(picture("green"))
    assert again.text.startswith("文件收到")


@pytest.mark.parametrize(
    "text",
    [
        "女儿才13，抖音上有人哄她发裸照",
        "我今年11 有个叔叔在快手加我 要我视频给他看身体",
        "我13，抖音上有人让我脱衣服",
        "儿子12岁，快手上有人约他见面还送他礼物",
        "抖音有人加我闺女，让她开视频别穿衣服",
        "我家孩子10岁在快手被人骗了私密视频",
    ],
)
async def test_what_a_child_was_lured_into_is_never_taken_before_or_after_the_text(chat: Chat, text: str):
    await chat.say(text)
    (told,) = await chat.send(picture())
    assert "我不收，也不留" in told.text
    await chat.to_the_text()
    chat.at += timedelta(minutes=1)
    await chat.send(picture("blue"))
    assert "我不收，也不留" in chat.last.text and exhibits(await chat.case()) == ()


@pytest.mark.parametrize("text", ["抖音有人骂我还有我女儿的学校", "快手有人天天骂我和我儿子的老师"])
async def test_an_adult_who_is_abused_shows_the_abuse(chat: Chat, text: str):
    await chat.say(text)
    await chat.say("没有")
    await chat.send(picture(), caption="他骂我的评论")
    assert chat.last.text.startswith("文件收到")


async def test_files_sent_before_it_was_told_what_they_show_are_let_go(chat: Chat):
    await chat.send(picture())
    await chat.to_the_text("抖音上有人直播涉黄，露点")
    assert any("我不收，也不留" in reply.text for reply in chat.replies)
    assert exhibits(await chat.case()) == ()
    assert (await chat.store.counts())["errands_waiting"] == 1


async def test_a_file_that_nobody_waits_for_any_more_is_removed(chat: Chat):
    kept = (await _kept(chat)).stored
    await chat.hear(Said("errand", chat.at, outcome=Outcome("fetch", "fetch:7", SentFile(stored=kept))))
    assert (await chat.store.counts())["errands_waiting"] == 1


async def _kept(chat: Chat) -> SentFile:
    async def stream():
        yield picture()

    return (await chat.house.keep("1.png", stream()))[0]


async def test_words_after_files_stay_with_them_and_promise_nothing(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press("加截图和照片")
    collecting = await chat.say("这张是客服说我搬运的聊天记录")
    assert collecting.text.startswith("收着呢")
    await chat.send(picture("red"))
    noted = await chat.say("这张是客服说我搬运的聊天记录")
    assert noted.text.startswith("说明记在刚发的文件上了：“这张是客服说我搬运的聊天记录”。文字里不会自动写上")
    thanks = await chat.say("好的")
    assert thanks.text.startswith("收着呢")
    await chat.send(picture("blue"))
    await chat.say("第二张是处罚通知")
    await chat.press("发完了")
    assert [exhibit.note for exhibit in exhibits(await chat.case())] == [
        "这张是客服说我搬运的聊天记录",
        "第二张是处罚通知",
    ]
