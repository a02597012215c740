"""“我交了”: where, when, under which number, and when they said they would answer; from it the clock.

It knows which window belongs to which door; how days are counted is known to ``clocks``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dialogs import texts, typed
from dialogs.clocks import (
    ANSWER,
    BEIJING,
    BUILT_IN,
    Calendar,
    accept_12315,
    beijing_day,
    ends_at,
    own_date,
    page_window,
    read_page,
    report_12315,
    service_window,
    urgent_window,
)
from dialogs.handing_over import doors_for
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.moments import as_moment, names_the_hour, why_not
from dialogs.status import answers, scenario, text_for
from dialogs.talk import Talk, card, choice
from dialogs.understanding.dates import read_date
from dialogs.values import Button, Case, Clock, ClockTold, Draft, Json, Reply, Said, Submitted, Written

NO_DATE = "none"

NEEDS_NO_WHY = ("own", "page", "cutoff")
"""Clocks whose own line says already where the date comes from."""

ORDER_PAGE = "after_sales"
"""The door whose page shows a countdown."""

MAX_TICKET = 60
"""Characters of a number they gave."""

_GIVEN = r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*"
_NUMBERED = re.compile(rf"(?:编号|单号|受理号|流水号|工单号?)[是为叫:：\s]*(?=[A-Za-z-]{{0,9}}\d)({_GIVEN})")
_NUMBER = re.compile(rf"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\d)({_GIVEN})(?![A-Za-z0-9])")
_LONG_ENOUGH = 4
"""Characters from which a number in a sentence can be one they gave; 24小时 is none."""
_NONE_GIVEN = re.compile(
    r"(?:没|不|未|还没)有?(?:给|发|收到|看到|说|提供|写)?[^，。,]{0,3}(?:编号|单号|号码?|工单)|^(?:没|未)(?:给|发|说)"
)


class Where(Question):
    """The door it was handed in at."""

    key = "where"
    label = "交到哪里"

    def ask(self, so_far: SoFar) -> Reply:
        assert so_far.case is not None
        offered = doors_for(so_far.case, so_far.playbook)
        return Reply(texts.WHERE, choice({key: so_far.playbook.destinations[key].name for key in offered}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(said.button)
        part = typed.unmarked(said.text)
        named = [b.id for b in self.ask(so_far).buttons if len(part) > 1 and part in b.label]
        return Answer(named[0]) if len(named) == 1 else Again(texts.PRESS_ONE)

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value in so_far.playbook.destinations


class When(Question):
    """The moment it was handed in; never assumed, never in the future."""

    key = "when"
    label = "什么时候交的"

    def ask(self, so_far: SoFar) -> Reply:
        if _by_the_hour(so_far):
            return Reply(texts.WHEN_EXACTLY, choice({"now": "刚刚"}))
        return Reply(texts.WHEN, choice({"now": "刚刚", "today": "今天早些时候", "yesterday": "昨天"}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        said_at = said.at.astimezone(BEIJING)
        match said.button:
            case "now":
                return Answer(said_at.isoformat(timespec="minutes"))
            case "today":
                return Answer(said_at.date().isoformat())
            case "yesterday":
                return Answer((said_at.date() - timedelta(days=1)).isoformat())
        read = read_date(said.text, said.at)
        if read is None:
            return Again(texts.NOT_A_DATE)
        if _by_the_hour(so_far) and not names_the_hour(read):
            return Again(texts.NEEDS_THE_HOUR)
        year_ago = so_far.now - timedelta(days=366)
        why = why_not(read, so_far.now, texts.SENT_IN_FUTURE, year_ago, texts.SENT_LONG_AGO)
        return Again(why) if why else Answer(read)


class Ticket(Question):
    """The number they gave, if they gave one."""

    key = "ticket"
    label = "受理编号"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.TICKET, (Button("none", "没有编号"),))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button or typed.skips(said.text):
            return Answer(None)
        text = said.text.strip()
        if len(text) > MAX_TICKET:
            return Again(texts.TICKET_TOO_LONG)
        if (given := _given(text)) is not None:
            return Answer(given)
        return Answer(None) if _NONE_GIVEN.search(text) else Again(texts.NO_TICKET)


class PageSays(Question):
    """When the page said they would answer; only where no usual window is known."""

    key = "page_says"
    label = "页面写的回复时间"

    def needed(self, so_far: SoFar) -> bool:
        where = so_far.playbook.destinations.get(str(so_far.draft.answers.get("where")))
        return where is not None and where.window in ("page", "none")

    def ask(self, so_far: SoFar) -> Reply:
        today = beijing_day(so_far.now)
        days = {(today + timedelta(days=n)).isoformat(): f"没写，{n}天后提醒我" for n in (3, 7)}
        asked = texts.ORDER_PAGE_SAYS if so_far.draft.answers.get("where") == ORDER_PAGE else texts.PAGE_SAYS
        return Reply(asked, (*choice(days), Button(NO_DATE, "不用提醒")))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(None if said.button == NO_DATE else {"day": said.button, "stated": False})
        if typed.skips(said.text):
            return Again(texts.PICK_A_DAY)
        sent = as_moment(str(so_far.draft.answers.get("when") or said.at.isoformat()))
        clock = promised(said.text, sent, said.at)
        if clock is None:
            return Again(texts.NOT_A_DATE)
        if ends_at(clock) <= so_far.now:
            return Again(texts.DATE_GONE)
        if "提醒" in said.text:
            return Answer({"day": clock.latest.isoformat(), "stated": False})
        seen = said.at.isoformat()
        return Answer({"day": clock.latest.isoformat(), "stated": True, "words": said.text, "seen": seen})


class Submitting(Interview):
    """The person has handed a text in."""

    name = "submitting"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        return (Where(), When(), Ticket(), PageSays())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record it with the exact text, and tell the clock with how it was counted."""
        assert draft.case is not None
        case = talk.cases[draft.case]
        told = draft.answers
        sent_at = as_moment(str(told["when"]))
        given = text_for(case, str(told["where"])) or Written(str(told["where"]), "")
        what = Submitted(given.destination, sent_at, told["ticket"], given.text, given.exhibits)
        event = talk.happen(draft.case, what)
        clock = window(talk, case, what, told.get("page_says"))
        clocks = [clock, *_afterwards(clock)] if clock is not None else []
        for clock in clocks:
            talk.happen(draft.case, ClockTold(event.number, clock))
        _confirm(talk, draft.case, what, clocks)


