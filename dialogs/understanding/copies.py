"""On which platform a copy stands, where a work was published on one and taken to another.

It knows how copying is told; what the platforms are called is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TAKEN = "(?:搬|抄|盗|偷|剪|洗|传|转|发|拿|弄)[^，。,；]{0,4}"
_MINE = re.compile("(?:我|我们|自己|原创|首发|本人)[^，。,；被让]{0,4}$")
_THEIR_PLACE = re.compile(rf"{_TAKEN}[到去至在](?:了)?$")
_THEIRS = re.compile("(?:被|让|给|叫)(?:[^，。,；]{0,6})$|有(?:人|个|一个|好几个)[^，。,；]{0,4}$")


def stands_on(text: str, names: Mapping[str, str]) -> str | None:
    """The key of the platform the copy stands on; empty where two are named and it is unsure, none where not two are.

    ``names`` are the platforms' names by key.
    """
    said = [(found.start(), key) for key, name in names.items() for found in re.finditer(re.escape(name), text)]
    if len({key for _, key in said}) < 2:
        return None
    mine = {key for start, key in said if _MINE.search(text[max(0, start - 8) : start])}
    taken = {key for start, key in said if _THEIR_PLACE.search(text[max(0, start - 10) : start])}
    theirs = {key for start, key in said if _THEIRS.search(text[max(0, start - 8) : start])}
    others = {key for _, key in said} - mine
    for likely in (taken, others if mine else set(), theirs):
        if len(likely) == 1:
            return likely.pop()
    return ""
