"""What stands on the buttons of cards, by their verbs: the usual label, and the others that the same verb may have.

A label that is typed is heard as its button, so every one of them stands here. It does not know what a verb does, nor
when it is offered.
"""

from __future__ import annotations

from collections.abc import Mapping

from dialogs import texts

OF_A_CASE: Mapping[str, str] = {
    "case": "看这件投诉",
    "text": "看文字",
    "sent": "我交了",
    "photos": "加截图和照片",
    "more": "补充情况",
    "fix": "改前面说的",
    "answered": "已经回复了",
    "chase": "去催一催",
    "drop": "不追了",
    "reopen": "又想追了",
    "mute": "这件不用提醒",
    "rules": texts.RULES,
}
"""The usual label of each verb of a case."""

OF_NO_CASE: Mapping[str, str] = {
    "cases": "看我的投诉",
    "new": "新的投诉",
    "goon": texts.GO_ON,
    "resume": "接着刚才的",
}
"""The usual label of each verb that belongs to no case."""

LABELS: Mapping[str, str] = {**OF_A_CASE, **OF_NO_CASE}

OTHERS: Mapping[str, tuple[str, ...]] = {
    "case": (texts.GATE_WAIT, texts.NOTHING_TO_CHANGE),
    "text": ("看下一步的文字",),
    "sent": ("我又交了",),
    "photos": ("加新的截图", "再加几张"),
    "more": (texts.WORDS_MORE,),
    "answered": (texts.WORDS_ANSWERED,),
    "chase": ("再催一催",),
    "reopen": ("又有问题了",),
    "new": (texts.TELL_US, texts.A_NEW_MATTER, texts.NOT_MEANT),
    "goon": (texts.GO_ON_SAFE,),
    "resume": (texts.THE_OTHER_ONE,),
}
"""Where a verb is worded otherwise on some card."""


def labelled(*verbs: str, **others: str) -> dict[str, str]:
    """Verb → label, in the order of ``verbs``: the usual one, or the one given in ``others``."""
    return {verb: others[verb] if verb in others else LABELS[verb] for verb in dict.fromkeys((*verbs, *others))}


def every(verb: str) -> tuple[str, ...]:
    """Every label that a verb may have, the usual one first."""
    return (LABELS[verb], *OTHERS.get(verb, ()))
