"""Which checked lines of law fit a letter: by its kind, the scenario, the answers, and the day.

It knows the tests that rows name in ``fits``; the lines themselves are rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from dialogs.letters.rows import ROWS, Law
from dialogs.playbook import fits
from dialogs.understanding.patterns import WORDS
from dialogs.values import Json

_SAID_LIVE = re.compile(r"(?:直播间?|主播|播的人)[^，。！？\n]{0,12}(?:说|讲|承诺|答应|保证|宣传|吹|喊|介绍)")
_UNKNOWN_TO_US = re.compile(
    r"(?:没|不|未)(?:有)?(?:经过?|跟|和|告诉)?(?:我们?|爸妈|家长|大人|父母|监护人|他爸|他妈|她爸|她妈|家里)?[^，。！？\n]{0,3}"
    r"(?:同意|允许|知道(?!怎|咋|该|能)|知情|答应|许可|说过?)|偷偷|偷用|瞒着|背着(?:我|大人|家)"
)
AT_MOST = 2
"""Lines in one letter: more reads as a threat."""


def fitting(kind: str, scenario: str, answers: Mapping[str, Json], today: date) -> tuple[str, ...]:
    """The lines that fit, most telling first."""
    found = [law.text for law in ROWS.laws if _fits(law, kind, scenario, answers, today)]
    return tuple(found[:AT_MOST])


def _fits(law: Law, kind: str, scenario: str, answers: Mapping[str, Json], today: date) -> bool:
    return (
        kind in law.kinds
        and (not law.scenarios or scenario in law.scenarios)
        and fits(law.when, answers)
        and (not law.fits or _TESTS[law.fits](answers, today))
    )


def _within_seven_days(answers: Mapping[str, Json], today: date) -> bool:
    """消保法 25: seven days from the day after receipt, not for what spoils, nor where repair or exchange is wanted."""
    received = answers.get("received_date")
    spoils = WORDS.perishable.search(f"{answers.get('story')} {answers.get('problem')}")
    if not received or spoils or any(word in str(answers.get("demand") or "") for word in "换修"):
        return False
    return datetime.fromisoformat(str(received)).date() + timedelta(days=7) >= today


def _returned(answers: Mapping[str, Json], _today: date) -> bool:
    """消保法 25: seven days to pay back, from the day on which the goods were back."""
    return bool(answers.get("returned_date"))


def _not_agreed(answers: Mapping[str, Json], _today: date) -> bool:
    """民法典 145 is about what the guardian did not agree to."""
    told = "\n".join(value for value in answers.values() if isinstance(value, str))
    return _UNKNOWN_TO_US.search(told) is not None


def _auto_renewal(answers: Mapping[str, Json], _today: date) -> bool:
    return _any_says(answers, "续费", "自动扣", "连续包月", "会员扣")


def _live_stream(answers: Mapping[str, Json], _today: date) -> bool:
    """Bought in a live stream, and what was said there is what it is about."""
    told = "\n".join(value for value in answers.values() if isinstance(value, str))
    return re.search("直播|主播", told) is not None and (
        bool(answers.get("false_claim")) or _SAID_LIVE.search(told) is not None
    )


def _any_says(answers: Mapping[str, Json], *words: str) -> bool:
    told = [value for value in answers.values() if isinstance(value, str)]
    return any(word in value for value in told for word in words)


_TESTS: dict[str, Callable[[Mapping[str, Json], date], bool]] = {
    "within_seven_days": _within_seven_days,
    "returned": _returned,
    "not_agreed": _not_agreed,
    "auto_renewal": _auto_renewal,
    "live_stream": _live_stream,
}
