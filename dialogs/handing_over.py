"""Handing a text to the person: where to go first and why, what to keep first, the text itself, and what to press.

It knows which door comes next; it does not know how a letter is put together (``letters``) or ranked (``advice``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogs import texts
from dialogs.advice import advise, preserve_first, step_to
from dialogs.clocks import beijing_day, span_text
from dialogs.letters import SHORT, Form, mentioned, write
from dialogs.playbook import Playbook, shown
from dialogs.status import answers, clocks, exhibits, happened, has_passed, latest, scenario
from dialogs.talk import Talk, card
from dialogs.values import Button, Case, Submitted, Written


def doors_for(case: Case, book: Playbook) -> list[str]:
    """The destinations that fit a case, best first; the platform's service and e-mail are always among them."""
    steps = advise(answers(case), scenario(case), book, _tried(case), exhibits=len(exhibits(case)))
    advised = [step.destination for step in steps]
    return list(dict.fromkeys([*advised[:2], "service", "email", *advised[2:]]))


def first_text(talk: Talk, number: int) -> None:
    """The first advice and the first text, right after the case is opened."""
    case = talk.cases[number]
    row = talk.playbook(case).scenarios[scenario(case)]
    lines = [texts.CASE_OPENED.format(number=number, name=texts.case_name(case, talk.rules.playbooks))]
    lines += _notice(case, talk.now)
    lines += _where_to_go(talk, case)
    if "save_first" not in answers(case):
        saved = preserve_first(scenario(case), talk.playbook(case))
        lines += ["", texts.SAVE_FIRST, *(f"· {item}" for item in saved)]
    lines += ["", texts.NEVER, *(f"· {item}" for item in row.never)]
    talk.say("\n".join(lines))
    hand(talk, number, doors_for(case, talk.playbook(case))[0])


def hand(talk: Talk, number: int, destination: str, form: Form = "long", *, after: str = "") -> None:
    """Give the text for one destination, to be copied in one tap, and remember exactly what was given.

    ``after`` is what the person has just added: the text follows it, and the way to the door is not told again. The
    steps at the first door stand in the first advice, those at another door beside its first text.
    """
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    letter = write(case, destination, book, beijing_day(talk.now), form=form)
    talk.happen(number, Written(destination, letter.text, mentioned(letter.text)))
    door = book.destinations[destination]
    call = door.letter == texts.CALL
    if after:
        again = texts.CALL_AGAIN if call else texts.LETTER_AGAIN
        lines = [after, again.format(door=door.name), *letter.notes]
    else:
        first = texts.CALL_OF if call else texts.LETTER_FOR
        lines = [first.format(door=door.name), *_way_to(case, book, destination), *letter.notes]
        lines += [texts.CLOSES.format(closes=door.closes)] if door.closes else []
    show(talk, number, destination, letter.text, lines=lines, form=form)


def _way_to(case: Case, book: Playbook, destination: str) -> list[str]:
    """How the door is reached, and at another door than the first, when it is new, what to do there."""
    before = [written.destination for _, written in happened(case, Written)]
    steps = book.destinations[destination].steps if before and destination not in before else []
    return [*_reach(book, destination), *(f"· {step}" for step in steps)]


def show(talk: Talk, number: int, destination: str, text: str, *, lines: Sequence[str], form: Form = "long") -> None:
    """A text with what is said above it and what can be pressed below."""
    talk.say("\n".join(lines), *_below(talk, number, destination, text, form), letter=text)


def hand_or_warn(talk: Talk, number: int, argument: str) -> None:
    """The text that was asked for; where another door comes first, the reason first, and one press goes on.

    ``argument`` is the destination, then ``short`` or ``go`` after a colon; without one it is the next text.
    """
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    destination, _, way = argument.partition(":")
    if destination not in book.destinations:
        destination, way = doors_for(case, book)[0], ""
    step = step_to(destination, answers(case), scenario(case), book, _tried(case), today=beijing_day(talk.now))
    if step.gate and not way:
        go = Button(f"letter:{number}:{destination}:go", texts.GATE_GO)
        talk.say(step.reason_for_gate, go, *card(number, case=texts.GATE_WAIT))
    else:
        hand(talk, number, destination, "short" if way == "short" else "long")


