"""Doors as people call them, and sentences that tell only that something was handed in."""

from __future__ import annotations

import pytest

from dialogs.doors import door_named, handed_in, told_beside
from dialogs.playbook import load

DOORS = load()["douyin"].destinations


@pytest.mark.parametrize(
    ("words", "door"),
    [
        ("在12315网上交的", "12315_complaint"),
        ("12315那边举报的", "12315_report"),
        ("抖音订单里点的售后", "after_sales"),
        ("打了110", "police_110"),
        ("给客服打了电话", "hotline"),
        ("发邮件了", "email"),
        ("跟客服说的", "service"),
        ("忘了", None),
    ],
)
def test_a_door_is_named_as_people_call_it(words: str, door: str | None):
    assert door_named(words, DOORS) == door


@pytest.mark.parametrize(
    "words",
    [
        "我交了 快手客服 今天上午",
        "举报的，昨天晚上举报的，没给编号",
        "昨天下午已经在抖音里申请未成年人退款了",
        "我自己在手机上改好了，已经交上去了",
        "交了 今天上午在订单页点的平台介入 页面写还剩3天2小时",
        "11月18号下午3点在消协交的，编号2026-11",
    ],
)
def test_a_sentence_that_tells_only_of_handing_in_is_heard_as_that(words: str):
    assert handed_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "还没交",
        "我要投诉到12315",
        "要不要去12315投诉",
        "110打过了 让我去派出所做笔录",
        "我没收到货",
        "商家投诉了我的视频",
    ],
)
def test_a_wish_a_question_or_a_story_is_not(words: str):
    assert not handed_in(words)


def test_what_a_page_says_of_time_is_what_follows_the_saying():
    assert told_beside("今天点的介入 页面写还剩3天2小时") == "页面写还剩3天2小时"
