"""How long something takes: an event's date becomes a ``Clock``, with one sentence that says how it was counted.

What a platform usually needs is called 通常; only rules of law are cited, with article, source and the day they were
read. It does not know which case or door a window is for, nor when anybody is reminded.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from dialogs.clocks.days import at, beijing_day, day_text, in_beijing, moment_text, months_later, next_day_text
from dialogs.clocks.workdays import Calendar
from dialogs.values import Clock

MORNING = time(9)
"""When people are reminded of a day, Beijing time."""

CHECKED = "2026年11月20日核对"
ORDER_121 = "《市场监督管理投诉举报处理办法》（总局令第121号，2026年4月15日起施行）"
PENALTY_PROCEDURE = "《市场监督管理行政处罚程序规定》"
CONSUMER_LAW = "《消费者权益保护法》"

When = date | datetime
"""A day of Beijing, or an aware instant on it."""


# Those of the platform -------------------------------------------------------------------------------------------


def service_window(sent: When, calendar: Calendar) -> Clock:
    """What a platform's service usually needs: 3 to 5 working days from the day after. Only one article says so."""
    start = beijing_day(sent)
    earliest, early_guess = calendar.add_working_days(start, 3)
    latest, late_guess = calendar.add_working_days(start, 5)
    crossing = _crossing(calendar, start, latest)
    why = f"通常3到5个工作日，以平台告知为准：从提交的{next_day_text(start)}起数3到5个工作日{crossing}。"
    return Clock("service", "them", earliest, latest, why, late_guess, earliest_estimated=early_guess)


def urgent_window(sent: datetime) -> Clock:
    """24 hours of natural time for fraud, grave violations and safety risks at the platform's service."""
    why = f"紧急的事通常24小时，以平台告知为准：从{moment_text(sent)}提交起连续数24小时，夜里和周末也算。"
    end = in_beijing(sent) + timedelta(hours=24)
    return clock_between("urgent", "them", end, end, why)


def page_window(until: When) -> Clock:
    """What a page of theirs says, copied."""
    return clock_between("page", "them", until, until, f"照页面写的时间记下：{when_text(until)}，以页面为准。")


def own_date(day: date) -> Clock:
    """The day the person wants to look again, from 09:00 on: nobody else's promise."""
    morning = at(day, MORNING)
    return clock_between("own", "them", morning, morning, f"这是您自己选的提醒日子：{day_text(day)}。")


# Those of the law ------------------------------------------------------------------------------------------------


def accept_12315(received: When, calendar: Calendar) -> Clock:
    """7 working days to accept a 投诉 or refuse it, from its receipt by the office that decides (令121 art. 15)."""
    what = "收到投诉后7个工作日内决定是否受理并告知，以受理机关收到的日子为准"
    return _in_seven_working_days("12315_accept", received, calendar, what=what, article="第15条")


def mediation_12315(accepted: When, calendar: Calendar) -> Clock:
    """60 natural days to mediate; a last day in a statutory holiday moves behind it (令121 art. 23 and 45).

    Whether a plain weekend moves it too is not written, so it does not.
    """
    start = beijing_day(accepted)
    last = start + timedelta(days=60)
    end, moved = last, ""
    if (rest := calendar.holiday_around(last)) is not None:
        end, _ = calendar.add_working_days(rest[1], 1)
        moved = f"，遇{calendar.holiday_text(*rest)}放假，顺延到{day_text(end, start)}"
    estimated = not calendar.is_certain(last.year)
    guess = f"，{last.year}年的放假安排还没有收录" if estimated else ""
    why = (
        f"调解从受理的{next_day_text(start)}起数60天，周末和节假日也算，到{day_text(last, start)}{moved}{guess}；"
        f"最后一天遇平常周末是否顺延没有写明，以受理机关告知为准；{_cited(ORDER_121, '第23条、第45条')}。"
    )
    return Clock("12315_mediation", "them", end, end, why, estimated, earliest_estimated=estimated)


