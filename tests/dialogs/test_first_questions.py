"""Which scenario it is, in words: what is surely meant, or one of those that were offered."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs import texts
from dialogs.clocks import BEIJING
from dialogs.first_questions import Group, Platform, Scenario
from dialogs.interview import Again, Answer, SoFar
from dialogs.playbook import load
from dialogs.understanding import Read, Understood
from dialogs.values import Draft, Said

NOW = datetime(2026, 9, 30, 10, tzinfo=BEIJING)
BOOKS = load()


def so_far(scenario: str, *, sure: bool, runners_up: tuple[str, ...] = (), **answers: object) -> SoFar:
    read = Understood(None, Read(scenario, "…", sure=sure), runners_up, {}, False, ())
    return SoFar(Draft("filing", answers=answers), BOOKS, NOW, read=read)


def said(text: str) -> Said:
    return Said("text", NOW, text)


UNREAD = Understood(None, None, (), {}, False, ())
MAYBE = ["account_banned", "content_removed"]


def test_a_guess_that_was_not_offered_is_not_taken():
    taken = Scenario().take(so_far("false_advertising", sure=False, maybe=MAYBE), said("就上礼拜四嘛 我不是说咧"))
    assert isinstance(taken, Again) and taken.text.endswith(texts.PRESS_ONE)


@pytest.mark.parametrize("question", [Group(), Scenario()])
def test_words_that_fit_no_button_go_with_the_story(question):
    before = SoFar(Draft("filing", answers={"story": "东西不行"}), BOOKS, NOW, read=UNREAD)
    taken = question.take(before, said("买了三回都这样"))
    assert taken == Again(f"{texts.KEPT_IN_STORY}{texts.PRESS_ONE}", {"story": "东西不行\n买了三回都这样"})


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("9月17号收到的", "received_date", "2026-09-17"),
        ("订单号6920183746501928374", "order_number", "6920183746501928374"),
    ],
)
def test_a_fact_told_where_scenarios_are_offered_picks_none_and_is_kept(words, key, value):
    offered = so_far("after_sales", sure=False, maybe=["goods_quality", "after_sales"])
    taken = Scenario().take(offered, said(words))
    assert isinstance(taken, Again) and taken.also[key] == value and "也记下了" in taken.text


def test_a_day_is_no_platform():
    nothing = SoFar(Draft("filing"), BOOKS, NOW, read=UNREAD)
    assert isinstance(Platform().take(nothing, said("昨天")), Again)


def test_a_guess_that_was_offered_is_taken():
    taken = Scenario().take(so_far("account_banned", sure=False, maybe=MAYBE), said("号没了"))
    assert isinstance(taken, Answer) and taken.value == "account_banned"


def test_what_is_sure_is_taken_though_it_was_not_offered():
    taken = Scenario().take(so_far("fraud", sure=True, maybe=MAYBE), said("微信转账被骗了"))
    assert isinstance(taken, Answer) and taken.value == "fraud" and taken.heard


def test_a_guess_instead_of_a_group_is_offered_with_its_rivals():
    taken = Group().take(so_far("goods_quality", sure=False, runners_up=("after_sales",)), said("东西不行"))
    assert taken == Answer(None, {"maybe": ["goods_quality", "after_sales"]})


@pytest.mark.parametrize("question", [Group(), Scenario(), Platform()])
def test_what_is_asked_of_us_is_answered(question):
    nothing = SoFar(Draft("filing"), BOOKS, NOW, read=Understood(None, None, (), {}, False, ()))
    assert question.take(nothing, said("这个要不要钱")) == Again(texts.ASIDES["money"])


@pytest.mark.parametrize(
    "words", ["我交了", "还没回", "发完了", "没有吧", "看下一步的文字", "催一下", "算了不弄了", "给我文字"]
)
def test_a_sentence_is_no_name_of_a_platform(words):
    nothing = SoFar(Draft("filing"), BOOKS, NOW, read=Understood(None, None, (), {}, False, ()))
    assert isinstance(Platform().take(nothing, said(words)), Again)
