"""A case as letters look at it: answers to what the scenario asks now, in words; own words made ready.

It knows how a stored answer is written out; it does not know which sentences a letter makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dialogs import playbook as pb
from dialogs.clocks import BEIJING, beijing_day
from dialogs.letters.rows import ROWS, About, Kind, Wish
from dialogs.letters.words import Words, cleaned
from dialogs.moments import as_moment, names_the_hour
from dialogs.status import answers, happened, scenario, told_at
from dialogs.values import Answered, Case, Json

DEMAND = "demand"
"""The question whose answer has a slot of its own."""

ALWAYS_SEEN = ("story", "extra", DEMAND, "my_account", "guardian", "platform_name")
"""Answers that letters see although the scenario may not ask for them."""

_CLAUSES = re.compile(r"[，。,；;！!？?\s]+")
_WISH = re.compile(
    r"不想(?:让)?[他她]|请(?=[把让帮给你平])|(?<![不没])(?:想|最好|要(?!是|不是|么|我)|希望|请求|求|必须|盼|让他|叫他|[给赔]我(?!.*了))"
)
_THEIRS = re.compile(r"商家|卖家|店家|客服|他|她|对方|平台|主播|老板|人家|骗子|[也又还]?(?:说|讲|答应|承诺)")
"""A clause that begins so tells what others want or said."""
_BARE = re.compile(r"(?:我|请|给我|帮我|就|要|想|希望)*(?:撤销?|撤掉|解除|恢复|取消)(?:掉|了|吧|就行|就好)*")
"""撤销 and not of what."""
_BACK = re.compile(r"(?<!没)(?<!没有)(?<!钱)(?:找|拿|要|抢|弄)回来?了|(?<!不)(?:能|可以)登(?:录|陆)?了|登上去?了")
_PUNISHED = re.compile(r"封|禁|处罚|限流")


@dataclass(slots=True)
class Source:
    """A case as letters look at it: answers to what the scenario asks now, and no others.

    ``dropped`` gathers own words that were left out for their tone, unless they are told ``plainly``.
    """

    case: Case
    playbook: pb.Playbook
    today: date
    plainly: bool = False
    asked: tuple[str, ...] = field(init=False)
    answers: dict[str, Json] = field(init=False)
    dropped: list[str] = field(default_factory=list)
    _days: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = answers(self.case) | self._since()
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
        return ROWS.about[self.scenario_key].under(self.answers, self.told)

    @property
    def told(self) -> str:
        """Everything that was answered in own words."""
        return "\n".join(str(value) for value in self.answers.values())

    @property
    def writer(self) -> str:
        """Who writes: ``self`` unless it was told otherwise."""
        return str(self.answers.get("guardian") or "self")

    @property
    def part(self) -> str:
        """What the writer is to the matter: who writes for a child is no party's proxy, its guardian acts."""
        for_a_child = self.scenario_key == "minor_protection" and self.writer in ("other", "parent_helper")
        return "for_a_child" if for_a_child else self.writer

    def request(self, kind: Kind) -> str:
        """What is asked for where the person did not answer it: what their own words wish, else what is usual."""
        wished = list(self._wished(besides=False))
        usual = (kind.dispute and self.about.refund) or self.about.request
        return "；".join([*(wished or [usual.rstrip("。")]), *list(self._wished(besides=True))[:1]]) + "。"

    def wishes(self) -> bool:
        """Whether the person's own words make a request of their own."""
        return any((*self._wished(besides=False), *self._wished(besides=True)))

    def demand(self) -> str:
        """What the person answered that they want; nothing where it does not say of what (撤销)."""
        said = str(self.answers.get(DEMAND) or "")
        return "" if _BARE.fullmatch(said.strip("。 ")) else said

    def day_of(self, key: str) -> date:
        """The day on which an answer was told."""
        later = self._days.get(key)
        return later if later is not None else beijing_day(told_at(self.case, key))

    def _wished(self, *, besides: bool) -> Iterator[str]:
        """What own words ask for, each once."""
        rows = [row for row in ROWS.wishes if row.besides == besides and self.scenario_key in row.scenarios]
        yield from dict.fromkeys(said for row in rows for said in self._said(row))

    def _said(self, row: Wish) -> Iterator[str]:
        if row.answered and self.answers.get(row.answered):
            yield row.say
        for clause in filter(None, _CLAUSES.split(self.told)):
            wish = row.wants and _WISH.search(clause) and not _THEIRS.match(clause)
            found = (wish and re.search(row.wants, clause)) or (row.told and re.search(row.told, clause))
            if found:
                yield row.say.format_map(found.groupdict(""))

    def _since(self) -> dict[str, Json]:
        """How a stolen account stands since, where they answered or the person added that it is back."""
        changed: dict[str, Json] = {}
        said = [(beijing_day(event.at), answer.text) for event, answer in happened(self.case, Answered)]
        added = str(answers(self.case).get("extra") or "")
        for on, text in [*said, *([(beijing_day(told_at(self.case, "extra")), added)] if added else [])]:
            if answers(self.case).get("still_logged_in") == "no" and _BACK.search(text):
                changed = {"still_logged_in": "yes"} | ({"penalty": "yes"} if _PUNISHED.search(text) else {})
                self._days = dict.fromkeys(changed, on)
        return changed

    def fields(self) -> dict[str, str]:
        """What fixed sentences may name: platform, matter, today, and every answered question by its key."""
        named = {
            "platform": self._plain(str(self.answers.get("platform_name") or "")) or self.playbook.name,
            "matter": self.about.matter,
            "alarm": self.about.alarm or self.about.matter,
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
        made = cleaned(text, labels=self.plainly)
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
