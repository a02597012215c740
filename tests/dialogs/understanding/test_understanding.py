"""What is read from a free message: measured on labelled messages, and rule by rule."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.understanding import Report, measured
from dialogs.clocks import BEIJING
from dialogs.playbook import load
from dialogs.understanding import Understood, understand
from dialogs.understanding.choices import choice_said
from dialogs.understanding.message import LIMIT, as_read
from dialogs.understanding.recognising import ALARMS

AT = datetime(2026, 11, 20, 10, tzinfo=BEIJING)
"""A Friday."""

PLAYBOOKS = load()
DATA = Path(__file__).parents[2] / "data"
CORPUS = Path(__file__).parents[3] / "../shared/corpus/complaints.jsonl"


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
    pairs = {(row.get("platform"), row.get("scenario")) for row in every}
    assert {(platform, key) for platform in ("kuaishou", "douyin") for key in PLAYBOOKS["generic"].scenarios} <= pairs
    assert {alarm for row in every for alarm in row.get("alarms", ())} == set(ALARMS)


def test_platform_and_scenario_are_right(report):
    assert report.accuracy["platform"] / report.asked["platform"] >= 0.95
    assert report.accuracy["scenario"] / report.asked["scenario"] >= 0.85


def test_order_numbers_and_amounts_are_hardly_ever_wrong(report):
    assert report.facts["order_number"].precision >= 0.97
    assert report.facts["amount"].precision >= 0.97


def test_danger_and_scams_are_caught(report):
    """Floors a little below what was measured: a table learnt anew may lose one here and there."""
    safety, scam_now, scam_offer = (report.alarms[alarm] for alarm in ("safety", "scam_now", "scam_offer"))
    assert safety.recall >= 0.85 and scam_now.recall >= 0.85 and scam_offer.recall >= 0.9
    assert report.alarms["safety, or met with help"].recall >= 0.9


def test_false_alarms_of_danger_are_rare(report):
    safety = report.alarms["safety"]
    assert (safety.read - safety.right) / (report.messages - safety.there) <= 0.02


@pytest.mark.parametrize("alarm", ["child_alone", "campaign", "posing", "hotline", "not_consumer", "gift_regret"])
def test_what_is_not_an_ordinary_complaint_is_recognised(report, alarm):
    score = report.alarms[alarm]
    assert score.recall >= 0.8
    assert score.read - score.right <= 0.01 * (report.messages - score.there)


@pytest.mark.skipif(not CORPUS.exists(), reason="the real complaints are not here")
def test_real_complaints_about_others_are_never_taken_for_ours():
    read_as = [(row, read(row["text"])) for row in rows(CORPUS)]
    platforms = {found.platform.value for _, found in read_as if found.platform is not None}
    assert platforms == {"other"}
    for alarm in ("safety", "scam_now"):
        assert sum(alarm in found.alarms for _, found in read_as) <= 0.04 * len(read_as)


@pytest.mark.skipif(not CORPUS.exists(), reason="the real complaints are not here")
def test_no_amount_or_order_number_of_a_real_complaint_is_taken_wrong():
    """Beside each complaint's name stands the sum at stake, as a person reads it."""
    at_stake = {
        "C0044": "288", "C0084": "594", "C0097": "20", "C0163": "45.10", "C0166": "31122.26",
        "C0181": "110000", "C0185": "1300", "C0192": "1070", "C0195": "20000", "C0224": "178",
    }  # fmt: skip
    facts = {row["id"]: read(row["text"]).facts for row in rows(CORPUS)}
    taken = {name: told["amount"].value for name, told in facts.items() if "amount" in told and told["amount"].sure}
    assert taken.items() <= at_stake.items() and len(taken) >= 0.6 * len(at_stake)
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
        ("dy把我号封了", "douyin"),
        ("DY限流", "douyin"),
        ("DOU音删我视频", "douyin"),
        ("在ks买的鞋掉色", "kuaishou"),
        ("KS 封号", "kuaishou"),
    ],
)
def test_the_platform_complained_about_is_told_from_those_in_passing(text, value):
    found = read(text).platform
    assert (found.value, found.sure) == (value, True)