def window(talk: Talk, case: Case, what: Submitted, page_says: Json) -> Clock | None:
    """The window of a submission: the usual one, that of the law, or what the page or the person says."""
    book, calendar = talk.playbook(case), talk.rules.calendar
    match book.destinations[what.destination].window:
        case "service":
            urgent = book.scenarios[scenario(case)].has_24_hours(answers(case))
            return urgent_window(what.when) if urgent else service_window(what.when, calendar)
        case "12315":
            return accept_12315(what.when, calendar)
        case "12315_report":
            return report_12315(what.when, calendar)
    if page_says is None:
        return None
    day = date.fromisoformat(page_says["day"])
    if not page_says["stated"]:
        return own_date(day)
    words, seen = page_says.get("words", ""), page_says.get("seen")
    return (promised(words, what.when, as_moment(seen), calendar) if seen else None) or page_window(day)


def promised(text: str, since: datetime, at: datetime, calendar: Calendar = BUILT_IN) -> Clock | None:
    """What they said of time: until when they answer, or until when it is the person's move; None if nothing.

    Periods run from ``since``, countdowns and named days are read as of ``at``, when it was told.
    """
    clock = read_page(text, since, calendar, seen=at, otherwise="them")
    read = read_date(text, at, future=True) if clock is None and len(text) <= ANSWER else None
    return clock or (page_window(as_moment(read).date()) if read else None)


def _afterwards(clock: Clock) -> list[Clock]:
    """After the end of what the person was given to do, nobody else's date would bring the case up again."""
    return [own_date(clock.latest + timedelta(days=1))] if clock.binds == "person" else []


def _confirm(talk: Talk, number: int, what: Submitted, clocks: Sequence[Clock]) -> None:
    book = talk.playbook(talk.cases[number])
    lines = [texts.SUBMITTED.format(handed=texts.handed(book.destinations[what.destination]))]
    if not clocks:
        lines.append(texts.NO_CLOCK)
    else:
        for clock in clocks:
            lines += [texts.clock_line(clock), *([clock.why] if clock.rule not in NEEDS_NO_WHY else [])]
        lines.append(texts.WILL_ASK_THEN if clocks[-1].rule == "own" else texts.WILL_ASK)
        if talk.desk.channel == "web":
            lines.append(texts.WEB_CANNOT_CALL)
    talk.say("\n".join(lines), *card(number, "case", "answered"))


def _given(text: str) -> str | None:
    """The number in what was said: the one called so, a number by itself, or the only long one of a sentence."""
    if called := _NUMBERED.search(text):
        return called[1]
    if re.fullmatch(r"[A-Za-z0-9 _-]*\d[A-Za-z0-9 _-]*", text):
        return text
    numbers: list[str] = [found for found in _NUMBER.findall(text) if len(found) >= _LONG_ENOUGH]
    if _NONE_GIVEN.search(text) or not numbers:
        return None
    if len(numbers) == 1:
        return numbers[0]
    return text if text.endswith("号") else None


def _by_the_hour(so_far: SoFar) -> bool:
    """Whether the window is counted in hours, so that a day alone will not do."""
    where = so_far.playbook.destinations.get(str(so_far.draft.answers.get("where")))
    urgent = so_far.scenario is not None and so_far.scenario.has_24_hours(so_far.answers)
    return urgent and where is not None and where.window == "service"


SUBMITTING = Submitting()
