"""The questions that every complaint begins with: what happened, on which platform, which of the scenarios it is.

What was said in one sentence is read for all of it at once; what was understood is shown before it counts. It does not
know what a scenario asks.
"""

from __future__ import annotations

from collections.abc import Mapping

from dialogs import playbook_rows as playbook
from dialogs import texts, typed
from dialogs.facts import shown
from dialogs.interview import Again, Answer, Question, SoFar
from dialogs.playbook import Playbooks
from dialogs.talk import choice
from dialogs.understanding import Understood, understand
from dialogs.values import Button, Json, Reply, Said

MAX_STORY = 4000
"""Characters of a story."""

MAX_NAME = 20
"""Characters of another platform's name."""

MOST_NAMED = ("kuaishou", "douyin")
"""What most people come about is offered first."""

OTHER_PLATFORM = "other"


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
        read = read_of(said, so_far)
        also = understood_answers(read, so_far.playbooks)
        gentle = texts.NO_COMPLAINT_HEARD if fits_no_complaint(read) else ""
        return Answer(text, also, "\n".join(filter(None, (gentle, heard(also, so_far)))))

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
        read = read_of(said, so_far).platform
        if read is not None:
            return Answer(read.value, {"platform_name": read.words})
        name = said.text.strip()
        if typed.tells_nothing(name) or len(name) > MAX_NAME:
            return Again(texts.PRESS_ONE)
        return Answer(OTHER_PLATFORM, {"platform_name": name})

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
        if not said.button:
            return _scenario_in(said, so_far, self.key)
        return Answer(said.button, heard=so_far.playbook.scenarios[said.button].opening)

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
        book, to = so_far.playbook, better.to
        name = book.scenarios[to].short if to in book.scenarios else book.groups[to]
        options = {to: texts.RATHER_YES, "stay": texts.RATHER_NO}
        return Reply(texts.RATHER.format(why=better.why, name=name), choice(options))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        better = _better(so_far)
        agreed = better.to if better is not None and said.text.strip() in texts.YES else ""
        to = said.button or agreed
        if to == "stay":
            return Answer("stay")
        if to in so_far.playbook.groups:
            return Answer(None, {"scenario": None, "group": to})
        return Answer(None, {"scenario": to}) if to else Again(texts.PRESS_ONE)

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return bool(value == "stay")


def _chosen(group: str, so_far: SoFar) -> Answer:
    """One of the six kinds, by its button; where it has one scenario only, that one."""
    only = so_far.playbook.in_group(group)
    if len(only) > 1:
        return Answer(None, {"group": group})
    return Answer(None, {"group": group, "scenario": only[0]}, so_far.playbook.scenarios[only[0]].opening)


def fits_no_complaint(read: Understood) -> bool:
    """Whether a first message names no platform and is surely none of the scenarios.

    Somebody in danger often tells it sideways, in words that no rule knows; such a message fits no complaint either.
    """
    sure = read.scenario is not None and read.scenario.sure
    return read.platform is None and not sure and not read.alarms


def understood_answers(read: Understood, playbooks: Playbooks) -> dict[str, Json]:
    """What a message told, as answers: only what is sure; an unsure scenario becomes a choice of likely ones."""
    also: dict[str, Json] = {key: fact.value for key, fact in read.facts.items() if fact.sure}
    scenario = read.scenario.value if read.scenario is not None and read.scenario.sure else None
    for key in playbooks["generic"].scenarios[scenario].ask if scenario else ():
        row = playbooks["generic"].questions[key]
        if row.reads in also and key not in also:
            also[key] = f"{also.pop(row.reads)} 元" if row.reads == "amount" else also.pop(row.reads)
    if read.platform is not None and read.platform.sure:
        also |= {"platform": read.platform.value, "platform_name": read.platform.words}
    if scenario is not None:
        also["scenario"] = scenario
    elif read.scenario is not None:
        also["maybe"] = [read.scenario.value, *read.runners_up][:4]
    return also


def heard(also: Mapping[str, Json], so_far: SoFar, wording: str = texts.HEARD) -> str:
    """What was understood, in one line to be corrected; empty when nothing was."""
    book = so_far.playbooks[str(also.get("platform"))]
    names = []
    if "platform" in also:
        names.append(str(also["platform_name"]) if also["platform"] == OTHER_PLATFORM else book.name)
    if "scenario" in also:
        names.append(book.scenarios[str(also["scenario"])].short)
    rows = {key: book.questions[key] for key in also if key in book.questions}
    told = {key: row for key, row in rows.items() if (key, also[key]) != ("guardian", "self")}
    names += [("" if row.kind == "choice" else row.label) + shown(row, str(also[key])) for key, row in told.items()]
    opening = book.scenarios[str(also["scenario"])].opening if "scenario" in also else ""
    return "\n".join(filter(None, [opening, wording.format(what=" · ".join(names)) if names else ""]))


def platform_name(told: Mapping[str, Json], playbooks: Playbooks) -> str:
    """The platform as people call it; another platform by the name the person gave."""
    if told.get("platform") == OTHER_PLATFORM:
        return str(told.get("platform_name") or texts.OTHER_PLATFORM)
    return playbooks[str(told.get("platform"))].name


def read_of(said: Said, so_far: SoFar) -> Understood:
    """What a message is understood as; read once in a turn."""
    return so_far.read or understand(said.text, said.at, so_far.playbooks)


def _platforms(so_far: SoFar) -> dict[str, str]:
    books = so_far.playbooks.platforms
    keys = dict.fromkeys((*MOST_NAMED, *books))
    return {key: books[key].name for key in keys if key in books and key != "generic"} | {
        OTHER_PLATFORM: texts.OTHER_PLATFORM
    }


def _scenario_in(said: Said, so_far: SoFar, key: str) -> Answer | Again:
    read = read_of(said, so_far).scenario
    if read is None:
        return Again(texts.PRESS_ONE)
    return Answer(read.value if key == "scenario" else None, {"scenario": read.value})


def _better(so_far: SoFar) -> playbook.Rather | None:
    return so_far.scenario.better(so_far.draft.answers) if so_far.scenario else None
