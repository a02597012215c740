"""Of two matters that one message told: which comes first. The other's words are kept until its text is written.

Where one message tells two is known to ``matters``.
"""

from __future__ import annotations

from dialogs import asides, texts, wording
from dialogs.first_questions import LATER, MATTERS, heard, understood_answers
from dialogs.interview import Again, Answer, Question, SoFar
from dialogs.talk import choice
from dialogs.understanding import understand
from dialogs.understanding.recognising import OTHER
from dialogs.values import Json, Reply, Said


class FirstMatter(Question):
    """Which of two matters comes first; the other one's words are kept until this one's text is written."""

    key = "first_matter"
    label = ""

    def needed(self, so_far: SoFar) -> bool:
        return bool(so_far.draft.answers.get(MATTERS))

    def ask(self, so_far: SoFar) -> Reply:
        both = _two(so_far)
        names = [_short(words, so_far) for words in both]
        if len(set(names)) == 1:
            names = [wording.shortened(words, 16) for words in both]
        return Reply(texts.TWO_MATTERS, choice({str(n): name for n, name in enumerate(names)}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        """One by its button, or by words that only one of the two has: 先说鞋子."""
        shared = [len(_pairs(said.text) & _pairs(words)) for words in _two(so_far)]
        place = int(said.button) if said.button else shared.index(max(shared))
        if not said.button and len(set(shared)) == 1:
            return Again(asides.answer_to(said.text, telling=True) or texts.PRESS_ONE)
        words, other = _two(so_far)[place], _two(so_far)[1 - place]
        also = understood_answers(understand(words, said.at, so_far.playbooks), so_far.playbooks, words)
        return Answer(str(place), {"story": words, LATER: other, **also}, heard(also, so_far))

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value is not None


def _two(so_far: SoFar) -> list[str]:
    return [str(words) for words in so_far.draft.answers.get(MATTERS) or ()]


def _short(words: str, so_far: SoFar) -> str:
    """One of two matters as a button: 快手 · 封号, or its own first words."""
    read = understand(words, so_far.now, so_far.playbooks)
    if read.scenario is None or read.platform is None or read.platform.value == OTHER:
        return wording.shortened(words, 16)
    book = so_far.playbooks[read.platform.value]
    return f"{book.name} · {book.scenarios[read.scenario.value].short}"


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}