def test_words_that_only_look_like_a_platform_are_none():
    assert read("赶快手动退款给我").platform is None
    assert read("很快收到货了").platform is None
    assert read("body都湿了 thanks").platform is None


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
    "text",
    [
        "笑死", "气得想死的心都有了", "跳楼价清仓", "死贵死贵的", "累死了 客服不理人", "跳楼机坏了", "鱼全死了",
        "心疼得像刀割一样", "想死你们了", "电影里跳楼的片段被下架", "有人骂我让我去死",
        "这刀割手 边太锋利", "在阳台装的柜子塌了", "开不了播要我的命", "快活", "买的活虾不新鲜", "《一了百了》被删",
        "我的号死了 没播放", "江边订的民宿 晚上风很大", "要不是孩子要用 我早就退货了", "没有留在这个平台的必要了",
        "快递员放门口就走了 我妈没收到", "我走了申诉流程 材料交给客服了", "买的菜刀砍骨头崩口", "老公送我的项链掉色",
    ],
)  # fmt: skip
def test_idioms_of_death_are_no_alarm(text):
    assert "safety" not in read(text).alarms


@pytest.mark.parametrize("text", ["真的不想活了", "我想死", "她说要自杀", "他在天台要跳下去", "活着太累", "想一了百了"])
def test_danger_comes_first_and_is_urgent(text):
    found = read(f"快手封我号 {text}")
    assert found.alarms[0] == "safety"
    assert found.urgent


@pytest.mark.parametrize(
    "text",
    [
        "笑死我了 可是我真的不想活了", "跳楼价买的药 我全吞了 对不起妈妈", "我妈站在水库边不说话",
        "孩子被锁在宾馆里不让走",
        "猫拜托给室友 等我不在了", "我把药都留着 医生开的 攒够了再说", "站在江边 风很大 我心里很平静",
        "后爸天天拿皮带抽我", "我爸喝醉了又打我 我躲着", "有个叔叔让我女儿拍不穿衣服的照片",
        "网友约我女儿今晚单独见面 不让告诉我",
        "胳膊上又划了好几刀", "等我走了以后号留给我女儿", "爸妈对不起 我先走一步",
    ],
)  # fmt: skip
def test_danger_is_put_together_from_its_parts_in_any_order(text):
    assert read(text).alarms[0] == "safety"


def test_an_idiom_hides_only_itself():
    assert "safety" not in read("气死我了").alarms
    assert "safety" in read("气死我了 我想割腕").alarms


CARRIERS = ("{}", "快手封我号 {}", "抖音客服不理我，钱也要不回来，{}", "{} 你们不用管我了", "我妈说{}，怎么办")
PLAINLY = (
    "不想活了", "活着没意思", "我想死", "想自杀", "我要跳楼", "写好遗书了", "吃了一瓶安眠药", "喝了农药", "割腕了",
    "撑不下去了", "死了算了", "活不下去了", "我站在楼顶", "结束自己的生命",
)  # fmt: skip


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("said", PLAINLY)
def test_danger_said_plainly_is_heard_wherever_it_is_said(said, carrier):
    assert "safety" in read(carrier.format(said)).alarms


def test_one_sentence_of_danger_is_heard_in_a_long_story():
    story = "我在抖音直播间买的锅，订单页写三天发货，到现在一个月了，客服换了五个人，每个人说的都不一样。" * 12
    assert "safety" not in read(story).alarms
    assert "safety" in read(f"{story}我真的不想活了，药我都买好了。{story}").alarms


