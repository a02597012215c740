"""Handing a text to the person: where to go first and why, what to keep first, the text itself, and what to press.

It knows which door comes next; it does not know how a letter is put together (``letters``) or ranked (``advice``).
"""

from __future__ import annotations

from dialogs import texts
from dialogs.advice import advise
from dialogs.clocks import beijing_day, span_text
from dialogs.letters import write
from dialogs.playbook import Playbook
from dialogs.status import answers, clocks, exhibits, happened, latest, scenario
from dialogs.talk import Talk, card
from dialogs.values import Button, Case, Submitted, Written


def doors_for(case: Case, book: Playbook) -> list[str]:
    """The destinations that fit a case, best first; the platform's service and e-mail are always among them."""
    tried = [submitted.destination for _, submitted in happened(case, Submitted)]
    steps = advise(answers(case), scenario(case), book, tried, exhibits=len(exhibits(case)))
    return list(dict.fromkeys([*(step.destination for step in steps), "service", "email"]))


def first_text(talk: Talk, number: int) -> None:
    """The first advice and the first text, right after the case is opened."""
    case = talk.cases[number]
    row = talk.playbook(case).scenarios[scenario(case)]
    lines = [texts.CASE_OPENED.format(number=number, name=texts.case_name(case, talk.rules.playbooks))]
    lines += [texts.NOTICE_DEADLINE.format(end=span_text(clock)) for clock in clocks(case, "person")]
    lines += _where_to_go(talk, case)
    if row.save_first and "save_first" not in answers(case):
        lines += ["", texts.SAVE_FIRST, *(f"· {item}" for item in row.save_first)]
    lines += ["", texts.NEVER, *(f"· {item}" for item in row.never)]
    talk.say("\n".join(lines))
    hand(talk, number, doors_for(case, talk.playbook(case))[0])


def hand(talk: Talk, number: int, destination: str) -> None:
    """Give the text for one destination, to be copied in one tap, and remember exactly what was given."""
    case = talk.cases[number]
    book = talk.playbook(case)
    letter = write(case, destination, book, beijing_day(talk.now))
    numbers = tuple(exhibit.number for exhibit in exhibits(case))
    talk.happen(number, Written(destination, letter.text, numbers))
    intro = texts.LETTER_FOR.format(door=book.destinations[destination].name)
    talk.say("\n".join([intro, *letter.notes]), *_below(talk, number, destination), letter=letter.text)


def refresh(talk: Talk, number: int) -> None:
    """After new exhibits or facts, give the text again if it was not handed in yet."""
    case = talk.cases[number]
    written, sent = latest(case, Written), latest(case, Submitted)
    if written is not None and (sent is None or sent[0].number < written[0].number):
        hand(talk, number, written[1].destination)


def _where_to_go(talk: Talk, case: Case) -> list[str]:
    book = talk.playbook(case)
    steps = advise(answers(case), scenario(case), book)[:2]
    named = [
        f"{place}：{book.destinations[s.destination].name}。{s.why}" for place, s in zip("①②", steps, strict=False)
    ]
    path = book.destinations[steps[0].destination].steps
    return ["", texts.GO_FIRST, *named, *(f"· {line}" for line in path)]


def _below(talk: Talk, number: int, destination: str) -> tuple[Button, ...]:
    case = talk.cases[number]
    book = talk.playbook(case)
    others = [key for key in doors_for(case, book) if key != destination][:4]
    letters = tuple(Button(f"letter:{number}:{key}", f"换成：{book.destinations[key].name}") for key in others)
    return (*card(number, sent="我交了", photos="加截图和照片", more=_more(case, book)), *letters)


def _more(case: Case, book: Playbook) -> str:
    """How many facts were left for later: a text with them is the stronger one."""
    left = [key for key in book.questions_for(scenario(case), answers(case)) if key not in answers(case)]
    asked = [key for key in left if book.questions[key].kind != "do"]
    return f"补充情况（还有{len(asked)}题）" if asked else "补充情况"
