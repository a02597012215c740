"""An open interview: taking an answer, going back, changing one, putting the next question, finishing.

It treats every interview alike; what one asks, and what follows from it, lies in the file of its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs import deadlines, my_cases, texts, typed
from dialogs.collecting import COLLECTING
from dialogs.correcting import corrected, correction_in
from dialogs.facts import Fact
from dialogs.filing import FILING
from dialogs.hearing import HEARING
from dialogs.interview import (
    Again,
    Answer,
    Interview,
    Question,
    bind,
    edit,
    needed,
    next_question,
    step_back,
    with_answer,
)
from dialogs.rewriting import REWRITING
from dialogs.submitting import SUBMITTING
from dialogs.supplementing import SUPPLEMENTING
from dialogs.talk import Talk, anywhere
from dialogs.values import Button, Draft, Reply, Said

INTERVIEWS: Mapping[str, Interview] = {
    interview.name: interview for interview in (FILING, COLLECTING, SUBMITTING, SUPPLEMENTING, REWRITING, HEARING)
}
"""Every conversation a person can have, by the name that drafts are stored under."""


def _question(talk: Talk, draft: Draft) -> Question | None:
    """The question that stands: the one whose answer is being changed, or else the next."""
    interview, so_far = INTERVIEWS[draft.interview], bind(talk, draft)
    changing = draft.editing[0] if draft.editing else None
    changed = (question for question in needed(interview, so_far) if question.key == changing)
    return next(changed, None) or next_question(interview, so_far)


def _standing(talk: Talk) -> tuple[Draft, Question] | None:
    """The draft in front, and the question that stands in it."""
    draft = talk.front
    question = _question(talk, draft) if draft else None
    return (draft, question) if draft is not None and question is not None else None


def answer(talk: Talk, said: Said) -> None:
    """Take what was said as the answer to the question that stands, and go on."""
    advance(talk, take(talk, said))


def take(talk: Talk, said: Said) -> str:
    """Take what was said as the answer to the question that stands; what to say of it before the next question."""
    if (standing := _standing(talk)) is None:
        return ""
    draft, question = standing
    so_far = bind(talk, draft)
    match question.take(so_far, _label_pressed(said, question.ask(so_far))):
        case Again(text, also):
            if also:
                talk.put(replace(draft, answers={**draft.answers, **also}))
            return "\n".join(filter(None, (*_at_once(talk, draft), text)))
        case Answer() as taken:
            answered = with_answer(draft, question.key, taken)
            talk.put(answered)
            talk.remember(last_answer=(said.id, question.key))
            kept = INTERVIEWS[draft.interview].keep(talk, answered)
            return "\n".join(filter(None, (taken.heard, *_at_once(talk, draft), kept)))


def _at_once(talk: Talk, before: Draft) -> list[str]:
    """The last days that a complaint being told has just made known."""
    if before.interview != FILING.name or talk.front is None:
        return []
    so_far = bind(talk, talk.front)
    return deadlines.at_once(before.answers, so_far.answers, so_far.scenario, talk)


def is_label(talk: Talk) -> bool:
    """Whether what was said is a button's label, or its place, under the question that stands."""
    standing = _standing(talk)
    return standing is not None and _pressed(talk, *standing).button != ""


def is_sure_answer(talk: Talk) -> bool:
    """Whether what was said can be nothing but an answer to the question that stands: a label, a day, a sum."""
    standing = _standing(talk)
    if standing is None or is_label(talk):
        return standing is not None
    draft, question = standing
    taken = question.take(bind(talk, draft), talk.said)
    spelt = isinstance(question, Fact) and question.row.kind != "text"
    return spelt and isinstance(taken, Answer) and taken.value is not None


def is_refused(talk: Talk) -> bool:
    """Whether the question that stands cannot take what was said for an answer, nor anything in it."""
    if (standing := _standing(talk)) is None:
        return False
    draft, question = standing
    taken = question.take(bind(talk, draft), talk.said)
    return isinstance(taken, Again) and not taken.also


def correct(talk: Talk) -> bool:
    """Take what was said as a correction of an answer given before; whether it was one."""
    draft, meant = talk.front, correction_in(talk.said.text)
    if draft is None or meant is None or (not meant.owned and is_sure_answer(talk)):
        return False
    told = _told(talk, draft)
    found = corrected(meant, told, bind(talk, draft), talk.said)
    if found is None and meant.owned and told:
        _list_answers(talk, draft)
    elif found is not None:
        question, taken = found
        changed = replace(draft, answers={**draft.answers, **taken.also, question.key: taken.value})
        talk.put(changed)  # what was given last stays so, for going back
        shown = question.show(taken.value, bind(talk, changed))
        advance(talk, texts.CORRECTED.format(label=question.label, value=shown))
    else:
        return False
    return True


def _pressed(talk: Talk, draft: Draft, question: Question) -> Said:
    return _label_pressed(talk.said, question.ask(bind(talk, draft)))


