"""Days as people name them, against the moment they were said."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs.clocks import BEIJING
from dialogs.understanding.dates import names_only_roughly, read_date, read_dates

AT = datetime(2026, 11, 20, 10, tzinfo=BEIJING)
"""A Friday."""


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("昨天晚上8点", "2026-11-19T20:00"),
        ("昨晚9点半", "2026-11-19T21:30"),
        ("今早", "2026-11-20"),
        ("前天", "2026-11-18"),
        ("大前天", "2026-11-17"),
        ("三天前", "2026-11-17"),
        ("上周三", "2026-11-11"),
        ("上上周日", "2026-11-08"),
        ("11月3号", "2026-11-03"),
        ("十一月三号下午三点", "2026-11-03T15:00"),
        ("11月18日10:30", "2026-11-18T10:30"),
        ("2024年4月5日", "2024-04-05"),
        ("去年12月3日", "2025-12-03"),
        ("2023.09.08", "2023-09-08"),
        ("10号", "2026-11-10"),
        ("25号", "2026-10-25"),
        ("上个月15号", "2026-10-15"),
        ("双十一", "2026-11-11"),
        ("昨天中午1点", "2026-11-19T13:00"),
        ("今天凌晨2点", "2026-11-20T02:00"),
    ],
)
def test_days_in_words(words, value):
    (when,) = read_dates(f"快手{words}的事", AT)
    assert (when.value, when.words, when.sure) == (value, words, True)


@pytest.mark.parametrize(
    "words", ["月初", "上个月", "半个月前", "上周", "前几天", "十几天前", "周三", "11月30号", "三四天前"]
)
def test_days_only_roughly_named_are_not_sure(words):
    (when,) = read_dates(words, AT)
    assert not when.sure


@pytest.mark.parametrize(
    "text", ["2月30日", "3号楼", "十号线", "3-5个工作日", "今天天气", "第二天", "2024年的", "用了六周一点", "12月月5号"]
)
def test_what_is_no_day_is_not_read_as_one(text):
    assert read_dates(text, AT) == ()


@pytest.mark.parametrize(
    "words",
    [
        "8月底",
        "今年八月底",
        "10月初",
        "8月中旬",
        "9月份",
        "上个月",
        "两个月前吧",
        "一周前",
        "十几天前",
        "三四天前",
        "上周末",
        "上周刚交的",
        "8月底，28号",
    ],
)
def test_a_stretch_of_days_is_no_day(words):
    assert names_only_roughly(words, AT)
    assert read_date(words, AT) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("大概10天前", "2026-11-10"), ("前几天，17号", "2026-11-17"), ("8月份20号", "2026-08-20"), ("周三", "2026-11-18")],
)
def test_a_day_that_is_named_or_counted_stays_one(words, value):
    assert not names_only_roughly(words, AT)
    assert read_date(words, AT) == value


@pytest.mark.parametrize(
    ("words", "month"), [("8月底", 8), ("8月中旬", 8), ("12月初", 12), ("月初", 11), ("上个月底", 10)]
)
def test_the_month_before_its_beginning_middle_or_end_counts(words, month):
    (when,) = read_dates(words, AT)
    assert when.day.month == month


@pytest.mark.parametrize(
    "words", ["昨晚两点", "昨晚1点", "昨天夜里1点多", "昨天半夜2点", "昨天深夜3:20", "昨晚凌晨1点"]
)
def test_small_hours_of_a_night_are_no_afternoon(words):
    assert read_date(words, AT) == "2026-11-19"


def test_a_day_after_one_of_another_year_is_not_sure():
    first, second = read_dates("2024年4月5日买的，4月7号到的", AT)
    assert first.sure
    assert not second.sure


def test_days_are_counted_in_shanghai():
    late = datetime.fromisoformat("2026-11-19T17:00+00:00")
    assert read_date("昨天", late) == "2026-11-19"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("不是昨天，是前天", "2026-11-18"),
        ("不是18号是17号", "2026-11-17"),
        ("16号到的不是15号", "2026-11-16"),
        ("应该是10月2号不是3号", "2026-10-02"),
        ("我记错了是上周三", "2026-11-11"),
        ("不是昨天", None),
        ("前天吧 哦不 是大前天", "2026-11-17"),
        ("是15号不对16号", "2026-11-16"),
        ("15号，不，16号", "2026-11-16"),
        ("昨天 啊不 前天", "2026-11-18"),
        ("不对，不是18号是17号", "2026-11-17"),
        ("商家说10号签收的不对 我是15号收到的", "2026-11-15"),
        ("9月18号买的，货不对板，27号退的", "2026-09-18"),
        ("18号，不对", "2026-11-18"),
    ],
)
def test_a_day_that_is_denied_is_not_the_answer(words, value):
    assert read_date(words, AT) == value


@pytest.mark.parametrize("words", ["刚才", "刚刚交的", "刚交", "我刚才打的110", "刚刚才交上去"])
def test_just_now_is_the_moment_it_was_said(words):
    assert read_date(words, AT) == "2026-11-20T10:00"
    assert read_date(words, AT, future=True) is None


def test_a_day_that_is_named_goes_before_just_now():
    assert read_date("刚才 就今天上午9点", AT) == "2026-11-20T09:00"


def test_answers_may_be_short_and_may_lie_ahead():
    assert read_date("11.3", AT) == "2026-11-03"
    assert read_date("11/3", AT, future=True) == "2027-11-03"
    assert read_date("12月3号", AT, future=True) == "2026-12-03"
    assert read_date("下周三", AT, future=True) == "2026-11-25"
    assert read_date("不知道", AT) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("昨天晚上12点", "2026-11-20T00:00"),
        ("昨天夜里12点", "2026-11-20T00:00"),
        ("昨天半夜12点", "2026-11-20T00:00"),
        ("昨天晚上12点半", "2026-11-20T00:30"),
        ("昨晚十二点半", "2026-11-20T00:30"),
        ("昨天凌晨12点", "2026-11-19T00:00"),
        ("昨天中午12点", "2026-11-19T12:00"),
    ],
)
def test_midnight_is_the_first_hour_of_the_next_day(words: str, value: str):
    assert read_date(words, datetime(2026, 11, 20, 10, tzinfo=BEIJING)) == value
