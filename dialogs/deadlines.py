"""The deadlines that the answers themselves start: the notice's own, the days of a return, the limit of 12315.

Told once when they are known, and told anew, naming the one they replace, when an answer is changed. How days are
counted is known to ``clocks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from dialogs import texts, wording
from dialogs.clocks import (
    ends_at,
    is_length,
    limitation,
    no_reason_return,
    only_once,
    read_deadline,
    read_page,
    refund_after_return,
    span_text,
)
from dialogs.moments import as_moment
from dialogs.playbook_rows import Scenario
from dialogs.status import answers, happened, has_passed, scenario, told_at
from dialogs.talk import Talk
from dialogs.understanding.patterns import WORDS
from dialogs.values import Case, Clock, ClockTold, Json

Told = Mapping[str, Json]

UNDATED = "不知道通知是哪天收到的，先从您告诉我的时候数，真正的截止可能更早："
"""How the reason of a notice's clock begins that was counted from the telling."""

UNSEEN = "现在看不到"
"""The button of who cannot see the notice any more: that nothing is written on it was not said."""

NEAR = timedelta(days=365)
"""The three years of 12315 are named only when their end is this near; before, the date would worry nobody rightly."""

ON_THE_PLATFORM = (None, "platform_order")


def tell(talk: Talk, number: int) -> list[str]:
    """Tell every deadline that the answers of a case start and that was not told yet; the sentences that say so."""
    case = talk.cases[number]
    row = talk.playbook(case).scenarios[scenario(case)]
    told = {what.clock.rule: (event.number, what.clock) for event, what in happened(case, ClockTold) if what.of == 1}
    lines = []
    seen = told_at(case, "notice_deadline")
    since = min(case.events[0].at, seen)
    for clock in (*started(answers(case), row, talk, since=since, seen=seen), *_of_the_order_page(case, row, talk)):
        before, same = told.get(clock.rule, (None, None))
        if same != clock:
            talk.happen(number, ClockTold(1, clock, replaces=before))
            lines.append(wording.clock_line(clock))
    return lines


def started(told: Told, row: Scenario, talk: Talk, *, since: datetime, seen: datetime) -> Iterator[Clock]:
    """The deadlines that answers start, those of the person only while they are to come (a notice's in any case).

    ``since`` is when the complaint was told: from then a notice's period runs at the latest. ``seen`` is when its
    words were told: 还剩2天 and 明天之前 count from then.
    """
    if (notice := _notice(told, talk, since, seen)) is not None:
        yield notice
    for key, make in _BY_ANSWER.items():
        spoils = make is no_reason_return and is_perishable(told)
        if told.get(key) and row.purchase and told.get("how_paid") in ON_THE_PLATFORM and not spoils:
            clock = make(as_moment(str(told[key])))
            if clock.binds == "them" or ends_at(clock) > talk.now:
                yield clock
    known = told.get("received_date") or told.get("pay_date")
    if row.purchase and known:
        clock = limitation(as_moment(str(known)))
        if talk.now < ends_at(clock) < talk.now + NEAR:
            yield clock


def _of_the_order_page(case: Case, row: Scenario, talk: Talk) -> Iterator[Clock]:
    """The cutoff that the order page shows, in the words that were told last, while it is to come."""
    told = answers(case) if row.purchase else {}
    for key in sorted(_PAGE_WORDS.keys() & told.keys(), key=lambda key: told_at(case, key), reverse=True):
        seen, words = told_at(case, key), str(told[key] or "").rpartition("\n")[2]
        clock = read_page(words, seen, talk.rules.calendar, seen=seen, otherwise=_PAGE_WORDS[key])
        if clock is not None and clock.binds == "person":
            if ends_at(clock) > talk.now:
                yield clock
            return


def is_perishable(told: Told) -> bool:
    """Whether what was bought spoils or lives: nobody has to take it back without a reason."""
    return any(WORDS.perishable.search(str(told.get(key) or "")) for key in ("story", "problem"))


def seven_days(received: str, now: datetime) -> Clock | None:
    """The last day to return an online purchase without a reason, while it is to come (消费者权益保护法 25)."""
    clock = no_reason_return(as_moment(received))
    return clock if ends_at(clock) > now else None


def at_once(before: Told, told: Told, row: Scenario | None, talk: Talk) -> list[str]:
    """What is said as soon as an answer tells it, wherever it does: the notice's last day, and that of a return.

    ``before`` and ``told`` are the answers without and with the one at hand: what was said already is not said again.
    """
    if row is None:
        return []
    said = _at_once(before, row, talk)
    return [line for line in _at_once(told, row, talk) if line not in said]


def _at_once(told: Told, row: Scenario, talk: Talk) -> list[str]:
    clock = _notice(told, talk, talk.now, talk.now) if told.get("notice_deadline") else None
    dated = clock is not None and (told.get("notice_date") or not clock.from_telling)
    is_length_ = clock is None and is_length(str(told.get("notice_deadline") or ""))
    lines = on_notice(told, clock, talk.now) if dated or is_length_ else []
    online = row.purchase and told.get("how_paid") in ON_THE_PLATFORM and told.get("bought") != "elsewhere"
    online = online and not is_perishable(told)
    days = seven_days(str(told["received_date"]), talk.now) if online and told.get("received_date") else None
    return [*lines, *([texts.SEVEN_DAYS.format(day=span_text(days))] if days else [])]


def on_notice(told: Told, clock: Clock | None, now: datetime) -> list[str]:
    """What the penalty notice says of time and of tries; ``clock`` is the deadline it states, if it states one."""
    stated = told.get("notice_deadline", "")
    once = [texts.NOTICE_ONCE] if stated and only_once(str(stated)) else []
    if clock is not None:
        to_come = texts.NOTICE_UNDATED if clock.from_telling else texts.NOTICE_DEADLINE
        return [(texts.NOTICE_PASSED if has_passed(clock, now) else to_come).format(end=span_text(clock)), *once]
    if stated == "" or told.get("appeals_left") == "none":
        return []
    if stated is None or stated == UNSEEN:
        return [texts.NOTICE_SILENT if stated is None else texts.NOTICE_UNSEEN]
    length = texts.NOTICE_IS_LENGTH.format(words=wording.shortened(str(stated)))
    return [length if is_length(str(stated)) else texts.NOTICE_UNCLEAR, *once]


def _notice(told: Told, talk: Talk, since: datetime, seen: datetime) -> Clock | None:
    """What the penalty notice states; nothing is assumed where it states nothing.

    Where nobody knows the day it came, its period is counted from the telling, and said to be the latest it can be.
    """
    received, stated = told.get("notice_date"), str(told.get("notice_deadline") or "")

    def counted(start: datetime) -> Clock | None:
        return read_deadline(stated, start, talk.rules.calendar, seen=seen, asked=True)

    if received:
        return counted(as_moment(str(received)))
    latest = counted(since)
    if latest is None or latest == counted(since - timedelta(days=1)):  # it names a day
        return latest
    return replace(latest, why=f"{UNDATED}{latest.why}", from_telling=True)


_PAGE_WORDS: Mapping[str, Literal["them", "person"]] = {"page_status": "person", "extra": "them"}
"""Where the order page's words are told, and whom a date binds there that names nobody's move."""

_BY_ANSWER: Mapping[str, Callable[[datetime], Clock]] = {
    "received_date": no_reason_return,
    "returned_date": refund_after_return,
}
