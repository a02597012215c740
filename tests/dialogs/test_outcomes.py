"""What an answer of theirs sounds like, and which words plainly are one."""

from __future__ import annotations

import pytest

from dialogs.outcomes import is_answer, outcome_in


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("申诉被驳回了", "refused"),
        ("他们说维持原判", "refused"),
        ("解封了", "settled"),
        ("已经给我恢复了", "settled"),
        ("客服说48小时内给我答复", "waiting"),
        ("尊敬的用户您好，您的申诉我们已收到，将在3个工作日内处理", "waiting"),
        ("平台回复：经复核，申诉未通过，维持处罚。", "refused"),
        ("系统通知：您的申诉材料不足，请于11月25日前补充原始素材", "material"),
        ("抖音平台又说不支持我", "refused"),
        ("快手客服又说让我再等等", "waiting"),
        ("说不予受理 公司填错了", "declined"),
        ("平台判了 说是我人为损坏 不支持退款", "refused"),
        ("退钱了", "settled"),
        ("被拒了", "refused"),
        ("没过", "refused"),
        ("客服让我11月23号之前补原视频", "material"),
        ("商家到现在没退", "refused"),
        ("派出所立案了", "accepted"),
        ("您的投诉已受理", "accepted"),
        ("请您补充材料，否则将驳回申诉", "material"),
        ("我们会在48小时内为您复核，如有异议可再次申诉", "waiting"),
        ("昨天客服告知我，账号已恢复正常", "settled"),
        ("还是没过", "refused"),
        ("第二个没过", "refused"),
        ("要我补充原视频 3天内", "material"),
        ("通过了 视频回来了", "settled"),
        ("成功了", "settled"),
        ("失败了", "refused"),
        ("申诉通过了，号回来了", "settled"),
        ("申诉没通过 说我确实搬运", "refused"),
        ("没过 说维持", "refused"),
        ("说我搬运 不给恢复", "refused"),
        ("解封了但是视频没了", "refused"),
        ("钱退回来了 但是少了20块", "refused"),
        ("号找回来了", "settled"),
        ("找回失败了 说资料不符", "refused"),
        ("他们说不能证明是孩子打的 不退", "refused"),
        ("警察说没消息 让等", "waiting"),
        ("抖音回复说不构成侵权", "refused"),
        ("那个视频下架了", "settled"),
        ("消保委说不受理", "declined"),
        ("市监局驳回了", "refused"),
    ],
)
def test_a_real_reply_is_recognised_with_what_it_sounds_like(words: str, outcome: str):
    assert outcome_in(words) == outcome
    assert is_answer(words) or words.startswith(("请您", "我们会"))


@pytest.mark.parametrize(
    "words",
    [
        "我在抖音上买的手机是坏的，开不了机，商家一直不给退款",
        "他那边删了一半，还有20多条没删",
        "那个人又来骂我了，还拉别人一起骂",
        "平台没有理由封我",
        "快手号昨天被封了，说我搬运，我没有",
        "他们回复了吗",
        "我的号还是封着",
        "我想让平台给我解封",
        "我的视频下架了",
        "我被封了",
    ],
)
def test_a_story_a_wish_or_a_question_is_no_answer_of_theirs(words: str):
    assert not is_answer(words)


def test_what_there_cannot_be_counts_as_what_it_comes_to():
    anybody = ("settled", "refused", "material", "waiting")
    assert (outcome_in("不予受理", anybody), outcome_in("您的投诉已受理", anybody)) == ("refused", "waiting")
