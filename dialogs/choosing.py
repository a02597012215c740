"""An answer in words to a question with choices: which of them is meant.

It knows labels and the words of yes and no; what else people say for a choice is known to ``understanding.choices``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dialogs import typed
from dialogs.understanding.choices import choice_said

SHORT = 20
"""Characters; in a longer message a label may be named in passing."""

_MARKED = re.compile(f"[{typed.MARKS}]")
_AFFIRMED = re.compile(
    r"(?=.*[有是对嗯在能])(?:有|是|对|嗯|在|能|还|当然|肯定|确实|真|的|了|啊|呀|呢|哦|嘛|咧|嘞|危险|[，,\s])+"
)
_DENIED = re.compile(r"(?=.*[没不无])(?:没|有|不|是|在|能|无|还|都|暂时|目前|现在|的|了|啊|呀|呢|吧|哦|嘛|[，,\s])+")
_LEAD = re.compile(r"(?P<lead>[^，,。；;：:、\s]{1,6})[，,。；;：:、\s]+(?P<rest>.+)", re.DOTALL)
"""The word before the first mark or space, which may be a yes or a no: 有 昨天有人敲我家门."""


def chosen(key: str, choices: Mapping[str, str], text: str) -> str | None:
    """The choice of the question ``key`` that an answer means; none where it fits none of them, or several."""
    said, bare = typed.unmarked(text), _MARKED.sub("", text)
    part_of = [choice for choice, label in choices.items() if len(bare) > 1 and bare in _MARKED.sub("", label)]
    if len(part_of) == 1:
        return part_of[0]
    told = choice_said(key, said)
    for choice in (told.value if told else None, _yes_or_no(said)):
        if choice in choices:
            return choice
    named = set(_named(choices, said)) if len(said) <= SHORT else set()
    if len(named) == 1:
        return named.pop()
    lead = _LEAD.fullmatch(said)
    begun = _yes_or_no(lead["lead"]) if lead else None
    return begun if begun in choices else None


def after_yes_or_no(text: str) -> str:
    """The words without a yes or a no at their beginning."""
    lead = _LEAD.fullmatch(text.strip())
    return lead["rest"] if lead and _yes_or_no(lead["lead"]) else text.strip()


def _yes_or_no(said: str) -> str | None:
    if _DENIED.fullmatch(said):
        return "no"
    return "yes" if _AFFIRMED.fullmatch(said) else None


def _named(choices: Mapping[str, str], said: str) -> Iterator[str]:
    """The choices whose label, or a part of it between commas, stands in the words and is not denied there."""
    for choice, label in choices.items():
        parts = (part for part in (label, *re.split("[，、]", label)) if len(part) > 1)
        if any(_stands(part, said) for part in parts):
            yield choice


def _stands(part: str, said: str) -> bool:
    """没有 counts only where the answer begins with it: 我没有说谎 is no 没有."""
    if part[0] in "没不还":
        return said.startswith(part)
    return re.search(f"(?<![没不未别])(?<!不是){re.escape(part)}", said) is not None
