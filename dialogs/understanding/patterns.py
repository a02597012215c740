"""How people say single facts, as compiled patterns: ``words.toml``, read and checked once at the start.

It knows the shape of that file. It does not know what follows from a pattern that matches.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

FILE = Path(__file__).with_name("words.toml")


def _compiled(value: object) -> re.Pattern[str]:
    if not isinstance(value, str):
        raise ValueError("a pattern is a text")
    return re.compile(value, re.IGNORECASE | re.VERBOSE)


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]


@dataclass(frozen=True, slots=True)
class Read:
    """A value, and the words it was read from; what is not sure is to be asked."""

    value: str
    words: str
    sure: bool = True


def first_said(row: Mapping[str, re.Pattern[str]], text: str) -> Read | None:
    """The first value of a row that the text says; where it says several, the one that stands first in the file."""
    found = ((value, pattern.search(text)) for value, pattern in row.items())
    return next((Read(value, match[0]) for value, match in found if match is not None), None)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


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


class UnknownScam(_Row):
    """Being cheated without a word on how the money went; ``offer`` lists what it may turn out to be."""

    offer: list[str]
    when: Pattern
    unless: Pattern

    def found(self, text: str) -> bool:
        """Whether it is said, and nothing of how the money went."""
        return self.when.search(text) is not None and self.unless.search(text) is None


class Demand(_Row):
    """How a wish is introduced, and what people wish for."""

    asked: str
    wishes: list[str]


class Words(_Row):
    """The whole file."""

    other_platforms: PlatformWords
    unknown_scam: UnknownScam
    facts: dict[str, dict[str, Pattern]]
    sayings: dict[str, dict[str, Pattern]]
    cautions: dict[str, Pattern]
    promise: Pattern
    perishable: Pattern
    plainly: dict[str, Pattern]
    not_meant: dict[str, Pattern]
    demand: Demand
    doors: dict[str, Pattern]
    news: dict[str, Pattern]
    outcomes: dict[str, Pattern]


def read_words(file: Path = FILE) -> Words:
    """The file with its macros filled in. Raises ``pydantic.ValidationError``, ``KeyError`` or ``re.error``."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    macros = {"door": f"(?:{'|'.join(table['doors'].values())})"}
    for name, row in table.pop("macros").items():
        macros[name] = f"(?:{_filled(row, macros)})"
    return Words.model_validate(_filled(table, macros))


def _filled(value: object, macros: dict[str, str]) -> object:
    """The value with every macro in it; a macro may use those above it."""
    if isinstance(value, dict):
        return {key: _filled(below, macros) for key, below in value.items()}
    if isinstance(value, list):
        return [_filled(below, macros) for below in value]
    return re.sub(r"(?<!\?P)<([a-z_]+)>", lambda match: macros[match[1]], value) if isinstance(value, str) else value


WORDS = read_words()
