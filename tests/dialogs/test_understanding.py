"""What is read from a free message: measured on labelled messages, and rule by rule."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.understanding import Report, Score, measured
from dialogs.amounts import main_amount, read_amount
from dialogs.dates import SHANGHAI, as_moment, read_date, read_dates
from dialogs.patterns import WORDS
from dialogs.playbook import load
from dialogs.understanding import LIMIT, Understood, understand

AT = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)
"""A Friday."""

PLAYBOOKS = load()
DATA = Path(__file__).parents[1] / "data"
CORPUS = Path(__file__).parents[2] / "../shared/corpus/complaints.jsonl"


def read(text: str) -> Understood:
    return understand(text, AT, PLAYBOOKS)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# The labelled messages -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["open", "held"])
def report(request) -> Report:
    return measured(rows(DATA / f"messages_{request.param}.jsonl"), PLAYBOOKS)


def test_there_are_enough_messages_of_every_scenario_on_both_platforms():
    every = rows(DATA / "messages_open.jsonl") + rows(DATA / "messages_held.jsonl")
    assert len(every) >= 210
    pairs = {(row["platform"], row["scenario"]) for row in every}
    assert {(platform, key) for platform in ("kuaishou", "douyin") for key in WORDS.scenarios} <= pairs
    assert {alarm for row in every for alarm in row.get("alarms", ())} == set(WORDS.alarms)


def test_platform_and_scenario_are_right(report):
    assert report.accuracy["platform"] / report.messages >= 0.95
    assert report.accuracy["scenario"] / report.messages >= 0.85


def test_order_numbers_and_amounts_are_hardly_ever_wrong(report):
    assert report.facts["order_number"].precision >= 0.97
    assert report.facts["amount"].precision >= 0.97


def test_every_danger_and_every_scam_is_caught(report):
    for alarm in ("safety", "scam_now", "scam_offer"):
        assert report.alarms[alarm].recall == 1, alarm


def test_false_alarms_of_danger_are_rare(report):
    safety = report.alarms["safety"]
    assert (safety.read - safety.right) / (report.messages - safety.there) <= 0.02


@pytest.mark.parametrize("alarm", ["child_alone", "campaign", "posing", "hotline", "not_consumer", "gift_regret"])
def test_what_is_not_an_ordinary_complaint_is_recognised(report, alarm):
    score = report.alarms.get(alarm, Score())
    assert score.right >= 0.8 * max(score.there, score.read)


@pytest.mark.skipif(not CORPUS.exists(), reason="the real complaints are not here")
def test_real_complaints_about_others_are_never_taken_for_ours():
    read_as = [(row, read(row["text"])) for row in rows(CORPUS)]
    platforms = {found.platform.value for _, found in read_as if found.platform is not None}
    assert platforms == {"other"}
    assert not [found for _, found in read_as if "safety" in found.alarms or "scam_now" in found.alarms]


@pytest.mark.skipif(not CORPUS.exists(), reason="the real complaints are not here")
def test_no_amount_or_order_number_of_a_real_complaint_is_taken_wrong():
    """Beside each complaint's name stands the sum at stake, as a person reads it."""
    at_stake = {
        "C0044": "288", "C0084": "594", "C0097": "20", "C0163": "45.10", "C0166": "31122.26", "C0167": "48",
        "C0181": "110000", "C0185": "1300", "C0192": "1070", "C0195": "20000", "C0224": "178",
    }  # fmt: skip
    facts = {row["id"]: read(row["text"]).facts for row in rows(CORPUS)}
    taken = {name: told["amount"].value for name, told in facts.items() if "amount" in told and told["amount"].sure}
    assert taken == at_stake
    assert not [told for told in facts.values() if "order_number" in told and told["order_number"].sure]


# Platforms -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("块手把我号封了", "kuaishou"),
        ("斗音删我视频", "douyin"),
        ("kuaishou 封号", "kuaishou"),
        ("我在淘宝也买过没这问题 这次在快手买的掉色", "kuaishou"),
        ("朋友在京东买就是正品 我在抖音旗舰店买的是假的", "douyin"),
        ("抖音和快手我都有号 快手的没事 抖音那个被封了", "douyin"),
        ("淘宝店家不发货", "other"),
        ("微信被盗了", "other"),
        ("抖音上认识的人让我微信转账", "douyin"),
    ],
)
def test_the_platform_complained_about_is_told_from_those_in_passing(text, value):
    found = read(text).platform
    assert (found.value, found.sure) == (value, True)


