"""What a playbook file states as a fact: sentences, contacts, paths, each with where it comes from.

It knows how sure a statement may be; it does not know what any of them is told for.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Basis = Literal["official", "press", "in_app", "usual"]
"""How sure a fact is: an official text, press quoting it, a copy of the platform's own screen, or only usual."""

Text = Annotated[str, Field(min_length=1)]
Label = Annotated[str, Field(min_length=1, max_length=12)]
"""What stands on a button: at most 12 characters."""


STRICT = ConfigDict(frozen=True, extra="forbid")
"""Of every row: never changed, and no unknown keys."""


class Sourced(BaseModel):
    """Something stated as a fact, with where it comes from and the day it was checked."""

    model_config = STRICT

    basis: Basis
    source: str = Field(min_length=3)
    checked: date


class Fact(Sourced):
    """A sentence that may be told as it is; ``article`` names the article of a law. What is only usual is no fact.

    ``words`` is a regular expression: where a message that sounds like a scam says so, the sentence is told.
    """

    basis: Literal["official", "press", "in_app"]
    text: Text
    article: str = ""
    words: str = ""


class Contact(Sourced):
    """A number, an e-mail address or a site of a destination (``to``). What is only usual is no contact."""

    basis: Literal["official", "press", "in_app"]
    kind: Literal["phone", "email", "site"]
    value: str = Field(min_length=3)
    purpose: Text
    to: str = ""


class Path_(Sourced):  # noqa: N801 - a path inside an app, not a file
    """Where to tap. ``text`` is shown with the caution that its basis asks for, and reads on after 在."""

    text: Text
