"""What comes before any form: danger, a scam in progress, a child alone, and what is not for us.

``understanding`` recognises these; here stands when each is said, and which stop the conversation. The words themselves
stand in ``first_words``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs import about_a_case, asides, drafts, my_cases, texts, typed
from dialogs.conversing import take
from dialogs.first_words import ALARMS
from dialogs.playbook import Playbook, shown
from dialogs.talk import Talk, anywhere
from dialogs.understanding import Understood, understand
from dialogs.understanding.recognising import cautions, says

STOPS = ("safety", "child_alone", "posing", "campaign", "gift_regret")
"""After these nothing is asked; the person presses to go on."""

KEEP = frozenset(("safety", "child_alone"))
"""After these what was told is kept for later, as the person is told, and nothing is taken for an answer."""

_SCAMS = ("scam_now", "scam_offer", "posing")
"""Alarms beside which what is known of such scams is told."""

_NO_CONSUMER = {"punished": "penalty", "attacked": "reputation"}
"""By group of scenarios: why a business has nothing to ask of 12315."""


_LIKE_NEWS = frozenset(("gift_regret", "scam_now", "hotline"))
"""Alarms that news of an open case sounds like: then they have to be said plainly."""


def heard(talk: Talk) -> bool:
    """Read what was said, wherever it stands, and say what has to be said first; whether the message ends there."""
    if typed.tells_nothing(talk.said.text):
        return False
    talk.read = understand(talk.said.text, talk.said.at, talk.rules.playbooks)
    ends = _heed(talk, talk.read)
    if ends:
        _keep_for_later(talk, talk.read)
    return ends


def _keep_for_later(talk: Talk, read: Understood) -> None:
    """What was told with an alarm, unless it was said in the middle of a case and tells nothing new."""
    is_new = not my_cases.open_cases(talk) or about_a_case.is_new(talk, read)
    if talk.front is None and is_new and KEEP & set(read.alarms):
        drafts.begin(talk)
        take(talk, talk.said)


def _heed(talk: Talk, read: Understood) -> bool:
    raised = [alarm for alarm in read.alarms if _is_meant(alarm, talk, read)]
    stops = [alarm for alarm in STOPS if alarm in raised]
    if stops or _child_is_afraid(talk, read):
        _stop(talk, stops or ["child_alone"])
        return True
    if _describes_proof(talk):
        return False
    for alarm in (*raised, *_cautions(talk, read)):
        if alarm in ALARMS:
            talk.say("\n".join([ALARMS[_worded(alarm, read, talk)], *_facts(alarm, talk)]))
    if "hotline" not in raised:
        return False
    book = talk.rules.playbooks[read.platform.value if read.platform else "generic"]
    only_asked = read.scenario is None and talk.front is None
    talk.say(_how_to_call(book), *(anywhere(new=texts.TELL_US) if only_asked else ()))
    return only_asked


def _is_meant(alarm: str, talk: Talk, read: Understood) -> bool:
    """Whether an alarm is about what was said: no child is alone where its guardian writes."""
    if alarm == "child_alone" and talk.front is not None and talk.front.answers.get("guardian") == "guardian":
        told = read.facts.get("guardian")
        return told is not None and told.value == "child"
    return alarm not in _LIKE_NEWS or not my_cases.open_cases(talk) or says(alarm, talk.said.text)


def _describes_proof(talk: Talk) -> bool:
    """Whether the words stand under a file that is added to a case: 他让我转账 is what the picture shows."""
    return talk.said.kind == "files" and talk.front is not None and talk.front.case is not None


def _worded(alarm: str, read: Understood, talk: Talk) -> str:
    """Which text an alarm has: where a business is not for 12315, by whether it was punished or slandered."""
    if alarm != "not_consumer" or read.scenario is None:
        return alarm
    groups = talk.rules.playbooks["generic"].scenarios[read.scenario.value].groups
    return next((text for group, text in _NO_CONSUMER.items() if group in groups), alarm)


def _facts(alarm: str, talk: Talk) -> list[str]:
    """What is known of the scam that a message speaks of."""
    rows = talk.rules.playbooks["generic"].facts.values() if alarm in _SCAMS else ()
    return [row.text for row in rows if row.words and re.search(row.words, talk.said.text)]


def _cautions(talk: Talk, read: Understood) -> list[str]:
    """What health asks for, said once; a danger to life has its own first line."""
    if read.scenario is not None and read.scenario.value == "safety_risk":
        return []
    told = " ".join(str(value) for value in (talk.front.answers if talk.front else {}).values())
    before = cautions(told)
    return [caution for caution in read.cautions if caution not in before]


def stay(talk: Talk) -> None:
    """Nothing is asked until the person goes on; what they ask us is answered."""
    talk.say(asides.answer_to(talk.said.text) or texts.STAYING, *anywhere("goon"))


def _stop(talk: Talk, stops: Sequence[str]) -> None:
    """The gravest stop; a child in danger hears besides what a child alone is told."""
    alone = "child_alone" in stops or _is_by_child(talk)
    told = ["safety", "child_alone"] if stops[0] == "safety" and alone else stops[:1]
    talk.remember(stopped=bool(KEEP & set(told)))
    go_on = texts.GO_ON_SAFE if "safety" in told else texts.GO_ON
    talk.say("\n".join(ALARMS[alarm] for alarm in told), *anywhere(goon=go_on))


def _child_is_afraid(talk: Talk, read: Understood) -> bool:
    """Whether a child who writes for itself says so in a few words, in the middle of a question."""
    return _is_by_child(talk) and len(talk.said.text) <= typed.SHORT and "afraid" in read.cautions


def _is_by_child(talk: Talk) -> bool:
    return talk.front is not None and talk.front.answers.get("guardian") == "child"


def _how_to_call(book: Playbook) -> str:
    """How the true number is found; a number itself only from the list, worded as sure as it is."""
    phones = [contact for contact in book.contacts if contact.kind == "phone"]
    lines = [texts.CONTACT.format(purpose=phone.purpose, contact=shown(phone, sourced=True)) for phone in phones]
    known = [book.facts[key].text for key in ("verify_caller", "never_asks") if key in book.facts]
    return "\n".join([texts.HOTLINE, book.find_contact, *lines, *known])
