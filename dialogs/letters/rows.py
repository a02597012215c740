"""The fixed sentences of letters and the checked lines of law: read once from ``playbooks/letters/``, checked, frozen.

It knows what a row may hold; which rows fit a case is ``writing``'s and ``laws``' to say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dialogs.playbook_rows import Choices, fits
from dialogs.playbook_sources import Sourced
from dialogs.values import Json

FOLDER = Path(__file__).parents[1] / "playbooks" / "letters"

Slot = Literal[
    "who", "facts", "story", "extra", "history", "new", "demand", "wanted", "ask", "police", "law", "exhibits"
]
"""What fills a line: who writes, answers, own words, what was added, earlier steps, what is new, requests …

``demand`` is never empty: what was not told is requested as usual; ``wanted`` holds only what was told.
"""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Row):
    """One paragraph: fixed words (``say``, with ``{platform}``, ``{matter}``, ``{account}`` …) or a slot behind a lead.

    A line whose slot or whose named answer is empty is left out, and so is one that is only for who has not answered
    any of ``without``, one under a choice of ``unless``, one whose ``told`` is not found in what was answered and one
    whose ``asking`` is not found in the request. Lines of less ``weight`` go first where a field is too small;
    ``bullet`` sets each sentence on a line of its own.
    """

    weight: int = Field(ge=1, le=10)
    say: str = ""
    slot: Slot | None = None
    lead: str = ""
    bullet: str = ""
    when: Choices = {}
    unless: Choices = {}
    without: list[str] = []
    told: str = ""
    asking: str = ""


class Note(_Row):
    """What to tell the person beside a text in these scenarios, unless one of ``without`` was answered."""

    say: str
    scenarios: list[str]
    without: list[str] = []


class Kind(_Row):
    """One kind of letter. ``subject`` is an e-mail's; ``leave_out`` and ``only`` name questions by key.

    ``spoken``: it is said on the telephone. ``dispute``: they settle what two owe each other, so no word on what should
    be punished (令121 第9条). ``guardian``: where it is about a child, its guardian has to go there. ``plainly``: the
    police and the bank hear it as it was told, with what people are called and what was given away.
    """

    subject: str = ""
    lines: list[Line]
    leave_out: list[str] = []
    only: list[str] = []
    notes: list[str | Note] = []
    spoken: bool = False
    dispute: bool = False
    guardian: bool = False
    plainly: bool = False


class Law(Sourced, _Row):
    """A checked line of law, and the letters it fits.

    ``fits`` names a test of the answers in ``laws``; an empty list of scenarios means every one.
    """

    text: str = Field(pattern=r"《[^》]+》第[一二三四五六七八九十百千零]+条")
    kinds: list[str]
    scenarios: list[str] = []
    when: Choices = {}
    fits: Literal["", "within_seven_days", "returned", "auto_renewal", "live_stream", "not_agreed"] = ""
    basis: Literal["official"]


class Instead(_Row):
    """What is said instead under these answers, where the words that were told match ``told``; what is empty stays."""

    when: Choices = {}
    told: str = ""
    matter: str = ""
    alarm: str = ""
    ask: str = ""
    request: str = ""
    police: str = ""
    report_as: str = ""

    def fits(self, answers: Mapping[str, Json], told: str) -> bool:
        """Whether it is said of a case."""
        return fits(self.when, answers) and re.search(self.told, told, re.DOTALL) is not None


class Wish(_Row):
    """A request that the person's own words make, in place of the usual one or (``besides``) after it.

    ``wants`` is looked for in clauses that state a wish, ``told`` in every clause; ``{what}`` is the group of that
    name. ``answered`` names a question whose answer makes the request by itself.
    """

    scenarios: list[str]
    wants: str = ""
    told: str = ""
    answered: str = ""
    say: str
    besides: bool = False


class Narrower(_Row):
    """The sentence of a choice where the words that were told say no more than a part of it."""

    question: str
    choice: str
    told: str
    say: str


class About(_Row):
    """What a scenario is called, what every letter about it asks for, and the request of who has not said theirs.

    ``refund`` is that request where a dispute is settled, if it is another one there; ``alarm`` what 110 hears first,
    if not the matter; ``police`` what it is asked for. ``ask_alone``: beside a request the ask says nothing new.
    ``report_as`` is the reason to pick when reporting, if it is another than the scenario's.
    """

    matter: str
    alarm: str = ""
    ask: str
    ask_alone: bool = False
    request: str
    refund: str = ""
    police: str = ""
    report_as: str = ""
    instead: list[Instead] = []

    def under(self, answers: Mapping[str, Json], told: str) -> About:
        """The same under these answers and the words that were told."""
        unsaid = {"when", "told"}
        fitting = [row.model_dump(exclude=unsaid) for row in self.instead if row.fits(answers, told)]
        return self.model_copy(update={name: said for row in fitting for name, said in row.items() if said})


class LetterRows(_Row):
    """Kinds by key (a destination's own, or its ``letter``), who writes, what each scenario is about, the law.

    ``who``, ``on_the_phone`` and ``teller`` go by who writes; ``own`` holds, by who writes and question, the sentences
    of choices that they word themselves; ``holds``, by question, what an answer looks like that its words announce.
    """

    kinds: dict[str, Kind]
    who: dict[str, str]
    on_the_phone: dict[str, str]
    teller: dict[str, str]
    own: dict[str, dict[str, dict[str, str]]]
    holds: dict[str, str]
    notes: dict[str, str]
    about: dict[str, About]
    wishes: list[Wish]
    narrower: list[Narrower]
    laws: list[Law]


def load(folder: Path = FOLDER) -> LetterRows:
    """Read and check the rows. Raises ``pydantic.ValidationError`` or ``tomllib.TOMLDecodeError``."""
    merged: dict[str, object] = {}
    for path in sorted(folder.glob("*.toml")):
        merged |= tomllib.loads(path.read_text(encoding="utf-8"))
    return LetterRows.model_validate(merged)


ROWS = load()
"""Read when the program starts, so that writing a letter touches no file."""
