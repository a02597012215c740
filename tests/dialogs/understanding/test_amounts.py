"""Sums as people write and say them, and which of them is at stake."""

from __future__ import annotations

from time import perf_counter

import pytest

from dialogs.understanding.amounts import main_amount, read_amount, read_amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("花了一万二", "12000"),
        ("花了3千六", "3600"),
        ("付了2千5百", "2500"),
        ("花了俩百五", "250"),
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
    ],
)
def test_sums(text, value):
    amount = main_amount(text)
    assert (amount.value, amount.sure) == (value, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("直播间买的羽绒服298 洗了一水就钻毛", "298"),
        ("一下买六盒，2380，我拿过来一看", "2380"),
        ("129的砍骨刀，剁根排骨就崩口", "129"),
        ("抖音买的手表3千6，是假的", "3600"),
        ("买了个88的盲盒", "88"),
        ("捡了个电饼铛99，插上电不热", "99"),
        ("19.9的袜子一洗就破", "19.90"),
        ("三千六的课，老师跑了", "3600"),
        ("卡里一万九没得了", "19000"),
        ("中奖说的，掏了八百八，人没了", "880"),
        ("电饭煲359蚊，用两次就坏", "359"),
        ("押金1200不退", "1200"),
        ("599押金不退", "599"),
        ("喊我垫八千四 垫完就没得下文", "8400"),
        ("骗子弄走我一万二", "12000"),
        ("不是199，是299买的", "299"),
        ("九百块一饼买的茶", "900"),
        ("我记错了 是二百九十九 不是一百九十九", "299"),
    ],
)
def test_a_bare_number_that_plainly_is_the_price(text, value):
    amount = main_amount(text)
    assert (amount.value, amount.sure) == (value, True)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "粉丝才2000，就给我限流",
            "我家住3栋502，不送",
            "我今年68，在抖音买的",
            "我妈82了，被骗了",
            "播放量500，就封了",
        ),
        *("打95188，没人接", "尾号6688，被扣", "血糖12.8，吃了他的药", "身高165 买的M码", "买了台65的电视 屏坏了"),
        *("买了42的鞋 穿不了", "买的2024的新款", "小米14的手机，买来就坏", "11/20 到货，坏的", "11.9 买的 坏的"),
        *(
            "羊毛30腈纶70 买的围巾",
            "涨了一万二粉 直播间被封",
            "他都八十了 被骗",
            "一百二十平的房子买的窗帘",
            "12306，买票",
        ),
        *("高压一百六，吃药吃的", "退休金2800，被骗", "房号1206，上门安装", "买的是256的内存"),
        *(
            "划线价1999现价199限量一百单",
            "他说给他二百能加急退下来",
            "卖家说我数错了 订单 2817 6640 3395 1028",
            "1688买的童装",
            "信用分从100扣成84，凭什么",
            "给主播刷了三百钻，不是我刷的",
            "一块钱试用，怎么退",
            "认识里头的人，三百块当天解",
            "能恢复视频，一条两百",
            "孩子17，送医院看了",
            "一套给八百，招的都是学生",
            "播放卡500 抖音限流 退钱",
            "歌被网红唱了，播了两千万",
            "开机显示256，退货不给退",
        ),
    ],
)
def test_a_bare_number_that_counts_something_else(text):
    assert main_amount(text) is None


def test_a_bare_number_without_a_word_of_buying_is_asked_about():
    assert not main_amount("羽绒服298 洗了一水就钻毛").sure
    assert not main_amount("买的鞋246，袜子39").sure
    assert not main_amount("花了368 商家只给50").sure


def test_a_text_full_of_numbers_takes_time_in_proportion():
    started = perf_counter()
    assert len(read_amounts("买锅298，" * 600)) == 600
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    "text",
    [
        "花了三百多",
        "花了500元左右",
        "花了300 又花了500",
        "他让我交2000",
        "要我先付服务费198",
        "让我们每人交1600",
        "开价四百五",
    ],
)
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


def test_an_answer_stands_by_what_it_says_in_the_end():
    assert read_amount("6800多，具体是6832") == "6832"
    assert read_amount("我记错了 是二百九十九 不是一百九十九") == "299"


@pytest.mark.parametrize(
    "text", ["每个月15号自动扣我18块 扣了半年", "自动续费 每月15 扣了8个月", "分期12期每期299", "会员每年扣我198元"]
)
def test_what_is_paid_again_and_again_is_not_the_sum(text):
    assert main_amount(text) is None


@pytest.mark.parametrize("text", ["买了两个订单 39.9和18.8，都是假货", "一双129跟一双89，开胶"])
def test_of_two_prices_side_by_side_none_is_sure(text):
    amount = main_amount(text)
    assert amount is None or not amount.sure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("孩子烫了去缝了两针 花了600", None),
        ("锅99块，去医院花了600", "99"),
        ("抖音买的锅 锅底裂了 99块 平台判了退70", "99"),
        ("商家只肯赔20", None),
    ],
)
def test_a_bill_of_a_doctor_or_an_offer_is_no_price(text: str, value: str | None):
    found = main_amount(text)
    assert (found.value if found else None) == value
