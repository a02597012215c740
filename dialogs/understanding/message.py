"""What a free message tells: platform, scenario, facts, urgency, alarms.

Pure rules over the playbooks and ``understanding/words.toml``: no model, no network, no clock. It reads what is said,
and tells how sure that is: only what is sure may stand without asking. It does not know what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.playbook_rows import Playbooks
from dialogs.understanding import recognising
from dialogs.understanding.particulars import particulars
from dialogs.understanding.patterns import WORDS
from dialogs.understanding.recognising import Read

__all__ = ["LIMIT", "Read", "Understood", "understand"]

LIMIT = 4000
"""Characters that are read: as much as one message may hold; what stands further on is kept, not read."""

_PLAIN: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)},
    0x3000: " ",
    0x200B: " ",
    0xFE0F: " ",
}
"""Full-width letters and digits and odd spaces, one to one, so that places in the text stay the same."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read from one message. ``facts`` go by question key; ``alarms`` come the gravest first.

    ``runners_up`` are the scenarios that it could also be, best first.
    """

    platform: Read | None
    scenario: Read | None
    runners_up: tuple[str, ...]
    facts: dict[str, Read]
    urgent: bool
    alarms: tuple[str, ...]


def understand(text: str, at: datetime, playbooks: Playbooks) -> Understood:
    """Read one message; ``at`` (aware) is when it was said. Never raises; takes time in proportion to the length."""
    plain = text[:LIMIT].translate(_PLAIN)
    alarms = recognising.alarms(plain)
    platform = recognising.platform(plain, playbooks)
    scenario, runners_up = recognising.scenario(plain, playbooks)
    if any(alarm in WORDS.no_case for alarm in alarms):
        scenario, runners_up = None, ()
    elif "scam_now" in alarms and not (scenario is not None and scenario.sure):
        scenario = Read("fraud", WORDS.alarms["scam_now"].words(plain))
    facts = particulars(plain, at, scenario.value if scenario is not None else None)
    urgent = _urgent(plain, scenario, alarms, playbooks)
    return Understood(platform, scenario, runners_up, facts, urgent, alarms)


def _urgent(text: str, scenario: Read | None, alarms: tuple[str, ...], playbooks: Playbooks) -> bool:
    """Danger, a scam in progress, a scenario that always is urgent, or words that make this one so."""
    if "safety" in alarms or "scam_now" in alarms:
        return True
    if scenario is None:
        return False
    row = playbooks["generic"].scenarios.get(scenario.value)
    said = WORDS.urgent.get(scenario.value)
    return (row is not None and row.urgent) or (said is not None and said.found(text) is not None)
