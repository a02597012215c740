"""Files that come at any moment: what is said to them, what stands under them, and Done said of those that wait.

It knows which question stands and which cases are open; how files are kept and numbered is known to ``collecting``.
"""

from __future__ import annotations

import re

from dialogs import alarms, collecting, drafts, my_cases, texts, typed
from dialogs.about_a_case import which
from dialogs.collecting import COLLECTING
from dialogs.conversing import advance, answer, is_sure_answer
from dialogs.filing import FILING
from dialogs.talk import Talk, anywhere, card
from dialogs.values import Draft

_INTO = re.compile(r"(?:是|放[进到]?|给|都|这|就)*第(?P<place>[一二三四五六七八九]|\d{1,3})件(?:事|里|的|吧)*")


def receive(talk: Talk) -> None:
    """Files, with what was written under them, which is a story only where nothing else can be meant."""
    follows = collecting.follows(talk)
    talk.remember(collecting=True, kept_at=talk.said.at)
    is_kept = collecting.receive(talk, talk.said.files, talk.said.text)
    if alarms.heard(talk):
        return
    if not is_kept:
        if not follows:
            _tell(talk, texts.NO_PICTURES)
    elif talk.front is not None and talk.front.interview == COLLECTING.name:
        return
    elif not (talk.said.text and _caption(talk)) and not follows:
        _say_kept(talk)


def all_there(talk: Talk) -> bool:
    """Done, or to which case, said of files that were sent before; whether it was that."""
    return _done_at_a_question(talk) if talk.front is not None else _done_with_a_case(talk)


def _done_at_a_question(talk: Talk) -> bool:
    """Done, said of files that were sent in the middle of a question, answers none."""
    said, front = talk.said.text, talk.front
    is_done = collecting.is_done(said) and not typed.skips(said) and not is_sure_answer(talk)
    if not (is_done and talk.person.tray) or front is None or front.interview == COLLECTING.name:
        return False
    advance(talk, texts.KEPT)
    return True


def _done_with_a_case(talk: Talk) -> bool:
    """Done, or to which case, said of files that wait for one."""
    waiting = [piece for piece in talk.person.tray if piece.case is None]
    numbers, into = my_cases.open_cases(talk), _INTO.fullmatch(typed.stated(talk.said.text))
    if into is not None:
        numbers = [number for number in numbers if number == typed.number(into["place"])]
    if not (waiting and numbers and (into or collecting.is_done(talk.said.text))):
        return False
    talk.remember(words="")
    if len(numbers) > 1:
        which(talk, "photos", numbers)
    elif not collecting.declined(talk, numbers[0]):
        talk.open(Draft(COLLECTING.name, numbers[0]))
        answer(talk, talk.said)
    return True


def _caption(talk: Talk) -> bool:
    """Hear what is written under a file; whether that was answered."""
    front = talk.front
    if front is None and my_cases.open_cases(talk):
        talk.remember(words=talk.said.text)
        return False
    is_story = front is None or (front.interview == FILING.name and "story" not in front.answers)
    if is_story and not typed.tells_nothing(talk.said.text):
        drafts.answer_or_begin(talk)
        return True
    return False


def _say_kept(talk: Talk) -> None:
    """The files are kept; where they belong is asked only when that is open, and what was asked is asked again."""
    numbers = my_cases.open_cases(talk)
    if talk.front is None and numbers:
        cases = (button for number in numbers[-6:] for button in card(number, photos=f"放进第{number}件"))
        talk.say(texts.KEPT_WHERE, *cases, *anywhere(new=texts.A_NEW_MATTER))
        return
    if talk.front is None:
        drafts.begin(talk)
    _tell(talk, texts.KEPT)


def _tell(talk: Talk, text: str) -> None:
    """What became of the files, and what was asked once more; after a stop nothing is asked."""
    if talk.person.stopped:
        talk.say(text, *anywhere("goon"))
    elif talk.front is None:
        talk.say(text, *anywhere("cases"))
    else:
        advance(talk, text)
