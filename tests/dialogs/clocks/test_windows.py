"""Every window against the days worked out by hand from its rule, and against how it may be worded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.clocks import (
    BEIJING,
    accept_12315,
    limitation,
    mediation_12315,
    mediation_notice,
    no_reason_return,
    own_date,
    page_window,
    refund_after_return,
    report_12315,
    service_window,
    urgent_window,
)
from dialogs.clocks.workdays import BUILT_IN
from dialogs.playbook import Year
from dialogs.values import Clock, from_json, to_json


def beijing(*parts):
    return datetime(*parts, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("sent", "earliest", "latest"),
    [
        (beijing(2026, 9, 30, 10, 0), date(2026, 10, 10), date(2026, 10, 13)),
        (beijing(2026, 9, 18, 10, 0), date(2026, 9, 22), date(2026, 9, 24)),
        (beijing(2026, 11, 20, 0, 0), date(2026, 11, 25), date(2026, 11, 27)),
        (datetime(2026, 11, 20, 15, 59, tzinfo=UTC), date(2026, 11, 25), date(2026, 11, 27)),
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), date(2026, 11, 25), date(2026, 11, 27)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 26), date(2026, 11, 30)),
        (date(2026, 10, 3), date(2026, 10, 10), date(2026, 10, 13)),
    ],
)
def test_the_platforms_service_usually_takes_three_to_five_working_days(sent, earliest, latest):
    clock = service_window(sent, BUILT_IN)
    assert (clock.earliest, clock.latest, clock.estimated, clock.binds) == (earliest, latest, False, "them")


def test_a_window_over_new_year_is_certain_at_first_and_estimated_at_last():
    clock = service_window(beijing(2026, 12, 28, 9, 0), BUILT_IN)
    assert (clock.earliest, clock.earliest_estimated) == (date(2026, 12, 31), False)
    assert (clock.latest, clock.estimated) == (date(2027, 1, 5), True)
    assert "2027年的放假安排还没有收录" in clock.why


def test_the_count_is_explained():
    assert service_window(beijing(2026, 9, 30, 10, 0), BUILT_IN).why == (
        "通常3到5个工作日，以平台告知为准：从提交的第二天（10月1日）起数3到5个工作日；"
        "国庆10月1日至7日放假，10月10日（周六）上班。"
    )


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_what_is_only_usual_is_never_worded_as_law(sent):
    morning = datetime(sent.year, sent.month, sent.day, 9, tzinfo=BEIJING)
    for clock in (service_window(sent, BUILT_IN), urgent_window(morning)):
        assert "通常" in clock.why
        assert "以平台告知为准" in clock.why
        assert not [word for word in ("依法", "法定", "逾期", "超时", "依据", "规定", "！") if word in clock.why]


@pytest.mark.parametrize(
    ("sent", "end"),
    [
        (beijing(2026, 11, 20, 22, 0), beijing(2026, 11, 21, 22, 0)),
        (beijing(2026, 11, 20, 0, 0), beijing(2026, 11, 21, 0, 0)),
        (beijing(2026, 9, 30, 22, 0), beijing(2026, 10, 1, 22, 0)),
        (datetime(2026, 11, 20, 15, 59, tzinfo=UTC), beijing(2026, 11, 21, 23, 59)),
    ],
)
def test_urgent_means_24_hours_of_natural_time(sent, end):
    clock = urgent_window(sent)
    assert clock.earliest_at == clock.latest_at == end
    assert clock.latest == end.date()


def test_a_page_is_copied():
    day = page_window(date(2026, 11, 25))
    assert (day.earliest, day.latest, day.latest_at) == (date(2026, 11, 25), date(2026, 11, 25), None)
    instant = page_window(datetime(2026, 11, 25, 15, 59, tzinfo=UTC))
    assert (instant.latest, instant.latest_at) == (date(2026, 11, 25), beijing(2026, 11, 25, 23, 59))
    assert "11月25日（周三）23:59" in instant.why


def test_ones_own_date_begins_in_the_morning():
    clock = own_date(date(2026, 11, 25))
    assert clock.latest_at == beijing(2026, 11, 25, 9, 0)
    assert clock.binds == "them"


def test_12315_accepts_or_refuses_within_seven_working_days():
    clock = accept_12315(beijing(2026, 9, 29, 16, 0), BUILT_IN)
    assert (clock.earliest, clock.latest, clock.estimated) == (date(2026, 10, 14), date(2026, 10, 14), False)
    assert "国庆10月1日至7日放假，10月10日（周六）上班" in clock.why
    assert accept_12315(date(2026, 12, 24), BUILT_IN).estimated


@pytest.mark.parametrize(
    ("accepted", "end"),
    [
        (date(2026, 11, 20), date(2027, 1, 19)),
        (date(2026, 8, 3), date(2026, 10, 8)),
        (date(2026, 8, 8), date(2026, 10, 8)),
        (date(2026, 7, 27), date(2026, 9, 28)),
        (date(2026, 8, 13), date(2026, 10, 12)),
        (date(2026, 8, 11), date(2026, 10, 10)),
        (date(2026, 9, 8), date(2026, 11, 7)),
        (date(2026, 11, 2), date(2027, 1, 4)),
    ],
)
def test_mediation_ends_after_sixty_days_or_behind_a_holiday(accepted, end):
    clock = mediation_12315(accepted, BUILT_IN)
    assert (clock.earliest, clock.latest) == (end, end)


def test_a_weekend_at_the_end_of_a_mediation_does_not_move_it_and_is_said():
    clock = mediation_12315(date(2026, 9, 8), BUILT_IN)
    assert clock.latest.weekday() == 5
    assert "以受理机关告知为准" in clock.why
    assert "顺延到" not in clock.why
    assert "遇国庆10月1日至7日放假，顺延到10月8日（周四）" in mediation_12315(date(2026, 8, 3), BUILT_IN).why


def test_a_mediation_that_ends_in_an_unpublished_year_is_an_estimate_until_it_is_published():
    accepted = date(2026, 11, 20)
    assert mediation_12315(accepted, BUILT_IN).estimated
    published = type(BUILT_IN)({2027: Year(source="通知", checked=date(2026, 11, 20), off=[], work=[])})
    assert not mediation_12315(accepted, published).estimated


def test_both_sides_are_told_within_seven_working_days_of_the_end_of_a_mediation():
    assert mediation_notice(date(2026, 2, 12), BUILT_IN).latest == date(2026, 2, 28)


def test_a_report_is_checked_in_fifteen_working_days_and_fifteen_more():
    clock = report_12315(date(2026, 11, 20), BUILT_IN)
    assert (clock.earliest, clock.earliest_estimated) == (date(2026, 12, 11), False)
    assert (clock.latest, clock.estimated) == (date(2027, 1, 4), True)
    assert "可以查一下进度，按规定不一定逐一告知" in clock.why


@pytest.mark.parametrize(
    ("known", "end"),
    [
        (date(2026, 11, 20), date(2029, 11, 20)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (datetime(2026, 11, 20, 16, 30, tzinfo=UTC), date(2029, 11, 21)),
    ],
)
def test_12315_takes_nothing_after_three_years(known, end):
    clock = limitation(known)
    assert (clock.earliest, clock.latest, clock.binds) == (end, end, "person")


def test_goods_go_back_without_a_reason_for_seven_days_and_no_holiday_extends_them():
    clock = no_reason_return(date(2026, 9, 25))
    assert (clock.earliest, clock.latest, clock.binds) == (date(2026, 10, 2), date(2026, 10, 2), "person")
    assert "从签收的第二天（9月26日）起数7天" in clock.why
    assert "定制" in clock.why
    assert "不顺延" in clock.why


def test_the_refund_follows_the_returned_goods_within_seven_days():
    clock = refund_after_return(date(2026, 9, 25))
    assert (clock.latest, clock.binds) == (date(2026, 10, 2), "them")


@pytest.mark.parametrize(
    ("clock", "article", "law"),
    [
        (accept_12315(date(2026, 11, 20), BUILT_IN), "第15条", "令第121号"),
        (mediation_12315(date(2026, 11, 20), BUILT_IN), "第23条、第45条", "令第121号"),
        (mediation_notice(date(2026, 11, 20), BUILT_IN), "第23条", "令第121号"),
        (report_12315(date(2026, 11, 20), BUILT_IN), "第18条", "《市场监督管理行政处罚程序规定》"),
        (limitation(date(2026, 11, 20)), "第16条", "令第121号"),
        (no_reason_return(date(2026, 11, 20)), "第25条", "《消费者权益保护法》"),
        (refund_after_return(date(2026, 11, 20)), "第25条", "《消费者权益保护法》"),
    ],
)
def test_a_rule_of_law_carries_article_source_and_the_day_it_was_read(clock, article, law):
    assert article in clock.why
    assert law in clock.why
    assert "2026年11月20日核对" in clock.why
    assert "45个工作日" not in clock.why
    assert clock.why.endswith("。")
    assert clock.why.count("。") == 1


@pytest.mark.parametrize(
    "clock", [service_window(date(2026, 12, 28), BUILT_IN), urgent_window(beijing(2026, 11, 20, 22, 0))]
)
def test_a_clock_survives_being_stored(clock):
    assert from_json(Clock, to_json(clock)) == clock


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)), st.integers(0, 86399))
def test_a_working_day_window_depends_on_the_day_alone(day, second):
    moment = datetime(day.year, day.month, day.day, tzinfo=BEIJING) + timedelta(seconds=second)
    assert service_window(moment.astimezone(UTC), BUILT_IN) == service_window(day, BUILT_IN)
