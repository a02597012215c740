"""Where to go with a complaint, ranked, with the reason; what to save first; what not to do.

It reads answers and the playbook's rows. A gate is advice with a reason that one press opens; it is hard only where the
authority itself must refuse (《市场监督管理投诉举报处理办法》第十六条). It does not know what was sent or what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from dialogs.playbook import Advice, Playbook, Scenario, fits
from dialogs.values import Json

MUCH = 4
"""So many exhibits are much: an e-mail takes them at once."""

LIMIT_YEARS = 3
"""令121 第16条: a complaint is refused over three years after the person knew."""

PENALTY_GROUP = "punished"
"""The group of scenarios that are about the platform's own penalties."""

NOT_AGAINST_PENALTIES = {
    "12377": "12377管网上的违法和不良信息，不复核平台对账号的处罚。",
    "12315_complaint": "12315管生活消费的纠纷，账号处罚一般不受理；在平台付过费的除外。",
    "consumer_association": "消协调解消费纠纷，账号处罚一般不受理；在平台付过费的除外。",
}

MEDIATORS = ("12315_complaint", "consumer_association")
"""Doors at which a dispute is mediated; if that fails, a court is next (令121 第25条)."""

TAKE_DISPUTES = (*MEDIATORS, "court")
"""Doors that first say whether they take a dispute, and then have the whole of it.

12315 has to refuse what one of the others has taken (令121 第16条第二项).
"""

COURT = Advice(to="court", why="调解不成，可以起诉，以法院立案答复为准。")

PENDING = ("", "accepted", "material")
"""What came of a door while it still has the dispute: nothing yet, or it was accepted, or they want more."""

PLATFORM_RULED = {"progress": ["platform_ruled"]}
"""The answer that says that the platform was asked, and decided."""

KNOWN_SINCE = ("received_date", "pay_date", "happened_at")
"""The answers that say when the person knew of the dispute, the first that was given counting."""

ARTICLE = "《市场监督管理投诉举报处理办法》第十六条"
TAKEN_ELSEWHERE = (
    f"法院、仲裁、行政机关或消协已经受理或处理过的同一件事，12315不再受理（{ARTICLE}）。"
    "那边要是没有受理，点「已经回复了」告诉我，再来这里。"
)
TAKEN_HERE = f"这件事12315已经受理或调解过，同一件事再投，不再受理（{ARTICLE}）。调解不成的，可以起诉或申请仲裁。"
MEDIATED = (
    f"这件事已经调解过、没有成。同一件事12315不再受理（{ARTICLE}），消协接不接以它的答复为准；"
    "调解不成的，可以起诉或申请仲裁。您也可以现在就去。"
)
TOO_LATE = f"从知道这件事算起超过三年的，12315不再受理（{ARTICLE}）。"

Gate = Literal["", "advice", "hard"]

Tried = Mapping[str, str]
"""The doors gone to, each with what came of it: an outcome of ``Answered``, empty while nothing came."""
NOWHERE: Tried = {}


@dataclass(frozen=True, slots=True)
class Step:
    """A door, why it is worth going there, and what going there rules out.

    ``gate`` is empty, ``advice`` (another door first, one press goes on) or ``hard`` (they must refuse).
    """

    destination: str
    why: str
    closes: str = ""
    gate: Gate = ""
    reason_for_gate: str = ""


def advise(
    answers: Mapping[str, Json],
    scenario: str,
    playbook: Playbook,
    tried: Tried = NOWHERE,
    *,
    exhibits: int = 0,
    today: date | None = None,
) -> tuple[Step, ...]:
    """The doors for a scenario under these answers, best first; those tried already come last.

    After a mediation that failed a court comes first (令121 第25条). ``today`` lets the three years of 12315 be
    counted; without it they are not.
    """
    row, tried = playbook.scenarios[scenario], _with_told(tried, answers)
    doors = [door for door in _doors(row, answers, exhibits, playbook) if _allowed(door.to, row)]
    court_first = _mediation_failed(tried)
    if court_first and COURT.to not in {door.to for door in doors}:
        doors.append(COURT)
    steps = [step_to(door.to, answers, scenario, playbook, tried, why=door.why, today=today) for door in doors]
    return tuple(sorted(steps, key=lambda it: (it.destination in tried, court_first and it.destination != COURT.to)))


