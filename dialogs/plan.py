"""The dialog map: every interview with its questions, every word and every button's verb, printed by ``./run map``.

Made from the code itself, so it cannot fall behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dialogs.conversing import INTERVIEWS
from dialogs.filing import FILING
from dialogs.interview import SoFar
from dialogs.playbook import Playbook, Playbooks, load
from dialogs.turn import CARD_VERBS, WORDS
from dialogs.values import Case, Draft, Event, Opened


def plan(playbooks: Playbooks | None = None) -> str:
    """The map as text."""
    books = playbooks or load()
    return "\n".join([*_words(), "", *_interviews(books), "", *_scenarios(books)])


def _words() -> Iterator[str]:
    yield "words"
    yield from (f"  {'  '.join(words)}" for words in WORDS)
    yield "verbs of cards"
    yield f"  {'  '.join(CARD_VERBS)}"


def _interviews(books: Playbooks) -> Iterator[str]:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    scenario = next(iter(books["generic"].scenarios))
    case = Case(1, (Event(1, now, Opened("generic", scenario, {"scenario": scenario})),))
    for name, interview in INTERVIEWS.items():
        so_far = SoFar(Draft(name), books, now, None if interview is FILING else case)
        keys = [question.key for question in interview.questions(so_far)]
        yield f"{name}: {' → '.join(keys)}"


def _scenarios(books: Playbooks) -> Iterator[str]:
    book: Playbook = books["generic"]
    for key, scenario in book.scenarios.items():
        asked = " → ".join(f"({name})" if name in scenario.later else name for name in scenario.ask)
        doors = ", ".join(dict.fromkeys(row.to for row in scenario.advice))
        yield f"{key}: {asked} ⇒ {doors}"
