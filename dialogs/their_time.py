"""Until when they answer what was handed in: the usual window of a door, the law's, or what they said themselves.

It knows which window belongs to which door; how days are counted is known to ``clocks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from dialogs.clocks import (
    ANSWER,
    BUILT_IN,
    Calendar,
    accept_12315,
    beijing_day,
    own_date,
    page_window,
    read_page,
    report_12315,
    service_window,
    urgent_window,
)
from dialogs.moments import as_moment, names_the_hour
from dialogs.status import answers, scenario
from dialogs.talk import Talk
from dialogs.understanding.dates import read_date
from dialogs.values import Case, Clock, Json

PAGE_SAYS = "page_says"
"""The question whose answer is what they said of time."""

OWN_DAYS = (3, 7)
"""Days after which we ask where no date is known: offered, the first one unless another is chosen."""

_STATED = ("service", "page", "none")
"""Windows in whose place a day counts that they named themselves; that of 12315 is the law's."""


def window(talk: Talk, case: Case, told: Mapping[str, Json]) -> Clock | None:
    """The window of a submission: the usual one, that of the law, or what the page or the person says."""
    book, calendar, sent = talk.playbook(case), talk.rules.calendar, as_moment(str(told["when"]))
    window_of, says = book.destinations[str(told["where"])].window, told.get(PAGE_SAYS)
    if says and says["stated"] and window_of in _STATED:
        return _as_stated(says, str(told["when"]), calendar)
    match window_of:
        case "service":
            urgent = book.scenarios[scenario(case)].has_24_hours(answers(case))
            return urgent_window(sent) if urgent else service_window(sent, calendar)
        case "12315":
            return accept_12315(sent, calendar)
        case "12315_report":
            return report_12315(sent, calendar)
    page_says = told.get("page_says", own(usual_day(talk.now)))
    if page_says is None:
        return None
    return own_date(date.fromisoformat(page_says["day"]))


def _as_stated(says: Mapping[str, Json], sent: str, calendar: Calendar) -> Clock:
    """The clock of what they said, counted anew: what was handed in when may have been told after it."""
    words, seen = says.get("words", ""), says.get("seen")
    clock = stated(words, sent, as_moment(seen), calendar) if seen else None
    return clock or page_window(date.fromisoformat(says["day"]))


def promised(text: str, since: datetime, at: datetime, calendar: Calendar = BUILT_IN) -> Clock | None:
    """What they said of time: until when they answer, or until when it is the person's move; None if nothing.

    Periods run from ``since``, countdowns and named days are read as of ``at``, when it was told.
    """
    clock = read_page(text, since, calendar, seen=at, otherwise="them")
    read = read_date(text, at, future=True) if clock is None and len(text) <= ANSWER else None
    return clock or (page_window(as_moment(read).date()) if read else None)


def stated(text: str, sent: str, seen: datetime, calendar: Calendar = BUILT_IN) -> Clock | None:
    """What they said of time. Where only the day of sending is known, theirs runs from its latest moment."""
    clock = promised(text, as_moment(sent), seen, calendar)
    if clock is None or clock.binds == "person" or names_the_hour(sent):
        return clock
    end_of_day = as_moment(sent) + timedelta(days=1, minutes=-1)
    return promised(text, min(end_of_day, seen), seen, calendar)


def own(day: str) -> Json:
    """A day of our own, stated by nobody."""
    return {"day": day, "stated": False}


def usual_day(now: datetime) -> str:
    """The day on which we ask where nobody named one."""
    return (beijing_day(now) + timedelta(days=OWN_DAYS[0])).isoformat()


def afterwards(clock: Clock) -> list[Clock]:
    """After the end of what the person was given to do, nobody else's date would bring the case up again."""
    return [own_date(clock.latest + timedelta(days=1))] if clock.binds == "person" else []
