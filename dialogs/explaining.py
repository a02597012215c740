"""How the dates of a case are counted, and what is on file about a door: said when it is asked for.

It knows which door a case is at; it counts nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dialogs import texts, wording
from dialogs.playbook import Destination, Fact, Playbook
from dialogs.status import clocks
from dialogs.talk import Talk, card
from dialogs.values import Case, Submitted, Written


def explain(talk: Talk, number: int, destination: str = "") -> None:
    """Each date with how it is counted, then the door: the one named, or else the last that a text was for."""
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    key = destination if destination in book.destinations else _at(case, book)
    door = list(about(book.destinations[key])) if key else []
    talk.say("\n".join([*_dates(case), *door]) or texts.NOTHING_ON_FILE, *card(number, "case"))


def about(door: Destination) -> Iterator[str]:
    """What a door takes and does not take, what going there rules out, and what is on file, each text with its day."""
    yield texts.DOOR_TAKES.format(door=door.name, takes=door.takes)
    if door.not_for:
        yield texts.DOOR_NOT_FOR.format(not_for=door.not_for)
    if door.closes:
        yield texts.CLOSES.format(closes=door.closes)
    for (source, checked), facts in groupby(door.facts, lambda fact: (fact.source, fact.checked)):
        yield texts.ON_FILE.format(source=source, day=checked.isoformat())
        yield from map(_stated, facts)


def _stated(fact: Fact) -> str:
    return f"· {fact.article}：{fact.text}" if fact.article else f"· {fact.text}"


def _dates(case: Case) -> Sequence[str]:
    rows = [row for clock in clocks(case) for row in (wording.clock_line(clock), f"· {clock.why}")]
    return [texts.HOW_COUNTED, *rows, ""] if rows else []


def _at(case: Case, book: Playbook) -> str:
    """The door of the newest text or submission; none while there is neither."""
    gone = [what.destination for event in case.events if isinstance(what := event.what, Written | Submitted)]
    return gone[-1] if gone and gone[-1] in book.destinations else ""
