"""When a clock is spoken of: the instants of its reminders, and the hours in which nothing ordinary is told.

It makes the plan; it does not know whether a reminder still matters when its instant comes: that is looked at then.

An *urgent* reminder may be told at night and on a day that has had its ordinary message. Two kinds are: a 24-hour clock
that has run out (the person can press on in the app at once, and with fraud or danger the morning may be too late), and
a deadline of the person's own (held back for a day, it would come after its end). Warnings are planned for the day
where they can be. Everything else waits for the morning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.clocks.days import BEIJING, ONE_DAY, at, beijing_day, ends_at, in_beijing
from dialogs.clocks.windows import MORNING
from dialogs.values import Clock, Reminder

EVENING = time(20)
DAYS_AFTER = (1, 4, 11)
LONG_BEFORE = {"limitation": (90, 30)}
"""Days before the end of a deadline for which one day's warning would come too late."""

LAST_CALL = timedelta(hours=3)

Planned = tuple[datetime, bool]
"""When, and whether it is urgent."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours from ``start`` to ``end``, by the person's own clock, in which nothing ordinary is told."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Quiet:
        """Read "22:00-08:00"; equal ends mean no quiet hours. Raises ``ValueError`` for anything else."""
        hours = re.fullmatch(r"\s*(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\s*", text)
        if hours is None:
            raise ValueError("quiet hours are written 22:00-08:00")
        start_hour, start_minute, end_hour, end_minute = map(int, hours.groups())
        return cls(time(start_hour, start_minute), time(end_hour, end_minute))

    def covers(self, now: datetime, zone: str) -> bool:
        """Whether an instant lies in them; the end itself does not."""
        local = now.astimezone(ZoneInfo(zone)).time()
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end

    def next_allowed(self, now: datetime, zone: str) -> datetime:
        """The first instant from ``now`` on that lies outside them."""
        if not self.covers(now, zone):
            return now
        local = now.astimezone(ZoneInfo(zone))
        end = local.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end if local.time() < self.end else end + ONE_DAY


NIGHT = Quiet(time(22), time(8))
"""The hours that warnings keep clear of; a person's own quiet hours are kept when they are told."""


def next_morning(now: datetime, quiet: Quiet, zone: str) -> datetime:
    """When a reminder held back now is told: the next 09:00 by the person's clock, or when quiet hours end after it."""
    local = now.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date(), MORNING, local.tzinfo)
    return quiet.next_allowed(morning if morning > now else morning + ONE_DAY, zone)


def series(clock: Clock, case: int, key: str, since: datetime) -> tuple[Reminder, ...]:
    """Every reminder of a clock that was told at ``since``; what would have come before that is left out.

    It depends on no ``now``, so it is the same set each time it is asked. Keys are ``<key>:<instant>`` in Beijing time.
    """
    return tuple(
        Reminder(case, f"{key}:{in_beijing(due):%Y%m%dT%H%M}", due, urgent)
        for due, urgent in _planned(clock, since)
        if due > since
    )


def _planned(clock: Clock, since: datetime) -> list[Planned]:
    if clock.rule == "own":
        return [(_morning_of(clock.latest), False)]
    if clock.binds == "them":
        return list(_after_their_window(clock))
    if clock.rule in LONG_BEFORE:
        return [(_morning_of(clock.earliest - timedelta(days=n)), False) for n in LONG_BEFORE[clock.rule]]
    warnings = [warning for warning in _warnings(ends_at(clock)) if warning > since]
    return [(warning, True) for warning in warnings or [ends_at(clock) - LAST_CALL]]


def _after_their_window(clock: Clock) -> Iterator[Planned]:
    """The 1st, 4th and 11th calendar day after; of a 24-hour clock its very end instead of the last."""
    urgent = clock.rule == "urgent"
    if urgent:
        yield ends_at(clock), True
    for n in DAYS_AFTER[:2] if urgent else DAYS_AFTER:
        yield _morning_of(clock.latest + timedelta(days=n)), False


def _warnings(end: datetime) -> list[datetime]:
    """24 hours before, and the last evening (if it ends before noon) or morning before; none of them at night."""
    local = in_beijing(end)
    last_moment = local - timedelta.resolution
    in_the_morning = last_moment.hour < 12
    last = at(last_moment.date() - ONE_DAY, EVENING) if in_the_morning else _morning_of(last_moment.date())
    return sorted({_by_day(local - ONE_DAY), last})


def _by_day(moment: datetime) -> datetime:
    """The moment itself, or the evening before if it falls at night."""
    if not NIGHT.covers(moment, BEIJING.key):
        return moment
    return at(beijing_day(moment - timedelta(hours=NIGHT.end.hour)), EVENING)


def _morning_of(day: date) -> datetime:
    return at(day, MORNING)
