"""How people say things, as compiled patterns: ``understanding_words.toml``, read and checked once at the start.

It knows the shape of that file. It does not know what follows from a pattern that matches.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

FILE = Path(__file__).with_name("understanding_words.toml")

WEIGHTS = {"strong": 6, "plain": 4, "weak": 1, "against": -8}
"""What one matching pattern adds to its scenario."""

SHORT = 120
"""Characters within which two words count as standing together; a long story holds every word somewhere."""


def _compiled(value: object) -> re.Pattern[str]:
    return re.compile(str(value), re.IGNORECASE | re.VERBOSE)


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Sayings(_Row):
    """Patterns that mean the same; some that mean it when two of them stand together; and one that takes it back."""

    when: list[Pattern] = []
    together: list[Pattern] = []
    unless: str = ""

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return _compiled(self.unless) if self.unless else None

    def found(self, text: str) -> re.Match[str] | None:
        """Where one of the patterns stands, if nothing takes it back."""
        if self._unless is not None and self._unless.search(text):
            return None
        return next(self._matches(self.when, text), None) or self._pair(text)

    def _pair(self, text: str) -> re.Match[str] | None:
        if len(text) > SHORT:
            return None
        matches = list(islice(self._matches(self.together, text), 2))
        return matches[0] if len(matches) == 2 else None

    @staticmethod
    def _matches(patterns: list[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
        return (match for pattern in patterns if (match := pattern.search(text)) is not None)

    def words(self, text: str) -> str:
        """What was found, or nothing."""
        match = self.found(text)
        return match[0] if match is not None else ""


class TieBreak(Sayings):
    """One ruling between scenarios: whichever of ``over`` leads gives way to ``to``."""

    name: str
    over: list[str]
    to: str


class ScenarioWords(_Row):
    """What speaks for a scenario, and how much; ``against`` speaks for another reading of the same words."""

    strong: list[Pattern] = []
    plain: list[Pattern] = []
    weak: list[Pattern] = []
    against: list[Pattern] = []


class PlatformWords(_Row):
    """Platforms without a playbook, means of paying that may be one, and how a platform is named only in passing."""

    names: list[str]
    means: list[str]
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
    macros: dict[str, str] = table.pop("macros")
    return Words.model_validate(_filled(table, macros))


def _filled(value: object, macros: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _filled(below, macros) for key, below in value.items()}
    if isinstance(value, list):
        return [_filled(below, macros) for below in value]
    return re.sub("<([a-z_]+)>", lambda match: macros[match[1]], value) if isinstance(value, str) else value


WORDS = read_words()
