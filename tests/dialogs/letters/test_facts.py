"""Who writes, how things stood and on which day, what was added, what is asked for, and what belongs elsewhere."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dialogs.letters import write
from dialogs.playbook import load
from dialogs.values import Amended
from tests.dialogs.cases import TODAY, TOLD, a_case, answered, at, sent

BOOKS = load()
DAY = date.fromisoformat(TODAY)


def letter(case, destination, today=DAY):
    return write(case, destination, BOOKS["kuaishou"], today)


HELPED = {"guardian": "parent_helper", "story": "我妈买的锅漏水，我替她问。"}


def test_a_helper_is_named_as_one_and_so_is_whose_words_are_quoted():
    text = letter(a_case("goods_quality", **HELPED), "after_sales").text
    assert "本件由家人代办，由当事人确认后提交。文中“我”“本人”指当事人；" in text
    assert "“我妈”“我爸”这样的称呼指当事人" in text
    assert "事情经过：代办人的原话是，我妈买的锅漏水，我替她问。" in text
    assert "代办" not in letter(a_case("goods_quality", guardian="self"), "after_sales").text


@pytest.mark.parametrize("destination", ["police_110", "bank", "hotline", "antifraud_96110", "12345"])
def test_who_calls_for_another_says_so_and_reads_nothing_out_as_their_own(destination):
    made = letter(a_case("fraud", **HELPED), destination)
    assert "我是替家人打这个电话" in made.text and "本件由" not in made.text
    assert any("不冒充本人" in note for note in made.notes)


@pytest.mark.parametrize("writer", ["parent_helper", "other"])
def test_who_writes_for_another_hears_what_12315_asks_of_them_and_elsewhere_whose_account_to_use(writer):
    case = a_case("goods_quality", guardian=writer)
    assert any("授权委托书" in note for note in letter(case, "12315_complaint").notes)
    assert any("当事人自己的号" in note for note in letter(case, "service").notes)
    assert "代办" in letter(case, "service").text


@pytest.mark.parametrize("destination", ["minor_refund", "12315_complaint", "consumer_association"])
def test_a_child_who_writes_is_told_that_a_guardian_goes_there_and_called_no_other_child(destination):
    made = letter(a_case("minor_protection", guardian="child", story="我打赏了3000块。"), destination)
    assert "我已满八周岁、未满十八周岁。" in made.text and "孩子已满" not in made.text
    assert "监护人" not in made.text and any("爸妈" in note for note in made.notes)
    assert not any("爸妈" in note for note in letter(a_case("minor_protection"), destination).notes)


ADDED = "我的快手号是kk998877，我找到了当天的监控录像"


@pytest.mark.parametrize("destination", ["appeal", "service", "email", "court", "police_110", "12377", "report"])
def test_what_was_added_stands_in_the_letter(destination):
    assert f"补充情况：{ADDED}。" in (said := letter(a_case("account_banned", extra=ADDED), destination).text) or (
        f"· {ADDED}。" in said
    )
    assert "补充情况" not in letter(a_case("account_banned"), destination).text


def test_what_was_added_is_held_to_the_same_tone_and_says_its_day():
    case = a_case("account_banned", extra="审核员是傻逼。昨天客服承认误判。")
    made = letter(case, "appeal")
    assert "补充情况：昨天客服承认误判（以上为2026年11月19日所述）。" in made.text and "傻逼" not in made.text


@pytest.mark.parametrize(
    ("scenario", "changed", "said"),
    [
        ("illegal_content", {"still_live": "yes"}, "截至2026年11月19日，该内容仍可看到。"),
        ("account_stolen", {}, "截至2026年11月19日，本人无法登录该账号。"),
        ("account_banned", {}, "截至2026年11月19日，该账号可以登录"),
        ("after_sales", {}, "订单页在2026年11月19日的状态：退款中"),
        ("goods_quality", {"progress": "not_applied"}, "截至2026年11月19日，尚未申请售后。"),
    ],
)
def test_how_things_stood_is_said_with_the_day_on_which_it_was_told(scenario, changed, said):
    text = letter(a_case(scenario, **changed), "email", today=date(2026, 12, 24)).text
    assert said in text and "目前" not in text


def test_a_changed_state_has_the_day_of_the_change():
    case = a_case(
        "illegal_content", still_live="yes", opened="2026-11-10 09:00", then=(Amended({"still_live": "yes"}),)
    )
    event = replace(case.events[-1], at=at("2026-11-15 08:00"))
    case = replace(case, events=(*case.events[:-1], event))
    assert "截至2026年11月15日，该内容仍可看到。" in letter(case, "12377").text


@pytest.mark.parametrize("destination", ["12315_complaint", "court", "email"])
def test_what_the_platform_answered_takes_the_place_of_how_far_it_had_come(destination):
    then = (sent("after_sales", "2026-11-19 21:00"), answered("经审核，不予退款"))
    for scenario in ("goods_quality", "after_sales"):
        text = letter(a_case(scenario, progress="not_applied", then=then), destination).text
        assert "经审核，不予退款" in text
        assert "尚未申请售后" not in text and "订单页在" not in text


def test_that_the_platform_ruled_is_still_said_to_a_court_after_12315():
    case = a_case("goods_quality", progress="platform_ruled", then=(sent("12315_complaint", "2026-11-19 21:00"),))
    assert "平台已作出处理" in letter(case, "court").text


def test_borrowing_in_ones_name_is_not_called_money_that_is_gone():
    case = a_case("account_stolen", money_moved="borrowed")
    for destination in ("police_110", "account_recovery"):
        text = letter(case, destination).text
        assert "以本人名义向他人借钱" in text and "已被他人动用" not in text and "拦住资金" not in text
    assert "请帮我拦住资金" in letter(a_case("account_stolen"), "police_110").text


EVERY_REQUEST = [(scenario, door) for scenario in TOLD for door in ("email", "court", "12315_complaint", "appeal")]


@pytest.mark.parametrize(("scenario", "destination"), EVERY_REQUEST)
def test_a_letter_that_makes_a_demand_has_one_also_when_none_was_told(scenario, destination):
    made = letter(a_case(scenario, demand=None, story=None), destination)
    assert re.search(r"请求：\s*\S", made.text)


def test_a_request_that_was_not_told_is_named_beside_the_text():
    made = letter(a_case("goods_quality", demand=None), "after_sales")
    assert "我的请求：退货退款。" in made.text
    assert any("先按常见的写了“退货退款”" in note for note in made.notes)
    assert not any("先按常见的" in note for note in letter(a_case("goods_quality"), "after_sales").notes)


def test_a_child_spending_asks_12315_for_the_money_back():
    text = letter(a_case("minor_protection", demand=None), "12315_complaint").text
    assert "请求：退还充值、打赏的款项。" in text and "资质页" not in text


@pytest.mark.parametrize("scenario", ["goods_quality", "false_advertising", "after_sales", "safety_risk"])
def test_a_complaint_names_whom_it_is_about(scenario):
    for order, said in (("2534567890123456", "被投诉的是订单2534567890123456的店铺"), (None, "被投诉一方的公司名")):
        text = letter(a_case(scenario, order_number=order), "12315_complaint").text
        assert said in text
    assert "被举报的店铺或账号" in letter(a_case(scenario), "12315_report").text
    assert "被投诉的店铺：暖冬服饰店。" in (shop := letter(a_case("seller_dispute"), "12315_complaint").text)
    assert "被投诉的是订单" not in shop


@pytest.mark.parametrize("destination", ["email", "service"])
def test_who_was_punished_is_told_to_name_the_account(destination):
    assert any("账号 ID" in note for note in letter(a_case("account_banned", my_account=None), destination).notes)
    assert not any("账号 ID" in note for note in letter(a_case("account_banned"), destination).notes)
    assert not any("账号 ID" in note for note in letter(a_case("goods_quality"), destination).notes)


@pytest.mark.parametrize(
    ("story", "demand", "asked"),
    [
        ("收到是腈纶，要退款也要举报。", "退款，也查处宣传", "退款。"),
        ("收到是腈纶。希望退款，并且请你们查处他。", "退货退款，还要举报主播", "退货退款。"),
        ("收到是腈纶，我要举报！", "查处这条宣传", "退货退款。"),
        ("收到是腈纶，必须严查这个主播", "举报", "退货退款。"),
        ("收到是腈纶，退钱，同时想举报。", None, "退货退款。"),
    ],
)
@pytest.mark.parametrize("destination", ["12315_complaint", "consumer_association"])
def test_what_should_be_punished_is_no_part_of_a_dispute(story, demand, asked, destination):
    made = letter(a_case("false_advertising", story=story, demand=demand), destination)
    assert not re.search("举报|查处|严查", made.text)
    assert "收到是腈纶" in made.text and f"请求：{asked}" in made.text
    assert any("举报另写一份" in note for note in made.notes)


@pytest.mark.parametrize("story", ["收到是腈纶，要退款也要举报。", "收到是腈纶，希望退款，并且查处。"])
def test_what_is_owed_is_no_part_of_a_report_and_the_rest_of_the_sentence_stays(story):
    text = letter(a_case("false_advertising", story=story), "12315_report").text
    assert "收到是腈纶" in text and "退款也" not in text and "希望退款" not in text


def test_that_one_reported_before_is_told_in_a_dispute():
    case = a_case("goods_quality", story="商家知道我举报过他，就把我拉黑了。")
    assert "举报过他" in letter(case, "12315_complaint").text


def test_who_only_saw_an_advertisement_has_bought_nothing_in_the_letter():
    case = a_case(
        "false_advertising", bought="no", order_number=None, received_date=None, demand=None, story="看到的。"
    )
    for destination in ("report", "12315_report", "email"):
        text = letter(case, destination).text
        assert "宣传内容疑似不实" in text and "实物" not in text and "退" not in text.replace("退款请求", "")


@pytest.mark.parametrize(("destination", "asked"), [("service", True), ("email", True), ("report", False)])
def test_where_24_hours_count_what_to_add_for_them_is_asked(destination, asked):
    evidence = BOOKS["kuaishou"].scenarios["fraud"].hours24_evidence
    assert any(evidence in note for note in letter(a_case("fraud"), destination).notes) == asked
    minor = a_case("illegal_content", illegal_kind="minor")
    assert any("一起附上" in note for note in letter(minor, destination).notes) == asked
    assert not any("一起附上" in note for note in letter(a_case("illegal_content"), destination).notes)


@pytest.mark.parametrize("destination", ["police_110", "bank"])
def test_a_call_for_money_that_left_never_forgets_the_amount(destination):
    assert "照着转账记录说" in letter(a_case("fraud", total=None), destination).text
    assert "照着转账记录说" not in letter(a_case("fraud"), destination).text
    assert "照着转账记录说" not in letter(a_case("fraud", money_sent="no"), destination).text


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        (
            {"story": "封了号，里面有6800块直播收入提不出来。", "money_stuck": None},
            "账号的正常使用；让我取回直播收入。",
        ),
        ({"story": "店被封，5000保证金不给退。", "money_stuck": None}, "账号的正常使用；让我取回保证金。"),
        ({"story": "号被封了。", "money_stuck": "大约三百块"}, "账号的正常使用；让我取回上述款项。"),
        ({"story": "禁播7天。", "notice_reason": "引流", "money_stuck": None}, "恢复直播权限。"),
        ({"story": "被禁言了。", "money_stuck": None}, "恢复发言、评论功能。"),
        ({"story": "禁播以后号又被封了。", "money_stuck": None}, "解除处罚，恢复账号的正常使用。"),
        ({"story": "号被封了。", "money_stuck": None}, "解除处罚，恢复账号的正常使用。"),
    ],
)
def test_a_punished_account_asks_for_what_was_taken_from_it(changed, asked):
    case = a_case("account_banned", **{"demand": None, **changed})
    assert re.search(f"我的请求：.*{asked}\n", letter(case, "appeal").text)


@pytest.mark.parametrize(
    ("story", "asked"),
    [
        ("他不给退 我就想让他换一床好的", "换货。"),
        ("不退货 就要他退差价80", "退还差价80。"),
        ("我想让他给我修好", "维修。"),
        ("少了一件，希望补发", "补发。"),
        ("让他赔我差价30.5", "退还差价30.5。"),
        ("换货也行 退款也行，就是要换货或者要退款", "换货；退款。"),
        ("商家说可以换，我不同意", "退货退款。"),
        ("又给我换了一个还是坏的", "退货退款。"),
        ("不想换", "退货退款。"),
    ],
)
def test_own_words_that_state_a_wish_make_the_request(story, asked):
    case = a_case("goods_quality", demand=None, story=story)
    made = letter(case, "after_sales")
    assert f"我的请求：{asked}" in made.text
    assert any("先按常见的" in note for note in made.notes) == (asked == "退货退款。")


def test_who_was_hurt_asks_for_what_the_doctor_cost():
    case = a_case("safety_risk", demand=None, story="充电宝炸了，去医院花了430，想让他赔我医药费")
    assert "请求：赔偿医疗费用。" in letter(case, "12315_complaint").text
    assert "防止再有人受伤" in letter(case, "report").text
    assert "已经有人" not in letter(a_case("safety_risk", story="冒烟了。"), "report").text


def test_a_notice_that_was_told_is_not_asked_about():
    told = {"has_notice": "yes", "notice_date": "2026-11-18", "notice_reason": "AI生成未标注"}
    assert "有没有处罚" not in letter(a_case("unfair_treatment", demand=None, **told), "appeal").text
    assert "有没有处罚" in letter(a_case("unfair_treatment", demand=None), "service").text


@pytest.mark.parametrize("demand", ["撤销", "恢复", "给我解除就行"])
def test_a_request_that_does_not_say_of_what_is_said_in_full(demand):
    case = a_case("account_stolen", still_logged_in="yes", penalty="yes", demand=demand)
    assert "请求：撤销被盗期间的处罚。" in letter(case, "appeal").text


def test_an_account_that_they_answered_is_back_is_not_to_be_found_again():
    then = (sent("account_recovery", "2026-11-19 21:00"), answered("号已经找回来了，封禁不撤销"))
    text = letter(a_case("account_stolen", demand=None, then=then), "service").text
    assert "无法登录" not in text and "我的请求：撤销被盗期间的处罚。" in text
    assert "收到的答复大意是：封禁不撤销" in text
    still = (sent("account_recovery", "2026-11-19 21:00"), answered("没找回来，材料不够"))
    assert "无法登录" in letter(a_case("account_stolen", then=still), "service").text


def test_a_penalty_that_was_not_told_is_not_to_be_reviewed():
    assert "处罚" not in letter(a_case("account_stolen"), "service").text


@pytest.mark.parametrize(
    "destination", ["report", "12377", "12315_report", "infringement_notice", "personal_info_request"]
)
def test_who_writes_is_said_at_every_door(destination):
    assert "本件由他人代办" in letter(a_case("harassment", guardian="other"), destination).text
    assert "骚扰我" not in letter(a_case("harassment"), destination).text


@pytest.mark.parametrize("writer", ["grandparent", "other"])
def test_who_writes_for_a_child_leaves_it_to_the_guardian_and_needs_no_letter_of_a_child(writer):
    case = a_case("minor_protection", guardian=writer)
    for destination in ("minor_refund", "12315_complaint", "service"):
        made = letter(case, destination)
        assert "由孩子的监护人确认后提交" in made.text and "本人是孩子的监护人" not in made.text
        assert any("由孩子的监护人" in note for note in made.notes)
        assert not any("授权委托书" in note or "当事人自己的号" in note for note in made.notes)
    assert letter(case, "hotline").text.startswith("打通先报身份：我是")


def test_a_report_holds_no_word_of_what_the_family_did_and_says_so():
    made = letter(a_case("illegal_content", story="直播间在开赌，我老公输了6万，群里还有很多人"), "report")
    assert "输了" not in made.text and "群里还有很多人" in made.text
    assert any("家里人自己做过" in note for note in made.notes)


@pytest.mark.parametrize(
    ("scenario", "changed", "said"),
    [
        ("illegal_content", {"story": "直播间押大小", "lured": None}, "该内容涉嫌赌博。"),
        ("illegal_content", {"story": "教人吸毒", "lured": None}, "该内容涉嫌毒品。"),
        ("illegal_content", {"story": "看不懂", "lured": None}, "该内容涉嫌赌博或毒品。"),
        ("false_information", {"story": "说我家面馆用过期面粉"}, "该内容涉及本人经营的店铺。"),
        ("false_information", {"story": "说我偷钱", "impact": None, "false_claim": "偷钱"}, "该内容涉及本人。"),
        ("privacy_leak", {"leaked_by": "company", "story": "我怀疑是抖音"}, "我怀疑该信息是平台或商家"),
        ("privacy_leak", {"leaked_by": "company", "story": "客服给我看了记录"}, "该信息由平台或商家收集"),
    ],
)
def test_a_choice_says_no_more_than_was_told(scenario, changed, said):
    assert said in letter(a_case(scenario, **changed), "email").text


def test_a_notice_about_a_reputation_speaks_of_no_licence():
    assert "权属材料" not in letter(a_case("false_information"), "infringement_notice").text
    assert "权属材料" in letter(a_case("copyright"), "infringement_notice").text


@pytest.mark.parametrize(
    "scenario", ["harassment", "privacy_leak", "minor_protection", "account_stolen", "safety_risk"]
)
def test_110_is_always_asked_for_something_and_only_where_money_went_for_the_money(scenario):
    text = letter(a_case(scenario, money_moved="borrowed"), "police_110").text
    assert "说请求：" in text and "紧急止付" not in text


def test_who_has_reported_it_to_the_police_adds_to_that():
    text = letter(a_case("fraud", reported_police="yes", story="转了三笔，拿到报案回执了。"), "police_110").text
    assert "我报过警" in text and "回执编号" in text and "我要报警" not in text
    for told in ("转了三笔，刚打了110。", "转了三笔，警察没给回执。", "转了三笔，回执还没拿到。"):
        text = letter(a_case("fraud", reported_police="yes", story=told), "police_110").text
        assert "我报过警，现在补充" in text and "回执编号" not in text
    officer = letter(a_case("fraud", reported_police="yes"), "case_officer").text
    assert "回执编号" in officer and "止付、冻结办了没有" in officer and "登记" not in officer


def test_who_sees_it_in_a_live_stream_is_not_where_it_happens():
    text = letter(a_case("safety_risk", danger="yes", risk_where="live"), "police_110").text
    assert "直播间号" in text and "我现在的位置" not in text
    assert "我现在的位置" in letter(a_case("safety_risk", danger="yes"), "police_110").text


@pytest.mark.parametrize("destination", ["police_110", "hotline", "bank"])
def test_what_is_said_on_the_telephone_can_be_spoken_and_begins_with_who_calls(destination):
    text = letter(a_case("fraud", **HELPED | {"story": "昨天转了三笔。"}), destination).text
    assert text.startswith("打通先报身份：") and "所述" not in text and "原话" not in text


def test_the_police_hear_it_in_the_persons_own_words():
    case = a_case("fraud", story="转了三笔，他就是骗子。")
    assert "他就是骗子" in letter(case, "police_110").text and "骗子" not in letter(case, "report").text


def test_that_a_code_was_given_away_is_told_to_the_police_and_the_bank_only():
    case = a_case("account_stolen", gave_code="code")
    for destination in ("account_recovery", "service", "email", "hotline"):
        assert "验证码" not in letter(case, destination).text
    for destination in ("police_110", "bank"):
        assert "验证码告知他人" in letter(case, destination).text


def test_a_child_that_calls_speaks_as_a_child():
    text = letter(a_case("minor_protection", guardian="child", minor_kind="bullied"), "12355").text
    assert "我被人欺负" in text and "未成年人" not in text and "周岁" not in text


def test_owning_up_in_an_appeal_is_warned_of():
    case = a_case("account_banned", why_wrong="我承认话不好听，以后改")
    assert any("认错的话" in note for note in letter(case, "appeal").notes)
    assert not any("认错的话" in note for note in letter(a_case("account_banned"), "appeal").notes)


@pytest.mark.parametrize(
    ("reason", "said"),
    [("说我搬运他人作品", "搬运他人作品"), ("上面写的是低俗", "低俗"), ("说我妈的视频低俗", "我妈的视频低俗")],
)
def test_a_reason_is_told_without_who_said_it(reason, said):
    text = letter(a_case("account_banned", notice_reason=reason), "appeal").text
    assert f"通知写明的理由是：{said}。" in text


@pytest.mark.parametrize("said", ["我不同意", "我把原视频补交上去了"])
def test_what_the_person_did_is_no_answer_of_theirs(said):
    case = a_case("account_banned", then=(sent("appeal", "2026-11-19 21:00"), answered(said)))
    text = letter(case, "service").text
    assert said not in text and "提交，已收到答复，问题没有解决。" in text


def test_money_for_what_was_sent_back_is_due_within_seven_days():
    text = letter(a_case("after_sales"), "12315_complaint").text
    assert "自收到退回商品之日起七日内返还" in text
    assert "退回商品之日" not in letter(a_case("after_sales", returned_date=None), "12315_complaint").text


@pytest.mark.parametrize(
    ("story", "cited"),
    [("直播间买的锅漏水。", False), ("主播说不锈钢的，收到是铁的。", True), ("买的锅漏水。", False)],
)
def test_the_recording_is_asked_for_where_what_was_said_live_matters(story, cited):
    made = letter(a_case("goods_quality", story=story, received_date="2026-09-01"), "12315_complaint")
    assert ("直播视频" in made.text) == cited


@pytest.mark.parametrize(("story", "cited"), [("孩子偷偷刷的", True), ("没经过我同意刷的", True), ("孩子刷了", False)])
def test_that_the_parents_did_not_agree_is_said_where_it_was_told(story, cited):
    text = letter(a_case("minor_protection", story=story), "minor_refund").text
    assert ("第一百四十五条" in text) == cited


@pytest.mark.parametrize(
    ("demand", "asked", "measures"),
    [("补上署名", "补上署名", False), (None, "补上署名", False), ("更正", "更正", False), ("下架", "下架", True)],
)
def test_who_wants_their_name_beside_the_work_does_not_ask_to_have_it_removed(demand, asked, measures):
    case = a_case("copyright", demand=demand, story="视频被人整条搬走了，我想让他补上我的署名。")
    text = letter(case, "infringement_notice").text
    assert f"我的请求：{asked}。" in text and "必要措施，并把处理结果告诉我" in text
    assert ("采取删除、屏蔽、断开链接等必要措施，并把" in text) == measures


@pytest.mark.parametrize(
    ("story", "matter", "reason"),
    [
        ("快手有人冒充我的号，用我照片跟亲戚借钱。", "冒充本人的账号", "冒充他人"),
        ("有人拿我的照片注册了个号，到处骗人。", "冒充本人的账号", "冒充他人"),
        ("有人冒充我妈跟亲戚借钱。", "冒名账号", "冒充他人"),
        ("有个高仿号用我头像到处加人。", "冒充本人的账号", "冒充他人"),
        ("我妈的照片被人拿去注册了个号。", "冒名账号", "冒充他人"),
        ("有个号到处跟我亲戚说他是我。", "冒充本人的账号", "冒充他人"),
        ("有人用我的照片发视频，说我骗人钱。", "内容不实", "不实信息"),
        ("有人发视频说我家面馆用过期面粉。", "内容不实", "不实信息"),
        ("有人冒充医生乱讲，说是为我们好。", "内容不实", "不实信息"),
    ],
)
def test_who_is_impersonated_reports_that_and_no_untrue_contents(story, matter, reason):
    case = a_case("false_information", story=story, demand=None)
    made = letter(case, "report")
    assert made.text.startswith(f"举报：{matter}。") and any(f"“{reason}”" in note for note in made.notes)
    assert ("我的请求：处理冒名账号。" in letter(case, "service").text) == (reason == "冒充他人")


def test_who_passes_by_asks_nothing_in_the_owners_name_and_names_no_links_where_there_are_none():
    case = a_case("copyright", copyright_role="passerby", link="抖音号 diaoyu999", demand="下架")
    text = letter(case, "report").text
    assert "我的请求" not in text and "链接。" not in text and "请核查上述内容。" in text
    assert "请逐条核查上述链接。" in letter(a_case("copyright"), "report").text


@pytest.mark.parametrize(
    ("scenario", "told", "said"),
    [
        ("harassment", {"threat": "coming", "exposed": "yes"}, "有人扬言要上门，或者要伤害我"),
        ("harassment", {"exposed": "no"}, "有人骚扰、辱骂我"),
        (
            "safety_risk",
            {"risk_where": "live", "illegal_kind": "hurting", "story": "直播打孩子。"},
            "网上有人正在打孩子",
        ),
        (
            "safety_risk",
            {"risk_where": "live", "illegal_kind": "hurting", "story": "在割腕。"},
            "网上有人正在伤人或自伤",
        ),
        ("safety_risk", {"risk_where": "content", "story": "教人喝白酒。"}, "有视频里的人在做危险的事"),
        ("minor_protection", {"minor_kind": "lured"}, "网上有人要孩子发照片，或者约孩子见面"),
        ("account_stolen", {"money_moved": "yes"}, "我的账号被盗了，钱也被动了"),
    ],
)
def test_110_hears_first_what_is_happening_and_then_how_it_was_told(scenario, told, said):
    text = letter(a_case(scenario, **told), "police_110").text
    assert f"先说：我要报警，{said}。" in text and text.index("出了什么事：") < text.index("再说清楚：")


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"story": "有人天天骂我，我想让他别再发了，最好把他号封了。"}, "停止骚扰；处理对方账号。"),
        ({"demand": "把那些评论删掉"}, "把那些评论删掉。"),
        ({"story": "有人天天骂我，请把他号封掉。"}, "处理对方账号。"),
        ({"story": "有人天天骂我，不想他再发我的视频。"}, "停止骚扰。"),
        ({"story": "有人天天骂我，我要求删了那些视频。"}, "删除相关内容。"),
    ],
)
@pytest.mark.parametrize("destination", ["report", "12377"])
def test_a_report_says_what_the_person_wants_done(told, asked, destination):
    text = letter(a_case("harassment", **{"demand": None} | told), destination).text
    assert f"我的请求：{asked}" in text
    assert "我的请求：补上署名。" in letter(a_case("copyright", demand="补上署名"), "report").text


@pytest.mark.parametrize("scenario", ["false_advertising", "fraud", "minor_protection", "safety_risk"])
def test_a_report_asks_for_no_money_and_not_for_what_nobody_told(scenario):
    assert "我的请求" not in letter(a_case(scenario, demand="退款"), "report").text
    assert "我的请求" not in letter(a_case("harassment", demand=None), "report").text


@pytest.mark.parametrize("scenario", ["harassment", "illegal_content", "false_information"])
def test_who_asks_for_something_does_not_ask_for_it_twice(scenario):
    told = letter(a_case(scenario, demand="停止骚扰，删除内容"), "service").text
    assert "请核查" not in told and "请核查" in letter(a_case(scenario, demand=None), "report").text


def test_a_work_of_the_helped_is_not_called_the_helpers():
    text = letter(a_case("content_removed", guardian="parent_helper", story="我爸拍的视频被删了。"), "appeal").text
    assert "画面和声音均由发布者本人制作" in text and "本件由家人代办" in text


def test_a_price_is_called_what_was_paid():
    assert "付款金额：129.00元。" in letter(a_case("goods_quality"), "after_sales").text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("快手号 fa888", "对方账号：快手号 fa888。"),
        ("夜夜美", "对方账号：夜夜美。"),
        ("报了 警察让我录口供", "报了，警察让我录口供。"),
        ("12377是干嘛的", ""),
    ],
)
def test_only_an_account_is_called_one(told, said):
    text = letter(a_case("harassment", other_account=told), "police_110").text
    assert said in text and ("对方账号：" in text) == said.startswith("对方账号")


def test_who_is_hurt_live_is_no_mere_hazard_in_a_report():
    case = a_case("safety_risk", risk_where="live", illegal_kind="hurting", story="有人在直播里打孩子。")
    assert letter(case, "report").text.startswith("举报：有人正在伤人或自伤。")
    assert letter(a_case("safety_risk"), "report").text.startswith("举报：有安全隐患。")
