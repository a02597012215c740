"""Sums as people write and say them, and which of them is at stake."""

from __future__ import annotations

import pytest

from dialogs.understanding.amounts import main_amount, read_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("花了一万二", "12000"),
        ("转了1.2万", "12000"),
        ("付款1万2", "12000"),
        ("¥368.50", "368.50"),
        ("￥1,299.00", "1299"),
        ("368元", "368"),
        ("总价2千6", "2600"),
        ("145块6毛", "145.60"),
        ("9块9", "9.90"),
        ("花了三百五十块", "350"),
        ("一千二买的", "1200"),
        ("被骗二十万", "200000"),
        ("付了12500", "12500"),
        ("花了400", "400"),
        ("一瓶1499 买了两瓶共2998元", "2998"),
        ("花了368 商家只给50", "368"),
    ],
)
def test_sums(text, value):
    amount = main_amount(text)
    assert (amount.value, amount.sure) == (value, True)


@pytest.mark.parametrize("text", ["花了三百多", "花了500元左右", "花了300 又花了500", "他让我交2000"])
def test_sums_that_leave_a_doubt_are_not_sure(text):
    assert not main_amount(text).sure


@pytest.mark.parametrize(
    "text",
    [
        *(
            "假一赔十",
            "3-5个工作日",
            "打12315",
            "投了12315",
            "三百多个视频",
            "两千多粉丝",
            "转了好几万",
            "100%棉",
            "用了3块",
        ),
        *("买的2021款", "付款20:00", "买了4K电视", "一块投诉", "扣信用分8分", "元旦买的", "快手400电话", "骗70岁老人"),
        *("花500就能解封", "48小时内退"),
    ],
)
def test_numbers_that_are_no_sum_at_stake(text):
    assert main_amount(text) is None


def test_an_answer_may_be_a_bare_number():
    assert read_amount("368") == "368"
    assert read_amount("大概三百多") == "300"
    assert read_amount("记不清") is None
