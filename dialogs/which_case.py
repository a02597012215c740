"""Which case words mean at their beginning: by its number (第2件), or by what fits it and no other (羽绒服那件).

It knows what a case may be called; what is said of the case is left to whoever asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from dialogs import typed, wording
from dialogs.my_cases import open_cases
from dialogs.status import answers
from dialogs.talk import Talk
from dialogs.values import Json

NAMED_BY = ("story", "problem", "product", "work", "shop_name")
"""Answers by whose words a case may be called: 羽绒服那件."""

_NUMBERED = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}的)?看?第(?P<place>[一二三四五六七八九]|\d{1,3})[件个](?:事情?|投诉)?的?[：:，,\s]*(?P<rest>.*)",
    re.DOTALL,
)
_THING = re.compile(
    r"(?:我|说|买|那个|那件|这个|这件)*的?(?P<thing>[\u4e00-\u9fff]{2,6}?)"
    r"(?:的|[那这](?:个|件|边|单)|(?=商家|卖家|店家|客服|金额|订单|钱|款|退))[：:，,\s]*(?P<rest>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The case that words name, whether there is one of that number or not, and what they say of it."""

    number: int | None = None
    rest: str = ""
    by_number: bool = False


def named_in(talk: Talk, text: str, *, unlike: Collection[Json] = ()) -> Named:
    """The case that words name at their beginning; ``unlike``: words of another matter, by which none is called."""
    said = typed.unmarked(text)
    if numbered := _NUMBERED.fullmatch(said):
        return Named(typed.number(numbered["place"]), numbered["rest"], by_number=True)
    of_thing = _THING.fullmatch(said)
    thing = of_thing["thing"] if of_thing else ""
    if of_thing is None or any(thing in str(words) for words in unlike):
        return Named()
    fits = [number for number in open_cases(talk) if thing in _called(talk, number)]
    return Named(fits[0], of_thing["rest"]) if len(fits) == 1 else Named()


def is_numbered(text: str) -> bool:
    """Whether words begin with the number of a case."""
    return _NUMBERED.match(text.strip()) is not None


def _called(talk: Talk, number: int) -> str:
    """What a case may be called by: platform, scenario, and what was told of it."""
    told = answers(talk.cases[number])
    words = [str(told[key]) for key in NAMED_BY if told.get(key)]
    return "\n".join([wording.case_name(talk.cases[number], talk.rules.playbooks), *words])
