"""Beginning a complaint, putting what is being told aside, and taking it up again.

These are the words and buttons that are heard at any moment; what is asked then is known to the interviews.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs import collecting, my_cases, texts
from dialogs.conversing import advance, answer
from dialogs.filing import FILING
from dialogs.first_questions import Story
from dialogs.talk import Talk, anywhere
from dialogs.understanding import understand
from dialogs.values import Draft


def begin(talk: Talk) -> None:
    """A new complaint; what was said is its story, so the question for it need not be put."""
    talk.open(Draft(FILING.name))


def answer_or_begin(talk: Talk) -> None:
    """Take what was said as an answer, or as the story of a new complaint."""
    if talk.front is None:
        begin(talk)
    answer(talk, talk.said)


def start(talk: Talk, rest: str = "") -> None:
    """The first question, or the one that stands."""
    if talk.front is None:
        begin(talk)
        advance(talk, texts.WELCOME)
    else:
        advance(talk, texts.WHERE_WE_WERE)


def new(talk: Talk, rest: str = "") -> None:
    """A new complaint; the words that were kept are its story, and what was being told is put down, not lost."""
    words = talk.person.words
    talk.remember(words="")
    told = [draft for draft in talk.person.drafts if draft.interview == FILING.name and draft.answers]
    for draft in told:
        _put_down(talk, draft)
    if told:
        talk.say(texts.CANCELLED, *anywhere("resume"))
    begin(talk)
    if words:
        _tell(talk, words)
    else:
        advance(talk)


def _tell(talk: Talk, story: str) -> None:
    """Take words that were kept as the story of the complaint in front."""
    talk.read = understand(story, talk.said.at, talk.rules.playbooks)
    answer(talk, replace(talk.said, text=story, button=""))


def go_on(talk: Talk, rest: str = "") -> None:
    """Back to what stands: the question, the case, or the beginning."""
    if talk.front is None and my_cases.open_cases(talk):
        my_cases.stand(talk)
    else:
        start(talk)


def cancel(talk: Talk, rest: str = "") -> None:
    """What is being told is put aside, and what lies beneath goes on."""
    if talk.front is None:
        talk.say(texts.NOTHING_TO_CANCEL, *anywhere("cases"))
        return
    _put_down(talk, talk.front)
    talk.say(texts.CANCELLED, *anywhere("resume", "new"))
    advance(talk, texts.BACK_TO)


def resume(talk: Talk, rest: str = "") -> None:
    """Take up the draft that was put down last, with its files; what is being told is put down instead.

    ``rest`` is the number it was put down under, where one of several is meant.
    """
    if not talk.person.set_aside:
        talk.say(texts.NOTHING_SET_ASIDE, *anywhere("cases"))
        advance(talk)
        return
    aside = talk.person.set_aside
    draft = next((other for other in aside if str(other.case) == rest), aside[-1])
    if talk.front is not None and talk.front.interview == FILING.name and talk.front.answers:
        _put_down(talk, talk.front)
    talk.remember(set_aside=tuple(other for other in talk.person.set_aside if other is not draft))
    if draft.case is not None and draft.case < 0:
        collecting.assign(talk, draft.case, None)
        draft = replace(draft, case=None)
    if draft.answers.keys() == {Story.key}:  # it was only mentioned, and is read now
        begin(talk)
        _tell(talk, draft.answers[Story.key])
        return
    talk.open(replace(draft, editing=None))
    advance(talk)


def _put_down(talk: Talk, draft: Draft) -> None:
    talk.remember(awaits_files=False)
    collecting.assign(talk, None, talk.put_down(draft).case)
