"""Dates and how they were counted: working days, windows, what a notice states, when to remind, how a day is written.

Everything here is a pure function of its arguments; nothing reads a clock. The parts know only the ones before them:
``days``, ``workdays``, ``windows``, then ``notices``, ``pages`` and ``reminders``.
"""

from dialogs.clocks.days import (
    BEIJING,
    beijing_day,
    countdown,
    day_text,
    days_since,
    ends_at,
    moment_text,
    span_text,
)
from dialogs.clocks.notices import is_length, notice_deadline, only_once, read_deadline
from dialogs.clocks.pages import ANSWER, read_cutoff, read_page
from dialogs.clocks.reminders import Quiet, next_morning, series
from dialogs.clocks.windows import (
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
from dialogs.clocks.workdays import BUILT_IN, Calendar

__all__ = [
    "ANSWER",
    "BEIJING",
    "BUILT_IN",
    "Calendar",
    "Quiet",
    "accept_12315",
    "beijing_day",
    "countdown",
    "day_text",
    "days_since",
    "ends_at",
    "is_length",
    "limitation",
    "mediation_12315",
    "mediation_notice",
    "moment_text",
    "next_morning",
    "no_reason_return",
    "notice_deadline",
    "only_once",
    "own_date",
    "page_window",
    "read_cutoff",
    "read_deadline",
    "read_page",
    "refund_after_return",
    "report_12315",
    "series",
    "service_window",
    "span_text",
    "urgent_window",
]
