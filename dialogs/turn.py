"""``take_turn``: one thing said and what it leads to; a pure function of the desk, the rules and the moment.

It knows the global words, the open interview and the cards; what any of them says lies in the file of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from dialogs import (
    about_a_case,
    alarms,
    between,
    cards,
    collecting,
    drafts,
    explaining,
    files_sent,
    handing_over,
    my_cases,
    my_data,
    rewriting,
    supplementing,
    texts,
    typed,
    waiting,
    wording,
)
from dialogs.conversing import advance, answer, back, change, correct, is_label, is_sure_answer, press
from dialogs.interview import forget
from dialogs.labels import every
from dialogs.talk import Rules, Talk, anywhere
from dialogs.understanding import Understood
from dialogs.understanding.recognising import says
from dialogs.values import Desk, Said, Turn


def take_turn(desk: Desk, said: Said, rules: Rules, now: datetime) -> Turn:
    """What one thing said leads to. Reads no clock, no file, no network, and draws no id and no chance."""
    talk = Talk(desk, said, rules, now)
    if said.masked:
        talk.say(wording.masked(said.masked))
    _HEAR[said.kind](talk)
    return talk.turn(waiting.wanted)


# Text ------------------------------------------------------------------------------------------------------------


def _text(talk: Talk) -> None:
    if _command(talk):
        talk.remember(stopped=False)
        return
    talk.remember(collecting=False)
    if is_label(talk):
        talk.remember(stopped=False)
        answer(talk, talk.said)
        return
    if _rewritten(talk) or alarms.heard(talk):
        return
    if talk.person.stopped and typed.goes_on(talk.said.text):
        talk.remember(stopped=False)
        drafts.go_on(talk)
    elif talk.person.stopped and not _is_sure(talk, talk.read) and alarms.keeps_stopped(talk):
        alarms.stay(talk)
    else:
        talk.remember(stopped=False)
        _hear(talk)


def _command(talk: Talk) -> bool:
    """A word that is heard at any moment; politeness around it does no harm."""
    said = talk.said.text.strip()
    word, _, rest = said.partition(" ")
    word = word.split("@")[0].lower() if word.startswith("/") else typed.stated(said)
    command = _COMMANDS.get(word) or _COMMANDS.get(typed.bare(word))
    if command is not None:
        command(talk, rest.strip() if word.startswith("/") else "")
    return command is not None


def _rewritten(talk: Talk) -> bool:
    """A change of the text at hand, asked for in words: these are for the letter, and tell nothing of the person.

    Where a fact is meant, it is changed for every text to come.
    """
    draft, change = rewriting.asked_of(talk), rewriting.change_in(talk.said.text)
    if draft is None or draft.case is None or says("safety", talk.said.text):
        return False
    if change is None:
        handing_over.shorten(talk, draft.case, str(draft.answers["destination"]))
    elif not supplementing.replace_fact(talk, draft.case, *change):
        talk.open(draft)
        answer(talk, talk.said)
    return True


def _is_sure(talk: Talk, read: Understood | None) -> bool:
    """Whether what is said after a stop can be nothing but an answer, or about a case."""
    if about_a_case.is_new(talk, read):
        return True
    return is_sure_answer(talk) if talk.front else about_a_case.is_under_way(talk.said.text)


def _hear(talk: Talk) -> None:
    """Words: to the question that stands, about another case, or the beginning of a new one."""
    if talk.front is None:
        heard = files_sent.all_there(talk) or about_a_case.hear(talk) or _greeting(talk) or _asks_who(talk)
    else:
        heard = _given_up(talk) or files_sent.all_there(talk) or between.hear(talk) or correct(talk)
    if not heard:
        drafts.answer_or_begin(talk)


def _greeting(talk: Talk) -> bool:
    """A greeting or a picture tells no story."""
    if not typed.tells_nothing(talk.said.text):
        return False
    drafts.start(talk)
    return True


def _asks_who(talk: Talk) -> bool:
    """Whether we are the platform: asked before anything is told, it begins no complaint."""
    who = explaining.who_we_are(talk.said.text.strip())
    if who:
        talk.say(who, *anywhere(new=texts.TELL_US))
    return bool(who)


def _export(talk: Talk) -> None:
    talk.say(texts.EXPORT, *anywhere("cases"))
    my_data.privacy(talk)


def _given_up(talk: Talk) -> bool:
    """What is being told is put down in other words than 取消."""
    if my_cases.meant(talk.said.text) != ("drop", ""):
        return False
    drafts.cancel(talk)
    return True


def _change(talk: Talk, rest: str) -> None:
    numbers = my_cases.open_cases(talk)
    if talk.front is None and len(numbers) == 1:
        supplementing.choose_fact(talk, numbers[0])
    else:
        change(talk)


def _help(talk: Talk, rest: str) -> None:
    talk.say(texts.HELP)
    advance(talk, texts.BACK_TO)


# Buttons ---------------------------------------------------------------------------------------------------------


def _press(talk: Talk) -> None:
    talk.remember(collecting=False, stopped=False)
    if talk.said.button.startswith("q"):
        press(talk)
    else:
        _press_of_card(talk)


def _press_of_card(talk: Talk) -> None:
    verb, _, rest = talk.said.button.partition(":")
    number, _, argument = rest.partition(":")
    if verb in _ANYWHERE:
        _ANYWHERE[verb](talk, number)
    elif not number.isdecimal() or int(number) not in talk.cases or verb not in cards.OF_A_CASE:
        talk.say(texts.NO_SUCH_CASE, *anywhere("cases"))
    elif not cards.allowed(talk, int(number), verb):
        talk.say(texts.NOT_NOW)
        my_cases.show(talk, int(number))
    else:
        cards.act(talk, verb, int(number), argument)


# The rest --------------------------------------------------------------------------------------------------------


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
    """A correction of the answer given last, else how to change one; danger is heard there too."""
    if alarms.heard(talk):
        return
    draft, last = talk.front, talk.person.last_answer
    if draft is None or last is None or last[0] != talk.said.edits or last[1] not in draft.answers:
        talk.say(texts.EDITED_TOO_LATE)
        return
    talk.put(forget(draft, last[1]))
    answer(talk, replace(talk.said, id=talk.said.edits))


_HEAR: Mapping[str, Callable[[Talk], None]] = {
    "text": _text,
    "button": _press,
    "files": files_sent.receive,
    "voice": lambda talk: talk.say(texts.NO_VOICE),
    "unreadable": lambda talk: talk.say(texts.UNREADABLE),
    "edited": _edited,
    "due": waiting.tell_due,
    "errand": _errand,
}

WORDS: Mapping[tuple[str, ...], Callable[[Talk, str], None]] = {
    ("/start", "开始"): drafts.start,
    ("/new", "新投诉", "重新开始", "重新来", "从头来", "重来", *every("new")): drafts.new,
    ("/cases", "我的投诉", "进度", *every("cases")): lambda talk, rest: my_cases.show_all(talk),
    ("/cancel", "取消", "算了", "不填了", "先不填了"): drafts.cancel,
    ("/help", "帮助"): _help,
    ("/settings", "设置"): lambda talk, rest: my_data.settings(talk),
    ("/privacy", "隐私"): lambda talk, rest: my_data.privacy(talk),
    ("/link",): my_data.link,
    ("返回", "上一步", "返回上一步", "退回", "退回去"): lambda talk, rest: back(talk),
    ("说错了，改一下", "说错了", "有要改的", "改", "修改", "改前面的"): _change,
    every("resume"): drafts.resume,
    ("继续", "接着说", *every("goon")): drafts.go_on,
    ("导出我的资料", "导出资料", "导出我的数据", "导出"): lambda talk, rest: _export(talk),
    (
        "停止",
        "停止提醒",
        "关掉提醒",
        "关闭提醒",
        "不要提醒了",
        "不要提醒",
        "别提醒我了",
        "别提醒了",
        "不用提醒了",
        "退订",
    ): lambda talk, rest: my_data.remind(talk, 0),
    ("打开提醒", "恢复提醒", "开启提醒"): lambda talk, rest: my_data.remind(talk, 1),
    ("删除我的全部资料", "删除我的资料", "删除我的信息"): lambda talk, rest: my_data.forget(talk, 0),
}

_COMMANDS = {form: heard for words, heard in WORDS.items() for word in words for form in (word, typed.bare(word))}

_ANYWHERE: Mapping[str, Callable[[Talk, str], None]] = {
    "new": lambda talk, _: drafts.new(talk),
    "cases": lambda talk, _: my_cases.show_all(talk),
    "goon": lambda talk, _: drafts.go_on(talk),
    "resume": drafts.resume,
    "remind": lambda talk, on: my_data.remind(talk, int(on == "1")),
    "forget": lambda talk, sure: my_data.forget(talk, int(sure == "1")),
}
"""Verbs of cards that belong to no case."""

CARD_VERBS = (*_ANYWHERE, *cards.OF_A_CASE)
"""Every verb that a card's button can carry."""
