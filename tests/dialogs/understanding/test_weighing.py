"""What a text weighs: grams, classes of words, stretches of a long text, and the table itself."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path

import pytest

from bench.weights import fingerprint, written
from dialogs.playbook import load
from dialogs.understanding.recognising import ALARMS, URGENT, WEIGHTS
from dialogs.understanding.weighing import (
    CLASSES,
    FEW,
    FILE,
    NONE,
    WINDOW,
    Weights,
    clauses,
    grams,
    read_weights,
    stretches,
)

DATA = Path(__file__).parents[2] / "data"


def test_a_text_is_its_characters_its_pairs_and_its_classes_of_words():
    found = grams("被封 被封12")
    assert found["被封"] == found["被"] == 1 + math.log(2)
    assert found["0"] == 1 and "1" not in found
    assert "<banned>" in found


def test_a_word_within_a_longer_one_is_not_heard():
    assert "<suicide_ways>" in grams("跳楼")
    assert "<suicide_ways>" not in grams("跳楼价")


def test_every_word_of_a_class_can_be_heard():
    words = {word for words in tomllib.loads(CLASSES.read_text("utf-8")).values() for word in words}
    assert [word for word in words if not any(gram.startswith("<") for gram in grams(word))] == []


def test_weights_add_up_over_the_length_of_the_text():
    weights = Weights({"a": -100}, {"甲": (200, {"a": 300}), "乙": (100, {})})
    assert weights.of("")["a"] == -1.0
    assert weights.of("甲")["a"] == pytest.approx(-1.0 + 6.0 / math.hypot(2, FEW))
    assert weights.of("甲乙丙")["a"] == pytest.approx(-1.0 + 6.0 / math.sqrt(2**2 + 1 + FEW**2))


def test_the_clause_that_weighs_most_is_told():
    weights = Weights({"a": 0}, {"甲乙": (100, {"a": 100}), "乙乙": (100, {"a": 50})})
    assert weights.clause("乙乙，甲乙！乙", "a") == "甲乙"
    assert weights.clause("", "a") == ""


def test_a_table_is_read_as_it_was_written(tmp_path):
    table = {"learnt from": "it", "bias": {"a": -50}, "grams": {"甲": [250, {"a": 125, "b": -25}], '"': [100, {}]}}
    (tmp_path / "table.json").write_text(written(table), "utf-8")
    assert read_weights(tmp_path / "table.json") == Weights(table["bias"], table["grams"])


@pytest.mark.parametrize(
    "text", ["", "短", "没有标点" * 200, "一句。" * 300, "，" * 900, "长" * 119 + "。" + "句" * 500]
)
def test_stretches_cover_the_text_and_are_short(text):
    found = list(stretches(text))
    assert all(len(stretch) <= 2 * WINDOW for stretch in found)
    assert all(clause[:WINDOW] in "".join(found) for clause in clauses(text))
    assert sum(map(len, found)) <= 3 * max(1, len(text))


def test_the_table_tells_apart_every_scenario_and_every_alarm():
    assert set(WEIGHTS.bias) == {NONE, URGENT, *ALARMS, *load()["generic"].scenarios}


def test_the_table_belongs_to_the_labelled_messages():
    rows = [json.loads(line) for line in (DATA / "messages_open.jsonl").read_text("utf-8").splitlines()]
    learn = "python -m bench weights tests/data/messages_open.jsonl --write"
    assert json.loads(FILE.read_text("utf-8"))["learnt from"] == fingerprint(rows), learn
