"""When one is reminded, and the hours in which one is not."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.clocks import (
    BEIJING,
    Quiet,
    limitation,
    next_morning,
    no_reason_return,
    notice_deadline,
    own_date,
    page_window,
    series,
    service_window,
    urgent_window,
)
from dialogs.clocks.reminders import NIGHT
from dialogs.clocks.workdays import BUILT_IN

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = ("Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC")

instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def beijing(*parts):
    return datetime(*parts, tzinfo=BEIJING)


def told(clock, since=LONG_AGO):
    return [(reminder.due_at, reminder.urgent) for reminder in series(clock, 1, "k", since)]


# series


def test_a_window_of_theirs_is_followed_up_three_times_and_then_no_more():
    clock = service_window(beijing(2026, 9, 30, 10, 0), BUILT_IN)
    assert told(clock, beijing(2026, 9, 30, 10, 0)) == [
        (beijing(2026, 10, 14, 9, 0), False),
        (beijing(2026, 10, 17, 9, 0), False),
        (beijing(2026, 10, 24, 9, 0), False),
    ]


def test_24_hours_are_followed_up_at_once_and_then_by_day():
    sent = beijing(2026, 11, 20, 22, 0)
    assert told(urgent_window(sent), sent) == [
        (beijing(2026, 11, 21, 22, 0), True),
        (beijing(2026, 11, 22, 9, 0), False),
        (beijing(2026, 11, 25, 9, 0), False),
    ]


def test_24_hours_from_midnight_end_at_midnight():
    assert told(urgent_window(beijing(2026, 11, 20, 0, 0)))[:2] == [
        (beijing(2026, 11, 21, 0, 0), True),
        (beijing(2026, 11, 22, 9, 0), False),
    ]


def test_a_page_with_an_instant_is_followed_up_from_the_next_day():
    assert told(page_window(beijing(2026, 11, 25, 23, 59)))[0] == (beijing(2026, 11, 26, 9, 0), False)


def test_ones_own_date_is_one_reminder():
    assert told(own_date(date(2026, 11, 25))) == [(beijing(2026, 11, 25, 9, 0), False)]


@pytest.mark.parametrize(
    ("end", "warnings"),
    [
        (beijing(2026, 11, 23, 9, 0), [beijing(2026, 11, 22, 9, 0), beijing(2026, 11, 22, 20, 0)]),
        (beijing(2026, 11, 23, 18, 0), [beijing(2026, 11, 22, 18, 0), beijing(2026, 11, 23, 9, 0)]),
        (beijing(2026, 11, 23, 23, 59), [beijing(2026, 11, 22, 20, 0), beijing(2026, 11, 23, 9, 0)]),
        (beijing(2026, 11, 23, 3, 0), [beijing(2026, 11, 21, 20, 0), beijing(2026, 11, 22, 20, 0)]),
        (beijing(2026, 11, 23, 12, 0), [beijing(2026, 11, 22, 12, 0), beijing(2026, 11, 22, 20, 0)]),
        (date(2026, 11, 23), [beijing(2026, 11, 22, 20, 0), beijing(2026, 11, 23, 9, 0)]),
    ],
)
def test_a_deadline_of_the_person_is_warned_of_a_day_before_and_the_last_time_by_day(end, warnings):
    clock = notice_deadline(LONG_AGO, until=end)
    assert told(clock) == [(warning, True) for warning in warnings]


def test_warnings_go_by_the_earliest_reading():
    received = beijing(2026, 11, 20, 9, 0)
    assert told(notice_deadline(received, days=3), received)[-1] == (beijing(2026, 11, 22, 9, 0), True)


def test_warnings_that_would_come_too_late_are_left_out():
    received = beijing(2026, 11, 20, 9, 0)
    assert told(notice_deadline(received, hours=24), received) == [(beijing(2026, 11, 20, 20, 0), True)]


def test_a_deadline_within_hours_is_warned_of_three_hours_before():
    received = beijing(2026, 11, 20, 9, 30)
    assert told(notice_deadline(received, hours=10), received) == [(beijing(2026, 11, 20, 16, 30), True)]
    assert told(notice_deadline(received, hours=2), received) == []


def test_a_week_to_return_goods_is_warned_of_on_its_last_two_days():
    assert told(no_reason_return(date(2026, 9, 25)), beijing(2026, 9, 26, 8, 0)) == [
        (beijing(2026, 10, 1, 20, 0), True),
        (beijing(2026, 10, 2, 9, 0), True),
    ]


def test_three_years_are_warned_of_months_ahead():
    assert told(limitation(date(2026, 11, 20))) == [
        (beijing(2029, 8, 22, 9, 0), False),
        (beijing(2029, 10, 21, 9, 0), False),
    ]


def test_nothing_is_told_that_lay_before_the_telling():
    clock = service_window(beijing(2026, 9, 30, 10, 0), BUILT_IN)
    assert [due for due, _ in told(clock, beijing(2026, 10, 17, 9, 0))] == [beijing(2026, 10, 24, 9, 0)]


def test_keys_are_unique_and_say_when():
    reminders = series(urgent_window(beijing(2026, 11, 20, 22, 0)), 7, "urgent:3", LONG_AGO)
    assert [reminder.key for reminder in reminders] == [
        "urgent:3:20261121T2200",
        "urgent:3:20261122T0900",
        "urgent:3:20261125T0900",
    ]
    assert {reminder.case for reminder in reminders} == {7}


@given(instants, st.integers(1, 400))
def test_no_warning_comes_before_it_is_asked_for_nor_after_the_end(received, hours):
    end = received + timedelta(hours=hours)
    for due, _ in told(notice_deadline(received, until=end), received):
        assert received < due < end
        assert not NIGHT.covers(due, "Asia/Shanghai") or end - due == timedelta(hours=3)


@given(instants)
def test_ordinary_reminders_come_at_nine_in_the_morning(sent):
    for clock in (urgent_window(sent), service_window(sent, BUILT_IN)):
        for reminder in series(clock, 1, "k", sent):
            assert reminder.urgent or reminder.due_at.astimezone(BEIJING).time() == time(9)


# quiet hours


def test_quiet_hours_reach_over_midnight():
    quiet = Quiet.parse("22:00-08:00")
    assert quiet == Quiet(time(22), time(8))
    assert quiet.covers(beijing(2026, 11, 20, 22, 0), "Asia/Shanghai")
    assert quiet.covers(beijing(2026, 11, 21, 7, 59), "Asia/Shanghai")
    assert not quiet.covers(beijing(2026, 11, 21, 8, 0), "Asia/Shanghai")
    assert not quiet.covers(beijing(2026, 11, 21, 21, 59), "Asia/Shanghai")


def test_quiet_hours_may_lie_within_a_day_or_not_be_at_all():
    assert Quiet.parse("13:00-14:30").covers(beijing(2026, 11, 20, 13, 15), "Asia/Shanghai")
    assert not Quiet.parse("13:00-14:30").covers(beijing(2026, 11, 20, 14, 30), "Asia/Shanghai")
    assert not Quiet.parse("8:00-8:00").covers(beijing(2026, 11, 20, 8, 0), "Asia/Shanghai")


@pytest.mark.parametrize("text", ["", "22-8", "25:00-08:00", "22:00-08:61", "22:00", "night"])
def test_what_are_no_hours_is_refused(text):
    with pytest.raises(ValueError, match=r"22:00-08:00|must be in"):
        Quiet.parse(text)


def test_quiet_hours_are_those_of_the_persons_zone():
    noon_in_beijing = beijing(2026, 11, 20, 12, 0)
    assert NIGHT.covers(noon_in_beijing, "America/New_York")
    assert NIGHT.next_allowed(noon_in_beijing, "America/New_York") == datetime(2026, 11, 20, 13, 0, tzinfo=UTC)


def test_the_next_moment_that_is_not_quiet():
    assert NIGHT.next_allowed(beijing(2026, 11, 20, 23, 0), "Asia/Shanghai") == beijing(2026, 11, 21, 8, 0)
    assert NIGHT.next_allowed(beijing(2026, 11, 21, 3, 0), "Asia/Shanghai") == beijing(2026, 11, 21, 8, 0)
    assert NIGHT.next_allowed(beijing(2026, 11, 21, 12, 0), "Asia/Shanghai") == beijing(2026, 11, 21, 12, 0)


def test_quiet_hours_keep_to_the_wall_clock_when_it_is_moved():
    berlin = ZoneInfo("Europe/Berlin")
    for day in (date(2026, 3, 28), date(2026, 10, 24)):
        late = datetime.combine(day, time(23), berlin)
        assert NIGHT.next_allowed(late, "Europe/Berlin") == datetime.combine(day + timedelta(days=1), time(8), berlin)


@given(instants, times, times, st.sampled_from(ZONES))
def test_what_is_allowed_next_is_not_before_now_and_not_quiet(now, start, end, zone):
    quiet = Quiet(start, end)
    allowed = quiet.next_allowed(now, zone)
    assert now <= allowed <= now + timedelta(hours=25)
    assert not quiet.covers(allowed, zone)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (beijing(2026, 11, 20, 23, 0), beijing(2026, 11, 21, 9, 0)),
        (beijing(2026, 11, 21, 3, 0), beijing(2026, 11, 21, 9, 0)),
        (beijing(2026, 11, 21, 9, 0), beijing(2026, 11, 22, 9, 0)),
    ],
)
def test_what_is_held_back_is_told_the_next_morning(now, morning):
    assert next_morning(now, NIGHT, "Asia/Shanghai") == morning
    assert next_morning(now, Quiet(time(22), time(10)), "Asia/Shanghai") == morning + timedelta(hours=1)
