"""Reading what a notice or a page says about time: "72小时内", "3天内", "3-5个工作日内", "11月25日前", "还剩2天3小时".

Words count as a deadline only where they make one: how long a penalty lasts, what happened "近30天内", and what is
asked of the other side are left alone. It ships no period of its own, and does not know who wrote the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

import cn2an

from dialogs.clocks.days import ONE_DAY, at, beijing_day, in_beijing, moment_text, months_later, next_day_text
from dialogs.clocks.days import ends_at as end_of
from dialogs.clocks.windows import When, clock_between, when_text
from dialogs.clocks.workdays import BUILT_IN, Calendar
from dialogs.values import Clock

MOST = 4000
"""Characters of a text that are read."""

Binds = Literal["them", "person"]

_HAN = "〇零一二两三四五六七八九十百"
_N = rf"(?:\d{{1,4}}|[{_HAN}]{{1,5}})"
_SPAN = re.compile(
    rf"(?<![\d{_HAN}.\-/年月近去前第])(?:(?P<days>{_N})天\s?)?(?:(?P<low>{_N})\s?[-~—–至到]\s?)?(?P<high>{_N})\s?个?"
    r"(?P<unit>工作日|小时|h|个月|星期|周|自然日|天|日)",
    re.IGNORECASE,
)
_TIME = (
    rf"(?:[\sT]?(?P<half>上午|下午|晚上|晚)?(?P<hour>{_N})(?::(?P<minute>\d\d)(?::\d\d)?|[点时](?:(?P<past>{_N})分)?))?"
)
_DATES = (
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})日?{_TIME}"),
    re.compile(
        rf"(?:(?P<year>\d{{4}}|[{_HAN}]{{4}})年)?(?P<month>{_N})月(?P<day>{_N})[日号](?:\([^()]{{1,4}}\))?{_TIME}"
    ),
    re.compile(
        rf"(?<![\d./])(?P<year>)(?P<month>\d{{1,2}})[./](?P<day>\d{{1,2}})(?![\d./%{_HAN}个小天周月元倍h]){_TIME}"
    ),
)
_NEAR_DAY = re.compile(
    rf"(?:(?P<near>今|明|大后|后)(?:[天日]|(?=晚上?{_N}[:点时])|晚上?)|(?:本|这个)?(?P<month>月)底){_TIME}"
)
_NEAR = {"今": 0, "明": 1, "后": 2, "大后": 3}
_AMOUNT = rf"(?=[\d{_HAN}])(?:(?P<days>{_N})天)?\s?(?:(?P<hours>{_N})个?小?时)?\s?(?:(?P<minutes>{_N})分钟?)?"
_LEFT = (
    re.compile(rf"(?:还剩|剩余?下?|仅剩|只剩|还有|倒计时)[\s:]?{_AMOUNT}"),
    re.compile(rf"(?<![\d{_HAN}]){_AMOUNT}后(?:将|会|就)?(?:自动|默认)?(?:关闭|取消|失效|过期|结束|撤销|确认|完成)"),
)

_WITHIN = re.compile(r"\s?(?:之内|以内|内)")
_PERIOD = re.compile(r"(?:期限?|时限|有效期|时效|时间|之日起)[为是:]{0,2}\s?$")
_BEFORE = re.compile(r"\s?(?:之前|以前|前)")
_UNTIL = re.compile(r"\s?(?:截止|到期|过期|止|结束)")
_BY = re.compile(r"(?:截止|截至|最晚|最迟|不晚于|期限?|有效期|[至到])(?:时间|日期?)?[为是至到于:]{0,2}\s?$")

_PENALTY = re.compile(
    r"(?<![密信一])封(?![面闭装条])|[禁停断](?:言|播|评|止|用|赛|号)|限流|小黑屋|处罚|限制|冻结|暂停|不得|无法|不能|不可|解[封禁除]"
)
_FOR_EVER = re.compile("永久|终身")
_PENALISED_FOR = re.compile(rf"(?:{_PENALTY.pattern})[^,\s\d{_HAN}]{{0,4}}$")
_APPEAL = re.compile(r"申诉|异议|申请|提交|补充|材料")
THEIRS = re.compile(
    r"[将会][在于]|(?:我们|平台|客服|工作人员|商家|卖家|将|会(?!员)).{0,20}(?:审核|处理|答复|回复|反馈|联系|完成|受理)"
    r"|(?:审核|处理|答复|回复|反馈|受理)(?:时间|时效|时限|周期|期限)"
)
MINE = re.compile(r"请(?!您?(?:耐心|等|放心))|您[可需应]")
HOURS = "小时hH"
_GONE_BY = re.compile(r"(?:[了过拖]|已经?|(?<![再要需])等)\s?$")
"""Before a period: it says how long something has lasted."""
_ONCE = re.compile(
    r"(?:只能|只有|只可|仅|限|最多)[^,。;]{0,6}[一1]次|次数[为是:]{0,2}\s?[一1](?!\d)|(?<!\d)[一1]次(?:申诉|复核)?的?机会"
    r"|机会[为是:]{0,2}\s?[一1](?!\d)"
)
_AGO = re.compile(r"\s?(?:之?前|以前|了|多|以上|以来|过去)")


@dataclass(frozen=True, slots=True)
class Span:
    """A period as it is written: "3-5个工作日内"."""

    words: str
    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states, in its ``words``: from ``first`` to ``last``, and the most ``cautious`` reading of it."""

    words: str
    cautious: When
    first: When
    last: When
    how: str = ""
    estimated: tuple[bool, bool] = (False, False)


