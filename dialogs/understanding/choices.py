"""The words that stand for one choice of a question: 他说要来砍我 for danger, 电话我挂了 for a scam that is over.

How people say it stands in ``words.toml``. It knows which of them a story tells too; not what the buttons are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.understanding.patterns import WORDS, Read, first_said

_IN_ANY_STORY = ("reported_police", "penalty")
_IN_A_STORY: Mapping[str, tuple[str, ...]] = {
    "goods_quality": ("progress",),
    "after_sales": ("progress",),
    "illegal_content": ("illegal_kind",),
    "safety_risk": ("risk_where",),
    "account_stolen": ("still_logged_in", "contact_changed", "money_moved", "gave_code"),
}
"""What a first message tells plainly enough, by scenario; the rest counts only as the answer to its question."""

_NOT_TOLD = ("no", "not_applied", "waiting", "seller_refused", "returned")
"""What a story does not tell plainly: 商家不理我 does not say that anything was applied for."""

_NO_IS_TOLD = ("still_logged_in", "reported_police")
"""Where a no is told as plainly as a yes; elsewhere what was not done is asked about all the same."""


def choice_said(key: str, text: str) -> Read | None:
    """The choice of the question ``key`` that the text's words stand for; of several, the graver one."""
    return first_said(WORDS.sayings.get(key, {}), text)


def choices_told(text: str, scenario: str | None) -> Iterator[tuple[str, Read]]:
    """Every choice that a message tells in passing, by question key."""
    for key in (*_IN_ANY_STORY, *_IN_A_STORY.get(scenario or "", ())):
        read = choice_said(key, text)
        if read is not None and (read.value not in _NOT_TOLD or key in _NO_IS_TOLD):
            yield key, read
