"""Dates in words: 昨天晚上8点, 上周三, 11月3号, 双十一, 三天前, 月初 … read against the moment they were said.

It knows the calendar and how people name days. It does not know what happened on a day, nor holidays and working days.
Every day and hour is Asia/Shanghai's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import cn2an

from dialogs.clocks import BEIJING, beijing_day
from dialogs.understanding.meant import meant

_NUMBER = r"(?:\d{1,3}|[零一二两三四五六七八九十]{1,3})"
_WEEKDAYS = {
    name: index for index, names in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天末7")) for name in names
}
_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "大后": 3, "后": 2}
_FEASTS = {"双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "元旦": (1, 1)}
_AHEAD = timedelta(days=60)
"""A day and month without a year that lie this little ahead may be meant so; beyond it, last year's is meant."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a moment of it, that a text names from ``start`` to ``end``; unsure when only roughly named.

    ``vague``: the words name a stretch of days and not one of them (8月底, 两个月前); no answer stands by it.
    """

    value: str
    words: str
    start: int
    end: int
    sure: bool = True
    vague: bool = False

    @property
    def day(self) -> date:
        """The day, in Asia/Shanghai."""
        return date.fromisoformat(self.value[:10])


_Day = tuple[date, bool] | None
_Reader = Callable[[re.Match[str], date], _Day]


def read_dates(text: str, at: datetime) -> tuple[When, ...]:
    """Every day the text names, in order; ``at`` (aware) is when it was said. Unreadable ones are left out."""
    today = beijing_day(at)
    found: list[When] = []
    for match in _DAYS.finditer(text):
        when = _when(text, match, today)
        if when is not None:
            found.append(_beside(when, match, found))
    return tuple(found)


def _beside(when: When, match: re.Match[str], before: list[When]) -> When:
    """A day without year or month, told after one of another year or month, may belong there: not sure.

    8月底，28号 names no day of this month: it is as vague as what it stands beside.
    """
    if not before or match.lastgroup not in {"ofmonth", "monthday"}:
        return when
    bare = match.lastgroup == "ofmonth" and not (match["lastmonth"] or match["thismonth"])
    told = before[-1].day
    same = (told.year, told.month) == (when.day.year, when.day.month) if bare else told.year == when.day.year
    return when if same else replace(when, sure=False, vague=bare and before[-1].vague)


def read_date(text: str, at: datetime, *, future: bool = False) -> str | None:
    """The first day an answer stands by, as ISO ("2026-11-20", "2026-11-20T20:00" in Asia/Shanghai), or none.

    Ways of writing that mean a day only in an answer count too: 11.3, 11/3, 9月20, and 刚才, the moment it was said.
    With ``future`` a day without a year is the next one.
    """
    first = next(iter(answered_dates(text, at)), None)
    if first is None:
        just = _JUST.search(text) and not future and not names_only_roughly(text, at)
        return f"{at.astimezone(BEIJING):%Y-%m-%dT%H:%M}" if just else None
    if not future or first.day >= beijing_day(at) or not _NO_YEAR.match(first.words):
        return first.value
    return first.value.replace(first.value[:4], str(first.day.year + 1), 1)


def answered_dates(text: str, at: datetime) -> list[When]:
    """Every day an answer stands by, in order: 不是28号是27号 names one day, 8月底 none. Places as in ``spelt_out``."""
    spelt = spelt_out(text)
    return [when for when in meant(spelt, read_dates(spelt, at)) if not when.vague]


def names_only_roughly(text: str, at: datetime) -> bool:
    """Whether an answer tells when it was, and yet no day: 8月底, 两个月前吧."""
    days = read_dates(spelt_out(text), at)
    return bool(days) and all(when.vague for when in days)


def spelt_out(text: str) -> str:
    """An answer with its short way of writing a day made a plain one: 11.3 is 11月3日, 9月20 is 9月20日."""
    return _BARE_DAY.sub(r"\g<0>日", _SHORT.sub(r"\1月\2日", text.strip()))


def without_days(text: str) -> str:
    """The words without the days and hours that they name: 10/3打了12315, 前几天交的."""
    return _TIME.sub("", _DAYS.sub("", spelt_out(text)))


_JUST = re.compile(r"刚刚?才?(?=$|[\s，。,]|[交打发提弄递投转付汇收寄才刚])|方才|这会儿|眼下|现在(?=$|[交打发提])")
_SHORT = re.compile(r"^(\d{1,2})[./-](\d{1,2})(?=\D|$)")
_BARE_DAY = re.compile(r"\d{1,2}月\d{1,2}(?![\d日号.:：点])")
_NO_YEAR = re.compile(r"\d{1,2}\s?月\s?\d|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十\d]")


def _when(text: str, match: re.Match[str], today: date) -> When | None:
    found = _day(match, today)
    if found is None:
        return None
    day, sure = found
    time = _TIME.match(text, match.end())
    clock = _clock(time, match["nightpart"]) if time is not None else None
    if time is not None and _is_midnight(time, match["nightpart"]) and day < today:
        day, clock = day + timedelta(days=1), f"00:{_minute(time['minute'] or time['minute2']):02}"
    end = time.end() if time is not None else match.end()
    value = day.isoformat() if clock is None else f"{day.isoformat()}T{clock}"
    return When(value, text[match.start() : end].strip(), match.start(), end, sure, _is_vague(match))


def _is_vague(match: re.Match[str]) -> bool:
    """Whether a stretch of days is named; 10天前 is counted in days, two months are not."""
    stretch = any(match[name] for name in ("rough", "several", "vague")) or match["dow"] == "末"
    return stretch or (match["unit"] or "天") not in "天日"


def _day(match: re.Match[str], today: date) -> _Day:
    try:
        return next(read(match, today) for name, read in _READERS.items() if match[name] is not None)
    except (ValueError, OverflowError):  # 2月30日, 一百万年前
        return None


# How each way of naming a day is read ----------------------------------------------------------------------------


def _full(match: re.Match[str], today: date) -> _Day:
    back = {"今": 0, "去": 1, "前": 2}.get(match["year"])
    year = int(match["year"]) if back is None else today.year - back
    return date(year + 2000 if year < 100 else year, _number(match["month"]), _number(match["dom"])), True


def _month_day(match: re.Match[str], today: date) -> _Day:
    return _latest(today, _number(match["month2"]), _number(match["dom2"]))


def _latest(today: date, month: int, day: int) -> _Day:
    """The last such day; one that lies a little ahead stays ahead, and unsure."""
    this_year = date(today.year, month, day)
    if this_year <= today:
        return this_year, True
    return (this_year, False) if this_year - today <= _AHEAD else (date(today.year - 1, month, day), True)


def _of_month(match: re.Match[str], today: date) -> _Day:
    day = _number(match["dom3"])
    back = 1 if match["lastmonth"] or (not match["thismonth"] and day > today.day) else 0
    first = _months_back(today, back)
    return first.replace(day=day), True


def _months_back(today: date, months: int) -> date:
    index = today.year * 12 + today.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _near(match: re.Match[str], today: date) -> _Day:
    return today + timedelta(days=_NEAR[match["nearday"]]), True


def _ago(match: re.Match[str], today: date) -> _Day:
    count = 0.5 if match["count"] == "半" else _number(match["count"])
    days = {"天": 1, "日": 1, "个月": 30, "月": 30, "年": 365}.get(match["unit"], 7)
    sign = 1 if match["side"] == "后" else -1
    return today + timedelta(days=round(sign * count * days)), not (match["about"] or _is_vague(match))


def _weekday(match: re.Match[str], today: date) -> _Day:
    monday = today - timedelta(days=today.weekday())
    which = match["which"] or ""
    day = monday + timedelta(days=_WEEKDAYS[match["dow"]] + 7 * (which.count("下") - which.count("上")))
    if not which and day > today:
        day -= timedelta(days=7)
    return day, bool(which) and match["dow"] != "末"


def _feast(match: re.Match[str], today: date) -> _Day:
    month, day = _FEASTS[match["feastname"]]
    this_year = date(today.year, month, day)
    return (this_year if this_year <= today else this_year.replace(year=today.year - 1)), True


def _roughly(match: re.Match[str], today: date) -> _Day:
    """上个月, 8月底, 月初, 上周, 前几天: a day in the middle of what is meant, never sure."""
    words = match["rough"]
    if "月" not in words:
        return today - timedelta(days=7 if re.search("周|星期|礼拜", words) else 3), False
    back = (today.month - _number(match["month4"])) % 12 if match["month4"] else int(words.startswith("上"))
    first = _months_back(today, back)
    last = monthrange(first.year, first.month)[1]
    day = 1 if words[-1] == "初" else last if words[-1] in "底末" else 15
    return min(first.replace(day=day), today), False


_READERS: dict[str, _Reader] = {
    "full": _full,
    "monthday": _month_day,
    "ofmonth": _of_month,
    "near": _near,
    "night": lambda match, today: (today + timedelta(days=_NEAR[match["nightday"]]), True),
    "ago": _ago,
    "week": _weekday,
    "feast": _feast,
    "rough": _roughly,
}

_DAYS = re.compile(
    rf"""
    (?P<full>(?<![\d.])(?P<year>20\d\d|[12]\d(?=年)|[今去前](?=年))\s?[年./-]\s?(?P<month>{_NUMBER})\s?[月./-]\s?
        (?P<dom>{_NUMBER})(?![\d.])\s?[日号]?)
  | (?P<monthday>(?<![\d年一二三四五六七八九十])(?P<month2>\d{{1,2}}|十[一二]?|[一二三四五六七八九])\s?月份?\s?的?
        (?P<dom2>{_NUMBER})\s?[日号])
  | (?P<ofmonth>(?:(?P<lastmonth>上个?月的?)|(?P<thismonth>[这本]个?月的?)|(?<![\d.月-]))
        (?P<dom3>[12]?\d|3[01]|(?:[二三]?十)?[一二三四五六七八九]|[二三]?十)号
        (?![楼线店机房院桌链馆色车门仓选码款柜段文令]|直播|主播))
  | (?P<near>(?<![以之当生])(?<![到至](?=今天?(?!天|才)))(?P<nearday>大前|大后|前|昨|今|明|后)[天日儿](?![然天]))
  | (?P<night>(?P<nightday>前|昨|今|明)(?P<nightpart>晚上?|早上?|夜))
  | (?P<ago>(?P<about>大概|大约|差不多|约)?(?P<several>[一二两三四五六七八](?=[二两三四五六七八九]))?
        (?P<count>{_NUMBER}|半)(?P<vague>[来多几])?(?P<unit>天|日|周|个?星期|个?礼拜|个?月|年)[之以]?(?P<side>前|后))
  | (?P<week>(?P<which>上上个?|上个?|[这本]个?|下下个?|下个?)?(?:(?<![一二两三四五六七八九十几\d])周|星期|礼拜)
        (?P<dow>[一二三四五六日天末1-7])(?![年个至\d福]|到(?:周|星期|礼拜)))
  | (?P<feast>(?P<feastname>双十一|双11(?!\d)|双十二|双12(?!\d)|元旦)(?!期间|活动|价|大促|预售))
  | (?P<rough>(?<![\d.])(?P<month4>\d{{1,2}}|十[一二]?|[一二三四五六七八九])\s?月份?的?(?:[初中底末]|[上中下]旬|(?<=份))
      | (?<![\d一二三四五六七八九十个\s份])(?:上个?|[这本]个?)?月[初中底末]
      | 上个?月|上个?(?:周|星期|礼拜)|前[几两]天|前些天|前阵子)
    """,
    re.VERBOSE,
)

_PERIODS = r"凌晨|清晨|大清早|清早|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|早|晚"
_TIME = re.compile(
    rf"""
    \s?(?P<period>{_PERIODS})?\s?
    (?:(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)
     | (?P<hour2>[01]?\d|2[0-4]|十[一二]?|[一二两三四五六七八九])[点时](?![左前后])(?:多(?![少久]))?
       (?P<minute2>半|一刻|[0-5]\d分?|[二三四五]?十[一二三四五六七八九]?分?)?)
  | \s?(?P<part>{_PERIODS})
    """,
    re.VERBOSE,
)


def _clock(time: re.Match[str], night: str | None) -> str | None:
    """HH:MM, or none where no hour is named or where midnight makes the day doubtful."""
    words = time["hour"] or time["hour2"]
    if words is None:
        return None
    period, hour = time["period"] or (night or ""), _number(words)
    if period == "凌晨" and hour == _TWELVE:
        hour = 0
    if (period in _LATE and hour < 12) or (period == "中午" and hour < 11):
        hour += 12
    small = not {period, night}.isdisjoint(_NIGHT) and _number(words) <= _SMALL_HOURS
    doubtful = hour == 24 or small or _is_midnight(time, night)
    return None if doubtful else f"{hour:02}:{_minute(time['minute'] or time['minute2']):02}"


def _is_midnight(time: re.Match[str], night: str | None) -> bool:
    """Whether 12 at night or 24 o'clock is named: the first hour of the next day."""
    words = time["hour"] or time["hour2"]
    hour = _number(words) if words else None
    return hour == 24 or (hour == _TWELVE and (time["period"] or night or "") in _NIGHT)


_TWELVE = 12
_NIGHT = {"晚上", "夜里", "半夜", "深夜", "晚", "夜"}
_LATE = {"下午", "傍晚"} | _NIGHT - {"半夜"}
_SMALL_HOURS = 5
"""昨晚两点 is no afternoon, and mostly of the day after the one that is named."""


def _minute(words: str | None) -> int:
    if not words:
        return 0
    return {"半": 30, "一刻": 15}.get(words) or _number(words.rstrip("分"))


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(cn2an.cn2an(words, "smart"))
