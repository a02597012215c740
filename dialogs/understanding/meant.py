"""Which of several values a sentence stands by: 不是28号是27号, 26号到的不是25号, 6800多，具体是6832.

It knows the words of denying and correcting; it does not know what the values are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

_CORRECTS = re.compile("不是|不对|[记说写弄搞看]错|具体|准确|确切|实际|更正|改成|改为")
_TAKES_BACK = re.compile(
    r"[哦噢啊]不|不不|(?<=[，,。.\s])不(?=[，,。.\s])|(?:^|(?<=[，,。.\s\d号日天点元块吧嘛啊晚]))不对(?![板版劲头路称])"
)
_DENIED = re.compile(r"(?:不是|并非)(?:说|在|那个?|这个?)?\s?$")
_MEANT = re.compile(r"(?<!不)(?:是|应该|具体|准确|确切|实际|改成|改为)(?:说|在|花了?)?\s?$")
_NEAR = 6
"""Characters before a value that are looked at."""


class _Found(Protocol):
    @property
    def start(self) -> int: ...


F = TypeVar("F", bound=_Found)


def meant(text: str, found: Sequence[F]) -> list[F]:
    """What was found in the text without what it denies; where it corrects something, only what it says instead.

    25号，不对，26号 says so by order: only what follows counts.
    """
    kept = [one for one in _after_taking_back(text, found) if not _DENIED.search(_before(text, one))]
    instead = [one for one in kept if _MEANT.search(_before(text, one))] if _CORRECTS.search(text) else []
    return instead or kept


def _after_taking_back(text: str, found: Sequence[F]) -> Sequence[F]:
    back = max((match.end() for match in _TAKES_BACK.finditer(text)), default=0)
    return [one for one in found if one.start >= back] or found


def _before(text: str, one: _Found) -> str:
    return text[max(0, one.start - _NEAR) : one.start]