def notice_deadline(
    received: datetime, *, hours: int | None = None, days: int | None = None, until: When | None = None
) -> Clock:
    """What a penalty notice gives the person: ``hours``, ``days`` or ``until``; ``ValueError`` unless exactly one.

    Hours run from the instant of receipt. A notice seldom says whether days count the day of receipt: the earliest
    reading does, the latest does not (民法典 201).
    """
    match hours, days, until:
        case int(n), None, None:
            return _clock(_in_hours(Span(f"{n}小时内", n, n, "小时"), received), "person")
        case None, int(n), None:
            return _clock(_in_days(Span(f"{n}天内", n, n, "天"), received, BUILT_IN), "person")
        case None, None, date() as end:
            return _clock(Stated(when_text(end), end, end, end), "person")
    raise ValueError("a notice states one of hours, days or a date")


def read_deadline(
    text: str,
    received: datetime,
    calendar: Calendar = BUILT_IN,
    *,
    binds: Binds = "person",
    seen: datetime | None = None,
    asked: bool = False,
) -> Clock | None:
    """The deadline that a text states, None if it states none.

    Periods run from ``received``; a countdown ("还剩2天") only from ``seen``, when it was read. Of several, the
    person's earliest counts, and the other side's latest. ``asked``: the text answers how long it takes, so that a
    period counts without 内 ("说三个工作日"), one in 日 only where it is asked of the person ("限3日").
    """
    plain = plainly(text)
    clocks = [_clock(stated, binds) for stated in _all_stated(plain, received, calendar, binds, seen, asked=asked)]
    choose = min if binds == "person" else max
    return choose(clocks, key=end_of, default=None)


def only_once(text: str) -> bool:
    """Whether a notice allows a single appeal: 只能申诉一次, 可申诉次数：1."""
    return _ONCE.search(plainly(text)) is not None


def is_length(text: str) -> bool:
    """Whether it is said how long the penalty lasts: 封30天, 禁播到12月1号, 永久封禁. It says nothing of an appeal."""
    clauses = re.split(r"[,。;!?\n]", plainly(text))
    penal = [clause for clause in clauses if _PENALTY.search(clause) and not _APPEAL.search(clause)]
    lasting = (_SPAN, *_DATES, _FOR_EVER)
    return any(pattern.search(clause) for clause in penal for pattern in lasting)


def plainly(text: str) -> str:
    """As much of a text as is read, its digits and marks in one width."""
    return unicodedata.normalize("NFKC", text[:MOST]).strip()


