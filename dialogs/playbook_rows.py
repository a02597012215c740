"""What a playbook file may hold, beside what it states as a fact: the rows, frozen, unknown keys refused.

It knows the shape of one row and what can be read off it; it does not know where files lie, how one is laid over
another, or whether a row that is named exists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, Field

from dialogs.playbook_sources import STRICT, Contact, Fact, Label, Path_, Text
from dialogs.values import Json

ToPlatform = Literal["appeal", "after_sales", "service", "email", "phone", "report", "personal_info"]
ToOffice = Literal["12315_complaint", "12315_report", "12377", "consumer_association"]
LetterKind = Literal[ToPlatform, ToOffice, "infringement_notice", "counter_notice", ""]
"""Which text goes to a destination; empty where there is nothing to write."""

SAVE_FIRST = "save_first"
"""The card that names what the scenario says to save before anything warns the other side."""

Choices = dict[str, list[str]]
"""Per question, the choices that count. ``{"how_paid": ["scan_code"]}``."""


def bare(text: str) -> str:
    """A text without spaces, dashes and brackets, as contacts are compared."""
    return re.sub(r"[\s\-－—()（）]", "", text).lower()


def fits(when: Choices, answers: Mapping[str, Json]) -> bool:
    """Whether every question named has one of its choices as answer; a missing or skipped answer is none of them."""
    return all(answers.get(question) in choices for question, choices in when.items())


def touches(when: Choices, answers: Mapping[str, Json]) -> bool:
    """Whether at least one question named has one of its choices as answer."""
    return any(answers.get(question) in choices for question, choices in when.items())


class Row(BaseModel):
    """One table of a file."""

    model_config = STRICT


class Question(Row):
    """One thing to ask. ``letter`` is the sentence it becomes, with ``{}`` for the answer; empty: stays out of letters.

    ``letters`` holds the sentence of each choice instead. A skipped answer makes no sentence. ``do`` is no question but
    a thing to do first (its choices say how it went). ``moment`` is a date with a time. ``picks`` are answers offered
    as buttons where one may also write. ``when`` says under which choices it is asked at all, ``unless`` under which it
    is not; a condition on a question that the scenario neither asks nor keeps does not count. ``{day}`` in a sentence
    is the day on which it was told: what can change is never stated as of today. ``heard`` is what some choices are
    answered with at once. ``wish``: what is wanted, which may be worded as a question and is offered as the scenario's
    demands. ``unwritten``: that nothing is written (没得写) skips it. ``rough``: nothing is counted from this day, so
    国庆前后 is kept as it was said. ``timed``: only words of a time or of a number of tries answer it. ``names``: only
    an account, its name or a link does.
    """

    label: Text
    ask: Text
    kind: Literal["text", "choice", "date", "moment", "amount", "order_number", "do"]
    choices: dict[str, Label] = {}
    picks: list[Label] = []
    skip: Label = "先跳过"
    letter: str = ""
    letters: dict[str, Text] = {}
    when: Choices = {}
    unless: Choices = {}
    reads: str = ""
    heard: dict[str, Text] = {}
    wish: bool = False
    unwritten: bool = False
    rough: bool = False
    timed: bool = False
    names: bool = False


class Wording(Row):
    """How one scenario words a question of the pool, and when it asks it. What is empty stays as it is.

    ``only`` keeps these choices.
    """

    label: str = ""
    ask: str = ""
    skip: str = ""
    letter: str = ""
    when: Choices = {}
    unless: Choices = {}
    only: list[str] = []
    heard: dict[str, Text] = {}

    def of(self, question: Question) -> Question:
        """The question in these words."""
        words = {name: said for name, said in self.model_dump(exclude={"only"}).items() if said}
        if self.only:
            words["choices"] = {key: label for key, label in question.choices.items() if key in self.only}
        return question.model_copy(update=words)


class Advice(Row):
    """A destination for a scenario, with its reason; ``when`` lists, per question, the choices under which it fits."""

    to: str
    why: Text
    when: Choices = {}


class Rather(Row):
    """Another scenario (or group of scenarios) that fits better under these choices, ``unless`` others hold."""

    to: str
    why: Text
    when: Choices = Field(min_length=1)
    unless: Choices = {}


class Instead(Row):
    """What a scenario says to save and not to do under these choices, in place of what it says to everybody."""

    when: Choices = Field(min_length=1)
    never: list[Text] = Field(min_length=1)
    save_first: list[Text] = []


class Scenario(Row):
    """One row of the seventeen.

    ``ask`` is the order of the questions; those in ``later`` can wait until after the first text. ``keep`` names what
    is never asked, but kept when it was told. ``urgent_when`` and ``hours24_when`` hold when one of their questions has
    such an answer. ``hours24``: complaints of this kind to the platform's service are usually looked at within 24
    hours; ``hours24_evidence`` is what to add for that. ``report_as`` is the sort of violation to pick when reporting;
    ``opening`` is said before the first question. ``no_pictures``: none is taken, for it may show a child or what must
    not be kept; ``no_pictures_when`` says so for some answers, ``pictures_when`` where they are taken after all.
    """

    name: Text
    short: Label
    button: Label
    groups: list[str] = Field(min_length=1)
    purchase: bool = False
    urgent: bool = False
    urgent_when: Choices = {}
    hours24: bool = False
    hours24_when: Choices = {}
    hours24_evidence: str = ""
    report_as: str = ""
    opening: str = ""
    no_pictures: bool = False
    no_pictures_when: Choices = {}
    pictures_when: Choices = {}
    ask: list[str] = Field(min_length=3, max_length=11)
    later: list[str] = []
    keep: list[str] = []
    wording: dict[str, Wording] = {}
    rather: list[Rather] = []
    evidence: dict[str, Text] = Field(min_length=1, max_length=6)
    save_first: list[Text] = Field(min_length=1)
    never: list[Text] = Field(min_length=1)
    instead: list[Instead] = []
    demands: list[Label] = Field(min_length=1)
    advice: list[Advice] = Field(min_length=2)
    words: list[Text] = []

    def is_urgent(self, answers: Mapping[str, Json]) -> bool:
        """Whether it comes before everything else, given the answers."""
        return self.urgent or touches(self.urgent_when, answers)

    def has_24_hours(self, answers: Mapping[str, Json]) -> bool:
        """Whether the 24 hours of urgent complaints are counted, given the answers."""
        return self.hours24 or touches(self.hours24_when, answers)

    def takes_no_pictures(self, answers: Mapping[str, Json]) -> bool:
        """Whether pictures of the matter may neither be taken nor kept, given the answers."""
        forbidden = self.no_pictures or touches(self.no_pictures_when, answers)
        return forbidden and not touches(self.pictures_when, answers)

    def doors(self, answers: Mapping[str, Json]) -> tuple[Advice, ...]:
        """The advice that fits the answers, best first, each destination once."""
        found: dict[str, Advice] = {}
        for row in self.advice:
            if fits(row.when, answers):
                found.setdefault(row.to, row)
        return tuple(found.values())

    def nevers(self, answers: Mapping[str, Json]) -> list[str]:
        """What not to do, given the answers: a child is told other things than a parent."""
        return next((row.never for row in self.instead if fits(row.when, answers)), self.never)

    def to_save(self, answers: Mapping[str, Json]) -> list[str]:
        """What to save first, given the answers."""
        rows = (row.save_first for row in self.instead if row.save_first and fits(row.when, answers))
        return next(rows, self.save_first)

    def exhibit_name(self, key: str) -> str:
        """A row of the checklist without what stands in brackets after it; empty where there is no such row."""
        return self.evidence.get(key, "").partition("（")[0]

    def better(self, answers: Mapping[str, Json]) -> Rather | None:
        """The scenario or group that the answers point to instead, if any."""
        fitting = (row for row in self.rather if fits(row.when, answers) and not touches(row.unless, answers))
        return next(fitting, None)


class Destination(Row):
    """A door: who decides there, what it takes, which window it has.

    ``window``: ``service`` is the usual 3 to 5 working days of a platform's service, ``page`` what the page itself
    says, ``12315`` and ``12315_report`` the periods of the law. ``limit`` is the most characters its field takes, where
    known. ``gate`` is the reason to try something else first (advice, never a lock). ``closes`` says what going there
    rules out, ``either`` names those doors: one dispute, one of them.
    """

    name: Label
    kind: Literal["platform", "authority"]
    letter: LetterKind
    window: Literal["service", "page", "12315", "12315_report", "none"] = "page"
    takes: Text
    limit: int | None = None
    gate: str = ""
    steps: list[Text] = []
    prepare: list[Text] = []
    never: list[Text] = []
    closes: str = ""
    either: list[str] = []
    not_for: str = ""
    path: Path_ | None = None
    facts: list[Fact] = []
    contacts: list[Contact] = []

    @property
    def is_call(self) -> bool:
        """Whether one calls there, and what is written is said on the telephone."""
        return self.letter == "phone"


class Playbook(Row):
    """One platform, laid over the generic base.

    ``find_contact`` tells how to look a contact up in the app. ``facts`` are sentences about the platform by key, such
    as ``verify_caller``. ``traps`` are contacts that circulate and are never to be offered.
    """

    key: Text
    name: Text
    aliases: list[Text] = []
    typos: list[Text] = []
    order_number: str = r"\d{10,24}"
    contacts: list[Contact] = []
    find_contact: Text
    facts: dict[str, Fact] = {}
    groups: dict[str, Label]
    questions: dict[str, Question]
    scenarios: dict[str, Scenario]
    destinations: dict[str, Destination]
    traps: list[Text] = []

    def accepts_order_number(self, number: str) -> bool:
        """Whether a number has the shape of this platform's order numbers."""
        return re.fullmatch(self.order_number, number) is not None

    def trap_in(self, text: str) -> str:
        """The first contact a text names that is known to be false, spaces and dashes aside; empty when none."""
        said = bare(text)
        return next((trap for trap, signs in self._bare_traps if signs in said), "")

    @cached_property
    def _bare_traps(self) -> tuple[tuple[str, str], ...]:
        return tuple((trap, bare(trap)) for trap in self.traps)

    def in_group(self, group: str) -> tuple[str, ...]:
        """The keys of a group's scenarios, in the order of the file."""
        return tuple(key for key, scenario in self.scenarios.items() if group in scenario.groups)

    @cached_property
    def _worded(self) -> dict[tuple[str, str], Question]:
        """Every question in every scenario's words: each turn asks for many, so they are made once."""
        return {
            (name, key): self._in_words_of(name, key)
            for name, row in self.scenarios.items()
            for key in (*row.ask, *row.keep)
            if key in self.questions
        }

    def question(self, scenario: str, key: str, answers: Mapping[str, Json] | None = None) -> Question:
        """A question of the pool, in the words of the scenario; ``save_first`` names what to save."""
        question = self._worded.get((scenario, key)) or self._in_words_of(scenario, key)
        if key != SAVE_FIRST:
            return question
        rows = self.scenarios[scenario].to_save(answers or {})
        return question.model_copy(update={"ask": "\n".join([question.ask, *(f"· {it}" for it in rows)])})

    def _in_words_of(self, scenario: str, key: str) -> Question:
        return self.scenarios[scenario].wording.get(key, Wording()).of(self.questions[key])

    def questions_for(self, scenario: str, answers: Mapping[str, Json]) -> tuple[str, ...]:
        """The keys of the questions that the scenario asks under these answers, in order; then of what it keeps."""
        row = self.scenarios[scenario]
        known = [*row.ask, *row.keep]
        asked = [key for key in row.ask if _applies(self.question(scenario, key), known, answers)]
        return (*asked, *(key for key in row.keep if key not in asked and answers.get(key) is not None))

    def contacts_for(self, destination: str) -> tuple[Contact, ...]:
        """What may be dialled, written to or opened to reach a destination."""
        own = tuple(contact for contact in self.contacts if contact.to == destination)
        return own + tuple(self.destinations[destination].contacts)


class Year(Row):
    """The official days off and make-up workdays of a year."""

    source: str
    checked: date
    off: list[date]
    work: list[date]


class Playbooks(Row):
    """All of it: platforms by key (``generic`` among them), and the calendar by year."""

    platforms: dict[str, Playbook]
    years: dict[int, Year] = {}

    def __getitem__(self, key: str) -> Playbook:
        return self.platforms.get(key) or self.platforms["generic"]


def _applies(question: Question, asked: list[str], answers: Mapping[str, Json]) -> bool:
    return fits(_within(question.when, asked), answers) and not touches(_within(question.unless, asked), answers)


def _within(when: Choices, asked: list[str]) -> Choices:
    return {question: choices for question, choices in when.items() if question in asked}