@pytest.mark.parametrize(
    "text", ["抖音客服让我打400-626-8888是真的吗", "加了 KF300066 说能解封", "官方电话是010 8669 0600吗"]
)
def test_a_contact_known_to_be_false_is_a_scam_offered_and_a_question_for_the_true_number(text):
    assert {"scam_offer", "hotline"} <= set(read(text).alarms)


@pytest.mark.parametrize(
    ("text", "cautions"),
    [
        ("快手主播让她把二甲双胍都停了", ("medicine",)),
        ("吃了那个神药过敏了，我好怕", ("medicine", "hurt", "afraid")),
        ("快手买的农药过期了", ()),
        ("抖音买的起泡胶是假货", ()),
    ],
)
def test_what_needs_a_word_first_is_told_from_what_only_sounds_like_it(text, cautions):
    assert read(text).cautions == cautions


# Facts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["抖音刷单被骗，110打了", "抖音刷单被骗，已报警", "抖音刷单被骗，派出所登记了"])
def test_that_the_police_know_is_read_however_it_is_said(text):
    assert read(text).facts["reported_police"].value == "yes"


def test_that_the_police_do_not_know_is_read_too_and_a_report_in_the_app_is_none_to_them():
    assert read("抖音刷单被骗，还没报警").facts["reported_police"].value == "no"
    assert "reported_police" not in read("抖音刷单被骗，我举报了他").facts


def test_one_message_fills_many_facts():
    found = read("抖音直播间买的锅，订单号6921873450912837465，¥368.50，上周三签收的，我要求退款，客服不理")
    told = {key: fact.value for key, fact in found.facts.items() if fact.sure}
    assert told["order_number"] == "6921873450912837465"
    assert told["amount"] == "368.50"
    assert told["received_date"] == "2026-11-11"
    assert told["how_paid"] == "platform_order"
    assert told["demand"] == "退款"


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("快手封了我的号，申诉三次都没过", "appeal"),
        ("快手封号 申诉被驳回了", "appeal"),
        ("抖音封我号三天了，在线客服只会叫我等", "service"),
        ("抖音有人天天骂我，举报了好几次都说没违规", "report"),
    ],
)
def test_where_the_person_went_in_vain_is_read(text, door):
    assert read(text).facts["tried"].value == door


@pytest.mark.parametrize(
    "text",
    [
        "快手封了我的号，怎么申诉",
        "快手封了我的号，申诉了还没回",
        "快手封了我的号，还没申诉过，怕申诉失败",
        "抖音同行组团举报我十次，把我号举报没了",
        "有个代申诉的 不成功不收费 快手封禁能不能找他",
        "抖音小店买的锅坏了，问了三次客服都说加急",
    ],
)
def test_what_others_did_or_is_not_done_yet_is_no_door_gone_to_in_vain(text):
    assert "tried" not in read(text).facts


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
    assert read("替我爸问一下 他的抖音号被封了").facts["guardian"].value == "parent_helper"


@pytest.mark.parametrize(
    "text", ["在抖音给我妈买了件羽绒服 掉绒", "我妈等着吃呢", "我儿子叫我来问的", "他还知道我女儿的学校"]
)
def test_a_relative_spoken_of_is_not_the_one_it_happened_to(text):
    assert "guardian" not in read(text).facts


def test_a_price_in_a_copyright_matter_is_not_taken_silently():
    assert not read("快手有人盗我的课 版权是我的 卖9块9").facts["amount"].sure


# What accuses or turns away --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("抖音一个主播让粉丝一起举报我，我号被封了", "campaign"),
        ("同行拉了个群叫大家去举报我的快手号", "campaign"),
        ("锅底裂 我们村好几个人都买了", "campaign"),
        ("举报快手一个直播间，每天半夜十二点跳那种脱衣服的舞，还让进群看更多", "campaign"),
        ("我主播打赏的收益能要回来吗", "gift_regret"),
        ("粉丝打赏的钱提不出来", "gift_regret"),
        ("给快手主播刷了三万，她让我微信转了一万八看病，转完拉黑", "gift_regret"),
        ("我有孩子的聊天记录 他跟同学说自己刷的", "posing"),
        ("他用的电话打的 0085开头 不是抖音号", "hotline"),
        ("找过快手客服没理", "hotline"),
        ("我开的抖音小店被平台扣了保证金两千说我发货慢，我要去12315投诉抖音", "scam_now"),
    ],
)
def test_victims_reports_and_earnings_accuse_nobody(text, alarm):
    assert alarm not in read(text).alarms