def test_words_that_only_look_like_a_platform_are_none():
    assert read("赶快手动退款给我").platform is None
    assert read("很快收到货了").platform is None


def test_another_platform_keeps_its_name():
    assert read("拼多多商家不退钱").platform.words == "拼多多"


# Scenarios -------------------------------------------------------------------------------------------------------


def test_being_cheated_without_a_word_on_the_money_is_asked_about():
    found = read("我在抖音被骗了2000块")
    assert not found.scenario.sure
    assert found.urgent
    assert {"seller_dispute", "goods_quality"} <= set(found.runners_up)


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("抖音被骗 加微信转账2000", "fraud"),
        ("快手买的手机被骗了 到手是翻新机", "goods_quality"),
        ("快手号被盗 然后被封了", "account_stolen"),
        ("同行恶意举报 快手号被封", "malicious_ban"),
        ("把我家地址曝光在抖音 还威胁要上门", "harassment"),
        ("抖音买的热水袋爆炸 商家不退款", "safety_risk"),
        ("孩子在快手打赏 客服不给退款", "minor_protection"),
        ("抖音商家不发货 也不退款", "seller_dispute"),
        ("抖音会员自动续费", "after_sales"),
        ("快手说我搬运 打了个标 号没封", "unfair_treatment"),
    ],
)
def test_the_tie_breaks_decide(text, scenario):
    assert read(text).scenario.value == scenario


@pytest.mark.parametrize("text", ["", "你好", "今天天气不错", "投诉抖音", "？？？", "😭"])
def test_nothing_is_made_up_from_nothing(text):
    found = read(text)
    assert found.scenario is None
    assert found.alarms == ()
    assert not found.urgent


@pytest.mark.parametrize(
    "text", ["笑死", "气得想死的心都有了", "跳楼价清仓", "死贵死贵的", "累死了 客服不理人", "跳楼机坏了"]
)
def test_idioms_of_death_are_no_alarm(text):
    assert "safety" not in read(text).alarms


@pytest.mark.parametrize("text", ["真的不想活了", "我想死", "她说要自杀", "他在天台要跳下去", "活着太累", "想一了百了"])
def test_danger_comes_first_and_is_urgent(text):
    found = read(f"快手封我号 {text}")
    assert found.alarms[0] == "safety"
    assert found.urgent


# Facts -----------------------------------------------------------------------------------------------------------


def test_one_message_fills_many_facts():
    found = read("抖音直播间买的锅，订单号6921873450912837465，¥368.50，上周三签收的，我要求退款，客服不理")
    told = {key: fact.value for key, fact in found.facts.items() if fact.sure}
    assert told["order_number"] == "6921873450912837465"
    assert told["amount"] == "368.50"
    assert told["received_date"] == "2026-11-11"
    assert told["how_paid"] == "platform_order"
    assert told["demand"] == "退款"
    assert told["tried"] == "service"


@pytest.mark.parametrize(
    "text",
    ["快手 电话13812345678 要投诉", "快手 快递单号78123456789012", "抖音 假一赔十", "抖音 12315投诉编号20261120000123"],
)
def test_other_numbers_are_no_order_numbers(text):
    assert "order_number" not in read(text).facts


def test_an_order_number_nobody_calls_so_is_not_sure():
    assert not read("抖音 6921873450912837465").facts["order_number"].sure
    assert not read("订单号6921873450912837465 订单号6921873450912837466").facts["order_number"].sure
    assert read("订单号：6921 8734 5091 2837 465 13812345678").facts["order_number"].value == "6921873450912837465"


def test_the_day_of_a_ban_is_not_yet_the_day_of_its_notice():
    assert not read("快手号昨天晚上8点被封了").facts["notice_date"].sure
    told = read("快手封号，昨天晚上8点收到的通知").facts["notice_date"]
    assert (told.value, told.sure) == ("2026-11-19T20:00", True)


def test_money_that_left_by_transfer_is_told_from_an_order():
    found = read("抖音上加微信转账8000，昨天晚上9点转的，对方抖音号是abc_123")
    assert found.facts["how_paid"].value == "private_transfer"
    assert found.facts["money_sent"].value == "yes"
    assert found.facts["money_sent_at"].value == "2026-11-19T21:00"
    assert found.facts["other_account"].value == "abc_123"


