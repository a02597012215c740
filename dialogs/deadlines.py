"""The deadlines that the answers themselves start: the notice's own, the days of a return, the limit of 12315.

Told once when they are known, and told anew, naming the one they replace, when an answer is changed. How days are
counted is known to ``clocks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from dialogs import texts
from dialogs.clocks import ends_at, limitation, no_reason_return, read_deadline, refund_after_return
from dialogs.moments import as_moment
from dialogs.playbook_rows import Scenario
from dialogs.status import answers, happened, scenario
from dialogs.talk import Talk
from dialogs.values import Clock, ClockTold, Json

Told = Mapping[str, Json]

NEAR = timedelta(days=365)
"""The three years of 12315 are named only when their end is this near; before, the date would worry nobody rightly."""

ON_THE_PLATFORM = (None, "platform_order")


def tell(talk: Talk, number: int) -> list[str]:
    """Tell every deadline that the answers of a case start and that was not told yet; the sentences that say so."""
    case = talk.cases[number]
    row = talk.playbook(case).scenarios[scenario(case)]
    told = {what.clock.rule: (event.number, what.clock) for event, what in happened(case, ClockTold)}
    lines = []
    for clock in started(answers(case), row, talk):
        before, same = told.get(clock.rule, (None, None))
        if same != clock:
            talk.happen(number, ClockTold(1, clock, replaces=before))
            lines.append(texts.clock_line(clock))
    return lines


def started(told: Told, row: Scenario, talk: Talk) -> Iterator[Clock]:
    """The deadlines that answers start, those of the person only while they are to come (a notice's in any case)."""
    if (notice := _notice(told, talk)) is not None:
        yield notice
    for key, make in _BY_ANSWER.items():
        if told.get(key) and row.purchase and told.get("how_paid") in ON_THE_PLATFORM:
            clock = make(as_moment(str(told[key])))
            if clock.binds == "them" or ends_at(clock) > talk.now:
                yield clock
    known = told.get("received_date") or told.get("pay_date")
    if row.purchase and known:
        clock = limitation(as_moment(str(known)))
        if talk.now < ends_at(clock) < talk.now + NEAR:
            yield clock


def seven_days(received: str, now: datetime) -> Clock | None:
    """The last day to return an online purchase without a reason, while it is to come (消费者权益保护法 25)."""
    clock = no_reason_return(as_moment(received))
    return clock if ends_at(clock) > now else None


def _notice(told: Told, talk: Talk) -> Clock | None:
    """What the penalty notice states; nothing is assumed where it states nothing."""
    received, stated = told.get("notice_date"), told.get("notice_deadline")
    if not (received and stated):
        return None
    return read_deadline(str(stated), as_moment(str(received)), talk.rules.calendar, seen=talk.now)


_BY_ANSWER: Mapping[str, Callable[[datetime], Clock]] = {
    "received_date": no_reason_return,
    "returned_date": refund_after_return,
}