def step_to(
    destination: str,
    answers: Mapping[str, Json],
    scenario: str,
    playbook: Playbook,
    tried: Tried = NOWHERE,
    *,
    why: str = "",
    today: date | None = None,
) -> Step:
    """One door, advised or chosen by the person, with what stands before it. Raises ``KeyError`` for an unknown one."""
    door, tried = playbook.destinations[destination], _with_told(tried, answers)
    step = Step(destination, why or door.takes, door.closes)
    if destination == "12315_complaint" and (reason := _refused(answers, tried, today)):
        return replace(step, gate="hard", reason_for_gate=reason)
    if reason := _advice(destination, scenario, answers, playbook, tried):
        return replace(step, gate="advice", reason_for_gate=reason)
    return step


def _with_told(tried: Tried, answers: Mapping[str, Json]) -> Tried:
    """The doors gone to, and a mediation that was told to have failed before."""
    told = str(answers.get("tried"))
    return {told: "refused", **tried} if told in MEDIATORS else tried


def never_here(scenario: str, destination: str, playbook: Playbook, said: str = "") -> tuple[str, ...]:
    """What not to do at this door, beside what is not to be done in this scenario anyway, or was ``said``."""
    anyway = "".join([*playbook.scenarios[scenario].never, said])
    return tuple(row for row in playbook.destinations[destination].never if row.removeprefix("给") not in anyway)


def _doors(row: Scenario, answers: Mapping[str, Json], exhibits: int, playbook: Playbook) -> tuple[Advice, ...]:
    """The rows that fit; a quicker or roomier way to the platform's staff stands before its service chat."""
    ranked: dict[str, Advice] = {}
    named = {door.to: door for door in row.doors(answers)}
    for door in named.values():
        if door.to == "service":
            better = _instead_of_service(row, answers, exhibits)
            ranked |= {way.to: named.get(way.to, way) for way in better if way.to in playbook.destinations}
        ranked.setdefault(door.to, door)
    return tuple(ranked.values())


def _instead_of_service(row: Scenario, answers: Mapping[str, Json], exhibits: int) -> Iterator[Advice]:
    if row.is_urgent(answers):
        yield Advice(to="hotline", why="事情急，打电话最快有人接手。")
    if exhibits >= MUCH:
        yield Advice(to="email", why="材料多，邮件一次能附全，也留得下记录。")


def _allowed(destination: str, row: Scenario) -> bool:
    return PENALTY_GROUP not in row.groups or destination not in NOT_AGAINST_PENALTIES


def _refused(answers: Mapping[str, Json], tried: Tried, today: date | None) -> str:
    """Why 12315 must refuse the complaint, if it must; a door that did not take the dispute stands in nobody's way."""
    if any(tried.get(door, "declined") != "declined" for door in TAKE_DISPUTES if door != "12315_complaint"):
        return TAKEN_ELSEWHERE
    if tried.get("12315_complaint") in ("accepted", "refused"):
        return TAKEN_HERE
    known = next((str(answers[key]) for key in KNOWN_SINCE if answers.get(key)), None)
    if today is not None and known is not None and _over_limit(datetime.fromisoformat(known).date(), today):
        return TOO_LATE
    return ""


def _over_limit(known: date, today: date) -> bool:
    return (today.year - known.year, today.month, today.day) > (LIMIT_YEARS, known.month, known.day)


def _advice(destination: str, scenario: str, answers: Mapping[str, Json], playbook: Playbook, tried: Tried) -> str:
    """Why another door first, if so."""
    row = playbook.scenarios[scenario]
    if not _allowed(destination, row):
        return NOT_AGAINST_PENALTIES[destination]
    if destination in MEDIATORS and _mediation_failed(tried):
        return MEDIATED
    if either := [playbook.destinations[other].name for other in _instead(destination, tried, playbook)]:
        return f"这件事您已经交给{'、'.join(either)}了。一件事只走一处，等那边有结果再说；您也可以现在就去。"
    gone = {*tried, str(answers.get("tried"))} & playbook.destinations.keys()
    asked_platform = any(playbook.destinations[key].kind == "platform" for key in gone)
    first = next(door.to for door in _doors(row, answers, 0, playbook) if _allowed(door.to, row))
    is_next = destination == (COURT.to if _mediation_failed(tried) else first)
    free = asked_platform or is_next or row.is_urgent(answers) or fits(PLATFORM_RULED, answers)
    return "" if free else playbook.destinations[destination].gate


def _mediation_failed(tried: Tried) -> bool:
    return any(tried.get(door) == "refused" for door in MEDIATORS)


def _instead(destination: str, tried: Tried, playbook: Playbook) -> Iterator[str]:
    """The doors that have the dispute now and rule this one out; either of the two may name the other."""
    rows = playbook.destinations
    for other, came in tried.items():
        named = other in rows and (other in rows[destination].either or destination in rows[other].either)
        if named and came in PENDING:
            yield other