def _label_pressed(said: Said, asked: Reply) -> Said:
    """A button's label that was typed, or its place (第二个), is that button pressed."""
    words, place = typed.unmarked(said.text), typed.ordinal(said.text)
    if place is not None and place <= len(asked.buttons):
        return replace(said, button=asked.buttons[place - 1].id)
    pressed = [button.id for button in asked.buttons if words and typed.unmarked(button.label) == words]
    if not pressed and typed.skips(words):  # 没写 for 没写，3天后提醒我
        pressed = [button.id for button in asked.buttons if button.label.partition("，")[0] == words]
    return replace(said, button=pressed[0]) if pressed else said


def advance(talk: Talk, before: str = "") -> None:
    """Put the next question of the interview in front, or finish it and go on with the one beneath."""
    draft = talk.front
    if draft is None:
        return
    question = _question(talk, draft)
    if question is not None:
        _put(talk, draft, question, before)
        return
    if before:
        talk.say(before)
    talk.close()
    beneath = talk.front
    INTERVIEWS[draft.interview].finish(talk, draft)
    if talk.front is beneath:
        advance(talk, texts.BACK_TO)
    elif talk.front is not None and talk.front.interview != draft.interview:
        advance(talk)


def _put(talk: Talk, draft: Draft, question: Question, before: str) -> None:
    reply = question.ask(bind(talk, draft))
    number = talk.person.question + 1
    extra = [Button("!edit", texts.HEARD_WRONG)] if before and draft.given[-1:] == ("story",) else []
    extra += _ways_out(draft)
    buttons = tuple(Button(f"q{number}.{b.id}", b.label) for b in (*reply.buttons, *extra))
    talk.remember(question=number)
    talk.put(replace(draft, asked=(*(key for key in draft.asked if key != question.key), question.key)))
    talk.say("\n\n".join(filter(None, (before, reply.text))), *buttons)


def _ways_out(draft: Draft) -> list[Button]:
    """Back where something was answered; from the first question about a case, out again."""
    if draft.given or draft.editing:
        return [Button("!back", texts.KEEP_IT if draft.editing else texts.BACK)]
    return [Button("!leave", texts.LEAVE)] if draft.case is not None and draft.interview != COLLECTING.name else []


def change(talk: Talk) -> None:
    """One of the answers given so far is to be changed."""
    if talk.front is None or not talk.front.given:
        advance(talk, texts.NOTHING_TO_CHANGE_YET) if talk.front else my_cases.show_all(talk)
    else:
        _list_answers(talk, talk.front)


def _list_answers(talk: Talk, draft: Draft) -> None:
    """Which answer is to be changed."""
    number = talk.person.question + 1
    talk.remember(question=number)
    buttons = [Button(f"q{number}.!edit:{question.key}", question.label) for question in _told(talk, draft)]
    talk.say(texts.WHICH_TO_CHANGE, *buttons, Button(f"q{number}.!on", texts.NOTHING_TO_CHANGE))


def _told(talk: Talk, draft: Draft) -> list[Question]:
    """The questions whose answers can be changed."""
    questions = needed(INTERVIEWS[draft.interview], bind(talk, draft))
    return [question for question in questions if question.key in draft.answers and question.label]


def back(talk: Talk) -> None:
    """Forget the answer given last and ask it again; exhibits are never touched."""
    draft = talk.front
    if draft is None:
        talk.say(texts.NOTHING_TO_GO_BACK, *anywhere("cases"))
        return
    if not draft.given and draft.editing is None:
        advance(talk, texts.FIRST_QUESTION)
        return
    talk.put(step_back(draft))
    advance(talk)


def press(talk: Talk) -> None:
    """A button of a question: its answer while the question stands, a kind word when it has passed."""
    asked, _, value = talk.said.button.removeprefix("q").partition(".")
    if talk.said.button == talk.person.pressed:
        return
    draft = talk.front
    if draft is None or asked != str(talk.person.question):
        talk.say(texts.STALE, *anywhere("cases")) if draft is None else advance(talk, texts.STALE)
        return
    talk.remember(pressed=talk.said.button)
    if value.startswith("!"):
        _press_of_way(talk, draft, value)
        return
    question = _question(talk, draft)
    if question is None or value not in {b.id for b in question.ask(bind(talk, draft)).buttons}:
        advance(talk, texts.STALE)
        return
    answer(talk, replace(talk.said, button=value))


def _press_of_way(talk: Talk, draft: Draft, value: str) -> None:
    """Back, on, out, or to one answer that is to be changed."""
    way, _, key = value.partition(":")
    if way == "!back":
        back(talk)
    elif way == "!edit" and key in draft.answers:
        talk.put(edit(draft, key))
        advance(talk)
    elif way == "!edit":
        _list_answers(talk, draft)
    elif way == "!leave" and draft.case is not None:
        talk.close()
        my_cases.show(talk, draft.case)
        advance(talk, texts.BACK_TO)
    else:
        advance(talk)
