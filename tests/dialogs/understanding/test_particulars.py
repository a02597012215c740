"""Single facts: the day an answer gives, what a notice states, the number of an order, what was told of a theft."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs.clocks import BEIJING
from dialogs.understanding.particulars import answered_day, bare_numbers, never_came, particulars

AT = datetime(2026, 10, 8, 10, 5, tzinfo=BEIJING)
"""A Thursday."""


@pytest.mark.parametrize(
    ("key", "words", "scenario", "day"),
    [
        ("received_date", "昨天我问了客服 客服说是9月20号收到的", "goods_quality", "2026-09-20"),
        ("received_date", "9月20号下的单 9月25号到的", "goods_quality", "2026-09-25"),
        ("received_date", "10月2号收的", "goods_quality", "2026-10-02"),
        ("received_date", "昨天才收到，之前一直没收到", "goods_quality", "2026-10-07"),
        ("received_date", "9.28", "goods_quality", "2026-09-28"),
        ("received_date", "9月20", "goods_quality", "2026-09-20"),
        ("pay_date", "9月28收到 9月20买的", "seller_dispute", "2026-09-20"),
        ("pay_date", "10天前付的款 还没收到", "seller_dispute", "2026-09-28"),
        ("returned_date", "商家9月20号签收的", "after_sales", "2026-09-20"),
        ("money_sent_at", "昨天认识的 前天转的", "fraud", "2026-10-06"),
        ("money_sent_at", "刚转的", "fraud", "2026-10-08T10:05"),
        ("since_when", "从9月20号开始的吧", "harassment", "2026-09-20"),
        ("notice_date", "就上礼拜四嘛", "account_banned", "2026-10-01"),
    ],
)
def test_the_day_that_is_called_so_answers_the_question(key, words, scenario, day):
    assert answered_day(key, words, AT, scenario) == day


@pytest.mark.parametrize("words", ["10天前付的款 还没收到", "9月20号说发货到现在没收到", "9月18买的 商家不发货"])
def test_no_day_of_receipt_is_read_for_goods_that_never_came(words):
    assert answered_day("received_date", words, AT, "goods_quality") is None
    assert never_came(words)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("昨天下午3点收到的通知 说3天内可以申诉 过期不能申诉", "3天内可以申诉"),
        ("通知写72小时内申诉", "72小时内申诉"),
        ("可以在10月12日前申诉", "可以在10月12日前申诉"),
        ("申诉期限是3天", "3天"),
        ("申诉截止时间：10月12日24点", "10月12日24点"),
        ("说5个工作日内提交申诉", "5个工作日内提交申诉"),
    ],
)
def test_what_the_notice_states_is_read_off_the_story(told, value):
    assert particulars(f"抖音号被封了 {told}", AT, "account_banned")["notice_deadline"].value == value


@pytest.mark.parametrize(
    "told", ["封号7天", "申诉了3天没人理", "申诉后3天内没回复", "客服说24小时内给我申诉结果", "禁言30天"]
)
def test_other_periods_are_no_deadline_of_a_notice(told):
    assert "notice_deadline" not in particulars(f"抖音号被封了 {told}", AT, "account_banned")


def test_the_numbers_of_an_answer_are_never_glued():
    assert list(bare_numbers("我买了2个 订单号6932158745123654")) == ["6932158745123654"]
    assert list(bare_numbers("6920 1837 4650 1928 374")) == ["6920183746501928374"]
    assert list(bare_numbers("6932158745123654789 6932158745123654790")) == [
        "6932158745123654789",
        "6932158745123654790",
    ]
    assert list(bare_numbers("我电话13812345678")) == []


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (
            "昨晚上手机号都给我换绑了 他拿我的号跟我亲戚借钱 现在登不上 我之前给过他一个验证码",
            {"still_logged_in": "no", "contact_changed": "phone", "money_moved": "borrowed", "gave_code": "code"},
        ),
        ("密码改了", {"contact_changed": "password"}),
        ("别人把手机号密码都改了", {"contact_changed": "both"}),
        ("还能登 钱没少", {"still_logged_in": "yes"}),
        (
            "点了个链接 号就让人顶下来了 零钱被转了",
            {"still_logged_in": "no", "gave_code": "link", "money_moved": "yes"},
        ),
        ("我没给验证码 密码也没改", {}),
    ],
)
def test_what_was_told_of_a_stolen_account_is_not_asked_again(story, told):
    read = particulars(f"快手号被盗 {story}", AT, "account_stolen")
    keys = ("still_logged_in", "contact_changed", "money_moved", "gave_code")
    assert {key: read[key].value for key in keys if key in read} == told


@pytest.mark.parametrize(
    ("told", "age"),
    [
        ("我今年13岁，抖音打赏了两千", "8to17"),
        ("孩子十三岁，打赏了两千", "8to17"),
        ("女儿17周岁", "8to17"),
        ("孩子 8 岁", "8to17"),
        ("我家娃7岁", "under8"),
        ("儿子七岁半", "under8"),
        ("侄子两岁多", "under8"),
        ("孩子23岁", None),
        ("儿子二十岁", None),
        ("儿子十八岁", None),
    ],
)
def test_the_whole_number_of_years_is_the_age(told, age):
    facts = particulars(told, AT, "minor_protection")
    assert facts["child_age"].value == age if age else "child_age" not in facts


@pytest.mark.parametrize(
    ("told", "writer"),
    [
        ("我替我妈来的，她在抖音买的锅漏底", "parent_helper"),
        ("我爸70多岁，在快手直播间被人骗去买玉石", "parent_helper"),
        ("我婆婆，昨天刚被人忽悠了", "parent_helper"),
        ("我爸今年70，听主播说得好买了保健品", "parent_helper"),
        ("我妈买的锅漏底，让我帮她投诉", "parent_helper"),
        ("我妈72了，在抖音直播间听一个老中医的买药", "parent_helper"),
        ("俺爹在快手让人拉进微信群买药", "parent_helper"),
        ("我朋友在抖音买的手机是翻新的，叫我帮他投诉", "other"),
        ("闺蜜买的鞋开胶，她不会弄叫我帮她弄", "other"),
        ("我老公叫我替他来投诉", "other"),
        ("我朋友买的手机坏了，让我来帮他", "other"),
    ],
)
def test_who_writes_for_somebody_else_is_heard(told, writer):
    assert particulars(told, AT, "goods_quality")["guardian"].value == writer


@pytest.mark.parametrize(
    "told",
    [
        "我帮我妈买来的锅漏底",
        "我妈给我买的手机坏了",
        "我朋友叫我帮他刷单，我被骗了",
        "同事让我帮他砍一刀，结果我被骗",
        "我妈说让我小心，结果我还是被骗了",
        "客服让我帮他改评价",
    ],
)
def test_who_only_speaks_of_others_writes_for_themselves(told):
    assert "guardian" not in particulars(told, AT, "goods_quality")


def test_the_day_on_which_the_seller_had_it_back_is_not_the_day_it_came():
    told = particulars("抖音买的锅退回去了，商家10月1号签收的，钱没退", AT, "after_sales")
    assert told["returned_date"].value == "2026-10-01" and "received_date" not in told
    came = particulars("抖音买的锅9月28号签收的，商家不给退", AT, "after_sales")
    assert came["received_date"].value == "2026-09-28" and "returned_date" not in came


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("9月5号寄回 9月8号商家签收", "2026-09-08"),
        ("退货了，9月8号商家签收的退货", "2026-09-08"),
        ("9月8号签收的退货 就是不退钱", "2026-09-08"),
        ("9月10号寄回去 9月12号他收到", "2026-09-12"),
        ("退回去了，仓库9月8号收到货了", "2026-09-08"),
        ("寄回去了，16号那边收到的", "2026-09-16"),
    ],
)
def test_what_the_other_side_received_are_the_goods_that_went_back(told, day):
    read = particulars(f"抖音买的鞋 {told} 到今天没退款", AT, "after_sales")
    assert (read["returned_date"].value, read["progress"].value) == (day, "returned")
    assert "received_date" not in read


def test_what_somebody_of_the_house_received_came_to_the_buyer():
    assert particulars("我妈抖音买的药 9月10号她收到的", AT, "goods_quality")["received_date"].value == "2026-09-10"


@pytest.mark.parametrize("words", ["到今天没退款", "到今天还没动静", "截至今天没回"])
def test_a_day_until_which_nothing_came_is_the_day_of_nothing(words):
    assert answered_day("received_date", words, AT, "after_sales") is None


@pytest.mark.parametrize(
    "story",
    [
        "跟他裸聊了 他录了视频 现在要我给5000不给就发给我通讯录",
        "说不转钱就把我照片发到群里",
        "拿我的裸照威胁我要钱",
        "威胁要把视频发给我同学",
        "我被敲诈勒索了",
    ],
)
def test_who_is_blackmailed_is_heard_wherever_it_is_told(story):
    assert particulars(f"快手上认识的 {story}", AT, "harassment")["threat"].value == "extorted"


@pytest.mark.parametrize(
    "story",
    [
        "前夫说知道我在哪上班要来找我让我好看",
        "他说要来我家堵我",
        "说等着 要过来收拾我",
        "天天说要上门闹",
        "说弄死我",
    ],
)
def test_who_is_threatened_with_a_visit_is_heard(story):
    assert particulars(f"抖音私信骂我 {story}", AT, "harassment")["threat"].value == "coming"


@pytest.mark.parametrize("story", ["不给退款我就曝光他", "没有威胁我", "他骂我是骗子", "他没有敲诈我"])
def test_no_threat_is_read_where_none_was_told(story):
    assert "threat" not in particulars(f"抖音上 {story}", AT, "harassment")
    assert "threat" not in particulars(f"抖音上 {story}", AT, "goods_quality")


@pytest.mark.parametrize(
    ("story", "door"),
    [
        ("平台判我输，12315也调解不成", "12315_complaint"),
        ("12315调解过了没成", "12315_complaint"),
        ("投过12315了 12315那边没谈成", "12315_complaint"),
        ("消协也调解失败了", "consumer_association"),
        ("我要去12315投诉", None),
        ("12315还没回", None),
    ],
)
def test_a_mediation_that_failed_is_read_off_the_story(story, door):
    read = particulars(f"抖音买的手机是翻新机 {story}", AT, "goods_quality")
    assert (read["tried"].value if "tried" in read else None) == door


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("已经去派出所报案了 立案回执也给了", "yes"),
        ("我不想报警 就想举报那个号", "wont"),
        ("就38块 懒得报警", "wont"),
        ("还没报警", "no"),
    ],
)
def test_whether_the_police_were_told_and_whether_they_shall_be(story, told):
    assert particulars(f"抖音被骗了 {story}", AT, "fraud")["reported_police"].value == told


@pytest.mark.parametrize(
    "story",
    ["每个月15号自动扣我18块", "自动续费扣了三次", "连续包月取消不了", "会员一直扣费", "免密支付天天扣我"],
)
def test_an_automatic_renewal_is_no_parcel(story):
    assert particulars(f"快手 {story}", AT, "after_sales")["renewal"].value == "yes"


@pytest.mark.parametrize(
    ("story", "reason"),
    [
        ("前天下午4点收到的，说她发布不良信息", "发布不良信息"),
        ("通知说我低俗", "低俗"),
        ("理由是发布虚假信息", "发布虚假信息"),
        ("通知里写的理由是站外引流，我没有", "站外引流"),
        ("给我发通知说视频是AI生成", "视频是AI生成"),
        ("通知没写理由", None),
        ("通知说7天内可申诉一次", None),
        ("客服说我再等等", None),
        ("说我偷他三千块", None),
    ],
)
def test_the_reason_of_a_notice_is_read_off_the_story(story, reason):
    read = particulars(f"快手号被封了 {story}", AT, "account_banned")
    assert (read["notice_reason"].value if "notice_reason" in read else None) == reason


@pytest.mark.parametrize(
    ("story", "moment", "sure"),
    [
        ("昨天晚上8点被封了，通知说我低俗", "2026-10-07T20:00", True),
        ("昨天下午4点收到的，说她发布不良信息", "2026-10-07T16:00", True),
        ("今天早上八点多收到通知", "2026-10-08T08:00", True),
        ("昨天晚上8点被封了", "2026-10-07T20:00", False),
    ],
)
def test_the_day_of_a_ban_is_its_notices_where_the_notice_is_spoken_of(story, moment, sure):
    read = particulars(f"抖音号{story}", AT, "account_banned")["notice_date"]
    assert (read.value, read.sure) == (moment, sure)


def test_what_was_told_of_notice_account_and_appeals_is_not_asked_again():
    read = particulars("快手号被封，里面有6800块直播收入，申诉了三次都没过", AT, "account_banned")
    assert (read["money_stuck"].value, read["appeals_so_far"].value) == ("6800块直播收入", "申诉了三次都没过")
    assert particulars("抖音给我发通知说标成AI", AT, "unfair_treatment")["has_notice"].value == "yes"
    assert particulars("抖音标成AI，没给任何通知", AT, "unfair_treatment")["has_notice"].value == "no"


@pytest.mark.parametrize(
    "story", ["申诉次数已用完", "没有申诉机会了", "申诉机会用光了", "不能再申诉了", "可申诉次数：0"]
)
def test_that_no_appeal_is_left_is_heard(story):
    assert particulars(f"抖音号被封 {story}", AT, "account_banned")["appeals_left"].value == "none"


def test_of_several_orders_none_stands_for_all():
    two = "抖音买的两单 订单号6920183746501928374和6920183746501928375 一单9月20号签收 一单9月25号签收 39.9和18.8"
    read = particulars(two, AT, "goods_quality")
    assert not any(read[key].sure for key in ("order_number", "received_date", "amount") if key in read)


@pytest.mark.parametrize("story", ["去医院打了点滴", "就医了", "昨天看了急诊", "缝了三针", "住院了"])
def test_who_saw_a_doctor_has_said_so(story):
    assert particulars(f"抖音买的锅炸了 {story}", AT, "safety_risk")["medical"].value == "yes"


def test_an_account_that_was_bought_or_rented_is_told_as_such():
    assert particulars("我花钱买的抖音号被原主找回了", AT, "account_stolen")["account_from"].value == "bought"
    assert particulars("租的快手号被号主改了密码", AT, "account_stolen")["account_from"].value == "rented"
    assert "account_from" not in particulars("抖音号被盗", AT, "account_stolen")


def test_somebody_hurt_before_the_camera_is_known():
    assert particulars("主播正在直播割腕", AT, "safety_risk")["illegal_kind"].value == "hurting"


def test_the_day_goods_came_is_not_the_day_they_caught_fire():
    told = particulars("抖音买的充电宝9月10号收到的，昨天着火了", AT, "safety_risk")
    assert (told["received_date"].value, told["happened_at"].value) == ("2026-09-10", "2026-10-07")
