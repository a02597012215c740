"""What is told of the only open case later and surely belongs to it: a number they gave, and money that went.

It knows what is recorded of it, and what is said at once where money can still be stopped; what else words can be to a
case is asked elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import explaining, my_cases, texts, tickets
from dialogs.status import answers, latest, scenario
from dialogs.supplementing import Extra, added_to
from dialogs.talk import Talk, card
from dialogs.understanding.choices import choice_said
from dialogs.values import Amended, Button, Json, Submitted

POLICE, BANK = "police_110", "bank"

SHORT = 40
"""Characters up to which words tell only a number."""

_NUMBER_GIVEN = re.compile(
    "给了?我?(?:个|一个)?(?:受理)?(?:编号|单号|号码|工单)|(?:编号|单号|受理号|流水号|工单号?)[是为叫:：\\s]"
)
_PAID = re.compile(
    r"(?:我|他|她|爸|妈|家里|朋友|亲戚|同学)[^，。,]{0,6}(?:又|已经|刚|也|都)*(?:转|汇|打|付)了[^，。,]{0,4}"
    r"(?:\d|[一两二三四五六七八九十百千万]+[块元万千百])|(?:爸|妈|姐|哥|弟|妹|亲戚|朋友|同学)[^，。,]{0,6}(?:转|汇|打|付|借)了"
)


def heard(talk: Talk) -> bool:
    """Record what was said where it surely is of the only open case; whether it was."""
    numbers = my_cases.open_cases(talk)
    if len(numbers) != 1 or explaining.asks(talk.said.text):
        return False
    return _number_given(talk, numbers[0]) or _money_gone(talk, numbers[0])


def _number_given(talk: Talk, number: int) -> bool:
    """The number that they gave for what was handed in last, told afterwards."""
    submitted, said = latest(talk.cases[number], Submitted), talk.said.text.strip()
    given = tickets.given(said) if _NUMBER_GIVEN.search(said) and len(said) <= SHORT else None
    if submitted is None or given is None:
        return False
    event, what = submitted
    if what.ticket != given:
        talk.happen(number, replace(what, ticket=given, replaces=event.number))
    talk.say(texts.TICKET_KEPT.format(ticket=given), *card(number, "case", "answered"))
    return True


def _money_gone(talk: Talk, number: int) -> bool:
    """Money that went in a matter for the police: what to do first, and it stands in the case from now on."""
    case, book, said = talk.cases[number], talk.playbook(talk.cases[number]), talk.said.text.strip()
    kind, told = scenario(case), answers(case)
    row = book.scenarios[kind]
    if POLICE not in (step.to for step in row.advice):
        return False
    moved = choice_said("money_moved", said)
    if _PAID.search(said) is None and (moved is None or moved.value == "no"):
        return False
    key = "money_moved" if "money_moved" in row.ask else "money_sent"
    new: dict[str, Json] = {Extra.key: added_to(told.get(Extra.key), said)}
    talk.happen(number, Amended({**new, key: "yes"} if key in row.ask else new))
    doors = [door for door in (POLICE, BANK) if door in book.destinations]
    letters = (
        Button(f"letter:{number}:{door}:go", texts.TEXT_FOR.format(door=book.destinations[door].name)) for door in doors
    )
    talk.say(texts.MONEY_GONE, *letters, *card(number, "case"))
    return True
