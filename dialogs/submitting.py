"""“我交了”: where, when, under which number, and when they said they would answer; from it the clock.

It is recorded, with the usual date, as soon as place and time are known; what is told after that mends it. Which date
that is, is known to ``their_time``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from dialogs import asides, collecting, texts, tickets, typed, wording
from dialogs.clocks import (
    BEIJING,
    beijing_day,
    ends_at,
)
from dialogs.doors import door_named, points_back, told_beside
from dialogs.handing_over import doors_for
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind, next_question
from dialogs.moments import as_moment, names_the_hour, why_not
from dialogs.status import happened, latest, text_for, told_clocks
from dialogs.talk import RECORDED, Talk, card, choice
from dialogs.their_time import OWN_DAYS, afterwards, own, stated, usual_day, window
from dialogs.understanding.dates import read_date
from dialogs.values import Amended, Button, Clock, ClockTold, Draft, Json, Reply, Said, Submitted, Written
from dialogs.waiting import will_ask

NO_DATE = "none"

NEEDS_NO_WHY = ("own", "page", "cutoff")
"""Clocks whose own line says already where the date comes from."""

ORDER_PAGE = "after_sales"
"""The door whose page shows a countdown."""

MAX_TICKET = 60
"""Characters of a number they gave."""

_NO_DAY = re.compile("[没未]有?(?:写|说|给|显示|告诉)(?:我|明|是|要)*(?:几天|多久|时间|日期|哪天|什么时候|期限|日子)")
"""That they named no day, told beside something else: 没编号 没写几天."""

_JUST = re.compile("刚(?!收到|买)")
_ANY_DAY = re.compile("(?:都|就|你|您)?(?:随便|都行|都可以|默认|随你|看着办|定|你定|没写?)(?:吧|的|了)?")


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
        door = named[0] if len(named) == 1 else door_named(said.text, so_far.playbook.destinations)
        written = latest(so_far.case, Written) if so_far.case is not None and points_back(said.text) else None
        door = written[1].destination if written is not None else door
        also = _told_beside(said, so_far, door)
        return Answer(door, also) if door else Again(asides.answer_to(said.text) or texts.PRESS_ONE, also)

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
        beside = told_beside(said.text)
        read = read_date(said.text.replace(beside, ""), said.at) if beside else read_date(said.text, said.at)
        if read is None and _JUST.search(said.text):
            read = said_at.isoformat(timespec="minutes")
        if read is None:
            return Again(texts.NOT_A_DATE, _page_says(said, so_far))
        if _by_the_hour(so_far) and not names_the_hour(read):
            return Again(texts.NEEDS_THE_HOUR)
        year_ago = so_far.now - timedelta(days=366)
        why = why_not(read, so_far.now, texts.SENT_IN_FUTURE, year_ago, texts.SENT_LONG_AGO)
        return Again(why) if why else Answer(read, {**_number_in(said.text), **_page_says(said, so_far)})

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return not _by_the_hour(so_far) or names_the_hour(str(value))


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
        given, says = tickets.given(text), _page_says(said, so_far)
        if given is None and not says and not tickets.none_given(text):
            return Again(asides.answer_to(text) or texts.NO_TICKET)
        return Answer(given, says)


class PageSays(Question):
    """When they said that they would answer; asked only where no usual window is known."""

    key = "page_says"
    label = "页面写的回复时间"

    def needed(self, so_far: SoFar) -> bool:
        where = so_far.playbook.destinations.get(str(so_far.draft.answers.get("where")))
        return where is not None and where.window in ("page", "none")

    def ask(self, so_far: SoFar) -> Reply:
        days = {(beijing_day(so_far.now) + timedelta(days=n)).isoformat(): f"没写，{n}天后提醒我" for n in OWN_DAYS}
        asked = texts.ORDER_PAGE_SAYS if so_far.draft.answers.get("where") == ORDER_PAGE else texts.PAGE_SAYS
        return Reply(asked, (*choice(days), Button(NO_DATE, "不用提醒")))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(None if said.button == NO_DATE else own(said.button))
        if typed.skips(said.text) or _ANY_DAY.fullmatch(typed.unmarked(said.text)):
            return Answer(own(usual_day(so_far.now)))
        clock = stated(said.text, str(so_far.draft.answers.get("when") or said.at.isoformat()), said.at)
        if clock is None:
            return Again(asides.answer_to(said.text) or texts.NOT_A_DATE)
        if ends_at(clock) <= so_far.now:
            return Again(texts.DATE_GONE)
        if "提醒" in said.text:
            return Answer(own(clock.latest.isoformat()))
        seen = said.at.isoformat()
        return Answer({"day": clock.latest.isoformat(), "stated": True, "words": said.text, "seen": seen})


class Submitting(Interview):
    """The person has handed a text in."""

    name = "submitting"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        return (Where(), When(), Ticket(), PageSays())

    def keep(self, talk: Talk, draft: Draft) -> str:
        """Once place and time are known nothing of it can be lost, whatever comes of the questions that are left."""
        question = next_question(self, bind(talk, draft))
        if question is None or question.key in ("where", "when"):
            return ""
        first = RECORDED not in draft.answers
        what, place = _record(talk, draft)
        talk.put(replace(draft, answers={**draft.answers, RECORDED: place}))
        handed = wording.handed(talk.playbook(talk.cases[draft.case or 0]).destinations[what.destination])
        return texts.SUBMITTED.format(handed=handed) if first else ""

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record it with the exact text, with what was photographed meanwhile, and tell the clock with its why."""
        assert draft.case is not None
        what, place = _record(talk, draft)
        added = collecting.attach(talk, draft.case, loose=_is_alone(talk)) if talk.person.tray else []
        clocks = [told.clock for _, told in told_clocks(talk.cases[draft.case]) if told.of == place]
        _confirm(talk, draft.case, what, clocks, added)


