"""The questions that every complaint begins with: what happened, on which platform, which of the scenarios it is.

What was said in one sentence is read for all of it at once; what was understood is shown before it counts. It does not
know what a scenario asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dialogs import asides, my_cases, texts, typed, wording
from dialogs import playbook_rows as playbook
from dialogs.facts import shown
from dialogs.interview import Again, Answer, Question, SoFar
from dialogs.matters import two_matters
from dialogs.playbook import Playbook, Playbooks
from dialogs.talk import choice
from dialogs.understanding import Read, Understood, copies, understand
from dialogs.understanding.dates import read_dates
from dialogs.understanding.particulars import particulars
from dialogs.understanding.recognising import OFFERED, OTHER
from dialogs.values import Button, Json, Reply, Said

LATER = "another_matter"
"""In the draft: what was said of another matter, to be offered when this one's text is written."""

MATTERS = "matters"
"""In the draft: the words of two matters that one message told."""

MAX_STORY = 4000
"""Characters of a story."""

TELLS = 6
"""Characters from which words that fit no button go with the story."""

MAX_NAME = 20
"""Characters of another platform's name."""

SAYS_SO = 3
"""Characters up to which a choice is only 有, 报了, 还没有."""

MOST_NAMED = ("kuaishou", "douyin")
"""What most people come about is offered first."""

READ_ALONG = ("platform_name", "guardian", "my_account", "tried", "demand")
"""What the story may tell besides what the scenario asks, kept for the letters."""

COPIED = "copyright"
"""The scenario in which two platforms may be named: of the work, and of its copy."""

NEVER_CAME = "never_came"
"""In the draft: that the goods were said not to have come, where it was asked when they came."""

NOT_SENT = "seller_dispute"
"""The scenario of goods that never came."""

_NO_NAME = re.compile("^(?:我|你|他|她|还|没|不|等)|(?:了|吗|呢|啊|吧)$")
"""我交了 is no platform."""


class Story(Question):
    """What happened, in one sentence or many; or one of six large buttons."""

    key = "story"
    label = "经过"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.STORY, choice(so_far.playbook.groups))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return _chosen(said.button, so_far)
        text = said.text.strip()
        if typed.tells_nothing(text):
            return Again(texts.TELL_MORE)
        if len(text) > MAX_STORY:
            return Again(texts.STORY_TOO_LONG.format(limit=MAX_STORY))
        if two := two_matters(text, said.at, so_far.playbooks):
            return Answer(text, {MATTERS: [matter.words for matter in two]})
        read = read_of(said, so_far)
        also = understood_answers(read, so_far.playbooks, text)
        gentle = texts.UNEASY if read.uneasy else ""
        return Answer(text, also, "\n".join(filter(None, (heard(also, so_far), gentle))))

    def show(self, value: Json, so_far: SoFar) -> str:
        return wording.shortened(str(value)) if value else "（没有写）"


class Platform(Question):
    """Which platform it is about."""

    key = "platform"
    label = "平台"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.PLATFORM, choice(_platforms(so_far)))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(said.button)
        read, told = read_of(said, so_far).platform, _told_beside(said, so_far)
        if read is not None:
            return Answer(read.value, {**told, "platform_name": read.words})
        name = said.text.strip()
        if told or read_dates(name, said.at):
            return _once_more(said, so_far, told)
        is_of_a_case = my_cases.meant(name) is not None or _NO_NAME.search(name)
        if typed.tells_nothing(name) or typed.asks_back(name) or len(name) > MAX_NAME or is_of_a_case:
            return _once_more(said, so_far)
        return Answer(OTHER, {"platform_name": name})

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
        """A group by its button; a scenario in words, or the choice of those that they could mean."""
        if said.button:
            return Answer(said.button)
        maybe = scenarios_meant(read_of(said, so_far))
        told = _told_beside(said, so_far)
        opening = so_far.playbook.scenarios[maybe["scenario"]].opening if "scenario" in maybe else ""
        return Answer(None, {**told, **maybe}, opening) if maybe else _once_more(said, so_far, told)

    def show(self, value: Json, so_far: SoFar) -> str:
        return so_far.playbook.groups.get(str(value), "")