def refresh(talk: Talk, number: int, after: str, *otherwise: Button) -> None:
    """After new exhibits or facts, give the text again if it was not handed in yet; one of the person's own stays.

    ``after`` says what was added; ``otherwise`` is what can be pressed where no text follows.
    """
    case = talk.cases[number]
    written, sent = latest(case, Written), latest(case, Submitted)
    if written is None or (sent is not None and sent[0].number > written[0].number):
        talk.say(after, *otherwise)
    elif written[1].own:
        show(talk, number, written[1].destination, written[1].text, lines=[after, texts.OWN_TEXT_STAYS])
    else:
        hand(talk, number, written[1].destination, after=after)


def _where_to_go(talk: Talk, case: Case) -> list[str]:
    book = talk.playbook(case)
    steps = advise(answers(case), scenario(case), book)[:2]
    first, *then = [
        f"{place} {book.destinations[s.destination].name}。{s.why}" for place, s in zip("①②", steps, strict=False)
    ]
    path = book.destinations[steps[0].destination].steps
    return ["", texts.GO_FIRST, first, *(f"· {line}" for line in path), *then]


def _notice(case: Case, now: datetime) -> list[str]:
    """What the penalty notice says of time, above everything else."""
    stated = [clock for clock in clocks(case, "person") if clock.rule == "notice"]
    if stated:
        wording = texts.NOTICE_PASSED if has_passed(stated[0], now) else texts.NOTICE_DEADLINE
        return [wording.format(end=span_text(stated[0]))]
    asked = "notice_deadline" in answers(case)
    return [texts.NOTICE_SILENT] if asked and answers(case)["notice_deadline"] is None else []


def _tried(case: Case) -> list[str]:
    return [submitted.destination for _, submitted in happened(case, Submitted)]


def _reach(book: Playbook, destination: str) -> list[str]:
    """How the door is reached: where to tap, and what may be dialled or written to, as sure as we are of it."""
    door = book.destinations[destination]
    lines = [texts.PATH.format(path=shown(door.path))] if door.path else []
    contacts = book.contacts_for(destination)
    lines += [texts.CONTACT.format(purpose=contact.purpose, contact=shown(contact)) for contact in contacts]
    return lines if lines or destination not in ("hotline", "email") else [book.find_contact]


def _below(talk: Talk, number: int, destination: str, text: str, form: Form) -> tuple[Button, ...]:
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    others = [key for key in doors_for(case, book) if key != destination][:4]
    letters = tuple(Button(f"letter:{number}:{key}", f"换成：{book.destinations[key].name}") for key in others)
    main = card(number, sent="我交了", photos="加截图和照片", more=_more(case, book))
    own = Button(f"rewrite:{number}:{destination}", texts.REWRITE)
    return (*main, own, *_other_form(number, destination, text, form), *letters)


def _other_form(number: int, destination: str, text: str, form: Form) -> tuple[Button, ...]:
    """The shorter form of an appeal for a narrow box, where there is a difference, and the way back to the whole."""
    if form == "short":
        return (Button(f"letter:{number}:{destination}:go", texts.LONGER),)
    if destination != "appeal" or len(text) <= SHORT:
        return ()
    return (Button(f"letter:{number}:{destination}:short", texts.SHORTER),)


def _more(case: Case, book: Playbook) -> str:
    """How many facts were left for later: a text with them is the stronger one."""
    left = [key for key in book.questions_for(scenario(case), answers(case)) if key not in answers(case)]
    asked = [key for key in left if book.questions[key].kind != "do"]
    return f"补充情况（还有{len(asked)}题）" if asked else "补充情况"
