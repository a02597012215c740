"""How a case stands: computed from its events each time it is asked, never stored.

It knows events and clocks; it does not know what is said about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Literal, TypeVar

from dialogs.advice import TAKE_DISPUTES
from dialogs.clocks import beijing_day, ends_at
from dialogs.values import (
    Amended,
    Answered,
    Case,
    Chased,
    Clock,
    ClockTold,
    Closed,
    Event,
    Exhibited,
    Json,
    Muted,
    Opened,
    Reopened,
    Submitted,
    Written,
)

W = TypeVar("W")

MET_BY = {"notice": ("appeal", "counter_notice"), "no_reason_return": ("after_sales",), "cutoff": ("after_sales",)}
"""A deadline of the person's, by rule → the destinations at which it is met."""

MENDED = (Submitted, Answered)
"""What may be told piece by piece: the event that is mended keeps its place among the others."""

HAVE_ALL_OF_IT = TAKE_DISPUTES
"""Doors that have the whole dispute once it is handed in there: nobody is chased elsewhere for it."""

GOING_ON = ("waiting", "accepted")
"""Outcomes after which something is still to come."""

Stage = Literal["to_send", "waiting", "chase", "chased", "answered", "closed"]
"""Nothing sent yet; their window runs; it has passed; asked again and waiting; they answered; over."""


def happened(case: Case, kind: type[W]) -> Iterator[tuple[Event, W]]:
    """Every event of one kind that no later event replaces, oldest first.

    A submission or an answer that was mended stays where it stood: it happened then. Of several mends the last counts.
    """
    first = {event.number: event for event in case.events}
    mends = {getattr(event.what, "replaces", None): event.number for event in case.events}
    found = []
    for event in case.events:
        place = getattr(event.what, "replaces", None)
        stands = event.number not in mends and (place is None or mends[place] == event.number)
        if isinstance(event.what, kind) and stands:
            mended = first.get(place or 0) if isinstance(event.what, MENDED) else None
            found.append((replace(mended, what=event.what) if mended else event, event.what))
    yield from sorted(found, key=lambda pair: pair[0].number)


def latest(case: Case, kind: type[W]) -> tuple[Event, W] | None:
    """The newest event of one kind."""
    return max(happened(case, kind), key=lambda pair: pair[0].number, default=None)


def text_for(case: Case, destination: str) -> Written | None:
    """The newest text that was given for a destination."""
    given = (what for _, what in happened(case, Written) if what.destination == destination)
    return next(reversed(list(given)), None)


def opened(case: Case) -> Opened:
    """How the case began."""
    return next(what for _, what in happened(case, Opened))


def answers(case: Case) -> dict[str, Json]:
    """What was told, by question key, with later changes."""
    told = dict(opened(case).answers)
    for _, amended in happened(case, Amended):
        told |= amended.answers
    return told


def told_at(case: Case, key: str) -> datetime:
    """When an answer was told, or changed last."""
    changes = [event.at for event, what in happened(case, Amended) if key in what.answers]
    return changes[-1] if changes else next(what.told.get(key, event.at) for event, what in happened(case, Opened))


def scenario(case: Case) -> str:
    """The scenario's key; an amended one counts."""
    return str(answers(case).get("scenario") or opened(case).scenario)


def platform(case: Case) -> str:
    """The platform's key; an amended one counts."""
    return str(answers(case).get("platform") or opened(case).platform)


def exhibits(case: Case) -> tuple[Exhibited, ...]:
    """The exhibits in the order of their numbers."""
    return tuple(sorted((what for _, what in happened(case, Exhibited)), key=lambda exhibit: exhibit.number))


def told_clocks(case: Case) -> tuple[tuple[Event, ClockTold], ...]:
    """The clocks that were told and still stand.

    One stands until it is replaced, met or overtaken, or until the case is closed; theirs also until they answer.
    """
    if is_closed(case):
        return ()
    answer = final_answer(case)
    silent_since = answer[0].number if answer else 0
    everything = happened(case, ClockTold)
    told = ((at, told) for at, told in everything if at.number > silent_since or told.clock.binds == "person")
    over = (_overtaken, _met)
    return tuple((event, clock) for event, clock in told if not any(ends(case, event, clock) for ends in over))


def _overtaken(case: Case, event: Event, told: ClockTold) -> bool:
    """Whether a date of theirs is of something that was handed in anew since, there or where all of it is decided."""
    sent = {at.number: submitted.destination for at, submitted in happened(case, Submitted)}
    doors_since = {door for number, door in sent.items() if number > told.of}
    return told.clock.binds == "them" and told.of in sent and bool({sent[told.of], *HAVE_ALL_OF_IT} & doors_since)


