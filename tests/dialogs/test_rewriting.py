"""The person's own text: whole, or only what is to be changed in it."""

from __future__ import annotations

import pytest

from dialogs.rewriting import replaced
from dialogs.status import answers, latest
from dialogs.values import Written
from tests.chat import Chat

TEXT = "我买了一件衣服，三千块。退货退款。请在十天内答复。"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("把三千块改成五千块", TEXT.replace("三千块", "五千块")),
        ("退货退款改成退差价80元", TEXT.replace("退货退款", "退差价80元")),
        ("最后一句改成请尽快答复", "我买了一件衣服，三千块。退货退款。请尽快答复。"),
        ("帮我把“十天”改为“七天”", TEXT.replace("十天", "七天")),
        ("请把一件衣服换成两件衣服", TEXT.replace("一件", "两件")),
    ],
)
def test_what_is_to_be_changed_is_changed_where_it_stands_once(words: str, text: str):
    assert replaced(words, TEXT) == text


@pytest.mark.parametrize("words", ["把裤子改成裙子", "把一改成二", "把。改成，"])
def test_what_stands_nowhere_or_twice_is_asked_about(words: str):
    with pytest.raises(LookupError):
        replaced(words, f"{TEXT}一")


@pytest.mark.parametrize("words", ["我不想改了", "日期不对", TEXT])
def test_what_replaces_nothing(words: str):
    assert replaced(words, TEXT) is None


async def test_a_text_that_was_changed_elsewhere_and_handed_in_is_handed_in(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press("改几个字")
    await chat.say("我自己在手机上改好了，已经交上去了")
    assert "交到哪里" in chat.last.text


@pytest.mark.parametrize("words", ["把最后一句改成希望早点恢复", "帮我把最后一句改成请尽快解封"])
async def test_a_change_of_the_letter_is_read_before_any_alarm(chat: Chat, words: str):
    await chat.to_the_text("快手号昨天下午三点收到通知被封了，说我搬运，我没有")
    await chat.say(words)
    written = latest(await chat.case(), Written)
    assert written is not None and written[1].own and words.rpartition("改成")[2] in written[1].text


async def test_a_sum_that_is_changed_in_words_is_changed_for_every_text(chat: Chat):
    await chat.to_the_text("抖音买的手机是坏的，99块，开不了机，商家不退款")
    await chat.say("把99块改成109块")
    assert str(answers(await chat.case())["amount"]).startswith("109")
