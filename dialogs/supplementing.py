"""Adding to a case, or changing what was told about it: the facts that were left for later, one by one.

It does not know which facts a scenario has; the playbook does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs import deadlines, handing_over, texts, typed, wording
from dialogs.correcting import Correction, corrected
from dialogs.facts import MAX_TEXT, UNKNOWN, Fact
from dialogs.first_questions import Platform
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind
from dialogs.playbook import Playbook
from dialogs.status import answers, happened, latest, scenario
from dialogs.talk import Talk, card
from dialogs.values import Amended, Answered, Button, Draft, Json, Reply, Said, Submitted, Written


class Extra(Question):
    """Anything else, in the person's words."""

    key = "extra"
    label = "补充"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.EXTRA, (Button("none", "没有了"),))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button or typed.skips(said.text):
            return Answer(None)
        text = said.text.strip()
        if not 0 < len(text) <= MAX_TEXT:
            return Again(texts.TOO_LONG if text else texts.NEEDS_WORDS)
        return Answer(added_to(so_far.answers.get(self.key), text))

    def show(self, value: Json, so_far: SoFar) -> str:
        return "；".join(str(value or "").splitlines())


class WhatIsNew(Extra):
    """The same, asked first where they have answered: the text goes again only with something new."""

    def ask(self, so_far: SoFar) -> Reply:
        return replace(super().ask(so_far), text=texts.WHAT_IS_NEW_NOW)


def added_to(before: Json, words: str) -> str:
    """What was told besides, with something more."""
    return f"{before}\n{words}" if before else words


TOLD_BY_EVENTS = {"appeals_so_far": "appeal", "reported_before": "report", "contacted": "service"}
"""Questions about doors gone to before, by the door: what was handed in there since is known."""


class Supplementing(Interview):
    """The facts left for later, or the one fact that is to be changed (``only`` in the draft).

    Once they have answered, what is new comes first.
    """

    name = "supplementing"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        assert so_far.case is not None and so_far.scenario is not None
        book, kind, told = so_far.playbook, scenario(so_far.case), answers(so_far.case)
        if only := so_far.draft.answers.get("only"):
            return (one(only, kind, book),)
        gone_to = {sent.destination for _, sent in happened(so_far.case, Submitted)}
        open_ = [key for key in book.questions_for(kind, so_far.answers) if key not in told]
        rows = {key: book.question(kind, key) for key in open_ if TOLD_BY_EVENTS.get(key) not in gone_to}
        facts = [Fact(key, row) for key, row in rows.items() if row.kind != "do"]
        answered = latest(so_far.case, Answered) is not None
        return (WhatIsNew(), *facts) if answered else (*facts, Extra())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record what is new, and give the text again; what was skipped is not asked again."""
        assert draft.case is not None
        changed = "only" in draft.answers
        empty = {"only", UNKNOWN} if draft.answers.get(Extra.key) else {"only", UNKNOWN, Extra.key}
        given = {key: value for key, value in draft.answers.items() if key not in empty}
        if any(value is not None for value in given.values()):
            amend(talk, draft.case, given)
            return
        if given and not changed:
            talk.happen(draft.case, Amended(given))
        same = texts.NOTHING_CHANGED if changed else texts.NOTHING_NEW
        talk.say(same, *card(draft.case, "case", "text"))


def amend(talk: Talk, number: int, new: Mapping[str, Json]) -> None:
    """Record what is new of a case, show it, and give the text again."""
    before = answers(talk.cases[number])
    of_platform = {"platform_name": None} if "platform" in new else {}  # the new one goes by its own name
    talk.happen(number, Amended({**new, **of_platform}))
    so_far = bind(talk, Draft(SUPPLEMENTING.name, number))
    changed = [question for question in told(talk, number) if new.get(question.key) is not None]
    lines = [f"· {question.label}：{question.show(new[question.key], so_far)}" for question in changed]
    if new.get(Extra.key):
        lines.append(f"· {Extra.label}：{wording.shortened(str(new[Extra.key]).splitlines()[-1])}")
    stands = _old_values(talk, number, before, new)
    said = "\n".join([texts.AMENDED, *lines, *stands, *deadlines.tell(talk, number)])
    handing_over.refresh(talk, number, said, *card(number, "case"))


def replace_fact(talk: Talk, number: int, old: str, new: str) -> bool:
    """Change the one fact that was told as ``old``, if what is told of the case is that and nothing else."""
    meant, so_far = Correction(new, old, owned=False), bind(talk, Draft(SUPPLEMENTING.name, number))
    whole = [q for q in told(talk, number) if so_far.answers.get(q.key) == old]
    taken = whole[0].take(so_far, replace(talk.said, text=new, button="")) if len(whole) == 1 else None
    found = (whole[0], taken) if isinstance(taken, Answer) else corrected(meant, told(talk, number), so_far, talk.said)
    if found is not None:
        amend(talk, number, {found[0].key: found[1].value})
    return found is not None


def _old_values(talk: Talk, number: int, before: Mapping[str, Json], new: Mapping[str, Json]) -> list[str]:
    """What was changed and still stands as it was in the person's own words: said, for these are theirs."""
    case = talk.cases[number]
    written = latest(case, Written)
    own = written[1].text if written is not None and written[1].own else ""
    words = own or f"{before.get('story') or ''}\n{before.get(Extra.key) or ''}"
    changed = {str(before[key]): str(value) for key, value in new.items() if before.get(key) and key != Extra.key}
    stands = [(old, value) for old, value in changed.items() if old != value and _alone(old, words)]
    return [texts.OLD_STANDS.format(old=old, new=value) for old, value in stands]


def _alone(value: str, words: str) -> bool:
    """Whether a value stands in words by itself, and not as a part of another number or name."""
    return re.search(rf"(?<![A-Za-z0-9.]){re.escape(value)}(?![A-Za-z0-9])(?!\.\d)", words) is not None


def told(talk: Talk, number: int) -> list[Question]:
    """What was told of a case and can be changed: the platform, and its facts."""
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    keys = [key for key in answers(case) if key in book.questions and book.questions[key].kind != "do"]
    return [one(key, scenario(case), book) for key in (Platform.key, *keys)]


def one(key: str, kind: str, book: Playbook) -> Question:
    """The question by its key, as the scenario words it."""
    return Platform() if key == Platform.key else Fact(key, book.question(kind, key))


def choose_fact(talk: Talk, number: int) -> None:
    """Which of the facts of a case is to be changed."""
    talk.say(
        texts.WHICH_TO_CHANGE,
        *(Button(f"fix:{number}:{question.key}", question.label) for question in told(talk, number)),
        *card(number, case=texts.NOTHING_TO_CHANGE),
    )


SUPPLEMENTING = Supplementing()
