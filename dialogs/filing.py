"""A new complaint: from the first sentence to the first text.

At most five questions before the first text; photographs and the remaining facts come after it. It does not know
what any scenario asks (the playbooks do), nor how a letter is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs import asides, collecting, deadlines, handing_over, texts
from dialogs.facts import MAX_TEXT, Fact
from dialogs.first_questions import (
    NEVER_CAME,
    NOT_SENT,
    READ_ALONG,
    Group,
    Platform,
    Rather,
    Scenario,
    Story,
    heard,
    read_of,
    sure_answers,
)
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind, needed
from dialogs.playbook_rows import touches
from dialogs.supplementing import Extra, added_to
from dialogs.talk import Talk, anywhere
from dialogs.understanding.particulars import never_came, particulars
from dialogs.values import Button, Draft, Json, Opened, Reply, Said

BEFORE_THE_TEXT = 5
"""Questions put before the first text, platform and scenario included."""

LATER = "another_matter"
"""In the draft: what was said of another matter, to be offered when this one's text is written."""

REFUSED = "refused"
"""In the draft: the question whose buttons none of the words fitted."""

WORDS_ENOUGH = 6
"""Characters from which words that fit no button twice are kept rather than refused again."""

ACT_NOW = "act_now"
"""What to do first; where an answer makes it urgent, before anything else is asked."""

_ANOTHER = re.compile(
    "还有(?:另外)?(?:一)?(?:个|件)(?:别的|其他)?事|(?:另外|另)(?:还)?(?:有)?(?:一)?(?:个|件)事|"
    "新的(?:事|投诉|问题)|另外(?:还)?有?(?:一个|一件|个)"
)

NO_FACTS = ("group", "rather", "reviewed")
"""Questions of which the case keeps nothing."""


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
        return Answer(True) if yes else Again(asides.answer_to(said.text) or texts.REVIEW_FIRST)


class ToldFact(Fact):
    """A fact, also when it is told in a sentence, and what else the same message told."""

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return super().take(so_far, said)
        if another := _another_matter(said, so_far):
            return another
        told = _told_in(said, so_far, str(so_far.answers["scenario"]))
        taken = super().take(so_far, said)
        if isinstance(taken, Again) and self.row.kind == "choice" and self.key in told:
            taken = self.and_say(Answer(told[self.key]), so_far)
        if taken == Again(texts.PRESS_ONE):
            taken = self._fits_none(said.text.strip(), so_far)
        if self.key == "received_date" and never_came(said.text):
            told = {**_told_in(said, so_far, NOT_SENT), **told, NEVER_CAME: True}
        return self._with_the_rest(taken, told, so_far)

    def _fits_none(self, words: str, so_far: SoFar) -> Answer | Again:
        """Words that fit no button are asked about once more; then they are kept as they are."""
        if so_far.draft.answers.get(REFUSED) != self.key or not WORDS_ENOUGH <= len(words) <= MAX_TEXT:
            return Again(texts.PRESS_ONE, {REFUSED: self.key})
        kept = added_to(so_far.draft.answers.get(Extra.key), words)
        return Answer(None, {Extra.key: kept}, texts.KEPT_AS_SAID)

    def _with_the_rest(self, taken: Answer | Again, told: Mapping[str, Json], so_far: SoFar) -> Answer | Again:
        """What was taken, with all that was surely told beside it; the question stays where that is all."""
        new = {key: value for key, value in told.items() if key != self.key and key not in so_far.answers}
        line = heard(new, so_far, texts.HEARD_BESIDE)
        if isinstance(taken, Answer):
            return replace(taken, also={**new, **taken.also}, heard=_lines(taken.heard, line))
        said_of_it = "" if taken.text in (texts.PRESS_ONE, texts.NOT_A_DATE, texts.NOT_AN_AMOUNT) else taken.text
        return Again(_lines(line, said_of_it), {**new, **taken.also}) if new else taken


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _told_in(said: Said, so_far: SoFar, scenario: str) -> dict[str, Json]:
    """What a message surely tells of all that a scenario asks."""
    book = so_far.playbook
    told = sure_answers(particulars(said.text, said.at, scenario), scenario, book)
    asked = book.questions_for(scenario, {**so_far.answers, **told})
    return {key: told[key] for key in asked if key in told and book.questions[key].kind != "do"}


