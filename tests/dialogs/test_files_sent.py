"""Files that come in the middle of something, and what is said of those that were sent."""

from __future__ import annotations

import pytest

from dialogs.status import exhibits
from tests.chat import Chat, picture

BANNED = "快手号昨天被封了，说我搬运，我没有"
BROKEN = "抖音买的手机是坏的，开不了机，商家不退款"


async def test_files_sent_before_anything_was_said_are_kept(chat: Chat):
    await chat.send(picture("red"), picture("blue"))
    kept = [reply for reply in chat.replies if "存着" in reply.text]
    assert len(kept) == 1  # an album is not answered twice
    await chat.to_the_text(BANNED)
    assert [exhibit.number for exhibit in exhibits(await chat.case())] == [1, 2]


@pytest.mark.parametrize("text", ["发完了", "好了！", "完成。"])
async def test_done_said_of_files_in_the_middle_of_a_question_is_no_answer(chat: Chat, text: str):
    await chat.say(BANNED)
    await chat.send(picture())
    await chat.say(text)
    assert "文件收到" in chat.last.text and "哪天" in chat.last.text


async def test_what_stands_under_a_file_is_the_story_where_there_is_none(chat: Chat):
    await chat.send(picture(), caption=BANNED)
    assert "快手 · 封号" in chat.last.text and "哪天" in chat.last.text


@pytest.mark.parametrize("text", ["发完了！", "放第1件"])
async def test_files_that_wait_go_to_the_only_case(chat: Chat, text: str):
    await chat.to_the_text(BANNED)
    await chat.send(picture())
    assert "要放进哪一件" in chat.last.text
    await chat.say(text)
    await chat.say("发完了")
    assert [exhibit.number for exhibit in exhibits(await chat.case())] == [1]


async def test_of_two_cases_it_is_asked_which_or_told(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("/new")
    await chat.to_the_text(BROKEN)
    await chat.send(picture())
    await chat.say("好了")
    assert chat.labels == ("第1件　快手 · 封号", "第2件　抖音 · 商品质量")
    await chat.say("放第二件")
    await chat.say("发完了")
    assert [len(exhibits(await chat.case(number))) for number in (1, 2)] == [0, 1]


async def test_done_that_is_asked_is_not_done(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press("加截图和照片")
    await chat.send(picture())
    await chat.say("好了？")
    assert "发完了请点" in chat.last.text and exhibits(await chat.case()) == ()
