"""How people say things, as compiled patterns: ``words.toml``, read and checked once at the start.

It knows the shape of that file: patterns, lists of words that mean something where they stand near one another, and
idioms that only sound like it. It does not know what follows from a pattern that matches.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property, reduce
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FILE = Path(__file__).with_name("words.toml")

WEIGHTS = {"strong": 6, "plain": 4, "weak": 1, "against": -8}
"""What one matching pattern adds to its scenario."""


def _compiled(value: object) -> re.Pattern[str]:
    if not isinstance(value, str):
        raise ValueError("a pattern is a text")
    return re.compile(value, re.IGNORECASE | re.VERBOSE)


def _blanked(text: str, idiom: re.Pattern[str]) -> str:
    """The text without an idiom; what stands around it keeps its place."""
    return idiom.sub(lambda match: "○" * len(match[0]), text)


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Near(_Row):
    """Words of several lists, in any order, with at most ``within`` characters from the first to the last of them."""

    near: list[Pattern] = Field(min_length=2)
    within: int = Field(gt=0)

    def search(self, text: str) -> re.Match[str] | None:
        """Where the first of them stands, as a pattern would tell it; in time proportional to the text."""
        if any(part.search(text) is None for part in self.near):
            return None
        found = ((match.start(), place, match) for place, part in enumerate(self.near) for match in part.finditer(text))
        latest: dict[int, re.Match[str]] = {}
        for start, place, match in sorted(found, key=lambda each: each[:2]):
            latest[place] = match
            first = min(latest.values(), key=lambda each: each.start())
            if len(latest) == len(self.near) and start - first.end() <= self.within:
                return first
        return None


Saying: TypeAlias = Pattern | Near
"""Either of the two; both are searched alike."""


class Sayings(_Row):
    """Sayings that mean the same; idioms that only sound like it and are not read; a pattern that takes it back."""

    when: list[Saying] = []
    idioms: list[Pattern] = []
    unless: str = ""

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return _compiled(self.unless) if self.unless else None

    def found(self, text: str) -> re.Match[str] | None:
        """Where one of the sayings stands, if nothing takes it back."""
        if self._unless is not None and self._unless.search(text):
            return None
        heard = reduce(_blanked, self.idioms, text)
        return next((match for saying in self.when if (match := saying.search(heard)) is not None), None)

    def words(self, text: str) -> str:
        """What was found, or nothing."""
        match = self.found(text)
        return text[match.start() : match.end()] if match is not None else ""


class TieBreak(Sayings):
    """One ruling between scenarios: whichever of ``over`` leads gives way to ``to``."""

    name: str
    over: list[str]
    to: str


class ScenarioWords(_Row):
    """What speaks for a scenario, and how much; ``against`` speaks for another reading of the same words."""

    strong: list[Saying] = []
    plain: list[Saying] = []
    weak: list[Saying] = []
    against: list[Saying] = []


class PlatformWords(_Row):
    """Platforms without a playbook, means of paying that may be one, short names, and names only in passing."""

    names: list[str]
    means: list[str]
    short: dict[str, list[str]]
    passing_before: Pattern
    passing_after: Pattern
    not_names: Pattern
    here_before: Pattern
    here_after: Pattern


class UnknownScam(Sayings):
    """Being cheated without a word on how the money went; ``offer`` lists what it may turn out to be."""

    offer: list[str]


class Demand(_Row):
    """How a wish is introduced, and what people wish for."""

    asked: str
    wishes: list[str]


class Words(_Row):
    """The whole file."""

    other_platforms: PlatformWords
    scenarios: dict[str, ScenarioWords]
    tie_breaks: list[TieBreak]
    urgent: dict[str, Sayings]
    unknown_scam: UnknownScam
    no_case: list[str]
    alarms: dict[str, Sayings]
    facts: dict[str, dict[str, Pattern]]
    tried: dict[str, Pattern]
    promise: Sayings
    demand: Demand


def read_words(file: Path = FILE) -> Words:
    """The file with its macros filled in. Raises ``pydantic.ValidationError``, ``KeyError`` or ``re.error``."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    macros: dict[str, str] = {}
    for name, row in table.pop("macros").items():
        macros[name] = f"(?:{_filled(row, macros)})"
    return Words.model_validate(_filled(table, macros))


def _filled(value: object, macros: dict[str, str]) -> object:
    """The value with every macro in it; a macro may use those above it."""
    if isinstance(value, dict):
        return {key: _filled(below, macros) for key, below in value.items()}
    if isinstance(value, list):
        return [_filled(below, macros) for below in value]
    return re.sub("<([a-z_]+)>", lambda match: macros[match[1]], value) if isinstance(value, str) else value


WORDS = read_words()
