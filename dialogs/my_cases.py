"""My complaints: the list, sorted by what is due next, and the card of one case.

It knows how to say how a case stands; ``status`` knows how it stands.
"""

from __future__ import annotations

import re
from datetime import date

from dialogs import texts, typed, wording
from dialogs.clocks import beijing_day, day_text
from dialogs.doors import handed_in
from dialogs.facts import shown
from dialogs.labels import LABELS, OF_A_CASE, every, labelled
from dialogs.outcomes import is_answer, is_silence, told_to_have_come
from dialogs.status import Stage, answers, exhibits, happened, latest, next_date, scenario, stage
from dialogs.talk import Talk, anywhere, card
from dialogs.values import (
    Answered,
    Button,
    Case,
    Chased,
    ClockTold,
    Closed,
    Draft,
    Event,
    Exhibited,
    Opened,
    Reopened,
    Submitted,
)
from dialogs.waiting import can_be_chased

VERBS: dict[Stage, dict[str, str]] = {
    "to_send": labelled("text", "sent", "photos", "more", "fix", "drop"),
    "waiting": labelled("answered", "chase", "photos", "fix", "drop"),
    "chase": labelled("chase", "answered", "drop"),
    "chased": labelled("answered", "chase", "photos", "drop", chase="再催一催"),
    "answered": labelled("text", "sent", "photos", "drop", text="看下一步的文字", sent="我又交了", photos="加新的截图"),
    "closed": labelled("reopen"),
}
"""What can be pressed on a case's card, by where it stands."""

SAID: dict[str, str] = {label: verb for verb in OF_A_CASE for label in every(verb)} | {
    "交了": "sent",
    "已经交了": "sent",
    "回复了": "answered",
    "催一催": "chase",
    "催一下": "chase",
}
"""What people type instead of pressing it."""

KEPT = "said"
"""The argument of a button under the question what words that were kept belong to."""

_I = r"(?:我|还|也|想|要|再|去|帮|有)*"

_SAYINGS: dict[str, re.Pattern[str]] = {
    verb: re.compile(pattern, re.DOTALL)
    for verb, pattern in {
        "chase": rf"{_I}催(?:一催|催)?(?:他们)?",
        "drop": r"(?:[^，,。]{1,8}[，,\s])?(?:算了|我|那|[，,\s])*(?:不想?[追弄搞]|放弃|不投诉)了",
        "photos": rf"{_I}[加补发传](?:几张|一张|点|一些|新的)?(?:截图|照片|图片|图|证据|录屏)",
        "more": rf"{_I}(?:补充|[加说](?:一句|两句|几句|一点))(?:一句|一点|情况)?(?:（还有\d+题）)?"
        r"(?:[，,。：:；\s]*(?:说|结果)?是?[，,：:\s]*(?P<words>.+))?",
        "text": r"(?:再|重新|给我|发我|看看?|一遍|一份)*(?:文字|信)(?:呢|再?发(?:我|一遍)*|给我)?",
    }.items()
}
"""What else people say in other words; ``words`` is what is told with it."""


def meant(text: str) -> tuple[str, str] | None:
    """The verb that a message names, and what it tells beside; none where it names none or is a question.

    Of ``silent`` there is no button: nothing has come.
    """
    if typed.asks_back(text):
        return None
    bare = typed.bare(text)
    for whole in (typed.unmarked(text), bare):
        if whole in SAID:
            return SAID[whole], ""
    if (answer := told_to_have_come(bare)) is not None:
        return "answered", answer
    if is_silence(bare):
        return "silent", ""
    found = ((verb, pattern.fullmatch(bare)) for verb, pattern in _SAYINGS.items())
    told = next(((verb, match.groupdict().get("words") or "") for verb, match in found if match), None)
    if told is not None and not (told[1] and is_answer(text)):  # 要我补充原视频 is what they want
        return told
    return ("sent", text.strip()) if handed_in(text) else None


def news(text: str) -> tuple[str, str] | None:
    """The verb that a message names, or their answer where the whole of it plainly is one."""
    return meant(text) or (("answered", text.strip()) if is_answer(text) else None)


def kept(number: int, *verbs: str, **others: str) -> tuple[Button, ...]:
    """Buttons for the words that are kept: no other press takes them along."""
    buttons = card(number, *verbs, **others)
    return tuple(Button(f"{b.id}:{KEPT}" if number else b.id, b.label) for b in buttons)


def show_all(talk: Talk) -> None:
    """The list, what is due first on top, finished ones last."""
    put_down = _put_down(talk)
    if not talk.cases and talk.front is not None:
        talk.say(texts.ONLY_A_DRAFT, *anywhere("goon"), *put_down)
        return
    if not talk.cases:
        talk.say(texts.NO_CASES, *put_down, *anywhere(new=texts.TELL_US))
        return
    ordered = sorted(talk.cases.values(), key=lambda case: (next_date(case, talk.now) or date.max, case.number))
    lines = [texts.MY_CASES, *(_line(talk, case) for case in ordered)]
    buttons = tuple(b for case in ordered[:8] for b in card(case.number, case=f"看第{case.number}件"))
    talk.say("\n".join(lines), *buttons, *put_down, *anywhere("new"))


