"""Whose move a page's words name, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dialogs.clocks import BEIJING, read_cutoff, read_page, span_text

SEEN = datetime(2026, 9, 30, 10, 0, tzinfo=BEIJING)


def read(text, otherwise="them"):
    clock = read_page(text, SEEN, seen=SEEN, otherwise=otherwise)
    return clock and (clock.rule, clock.binds, span_text(clock))


@pytest.mark.parametrize(
    "text",
    [
        "剩2天6小时",
        "商家拒绝，剩2天6小时",
        "商家拒绝处理，剩余2天6小时",
        "订单页写剩2天6小时自动关闭",
        "2天6小时后自动关闭",
        "请在2天6小时内申请平台介入",
        "待买家退货，还剩2天6小时",
        "10月2日16点前未处理将自动关闭",
    ],
)
@pytest.mark.parametrize("otherwise", ["them", "person"])
def test_what_runs_out_for_the_person_is_a_cutoff_to_the_minute(text, otherwise):
    assert read(text, otherwise) == ("cutoff", "person", "10月2日（周五）16:00")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("商家处理中，剩2天", "10月2日（周五）"),
        ("等待商家处理 还剩1天3小时", "10月1日（周四）13:00"),
        ("退款中，10月8日前商家处理", "10月8日（周四）"),
        ("平台介入中，预计3个工作日", "10月10日（周六）"),
        ("10月8号", "10月8日（周四）"),
        ("说48小时内回复", "10月2日（周五）10:00"),
        ("3天内", "10月3日（周六）"),
        ("三个工作日", "10月10日（周六）"),
        ("大概两周吧", "10月14日（周三）"),
        ("再等3天", "10月3日（周六）"),
    ],
)
def test_what_they_have_to_do_by_a_date_is_theirs(text, span):
    assert read(text) == ("page", "them", span)


@pytest.mark.parametrize("text", ["没写", "已经等了3天", "3天前就交了", "第3天了", "商家拒绝", "封禁7天"])
def test_what_has_passed_or_says_no_time_is_left_alone(text):
    assert read(text) is None


def test_a_bare_date_is_whose_the_question_was_about():
    assert read("10月8日", "person") == ("cutoff", "person", "10月8日（周四）")


def test_an_answer_gives_the_person_a_cutoff_and_no_length_of_a_penalty():
    clock = read_cutoff("维持封禁30天，如有异议请在3天内再次申诉", SEEN)
    assert clock is not None and clock.latest == (SEEN + timedelta(days=3)).date() and "页面或对方写" in clock.why
    assert read_cutoff("请您补充原始文件，我们会在48小时内为您复核", SEEN) is None