def _met(case: Case, event: Event, told: ClockTold) -> bool:
    """Whether the person has done what a deadline of theirs was for.

    A cutoff that came with their answer is met at the door it is of, and only by what is handed in after it.
    """
    sent = {at.number: submitted.destination for at, submitted in happened(case, Submitted)}
    doors, since = MET_BY.get(told.clock.rule, ()), 0
    if told.clock.rule == "cutoff":
        doors, since = (sent[told.of],) if told.of in sent else doors, event.number
    return any(destination in doors and number > since for number, destination in sent.items())


def clocks(case: Case, binds: Literal["them", "person"] | None = None) -> tuple[Clock, ...]:
    """The clocks that stand, those of one side only if asked."""
    return tuple(told.clock for _, told in told_clocks(case) if binds in (None, told.clock.binds))


def final_answer(case: Case) -> tuple[Event, Answered] | None:
    """The newest answer that was more than "we are still at it"."""
    final = ((event, answer) for event, answer in happened(case, Answered) if answer.outcome not in GOING_ON)
    return max(final, key=lambda pair: pair[0].number, default=None)


def answers_to(case: Case, number: int) -> tuple[Answered, ...]:
    """What was answered to the submission with that event number, before the next one; without "still at it"."""
    nexts = [event.number for event, _ in happened(case, Submitted) if event.number > number]
    end = min(nexts, default=len(case.events) + 1)
    told = ((event.number, answer) for event, answer in happened(case, Answered) if answer.outcome != "waiting")
    return tuple(answer for at, answer in told if number < at < end)


def tried(case: Case) -> dict[str, str]:
    """The doors that were gone to, each with what came of it the last time (an outcome; empty while nothing came)."""
    return {
        sent.destination: next((answer.outcome for answer in reversed(answers_to(case, event.number))), "")
        for event, sent in happened(case, Submitted)
    }


def their_clock(case: Case) -> tuple[Event, ClockTold] | None:
    """The clock of theirs that stands for what was handed in last."""
    submitted = latest(case, Submitted)
    of = submitted[0].number if submitted else 1
    standing = [(event, told) for event, told in told_clocks(case) if told.of == of and told.clock.binds == "them"]
    return standing[-1] if standing else None


def theirs(case: Case) -> tuple[Clock, ...]:
    """The clocks that bind them for what was handed in last; before that, for the case as it was told."""
    submitted = latest(case, Submitted)
    of = submitted[0].number if submitted else 1
    return tuple(told.clock for _, told in told_clocks(case) if told.of == of and told.clock.binds == "them")


def overdue(case: Case, now: datetime) -> tuple[Clock, ...]:
    """What they owed anyway, whatever was handed in, and did not do in time: 商家退款."""
    of_case = (told.clock for _, told in told_clocks(case) if told.of == 1 and told.clock.binds == "them")
    return tuple(clock for clock in of_case if has_passed(clock, now))


def is_closed(case: Case) -> bool:
    """Whether the newest of closed and reopened is closed."""
    shut, again = latest(case, Closed), latest(case, Reopened)
    return shut is not None and (again is None or again[0].number < shut[0].number)


def muted_until(case: Case, now: datetime) -> datetime | Literal["always"] | None:
    """Whether reminders are stopped: for good, until an instant, or not at all (or not any more)."""
    mute = latest(case, Muted)
    submitted = latest(case, Submitted)
    if mute is None or (submitted is not None and submitted[0].number > mute[0].number):
        return None
    until = mute[1].until
    return "always" if until is None else until if until > now else None


def has_passed(clock: Clock, now: datetime) -> bool:
    """Whether a clock has run out: the day after its latest day, or its latest instant."""
    return now >= ends_at(clock)


def stage(case: Case, now: datetime) -> Stage:
    """Where the case stands at an instant."""
    if is_closed(case):
        return "closed"
    submitted = latest(case, Submitted)
    if submitted is None:
        return "to_send"
    since = submitted[0].number
    answer, chased = final_answer(case), latest(case, Chased)
    if answer is not None and answer[0].number > since:
        return "answered"
    if any(has_passed(clock, now) for clock in theirs(case)):
        return "chase"
    return "chased" if chased is not None and chased[0].number > since else "waiting"


def next_date(case: Case, now: datetime) -> date | None:
    """What the list is sorted by: a date that binds the person at its earliest, one that binds them at its latest.

    Only a case that waits for something has one; one that is the person's to act on has today.
    """
    today = beijing_day(now)
    mine = [clock.earliest for clock in clocks(case, "person") if not has_passed(clock, now)]
    late = overdue(case, now)
    others = [beijing_day(ends_at(clock)) for clock in clocks(case, "them") if clock not in late]
    match stage(case, now):
        case "closed":
            return None
        case "chase" | "to_send" | "answered":
            return min([today, *mine])
        case _:
            return min([*mine, *others], default=None)