def test_who_is_writing_is_read():
    assert read("我今年12岁 刷了3000块").facts["guardian"].value == "child"
    assert read("我女儿在抖音充了3000").facts["guardian"].value == "guardian"
    assert read("我妈在快手被骗").facts["guardian"].value == "parent_helper"


def test_a_price_in_a_copyright_matter_is_not_taken_silently():
    assert not read("快手有人盗我的课 版权是我的 卖9块9").facts["amount"].sure


# Days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("昨天晚上8点", "2026-11-19T20:00"),
        ("昨晚9点半", "2026-11-19T21:30"),
        ("今早", "2026-11-20"),
        ("前天", "2026-11-18"),
        ("大前天", "2026-11-17"),
        ("三天前", "2026-11-17"),
        ("上周三", "2026-11-11"),
        ("上上周日", "2026-11-08"),
        ("11月3号", "2026-11-03"),
        ("十一月三号下午三点", "2026-11-03T15:00"),
        ("11月18日10:30", "2026-11-18T10:30"),
        ("2024年4月5日", "2024-04-05"),
        ("去年12月3日", "2025-12-03"),
        ("2023.09.08", "2023-09-08"),
        ("10号", "2026-11-10"),
        ("25号", "2026-10-25"),
        ("上个月15号", "2026-10-15"),
        ("双十一", "2026-11-11"),
        ("昨天中午1点", "2026-11-19T13:00"),
        ("今天凌晨2点", "2026-11-20T02:00"),
    ],
)
def test_days_in_words(words, value):
    (when,) = read_dates(f"快手{words}的事", AT)
    assert (when.value, when.words, when.sure) == (value, words, True)


@pytest.mark.parametrize("words", ["月初", "上个月", "半个月前", "上周", "前几天", "十几天前", "周三", "11月30号"])
def test_days_only_roughly_named_are_not_sure(words):
    (when,) = read_dates(words, AT)
    assert not when.sure


@pytest.mark.parametrize(
    "text", ["2月30日", "3号楼", "十号线", "3-5个工作日", "今天天气", "第二天", "2024年的", "用了六周一点", "12月月5号"]
)
def test_what_is_no_day_is_not_read_as_one(text):
    assert read_dates(text, AT) == ()


def test_a_day_after_one_of_another_year_is_not_sure():
    first, second = read_dates("2024年4月5日买的，4月7号到的", AT)
    assert first.sure
    assert not second.sure


def test_days_are_counted_in_shanghai():
    late = datetime.fromisoformat("2026-11-19T17:00+00:00")
    assert read_date("昨天", late) == "2026-11-19"


def test_answers_may_be_short_and_may_lie_ahead():
    assert read_date("11.3", AT) == "2026-11-03"
    assert read_date("11/3", AT, future=True) == "2027-11-03"
    assert read_date("12月3号", AT, future=True) == "2026-12-03"
    assert read_date("下周三", AT, future=True) == "2026-11-25"
    assert read_date("不知道", AT) is None
    assert as_moment("2026-11-19T20:00") == datetime(2026, 11, 19, 20, tzinfo=SHANGHAI)


# Sums ------------------------------------------------------------------------------------------------------------


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


# Any text --------------------------------------------------------------------------------------------------------

FRAGMENTS = (
    *("快手", "抖音", "孩子", "被骗", "转了", "昨天", "11月", "3号", "9" * 20, "万", "千", "¥", "元", "块", "月", "日"),
    *("年", "前", "订单号", "《", "\n", "\x00", "٣", "²", "〇", "亿", "壹"),
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=80).map("".join)))
@example("零" * 9 + "元")
@example("99999年99月99日")
@example("花了千千万万元")
@example("٣٣٣元 ٣号 昨天٣点")
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange(text):
    found = read(text)
    assert all(fact.value for fact in found.facts.values())
    assert all(fact.words in text or len(text) > LIMIT or not text.isascii() for fact in found.facts.values())


@pytest.mark.parametrize(
    "piece", ["孩子", "转", "说", "1", "一", "月", "号被", "订单号1", "11月", "，", "a.", "http://"]
)
def test_time_does_not_run_away_with_length(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return min(_timed(text) for _ in range(3))

    assert seconds(LIMIT) < 30 * seconds(LIMIT // 8) + 0.05
    assert seconds(LIMIT * 100) < 0.5


def _timed(text: str) -> float:
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start
