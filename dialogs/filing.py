"""A new complaint: from the first sentence to the first text.

At most five questions before the first text; photographs and the remaining facts come after it. It does not know
what any scenario asks (the playbooks do), nor how a letter is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import collecting, deadlines, handing_over, texts
from dialogs.facts import Fact
from dialogs.first_questions import Group, Platform, Rather, Scenario, Story
from dialogs.interview import Again, Answer, Interview, Question, SoFar, needed
from dialogs.talk import Talk
from dialogs.values import Button, Draft, Opened, Reply, Said

BEFORE_THE_TEXT = 5
"""Questions put before the first text, platform and scenario included."""

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
            "\n".join([texts.REVIEW, "", *lines]), (Button("yes", texts.REVIEW_YES), Button("edit", texts.REVIEW_EDIT))
        )

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        yes = said.button == "yes" or said.text.strip() in texts.YES
        return Answer(True) if yes else Again(texts.PRESS_ONE)


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
        so_far = talk.so_far(draft)
        told = {q.key: draft.answers[q.key] for q in needed(self, so_far) if q.key not in NO_FACTS}
        told |= {key: draft.answers[key] for key in READ_ALONG if key not in told and key in draft.answers}
        number = max(talk.cases, default=0) + 1
        talk.happen(number, Opened(str(told["platform"]), str(told["scenario"]), told))
        collecting.attach(talk, number)
        deadlines.tell(talk, number)
        handing_over.first_text(talk, number)


def _facts(so_far: SoFar) -> list[Fact]:
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
            facts.append(Fact(key, row))
            left -= not known and row.kind != "do"
    return facts


def _shown(so_far: SoFar) -> list[Question]:
    """What the review card lists."""
    questions = needed(FILING, so_far)
    return [q for q in questions if q.label and q.key in so_far.draft.answers and not _is_card(q, so_far)]


def _is_card(question: Question, so_far: SoFar) -> bool:
    return isinstance(question, Fact) and question.row.kind == "do"


FILING = Filing()
