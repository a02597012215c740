"""Waiting for an answer: the card when a window has passed, chasing, giving up, going on, and no more reminders.

It decides what is still worth telling and when, and which promise to come back can be kept; the turn saves what was
told, and nobody tells it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from dialogs import texts, wording
from dialogs.clocks import beijing_day, countdown, ends_at, next_morning, own_date, series, span_text
from dialogs.letters import chase as chase_text
from dialogs.status import clocks, happened, has_passed, latest, muted_until, overdue, stage, their_clock, told_clocks
from dialogs.talk import Talk, card
from dialogs.values import (
    Case,
    Chased,
    Clock,
    ClockTold,
    Closed,
    Event,
    Muted,
    Person,
    Reminder,
    Reopened,
    Submitted,
)

DAYS_AFTER_CHASE = 3
"""Working days until we ask again after a chase: our own date, promised by nobody."""


PRESSED_TWICE = timedelta(seconds=10)
"""Two presses so close together are one."""


def wanted(case: Case, person: Person) -> tuple[Reminder, ...]:
    """Every reminder that a case should have from now on."""
    if person.reminders_off:
        return ()
    return tuple(
        reminder
        for event, told in told_clocks(case)
        if not _known_late(event, told)
        for reminder in series(told.clock, case.number, _key(event, told), event.at)
    )


def _known_late(event: Event, told: ClockTold) -> bool:
    """Whether a date of theirs had passed when the case was told: it is why there is a case, and no news."""
    return told.of == 1 and told.clock.binds == "them" and has_passed(told.clock, event.at)


def tell_due(talk: Talk) -> None:
    """Tell in one message all that is due and still matters; what may not be told now waits for the morning."""
    due = [reminder for reminder in talk.desk.reminders if reminder.due_at <= talk.now]
    pointless = [reminder for reminder in due if not _matters(talk, reminder)]
    left = [reminder for reminder in due if reminder not in pointless]
    ready = [reminder for reminder in left if _may_be_told_now(talk, reminder)]
    talk.told += [*pointless, *ready]
    for reminder in left:
        if reminder not in ready:
            talk.moved[reminder.case, reminder.key] = next_morning(talk.now, talk.rules.quiet, talk.zone)
    if any(not reminder.urgent for reminder in ready):
        talk.remember(told_on=_today(talk))
    if ready:
        _due_card(talk, ready)


def chase(talk: Talk, number: int) -> None:
    """A prefilled text to ask for the progress, and our own date to look again."""
    case = talk.cases[number]
    submitted = latest(case, Submitted)
    if submitted is None:
        talk.say(texts.NOTHING_SENT, *card(number, "case"))
        return
    before = latest(case, Chased)
    if before is not None and talk.now - before[0].at < PRESSED_TWICE:
        return  # the first press is being answered; a second chase would stand in the timeline without having been
    text = chase_text(case, talk.playbook(case), _today(talk))
    talk.happen(number, Chased(submitted[0].number, text))
    clock = look_again(talk, number)
    buttons = card(number, "answered", "case", "drop")
    talk.say(will_ask(talk, texts.CHASE.format(day=span_text(clock))), *buttons, letter=text)


def look_again(talk: Talk, number: int) -> Clock:
    """Our own date to ask once more, some working days on, in place of the date of theirs that stood."""
    day, _ = talk.rules.calendar.add_working_days(_today(talk), DAYS_AFTER_CHASE)
    clock = own_date(day)
    tell(talk, number, clock)
    return clock


def will_ask(talk: Talk, promise: str) -> str:
    """A promise to come back; a web page that is closed cannot be called, which is said beside it.

    While reminders are off nothing is promised.
    """
    if talk.person.reminders_off:
        return texts.NO_REMINDERS
    return f"{promise}\n{texts.WEB_CANNOT_CALL}" if talk.desk.channel == "web" else promise


def tell(talk: Talk, number: int, clock: Clock) -> None:
    """Tell a clock for what was handed in last, in place of the one of theirs that stood for it."""
    case = talk.cases[number]
    submitted, before = latest(case, Submitted), their_clock(case)
    replaces = before[0].number if before is not None and clock.binds == "them" else None
    talk.happen(number, ClockTold(submitted[0].number if submitted else 1, clock, replaces))


def can_be_chased(talk: Talk, case: Case) -> bool:
    """Whether there is anybody to send a chase to: a call leaves nobody."""
    submitted = latest(case, Submitted)
    return submitted is not None and not talk.playbook(case).destinations[submitted[1].destination].is_call


def drop(talk: Talk, number: int) -> None:
    """The person no longer pursues the case."""
    talk.happen(number, Closed("dropped"))
    talk.leave(number)
    talk.say(texts.DROPPED.format(number=number), *card(number, "reopen", "case"))


def reopen(talk: Talk, number: int) -> None:
    """A closed case goes on."""
    talk.happen(number, Reopened())
    talk.say(texts.REOPENED.format(number=number), *card(number, "text", "chase", "case"))


def mute(talk: Talk, number: int) -> None:
    """No more reminders for one case."""
    talk.happen(number, Muted())
    lines = [texts.MUTED.format(number=number), *in_silence([talk.cases[number]], talk.now)]
    talk.say("\n".join(lines), *card(number, "case"))


def in_silence(cases: Iterable[Case], now: datetime) -> list[str]:
    """The dates by which it is the person's move and of which nobody will remind them now."""
    mine = [(case.number, clock) for case in cases for clock in clocks(case, "person") if not has_passed(clock, now)]
    rows = [f"· 第{number}件　{wording.clock_line(clock)}" for number, clock in mine]
    return [texts.IN_SILENCE, *rows] if rows else []


