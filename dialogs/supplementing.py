"""Adding to a case, or changing what was told about it: the facts that were left for later, one by one.

It does not know which facts a scenario has; the playbook does.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import deadlines, handing_over, texts, typed
from dialogs.facts import MAX_TEXT, Fact
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.status import answers, scenario
from dialogs.talk import Talk, card
from dialogs.values import Amended, Button, Draft, Reply, Said


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
        before = so_far.answers.get(self.key)
        return Answer(f"{before}\n{text}" if before else text)


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
        """Record what is new, and give the text again."""
        assert draft.case is not None
        new = {key: value for key, value in draft.answers.items() if key != "only" and value is not None}
        if not new:
            same = texts.NOTHING_CHANGED if "only" in draft.answers else texts.NOTHING_NEW
            talk.say(same, *card(draft.case, case="看这件投诉", text="看文字"))
            return
        talk.happen(draft.case, Amended(new))
        said = "\n".join([texts.AMENDED, *deadlines.tell(talk, draft.case)])
        handing_over.refresh(talk, draft.case, said, *card(draft.case, case="看这件投诉"))


def choose_fact(talk: Talk, number: int) -> None:
    """Which of the facts of a case is to be changed."""
    book, told = talk.playbook(talk.cases[number]), answers(talk.cases[number])
    rows = {key: book.questions[key] for key in told if key in book.questions and book.questions[key].kind != "do"}
    talk.say(
        texts.WHICH_TO_CHANGE if rows else texts.NOTHING_TO_CHANGE_YET,
        *(Button(f"fix:{number}:{key}", row.label) for key, row in rows.items()),
        *card(number, case=texts.NOTHING_TO_CHANGE),
    )


SUPPLEMENTING = Supplementing()
