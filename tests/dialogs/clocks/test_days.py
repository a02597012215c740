"""How days and instants are written, and whose day they are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.clocks import BEIJING, beijing_day, countdown, day_text, days_since, ends_at, moment_text, span_text
from dialogs.clocks.days import months_later
from dialogs.values import Clock

instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def theirs(first, last, **more):
    return Clock("service", "them", first, last, "", **more)


def test_a_day_is_written_with_its_weekday():
    assert day_text(date(2026, 10, 13)) == "10月13日（周二）"
    assert day_text(date(2026, 11, 22)) == "11月22日（周日）"


def test_the_year_is_written_where_it_differs():
    assert day_text(date(2027, 1, 5), date(2026, 12, 28)) == "2027年1月5日（周二）"
    assert day_text(date(2026, 12, 31), date(2026, 12, 28)) == "12月31日（周四）"


def test_an_instant_is_written_in_beijing_time():
    assert moment_text(datetime(2026, 11, 21, 14, 0, tzinfo=UTC)) == "11月21日（周六）22:00"


def test_the_day_of_an_instant_is_beijings():
    assert beijing_day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert beijing_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert beijing_day(date(2026, 11, 20)) == date(2026, 11, 20)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        beijing_day(datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001


def test_a_span_is_read_out_from_its_earliest_to_its_latest():
    assert span_text(theirs(date(2026, 10, 10), date(2026, 10, 13))) == "10月10日（周六）至10月13日（周二）"


def test_an_estimated_end_is_called_one():
    clock = theirs(date(2026, 12, 31), date(2027, 1, 5), estimated=True)
    assert span_text(clock) == "12月31日（周四）至2027年1月5日（周二，估算）"
    assert span_text(clock, date(2027, 1, 2)) == "2026年12月31日（周四）至1月5日（周二，估算）"


def test_a_single_date_is_read_out_once():
    end = datetime(2026, 11, 21, 22, 0, tzinfo=BEIJING)
    assert span_text(theirs(end.date(), end.date(), earliest_at=end, latest_at=end)) == "11月21日（周六）22:00"


def test_a_date_that_binds_the_person_is_shown_at_its_earliest_and_runs_out_there():
    clock = Clock("notice", "person", date(2026, 11, 22), date(2026, 11, 23), "")
    assert span_text(clock) == "11月22日（周日）"
    assert ends_at(clock) == datetime(2026, 11, 23, 0, 0, tzinfo=BEIJING)


def test_a_date_of_theirs_runs_out_at_the_end_of_its_latest_day():
    assert ends_at(theirs(date(2026, 10, 10), date(2026, 10, 13))) == datetime(2026, 10, 14, tzinfo=BEIJING)


def test_days_since_are_counted_by_the_beijing_calendar():
    sent = datetime(2026, 9, 30, 23, 59, tzinfo=BEIJING)
    assert days_since(sent, datetime(2026, 10, 14, 0, 1, tzinfo=BEIJING)) == 14
    assert days_since(sent.astimezone(UTC), sent + timedelta(minutes=2)) == 1
    assert days_since(date(2026, 9, 30), date(2026, 9, 30)) == 0


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=3, minutes=59), "还有2天3小时"),
        (timedelta(days=2), "还有2天"),
        (timedelta(hours=5, minutes=20, seconds=59), "还有5小时20分钟"),
        (timedelta(hours=5), "还有5小时"),
        (timedelta(minutes=40), "还有40分钟"),
        (timedelta(seconds=59), "还有不到1分钟"),
        (timedelta(), "时间已到"),
        (timedelta(days=-3), "时间已到"),
    ],
)
def test_a_countdown_never_promises_more_than_is_left(left, said):
    now = datetime(2026, 11, 20, 9, 0, tzinfo=BEIJING)
    assert countdown(now + left, now) == said


@given(instants, instants)
def test_days_since_never_depends_on_the_zone_of_the_instants(sent, now):
    assert days_since(sent, now) == days_since(sent.astimezone(BEIJING), now.astimezone(BEIJING))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 20), 1, date(2026, 12, 20)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(start, months, end):
    assert months_later(start, months) == end
