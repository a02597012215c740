"""Beginning a complaint, putting what is being told aside, and taking it up again.

These are the words and buttons that are heard at any moment; what is asked then is known to the interviews.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs import collecting, my_cases, texts
from dialogs.conversing import advance, answer
from dialogs.filing import FILING
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
    """A new complaint; the words that were kept are its story."""
    words = talk.person.words
    talk.remember(drafts=tuple(d for d in talk.person.drafts if d.interview != FILING.name), words="")
    begin(talk)
    if words:
        talk.read = understand(words, talk.said.at, talk.rules.playbooks)
        answer(talk, replace(talk.said, text=words, button=""))
    else:
        advance(talk)


def start_over(talk: Talk, rest: str) -> None:
    """A new complaint; what was being told is put aside and not lost."""
    if talk.front is not None:
        _put_aside(talk)
        talk.say(texts.CANCELLED, *anywhere("resume"))
    new(talk)


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
    _put_aside(talk)
    talk.say(texts.CANCELLED, *anywhere("resume", "new"))
    advance(talk, texts.BACK_TO)


def _put_aside(talk: Talk) -> None:
    draft = talk.close()
    talk.remember(set_aside=draft, awaits_files=False)
    collecting.put_aside(talk, draft)


def resume(talk: Talk, rest: str = "") -> None:
    """Take up the draft that was put aside last, with its files."""
    draft = talk.person.set_aside
    if draft is None:
        talk.say(texts.NOTHING_SET_ASIDE, *anywhere("cases"))
    else:
        talk.remember(set_aside=None)
        talk.open(replace(draft, editing=None))
        collecting.take_up(talk, draft)
    advance(talk)
