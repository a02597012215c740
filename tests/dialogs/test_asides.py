"""What is said to us beside the question that stands."""

from __future__ import annotations

import pytest

from dialogs import asides, texts


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("这个要不要钱", "money"),
        ("你们收费吗", "money"),
        ("免费的吗", "money"),
        ("多久能好", "how_long"),
        ("要等多久啊", "how_long"),
        ("什么时候能解封", "how_long"),
        ("你是真人吗", "who"),
        ("转人工", "who"),
        ("你会告诉我妈妈吗", "safe"),
        ("能追回来吗", "will_it"),
        ("有没有用", "will_it"),
        ("还能不能追回来", "will_it"),
        ("然后呢", "next"),
        ("我该怎么办啊", "next"),
        ("等一下我找找", "wait"),
        ("稍等，我翻一下", "wait"),
        ("你等我一下", "wait"),
        ("等等", "wait"),
        ("我去看看", "wait"),
        ("不收我钱吧", "money"),
        ("谢谢你了", "thanks"),
        ("谢谢！", "thanks"),
        ("能追回来吗？！", "will_it"),
    ],
)
def test_what_everybody_asks_has_an_answer(words, name):
    assert asides.answer_to(words, telling=True) == texts.ASIDES[name]


@pytest.mark.parametrize("words", ["等下给你链接", "一会儿发你", "晚点再拍给你", "回头找给你", "明天发过来"])
def test_who_will_send_it_later_has_all_the_time(words):
    assert asides.answer_to(words) == texts.ASIDES["wait"]


def test_what_comes_next_is_said_only_while_a_complaint_is_being_told():
    assert asides.answer_to("下一步呢") == "" and asides.answer_to("下一步呢", telling=True)


@pytest.mark.parametrize(
    "words",
    [
        "低俗引流",
        "1800",
        "等了几天才发货",
        "我看了",
        "我找客服",
        "等等党",
        "没有人工客服",
        "客服说多久能好",
        "商家不给退能怎么办",
        "我自己拍的怎么叫搬运？",
        "说我搬运",
    ],
)
def test_what_tells_something_is_no_question_to_us(words):
    assert asides.answer_to(words) == "" and not asides.asks_us(words)


@pytest.mark.parametrize("words", ["都要写吗", "那个我妈的订单有六个订单号 都要写吗", "是不是要本人", "这个有必要吗？"])
def test_a_short_question_is_for_us(words):
    assert asides.asks_us(words)


def test_a_word_or_a_number_says_something_and_politeness_does_not():
    assert [asides.says_nothing(words) for words in ("锅", "1800", "没有", "好的", "👍", "嗯")] == [False] * 3 + [
        True
    ] * 3
