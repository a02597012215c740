"""What the buttons of a case's card do, by their verbs; words that were kept for a case go where its button leads.

It knows which verb opens what; which verbs a card offers when is known to ``my_cases``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs import collecting, handing_over, my_cases, supplementing, texts, waiting
from dialogs.conversing import advance, take
from dialogs.explaining import explain
from dialogs.facts import Fact
from dialogs.first_questions import Platform
from dialogs.hearing import HEARING
from dialogs.interview import Answer, bind
from dialogs.rewriting import REWRITING
from dialogs.status import answers, scenario, stage
from dialogs.submitting import SUBMITTING
from dialogs.supplementing import SUPPLEMENTING
from dialogs.talk import Talk
from dialogs.values import Draft


def act(talk: Talk, verb: str, number: int, argument: str = "") -> None:
    """Do what a verb of a case's card stands for; words that were kept go only where they were asked about."""
    if my_cases.KEPT not in argument and not (verb == "fix" and argument):
        talk.remember(words="")
    OF_A_CASE[verb](talk, number, argument)


def allowed(talk: Talk, number: int, verb: str) -> bool:
    """A closed case can be looked at and reopened; an open one cannot be reopened."""
    return verb in ("case", "rules") or (verb == "reopen") == (stage(talk.cases[number], talk.now) == "closed")


def _open(name: str) -> Callable[[Talk, int, str], None]:
    def open_(talk: Talk, number: int, argument: str) -> None:
        talk.remember(words="")
        talk.open(Draft(name, number))
        advance(talk)

    return open_


def _sent(talk: Talk, number: int, argument: str) -> None:
    """What was told already of where and when is not asked for again; what is asked of their last answer is over."""
    words = _kept_words(talk)
    drafts = (draft for draft in talk.person.drafts if (draft.interview, draft.case) != (HEARING.name, number))
    talk.remember(drafts=tuple(drafts))
    talk.open(talk.begun(SUBMITTING.name, number))
    heard = take(talk, replace(talk.said, text=words, button="")) if words else ""
    advance(talk, heard if talk.front and talk.front.given else "")


def _photos(talk: Talk, number: int, argument: str) -> None:
    if not collecting.declined(talk, number):
        _open(collecting.COLLECTING.name)(talk, number, argument)


def _answered(talk: Talk, number: int, argument: str) -> None:
    """What was told already of their answer is not asked for again."""
    words = _kept_words(talk)
    talk.open(talk.begun(HEARING.name, number))
    if words:
        take(talk, replace(talk.said, text=words, button=""))
    told = talk.front.answers.get("words") if talk.front else ""
    advance(talk, texts.THEIR_WORDS_HEARD.format(words=told) if told else "")


def _more(talk: Talk, number: int, argument: str) -> None:
    """What was told already is written down at once."""
    words = _kept_words(talk)
    if not words:
        talk.open(Draft(SUPPLEMENTING.name, number))
        advance(talk)
        return
    key = supplementing.Extra.key
    supplementing.amend(talk, number, {key: supplementing.added_to(answers(talk.cases[number]).get(key), words)})


def _fix(talk: Talk, number: int, key: str) -> None:
    """One fact anew: read off the words that were kept, or else asked."""
    book, case = talk.playbook(talk.cases[number]), talk.cases[number]
    if key not in (Platform.key, *book.questions):
        supplementing.choose_fact(talk, number)
        return
    draft = Draft(SUPPLEMENTING.name, number, {"only": key})
    question, words = supplementing.one(key, scenario(case), book), _kept_words(talk)
    taken = question.take(bind(talk, draft), replace(talk.said, text=words, button="")) if words else None
    spelt = not isinstance(question, Fact) or question.row.kind != "text"
    if isinstance(taken, Answer) and taken.value is not None and spelt:
        supplementing.amend(talk, number, {key: taken.value})
        return
    talk.open(draft)
    advance(talk)


def _rewrite(talk: Talk, number: int, destination: str) -> None:
    if destination in talk.playbook(talk.cases[number]).destinations:
        talk.open(Draft(REWRITING.name, number, {"destination": destination}))
        advance(talk)


def _kept_words(talk: Talk) -> str:
    words = talk.person.words
    talk.remember(words="")
    return words


OF_A_CASE: Mapping[str, Callable[[Talk, int, str], None]] = {
    "case": lambda talk, number, _: my_cases.show(talk, number),
    "about": lambda talk, number, _: my_cases.ask_what(talk, number),
    "text": handing_over.hand_or_warn,
    "letter": handing_over.hand_or_warn,
    "sent": _sent,
    "photos": _photos,
    "more": _more,
    "answered": _answered,
    "fix": _fix,
    "rewrite": _rewrite,
    "chase": lambda talk, number, _: waiting.chase(talk, number),
    "drop": lambda talk, number, _: waiting.drop(talk, number),
    "reopen": lambda talk, number, _: waiting.reopen(talk, number),
    "mute": lambda talk, number, _: waiting.mute(talk, number),
    "rules": explain,
}
"""Verbs of a case's card."""
