"""What a free message tells: platform, scenario, facts, urgency, alarms, cautions.

A pure function of the text, the playbooks, and the words and weights beside this file: no library, no network, no
clock. It tells how sure it is: only what is sure may stand without asking. It does not know what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.playbook_rows import Playbooks
from dialogs.understanding import recognising
from dialogs.understanding.particulars import particulars
from dialogs.understanding.patterns import WORDS, Read, first_said
from dialogs.understanding.recognising import ACCUSING, ADRIFT, UNEASY, Weighed

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

    ``runners_up`` are the scenarios that it could also be, best first. ``uneasy``: no alarm, yet not far from danger.
    ``cautions``: medicine, being hurt, fear, despair, a card given away or pictures of a child are spoken of.
    """

    platform: Read | None
    scenario: Read | None
    runners_up: tuple[str, ...]
    facts: dict[str, Read]
    urgent: bool
    alarms: tuple[str, ...]
    uneasy: bool = False
    cautions: tuple[str, ...] = ()


def understand(text: str, at: datetime, playbooks: Playbooks, *, amid: bool = False) -> Understood:
    """Read one message; ``at`` (aware) is when it was said. Never raises; takes time in proportion to the length.

    ``amid``: a complaint is being told or pursued, so that much may be an answer or news of it.
    """
    plain = as_read(text)
    weight = recognising.weighed(plain, playbooks)
    alarms = recognising.alarms(plain, weight, playbooks, amid=amid)
    platform = recognising.platform(plain, playbooks)
    scenario, runners_up = recognising.scenario(plain, weight, playbooks)
    if not ACCUSING.isdisjoint(alarms):
        scenario, runners_up = None, ()
    elif "scam_now" in alarms and not (scenario is not None and scenario.sure):
        scenario = Read("fraud", recognising.WEIGHTS.clause(plain, "scam_now"))
    else:
        scenario = _of_whom(plain, scenario)
    runners_up = tuple(key for key in runners_up if scenario is not None and key != scenario.value)
    facts = particulars(plain, at, scenario.value if scenario is not None else None)
    if "guardian" in facts and facts["guardian"].value != "child":
        alarms = tuple(alarm for alarm in alarms if alarm != "child_alone")
    urgent = _urgent(weight, scenario, alarms, playbooks)
    adrift = not amid and platform is None and not (scenario is not None and scenario.sure)
    uneasy = not alarms and recognising.sounds_in_danger(weight, ADRIFT if adrift else UNEASY)
    return Understood(platform, scenario, runners_up, facts, urgent, alarms, uneasy, recognising.cautions(plain))


def _of_whom(text: str, scenario: Read | None) -> Read | None:
    """The scenario, where who it is about decides: somebody in danger before the camera, or a child that writes."""
    told = scenario.value if scenario is not None else ""
    sure = scenario is not None and scenario.sure
    if recognising.says("witness", text) and told not in ("illegal_content", "minor_protection"):
        return Read("safety_risk", recognising.WEIGHTS.clause(text, "safety"))
    writer = first_said(WORDS.facts["guardian"], text)
    kind = first_said(WORDS.facts["minor_kind"], text)
    if writer is not None and kind is not None and writer.value == "child" and (not sure or told == "harassment"):
        return Read("minor_protection", kind.words)
    return scenario


def as_read(text: str) -> str:
    """The part of a text that is read, in plain letters and digits; every ``Read.words`` stands in it."""
    return text[:LIMIT].translate(_PLAIN)


def _urgent(weight: Weighed, scenario: Read | None, alarms: tuple[str, ...], playbooks: Playbooks) -> bool:
    """Danger, a scam in progress, a scenario that always is urgent, or one that can be, told as if it were."""
    if "safety" in alarms or "scam_now" in alarms:
        return True
    row = playbooks["generic"].scenarios.get(scenario.value) if scenario is not None else None
    return row is not None and (row.urgent or (bool(row.urgent_when) and weight.speaks_for(recognising.URGENT)))
