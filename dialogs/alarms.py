"""What comes before any form: danger, a scam in progress, a child alone, and what is not for us.

``understanding`` recognises these; here stands what is said, and whether the conversation may go on at once.
"""

from __future__ import annotations

from dialogs import texts
from dialogs.playbook import Playbook, shown
from dialogs.talk import Talk
from dialogs.understanding import Understood
from dialogs.values import Button

STOPS = ("safety", "child_alone", "posing", "campaign", "gift_regret")
"""After these nothing is asked; the person presses to go on."""

KEEP = frozenset(("safety", "child_alone"))
"""After these what was told is kept for later, as the person is told."""


def heed(talk: Talk, read: Understood) -> bool:
    """Say what has to be said first; whether the message ends there."""
    for alarm in STOPS:
        if alarm in read.alarms:
            talk.say(texts.ALARMS[alarm], Button("goon:0", texts.GO_ON_SAFE if alarm == "safety" else texts.GO_ON))
            return True
    for alarm in read.alarms:
        if alarm in texts.ALARMS:
            talk.say(texts.ALARMS[alarm])
    if "hotline" not in read.alarms:
        return False
    book = talk.rules.playbooks[read.platform.value if read.platform else "generic"]
    only_asked = read.scenario is None and talk.front is None
    talk.say(_how_to_call(book), *((Button("new:0", texts.TELL_US),) if only_asked else ()))
    return only_asked


def _how_to_call(book: Playbook) -> str:
    """How the true number is found; a number itself only from the list, worded as sure as it is."""
    phones = [contact for contact in book.contacts if contact.kind == "phone"]
    lines = [texts.CONTACT.format(purpose=phone.purpose, contact=shown(phone, sourced=True)) for phone in phones]
    return "\n".join([texts.HOTLINE, book.find_contact, *lines])
