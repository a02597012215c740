"""What is typed where a button stands, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from dialogs.typed import (
    asks_back,
    asks_how,
    bare,
    did_it,
    goes_on,
    number,
    ordinal,
    skips,
    stated,
    tells_nothing,
    unmarked,
)


@pytest.mark.parametrize(
    "text",
    [
        "没有",
        "没",
        "没有了",
        "我不知道。",
        "跳过",
        "先跳过吧",
        "记不清了",
        "忘了",
        "没写",
        "找不到",
        "就在照片里面",
        "没有！",
        "没有。。。",
    ],
)
def test_words_that_skip(text: str):
    assert skips(text)


@pytest.mark.parametrize("text", ["没有人动过", "没收到货", "不知道的人登录过", "他没有回复我", "有", "跳楼", ""])
def test_words_that_say_something_do_not_skip(text: str):
    assert not skips(text)


@pytest.mark.parametrize("text", ["好了", "存好了", "都截好了", "我已经打了", "OK", "截图了", "好了！"])
def test_words_that_say_it_is_done(text: str):
    assert did_it(text)


@pytest.mark.parametrize("text", ["没存好", "存不了", "好像存了一部分", "打不通"])
def test_words_that_do_not_say_it_is_done(text: str):
    assert not did_it(text)


@pytest.mark.parametrize("text", ["第一件", "看第1件", "第2件"])
def test_the_number_of_a_case_is_no_place_among_those_offered(text: str):
    assert ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "place"), [("第二个", 2), ("第3条", 3), ("选1", 1), ("我选第一个。", 1), ("第二个！", 2)]
)
def test_a_place_among_those_offered(text: str, place: int):
    assert ordinal(text) == place


@pytest.mark.parametrize("text", ["2", "第二天", "第二次申诉", "3800", "一个"])
def test_what_is_no_place(text: str):
    assert ordinal(text) is None


@pytest.mark.parametrize(
    "text", ["👍", "？？？", "😭😭😭", "你好", "在吗", "谢谢您", "好的，知道了", "不知道", "1", "", "谢谢！"]
)
def test_what_tells_no_story(text: str):
    assert tells_nothing(text)


@pytest.mark.parametrize(
    "text", ["号没了", "你好，我的号被封了", "被骗了", "banned", "好评返现没给", "谢谢他把我骗惨了"]
)
def test_a_story_however_short(text: str):
    assert not tells_nothing(text)


@pytest.mark.parametrize("text", ["在哪里看？", "订单号在哪找", "怎么弄", "什么意思", "这个是什么意思？"])
def test_a_question_about_the_question(text: str):
    assert asks_how(text)


@pytest.mark.parametrize("text", ["凭什么封我", "他问我在哪里看过，我说没有", "怎么写都不给过", "内容是我自己写的"])
def test_an_answer_is_no_question(text: str):
    assert not asks_how(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [("返回一下", "返回"), ("我要返回上一步", "返回上一步"), ("我想取消吧", "取消"), ("算了不弄了", "算了不弄了")],
)
def test_a_word_without_the_politeness_around_it(text: str, word: str):
    assert bare(text) == word


@pytest.mark.parametrize("text", ["没有", "没有！", " 没有？！", "～没有。\n"])
def test_marks_are_no_part_of_the_words(text: str):
    assert unmarked(text) == "没有"


def test_words_that_ask_state_nothing():
    assert (stated("取消！"), stated("取消？"), stated("可以取消吗")) == ("取消", "", "")


def test_a_number_is_read_in_digits_and_in_words():
    assert [number(words) for words in ("一", "九", "3", "12")] == [1, 9, 3, 12]


@pytest.mark.parametrize("text", ["我没事，继续", "继续吧", "我现在很安全", "接着说"])
def test_words_that_go_on_after_a_stop(text: str):
    assert goes_on(text)


@pytest.mark.parametrize("text", ["没事了", "没事了 就是心里难受", "别管我", "不想继续活了"])
def test_words_that_do_not_go_on(text: str):
    assert not goes_on(text)


def test_only_short_messages_are_questions_back():
    assert asks_back("要多久？")
    assert not asks_back(
        "我先是在直播间里看到的，后来他们说不退，我就去问客服，客服也不理我，我还能怎么办呢，都过了二十天了吗"
    )


def test_the_longest_message_is_read_in_no_time():
    began = time.perf_counter()
    for read in (skips, did_it, tells_nothing, asks_how, asks_back, bare, goes_on):
        read("知道了" * 1300)
    assert time.perf_counter() - began < 0.2
