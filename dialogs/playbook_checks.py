"""What must hold inside one playbook beyond the shape of its rows: each check yields where it is wrong, and how.

It knows the rules of the data and reports every breach; it does not know files, and decides nothing about what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from dialogs.playbook_rows import Choices, Playbook, Question, Scenario, bare
from dialogs.values import Json

Problem = tuple[tuple[str, ...], str]
"""Where (the keys down to the value) and what."""

QUESTIONS = 7
"""So many questions a scenario may ask, whatever is answered."""
BEFORE_TEXT = 5
"""So many may come before the first text; a question that only follows up on another one does not count."""
TOLD_ALONG = ("guardian", "how_paid", "tried")
"""What a story may tell whether the scenario asks it or not."""
PER_GROUP = 4
"""So many scenarios fit on a group's second screen."""


def problems_in(book: Playbook) -> Iterator[Problem]:
    """Every breach of the rules in one playbook."""
    yield from _regexes(book)
    yield from _groups(book)
    for key, question in book.questions.items():
        for where, what in _question(question, book):
            yield ("questions", key, *where), what
    for key, scenario in book.scenarios.items():
        for where, what in _scenario(key, scenario, book):
            yield ("scenarios", key, *where), what
    yield from _destinations(book)


def trapped(row: Any, traps: Sequence[str], at: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Every text below ``row`` that holds a trap contact, spaces and dashes aside; the list of traps excepted."""
    if isinstance(row, dict):
        for key, value in row.items():
            if (*at, key) != ("traps",):
                yield from trapped(value, traps, (*at, str(key)))
    elif isinstance(row, list):
        for number, value in enumerate(row):
            yield from trapped(value, traps, (*at, str(number)))
    elif isinstance(row, str):
        said = bare(row)
        yield from ((at, f"trap contact {trap!r}") for trap in traps if bare(trap) in said)


def _regexes(book: Playbook) -> Iterator[Problem]:
    patterns: dict[tuple[str, ...], str] = {("order_number",): book.order_number}
    patterns |= {("facts", key, "words"): fact.words for key, fact in book.facts.items()}
    for where, pattern in patterns.items():
        try:
            re.compile(pattern)
        except re.error as error:
            yield where, f"no regular expression: {error}"


def _groups(book: Playbook) -> Iterator[Problem]:
    for group in book.groups:
        count = len(book.in_group(group))
        if not 1 <= count <= PER_GROUP:
            yield ("groups", group), f"has {count} scenarios, not 1 to {PER_GROUP}"


def _question(question: Question, book: Playbook) -> Iterator[Problem]:
    closed = question.kind in ("choice", "do")
    if closed != bool(question.choices):
        yield ("choices",), f"a {question.kind} {'needs' if closed else 'has no'} choices"
    if question.picks and question.kind != "text":
        yield ("picks",), "only a text has picks"
    if question.letter and question.letter.count("{}") != 1:
        yield ("letter",), "needs {} once"
    for field, sentences in (("letters", question.letters), ("heard", question.heard)):
        yield from (((field, choice), "no such choice") for choice in sentences if choice not in question.choices)
    for field in ("wish", "unwritten", "timed", "names"):
        if getattr(question, field) and question.kind != "text":
            yield (field,), "only a text can be so"
    yield from _when(question.when, "when", book)
    yield from _when(question.unless, "unless", book)


def _scenario(key: str, scenario: Scenario, book: Playbook) -> Iterator[Problem]:
    yield from _asked(key, scenario, book)
    yield from _worded(scenario, book)
    yield from (((f"groups.{group}",), "no such group") for group in scenario.groups if group not in book.groups)
    yield from _when(scenario.urgent_when, "urgent_when", book, scenario)
    yield from _when(scenario.hours24_when, "hours24_when", book, scenario)
    yield from _when(scenario.no_pictures_when, "no_pictures_when", book)
    yield from _when(scenario.pictures_when, "pictures_when", book)
    if bool(scenario.hours24_evidence) != bool(scenario.hours24 or scenario.hours24_when):
        yield ("hours24_evidence",), "belongs to hours24, and hours24 to it"
    for number, advice in enumerate(scenario.advice):
        if advice.to not in book.destinations:
            yield ("advice", str(number), "to"), f"no destination {advice.to!r}"
        yield from _when(advice.when, f"advice.{number}.when", book, scenario)
    if len(scenario.doors({})) < 2:
        yield ("advice",), "fewer than two destinations while nothing is answered"
    for number, rather in enumerate(scenario.rather):
        if rather.to not in book.scenarios and rather.to not in book.groups:
            yield ("rather", str(number), "to"), f"no scenario or group {rather.to!r}"
        yield from _when(rather.when, f"rather.{number}.when", book, scenario)
        yield from _when(rather.unless, f"rather.{number}.unless", book, scenario)
    for number, instead in enumerate(scenario.instead):
        yield from _when(instead.when, f"instead.{number}.when", book, scenario)


def _asked(key: str, scenario: Scenario, book: Playbook) -> Iterator[Problem]:
    named = [("ask", key) for key in scenario.ask] + [("keep", key) for key in scenario.keep]
    unknown = [(where, key) for where, key in named if key not in book.questions]
    yield from (((where,), f"no question {key!r}") for where, key in unknown)
    if len(set(scenario.ask)) < len(scenario.ask):
        yield ("ask",), "asks the same twice"
    yield from ((("later",), f"{name!r} is not asked") for name in scenario.later if name not in scenario.ask)
    if unknown:
        return
    most = max(len(_facts(key, book, told)) for told in _answers(scenario, book))
    if most > QUESTIONS:
        yield ("ask",), f"{most} questions, more than {QUESTIONS}"
    if len(_facts(key, book, {}) - set(scenario.later)) > BEFORE_TEXT:
        yield ("later",), f"more than {BEFORE_TEXT} questions before the first text"


def _facts(scenario: str, book: Playbook, told: Mapping[str, Json]) -> set[str]:
    """What is asked under these answers, without the things to do."""
    asked = book.scenarios[scenario].ask
    return {key for key in book.questions_for(scenario, told) if key in asked and book.questions[key].kind != "do"}


def _answers(scenario: Scenario, book: Playbook) -> Iterator[dict[str, Json]]:
    """Every combination of the answers on which it depends what the scenario asks."""
    own = [condition for row in scenario.wording.values() for condition in (row.when, row.unless)]
    pool = [condition for key in scenario.ask for condition in (book.questions[key].when, book.questions[key].unless)]
    known = {*scenario.ask, *scenario.keep}
    keys = sorted({key for condition in (*own, *pool) for key in condition if key in known})
    return (
        dict(zip(keys, told, strict=True)) for told in product(*((*book.questions[key].choices, None) for key in keys))
    )


def _worded(scenario: Scenario, book: Playbook) -> Iterator[Problem]:
    for key, wording in scenario.wording.items():
        if key not in (*scenario.ask, *scenario.keep) or key not in book.questions:
            yield ("wording", key), "is not asked"
            continue
        yield from _when(wording.when, f"wording.{key}.when", book, scenario)
        yield from _when(wording.unless, f"wording.{key}.unless", book, scenario)
        for choice in wording.only:
            if choice not in book.questions[key].choices:
                yield ("wording", key, "only"), f"no choice {choice!r}"
        if wording.letter and wording.letter.count("{}") != 1:
            yield ("wording", key, "letter"), "needs {} once"


def _when(when: Choices, at: str, book: Playbook, scenario: Scenario | None = None) -> Iterator[Problem]:
    for key, choices in when.items():
        where = (*at.split("."), key)
        if key not in book.questions:
            yield where, "no such question"
            continue
        if scenario is not None and key not in (*scenario.ask, *scenario.keep, *TOLD_ALONG):
            yield where, "the scenario does not ask this"
        yield from ((where, f"no choice {c!r}") for c in choices if c not in book.questions[key].choices)


def _destinations(book: Playbook) -> Iterator[Problem]:
    for key, destination in book.destinations.items():
        for other in destination.either:
            if other not in book.destinations:
                yield ("destinations", key, "either"), f"no destination {other!r}"
    for number, contact in enumerate(book.contacts):
        if contact.to not in book.destinations:
            yield ("contacts", str(number), "to"), f"no destination {contact.to!r}"
