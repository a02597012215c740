"""``take_turn``: one thing said and what it leads to; a pure function of the desk, the rules and the moment.

It knows the global words, the open interview and the cards; what any of them says lies in the file of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from dialogs import alarms, collecting, handing_over, my_cases, my_data, supplementing, texts, typed, waiting
from dialogs.collecting import COLLECTING
from dialogs.conversing import advance, answer, back, change, press, take
from dialogs.filing import FILING
from dialogs.hearing import HEARING
from dialogs.interview import forget
from dialogs.rewriting import REWRITING
from dialogs.status import Stage, stage
from dialogs.submitting import SUBMITTING
from dialogs.supplementing import SUPPLEMENTING
from dialogs.talk import Rules, Talk, card
from dialogs.understanding import understand
from dialogs.values import Button, Desk, Draft, Said, Turn


def take_turn(desk: Desk, said: Said, rules: Rules, now: datetime) -> Turn:
    """What one thing said leads to. Reads no clock, no file, no network, and draws no id and no chance."""
    talk = Talk(desk, said, rules, now)
    if said.masked:
        talk.say(texts.masked(said.masked))
    _HEAR[said.kind](talk)
    return talk.turn(waiting.wanted)


# Text ------------------------------------------------------------------------------------------------------------


def _text(talk: Talk) -> None:
    word, _, rest = talk.said.text.strip().partition(" ")
    command = _COMMANDS.get(word.split("@")[0].lower()) if word.startswith("/") or not rest else None
    if command is not None:
        command(talk, rest.strip())
        return
    talk.remember(collecting=False)
    talk.read = understand(talk.said.text, talk.said.at, talk.rules.playbooks)
    if not alarms.heed(talk, talk.read):
        if not (_card_in_words(talk) or _small_talk(talk)):
            _answer_or_begin(talk)
    elif talk.front is None and alarms.KEEP & set(talk.read.alarms):
        _begin(talk)
        take(talk, talk.said)


def _card_in_words(talk: Talk) -> bool:
    """Where nothing is being asked, the typed label of a card's button is that button pressed."""
    said, place = talk.said.text.strip(" ，。"), typed.ordinal(talk.said.text)
    if talk.front is not None or (said not in my_cases.SAID and place not in talk.cases):
        return False
    if place is not None:
        my_cases.show(talk, place)
        return True
    verb = my_cases.SAID[said]
    numbers = [n for n, case in talk.cases.items() if verb in my_cases.VERBS[stage(case, talk.now)]]
    if len(numbers) == 1:
        _OF_A_CASE[verb](talk, numbers[0], "")
    elif numbers:
        names = {n: texts.case_name(talk.cases[n], talk.rules.playbooks) for n in numbers}
        talk.say(texts.WHICH_CASE, *(Button(f"{verb}:{n}", f"第{n}件　{name}") for n, name in names.items()))
    else:
        my_cases.show_all(talk)
    return True


def _small_talk(talk: Talk) -> bool:
    """Thanks, a greeting or a picture begins no complaint."""
    if talk.front is not None or not typed.tells_nothing(talk.said.text):
        return False
    if talk.cases:
        talk.say(texts.ALL_KEPT, Button("cases:0", "看我的投诉"), Button("new:0", "新的投诉"))
    else:
        _start(talk, "")
    return True


def _answer_or_begin(talk: Talk) -> None:
    if talk.front is None:
        _begin(talk)
    answer(talk, talk.said)


def _begin(talk: Talk) -> None:
    """A new complaint; what was said is its story, so the question for it need not be put."""
    talk.open(Draft(FILING.name))


def _start(talk: Talk, rest: str) -> None:
    if talk.front is None:
        _begin(talk)
        advance(talk, texts.WELCOME)
    else:
        advance(talk, texts.WHERE_WE_WERE)


def _new(talk: Talk, rest: str) -> None:
    talk.remember(drafts=tuple(d for d in talk.person.drafts if d.interview != FILING.name))
    _begin(talk)
    advance(talk)


def _cancel(talk: Talk, rest: str) -> None:
    draft = talk.front
    if draft is None:
        talk.say(texts.NOTHING_TO_CANCEL, Button("cases:0", "看我的投诉"))
        return
    talk.remember(set_aside=talk.close(), awaits_files=False)
    collecting.put_aside(talk, draft)
    talk.say(texts.CANCELLED, Button("resume:0", "接着刚才的"), Button("new:0", "新的投诉"))
    advance(talk, texts.BACK_TO)


def _help(talk: Talk, rest: str) -> None:
    talk.say(texts.HELP)
    advance(talk, texts.BACK_TO)


# Buttons ---------------------------------------------------------------------------------------------------------


def _press(talk: Talk) -> None:
    talk.remember(collecting=False)
    if talk.said.button.startswith("q"):
        press(talk)
    else:
        _press_of_card(talk)


def _press_of_card(talk: Talk) -> None:
    verb, _, rest = talk.said.button.partition(":")
    number, _, argument = rest.partition(":")
    if verb in _ANYWHERE:
        _ANYWHERE[verb](talk, number)
    elif not number.isdecimal() or int(number) not in talk.cases or verb not in _OF_A_CASE:
        talk.say(texts.NO_SUCH_CASE, Button("cases:0", "看我的投诉"))
    elif not _allowed(talk, int(number), verb):
        talk.say(texts.NOT_NOW)
        my_cases.show(talk, int(number))
    else:
        _OF_A_CASE[verb](talk, int(number), argument)


def _allowed(talk: Talk, number: int, verb: str) -> bool:
    """A closed case can be looked at and reopened; an open one cannot be reopened."""
    now: Stage = stage(talk.cases[number], talk.now)
    return verb == "case" or (verb == "reopen") == (now == "closed")