def _record(talk: Talk, draft: Draft) -> tuple[Submitted, int]:
    """Record what is known, or mend what was recorded; its clocks are told where they are new. What, and its number."""
    assert draft.case is not None
    case, told, place = talk.cases[draft.case], draft.answers, draft.answers.get(RECORDED)
    before = next((sent for event, sent in happened(case, Submitted) if event.number == place), None)
    door, sent_at, ticket = str(told["where"]), as_moment(str(told["when"])), told.get("ticket")
    given = before if before and before.destination == door else text_for(case, door) or Written(door, "")
    what = Submitted(door, sent_at, ticket, given.text, given.exhibits, place)
    if before is None or replace(what, replaces=before.replaces) != before:
        event = talk.happen(draft.case, what)
        place = place or event.number
    assert place is not None
    moved = before is None or (before.destination, before.when) != (door, sent_at)
    if moved or "page_says" in told:
        clock = window(talk, case, told)
        _tell(talk, draft.case, place, [clock, *afterwards(clock)] if clock is not None else [])
    return what, place


def _tell(talk: Talk, number: int, place: int, clocks: Sequence[Clock]) -> None:
    """These clocks of a submission, in place of those that stood for it."""
    standing = [pair for pair in told_clocks(talk.cases[number]) if pair[1].of == place]
    for clock, before in zip_longest(clocks, standing):
        replaces = before[0].number if before is not None else None
        if clock is None:
            talk.happen(number, Amended({}, replaces))
        elif before is None or before[1].clock != clock:
            talk.happen(number, ClockTold(place, clock, replaces))


def _confirm(talk: Talk, number: int, what: Submitted, clocks: Sequence[Clock], added: Sequence[int]) -> None:
    book = talk.playbook(talk.cases[number])
    lines = [texts.SUBMITTED.format(handed=wording.handed(book.destinations[what.destination]))]
    if added:
        lines.append(texts.EXHIBITS_ADDED.format(span=wording.exhibit_span(added)))
    if not clocks:
        lines.append(texts.NO_CLOCK)
    else:
        for clock in clocks:
            lines += [wording.clock_line(clock), *([clock.why] if clock.rule not in NEEDS_NO_WHY else [])]
        lines.append(will_ask(talk, texts.WILL_ASK_THEN if clocks[-1].rule == "own" else texts.WILL_ASK))
    turn_on = (Button("remind:1", texts.REMIND_ME),) if clocks and talk.person.reminders_off else ()
    talk.say("\n".join(lines), *turn_on, *card(number, "case", "answered"))


def _is_alone(talk: Talk) -> bool:
    """Whether no new complaint is being told beneath: what was sent to that one stays with it."""
    return not any(draft.case is None for draft in talk.person.drafts)


def _told_beside(said: Said, so_far: SoFar, door: str | None) -> dict[str, Json]:
    """What words that tell where say beside: when, under which number or none, until when they answer."""
    there = _with(so_far, {"where": door})
    taken = When().take(there, said)
    told = {**_number_in(said.text), **({"when": taken.value} if isinstance(taken, Answer) else {})}
    return told | (_page_says(said, _with(there, told)) if door else {})


def _number_in(text: str) -> dict[str, Json]:
    """The number that words call so, or that there is none; nothing where they say neither."""
    number = tickets.called(text)
    return {"ticket": number} if number or tickets.none_given(text) else {}


def _page_says(said: Said, so_far: SoFar) -> dict[str, Json]:
    """The date by which they will answer, told beside another answer; or that they named none, where it is asked."""
    asked, words = PageSays().needed(so_far), told_beside(said.text)
    if asked and _NO_DAY.search(said.text):
        return {PageSays.key: own(usual_day(so_far.now))}
    taken = PageSays().take(so_far, replace(said, text=words)) if words else None
    stated = isinstance(taken, Answer) and taken.value is not None and taken.value["stated"]
    return {PageSays.key: taken.value} if isinstance(taken, Answer) and (asked or stated) else {}


def _with(so_far: SoFar, told: Mapping[str, Json]) -> SoFar:
    return replace(so_far, draft=replace(so_far.draft, answers={**so_far.draft.answers, **told}))


def _by_the_hour(so_far: SoFar) -> bool:
    """Whether the window is counted in hours, so that a day alone will not do."""
    where = so_far.playbook.destinations.get(str(so_far.draft.answers.get("where")))
    urgent = so_far.scenario is not None and so_far.scenario.has_24_hours(so_far.answers)
    return urgent and where is not None and where.window == "service"


SUBMITTING = Submitting()