def _matters(talk: Talk, reminder: Reminder) -> bool:
    """Looked at again before it is told: the case may have moved on since the reminder was set."""
    case = talk.cases.get(reminder.case)
    if case is None or talk.person.reminders_off or muted_until(case, talk.now) is not None:
        return False
    return reminder.key in {wish.key for wish in wanted(case, talk.person)}


def _may_be_told_now(talk: Talk, reminder: Reminder) -> bool:
    """What is urgent at any hour; the rest by day, and once a day. A warning that comes too late is urgent no more."""
    if reminder.urgent and not any(_too_late(clock, talk) for clock in _clocks_of(talk.cases[reminder.case], reminder)):
        return True
    return not talk.rules.quiet.covers(talk.now, talk.zone) and talk.person.told_on != _today(talk)


def _clocks_of(case: Case, *reminders: Reminder) -> list[Clock]:
    """The clocks that stand behind reminders of a case."""
    return [told.clock for told in _told_of(case, *reminders)]


def _told_of(case: Case, *reminders: Reminder) -> list[ClockTold]:
    keys = [reminder.key for reminder in reminders if reminder.case == case.number]
    return [told for event, told in told_clocks(case) if any(k.startswith(f"{_key(event, told)}:") for k in keys)]


def _too_late(clock: Clock, talk: Talk) -> bool:
    return clock.binds == "person" and has_passed(clock, talk.now)


def _today(talk: Talk) -> date:
    return beijing_day(talk.now)


def _due_card(talk: Talk, ready: Sequence[Reminder]) -> None:
    """All that is due in one message; the first line tells nothing private. What it asks has words of its own."""
    talk.remember(words="")
    cases = [talk.cases[number] for number in sorted({reminder.case for reminder in ready})]
    lines = [line for case in cases for line in _due_lines(talk, case, ready)]
    if len(cases) > 1:
        buttons = tuple(b for case in cases for b in card(case.number, case=f"第{case.number}件：看看怎么办"))
    elif stage(cases[0], talk.now) == "chase":
        sent = latest(cases[0], Submitted)
        is_of_last = sent is not None and sent[1] in _due_of(cases[0], ready)
        chase_it = ("chase",) if is_of_last and can_be_chased(talk, cases[0]) else ()
        buttons = card(cases[0].number, *chase_it, "answered", "drop")
    elif latest(cases[0], Submitted) and not any(clock.binds == "person" for clock in _clocks_of(cases[0], *ready)):
        buttons = card(cases[0].number, "answered", "case", "mute")
    else:
        buttons = card(cases[0].number, "text", "sent", "mute")
    talk.say("\n".join([texts.DUE, *lines]), *buttons)


def _due_lines(talk: Talk, case: Case, ready: Sequence[Reminder]) -> Iterator[str]:
    due, name = _clocks_of(case, *ready), wording.case_name(case, talk.rules.playbooks)
    for clock in due:
        if clock.binds == "person":
            worded = texts.DUE_TOO_LATE if _too_late(clock, talk) else texts.DUE_MINE
            left = countdown(ends_at(clock), talk.now)
            yield worded.format(number=case.number, name=name, what=wording.clock_line(clock), left=left)
    late = overdue(case, talk.now) if latest(case, Submitted) else ()
    for clock in (clock for clock in due if clock in late):
        yield texts.DUE_OVERDUE.format(number=case.number, name=name, what=wording.clock_line(clock))
    if any(clock.binds == "them" and clock not in late for clock in due):
        yield from (wording.due_line(case, talk.rules.playbooks, talk.now, sent) for sent in _due_of(case, ready))


def _due_of(case: Case, ready: Sequence[Reminder]) -> Sequence[Submitted | None]:
    """What was handed in that their clocks are of; the last one where they are of none."""
    sent = {event.number: what for event, what in happened(case, Submitted)}
    theirs = {told.of for told in _told_of(case, *ready) if told.clock.binds == "them"} & sent.keys()
    return [sent[number] for number in sorted(theirs)] or [sent[max(sent)] if sent else None]


def _key(event: Event, told: ClockTold) -> str:
    """What the keys of a clock's reminders begin with."""
    return f"{told.clock.rule}:{event.number}"
