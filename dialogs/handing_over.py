"""Handing a text to the person: where to go first and why, what to keep first, the text itself, and what to press.

It knows which door comes next; it does not know how a letter is put together (``letters``) or ranked (``advice``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dialogs import deadlines, texts, wording
from dialogs.advice import PLATFORM_RULED, Step, advise, never_here, step_to
from dialogs.clocks import beijing_day, ends_at
from dialogs.labels import LABELS
from dialogs.letters import SHORT, Form, mentioned, write
from dialogs.playbook import Playbook, fits, shown
from dialogs.status import MET_BY, answers, clocks, exhibits, happened, latest, scenario, stage, text_for, tried
from dialogs.talk import Talk, card
from dialogs.values import Amended, Button, Case, ClockTold, Exhibited, Submitted, Written

LAST_DAY = timedelta(hours=24)
"""So near the end of the person's own time a text is not held back."""


def doors_for(case: Case, book: Playbook) -> list[str]:
    """The destinations that fit a case, best first; the platform's service and e-mail are always among them."""
    advised = [step.destination for step in _advised(case, book)]
    return list(dict.fromkeys([*advised[:2], "service", "email", *advised[2:]]))


def _advised(case: Case, book: Playbook) -> Sequence[Step]:
    """The doors as they are advised now."""
    return advise(answers(case), scenario(case), book, _gone_to(case), exhibits=len(exhibits(case)))


def _gone_to(case: Case) -> dict[str, str]:
    """The doors that were gone to in vain or have it now, the platform among them where it was told that it ruled.

    An office that did not take the dispute may be gone to again: what it missed can be put right.
    """
    ruled = {"after_sales": "refused"} if fits(PLATFORM_RULED, answers(case)) else {}
    return {door: came for door, came in (ruled | tried(case)).items() if came != "declined"}


def first_text(talk: Talk, number: int) -> None:
    """The first advice and the first text, right after the case is opened."""
    case = talk.cases[number]
    row = talk.playbook(case).scenarios[scenario(case)]
    lines = [texts.CASE_OPENED.format(number=number, name=wording.case_name(case, talk.rules.playbooks))]
    lines += _notice(case, talk.now)
    lines += [wording.clock_line(clock) for clock in clocks(case, "person") if clock.rule == "cutoff"]
    lines += _where_to_go(talk, case)
    if "save_first" not in answers(case):
        lines += ["", texts.SAVE_FIRST, *(f"· {item}" for item in row.to_save(answers(case)))]
    lines += ["", texts.NEVER, *(f"· {item}" for item in row.nevers(answers(case)))]
    talk.say("\n".join(lines))
    hand(talk, number, doors_for(case, talk.playbook(case))[0])


def hand(talk: Talk, number: int, destination: str, form: Form = "long", *, after: str = "", note: str = "") -> None:
    """Give the text for one destination, to be copied in one tap, and remember exactly what was given.

    ``after`` is what the person has just added: the text follows it, and the way to the door is not told again. The
    steps at the first door stand in the first advice, those at another door beside its first text. ``note`` is said
    last, right above the text.
    """
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    letter = write(case, destination, book, beijing_day(talk.now), form=form)
    talk.happen(number, Written(destination, letter.text, mentioned(letter.text)))
    door = book.destinations[destination]
    if after:
        again = texts.CALL_AGAIN if door.is_call else texts.LETTER_AGAIN
        lines = [after, again.format(door=door.name), *letter.notes]
    else:
        first = texts.CALL_OF if door.is_call else texts.LETTER_FOR
        lines = [first.format(door=door.name), *_way_to(case, book, destination, letter.notes), *letter.notes]
        lines += [texts.CLOSES.format(closes=door.closes)] if door.closes else []
    lines += [note] if note else []
    show(talk, number, destination, letter.text, lines=lines, form=form)


def _way_to(case: Case, book: Playbook, destination: str, notes: Sequence[str]) -> list[str]:
    """How the door is reached; when it is new, what not to do there; at another than the first, also why, and how."""
    before = [written.destination for _, written in happened(case, Written)]
    if destination in before:
        return _reach(book, destination)
    rows = never_here(scenario(case), destination, book, "".join(notes))
    never = [texts.NEVER_HERE.format(rows="；".join(rows))] if rows else []
    if not before:
        return [*_reach(book, destination), *never]
    advised = [step.why for step in _advised(case, book) if step.destination == destination]
    door = book.destinations[destination]
    why = advised or [texts.DOOR_TAKES.format(door=door.name, takes=door.takes)]
    return [*why, *_reach(book, destination), *_how(book, destination), *never]


def _how(book: Playbook, destination: str) -> list[str]:
    """The steps at a door, and in one line what to have at hand."""
    door = book.destinations[destination]
    ready = [texts.PREPARE.format(things="；".join(door.prepare))] if door.prepare else []
    return [f"· {step}" for step in (*door.steps, *ready)]


def show(talk: Talk, number: int, destination: str, text: str, *, lines: Sequence[str], form: Form = "long") -> None:
    """A text with what is said above it and what can be pressed below."""
    talk.say("\n".join(lines), *_below(talk, number, destination, text, form), letter=text)


