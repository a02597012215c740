"""A new complaint: from the first sentence to the first text.

At most five questions before the first text; photographs and the remaining facts come after it. It does not know
what any scenario asks (the playbooks do), nor how a letter is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs import collecting, handing_over, texts
from dialogs.clocks import read_deadline
from dialogs.facts import Fact, shown
from dialogs.interview import Again, Answer, Interview, Question, SoFar, needed
from dialogs.moments import as_moment
from dialogs.playbook import Playbooks
from dialogs.status import answers
from dialogs.talk import Talk, choice
from dialogs.understanding import Understood, understand
from dialogs.values import Button, ClockTold, Draft, Json, Opened, Reply, Said

BEFORE_THE_TEXT = 5
"""Questions put before the first text, platform and scenario included (FEATURES A1)."""

MAX_STORY = 4000
"""Characters of a story."""

OTHER_PLATFORM = "other"


class Story(Question):
    """What happened, in one sentence or many; or one of six large buttons."""

    key = "story"
    label = "经过"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.STORY, choice(so_far.playbook.groups))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(None, {"group": said.button})
        text = said.text.strip()
        if not text:
            return Again(texts.NEEDS_WORDS)
        if len(text) > MAX_STORY:
            return Again(texts.STORY_TOO_LONG.format(limit=MAX_STORY))
        read = understand(text, said.at, so_far.playbooks)
        also = understood_answers(read)
        return Answer(text, also, heard(also, so_far))

    def show(self, value: Json, so_far: SoFar) -> str:
        return texts.shortened(str(value)) if value else "（没有写）"


class Platform(Question):
    """Which platform it is about."""

    key = "platform"
    label = "平台"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.PLATFORM, choice(_platforms(so_far)))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(said.button)
        read = understand(said.text, said.at, so_far.playbooks).platform
        if read is not None:
            return Answer(read.value, {"platform_name": read.words})
        name = said.text.strip()
        return Answer(OTHER_PLATFORM, {"platform_name": name}) if 0 < len(name) <= 20 else Again(texts.PRESS_ONE)

    def show(self, value: Json, so_far: SoFar) -> str:
        return platform_name(so_far.answers, so_far.playbooks)


class Group(Question):
    """Which of the six kinds it is; asked when the sentence did not tell."""

    key = "group"
    label = "哪一类"

    def needed(self, so_far: SoFar) -> bool:
        return so_far.scenario is None and not so_far.draft.answers.get("maybe")

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.GROUP, choice(so_far.playbook.groups))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        return Answer(said.button) if said.button else _scenario_in(said, so_far, "group")

    def show(self, value: Json, so_far: SoFar) -> str:
        return so_far.playbook.groups.get(str(value), "")


class Scenario(Question):
    """Which of the scenarios it is: those of the group, or those that the sentence could mean."""

    key = "scenario"
    label = "什么事"

    def ask(self, so_far: SoFar) -> Reply:
        scenarios = so_far.playbook.scenarios
        maybe = [key for key in so_far.draft.answers.get("maybe") or () if key in scenarios]
        offered = maybe or so_far.playbook.in_group(str(so_far.draft.answers.get("group")))
        none = (Button("none", texts.NONE_OF_THESE),) if maybe else ()
        return Reply(texts.SCENARIO, (*choice({key: scenarios[key].button for key in offered}), *none))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button == "none":
            return Answer(None, {"maybe": None})
        return Answer(said.button) if said.button else _scenario_in(said, so_far, self.key)

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value in so_far.playbook.scenarios

    def show(self, value: Json, so_far: SoFar) -> str:
        return so_far.playbook.scenarios[str(value)].name


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
    head = (Story(), Platform(), Group(), Scenario())

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        """The head, then the scenario's facts within the five questions, then the review."""
        if so_far.scenario is None:
            return self.head
        return (*self.head, *_facts(so_far), Review())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Open the case, attach what was photographed, and hand over the first text."""
        so_far = talk.so_far(draft)
        told = {q.key: draft.answers[q.key] for q in needed(self, so_far) if q.key not in ("group", "reviewed")}
        told |= {key: draft.answers[key] for key in ("platform_name",) if key in draft.answers}
        number = max(talk.cases, default=0) + 1
        opened = talk.happen(number, Opened(str(told["platform"]), str(told["scenario"]), told))
        collecting.attach(talk, number)
        _tell_notice_deadline(talk, number, opened.number)
        handing_over.first_text(talk, number)


def understood_answers(read: Understood) -> dict[str, Json]:
    """What a message told, as answers: only what is sure; an unsure scenario becomes a choice of likely ones."""
    also: dict[str, Json] = {key: fact.value for key, fact in read.facts.items() if fact.sure}
    if read.platform is not None and read.platform.sure:
        also |= {"platform": read.platform.value, "platform_name": read.platform.words}
    if read.scenario is not None and read.scenario.sure:
        also["scenario"] = read.scenario.value
    elif read.scenario is not None:
        also["maybe"] = [read.scenario.value, *read.runners_up][:4]
    return also


def heard(also: Mapping[str, Json], so_far: SoFar) -> str:
    """What was understood, in one line to be corrected; empty when nothing was."""
    book = so_far.playbooks[str(also.get("platform"))]
    names = []
    if "platform" in also:
        names.append(str(also["platform_name"]) if also["platform"] == OTHER_PLATFORM else book.name)
    if "scenario" in also:
        names.append(book.scenarios[str(also["scenario"])].short)
    rows = {key: book.questions[key] for key in also if key in book.questions}
    names += [f"{row.label} {shown(row, str(also[key]))}" for key, row in rows.items()]
    return texts.HEARD.format(what=" · ".join(names)) if names else ""


def platform_name(told: Mapping[str, Json], playbooks: Playbooks) -> str:
    """The platform as people call it; another platform by the name the person gave."""
    if told.get("platform") == OTHER_PLATFORM:
        return str(told.get("platform_name") or texts.OTHER_PLATFORM)
    return playbooks[str(told.get("platform"))].name


def _platforms(so_far: SoFar) -> dict[str, str]:
    books = so_far.playbooks.platforms.items()
    return {key: book.name for key, book in books if key != "generic"} | {OTHER_PLATFORM: texts.OTHER_PLATFORM}


def _scenario_in(said: Said, so_far: SoFar, key: str) -> Answer | Again:
    read = understand(said.text, said.at, so_far.playbooks).scenario
    if read is None:
        return Again(texts.PRESS_ONE)
    return Answer(read.value if key == "scenario" else None, {"scenario": read.value})


def _facts(so_far: SoFar) -> list[Fact]:
    """The scenario's facts: those told or asked already, and as many more as five questions before the text allow."""
    assert so_far.scenario is not None
    book, scenario, told, asked = (
        so_far.playbook,
        str(so_far.answers["scenario"]),
        so_far.draft.answers,
        so_far.draft.asked,
    )
    rows = {key: book.question(scenario, key) for key in book.questions_for(scenario, told)}
    counted = [key for key in asked if key in rows and rows[key].kind != "do"]
    left = BEFORE_THE_TEXT - len(counted) - ("platform" in asked) - ("group" in asked or "scenario" in asked)
    facts = []
    for key, row in rows.items():
        known = key in asked or key in told
        can_wait = key in so_far.scenario.later or (left <= 0 and row.kind != "do")
        if known or not can_wait:
            facts.append(Fact(key, row))
            left -= not known and row.kind != "do"
    return facts


def _shown(so_far: SoFar) -> list[Question]:
    """What the review card lists."""
    questions = needed(FILING, so_far)
    return [q for q in questions if q.label and q.key in so_far.draft.answers and not _is_card(q, so_far)]


def _is_card(question: Question, so_far: SoFar) -> bool:
    return isinstance(question, Fact) and question.row.kind == "do"


def _tell_notice_deadline(talk: Talk, number: int, opened: int) -> None:
    """The deadline that the penalty notice states, if it states one (FEATURES A3)."""
    told = answers(talk.cases[number])
    received, stated = told.get("notice_date"), told.get("notice_deadline")
    clock = (
        read_deadline(str(stated), as_moment(str(received)), talk.rules.calendar, seen=talk.now)
        if received and stated
        else None
    )
    if clock is not None:
        talk.happen(number, ClockTold(opened, clock))


FILING = Filing()
