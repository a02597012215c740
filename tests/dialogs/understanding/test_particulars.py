"""Single facts: the day an answer gives, what a notice states, the number of an order, what was told of a theft."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs.clocks import BEIJING
from dialogs.understanding.particulars import answered_day, bare_numbers, never_came, particulars

AT = datetime(2026, 10, 8, 10, 5, tzinfo=BEIJING)
"""A Thursday."""


@pytest.mark.parametrize(
    ("key", "words", "scenario", "day"),
    [
        ("received_date", "昨天我问了客服 客服说是9月20号收到的", "goods_quality", "2026-09-20"),
        ("received_date", "9月20号下的单 9月25号到的", "goods_quality", "2026-09-25"),
        ("received_date", "10月2号收的", "goods_quality", "2026-10-02"),
        ("received_date", "昨天才收到，之前一直没收到", "goods_quality", "2026-10-07"),
        ("received_date", "9.28", "goods_quality", "2026-09-28"),
        ("received_date", "9月20", "goods_quality", "2026-09-20"),
        ("pay_date", "9月28收到 9月20买的", "seller_dispute", "2026-09-20"),
        ("pay_date", "10天前付的款 还没收到", "seller_dispute", "2026-09-28"),
        ("returned_date", "商家9月20号签收的", "after_sales", "2026-09-20"),
        ("money_sent_at", "昨天认识的 前天转的", "fraud", "2026-10-06"),
        ("money_sent_at", "刚转的", "fraud", "2026-10-08T10:05"),
        ("since_when", "从9月20号开始的吧", "harassment", "2026-09-20"),
        ("notice_date", "就上礼拜四嘛", "account_banned", "2026-10-01"),
    ],
)
def test_the_day_that_is_called_so_answers_the_question(key, words, scenario, day):
    assert answered_day(key, words, AT, scenario) == day


@pytest.mark.parametrize("words", ["10天前付的款 还没收到", "9月20号说发货到现在没收到", "9月18买的 商家不发货"])
def test_no_day_of_receipt_is_read_for_goods_that_never_came(words):
    assert answered_day("received_date", words, AT, "goods_quality") is None
    assert never_came(words)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("昨天下午3点收到的通知 说3天内可以申诉 过期不能申诉", "3天内可以申诉"),
        ("通知写72小时内申诉", "72小时内申诉"),
        ("可以在10月12日前申诉", "可以在10月12日前申诉"),
        ("申诉期限是3天", "3天"),
        ("申诉截止时间：10月12日24点", "10月12日24点"),
        ("说5个工作日内提交申诉", "5个工作日内提交申诉"),
    ],
)
def test_what_the_notice_states_is_read_off_the_story(told, value):
    assert particulars(f"抖音号被封了 {told}", AT, "account_banned")["notice_deadline"].value == value


@pytest.mark.parametrize(
    "told", ["封号7天", "申诉了3天没人理", "申诉后3天内没回复", "客服说24小时内给我申诉结果", "禁言30天"]
)
def test_other_periods_are_no_deadline_of_a_notice(told):
    assert "notice_deadline" not in particulars(f"抖音号被封了 {told}", AT, "account_banned")


def test_the_numbers_of_an_answer_are_never_glued():
    assert list(bare_numbers("我买了2个 订单号6932158745123654")) == ["6932158745123654"]
    assert list(bare_numbers("6920 1837 4650 1928 374")) == ["6920183746501928374"]
    assert list(bare_numbers("6932158745123654789 6932158745123654790")) == [
        "6932158745123654789",
        "6932158745123654790",
    ]
    assert list(bare_numbers("我电话13812345678")) == []


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (
            "昨晚上手机号都给我换绑了 他拿我的号跟我亲戚借钱 现在登不上 我之前给过他一个验证码",
            {"still_logged_in": "no", "contact_changed": "phone", "money_moved": "borrowed", "gave_code": "code"},
        ),
        ("密码改了", {"contact_changed": "password"}),
        ("别人把手机号密码都改了", {"contact_changed": "both"}),
        ("还能登 钱没少", {"still_logged_in": "yes"}),
        (
            "点了个链接 号就让人顶下来了 零钱被转了",
            {"still_logged_in": "no", "gave_code": "link", "money_moved": "yes"},
        ),
        ("我没给验证码 密码也没改", {}),
    ],
)
def test_what_was_told_of_a_stolen_account_is_not_asked_again(story, told):
    read = particulars(f"快手号被盗 {story}", AT, "account_stolen")
    keys = ("still_logged_in", "contact_changed", "money_moved", "gave_code")
    assert {key: read[key].value for key in keys if key in read} == told


@pytest.mark.parametrize(
    ("told", "age"),
    [
        ("我今年13岁，抖音打赏了两千", "8to17"),
        ("孩子十三岁，打赏了两千", "8to17"),
        ("女儿17周岁", "8to17"),
        ("孩子 8 岁", "8to17"),
        ("我家娃7岁", "under8"),
        ("儿子七岁半", "under8"),
        ("侄子两岁多", "under8"),
        ("孩子23岁", None),
        ("儿子二十岁", None),
        ("儿子十八岁", None),
    ],
)
def test_the_whole_number_of_years_is_the_age(told, age):
    facts = particulars(told, AT, "minor_protection")
    assert facts["child_age"].value == age if age else "child_age" not in facts


@pytest.mark.parametrize(
    ("told", "writer"),
    [
        ("我替我妈来的，她在抖音买的锅漏底", "parent_helper"),
        ("我爸70多岁，在快手直播间被人骗去买玉石", "parent_helper"),
        ("我婆婆，昨天刚被人忽悠了", "parent_helper"),
        ("我爸今年70，听主播说得好买了保健品", "parent_helper"),
        ("我妈买的锅漏底，让我帮她投诉", "parent_helper"),
        ("我妈72了，在抖音直播间听一个老中医的买药", "parent_helper"),
        ("俺爹在快手让人拉进微信群买药", "parent_helper"),
        ("我朋友在抖音买的手机是翻新的，叫我帮他投诉", "other"),
        ("闺蜜买的鞋开胶，她不会弄叫我帮她弄", "other"),
        ("我老公叫我替他来投诉", "other"),
        ("我朋友买的手机坏了，让我来帮他", "other"),
    ],
)
def test_who_writes_for_somebody_else_is_heard(told, writer):
    assert particulars(told, AT, "goods_quality")["guardian"].value == writer


@pytest.mark.parametrize(
    "told",
    [
        "我帮我妈买来的锅漏底",
        "我妈给我买的手机坏了",
        "我朋友叫我帮他刷单，我被骗了",
        "同事让我帮他砍一刀，结果我被骗",
        "我妈说让我小心，结果我还是被骗了",
        "客服让我帮他改评价",
    ],
)
def test_who_only_speaks_of_others_writes_for_themselves(told):
    assert "guardian" not in particulars(told, AT, "goods_quality")


def test_the_day_on_which_the_seller_had_it_back_is_not_the_day_it_came():
    told = particulars("抖音买的锅退回去了，商家10月1号签收的，钱没退", AT, "after_sales")
    assert told["returned_date"].value == "2026-10-01" and "received_date" not in told
    came = particulars("抖音买的锅9月28号签收的，商家不给退", AT, "after_sales")
    assert came["received_date"].value == "2026-09-28" and "returned_date" not in came
