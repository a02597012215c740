"""Doors as people call them, and sentences that tell only that something was handed in."""

from __future__ import annotations

import pytest

from dialogs.doors import door_named, handed_in, points_back, told_beside
from dialogs.playbook import load
from dialogs.understanding.patterns import WORDS

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
        ("通知里面那个", "appeal"),
        ("处罚通知那里", "appeal"),
        ("我申诉了", None),
        ("找了消保委", "consumer_association"),
        ("市监局", "12315_complaint"),
        ("看了超市监控", None),
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
        "我交了 通知里面 今天上午",
        "我交了 通知里的",
        "我交了，在通知里交的",
        "今天上午已经在通知里的申诉入口交了，没给编号",
        "交了 通知里面的申诉 刚交的 编号 KS20261120001",
        "交了 通知里那个申诉 刚才",
        "申诉交上去了 让等三天",
        "刚才按你写的发给客服了",
        "按照你们写的提交了",
        "我交了12315，工单号A12345",
        "打了客服电话，没给工单",
        "10/3打了12315",
        "前几天交的12315",
        "交上去了，那人还在骂我",
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
        "我交了押金",
        "我交了定金他不发货",
        "我交了 他们驳回了",
        "申诉成功了",
    ],
)
def test_a_wish_a_question_or_a_story_is_not(words: str):
    assert not handed_in(words)


def test_what_a_page_says_of_time_is_what_follows_the_saying():
    assert told_beside("今天点的介入 页面写还剩3天2小时") == "页面写还剩3天2小时"


@pytest.mark.parametrize("words", ["就你说的那个地方", "你写的那个", "就在你说的那里", "上面说的那个入口"])
def test_a_door_is_named_by_our_having_named_it(words: str):
    assert points_back(words)


def test_every_door_has_a_name_that_people_use_and_every_name_a_door():
    assert set(DOORS) - {"case_officer"} == set(WORDS.doors)