def _all_stated(
    text: str, received: datetime, calendar: Calendar, binds: Binds, seen: datetime | None, *, asked: bool
) -> Iterator[Stated]:
    for clause in re.split(r"[,。;!?\n]", text):
        if not _speaks_of_the_other(clause, binds):
            bare = clause.strip() == text
            yield from _spans(clause, received, calendar, bare, binds if asked else None)
            yield from _dates(clause, received, bare)
            if seen is not None:
                yield from _near_days(clause, seen, bare)
                yield from _countdowns(clause, seen)


def _speaks_of_the_other(clause: str, binds: Binds) -> bool:
    """Whether a clause says how long a penalty lasts, or sets a time for the other one of the two."""
    if _PENALTY.search(clause) and not _APPEAL.search(clause):
        return True
    asks_the_person = MINE.search(clause) is not None
    return asks_the_person if binds == "them" else THEIRS.search(clause) is not None and not asks_the_person


def _spans(clause: str, start: datetime, calendar: Calendar, bare: bool, asked: Binds | None) -> Iterator[Stated]:
    for match in _SPAN.finditer(clause):
        within = _WITHIN.match(clause, match.end())
        whole = bare and match[0] == clause.strip()
        alone = (_is_to_come(clause, match) if asked else whole) and not _may_be_a_day(clause, match, asked)
        if within or alone or _PERIOD.search(clause, 0, match.start()):
            span = _span(match, clause[match.start() : within.end() if within else match.end()])
            if 0 < span.low <= span.high < 1000:
                yield _in_hours(span, start) if span.unit in HOURS else _in_days(span, start, calendar)


def _is_to_come(clause: str, match: re.Match[str]) -> bool:
    """Whether a period in an answer is one to wait, and neither one that has passed nor how long a penalty lasts."""
    gone = _GONE_BY.search(clause, 0, match.start()) or _AGO.match(clause, match.end())
    return not (gone or _PENALISED_FOR.search(clause, 0, match.start()))


def _may_be_a_day(clause: str, match: re.Match[str], asked: Binds | None) -> bool:
    """Whether 3日 may name the third of the month; a notice that gives 3日 means three days, unless it says until."""
    return match["unit"] == "日" and (asked != "person" or _BY.search(clause, 0, match.start()) is not None)


def _span(match: re.Match[str], words: str) -> Span:
    """The period of a match; "2天6小时" is one of 54 hours."""
    more = 24 * _number(match["days"]) if match["days"] and match["unit"] in HOURS else 0
    low, high = _number(match["low"] or match["high"]), _number(match["high"])
    return Span(words, more + low, more + high, match["unit"])


def _in_hours(span: Span, start: datetime) -> Stated:
    first, last = (in_beijing(start) + timedelta(hours=n) for n in (span.low, span.high))
    return Stated(span.words, first, first, last, f"，从{moment_text(start)}起连续数，夜里和周末也算")


def _in_days(span: Span, start: datetime, calendar: Calendar) -> Stated:
    """Whole days after ``start``; whether its own day counts is left open."""
    day = beijing_day(start)
    first, early_guess = _days_on(day, span.low, span.unit, calendar)
    last, late_guess = _days_on(day, span.high, span.unit, calendar)
    cautious, _ = _days_on(day - ONE_DAY, span.low, span.unit, calendar)
    crossed = calendar.crossed(day, last) if span.unit == "工作日" else ""
    how = f"，从{next_day_text(day)}起数" + (f"，{crossed}" if crossed else "")
    return Stated(span.words, cautious, first, last, how, (early_guess, late_guess))


def _days_on(start: date, n: int, unit: str, calendar: Calendar) -> tuple[date, bool]:
    match unit:
        case "工作日":
            return calendar.add_working_days(start, n)
        case "个月":
            return months_later(start, n), False
        case "周" | "星期":
            return start + timedelta(weeks=n), False
        case _:
            return start + timedelta(days=n), False


def _dates(clause: str, start: datetime, bare: bool) -> Iterator[Stated]:
    day = beijing_day(start)
    for match in (found for pattern in _DATES for found in pattern.finditer(clause)):
        yield from _ends(clause, match, _until(match, day), day, bare)


