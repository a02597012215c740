"""What an answer of theirs means, read off the words that tell or quote it, and which words are one.

The words stand in ``words.toml``. It only guesses: what is made of it is asked of the person, or typed by them where
it was asked. It knows no case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dialogs import typed
from dialogs.understanding.patterns import WORDS

FOR_A_PLATFORM: Mapping[str, str] = {"accepted": "waiting", "declined": "refused"}
"""Only an office first decides whether it takes a dispute; from anybody else the same words say less, or more."""

HOW_IT_ENDED = ("declined", "refused", "settled", "accepted")
"""Outcomes that a sentence may tell by themselves; that it goes on has to be said by somebody."""

SHORT = 40
"""Characters up to which a message may begin with how it ended and tell no more than that."""

_BESIDE = re.compile(f"(?:{WORDS.news['beside_outcome'].pattern})*", re.IGNORECASE | re.VERBOSE)
_BUT = re.compile("但是?|不过|可是|可就")
_CLAUSE = re.compile(f"{typed.ANY_MARK}+|(?={_BUT.pattern})")


def outcome_in(text: str, among: Collection[str] = tuple(WORDS.outcomes)) -> str | None:
    """The outcome that words stand for, of those that there can be; none where they stand for none."""
    said = WORDS.news["otherwise"].sub("", text)
    found = (key for key, words in WORDS.outcomes.items() if words.search(said))
    meant = next(found, None)
    if meant == "settled" and _BUT.search(said):  # 解封了但是视频没了
        meant = "refused"
    return meant if meant is None or meant in among else FOR_A_PLATFORM.get(meant)


def is_answer(text: str) -> bool:
    """Whether words plainly are an answer of theirs, quoted or told: it says that they spoke, or how it came out."""
    said = typed.unmarked(text)
    if typed.asks_back(text) or outcome_in(said) is None:
        return False
    return WORDS.news["spoken"].match(said) is not None or (len(said) <= SHORT and _is_how_it_ended(said))


def _is_how_it_ended(said: str) -> bool:
    """Whether the first clause tells nothing but how it ended: 申诉被驳回了, 通过了 视频回来了."""
    first = _CLAUSE.split(said)[0]
    ends = (WORDS.outcomes[outcome].sub("", first) for outcome in HOW_IT_ENDED)
    return any(rest != first and _BESIDE.fullmatch(rest) for rest in ends)


def told_to_have_come(text: str) -> str | None:
    """What words that say that an answer came tell of it (他们回了，说不行), maybe nothing; none where they do not."""
    found = WORDS.news["answered"].fullmatch(text)
    return found and (found["words"] or "")


def is_silence(text: str) -> bool:
    """Whether words say only that nothing has come: 还没有, 他们没理我."""
    return WORDS.news["silent"].fullmatch(text) is not None
