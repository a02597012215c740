"""Which number to call: a public one by what it takes, a platform's by how the true one is found."""

from __future__ import annotations

import pytest

from tests.chat import Chat


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("报警打哪个号", "报警：110"),
        ("反诈电话是多少", "专线：96110"),
        ("12356是什么电话", "热线：12356"),
        ("12355电话是几点到几点", "各地时段不同"),
        ("12377电话", "电话：12377"),
        ("12315怎么打", "热线：12315"),
        ("消协电话", "消协智慧315平台"),
        ("银行电话多少", "号码看银行卡背面"),
        ("96110是干啥的", "拿不准是不是诈骗"),
        ("12321是啥 要打吗", "骚扰电话、垃圾短信"),
        ("96110能帮我追回来吗", "钱已经转出去的，先打110"),
    ],
)
async def test_a_public_number_is_named_with_what_it_takes(chat: Chat, text: str, number: str):
    await chat.say(text)
    (told,) = chat.replies
    assert number in told.text and "「我的」" not in told.text
    assert chat.labels == ("说说发生了什么",) and (await chat.desk()).person.drafts == ()


@pytest.mark.parametrize("text", ["被骗了打什么电话", "我被骗了 抖音上 该打哪个电话"])
async def test_who_was_cheated_and_asks_whom_to_call_hears_the_police_the_bank_and_96110(chat: Chat, text: str):
    await chat.say(text)
    assert all(number in chat.replies[0].text for number in ("110", "银行卡背面", "96110"))
    assert not any("这样找" in reply.text for reply in chat.replies) and len(chat.labels) > 2


async def test_despair_comes_before_the_number_that_is_asked_for(chat: Chat):
    await chat.say("心理热线电话是多少 我撑不住了")
    assert "您现在安全吗" in chat.last.text and "12356" in chat.last.text


@pytest.mark.parametrize("text", ["抖音客服电话是多少", "快手官方电话几号", "我被骗了 抖音客服电话多少"])
async def test_a_platforms_number_is_looked_up_in_its_app(chat: Chat, text: str):
    await chat.say(text)
    assert "真的这样找" in chat.replies[0].text


@pytest.mark.parametrize("text", ["12315不受理怎么办", "我打了110 他们不管 怎么办", "银行卡被抖音扣了钱怎么弄"])
async def test_what_happened_at_a_door_is_told_and_not_asked(chat: Chat, text: str):
    await chat.say(text)
    assert not any("管的是" in reply.text for reply in chat.replies)
