"""One turn while it is being worked out: what the desk held, and what has been said and done to it so far.

Made by ``take_turn`` and thrown away with it, so a turn stays a function of its arguments.
It knows nothing of what any dialog says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs.clocks import Calendar, Quiet
from dialogs.labels import labelled
from dialogs.playbook import Playbook, Playbooks
from dialogs.status import platform
from dialogs.understanding import Understood
from dialogs.values import Button, Case, Desk, Draft, Errand, Event, Person, Reminder, Reply, Said, Turn, What


@dataclass(frozen=True, slots=True)
class Rules:
    """What a turn goes by, besides the desk: the playbooks, the working days, the hours in which nothing is told."""

    playbooks: Playbooks
    calendar: Calendar
    quiet: Quiet
    zone: str = "Asia/Shanghai"
    retention_days: int = 180


RECORDED = "recorded"
"""In a draft: the place of the event by which it is kept already."""

Wanted = Callable[[Case, Person], tuple[Reminder, ...]]
"""The reminders that a case should have."""


class Talk:
    """The desk, what was said, and what it leads to."""

    def __init__(self, desk: Desk, said: Said, rules: Rules, now: datetime) -> None:
        self.desk, self.said, self.rules, self.now = desk, said, rules, now
        self.person = _of_cases_there_are(desk)
        self.read: Understood | None = None
        self.cases: dict[int, Case] = {case.number: case for case in desk.cases}
        self.replies: list[Reply] = []
        self.events: list[tuple[int, Event]] = []
        self.errands: list[Errand] = []
        self.told: list[Reminder] = []
        self.moved: dict[tuple[int, str], datetime] = {}

    # what is said and done

    def say(self, text: str, *buttons: Button, letter: str = "") -> None:
        """Reply; the sender delivers in this order."""
        self.replies.append(Reply(text, buttons, letter))

    def happen(self, number: int, what: What) -> Event:
        """Append an event to a case; a number not seen before opens the case."""
        case = self.cases.get(number, Case(number, ()))
        event = Event(len(case.events) + 1, self.now, what)
        self.cases[number] = replace(case, events=(*case.events, event))
        self.events.append((number, event))
        return event

    def run(self, kind: str, key: str, **body: str) -> None:
        """Send an errand."""
        self.errands.append(Errand(kind, key, body))  # type: ignore[arg-type]

    def remember(self, **changes: object) -> None:
        """Change what is remembered of the person."""
        self.person = replace(self.person, **changes)  # type: ignore[arg-type]

    @property
    def zone(self) -> str:
        """The person's time zone, for quiet hours; working days are Beijing's for everybody."""
        return self.person.zone or self.rules.zone

    # drafts

    @property
    def front(self) -> Draft | None:
        """The open interview that speaks."""
        return self.person.drafts[-1] if self.person.drafts else None

    def begun(self, interview: str, case: int) -> Draft:
        """The draft of an interview about a case: one that has recorded something already, or else a new one."""
        mine = (draft for draft in self.person.drafts if (draft.interview, draft.case) == (interview, case))
        return next((draft for draft in mine if RECORDED in draft.answers), Draft(interview, case))

    def open(self, draft: Draft) -> None:
        """Put a draft in front; one of the same interview and case steps aside for it."""
        others = (d for d in self.person.drafts if (d.interview, d.case) != (draft.interview, draft.case))
        self.remember(drafts=(*others, draft))

    def put_down(self, draft: Draft) -> Draft:
        """Take away an open draft, to be taken up again; one that is no case yet gets a number below zero."""
        aside = self.person.set_aside
        if draft.case is None:
            lowest = min((other.case for other in aside if other.case is not None), default=0)
            down = replace(draft, case=min(lowest, 0) - 1)
        else:
            down = draft
        drafts = tuple(other for other in self.person.drafts if other is not draft)
        self.remember(drafts=drafts, set_aside=(*aside, down))
        return down

    def put(self, draft: Draft) -> None:
        """Replace the draft in front, noting when each of its answers was told."""
        before = self.person.drafts[-1]
        told = {
            key: before.told.get(key, self.said.at) if before.answers.get(key) == value else self.said.at
            for key, value in draft.answers.items()
        }
        self.remember(drafts=(*self.person.drafts[:-1], replace(draft, told=told)))

    def close(self) -> Draft:
        """Take the draft in front away."""
        draft = self.person.drafts[-1]
        self.remember(drafts=self.person.drafts[:-1])
        return draft

    def leave(self, number: int) -> None:
        """Take away every draft of a case that is over, so that nothing said later is taken for an answer in it."""
        self.remember(
            drafts=tuple(draft for draft in self.person.drafts if draft.case != number),
            set_aside=tuple(draft for draft in self.person.set_aside if draft.case != number),
        )

    # what may be looked at

    def playbook(self, case: Case) -> Playbook:
        """The playbook of a case's platform."""
        return self.rules.playbooks[platform(case)]

    # the result

    def turn(self, wanted: Wanted) -> Turn:
        """All of it, with the whole set of reminders of every case that was touched."""
        touched = {number for number, _ in self.events} | {number for number, _ in self.moved}
        if self.person.reminders_off != self.desk.person.reminders_off:
            touched |= set(self.cases)
        reminders = {n: tuple(map(self._moved, wanted(self.cases[n], self.person))) for n in touched}
        return Turn(
            self.person,
            tuple(self.replies),
            tuple(self.events),
            reminders,
            tuple((reminder.case, reminder.key) for reminder in self.told),
            tuple(self.errands),
        )

    def _moved(self, reminder: Reminder) -> Reminder:
        """A reminder that was put off stays put off, however often its case is touched in between."""
        before = next((r for r in self.desk.reminders if (r.case, r.key) == (reminder.case, reminder.key)), reminder)
        put_off = before.due_at if reminder.due_at <= self.now and before.due_at > reminder.due_at else reminder.due_at
        return replace(reminder, due_at=self.moved.get((reminder.case, reminder.key), put_off))


def _of_cases_there_are(desk: Desk) -> Person:
    """The person, without drafts and pieces of a case that was forgotten meanwhile."""
    person, numbers = desk.person, {case.number for case in desk.cases}

    def is_there(number: int | None) -> bool:
        return number is None or number < 0 or number in numbers

    return replace(
        person,
        drafts=tuple(draft for draft in person.drafts if is_there(draft.case)),
        set_aside=tuple(draft for draft in person.set_aside if is_there(draft.case)),
        tray=tuple(piece for piece in person.tray if is_there(piece.case)),
    )


def choice(options: Mapping[str, str]) -> tuple[Button, ...]:
    """Buttons for a question: value → label."""
    return tuple(Button(value, label) for value, label in options.items())


def card(number: int, *verbs: str, **others: str) -> tuple[Button, ...]:
    """Buttons for a card, each naming its case: verbs with their usual labels, or with those given in ``others``."""
    return tuple(Button(f"{verb}:{number}", label) for verb, label in labelled(*verbs, **others).items())


def anywhere(*verbs: str, **others: str) -> tuple[Button, ...]:
    """Buttons that belong to no case."""
    return card(0, *verbs, **others)
