"""What a text speaks for, weighed: its characters, pairs of characters and classes of words, each with its weights.

The classes stand in ``classes.toml``. The weights stand in ``weights.json`` and were learnt from labelled messages by
``python -m bench weights`` (docs/decisions/0013). Reading is adding up: no library, no network, in time proportional to
the text. It does not know what follows from a heavy one.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).with_name("weights.json")
CLASSES = Path(__file__).with_name("classes.toml")

SCALE = 100
"""Weights, biases and how rare a gram is are kept as whole hundredths."""

NONE = "none"
"""The label of a message that is of no scenario."""

WINDOW = 80
"""Characters that are weighed together: a sentence of danger in a long story weighs as much as it does alone."""

FEW = 9
"""The length below which a text weighs less: two or three characters hardly speak for anything."""

_NUMBER = re.compile(r"\d+")
_APART = re.compile(r"[^\w〇]+")
_CLAUSE = re.compile(r"[^，。,；;！!？?\n]+[，。,；;！!？?\n]*")


def _said(text: str) -> str:
    """A text as it is weighed: in small letters, with one sign for all that is no letter, digit or character."""
    return _APART.sub("，", text.lower()).strip("，")


def _classes_of_words() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, int]]:
    """The classes of every word, and how long a word with such a beginning can be."""
    classes: defaultdict[str, list[str]] = defaultdict(list)
    longest: dict[str, int] = {}
    for name, words in tomllib.loads(CLASSES.read_text("utf-8")).items():
        for word in map(_said, words):
            classes[word].append(f"<{name}>")
            longest[word[0]] = max(len(word), longest.get(word[0], 0))
    return {word: tuple(names) for word, names in classes.items()}, longest


_CLASSES, _LONGEST = _classes_of_words()


def grams(text: str) -> dict[str, float]:
    """Characters, pairs of neighbours and classes of words, with 1 + ln of how often; a number counts as 0."""
    said = _said(text)
    plain = _NUMBER.sub("0", said)
    counted = Counter(plain)
    counted.update(map("".join, pairwise(plain)))
    counted.update(name for word in set(_words(said)) for name in _CLASSES[word])
    return {gram: 1 + math.log(often) for gram, often in counted.items()}


def _words(said: str) -> Iterator[str]:
    """The words that have a class; none that lies within a longer one, so that 跳楼价 is not 跳楼."""
    reached = 0
    for at, first in enumerate(said):
        ends = range(min(at + _LONGEST.get(first, 0), len(said)), max(at, reached), -1)
        if word := next((said[at:end] for end in ends if said[at:end] in _CLASSES), ""):
            reached = at + len(word)
            yield word


@dataclass(frozen=True, slots=True)
class Weights:
    """For every label its bias; for every gram how rare it is (idf), and what it weighs for which label; hundredths."""

    bias: Mapping[str, int]
    grams: Mapping[str, tuple[int, Mapping[str, int]]]

    def of(self, text: str) -> dict[str, float]:
        """What the text weighs for every label; above 0 it speaks for it."""
        total, square = dict.fromkeys(self.bias, 0.0), 0.0
        for value, weights in self._found(grams(text)):
            square += value * value
            for label, weight in weights.items():
                total[label] += value * weight
        length = math.hypot(math.sqrt(square), FEW * SCALE)
        return {label: (bias + total[label] / length) / SCALE for label, bias in self.bias.items()}

    def _found(self, counted: Mapping[str, float]) -> Iterator[tuple[float, Mapping[str, int]]]:
        known = self.grams
        return ((often * known[gram][0], known[gram][1]) for gram, often in counted.items() if gram in known)

    def heaviest(self, text: str) -> dict[str, float]:
        """The same, of the stretch of a long text that weighs the most."""
        weighed = [self.of(stretch) for stretch in stretches(text)]
        return {label: max(each[label] for each in weighed) for label in self.bias}

    def clause(self, text: str, label: str) -> str:
        """The clause in which the pair of characters stands that weighs the most for a label."""
        pairs = {gram: self.grams[gram] for gram in map("".join, pairwise(text)) if gram in self.grams}
        most = max(pairs, key=lambda gram: pairs[gram][0] * pairs[gram][1].get(label, 0), default="")
        return next((clause for clause in clauses(text) if most in clause), text).strip(" ，。,；;！!？?\n")


def clauses(text: str) -> list[str]:
    """The text cut after every stop and comma."""
    return _CLAUSE.findall(text)


def is_short(text: str) -> bool:
    """Whether a text is weighed in one piece."""
    return len(text) <= 2 * WINDOW


def stretches(text: str) -> Iterator[str]:
    """Neighbouring clauses of about ``WINDOW`` characters, each stretch beginning in the middle of the last."""
    if is_short(text):
        yield text
        return
    pieces = [clause[at : at + WINDOW] for clause in clauses(text) or [text] for at in range(0, len(clause), WINDOW)]
    begin = 0
    while begin < len(pieces):
        end, size = begin, 0
        while end < len(pieces) and size < WINDOW:
            size += len(pieces[end])
            end += 1
        yield "".join(pieces[begin:end])
        begin += max(1, (end - begin) // 2)


def read_weights(file: Path = FILE) -> Weights:
    """The table that was learnt."""
    table = json.loads(file.read_text("utf-8"))
    return Weights(table["bias"], table["grams"])
