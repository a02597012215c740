"""What we keep of a person, reaching it from elsewhere, and having it deleted; reminders on or off.

It knows what is told about data; deleting and linking themselves are errands.
"""

from __future__ import annotations

from dialogs import texts
from dialogs.talk import Talk, anywhere
from dialogs.values import Button, Outcome
from dialogs.waiting import in_silence


def privacy(talk: Talk) -> None:
    """What is kept, how, for how long, and how to have it deleted."""
    talk.say(texts.PRIVACY.format(days=talk.rules.retention_days), Button("forget:0", "删除我的全部资料"))


def settings(talk: Talk) -> None:
    """Reminders on or off."""
    if talk.person.reminders_off:
        talk.say(texts.SETTINGS_OFF, Button("remind:1", "打开提醒"))
    else:
        talk.say(texts.SETTINGS_ON, Button("remind:0", "关掉所有提醒"))


def remind(talk: Talk, on: int) -> None:
    """Turn all reminders on or off."""
    talk.remember(reminders_off=not on)
    if on:
        talk.say(texts.REMINDERS_ON, *anywhere("cases"))
        return
    lines = [texts.REMINDERS_OFF, *in_silence(talk.cases.values(), talk.now)]
    talk.say("\n".join(lines), Button("remind:1", "打开提醒"), *anywhere("cases"))


def forget(talk: Talk, sure: int) -> None:
    """Delete everything, asked twice."""
    if not sure:
        talk.say(texts.FORGET_SURE, Button("forget:1", "删除，不能恢复"), *anywhere(cases="不删"))
        return
    talk.say(texts.FORGETTING)
    talk.run("forget", "forget")


def link(talk: Talk, code: str) -> None:
    """``/link`` asks for a one-time code; ``/link CODE`` joins the person who has it."""
    if code:
        talk.run("redeem", f"redeem:{talk.said.id}", code=code.replace("-", "").upper())
    else:
        talk.run("link", f"link:{talk.said.id}")


def came_back(talk: Talk, outcome: Outcome) -> None:
    """A code was made, or what came of a code, or of asking for one."""
    if code := outcome.body.get("code"):
        talk.say(texts.LINK_CODE, letter=f"/link {code}")
        return
    talk.say(texts.REDEEMED.get(outcome.body["result"], texts.REDEEMED["expired"]), *anywhere("cases"))
