"""Who is spoken to, and of whose danger: a child, a helper, somebody who sees it, somebody who is blackmailed."""

from __future__ import annotations

import pytest

from tests.chat import Chat

STOPPED = ("您现在安全吗", "信得过的大人", "成年人自己打赏", "担责任", "只做一份投诉")


def stopped(chat: Chat, since: int = 0) -> bool:
    """Whether something of what was said stops or accuses."""
    return any(words in reply.text for reply in chat.replies[since:] for words in STOPPED)


@pytest.mark.parametrize(
    "text",
    ["我今年16 在抖音打赏了3000多 能退吗", "我今年14 在快手给主播刷了2000 能退吗", "我高一 打赏抖音主播2000后悔了"],
)
async def test_who_tells_to_be_under_age_is_not_turned_away_as_a_grown_person(chat: Chat, text: str):
    await chat.say(text)
    assert not any("成年人自己打赏" in reply.text for reply in chat.replies)
    (draft,) = (await chat.desk()).person.drafts
    assert draft.answers["scenario"] == "minor_protection" and draft.answers["guardian"] == "child"


@pytest.mark.parametrize(
    "text",
    [
        "我是老师 班上一个12岁学生在抖音被人骗着拍了照片",
        "我侄子9岁在抖音给主播刷了3000 我是他叔叔",
        "我外甥女8岁拿手机在快手刷了2000 我是她姨",
        "妹妹11岁 抖音上一个叔叔让她发没穿衣服的照片",
        "我被骗了不敢跟家里说",
    ],
)
async def test_a_grown_person_is_not_spoken_to_as_a_child(chat: Chat, text: str):
    await chat.say(text)
    assert not any("谢谢你告诉我" in reply.text for reply in chat.replies)


async def test_a_child_that_is_blackmailed_is_a_childs_matter_and_hears_of_110(chat: Chat):
    await chat.say("我15岁 抖音上有人拿我照片威胁我 不给钱就发给同学")
    assert "110" in chat.last.text
    await chat.press("接着说投诉")
    (draft,) = (await chat.desk()).person.drafts
    assert draft.answers["scenario"] == "minor_protection" and draft.answers["threat"] == "extorted"


@pytest.mark.parametrize(
    "text", ["快手上裸聊被录了 给过他2000了 现在又要5000", "抖音上跟人裸聊被录屏 已经给了他2000 还要"]
)
async def test_who_paid_a_blackmailer_is_sent_to_110_to_stop_the_payment_and_to_the_bank(chat: Chat, text: str):
    await chat.to_the_text(text)
    told = "".join(reply.text for reply in chat.replies)
    assert "被要挟、钱已经给过的：现在就打110，请求紧急止付" in told and "给过钱的：紧接着打银行" in told


async def test_who_lures_a_child_is_for_the_police(chat: Chat):
    await chat.say("10岁女儿在抖音被人骗着发了没穿衣服的照片")
    await chat.press("我现在安全，接着说投诉")
    await chat.press("没有")
    await chat.to_the_text()
    assert any("有人哄孩子发照片、见面的：打110" in reply.text for reply in chat.replies)


@pytest.mark.parametrize(
    "text", ["抖音有人发视频说要自杀", "快手有个人发作品说今晚要走了不想活了", "抖音有人直播喝酒往死里喝"]
)
async def test_who_sees_somebody_elses_danger_is_told_to_call_and_asked_nothing_of_goods(chat: Chat, text: str):
    await chat.say(text)
    assert chat.replies[0].text.startswith("先打110") and not stopped(chat)
    assert (await chat.desk()).person.drafts[0].answers["scenario"] == "safety_risk"
    await chat.press("有")
    await chat.to_the_text()
    told = "".join(reply.text + (reply.letter or "") for reply in chat.replies)
    labels = [button.label for reply in chat.replies for button in reply.buttons]
    assert not any(words in told for words in ("能锁门的地方", "停用", "医生开的药")) and "退款" not in labels


async def test_a_partner_who_was_cheated_is_a_fraud_and_no_danger(chat: Chat):
    await chat.say("我老公被抖音上女的骗走六万 他还不信")
    assert not stopped(chat) and "现在就打110" in chat.replies[0].text
    (draft,) = (await chat.desk()).person.drafts
    assert draft.answers["scenario"] == "fraud" and draft.answers["money_sent"] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "有人会管吗",
        "不认识他们 就是看不下去",
        "孩子在我身边",
        "我现在在我妈家",
        "他现在在家",
        "孩子在学校抬不起头",
        "不用管了 我自己弄好了",
    ],
)
@pytest.mark.parametrize("begun", ["我女儿在快手被同学打，到处传", "抖音有人直播打小孩"])
async def test_plain_answers_are_no_danger(chat: Chat, begun: str, text: str):
    await chat.say(begun)
    before = len(chat.replies)
    await chat.say(text)
    assert not stopped(chat, before)


@pytest.mark.parametrize("text", ["不给解封", "恢复账号", "多久能解封", "能保证解封吗", "要收费吗", "帮我解封"])
@pytest.mark.parametrize("begun", ["", "快手号昨天被封了，说我搬运，我没有"])
async def test_a_plain_wish_is_no_offer_of_a_scam(chat: Chat, begun: str, text: str):
    if begun:
        await chat.say(begun)
    await chat.say(text)
    assert not any("都是骗局" in reply.text for reply in chat.replies)


@pytest.mark.parametrize("text", ["有人说花钱就能解封", "加微信500包解封，是真的吗"])
async def test_an_offer_for_money_is_warned_of(chat: Chat, text: str):
    await chat.say(text)
    assert "都是骗局" in chat.replies[0].text


async def test_a_call_to_many_is_named_as_that(chat: Chat):
    await chat.say("抖音店铺卖假货 我建了个群200多人 你帮我写一份大家都拿去投")
    assert "只做一份投诉" in chat.last.text and "孩子的名义" not in chat.last.text


@pytest.mark.parametrize("text", ["抖音我妈天天给主播刷礼物，她有老年痴呆", "抖音主播说好送我一箱酒没送"])
async def test_who_cannot_answer_for_gifts_and_who_was_promised_one_regret_none(chat: Chat, text: str):
    await chat.say(text)
    assert not stopped(chat)


async def test_that_a_shop_is_no_consumer_is_said_once_in_a_complaint(chat: Chat):
    await chat.say("抖音有人造谣我家面馆用地沟油")
    assert "店家的名誉" in chat.replies[0].text
    before = len(chat.replies)
    for text in ("抖音号hhh999", "说我家面馆用地沟油，我家面馆生意都没了", "抖音造谣我家面馆的那个人"):
        await chat.say(text)
    assert not any("店家的名誉" in reply.text for reply in chat.replies[before:])
