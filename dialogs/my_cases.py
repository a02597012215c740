"""My complaints: the list, sorted by what is due next, and the card of one case.

It knows how to say how a case stands; ``status`` knows how it stands.
"""

from __future__ import annotations

from datetime import date

from dialogs import texts
from dialogs.clocks import beijing_day, day_text
from dialogs.facts import shown
from dialogs.status import Stage, answers, exhibits, happened, latest, next_date, scenario, stage
from dialogs.talk import Talk, card
from dialogs.values import (
    Answered,
    Button,
    Case,
    Chased,
    ClockTold,
    Closed,
    Event,
    Exhibited,
    Opened,
    Reopened,
    Submitted,
)
from dialogs.waiting import can_be_chased

VERBS: dict[Stage, dict[str, str]] = {
    "to_send": {
        "text": "看文字",
        "sent": "我交了",
        "photos": "加截图和照片",
        "more": "补充情况",
        "fix": "改前面说的",
        "drop": "不追了",
    },
    "waiting": {
        "answered": "已经回复了",
        "chase": "去催一催",
        "photos": "加截图和照片",
        "fix": "改前面说的",
        "drop": "不追了",
    },
    "chase": {"chase": "去催一催", "answered": "已经回复了", "drop": "不追了"},
    "chased": {"answered": "已经回复了", "chase": "再催一催", "photos": "加截图和照片", "drop": "不追了"},
    "answered": {"text": "看下一步的文字", "sent": "我又交了", "photos": "加新的截图", "drop": "不追了"},
    "closed": {"reopen": "又想追了"},
}
"""What can be pressed on a case's card, by where it stands."""

SAID: dict[str, str] = {label: verb for verbs in VERBS.values() for verb, label in verbs.items()} | {
    "交了": "sent",
    "已经交了": "sent",
    "回复了": "answered",
    "有回音了": "answered",
    "催一催": "chase",
    "催一下": "chase",
}
"""What people type instead of pressing it."""


def show_all(talk: Talk) -> None:
    """The list, what is due first on top, finished ones last."""
    if not talk.cases and talk.front is not None:
        talk.say(texts.ONLY_A_DRAFT, Button("goon:0", "接着刚才的"))
        return
    if not talk.cases:
        talk.say(texts.NO_CASES, Button("new:0", "说说发生了什么"))
        return
    ordered = sorted(talk.cases.values(), key=lambda case: (next_date(case, talk.now) or date.max, case.number))
    lines = [texts.MY_CASES, *(_line(talk, case) for case in ordered)]
    buttons = tuple(b for case in ordered[:8] for b in card(case.number, case=f"看第{case.number}件"))
    talk.say("\n".join(lines), *buttons, Button("new:0", "新的投诉"))


def show(talk: Talk, number: int) -> None:
    """One case: how it stands, whose move it is, what happened, what to press."""
    case = talk.cases[number]
    book, told = talk.playbook(case), answers(case)
    rows = [(book.question(scenario(case), key), told[key]) for key in told if key in book.questions]
    facts = [f"· {row.label}：{shown(row, str(value))}" for row, value in rows if value and row.kind != "do"]
    lines = [
        f"第{number}件　{texts.case_name(case, talk.rules.playbooks)}",
        texts.standing(case, talk.now),
        *(["", "您说的：", *facts] if facts else []),
        "",
        "经过：",
        *_timeline(talk, case),
    ]
    verbs = VERBS[stage(case, talk.now)]
    pressable = {verb: label for verb, label in verbs.items() if verb != "chase" or can_be_chased(talk, case)}
    talk.say("\n".join(lines), *card(number, **pressable))


def _line(talk: Talk, case: Case) -> str:
    name = texts.case_name(case, talk.rules.playbooks)
    return f"第{case.number}件　{name}\n　　{texts.standing(case, talk.now)}"


def _timeline(talk: Talk, case: Case) -> list[str]:
    rows = [(event, text) for event in case.events if (text := _what(talk, case, event))]
    if count := len(exhibits(case)):
        last = [event for event, _ in happened(case, Exhibited)][-1]
        rows.append((last, f"收了{count}份截图和照片（{texts.exhibit_span([e.number for e in exhibits(case)])}）"))
    rows.sort(key=lambda row: row[0].number)
    return [f"· {day_text(beijing_day(event.at))}　{text}" for event, text in rows]


def _what(talk: Talk, case: Case, event: Event) -> str:
    doors = talk.playbook(case).destinations
    match event.what:
        case Opened():
            return f"开始：{talk.playbook(case).scenarios[scenario(case)].name}"
        case Submitted(destination=door, ticket=ticket, when=when):
            day = beijing_day(when)
            late = f"{day_text(day)}的事" if day != beijing_day(event.at) else ""
            beside = "，".join(filter(None, (late, f"编号 {ticket}" if ticket else "")))
            return texts.handed(doors[door]) + (f"（{beside}）" if beside else "")
        case ClockTold(clock=clock) if latest(case, ClockTold) == (event, event.what):
            return texts.clock_line(clock)
        case Chased():
            return "催过一次"
        case Answered(text=text):
            return f"他们答复：{texts.shortened(text, 60) or '（没有原话）'}"
        case Closed(why=why):
            return "解决了" if why == "settled" else "不追了"
        case Reopened():
            return "接着追"
        case _:
            return ""
