"""How well a free message is understood: against labelled messages, and against the clock.

A label file holds one JSON object a line: ``text`` and what it says: ``platform``, ``scenario``, ``urgent``,
``amount``, ``order_no``, ``date_phrase``, ``alarms`` (none where absent). What a line does not label is not counted.
Only what is read as sure counts as read; days count either way, since the label holds their words and not their
meaning. It does not know how the reading is done.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from dialogs.playbook import load
from dialogs.playbook_rows import Playbooks
from dialogs.understanding import Read, Understood, understand

AT = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
TOLD_APART = {"kuaishou", "douyin", None}
"""Platforms that the labels tell apart; any other playbook counts as ``other``."""

DAYS = ("notice_date", "received_date", "pay_date", "money_sent_at", "happened_at")
LENGTHS = (100, 1_000, 4_000, 40_000, 400_000)


@dataclass(slots=True)
class Score:
    """How often something was there, was read, and was read right."""

    there: int = 0
    read: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        return self.right / self.there if self.there else None

    def count(self, expected: object, got: object) -> None:
        self.there += expected is not None
        self.read += got is not None
        self.right += expected is not None and expected == got


@dataclass(slots=True)
class Report:
    """What came of all messages."""

    messages: int = 0
    facts: dict[str, Score] = field(default_factory=dict)
    alarms: dict[str, Score] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    accuracy: Counter[str] = field(default_factory=Counter)
    offered: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    mistakes: list[tuple[str, str, str, str]] = field(default_factory=list)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="labelled messages, one JSON object a line")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    parser.add_argument("--show", action="store_true", help="show every mistake with its message")


def run(chosen: argparse.Namespace) -> None:
    playbooks = load()
    rows = [json.loads(line) for file in chosen.files for line in file.read_text("utf-8").splitlines()]
    report = measured(rows, playbooks)
    speed = timed([row["text"] for row in rows], playbooks)
    print("\n".join(lines(report, speed)))
    if chosen.show:
        print("\n".join(f"{what}: {expected} ≠ {got} | {text}" for what, expected, got, text in report.mistakes))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures(report, speed), ensure_ascii=False, indent=2) + "\n", "utf-8")


def measured(rows: Iterable[dict[str, Any]], playbooks: Playbooks) -> Report:
    """Read every message and compare."""
    report = Report()
    for row in rows:
        read = understand(row["text"], AT, playbooks)
        report.messages += 1
        for name, (expected, got) in _compared(row, read).items():
            report.asked[name] += 1
            report.accuracy[name] += expected == got
            _note(report, name, expected, got, row["text"])
        _count_facts(report, row, read)
        _count_alarms(report, row, read)
        _count_help(report, row, read)
        if "scenario" in row:
            _count_scenario(report, row, read)
    return report


def _compared(row: dict[str, Any], read: Understood) -> dict[str, tuple[object, object]]:
    platform = sure(read.platform)
    got = {
        "platform": platform if platform in TOLD_APART else "other",
        "scenario": sure(read.scenario),
        "urgent": read.urgent,
    }
    return {name: (row[name], value) for name, value in got.items() if name in row}


def sure(read: Read | None) -> str | None:
    """The value, where it may stand without asking."""
    return read.value if read is not None and read.sure else None


def _count_scenario(report: Report, row: dict[str, Any], read: Understood) -> None:
    """The confusion, and how often the right one is sure or among the first four that would be offered."""
    report.confusion[str(row["scenario"]), str(sure(read.scenario))] += 1
    report.offered += row["scenario"] in _offered(read)


def _offered(read: Understood) -> list[str | None]:
    """The scenario that stands, or those that are asked about, or none of them."""
    if read.scenario is None or read.scenario.sure:
        return [sure(read.scenario)]
    return [None, read.scenario.value, *read.runners_up[:3]]


def _count_facts(report: Report, row: dict[str, Any], read: Understood) -> None:
    for name, (label, got) in _facts(row, read).items():
        report.facts.setdefault(name, Score()).count(label, got)
        _note(report, name, label, got, row["text"])


def _facts(row: dict[str, Any], read: Understood) -> dict[str, tuple[object, object]]:
    if "amount" not in row:
        return {}
    return {
        "order_number": (row["order_no"], sure(read.facts.get("order_number"))),
        "amount": (_yuan(row["amount"]), _yuan(sure(read.facts.get("amount")))),
        "date_phrase": (row["date_phrase"], _day_words(row["date_phrase"], read)),
    }


def _yuan(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _day_words(label: str | None, read: Understood) -> str | None:
    """The words of the day that the label means, else of any day that was read."""
    words = [read.facts[key].words for key in DAYS if key in read.facts]
    return label if label in words else next(iter(words), None)


def _count_alarms(report: Report, row: dict[str, Any], read: Understood) -> None:
    labels = set(row.get("alarms", ()))
    for name in labels | set(read.alarms):
        expected, got = name if name in labels else None, name if name in read.alarms else None
        report.alarms.setdefault(name, Score()).count(expected, got)
        _note(report, "alarm", expected, got, row["text"])


def _count_help(report: Report, row: dict[str, Any], read: Understood) -> None:
    """Danger that stops everything, or is met with where help is because it is not far from danger."""
    met = {"safety", "child_alone"} & set(read.alarms) or read.uneasy
    expected, got = ("help" if "safety" in row.get("alarms", ()) else None), ("help" if met else None)
    report.alarms.setdefault("safety, or met with help", Score()).count(expected, got)


def _note(report: Report, what: str, expected: object, got: object, text: str) -> None:
    if expected != got:
        report.mistakes.append((what, str(expected), str(got), text))


# The clock -------------------------------------------------------------------------------------------------------


def timed(texts: list[str], playbooks: Playbooks) -> dict[str, float]:
    """Milliseconds for one message of the set, and for messages of growing length made of them."""
    each = _milliseconds(lambda: [understand(text, AT, playbooks) for text in texts]) / max(1, len(texts))
    whole = "，".join(texts)
    long = {n: (whole * (n // max(1, len(whole)) + 1))[:n] for n in LENGTHS}
    grown = {f"{n} characters": _milliseconds(lambda n=n: understand(long[n], AT, playbooks)) for n in LENGTHS}  # type: ignore[misc]
    return {"one message": each, **grown}


def _milliseconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1000


# What is shown ---------------------------------------------------------------------------------------------------


def figures(report: Report, speed: dict[str, float]) -> dict[str, Any]:
    """Every figure, for a file."""
    rated = {"facts": report.facts, "alarms": report.alarms}
    return {
        "messages": report.messages,
        "accuracy": {name: report.accuracy[name] / asked for name, asked in report.asked.items()},
        "scenario_sure_or_offered": report.offered / max(1, report.asked["scenario"]),
        **{kind: {name: _rates(score) for name, score in scores.items()} for kind, scores in rated.items()},
        "milliseconds": speed,
    }


def _rates(score: Score) -> dict[str, float | None]:
    return {**asdict(score), "precision": score.precision, "recall": score.recall}


def lines(report: Report, speed: dict[str, float]) -> Iterable[str]:
    """The figures as lines of text."""
    yield f"{report.messages} messages"
    asked = report.asked
    yield from (f"{name:22} accuracy {report.accuracy[name] / asked[name]:6.1%}" for name in asked)
    yield f"{'scenario, or offered':22} accuracy {report.offered / max(1, asked['scenario']):6.1%}"
    for name, score in [*report.facts.items(), *sorted(report.alarms.items())]:
        yield f"{name:22} precision {_percent(score.precision)}  recall {_percent(score.recall)}  of {score.there}"
    yield from (f"{expected} taken for {got}: {n}" for (expected, got), n in _confused(report))
    yield from (f"{what:22} {milliseconds:8.2f} ms" for what, milliseconds in speed.items())


def _percent(share: float | None) -> str:
    return f"{share:6.1%}" if share is not None else "     –"


def _confused(report: Report) -> list[tuple[tuple[str, str], int]]:
    return [(pair, n) for pair, n in report.confusion.most_common() if pair[0] != pair[1]]
