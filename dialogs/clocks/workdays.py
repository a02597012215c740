"""Which days are worked in mainland China, and which holidays and make-up workdays a count of days crossed.

``calendar.toml`` comes first, then ``chinese_calendar``; both are official and know make-up workdays. A year that
neither holds is estimated: Monday to Friday without the holidays that ``holidays`` computes. It does not know what is
counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import chinese_calendar
import holidays

from dialogs.clocks.days import ONE_DAY, day_text
from dialogs.playbook import Year

NAMES = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")


class Calendar:
    """The working days. A row of ``years`` replaces what the library says of its year; it may reach into another."""

    def __init__(self, years: Mapping[int, Year]) -> None:
        official = chinese_calendar.holidays
        self._certain = years.keys() | {day.year for day in official}
        self._off = {day for day in official if day.year not in years}.union(*(row.off for row in years.values()))
        self._work = {day for day in chinese_calendar.workdays if day.year not in years}
        self._work.update(*(row.work for row in years.values()))
        self._named = holidays.country_holidays("CN", language="zh_CN")

    def is_certain(self, year: int) -> bool:
        """Whether the official days of that year are known."""
        return year in self._certain

    def is_working_day(self, day: date) -> bool:
        """Whether that day is worked; an estimate where its year is not certain."""
        return day in self._work or (day.weekday() < 5 and not self._is_off(day))

    def add_working_days(self, start: date, n: int) -> tuple[date, bool]:
        """The ``n``-th working day after ``start``, and whether it is estimated. Raises ``ValueError`` below 0."""
        if n < 0:
            raise ValueError("working days are counted forward")
        day, estimated = start, False
        while n:
            day += ONE_DAY
            estimated = estimated or not self.is_certain(day.year)
            n -= self.is_working_day(day)
        return day, estimated

    def holiday_around(self, day: date) -> tuple[date, date] | None:
        """The first and last day of the holiday that a day belongs to; None for a workday or a plain weekend."""
        if not self._is_off(day):
            return None
        first = last = day
        while self._is_off(first - ONE_DAY):
            first -= ONE_DAY
        while self._is_off(last + ONE_DAY):
            last += ONE_DAY
        return first, last

    def holiday_text(self, first: date, last: date) -> str:
        """A holiday by name and days: "国庆10月1日至7日"."""
        named = "".join(self._named.get(day, "") for day in (first, *_after(first, last)))
        name = "、".join(name for name in NAMES if name in named)
        until = (
            "" if last == first else f"至{last.day}日" if last.month == first.month else f"至{last.month}月{last.day}日"
        )
        return f"{name}{first.month}月{first.day}日{until}"

    def crossed(self, start: date, end: date) -> str:
        """What was crossed after ``start`` up to ``end``: "国庆10月1日至7日放假，10月10日（周六）上班"; "" if nothing.

        A year that is only estimated is named.
        """
        said = dict.fromkeys(self._irregular(start, end))
        unknown = [year for year in range(start.year, end.year + 1) if not self.is_certain(year)]
        said |= dict.fromkeys(f"{year}年的放假安排还没有收录，按周一到周五、除去节日估算" for year in unknown)
        return "，".join(said)

    def _irregular(self, start: date, end: date) -> Iterator[str]:
        for day in _after(start, end):
            if day in self._work:
                yield f"{day_text(day)}上班"
            elif (rest := self.holiday_around(day)) is not None:
                yield f"{self.holiday_text(*rest)}放假"

    def _is_off(self, day: date) -> bool:
        return day in self._off or (not self.is_certain(day.year) and day not in self._work and day in self._named)


def _after(start: date, end: date) -> Iterator[date]:
    """Every day after ``start``, up to and with ``end``."""
    return (date.fromordinal(number) for number in range(start.toordinal() + 1, end.toordinal() + 1))


BUILT_IN = Calendar({})
"""What the libraries know by themselves."""
