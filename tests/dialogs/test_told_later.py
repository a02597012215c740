"""What is told of the only open case later and belongs to it without asking: a number they gave, money that went."""

from __future__ import annotations

import pytest

from dialogs.status import answers, latest, stage
from dialogs.values import Submitted
from tests.chat import Chat

BANNED = "快手号昨天下午三点收到通知被封了，说我搬运，我没有"
STOLEN = "我快手号被盗了，登不上，手机号被人换了"


async def handed_in(chat: Chat, story: str = BANNED) -> None:
    await chat.to_the_text(story)
    await chat.press("我交了")
    await chat.press(chat.labels[0])
    for label in ("刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)


@pytest.mark.parametrize("words", ["编号是KS20261120001", "他给编号了 KS20261120001", "平台给的编号是 KS20261120001"])
async def test_a_number_told_after_the_hand_in_goes_to_it(chat: Chat, words: str):
    await handed_in(chat)
    await chat.say(words)
    submitted = latest(await chat.case(), Submitted)
    assert submitted is not None and submitted[1].ticket == "KS20261120001"
    assert stage(await chat.case(), chat.at) == "waiting"


@pytest.mark.parametrize("words", ["钱被转走了500", "银行卡里的钱被转走了", "他又问我爸借了一千，我爸转了"])
async def test_money_that_goes_later_leads_to_the_police_at_once(chat: Chat, words: str):
    await chat.to_the_text(STOLEN)
    await chat.say(words)
    assert "110" in chat.last.text and any("110" in label for label in chat.labels)
    assert answers(await chat.case())["money_moved"] == "yes"


async def test_money_that_a_shop_gives_back_is_no_matter_for_the_police(chat: Chat):
    await chat.to_the_text("抖音买的手机是坏的，开不了机，商家不退款")
    await chat.say("商家转了500给我")
    assert "110" not in chat.last.text
