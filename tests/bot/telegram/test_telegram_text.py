"""Replies are cut and laid out the way Telegram takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Unsendable
from bot.channels.telegram_text import messages, split, units
from dialogs.values import Button, Reply


def rows(*labels):
    (said,) = messages(Reply("选一个", tuple(Button(f"q1:{n}", label) for n, label in enumerate(labels))))
    return [[button["text"] for button in row] for row in said["reply_markup"]["inline_keyboard"]]


@given(st.text(st.sampled_from("好a。，\n 😀　"), max_size=300), st.integers(2, 40))
def test_splitting_loses_only_white_space_and_keeps_the_limit(text, limit):
    pieces = split(text, limit)
    assert all(0 < units(piece) <= limit and piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_after_a_paragraph_before_a_sentence_before_a_comma():
    assert split("一二三。四五六。\n\n七八。九十", 12) == ["一二三。四五六。", "七八。九十"]
    assert split("一二三，四五六。七八，九十", 12) == ["一二三，四五六。", "七八，九十"]
    assert split("一二三四五六，七八九十", 8) == ["一二三四五六，", "七八九十"]
    assert split("一" * 10, 4) == ["一" * 4, "一" * 4, "一" * 2]


def test_a_break_near_the_beginning_leaves_no_stump():
    assert split("好。" + "一" * 12, 10)[0] == "好。" + "一" * 8


def test_emoji_count_two_units_and_are_never_cut_in_half():
    assert split("😀" * 5, 5) == ["😀😀", "😀😀", "😀"]


def test_short_labels_share_a_row_and_long_ones_do_not():
    assert rows("快手", "抖音", "别的平台") == [["快手", "抖音"], ["别的平台"]]
    assert rows("商品质量有问题要退货", "好") == [["商品质量有问题要退货"], ["好"]]
    assert rows("好", "商品质量有问题要退货", "不好", "还行") == [["好"], ["商品质量有问题要退货"], ["不好", "还行"]]


def test_text_and_letter_share_a_message_when_they_fit():
    (said,) = messages(Reply("信写好了 <点一下>", letter="甲 & 乙 < 丙"))
    assert said["text"] == "信写好了 &lt;点一下&gt;\n\n<pre>甲 &amp; 乙 &lt; 丙</pre>"
    assert said["parse_mode"] == "HTML"


def test_buttons_are_under_the_last_message_only():
    said = messages(Reply("信写好了", (Button("q1:sent", "我交了"),), letter="字" * 5000))
    assert [("pre" in one["text"], "reply_markup" in one) for one in said] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_a_plain_text_is_sent_without_markup():
    (said,) = messages(Reply("<b> & co"))
    assert said["text"] == "<b> & co"
    assert "parse_mode" not in said


@pytest.mark.parametrize(
    "reply",
    [
        Reply(" \n"),
        Reply("好", (Button("证" * 22, "是"),)),
        Reply("好", tuple(Button(f"q1:{n}", "是") for n in range(101))),
    ],
)
def test_what_telegram_would_refuse_is_not_sent_and_not_truncated(reply):
    with pytest.raises(Unsendable):
        messages(reply)