class Scenario(Question):
    """Which of the scenarios it is: those of the group, or those that the sentence could mean."""

    key = "scenario"
    label = "什么事"

    def ask(self, so_far: SoFar) -> Reply:
        scenarios = so_far.playbook.scenarios
        none = (Button("none", texts.NONE_OF_THESE),) if _maybe(so_far) else ()
        return Reply(texts.SCENARIO, (*choice({key: scenarios[key].button for key in _offered(so_far)}), *none))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button == "none":
            return Answer(None, {"maybe": None})
        told = {} if said.button else _told_beside(said, so_far)
        meant = said.button or _scenario_in(said, so_far, told)
        if not meant:
            return _once_more(said, so_far, told)
        return Answer(meant, told, so_far.playbook.scenarios[meant].opening)

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value in so_far.playbook.scenarios

    def show(self, value: Json, so_far: SoFar) -> str:
        return so_far.playbook.scenarios[str(value)].name


class Rather(Question):
    """Another scenario fits the answers better; the person decides, and is asked once."""

    key = "rather"
    label = ""

    def needed(self, so_far: SoFar) -> bool:
        return _better(so_far) is not None

    def ask(self, so_far: SoFar) -> Reply:
        better = _better(so_far)
        assert better is not None
        book, (to, why) = so_far.playbook, better
        name = book.scenarios[to].short if to in book.scenarios else book.groups[to]
        options = {to: texts.RATHER_YES, "stay": texts.RATHER_NO}
        return Reply(texts.RATHER.format(why=why, name=name), choice(options))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        better = _better(so_far)
        agreed = better[0] if better is not None and typed.agrees(said.text) else ""
        to = said.button or agreed
        if to == "stay":
            return Answer("stay")
        if to in so_far.playbook.groups:
            return Answer(None, {"scenario": None, "group": to})
        return Answer(None, {"scenario": to}) if to else _once_more(said, so_far)

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return bool(value == "stay")


def _chosen(group: str, so_far: SoFar) -> Answer:
    """One of the six kinds, by its button; where it has one scenario only, that one."""
    only = so_far.playbook.in_group(group)
    if len(only) > 1:
        return Answer(None, {"group": group})
    return Answer(None, {"group": group, "scenario": only[0]}, so_far.playbook.scenarios[only[0]].opening)


def understood_answers(read: Understood, playbooks: Playbooks, text: str) -> dict[str, Json]:
    """What a message told, as answers: only what is sure; an unsure scenario becomes a choice of likely ones.

    Where a work was taken from one platform to another, the one with the copy is meant; if unsure, it is asked.
    """
    scenario = read.scenario.value if read.scenario is not None and read.scenario.sure else None
    also = sure_answers(read.facts, scenario, playbooks["generic"])
    if read.platform is not None and read.platform.sure:
        also |= {"platform": read.platform.value, "platform_name": read.platform.words}
    copied = copies.stands_on(text, _names(playbooks)) if COPIED in _likely(read) else None
    if copied is not None:
        also = {key: value for key, value in also.items() if key not in ("platform", "platform_name")}
        also |= {"platform": copied, "platform_name": playbooks[copied].name} if copied else {}
    return also | scenarios_meant(read)


def _names(playbooks: Playbooks) -> dict[str, str]:
    return {key: book.name for key, book in playbooks.platforms.items() if key != "generic"}


def _likely(read: Understood) -> Sequence[str]:
    """The scenarios that a message can mean, the likeliest first."""
    return (read.scenario.value, *(() if read.scenario.sure else read.runners_up)) if read.scenario else ()


def sure_answers(facts: Mapping[str, Read], scenario: str | None, book: Playbook) -> dict[str, Json]:
    """The sure ones of some facts as answers; one that a question of the scenario reads goes under that question."""
    sure: dict[str, Json] = {key: fact.value for key, fact in facts.items() if fact.sure}
    for key in book.scenarios[scenario].ask if scenario else ():
        row = book.questions[key]
        if row.reads in sure and key not in sure:
            sure[key] = f"{sure.pop(row.reads)} 元" if row.reads == "amount" else sure.pop(row.reads)
    return sure


def scenarios_meant(read: Understood) -> dict[str, Json]:
    """The scenario, where it is sure; else those that are to be offered; nothing where none was heard."""
    if read.scenario is None:
        return {}
    if read.scenario.sure:
        return {"scenario": read.scenario.value}
    return {"maybe": [read.scenario.value, *read.runners_up][:OFFERED]}


def heard(also: Mapping[str, Json], so_far: SoFar, wording: str = texts.HEARD) -> str:
    """What was understood, in one line to be corrected; empty when nothing was."""
    book = so_far.playbooks[str(also.get("platform"))]
    names = []
    if "platform" in also:
        names.append(str(also["platform_name"]) if also["platform"] == OTHER else book.name)
    if "scenario" in also:
        names.append(book.scenarios[str(also["scenario"])].short)
    names += _facts_in(also, book)
    opening = book.scenarios[str(also["scenario"])].opening if "scenario" in also else ""
    return "\n".join(filter(None, [opening, wording.format(what=" · ".join(names)) if names else ""]))