def _open(name: str) -> Callable[[Talk, int, str], None]:
    def open_(talk: Talk, number: int, argument: str) -> None:
        talk.open(Draft(name, number))
        advance(talk)

    return open_


def _fix(talk: Talk, number: int, key: str) -> None:
    if key not in talk.playbook(talk.cases[number]).questions:
        supplementing.choose_fact(talk, number)
        return
    talk.open(Draft(SUPPLEMENTING.name, number, {"only": key}))
    advance(talk)


def _rewrite(talk: Talk, number: int, destination: str) -> None:
    if destination in talk.playbook(talk.cases[number]).destinations:
        talk.open(Draft(REWRITING.name, number, {"destination": destination}))
        advance(talk)


def _resume(talk: Talk) -> None:
    draft = talk.person.set_aside
    my_data.resume(talk)
    if draft is not None:
        collecting.take_up(talk, draft)
    advance(talk)


# Files and the rest ----------------------------------------------------------------------------------------------


def _files(talk: Talk) -> None:
    collecting.receive(talk, talk.said.files, talk.said.text)
    front = talk.front
    if front is not None and front.interview == COLLECTING.name:
        return
    if talk.said.text and (front is None or not front.given):
        _answer_or_begin(talk)
    elif not talk.person.collecting:
        talk.remember(collecting=True)
        _say_kept(talk)


def _say_kept(talk: Talk) -> None:
    """Once per batch: the files are kept; where they belong is asked only when that is open."""
    numbers = [number for number, case in talk.cases.items() if stage(case, talk.now) != "closed"]
    if talk.front is not None:
        talk.say(texts.KEPT)
    elif numbers:
        cases = (button for number in numbers[-6:] for button in card(number, photos=f"放进第{number}件"))
        talk.say(texts.KEPT_WHERE, *cases, Button("new:0", "是新的事"))
    else:
        _begin(talk)
        advance(talk, texts.KEPT)


def _errand(talk: Talk) -> None:
    outcome = talk.said.outcome
    assert outcome is not None
    if outcome.kind == "fetch":
        collecting.fetched(talk, outcome)
    elif outcome.kind in ("link", "redeem"):
        my_data.came_back(talk, outcome)
        if outcome.body.get("result") == "linked":
            advance(talk, texts.WHERE_WE_WERE)


def _edited(talk: Talk) -> None:
    """A correction of the answer given last, else how to change one."""
    draft, last = talk.front, talk.person.last_answer
    if draft is None or last is None or last[0] != talk.said.edits or last[1] not in draft.answers:
        talk.say(texts.EDITED_TOO_LATE)
        return
    talk.put(forget(draft, last[1]))
    answer(talk, replace(talk.said, id=talk.said.edits))


def _voice(talk: Talk) -> None:
    talk.say(texts.NO_VOICE)


def _unreadable(talk: Talk) -> None:
    talk.say(texts.UNREADABLE)


_HEAR: Mapping[str, Callable[[Talk], None]] = {
    "text": _text,
    "button": _press,
    "files": _files,
    "voice": _voice,
    "unreadable": _unreadable,
    "edited": _edited,
    "due": waiting.tell_due,
    "errand": _errand,
}

WORDS: Mapping[tuple[str, ...], Callable[[Talk, str], None]] = {
    ("/start", "开始"): _start,
    ("/new", "新的投诉", "新投诉"): _new,
    ("/cases", "我的投诉", "进度"): lambda talk, rest: my_cases.show_all(talk),
    ("/cancel", "取消"): _cancel,
    ("/help", "帮助"): _help,
    ("/settings", "设置"): lambda talk, rest: my_data.settings(talk),
    ("/privacy", "隐私"): lambda talk, rest: my_data.privacy(talk),
    ("/link",): my_data.link,
    ("返回", "上一步", "返回上一步"): lambda talk, rest: back(talk),
    ("说错了，改一下", "说错了", "有要改的"): lambda talk, rest: change(talk),
    ("接着刚才的",): lambda talk, rest: _resume(talk),
    ("停止", "停止提醒"): lambda talk, rest: my_data.remind(talk, 0),
}

_COMMANDS = {word: heard for words, heard in WORDS.items() for word in words}

_ANYWHERE: Mapping[str, Callable[[Talk, str], None]] = {
    "new": lambda talk, _: _new(talk, ""),
    "cases": lambda talk, _: my_cases.show_all(talk),
    "goon": lambda talk, _: _start(talk, ""),
    "resume": lambda talk, _: _resume(talk),
    "remind": lambda talk, on: my_data.remind(talk, int(on == "1")),
    "forget": lambda talk, sure: my_data.forget(talk, int(sure == "1")),
}
"""Verbs of cards that belong to no case."""

_OF_A_CASE: Mapping[str, Callable[[Talk, int, str], None]] = {
    "case": lambda talk, number, _: my_cases.show(talk, number),
    "text": handing_over.hand_or_warn,
    "letter": handing_over.hand_or_warn,
    "sent": _open(SUBMITTING.name),
    "photos": _open(COLLECTING.name),
    "more": _open(SUPPLEMENTING.name),
    "answered": _open(HEARING.name),
    "fix": _fix,
    "rewrite": _rewrite,
    "chase": lambda talk, number, _: waiting.chase(talk, number),
    "drop": lambda talk, number, _: waiting.drop(talk, number),
    "reopen": lambda talk, number, _: waiting.reopen(talk, number),
    "mute": lambda talk, number, _: waiting.mute(talk, number),
}
"""Verbs of a case's card."""

CARD_VERBS = (*_ANYWHERE, *_OF_A_CASE)
"""Every verb that a card's button can carry."""