def names_another(text: str) -> bool:
    """Whether words say themselves that they are about something else: 还有个事, 另外一个."""
    return _ANOTHER.search(text) is not None


def _another_matter(said: Said, so_far: SoFar) -> Again | None:
    """Something else that comes to mind (对了还有个事 …) is kept for later and answers nothing."""
    meant = read_of(said, so_far).scenario
    other = meant is not None and meant.value != so_far.answers.get("scenario")
    named = names_another(said.text) or (meant is not None and meant.sure and "对了" in said.text)
    return Again(texts.ANOTHER_MATTER, {LATER: said.text}) if other and named else None


class Filing(Interview):
    """A new complaint."""

    name = "filing"
    head = (Story(), Platform(), Group(), Scenario(), Rather())

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        """The head, then the scenario's facts within the five questions, then the review."""
        if so_far.scenario is None:
            return self.head
        return (*self.head, *_facts(so_far), *_told_along(so_far), Review())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Open the case, attach what was photographed, and hand over the first text."""
        so_far = bind(talk, draft)
        told = {q.key: draft.answers[q.key] for q in needed(self, so_far) if q.key not in NO_FACTS}
        told |= {
            key: draft.answers[key] for key in (*READ_ALONG, Extra.key) if key not in told and key in draft.answers
        }
        number = max(talk.cases, default=0) + 1
        talk.happen(number, Opened(str(told["platform"]), str(told["scenario"]), told))
        collecting.attach(talk, number)
        deadlines.tell(talk, number)
        handing_over.first_text(talk, number)
        if LATER in draft.answers:
            words = str(draft.answers[LATER])
            talk.remember(words=words)
            talk.say(texts.THE_OTHER_MATTER.format(words=texts.shortened(words)), *anywhere(new=texts.A_NEW_MATTER))


def _facts(so_far: SoFar) -> list[ToldFact]:
    """The scenario's facts: those told or asked already, and as many more as five questions before the text allow."""
    assert so_far.scenario is not None
    book, told, asked = so_far.playbook, so_far.draft.answers, so_far.draft.asked
    key_of_scenario = str(told["scenario"])
    rows = {key: book.question(key_of_scenario, key) for key in _in_order(so_far)}
    left = BEFORE_THE_TEXT - ("platform" in asked) - ("group" in asked or "scenario" in asked)
    left -= sum(rows[key].kind != "do" for key in asked if key in rows)
    facts = []
    for key, row in rows.items():
        known = key in asked or _is_told(key, so_far)
        if known or row.kind == "do" or (left > 0 and key not in so_far.scenario.later):
            facts.append(ToldFact(key, row))
            left -= not known and row.kind != "do"
    return facts


def _in_order(so_far: SoFar) -> list[str]:
    """The keys of what the scenario asks; in urgent need what to do comes before the rest."""
    assert so_far.scenario is not None
    told = so_far.draft.answers
    keys = so_far.playbook.questions_for(str(told["scenario"]), told)
    return sorted(keys, key=ACT_NOW.__ne__) if touches(so_far.scenario.urgent_when, told) else list(keys)


def _told_along(so_far: SoFar) -> list[ToldFact]:
    """What the story told besides: nothing of it is asked, all of it can be seen and changed."""
    assert so_far.scenario is not None
    book, told = so_far.playbook, so_far.draft.answers
    keys = [key for key in READ_ALONG if key in book.questions and _is_told(key, so_far)]
    return [
        ToldFact(key, book.questions[key]) for key in keys if key not in _in_order(so_far) and told.get(key) != "self"
    ]


def _is_told(key: str, so_far: SoFar) -> bool:
    """Whether there is an answer to it, or one that is being changed."""
    editing = so_far.draft.editing
    return key in so_far.draft.answers or (editing is not None and editing[0] == key)


def _shown(so_far: SoFar) -> list[Question]:
    """What the review card lists."""
    questions = needed(FILING, so_far)
    return [q for q in questions if q.label and q.key in so_far.draft.answers]


FILING = Filing()
