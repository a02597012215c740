"""A new complaint: from the first sentence to the first text.

At most five questions before the first text; photographs and the remaining facts come after it. It does not know
what any scenario asks (the playbooks do), nor how a letter is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs import asides, collecting, deadlines, handing_over, my_cases, texts, typed, wording
from dialogs.choosing import after_yes_or_no
from dialogs.facts import MAX_TEXT, Fact
from dialogs.first_questions import (
    LATER,
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
)
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind, needed
from dialogs.matters import comes_to_mind, names_another
from dialogs.playbook_rows import touches
from dialogs.supplementing import Extra, added_to
from dialogs.talk import Talk
from dialogs.telling import CLAUSE, Told, is_helpless, told_in
from dialogs.understanding.particulars import never_came
from dialogs.values import Button, Draft, Json, Opened, Reply, Said
from dialogs.which_first import FirstMatter

BEFORE_THE_TEXT = 5
"""Questions put before the first text, platform and scenario included."""

REFUSED = "refused"
"""In the draft: the question whose buttons none of the words fitted."""

_COUNTDOWN = re.compile(r"\d\s?(?:天|日内|个?小时|分钟)")
_DIGIT = re.compile(r"\d")

_WISH = re.compile("(?:我|就|也|还|其实|现在)*(?:不想|不要|想要?|只要|要求|希望)(?!补充|说|问|改|起来|到|一下|知道)")
"""How a wish begins, where all was told: 我不想退 想换一床."""

ACT_NOW = "act_now"
"""What to do first; where an answer makes it urgent, before anything else is asked."""

NO_FACTS = ("first_matter", "group", "rather", "reviewed")
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
        """All is right; or something more, or something else than was told: facts, a wish, words that are kept."""
        if said.button == "yes" or typed.agrees(said.text):
            return Answer(True)
        if aside := asides.answer_to(said.text, telling=True):
            return Again(aside)
        if names_another(said.text) and (another := _another_matter(said, so_far)):
            return another
        told = _told(said, so_far)
        wish = _WISH.match(said.text.strip()) is not None
        new = {**told.facts, **({"demand": said.text.strip()} if wish else {})}
        kept = _added(said.text.strip(), so_far) if _worth_keeping(said.text, told) and not wish else {}
        if not (new or kept):
            return Again(texts.REVIEW_FIRST)
        return Again(
            _lines(heard(new, so_far, texts.HEARD_BESIDE), texts.KEPT_AS_SAID if kept else ""), {**new, **kept}
        )


class ToldFact(Fact):
    """A fact, also when it is told in a sentence, and what else the same message told."""

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return super().take(so_far, said)
        if another := _another_matter(said, so_far):
            return another
        told = _told(said, so_far)
        if self._tells_only_another(told, said.text):
            return Again(heard(self._new(told, so_far), so_far, texts.HEARD_BESIDE), self._new(told, so_far))
        taken = self._of_its_platform(super().take(so_far, said), so_far)
        if isinstance(taken, Again) and self.row.kind == "choice" and self.key in told.facts:
            taken = self.and_say(Answer(told.facts[self.key]), so_far)
        if self.key == "received_date" and never_came(said.text):
            told = replace(told, facts={**_told(said, so_far, NOT_SENT).facts, **told.facts, NEVER_CAME: True})
        return self._with_the_rest(taken, told, said, so_far)

    def _of_its_platform(self, taken: Answer | Again, so_far: SoFar) -> Answer | Again:
        """A link says itself which platform the matter is on."""
        books = so_far.playbooks.platforms
        there = [
            key for key in books if self.row.names and isinstance(taken, Answer) and f"{key}.com" in str(taken.value)
        ]
        if not isinstance(taken, Answer) or len(there) != 1 or there[0] == so_far.answers.get("platform"):
            return taken
        also = {"platform": there[0], "platform_name": books[there[0]].name}
        return replace(taken, also={**taken.also, **also}, heard=heard(also, so_far, texts.HEARD_BESIDE))

    def _tells_only_another(self, told: Told, text: str) -> bool:
        """Whether words that would be taken as they are tell another fact alone: 昨天到的货 at 哪句话不实."""
        own = self.key in told.facts or self.row.reads in told.facts
        return self.row.kind == "text" and bool(told.facts) and not own and not told.left and not self.skips(text)

    def _with_the_rest(self, taken: Answer | Again, told: Told, said: Said, so_far: SoFar) -> Answer | Again:
        """What was taken, with all that was told beside it: facts under their own questions, the rest as it was said.

        Words that fit no button are asked about once more; then the question goes by.
        """
        new = self._new(told, so_far)
        refused = isinstance(taken, Again) and self.is_refusal(taken)
        rough = refused and self.is_rough(said.text)
        kept = self._kept(said, told, so_far) if refused or self._leaves_words(taken) else {}
        kept = _added(f"{self.row.label}：{said.text.strip()}", so_far) if rough else kept
        if rough or (refused and kept and so_far.draft.answers.get(REFUSED) == self.key):
            taken, refused = self.not_known(so_far), False
        lines = (heard(new, so_far, texts.HEARD_BESIDE), texts.KEPT_AS_SAID if kept else "")
        if isinstance(taken, Answer):
            return replace(taken, also={**new, **kept, **taken.also}, heard=_lines(taken.heard, *lines))
        again = {REFUSED: self.key} if refused and not new else {}
        return Again(_lines(*lines, "" if new and refused else taken.text), {**new, **kept, **taken.also, **again})

    def _leaves_words(self, taken: Answer | Again) -> bool:
        """Whether an answer is less than the words it was read from."""
        return isinstance(taken, Answer) and self.row.kind != "text"

    def _kept(self, said: Said, told: Told, so_far: SoFar) -> dict[str, Json]:
        """What was said beside the answer, to be kept as it was said; none where every clause is only this answer."""
        rest = after_yes_or_no(said.text)
        is_answer = all(self._is_only_this(replace(said, text=clause), so_far) for clause in CLAUSE.split(rest))
        is_kept = not is_answer and told.says_more and _worth_keeping(rest, told)
        return _added(rest.strip(), so_far) if is_kept else {}

    def _is_only_this(self, clause: Said, so_far: SoFar) -> bool:
        """Whether a clause answers this question and tells nothing more: 昨天有人敲我家门 is more than a yes."""
        if not self.is_of_it(clause, so_far):
            return False
        if self.row.kind != "choice":
            return True
        return not (_told(clause, so_far).says_more or _COUNTDOWN.search(clause.text))

    def _new(self, told: Told, so_far: SoFar) -> dict[str, Json]:
        """The facts among what was told that were not known, or only skipped."""
        return {key: value for key, value in told.facts.items() if key != self.key and _is_new(key, value, so_far)}


def _is_new(key: str, value: Json, so_far: SoFar) -> bool:
    """Whether a fact was not known yet; a link takes the place of what is none."""
    before = so_far.answers.get(key)
    if key == "link":
        return "." in str(value) and "." not in str(before or "")
    return before is None and (value is not None or key not in so_far.answers)


def _worth_keeping(words: str, told: Told) -> bool:
    """Whether words say something which no fact holds."""
    says_more = told.says_more or (bool(told.left) and _DIGIT.search(words) is not None)
    is_news = my_cases.meant(words) is not None and not _COUNTDOWN.search(words)
    return says_more and len(words) <= MAX_TEXT and not is_helpless(words) and not is_news


def _added(words: str, so_far: SoFar) -> dict[str, Json]:
    return {Extra.key: added_to(so_far.draft.answers.get(Extra.key), words)}


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _told(said: Said, so_far: SoFar, scenario: str = "") -> Told:
    return told_in(said.text, said.at, so_far, scenario or str(so_far.answers["scenario"]))


def _another_matter(said: Said, so_far: SoFar) -> Again | None:
    """Something else that comes to mind (对了还有个事 …) is kept for later and answers nothing."""
    meant = read_of(said, so_far).scenario
    other = meant is not None and meant.value != so_far.answers.get("scenario")
    named = names_another(said.text) or (meant is not None and meant.sure and comes_to_mind(said.text))
    return (
        Again(texts.ANOTHER_MATTER, {LATER: added_to(so_far.draft.answers.get(LATER), said.text)})
        if other and named
        else None
    )


class Filing(Interview):
    """A new complaint."""

    name = "filing"
    head = (Story(), FirstMatter(), Platform(), Group(), Scenario(), Rather())

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        """The head, then the scenario's facts within the five questions, then the review."""
        if so_far.scenario is None:
            return self.head
        extra = (Extra(),) if _is_told(Extra.key, so_far) else ()
        return (*self.head, *_facts(so_far), *_told_along(so_far), *extra, Review())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Open the case, attach what was photographed, and hand over the first text."""
        so_far = bind(talk, draft)
        told = {q.key: draft.answers[q.key] for q in needed(self, so_far) if q.key not in NO_FACTS}
        told |= {key: draft.answers[key] for key in READ_ALONG if key not in told and key in draft.answers}
        number = max(talk.cases, default=0) + 1
        at = {key: draft.told[key] for key in told if key in draft.told}
        talk.happen(number, Opened(str(told["platform"]), str(told["scenario"]), told, at))
        collecting.attach(talk, number)
        deadlines.tell(talk, number)
        handing_over.first_text(talk, number)
        if LATER in draft.answers:
            words = str(draft.answers[LATER])
            down = talk.put_down(Draft(self.name, answers={Story.key: words}))
            other = Button(f"resume:{down.case}", texts.THE_OTHER_ONE)
            talk.say(texts.THE_OTHER_MATTER.format(words=wording.shortened(words)), other)


def _facts(so_far: SoFar) -> list[ToldFact]:
    """The scenario's facts: those told or asked already, and as many more as five questions before the text allow."""
    assert so_far.scenario is not None
    book, told, asked = so_far.playbook, so_far.draft.answers, so_far.draft.asked
    key_of_scenario = str(told["scenario"])
    rows = {key: book.question(key_of_scenario, key, told) for key in _in_order(so_far)}
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
