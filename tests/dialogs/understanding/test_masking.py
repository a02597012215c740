"""What is blotted out of a text, and what has to survive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.masking import MARKS, is_id_card, luhn, mask

ID_CARD = "11010519491231002X"
"""The example of GB 11643 itself."""

CARD = "6222021234567890128"


@pytest.mark.parametrize(
    ("text", "masked", "kind"),
    [
        (f"我的身份证{ID_CARD}被他拿去了", "我的身份证［身份证号已隐去］被他拿去了", "id_card"),
        (f"{ID_CARD.lower()} 这是我的", "［身份证号已隐去］ 这是我的", "id_card"),
        ("１１０１０５１９４９１２３１００２Ｘ", "［身份证号已隐去］", "id_card"),
        ("110105 19491231 002X", "［身份证号已隐去］", "id_card"),
        ("身份证号是110105491231002", "身份证号是［身份证号已隐去］", "id_card"),
        (f"转到这个账户 {CARD}", "转到这个账户 ［银行卡号已隐去］", "bank_card"),
        ("卡号：6222 0212 3456 7890 128", "卡号：［银行卡号已隐去］", "bank_card"),
        ("给的账户是 622848 0402564890018 李强", "给的账户是 ［银行卡号已隐去］ 李强", "bank_card"),
        ("6228-480402564890018", "［银行卡号已隐去］", "bank_card"),
        ("622848 - 0402564890018 1000元", "［银行卡号已隐去］ 1000元", "bank_card"),
        ("62284804 02564890 018 13900001111", "［银行卡号已隐去］ 13900001111", "bank_card"),
        ("卡号436742 0012345678901", "卡号［银行卡号已隐去］", "bank_card"),
        ("骗子的卡6222021234567890123", "骗子的卡［银行卡号已隐去］", "bank_card"),
        ("4111111111111111", "［银行卡号已隐去］", "bank_card"),
        ("验证码123456", "验证码［验证码已隐去］", "code"),
        ("验证码我给他了，是 483920", "验证码我给他了，是 ［验证码已隐去］", "code"),
        ("【抖音】4821是您的验证码", "【抖音】［验证码已隐去］是您的验证码", "code"),
        ("密码是abc12345", "密码是［密码已隐去］", "password"),
        ("支付密码888888", "支付密码［密码已隐去］", "password"),
    ],
)
def test_what_is_never_kept_is_blotted_out(text, masked, kind):
    assert mask(text) == (masked, (kind,))


@pytest.mark.parametrize(
    "text",
    [
        "订单号6921873450912837465",
        "订单编号：2332 6001 8765 4321",
        "单号 4111111111111111 一直没发货",
        "692187 3450912837465",
        "转账 2026-10-01 2026-10-02 卡号不知道",
        "电话13900001111 2000 3000",
        "6921873450912837465",
        "2332600187654321",
        "快递单号 78123456789012",
        "骗子的电话13900001111",
        "抖音号 123456789012",
        "110105491231002",
        "验证码一直收不到，2024年注册的",
        "密码被改了 2024年改的",
        "密码错了3次",
        "验证码给他了，12岁的孩子",
        f"https://v.douyin.com/video/{CARD}",
        f"https://www.kuaishou.com/s?id={CARD}&code=1",
        "银行卡尾号1234",
        "21924*********75496",
    ],
)
def test_order_numbers_phones_links_and_plain_words_survive(text):
    assert mask(text) == (text, ())


def test_the_nearest_label_decides():
    text = f"银行卡 {CARD} 订单号 6921873450912837465"
    assert mask(text)[0] == f"银行卡 {MARKS['bank_card']} 订单号 6921873450912837465"


def test_several_kinds_are_told_in_the_order_they_stand():
    assert mask(f"验证码123456，身份证{ID_CARD}，卡号{CARD}")[1] == ("code", "id_card", "bank_card")


@given(st.from_regex(r"69[0-9]{17}|23[0-9]{14}", fullmatch=True))
def test_an_order_number_of_either_platform_survives_even_alone(number):
    assert mask(number) == (number, ())


@given(st.from_regex(r"[1-6][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True))
def test_every_id_number_with_the_right_check_digit_goes(start):
    numbers = [start + digit for digit in "0123456789X" if is_id_card(start + digit)]
    assert len(numbers) == 1
    assert mask(f"我是{numbers[0]}")[0] == f"我是{MARKS['id_card']}"


@given(st.from_regex(r"62[0-9]{14,16}", fullmatch=True))
def test_every_bank_card_goes_even_alone(start):
    number = next(start + str(digit) for digit in range(10) if luhn(start + str(digit)))
    assert mask(number) == (MARKS["bank_card"], ("bank_card",))


@given(st.text())
def test_any_text_passes_and_masking_twice_changes_nothing_more(text):
    once, _ = mask(text)
    assert mask(once) == (once, ())