@pytest.mark.parametrize(
    "text", ["行不行", "能不能去12377投诉", "想让他赔", "我自己写的", "锅底裂 我们村好几个人都买了"]
)
def test_amid_a_complaint_weight_alone_turns_nobody_away(text):
    found = understand(text, AT, PLAYBOOKS, amid=True)
    assert not {"posing", "campaign", "gift_regret"} & set(found.alarms)


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("那就说我侄子用的", "posing"),
        ("不行就说是小孩乱点的", "posing"),
        ("那我叫亲戚每人投一份", "campaign"),
        ("就是我老公打赏的 他42了", "gift_regret"),
    ],
)
def test_amid_a_complaint_plain_words_are_heeded(text, alarm):
    assert alarm in understand(text, AT, PLAYBOOKS, amid=True).alarms


@pytest.mark.parametrize(
    "text",
    [
        "我是她女儿",
        "我是他妈",
        "我不想告了",
        "我不想再申诉了",
        "说没要来打我",
        "没有人要打我",
        "没听说有人受伤",
        "真没意思",
    ],
)
def test_kinship_giving_up_and_denial_are_no_danger(text):
    found = understand(text, AT, PLAYBOOKS, amid=True)
    assert "safety" not in found.alarms and not found.uneasy


@pytest.mark.parametrize(
    "text",
    ["我是她女儿 她刚才喝药了", "不告了 我也不活了", "没意思 活着没意思", "抖音群里有人在传我的私密视频 死的心都有了"],
)
def test_danger_beside_them_is_heard(text):
    assert "safety" in read(text).alarms


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我妈在快手直播间买的羊毛衫279，11月12号到的", "parent_helper"),
        ("我孙子9岁在快手打赏了3000", "grandparent"),
        ("我是他奶奶", "grandparent"),
        ("我侄子玩抖音充了五百", "other"),
        ("我家孩子在抖音被骗了", "guardian"),
        ("抖音有个号拍邻居家小孩哭拿来搞笑", None),
        ("快手有人教小孩用塑料袋套头", None),
        ("举报快手一个卖假药的直播间，好多老人上当", None),
        ("他女儿在抖音骂我", None),
        ("我妈给我买的鞋开胶", None),
    ],
)
def test_who_is_writing_is_read_only_where_it_is_said(text, who):
    told = read(text).facts.get("guardian")
    assert (told.value if told else None) == who


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("没有人受伤", "no"),
        ("没听说有人受伤", "no"),
        ("没有人受伤，就桌子烧了", "no"),
        ("没有人威胁我", "no"),
        ("有，我昨天有人敲我家门", "yes"),
        ("他现在就在我楼下", "yes"),
    ],
)
def test_denied_danger_is_none_and_who_stands_at_the_door_is_some(text, choice):
    assert choice_said("danger", text).value == choice


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
    assert [fact.words for fact in found.facts.values() if fact.words not in as_read(text)] == []


@pytest.mark.parametrize(
    "piece", ["孩子", "转", "说", "1", "一", "月", "号被", "订单号1", "11月", "，", "a.", "http://"]
)
def test_time_does_not_run_away_with_length(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return min(_timed(text) for _ in range(3))

    assert seconds(LIMIT) < 30 * seconds(LIMIT // 8) + 0.05
    assert seconds(LIMIT * 100) < 3 * seconds(LIMIT) + 0.05  # what stands further on is not read


def _timed(text: str) -> float:
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start
