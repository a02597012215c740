"""The fixed sentences of letters and the checked lines of law: read once from ``playbooks/letters/``, checked, frozen.

It knows what a row may hold; which rows fit a case is ``writing``'s and ``laws``' to say.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dialogs.playbook_rows import Choices

FOLDER = Path(__file__).parents[1] / "playbooks" / "letters"

Slot = Literal["who", "facts", "story", "history", "new", "demand", "ask", "law", "exhibits"]
"""What fills a line: who writes, answers, own words, earlier steps, what is new, requests, law, exhibits."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Row):
    """One paragraph: fixed words (``say``, with ``{platform}``, ``{matter}``, ``{account}`` …) or a slot behind a lead.

    A line whose slot or whose named answer is empty is left out. Lines of less ``weight`` go first where a field is
    too small; ``bullet`` sets each sentence on a line of its own.
    """

    weight: int = Field(ge=1, le=10)
    say: str = ""
    slot: Slot | None = None
    lead: str = ""
    bullet: str = ""
    when: Choices = {}


class Kind(_Row):
    """One kind of letter. ``subject`` is an e-mail's; ``leave_out`` and ``only`` name questions by key."""

    subject: str = ""
    lines: list[Line]
    leave_out: list[str] = []
    only: list[str] = []
    notes: list[str] = []


class Law(_Row):
    """A checked line of law, and the letters it fits.

    ``fits`` names a test of the answers in ``laws``; an empty list of scenarios means every one.
    """

    text: str = Field(pattern=r"《[^》]+》第[一二三四五六七八九十百千零]+条")
    kinds: list[str]
    scenarios: list[str] = []
    when: Choices = {}
    fits: Literal["", "within_seven_days", "auto_renewal", "live_stream"] = ""
    basis: Literal["official"]
    source: str
    checked: date


class LetterRows(_Row):
    """Kinds by key (a destination's own, or its ``letter``), who writes, names and requests of scenarios, the law."""

    kinds: dict[str, Kind]
    who: dict[str, str]
    matters: dict[str, str]
    asks: dict[str, str]
    laws: list[Law]


def load(folder: Path = FOLDER) -> LetterRows:
    """Read and check the rows. Raises ``pydantic.ValidationError`` or ``tomllib.TOMLDecodeError``."""
    merged: dict[str, object] = {}
    for path in sorted(folder.glob("*.toml")):
        merged |= tomllib.loads(path.read_text(encoding="utf-8"))
    return LetterRows.model_validate(merged)


ROWS = load()
"""Read when the program starts, so that writing a letter touches no file."""
