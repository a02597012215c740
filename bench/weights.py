"""What every pair of characters and class of words weighs, learnt from labelled messages, and how well that does.

Writes the table that ``dialogs/understanding/weighing.py`` adds up (docs/decisions/0013): for each label a linear
support vector machine over tf-idf, tried on messages left out. Learning needs scikit-learn (``pip install -e
'.[weights]'``), reading does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dialogs.playbook import load
from dialogs.understanding.recognising import ALARMS, URGENT, nameless
from dialogs.understanding.weighing import FILE, NONE, SCALE, grams

Row = dict[str, Any]
Table = dict[str, Any]

OFTEN = 3
"""In how many messages a gram has to stand to be weighed."""

SMALL = 10
"""Weights below so many hundredths are left out."""

FALSE_ALARMS = {"safety": 0.03, "scam_now": 0.022, "scam_offer": 0.007, "not_consumer": 0.006}
"""The share of the other messages in which an alarm may be raised; ``RARELY`` for those not named."""

RARELY = 0.004
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Label:
    """One column of the table: which messages it is asked of, and of which it is true."""

    name: str
    asked: Sequence[int]
    true: Sequence[bool]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="labelled messages, one JSON object a line")
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")


def run(chosen: argparse.Namespace) -> None:
    rows = [json.loads(line) for file in chosen.files for line in file.read_text("utf-8").splitlines()]
    table = learnt(rows)
    text = written(table)
    print(f"{len(rows)} messages, {len(table['grams'])} grams, {len(text.encode()) // 1024} kB")
    if chosen.write:
        FILE.write_text(text, "utf-8")


def fingerprint(rows: Sequence[Row]) -> str:
    """What a table was learnt from: the grams of every labelled message, and its labels."""
    told = ([*sorted(grams(row["text"])), *map(str, row.values())] for row in rows)
    return hashlib.sha256("\n".join(map(_json, told)).encode()).hexdigest()


def labels(rows: Sequence[Row]) -> Iterator[Label]:
    """The scenarios, those of no scenario, and the alarms."""
    told = [at for at, row in enumerate(rows) if "scenario" in row]
    for name in sorted({rows[at]["scenario"] or NONE for at in told}):
        yield Label(name, told, [(rows[at]["scenario"] or NONE) == name for at in told])
    urged = [at for at, row in enumerate(rows) if "urgent" in row]
    yield Label(URGENT, urged, [rows[at]["urgent"] for at in urged])
    for alarm in ALARMS:
        yield Label(alarm, range(len(rows)), [alarm in row.get("alarms", ()) for row in rows])


def learnt(rows: Sequence[Row]) -> Table:
    """The table: what it was learnt from, every label's bias, and every gram's rarity and weights; hundredths."""
    names, idf, matrix = _weighed(rows)
    weighed: dict[str, dict[str, int]] = {name: {} for name in names}
    bias: dict[str, int] = {}
    for label in labels(rows):
        weights, bias[label.name] = _separated(label, matrix[label.asked])
        for name, weight in zip(names, weights, strict=True):
            if abs(weight) >= SMALL:
                weighed[name][label.name] = weight
    grams_ = {name: [round(rare * SCALE), weighed[name]] for name, rare in sorted(zip(names, idf, strict=True))}
    return {"learnt from": fingerprint(rows), "bias": bias, "grams": grams_}


def written(table: Table) -> str:
    """The table as JSON, a gram a line, so that a change can be read."""
    head = {key: value for key, value in table.items() if key != "grams"}
    lines = ",\n".join(f"{_json(gram)}: {_json(row)}" for gram, row in table["grams"].items())
    return f'{_json(head)[:-1]}, "grams": {{\n{lines}\n}}}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _weighed(rows: Sequence[Row]) -> tuple[list[str], list[float], Any]:
    """The grams that are weighed, how rare each is, and the messages as rows of tf-idf."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

    playbooks = load()
    texts = [grams(nameless(row["text"], playbooks)) for row in rows]
    standing = Counter(gram for text in texts for gram in text)
    kept = [{gram: often for gram, often in text.items() if standing[gram] >= OFTEN} for text in texts]
    columns, rarity = DictVectorizer(), TfidfTransformer()
    matrix = rarity.fit_transform(columns.fit_transform(kept))
    return columns.feature_names_, rarity.idf_.tolist(), matrix


def _separated(label: Label, matrix: Any) -> tuple[list[int], int]:
    """What each gram weighs for a label, and the bias; an alarm's makes it as rare as it has to be."""
    from sklearn.model_selection import cross_val_predict  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    is_alarm = label.name in ALARMS
    machine = LinearSVC(C=1, class_weight="balanced" if is_alarm else None, random_state=0)
    shift = 0.0
    if is_alarm:
        left_out = cross_val_predict(machine, matrix, label.true, cv=FOLDS, method="decision_function")
        shift = _threshold(left_out, label)
        caught = sum(score > shift for score, true in zip(left_out, label.true, strict=True) if true)
        print(f"{label.name:14} {caught} of {sum(label.true)} left out are caught")
    machine.fit(matrix, label.true)
    weights = [round(weight * SCALE) for weight in machine.coef_[0]]
    return weights, round((machine.intercept_[0] - shift) * SCALE)


def _threshold(scores: Sequence[float], label: Label) -> float:
    """The score above which as many of the other messages lie as may."""
    others = sorted((score for score, true in zip(scores, label.true, strict=True) if not true), reverse=True)
    return float(others[int(len(others) * FALSE_ALARMS.get(label.name, RARELY))])
