"""Working days against the official calendar of 2026, another library's reading of it, and unpublished years."""

import tomllib
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.clocks import Calendar
from dialogs.playbook import FOLDER, Year

ROWS = tomllib.loads((FOLDER / "calendar.toml").read_text(encoding="utf-8"))
YEARS = {int(year): Year.model_validate(row) for year, row in ROWS.items()}
CALENDAR = Calendar(YEARS)
ELSEWHERE = holidays.country_holidays("CN", years=2026)

days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def row(off=(), work=()):
    return Year(source="通知", checked=date(2026, 11, 20), off=list(off), work=list(work))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 2, 12), date(2026, 2, 28)),
        (date(2026, 4, 29), date(2026, 5, 12)),
        (date(2026, 9, 18), date(2026, 9, 29)),
        (date(2026, 9, 29), date(2026, 10, 14)),
        (date(2026, 11, 20), date(2026, 12, 1)),
        (date(2026, 12, 18), date(2026, 12, 29)),
    ],
)
def test_seven_working_days_cross_holidays_and_make_up_days(start, end):
    assert CALENDAR.add_working_days(start, 7) == (end, False)


def test_a_count_that_reaches_an_unpublished_year_is_an_estimate():
    assert CALENDAR.add_working_days(date(2026, 12, 24), 7) == (date(2027, 1, 5), True)
    assert CALENDAR.add_working_days(date(2026, 12, 28), 3) == (date(2026, 12, 31), False)
    assert CALENDAR.add_working_days(date(2026, 12, 28), 5) == (date(2027, 1, 5), True)


def test_an_estimate_leaves_out_the_holidays_that_are_sure_to_come():
    assert not CALENDAR.is_working_day(date(2027, 1, 1))
    assert not CALENDAR.is_working_day(date(2027, 10, 1))
    assert CALENDAR.is_working_day(date(2027, 1, 4))
    assert not CALENDAR.is_working_day(date(2027, 1, 9))


def test_only_published_years_are_certain():
    assert [year for year in range(2024, 2030) if CALENDAR.is_certain(year)] == [2024, 2025, 2026]


@given(days_of_2026)
def test_every_day_of_2026_agrees_with_two_libraries(day):
    assert CALENDAR.is_working_day(day) == ELSEWHERE.is_working_day(day) == chinese_calendar.is_workday(day)


def test_2026_has_248_working_days():
    assert working_days(date(2025, 12, 31), date(2026, 12, 31)) == 248


@given(days_of_2026, st.integers(1, 60))
def test_adding_and_counting_agree(start, n):
    end, _ = CALENDAR.add_working_days(start, n)
    assert CALENDAR.is_working_day(end)
    assert working_days(start, end) == n


def working_days(start: date, end: date) -> int:
    """How many follow ``start``, up to and with ``end``."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(map(CALENDAR.is_working_day, days))


def test_no_working_day_after_a_day_is_that_day():
    assert CALENDAR.add_working_days(date(2026, 3, 7), 0) == (date(2026, 3, 7), False)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 3, 4), -1)


def test_a_row_makes_its_year_certain_and_replaces_the_library():
    told = Calendar({**YEARS, 2027: row(off=[date(2027, 1, 1), date(2027, 1, 4)], work=[date(2027, 1, 9)])})
    assert told.is_certain(2027)
    assert told.add_working_days(date(2026, 12, 31), 5) == (date(2027, 1, 9), False)
    assert Calendar({2026: row()}).is_working_day(date(2026, 10, 2))


def test_a_row_may_move_days_at_the_end_of_the_year_before():
    told = Calendar({2027: row(off=[date(2026, 12, 31), date(2027, 1, 1)], work=[date(2026, 12, 27)])})
    assert not told.is_working_day(date(2026, 12, 31))
    assert told.is_working_day(date(2026, 12, 27))
    assert told.holiday_around(date(2027, 1, 1)) == (date(2026, 12, 31), date(2027, 1, 1))


def test_a_make_up_day_beside_a_holiday_is_not_part_of_it():
    assert CALENDAR.holiday_around(date(2026, 2, 20)) == (date(2026, 2, 15), date(2026, 2, 23))
    assert CALENDAR.holiday_around(date(2026, 2, 14)) is None
    assert CALENDAR.holiday_around(date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 9, 30), date(2026, 10, 13), "国庆10月1日至7日放假，10月10日（周六）上班"),
        (date(2026, 9, 18), date(2026, 9, 29), "9月20日（周日）上班，中秋9月25日至27日放假"),
        (date(2026, 4, 30), date(2026, 5, 6), "劳动节5月1日至5日放假"),
        (date(2026, 11, 20), date(2026, 12, 1), ""),
        (date(2025, 9, 30), date(2025, 10, 9), "中秋、国庆10月1日至8日放假"),
        (date(2020, 1, 22), date(2020, 2, 4), "春节1月24日至2月2日放假"),
        (
            date(2026, 12, 28),
            date(2027, 1, 5),
            "元旦1月1日放假，2027年的放假安排还没有收录，按周一到周五、除去节日估算",
        ),
    ],
)
def test_what_was_crossed_is_named(start, end, said):
    assert CALENDAR.crossed(start, end) == said


def test_the_calendar_of_2026_names_its_source():
    assert "国务院办公厅" in YEARS[2026].source
    assert len(YEARS[2026].off) == 33
    assert len(YEARS[2026].work) == 6
