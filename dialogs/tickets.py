"""The number that somebody gave for a complaint, in what is said of it.

It reads one sentence and knows no case.
"""

from __future__ import annotations

import re

_GIVEN = r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*"
_NUMBERED = re.compile(rf"(?:编号|单号|受理号|流水号|工单号?)[是为叫:：\s]*(?=[A-Za-z-]{{0,9}}\d)({_GIVEN})")
_NUMBER = re.compile(rf"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\d)({_GIVEN})(?![A-Za-z0-9])")
_LONG_ENOUGH = 4
"""Characters from which a number in a sentence can be one they gave; 24小时 is none."""
_NONE_GIVEN = re.compile(
    r"(?:没|不|未|还没)有?(?:给|发|收到|看到|说|提供|写)?[^，。,]{0,3}(?:编号|单号|号码?|工单)|^(?:没|未)(?:给|发|说)"
)


def called(text: str) -> str | None:
    """The number that words call so: 编号是A12."""
    found = _NUMBERED.search(text)
    return found[1] if found else None


def none_given(text: str) -> bool:
    """Whether words say that none was given."""
    return _NONE_GIVEN.search(text) is not None


def without(text: str) -> str:
    """The words without the number that they call so, and without what says that there is none."""
    return _NONE_GIVEN.sub("", _NUMBERED.sub("", text))


def given(text: str) -> str | None:
    """The number in what was said: the one called so, a number by itself, or the only long one of a sentence."""
    if (number := called(text)) is not None:
        return number
    if re.fullmatch(r"[A-Za-z0-9 _-]*\d[A-Za-z0-9 _-]*", text):
        return text
    numbers: list[str] = [found for found in _NUMBER.findall(text) if len(found) >= _LONG_ENOUGH]
    if _NONE_GIVEN.search(text) or not numbers:
        return None
    if len(numbers) == 1:
        return numbers[0]
    return text if text.endswith("号") else None
