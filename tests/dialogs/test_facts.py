"""One question that is a row of data: what its words are taken for."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs import texts
from dialogs.clocks import BEIJING
from dialogs.facts import Fact
from dialogs.interview import Again, Answer, SoFar
from dialogs.playbook import load
from dialogs.values import Draft, Said

NOW = datetime(2026, 9, 30, 10, tzinfo=BEIJING)
BOOKS = load()


def taken(key: str, words: str, scenario: str = "goods_quality") -> Answer | Again:
    so_far = SoFar(Draft("filing", answers={"scenario": scenario}), BOOKS, NOW)
    return Fact(key, so_far.playbook.question(scenario, key)).take(so_far, Said("text", NOW, words))


def test_a_wish_may_be_worded_as_a_question():
    assert taken("demand", "能不能给我退钱啊？").value == "能不能给我退钱啊？"
    assert taken("demand", "这个要不要钱") == Again(texts.ASIDES["money"])


@pytest.mark.parametrize("words", ["没有吧我记不清", "没得写 就说永久", "好像没写", "记不清了 不知道"])
def test_no_deadline_in_whatever_words_is_skipped(words):
    assert taken("notice_deadline", words, "account_banned") == Answer(None)


@pytest.mark.parametrize("words", ["没写几天 只写了10月5日前", "写了3天"])
def test_a_deadline_that_is_written_is_not_skipped(words):
    assert taken("notice_deadline", words, "account_banned").value == words


@pytest.mark.parametrize(("words", "reply"), [("谢谢", texts.ASIDES["thanks"]), ("好的", texts.NEEDS_WORDS)])
def test_politeness_is_no_answer_in_words(words, reply):
    assert taken("problem", words) == Again(reply)


def test_a_short_word_is_an_answer():
    assert taken("product", "锅", "safety_risk") == Answer("锅")


def test_the_way_out_is_named_as_its_button_is():
    assert taken("order_number", "我不懂这个") == Again(texts.NOT_AN_ORDER_NUMBER.format(skip="没有"))
