"""What a question is, and the few lines that find the next one.

An interview is an ordered list of questions; the next is the first one that is needed and whose answer is missing or
no longer acceptable. It knows nothing of what is asked, and nothing of how a turn is saved.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from dialogs.playbook import Playbook, Playbooks, Scenario
from dialogs.status import answers
from dialogs.talk import Talk
from dialogs.understanding import Understood
from dialogs.values import Case, Draft, Json, Piece, Reply, Said


@dataclass(frozen=True, slots=True)
class Answer:
    """What was taken as the answer; ``also`` are answers to other questions that came with it."""

    value: Json
    also: Mapping[str, Json] = field(default_factory=dict)
    heard: str = ""
    """What to show of what was understood, before the next question."""


@dataclass(frozen=True, slots=True)
class Again:
    """Not an answer: why, before the question is put once more; ``also`` are answers to others that came with it."""

    text: str
    also: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a question may look at: the draft's answers laid over the case's, the playbook, the moment of the turn."""

    draft: Draft
    playbooks: Playbooks
    now: datetime
    case: Case | None = None
    read: Understood | None = None
    """What the message at hand was understood as, if it was text."""
    tray: tuple[Piece, ...] = ()

    @property
    def answers(self) -> dict[str, Json]:
        """Every answer by question key, the draft's own first."""
        return {**(answers(self.case) if self.case else {}), **self.draft.answers}

    @property
    def playbook(self) -> Playbook:
        """The playbook of the platform, or the generic one."""
        return self.playbooks[str(self.answers.get("platform") or "generic")]

    @property
    def scenario(self) -> Scenario | None:
        """The scenario's row, once it is known."""
        return self.playbook.scenarios.get(str(self.answers.get("scenario")))


def bind(talk: Talk, draft: Draft) -> SoFar:
    """What the questions of a draft may look at in this turn."""
    case = talk.cases.get(draft.case) if draft.case is not None else None
    return SoFar(draft, talk.rules.playbooks, talk.now, case, talk.read, talk.person.tray)


class Question(ABC):
    """One thing to ask. Subclasses give ``key`` (stored with drafts: never rename), ``label``, ``ask`` and ``take``."""

    key: str
    label: str

    def needed(self, so_far: SoFar) -> bool:
        """Whether it has to be asked at all."""
        return True

    @abstractmethod
    def ask(self, so_far: SoFar) -> Reply:
        """The question as a reply; its buttons' ids are the values that a press stands for."""

    @abstractmethod
    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        """The answer in what was said. ``said.button`` is the value of the pressed button, if one was."""

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        """Whether an answer given before still holds."""
        return True

    def show(self, value: Json, so_far: SoFar) -> str:
        """The answer as it stands on a card."""
        return "（先跳过）" if value is None else str(value)


STORY = "story"
"""The question from whose answer others are read."""


class Interview(ABC):
    """An ordered list of questions, which may depend on the answers so far."""

    name: str

    @abstractmethod
    def questions(self, so_far: SoFar) -> Sequence[Question]:
        """The questions in order."""

    def keep(self, talk: Talk, draft: Draft) -> str:
        """Record what must not be lost though more is to be asked, after each answer; what to say of it."""
        return ""

    @abstractmethod
    def finish(self, talk: Talk, draft: Draft) -> None:
        """What follows when nothing is left to ask. The draft is no longer open."""


def is_answered(question: Question, so_far: SoFar) -> bool:
    """Whether the draft holds an answer to it that is still acceptable."""
    answers_ = so_far.draft.answers
    return question.key in answers_ and question.accepts(answers_[question.key], so_far)


def needed(interview: Interview, so_far: SoFar) -> list[Question]:
    """The questions that apply now, in order."""
    return [question for question in interview.questions(so_far) if question.needed(so_far)]


def next_question(interview: Interview, so_far: SoFar) -> Question | None:
    """The first question that is needed and has no acceptable answer."""
    return next((question for question in needed(interview, so_far) if not is_answered(question, so_far)), None)


def with_answer(draft: Draft, key: str, answer: Answer) -> Draft:
    """The draft with an answer given to ``key``, and what was told beside it."""
    given = (*(k for k in draft.given if k != key), key)
    read = tuple(answer.also) if key == STORY else draft.read
    answers_ = {**draft.answers, **answer.also, key: answer.value}
    return replace(draft, answers=answers_, given=given, editing=None, read=read)


def forget(draft: Draft, key: str) -> Draft:
    """The draft without the answer to ``key``; what was read off the story goes with the story."""
    gone = {key, *(k for k in draft.read if key == STORY and k not in draft.given)}
    kept = {k: v for k, v in draft.answers.items() if k not in gone}
    return replace(draft, answers=kept, given=tuple(k for k in draft.given if k != key))


def step_back(draft: Draft) -> Draft:
    """The draft before the answer given last, or with every answer as it was before one was being changed."""
    if draft.editing is not None:
        key, before = draft.editing
        return replace(draft, answers=before, given=(*draft.given, key), editing=None)
    return forget(draft, draft.given[-1]) if draft.given else draft


def edit(draft: Draft, key: str) -> Draft:
    """The draft with one answer to be asked again, the old one kept at hand."""
    return replace(forget(draft, key), editing=(key, draft.answers))