def mediation_notice(ended: When, calendar: Calendar) -> Clock:
    """7 working days to tell both sides that the mediation has ended (令121 art. 23)."""
    what = "调解结束后7个工作日内告知双方"
    return _in_seven_working_days("12315_notice", ended, calendar, what=what, article="第23条")


def report_12315(received: When, calendar: Calendar) -> Clock:
    """15 working days to check a 举报, 15 more with approval (行政处罚程序规定 18); its writer may never be told."""
    start = beijing_day(received)
    earliest, early_guess = calendar.add_working_days(start, 15)
    latest, late_guess = calendar.add_working_days(start, 30)
    why = (
        f"从收到举报的{next_day_text(start)}起数15个工作日核查并决定是否立案，经批准可以再延长15个工作日"
        f"{_crossing(calendar, start, latest)}；可以查一下进度，按规定不一定逐一告知；"
        f"{_cited(PENALTY_PROCEDURE, '第18条')}，{_cited(ORDER_121, '第36条')}。"
    )
    return Clock("12315_report", "them", earliest, latest, why, late_guess, earliest_estimated=early_guess)


def limitation(known: When) -> Clock:
    """3 years after the person knew, 12315 refuses a 投诉 (令121 art. 16); the last day is that day's (民法典 202)."""
    start = beijing_day(known)
    end = months_later(start, 36)
    why = (
        f"从知道权益受损的{start.year}年{day_text(start)}起满三年，到{day_text(end, start)}，"
        f"过了以后12315对投诉不予受理；{_cited(ORDER_121, '第16条')}。"
    )
    return clock_between("limitation", "person", end, end, why)


def no_reason_return(received: When) -> Clock:
    """七日无理由: 7 days from the day after receipt, never extended (消保法 art. 25)."""
    start = beijing_day(received)
    end = start + timedelta(days=7)
    why = (
        f"七日无理由退货从签收的{next_day_text(start)}起数7天，周末和节假日也算，不顺延；定制、鲜活易腐、拆封的音像软件和数字商品、"
        f"报刊，以及购买时确认过不宜退的除外；{_cited(CONSUMER_LAW, '第25条')}。"
    )
    return clock_between("no_reason_return", "person", end, end, why)


def refund_after_return(arrived: When) -> Clock:
    """At most 7 days from the seller's receipt of the returned goods to the refund (消保法 art. 25)."""
    start = beijing_day(arrived)
    end = start + timedelta(days=7)
    why = f"商家收到退货之日起七日内退款，从{next_day_text(start)}起数7天；{_cited(CONSUMER_LAW, '第25条')}。"
    return clock_between("refund_after_return", "them", end, end, why)


# How they are made -----------------------------------------------------------------------------------------------


def clock_between(rule: str, binds: Literal["them", "person"], first: When, last: When, why: str) -> Clock:
    """A clock between two days or two instants."""
    instants = [in_beijing(bound) if isinstance(bound, datetime) else None for bound in (first, last)]
    return Clock(
        rule, binds, beijing_day(first), beijing_day(last), why, earliest_at=instants[0], latest_at=instants[1]
    )


def _in_seven_working_days(rule: str, event: When, calendar: Calendar, *, what: str, article: str) -> Clock:
    start = beijing_day(event)
    end, guess = calendar.add_working_days(start, 7)
    counted = f"从{next_day_text(start)}起数{_crossing(calendar, start, end)}"
    why = f"{what}，{counted}；{_cited(ORDER_121, article)}。"
    return Clock(rule, "them", end, end, why, guess, earliest_estimated=guess)


def _crossing(calendar: Calendar, start: date, end: date) -> str:
    crossed = calendar.crossed(start, end)
    return f"；{crossed}" if crossed else ""


def _cited(law: str, article: str) -> str:
    return f"依据{law}{article}（{CHECKED}）"


def when_text(when: When) -> str:
    """A day or an instant as people write it."""
    return moment_text(when) if isinstance(when, datetime) else day_text(when)
