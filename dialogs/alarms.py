"""What comes before any form: danger, a scam in progress, a child alone, and what is not for us.

``understanding`` recognises these; here stands what is said, and whether the conversation may go on at once.
"""

from __future__ import annotations

from dialogs import texts
from dialogs.talk import Talk
from dialogs.values import Button

STOPS = ("safety", "child_alone", "posing", "campaign")
"""After these nothing is asked; the person presses to go on."""


def heed(talk: Talk, alarms: tuple[str, ...]) -> bool:
    """Say what has to be said first; whether the message ends there."""
    for alarm in STOPS:
        if alarm in alarms:
            talk.say(
                texts.ALARMS[alarm], Button("goon:0", "我现在安全，接着说投诉" if alarm == "safety" else "接着说投诉")
            )
            return True
    for alarm in alarms:
        if alarm in texts.ALARMS:
            talk.say(texts.ALARMS[alarm])
    return False