def hand_or_warn(talk: Talk, number: int, argument: str) -> None:
    """The text that was asked for; where another door comes first, the reason first, and one press goes on.

    The same holds where a door would get the same once more, with nothing new; but a text is never held back where the
    time for it is short or not known. ``argument`` is the destination, then ``short`` or ``go`` after a colon; without
    one it is the next text.
    """
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    destination, _, way = argument.partition(":")
    if destination not in book.destinations:
        destination, way = doors_for(case, book)[0], ""
    step = step_to(destination, answers(case), scenario(case), book, tried(case), today=beijing_day(talk.now))
    go, again = f"letter:{number}:{destination}:go", not way and _repeats(case, destination, book)
    if step.gate and not way:
        talk.say(step.reason_for_gate, Button(go, texts.GATE_GO), *card(number, case=texts.GATE_WAIT))
    elif again and not _presses(case, destination, talk.now):
        add = card(number, "more", photos="加新的截图")
        talk.say(texts.WHAT_IS_NEW, *add, Button(go, texts.AS_IT_IS))
    else:
        form: Form = "short" if way == "short" else "long"
        hand(talk, number, destination, form, note=texts.ADD_SOMETHING if again else "")


def shorten(talk: Talk, number: int, destination: str) -> None:
    """The shorter form of the text at hand, where there is one; else the person shortens it."""
    written = text_for(talk.cases[number], destination)
    if written is not None and not written.own and _other_form(number, destination, written.text, "long"):
        hand(talk, number, destination, "short")
    else:
        talk.say(texts.OWN_TEXT, Button(f"rewrite:{number}:{destination}", texts.REWRITE), *card(number, "case"))


def tell_of(talk: Talk, number: int, destination: str) -> None:
    """What a door is for, and what stands before it or speaks for it in this case; the text is one press away."""
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    door, today = book.destinations[destination], beijing_day(talk.now)
    advised = [step.why for step in _advised(case, book) if step.destination == destination]
    gate = step_to(destination, answers(case), scenario(case), book, _gone_to(case), today=today).reason_for_gate
    lines = [texts.DOOR_TAKES.format(door=door.name, takes=door.takes), *([gate] if gate else advised)]
    letter = Button(f"letter:{number}:{destination}", texts.TEXT_FOR.format(door=door.name))
    talk.say("\n".join(lines), letter, *card(number, "case"))


def _repeats(case: Case, destination: str, book: Playbook) -> bool:
    """Whether a text went to this door before, and no exhibit, fact or text of the person's own was added since."""
    sent = [event.number for event, what in happened(case, Submitted) if what.destination == destination]
    since = [event.what for event in case.events if sent and event.number > sent[-1]]
    own = any(isinstance(what, Written) and what.own and what.destination == destination for what in since)
    told = any(value is not None for what in since if isinstance(what, Amended) for value in what.answers.values())
    added = own or told or any(isinstance(what, Exhibited) for what in since)
    return bool(sent) and not added and not book.destinations[destination].is_call


def _presses(case: Case, destination: str, now: datetime) -> bool:
    """Whether the person's time at a door is nearly over, or, for an appeal, not known."""
    told = [what.clock for _, what in happened(case, ClockTold) if what.clock.binds == "person"]
    to_come = [ends_at(it) for it in told if it.rule == "cutoff" or destination in MET_BY.get(it.rule, ())]
    to_come = [end for end in to_come if end > now]
    return min(to_come) < now + LAST_DAY if to_come else destination == "appeal"


def refresh(talk: Talk, number: int, after: str, *otherwise: Button) -> None:
    """After new exhibits or facts, give the text again if it was not handed in yet; one of the person's own stays.

    ``after`` says what was added; ``otherwise`` is what can be pressed where no text follows.
    """
    case = talk.cases[number]
    written, sent = latest(case, Written), latest(case, Submitted)
    if written is None or (sent is not None and sent[0].number > written[0].number):
        talk.say(after, *_again(talk, number), *otherwise)
    elif written[1].own:
        show(talk, number, written[1].destination, written[1].text, lines=[after, texts.OWN_TEXT_STAYS])
    else:
        hand(talk, number, written[1].destination, after=after)


def _again(talk: Talk, number: int) -> tuple[Button, ...]:
    """Once they have answered, what was added goes to the same door again, or to the next one."""
    case, sent = talk.cases[number], latest(talk.cases[number], Submitted)
    if sent is None or stage(case, talk.now) != "answered":
        return ()
    name = talk.playbook(case).destinations[sent[1].destination].name
    again = Button(f"letter:{number}:{sent[1].destination}", texts.TO_THE_SAME.format(door=name))
    return (again, *card(number, text="看下一步的文字"))


def _where_to_go(talk: Talk, case: Case) -> list[str]:
    book = talk.playbook(case)
    steps = _advised(case, book)[:2]
    first, *then = [
        f"{place} {book.destinations[s.destination].name}。{s.why}" for place, s in zip("①②", steps, strict=False)
    ]
    return ["", texts.GO_FIRST, first, *_how(book, steps[0].destination), *then]


def _notice(case: Case, now: datetime) -> list[str]:
    """What the penalty notice says of time and of tries, above everything else."""
    stated = [clock for clock in clocks(case, "person") if clock.rule == "notice"]
    return deadlines.on_notice(answers(case), stated[0] if stated else None, now)


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
    main = card(number, "sent", "photos", more=_more(case, book))
    own = Button(f"rewrite:{number}:{destination}", texts.REWRITE)
    rules = (Button(f"rules:{number}:{destination}", texts.RULES),) if book.destinations[destination].facts else ()
    return (*main, own, *_other_form(number, destination, text, form), *rules, *letters)


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
    return LABELS["more"] + (texts.FACTS_LEFT.format(count=len(asked)) if asked else "")