def _facts_in(also: Mapping[str, Json], book: Playbook) -> list[str]:
    """The facts among them, as far as the scenario keeps them; that somebody writes for themselves goes unsaid."""
    scenario = book.scenarios.get(str(also.get("scenario")))
    kept = {*scenario.ask, *scenario.keep, *READ_ALONG} if scenario else book.questions
    told = [key for key in also if key in book.questions and key in kept and (key, also[key]) != ("guardian", "self")]
    return [_named(book.questions[key], also[key]) for key in told]


def _named(row: playbook.Question, told: Json) -> str:
    """A value with what it is the value of; a choice that says so itself (私下转账) goes without."""
    value = row.skip if told is None else shown(row, str(told))
    if row.kind == "choice":
        return value if len(value) > SAYS_SO else f"{row.label}：{value}"
    return f"{row.label}：{value}" if row.kind == "text" else row.label + value


def platform_name(told: Mapping[str, Json], playbooks: Playbooks) -> str:
    """The platform as people call it; another platform by the name the person gave."""
    if told.get("platform") == OTHER:
        return str(told.get("platform_name") or texts.OTHER_PLATFORM)
    return playbooks[str(told.get("platform"))].name


def read_of(said: Said, so_far: SoFar) -> Understood:
    """What a message is understood as; read once in a turn."""
    return so_far.read or understand(said.text, said.at, so_far.playbooks)


def _platforms(so_far: SoFar) -> dict[str, str]:
    books = so_far.playbooks.platforms
    keys = dict.fromkeys((*MOST_NAMED, *books))
    return {key: books[key].name for key in keys if key in books and key != "generic"} | {OTHER: texts.OTHER_PLATFORM}


def _maybe(so_far: SoFar) -> list[str]:
    """The scenarios that the sentence could mean."""
    return [key for key in so_far.draft.answers.get("maybe") or () if key in so_far.playbook.scenarios]


def _offered(so_far: SoFar) -> Sequence[str]:
    return _maybe(so_far) or so_far.playbook.in_group(str(so_far.draft.answers.get("group")))


def _scenario_in(said: Said, so_far: SoFar, told: Mapping[str, Json]) -> str | None:
    """The scenario that words mean: surely, or as one of those that were offered where they tell nothing else."""
    read = read_of(said, so_far).scenario
    is_meant = read is not None and (read.sure or (read.value in _offered(so_far) and not told))
    return read.value if read is not None and is_meant else None


def _told_beside(said: Said, so_far: SoFar) -> dict[str, Json]:
    """The facts that words surely tell, read for the scenario, or for each of those that it can be."""
    book, told = so_far.playbook, dict[str, Json]()
    known = so_far.draft.answers.get("scenario")
    for scenario in [str(known)] if known in book.scenarios else _offered(so_far):
        sure = sure_answers(particulars(said.text, said.at, scenario), scenario, book)
        told |= {key: sure[key] for key in book.questions_for(scenario, sure) if key in sure and key not in told}
    return told


def _once_more(said: Said, so_far: SoFar, told: Mapping[str, Json] | None = None) -> Again:
    """The question is put again: what was asked of us is answered, what was told is kept, facts and story alike."""
    if aside := asides.answer_to(said.text, telling=True):
        return Again(aside)
    if told:
        return Again(heard(told, so_far, texts.HEARD_BESIDE), told)
    words, story = said.text.strip(), str(so_far.draft.answers.get("story") or "")
    if not TELLS <= len(words) <= MAX_STORY - len(story) or typed.asks_back(words) or my_cases.meant(words):
        return Again(texts.PRESS_ONE)
    return Again(f"{texts.KEPT_IN_STORY}{texts.PRESS_ONE}", {"story": f"{story}\n{words}".strip()})


def _better(so_far: SoFar) -> tuple[str, str] | None:
    """The scenario or group that fits the answers better, and why."""
    told = so_far.draft.answers
    if so_far.scenario is None:
        return None
    never_came = told.get(NEVER_CAME) and told.get("received_date", "") is None
    if never_came and so_far.scenario.purchase and told["scenario"] != NOT_SENT:
        return NOT_SENT, texts.NEVER_CAME
    row = so_far.scenario.better(told)
    return (row.to, row.why) if row else None
