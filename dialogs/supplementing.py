"""Adding to a case, or changing what was told about it: the facts that were left for later, one by one.

It does not know which facts a scenario has; the playbook does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs import deadlines, handing_over, texts, typed
from dialogs.facts import MAX_TEXT, Fact, shown
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.status import answers, scenario
from dialogs.talk import Talk, card
from dialogs.values import Amended, Button, Draft, Json, Reply, Said


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


def added_to(before: Json, words: str) -> str:
    """What was told besides, with something more."""
    return f"{before}\n{words}" if before else words


class Supplementing(Interview):
    """The facts left for later, or the one fact that is to be changed (``only`` in the draft)."""

    name = "supplementing"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        assert so_far.case is not None and so_far.scenario is not None
        book, kind, told = so_far.playbook, scenario(so_far.case), answers(so_far.case)
        if only := so_far.draft.answers.get("only"):
            return (Fact(only, book.question(kind, only)),)
        rows = {key: book.question(kind, key) for key in book.questions_for(kind, so_far.answers) if key not in told}
        return (*(Fact(key, row) for key, row in rows.items() if row.kind != "do"), Extra())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record what is new, and give the text again; what was skipped is not asked again."""
        assert draft.case is not None
        changed = "only" in draft.answers
        empty = {"only"} if draft.answers.get(Extra.key) else {"only", Extra.key}
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
    talk.happen(number, Amended(dict(new)))
    facts = [fact for fact in told(talk, number) if new.get(fact.key) is not None]
    lines = [f"· {fact.label}：{shown(fact.row, str(new[fact.key]))}" for fact in facts]
    if new.get(Extra.key):
        lines.append(f"· {Extra.label}：{texts.shortened(str(new[Extra.key]).splitlines()[-1])}")
    said = "\n".join([texts.AMENDED, *lines, *deadlines.tell(talk, number)])
    handing_over.refresh(talk, number, said, *card(number, "case"))


def told(talk: Talk, number: int) -> list[Fact]:
    """The facts of a case that were told and can be changed."""
    case = talk.cases[number]
    book = talk.playbook(case)
    rows = {key: book.question(scenario(case), key) for key in answers(case) if key in book.questions}
    return [Fact(key, row) for key, row in rows.items() if row.kind != "do"]


def choose_fact(talk: Talk, number: int) -> None:
    """Which of the facts of a case is to be changed."""
    facts = told(talk, number)
    talk.say(
        texts.WHICH_TO_CHANGE if facts else texts.NOTHING_TO_CHANGE_YET,
        *(Button(f"fix:{number}:{fact.key}", fact.label) for fact in facts),
        *card(number, case=texts.NOTHING_TO_CHANGE),
    )


SUPPLEMENTING = Supplementing()
