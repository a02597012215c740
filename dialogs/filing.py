"""A new complaint: from the first sentence to the first text.

At most five questions before the first text; photographs and the remaining facts come after it. It does not know
what any scenario asks (the playbooks do), nor how a letter is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs import collecting, deadlines, handing_over, texts, typed
from dialogs.facts import Fact
from dialogs.first_questions import Group, Platform, Rather, Scenario, Story, heard, read_of, understood_answers
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind, needed
from dialogs.talk import Talk
from dialogs.values import Button, Draft, Json, Opened, Reply, Said

BEFORE_THE_TEXT = 5
"""Questions put before the first text, platform and scenario included."""

BESIDE = ("order_number", "amount")
"""What is taken from the answer to another question: only what cannot be mistaken for something else."""

NO_FACTS = ("group", "rather", "reviewed")
"""Questions of which the case keeps nothing."""

READ_ALONG = ("platform_name", "guardian", "my_account", "demand")
"""What the story may tell besides what the scenario asks, kept for the letters."""


class Review(Question):
    """The card with everything that was told; any answer can be changed from it."""

    key = "reviewed"
    label = ""

    def ask(self, so_far: SoFar) -> Reply:
        lines = [f"· {q.label}：{q.show(so_far.draft.answers[q.key], so_far)}" for q in _shown(so_far)]
        return Reply(
            "\n".join([texts.REVIEW, "", *lines]), (Button("yes", texts.REVIEW_YES), Button("!edit", texts.REVIEW_EDIT))
        )

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        yes = said.button == "yes" or said.text.strip() in texts.YES
        return Answer(True) if yes else Again(texts.REVIEW_FIRST)


class ToldFact(Fact):
    """A fact, also when it is told in a sentence, and what else the same message told."""

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        taken = super().take(so_far, said)
        if said.button or typed.skips(said.text) or typed.asks_back(said.text):
            return taken
        read = understood_answers(read_of(said, so_far), so_far.playbooks)
        if isinstance(taken, Answer):
            return self._with_the_rest(taken, read, so_far)
        in_words = self.row.kind == "choice" and self.key in read
        return self._with_the_rest(Answer(read[self.key]), read, so_far) if in_words else taken

    def _with_the_rest(self, taken: Answer, read: Mapping[str, Json], so_far: SoFar) -> Answer:
        """The answer, with the order number or the amount that was told beside it."""
        asked = so_far.playbook.questions_for(str(so_far.answers["scenario"]), so_far.answers)
        new = [key for key in BESIDE if key in asked and key != self.key and key not in so_far.answers]
        also = {key: read[key] for key in new if key in read}
        told = heard(also, so_far, texts.HEARD_BESIDE)
        return replace(taken, also=also, heard="\n".join(filter(None, (taken.heard, told))))


class Filing(Interview):
    """A new complaint."""

    name = "filing"
    head = (Story(), Platform(), Group(), Scenario(), Rather())

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        """The head, then the scenario's facts within the five questions, then the review."""
        if so_far.scenario is None:
            return self.head
        return (*self.head, *_facts(so_far), Review())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Open the case, attach what was photographed, and hand over the first text."""
        so_far = bind(talk, draft)
        told = {q.key: draft.answers[q.key] for q in needed(self, so_far) if q.key not in NO_FACTS}
        told |= {key: draft.answers[key] for key in READ_ALONG if key not in told and key in draft.answers}
        number = max(talk.cases, default=0) + 1
        talk.happen(number, Opened(str(told["platform"]), str(told["scenario"]), told))
        collecting.attach(talk, number)
        deadlines.tell(talk, number)
        handing_over.first_text(talk, number)


def _facts(so_far: SoFar) -> list[ToldFact]:
    """The scenario's facts: those told or asked already, and as many more as five questions before the text allow."""
    assert so_far.scenario is not None
    book, told, asked = so_far.playbook, so_far.draft.answers, so_far.draft.asked
    key_of_scenario = str(told["scenario"])
    rows = {key: book.question(key_of_scenario, key) for key in book.questions_for(key_of_scenario, told)}
    left = BEFORE_THE_TEXT - ("platform" in asked) - ("group" in asked or "scenario" in asked)
    left -= sum(rows[key].kind != "do" for key in asked if key in rows)
    facts = []
    for key, row in rows.items():
        known = key in asked or key in told
        if known or row.kind == "do" or (left > 0 and key not in so_far.scenario.later):
            facts.append(ToldFact(key, row))
            left -= not known and row.kind != "do"
    return facts


def _shown(so_far: SoFar) -> list[Question]:
    """What the review card lists."""
    questions = needed(FILING, so_far)
    return [q for q in questions if q.label and q.key in so_far.draft.answers]


FILING = Filing()
