"""Days and instants in Beijing time, and how they are written in Chinese.

It knows what a day is called; it does not know which days are worked, nor why a date was set.
"""

from __future__ import annotations

import calendar as gregorian
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.values import Clock

BEIJING = ZoneInfo("Asia/Shanghai")

ONE_DAY = timedelta(days=1)

WEEKDAYS = "一二三四五六日"


def in_beijing(moment: datetime) -> datetime:
    """The instant on a Beijing clock. Raises ``ValueError`` for a naive one, which could mean any instant."""
    if moment.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(BEIJING)


def beijing_day(when: date | datetime) -> date:
    """The day of an instant in Beijing; a date is that day already."""
    return in_beijing(when).date() if isinstance(when, datetime) else when


def at(day: date, clock_time: time) -> datetime:
    """That day at that time in Beijing."""
    return datetime.combine(day, clock_time, BEIJING)


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where there is none (民法典 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


def ends_at(clock: Clock) -> datetime:
    """The instant at which a clock has run out: the person's own at its earliest reading, theirs at its latest."""
    day, instant = (clock.earliest, clock.earliest_at) if clock.binds == "person" else (clock.latest, clock.latest_at)
    return instant or at(day + ONE_DAY, time())


def days_since(sent: date | datetime, now: date | datetime) -> int:
    """Calendar days from one to the other in Beijing; the day of sending is day 0."""
    return (beijing_day(now) - beijing_day(sent)).days


def day_text(day: date, beside: date | None = None) -> str:
    """A day as people write it, "10月13日（周二）"; with its year where that differs from the one ``beside``."""
    return _written(day, beside, "")


def moment_text(moment: datetime, beside: date | None = None) -> str:
    """An instant as people write it, "11月21日（周六）22:00"."""
    local = in_beijing(moment)
    return f"{day_text(local.date(), beside)}{local:%H:%M}"


def next_day_text(start: date) -> str:
    """The day that a count begins with, the one after the event: "第二天（10月1日）"."""
    following = start + ONE_DAY
    return f"第二天（{following.month}月{following.day}日）"


def span_text(clock: Clock, today: date | None = None) -> str:
    """A clock's dates: the one that counts if it binds the person, else "10月10日（周六）至10月13日（周二）".

    Years are written where they differ from ``today``'s (from the earliest's, if that is not given).
    """
    first = _bound(clock.earliest, clock.earliest_at, clock.earliest_estimated, today)
    last = _bound(clock.latest, clock.latest_at, clock.estimated, today or clock.earliest)
    if clock.binds == "person" or first == last:
        return first
    return f"{first}至{last}"


def countdown(end: datetime, now: datetime) -> str:
    """What is left until an instant, never more than there is: "还有2天3小时", "还有5小时20分钟"."""
    left = end - now
    if left <= timedelta():
        return "时间已到"
    hours, minutes = divmod(left.seconds // 60, 60)
    larger, smaller = (
        (_counted(left.days, "天"), _counted(hours, "小时"))
        if left.days
        else (_counted(hours, "小时"), _counted(minutes, "分钟"))
    )
    return f"还有{larger}{smaller}" if larger or smaller else "还有不到1分钟"


def _counted(number: int, unit: str) -> str:
    return f"{number}{unit}" if number else ""


def _bound(day: date, instant: datetime | None, estimated: bool, beside: date | None) -> str:
    return moment_text(instant, beside) if instant else _written(day, beside, "，估算" if estimated else "")


def _written(day: date, beside: date | None, note: str) -> str:
    year = f"{day.year}年" if beside and beside.year != day.year else ""
    return f"{year}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}{note}）"
