"""What comes before any form: danger, a scam in progress, a child alone, and what is not for us.

``understanding`` recognises these; here stands what is said, and whether the conversation may go on at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs import asides, texts
from dialogs.first_words import ALARMS
from dialogs.playbook import Playbook, shown
from dialogs.talk import Talk
from dialogs.typed import SHORT
from dialogs.understanding import Understood
from dialogs.values import Button

STOPS = ("safety", "child_alone", "posing", "campaign", "gift_regret")
"""After these nothing is asked; the person presses to go on."""

KEEP = frozenset(("safety", "child_alone"))
"""After these what was told is kept for later, as the person is told, and nothing is taken for an answer."""

_SCAMS = ("scam_now", "scam_offer", "posing")
"""Alarms beside which what is known of such scams is told."""

_NO_CONSUMER = {"punished": "penalty", "attacked": "reputation"}
"""By group of scenarios: why a business has nothing to ask of 12315."""

_MEDICINE = "(?:(?<![农火弹炸兽假])药(?![箱房妆水店])|胰岛素|二甲双胍|降[压糖])"
_HEALTH = {
    "medicine": re.compile(
        f"(?:停|断|扔|减|[不没别]吃|[不没别]用吃|不让吃)[^，。！？]{{0,8}}{_MEDICINE}|{_MEDICINE}[^，。！？]{{0,6}}(?:停|断了|扔|减|[不没别]吃|不让)"
        "|(?:买|卖|吃|喝|忽悠)[^，。！？]{0,10}(?:(?<![农火弹炸兽假])药(?![箱房妆水店])|保健品|鹿胎膏|秘方|偏方)"
        "|(?:包治|根治|治好|能治)[^，。！？]{0,4}(?:病|糖尿|高血压|癌|关节|风湿)|神药|特效药"
    ),
    "hurt": re.compile(
        "过敏|红肿|起[水疱大]*泡(?![胶机器酒水])|起疹|(?:脸|手(?![机表套环镯提链工柄电])|脚(?!踏)|嘴|眼|皮肤|身上)[^，。！？]{0,4}(?:烂|溃|脱皮|灼|肿)"
        r"|[烫烧灼]伤|吃坏|拉肚子|上吐下泻|呕吐|食物中毒|缝了?[一二三四五六七八九十\d]+针|骨折|[划扎割]伤"
    ),
}
"""What speaks of medicine, and of being hurt: said before any form, and nothing stops for it."""

_AFRAID = re.compile("不敢|害怕|我怕|好怕")


def heed(talk: Talk, read: Understood) -> bool:
    """Say what has to be said first; whether the message ends there."""
    stops = [alarm for alarm in STOPS if alarm in read.alarms]
    if stops or _child_is_afraid(talk):
        _stop(talk, stops or ["child_alone"])
        return True
    for alarm in (*read.alarms, *_cautions(talk, read)):
        if alarm in ALARMS:
            talk.say("\n".join([ALARMS[_worded(alarm, read, talk)], *_facts(alarm, talk)]))
    if "hotline" not in read.alarms:
        return False
    book = talk.rules.playbooks[read.platform.value if read.platform else "generic"]
    only_asked = read.scenario is None and talk.front is None
    talk.say(_how_to_call(book), *((Button("new:0", texts.TELL_US),) if only_asked else ()))
    return only_asked


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
    return [key for key, words in _HEALTH.items() if words.search(talk.said.text) and not words.search(told)]


def stay(talk: Talk) -> None:
    """Nothing is asked until the person goes on; what they ask us is answered."""
    talk.say(asides.answer_to(talk.said.text) or texts.STAYING, Button("goon:0", texts.GO_ON))


def _stop(talk: Talk, stops: Sequence[str]) -> None:
    """The gravest stop; a child in danger hears besides what a child alone is told."""
    alone = "child_alone" in stops or _is_by_child(talk)
    told = ["safety", "child_alone"] if stops[0] == "safety" and alone else stops[:1]
    talk.remember(stopped=bool(KEEP & set(told)))
    go_on = texts.GO_ON_SAFE if "safety" in told else texts.GO_ON
    talk.say("\n".join(ALARMS[alarm] for alarm in told), Button("goon:0", go_on))


def _child_is_afraid(talk: Talk) -> bool:
    """Whether a child who writes for itself says so in a few words, in the middle of a question."""
    return _is_by_child(talk) and len(talk.said.text) <= SHORT and _AFRAID.search(talk.said.text) is not None


def _is_by_child(talk: Talk) -> bool:
    return talk.front is not None and talk.front.answers.get("guardian") == "child"


def _how_to_call(book: Playbook) -> str:
    """How the true number is found; a number itself only from the list, worded as sure as it is."""
    phones = [contact for contact in book.contacts if contact.kind == "phone"]
    lines = [texts.CONTACT.format(purpose=phone.purpose, contact=shown(phone, sourced=True)) for phone in phones]
    known = [book.facts[key].text for key in ("verify_caller", "never_asks") if key in book.facts]
    return "\n".join([texts.HOTLINE, book.find_contact, *lines, *known])