def _near_days(clause: str, seen: datetime, bare: bool) -> Iterator[Stated]:
    """今晚12点前, 截止到后天下午6点, 本月底之前: named from the day on which they were told."""
    day = beijing_day(seen)
    for match in _NEAR_DAY.finditer(clause):
        end = months_later(day.replace(day=1), 1) - ONE_DAY if match["month"] else day + timedelta(_NEAR[match["near"]])
        yield from _ends(clause, match, _timed(end, match), day, bare)


def _ends(clause: str, match: re.Match[str], end: When | None, since: date, bare: bool) -> Iterator[Stated]:
    """The day or instant that a match names, where the words beside it make it an end."""
    before, by = _BEFORE.match(clause, match.end()), _BY.search(clause, 0, match.start())
    by = by if not _PENALISED_FOR.search(clause, 0, match.start()) else None
    alone = bare and match[0] == clause.strip()
    if end is not None and (before or by or alone or _UNTIL.match(clause, match.end())):
        words = clause[match.start() : before.end() if before else match.end()]
        vague = before is not None and not isinstance(end, datetime) and end > since
        yield Stated(words, end - ONE_DAY if vague else end, end, end)


def _until(match: re.Match[str], near: date) -> When | None:
    """The day or instant of a match, in the year closest to ``near`` if it names none; None for a day that is none."""
    years = [_number(match["year"])] if match["year"] else [near.year - 1, near.year, near.year + 1]
    month, day = _number(match["month"]), _number(match["day"])
    days = [found for year in years if abs(year - near.year) <= 10 and (found := _day(year, month, day))]
    nearest = min(days, key=lambda found: abs(found - near), default=None)
    return None if nearest is None else _timed(nearest, match)


def _timed(day: date, match: re.Match[str]) -> When | None:
    """The day at the time of a match, if it names one; None for a time that is none."""
    if match["hour"] is None:
        return day
    hour, minute = _hour(match["half"], _number(match["hour"])), _number(match["minute"] or match["past"] or "0")
    return _instant(day, hour, minute)


def _hour(half: str | None, hour: int) -> int:
    """The hour of 24; "晚12点" is midnight, "下午12点" is noon."""
    if half in ("晚", "晚上") and hour == 12:
        return 24
    return hour + 12 if half in ("下午", "晚", "晚上") and hour < 12 else hour


def _instant(day: date, hour: int, minute: int) -> datetime | None:
    """24 o'clock is the end of that same day, written 23:59 so that nobody takes it for the next one."""
    if (hour, minute) == (24, 0):
        return at(day, time(23, 59))
    return at(day, time(hour, minute)) if 0 <= hour < 24 and 0 <= minute < 60 else None


def _countdowns(clause: str, seen: datetime) -> Iterator[Stated]:
    for match in (found for pattern in _LEFT for found in pattern.finditer(clause)):
        left = timedelta(**{unit: _number(number) for unit, number in match.groupdict(default="0").items()})
        if left > timedelta():
            end = in_beijing(seen) + left
            yield Stated(match[0], end, end, end, f"，从{moment_text(seen)}看到时起数")


def _clock(stated: Stated, binds: Binds) -> Clock:
    if binds == "them":
        why = f"对方写“{stated.words}”{stated.how}，以对方告知为准。"
        clock = clock_between("page", binds, stated.first, stated.last, why)
    else:
        why = f"通知写“{stated.words}”{stated.how}{_two_readings(stated)}。"
        clock = clock_between("notice", binds, stated.cautious, stated.last, why)
    early_guess, late_guess = stated.estimated
    return replace(clock, estimated=late_guess, earliest_estimated=early_guess)


def _two_readings(stated: Stated) -> str:
    if stated.cautious == stated.last:
        return ""
    return f"，到{when_text(stated.last)}；也可能读作到{when_text(stated.cautious)}，先按早的准备"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(digits: str) -> int:
    """A whole number in either script; -1 for what is none."""
    try:
        return int(digits) if digits.isdecimal() else int(cn2an.cn2an(digits, "normal"))
    except ValueError:
        return -1
