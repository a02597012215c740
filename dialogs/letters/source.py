"""A case as letters look at it: answers to what the scenario asks now, in words; own words made ready.

It knows how a stored answer is written out; it does not know which sentences a letter makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dialogs import playbook as pb
from dialogs.clocks import BEIJING
from dialogs.letters.rows import ROWS, About, Kind
from dialogs.letters.words import Words, cleaned
from dialogs.moments import as_moment, names_the_hour
from dialogs.status import answers, scenario
from dialogs.values import Case, Json

DEMAND = "demand"
"""The question whose answer has a slot of its own."""

ALWAYS_SEEN = ("story", "extra", DEMAND, "my_account", "guardian", "platform_name")
"""Answers that letters see although the scenario may not ask for them."""


@dataclass(slots=True)
class Source:
    """A case as letters look at it: answers to what the scenario asks now, and no others.

    ``dropped`` gathers own sentences that were left out for their tone.
    """

    case: Case
    playbook: pb.Playbook
    today: date
    asked: tuple[str, ...] = field(init=False)
    answers: dict[str, Json] = field(init=False)
    dropped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        told = answers(self.case)
        self.asked = self.playbook.questions_for(self.scenario_key, told)
        self.answers = {key: told[key] for key in (*self.asked, *ALWAYS_SEEN) if told.get(key) is not None}

    @property
    def scenario_key(self) -> str:
        """The scenario's key."""
        return scenario(self.case)

    @property
    def scenario(self) -> pb.Scenario:
        """The scenario's row."""
        return self.playbook.scenarios[self.scenario_key]

    @property
    def about(self) -> About:
        """What the scenario is called and asks for, under the answers."""
        return ROWS.about[self.scenario_key].under(self.answers)

    @property
    def writer(self) -> str:
        """Who writes: ``self`` unless it was told otherwise."""
        return str(self.answers.get("guardian") or "self")

    def request(self, kind: Kind) -> str:
        """What is asked for where the person has not said it."""
        return (kind.dispute and self.about.refund) or self.about.request

    def fields(self) -> dict[str, str]:
        """What fixed sentences may name: platform, matter, today, and every answered question by its key."""
        named = {
            "platform": self._plain(str(self.answers.get("platform_name") or "")) or self.playbook.name,
            "matter": self.about.matter,
            "today": day(self.today),
        }
        told = {key: self.written(key) for key in self.answers if key in self.playbook.questions}
        return told | named

    def question(self, key: str) -> pb.Question:
        """A question in the words of the scenario."""
        return self.playbook.question(self.scenario_key, key)

    def written(self, key: str) -> str:
        """An answer in the middle of a sentence: own words made ready, without their stop."""
        question, value = self.question(key), self.answers[key]
        return self._plain(str(value)) if question.kind == "text" else shown(question, value)

    def words(self, text: str) -> Words:
        """Own words made ready; what is left out for its tone is remembered."""
        made = cleaned(text)
        self.dropped += [sentence for sentence in made.dropped if sentence not in self.dropped]
        return made

    def _plain(self, text: str) -> str:
        return "".join(self.words(text).kept).rstrip("。")


def shown(question: pb.Question, value: Json) -> str:
    """A stored answer in words: choices by label, dates in full, amounts with their unit, own words as they are."""
    match question.kind:
        case "choice" | "do":
            return question.choices.get(str(value), str(value))
        case "date" | "moment":
            return _moment(str(value))
        case "amount":
            return f"{value}元"
        case _:
            return str(value).strip()


def day(when: date) -> str:
    """A date in full."""
    return f"{when.year}年{when.month}月{when.day}日"


def _moment(value: str) -> str:
    moment = as_moment(value).astimezone(BEIJING)
    minutes = f"{moment.minute}分" if moment.minute else ""
    return day(moment.date()) + (f"{moment.hour}时{minutes}" if names_the_hour(value) else "")