def _put_down(talk: Talk) -> tuple[Button, ...]:
    """What was put down before it was a case: the only one, or each of several by its name."""
    told = [draft for draft in talk.person.set_aside if draft.case is not None and draft.case < 0]
    if len(told) < 2:
        return anywhere("resume") if talk.person.set_aside else ()
    return tuple(Button(f"resume:{draft.case}", texts.RESUME_IT.format(name=_told_of(talk, draft))) for draft in told)


def _told_of(talk: Talk, draft: Draft) -> str:
    """抖音 · 商品质量, or the first words of what was told."""
    book, told = talk.rules.playbooks[str(draft.answers.get("platform"))], draft.answers
    row = book.scenarios.get(str(told.get("scenario")))
    if row is None:
        return wording.shortened(str(told.get("story") or texts.UNTOLD), 16)
    name = told.get("platform_name") if told.get("platform") == "other" else told.get("platform") and book.name
    return f"{name} · {row.short}" if name else row.short


def show(talk: Talk, number: int) -> None:
    """One case: how it stands, whose move it is, what happened, what to press."""
    case = talk.cases[number]
    book, told = talk.playbook(case), answers(case)
    rows = [(book.question(scenario(case), key), told[key]) for key in told if key in book.questions]
    facts = [f"· {row.label}：{shown(row, str(value))}" for row, value in rows if value and row.kind != "do"]
    lines = [
        f"第{number}件　{wording.case_name(case, talk.rules.playbooks)}",
        wording.standing(case, talk.now),
        *(["", "您说的：", *facts] if facts else []),
        "",
        "经过：",
        *_timeline(talk, case),
    ]
    talk.say("\n".join(lines), *card(number, **_pressable(talk, case), rules=LABELS["rules"]))


def open_cases(talk: Talk) -> list[int]:
    """The numbers of the cases that are not closed."""
    return [number for number, case in talk.cases.items() if stage(case, talk.now) != "closed"]


def stand(talk: Talk, before: str = "") -> None:
    """How things stand and what can be done: of the only open case at once, else the list."""
    numbers = open_cases(talk)
    if len(numbers) != 1:
        show_all(talk)
        return
    case = talk.cases[numbers[0]]
    verbs = card(case.number, **_pressable(talk, case))
    talk.say("\n".join(filter(None, (before, _line(talk, case)))), *verbs, *anywhere(new=texts.A_NEW_MATTER))


def ask_what(talk: Talk, number: int) -> None:
    """What words that were kept are to one case."""
    case = talk.cases[number]
    sent = ("sent",) if "sent" in VERBS[stage(case, talk.now)] else ()
    labels = labelled(*sent, "answered", "more", "fix", answered=texts.WORDS_ANSWERED, more=texts.WORDS_MORE)
    talk.say(
        f"{_line(talk, case)}\n\n{texts.WHAT_OF_IT}",
        *kept(number, **{verb: f"第{number}件：{label}" for verb, label in labels.items()}),
        *anywhere(new=texts.A_NEW_MATTER),
    )


def _pressable(talk: Talk, case: Case) -> dict[str, str]:
    """The verbs of its card; who was only called cannot be chased."""
    verbs = VERBS[stage(case, talk.now)]
    return {verb: label for verb, label in verbs.items() if verb != "chase" or can_be_chased(talk, case)}


def _line(talk: Talk, case: Case) -> str:
    name = wording.case_name(case, talk.rules.playbooks)
    return f"第{case.number}件　{name}\n　　{wording.standing(case, talk.now)}"


def _timeline(talk: Talk, case: Case) -> list[str]:
    rows = [(event, text) for event, _ in happened(case, object) if (text := _what(talk, case, event))]
    if count := len(exhibits(case)):
        last = [event for event, _ in happened(case, Exhibited)][-1]
        rows.append((last, f"收了{count}份截图和照片（{wording.exhibit_span([e.number for e in exhibits(case)])}）"))
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
            return wording.handed(doors[door]) + (f"（{beside}）" if beside else "")
        case ClockTold(clock=clock) if latest(case, ClockTold) == (event, event.what):
            return wording.clock_line(clock)
        case Chased():
            return "催过一次"
        case Answered(text=text, outcome=outcome):
            return f"他们答复：{wording.shortened(text, 60) or texts.OUTCOMES[outcome]}"
        case Closed(why=why):
            return "解决了" if why == "settled" else "不追了"
        case Reopened():
            return "接着追"
        case _:
            return ""
