import itertools

import pytest

from dialogs.playbook import fits, load

SCENARIOS = [
    *("account_banned", "content_removed", "unfair_treatment", "malicious_ban"),
    *("goods_quality", "false_advertising", "after_sales", "seller_dispute"),
    *("fraud", "account_stolen", "harassment", "privacy_leak", "false_information"),
    *("minor_protection", "illegal_content", "copyright", "safety_risk"),
]
PURCHASES = {"goods_quality", "false_advertising", "after_sales", "seller_dispute"}
BOOKS = load()


# What there is ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["generic", "kuaishou", "douyin", "bilibili"])
@pytest.mark.parametrize("key", SCENARIOS)
def test_every_scenario_is_complete_on_every_platform(platform, key):
    book = BOOKS.platforms[platform]
    row = book.scenarios[key]
    questions = [book.question(key, name) for name in row.ask]
    assert all(q.ask and q.label for q in questions)
    assert row.evidence and row.save_first and row.never and row.demands and len(row.words) >= 15
    assert row.purchase == (key in PURCHASES)
    assert "save_first" in row.ask or "act_now" in row.ask
    assert (
        "demand" in row.ask
        or key in ("account_banned", "fraud", "unfair_treatment", "illegal_content", "false_advertising")
        or (key == "account_stolen")
    )


def test_there_are_exactly_the_seventeen():
    assert set(BOOKS["generic"].scenarios) == set(SCENARIOS)


def test_every_scenario_is_reached_by_buttons_from_the_first_screen():
    book = BOOKS["generic"]
    assert list(book.groups) == ["punished", "shopping", "cheated", "attacked", "child", "report"]
    assert {key for group in book.groups for key in book.in_group(group)} == set(SCENARIOS)


def test_what_is_urgent_is_what_the_sources_say():
    rows = BOOKS["generic"].scenarios
    assert {key for key in SCENARIOS if rows[key].urgent} == {"fraud", "account_stolen", "safety_risk"}
    assert {key for key in SCENARIOS if rows[key].has_24_hours({})} == {"fraud", "safety_risk"}
    assert rows["illegal_content"].has_24_hours({"illegal_kind": "minor"})
    assert not rows["illegal_content"].has_24_hours({"illegal_kind": "porn", "has_minor": "no"})
    assert {key for key in SCENARIOS if rows[key].hours24_when} == {"illegal_content"}
    assert rows["harassment"].is_urgent({"danger": "no", "exposed": "yes"})
    assert not rows["minor_protection"].is_urgent({"danger": "no", "minor_kind": "spending"})


def test_an_unknown_platform_is_the_generic_one():
    assert BOOKS["somewhere"] is BOOKS["generic"]


# Advice ----------------------------------------------------------------------------------------------------------


def combinations(key):
    book = BOOKS["generic"]
    asked = {question for advice in book.scenarios[key].advice for question in advice.when}
    options = [[(question, choice) for choice in (None, *book.questions[question].choices)] for question in asked]
    return [dict(answers) for answers in itertools.product(*options)]


@pytest.mark.parametrize("key", SCENARIOS)
def test_there_are_two_doors_whatever_is_answered(key):
    for answers in combinations(key):
        assert len(BOOKS["generic"].scenarios[key].doors(answers)) >= 2, answers


@pytest.mark.parametrize("key", BOOKS["generic"].in_group("punished"))
def test_a_penalty_never_leads_to_12315_or_12377(key):
    named = {door.to for door in BOOKS["generic"].scenarios[key].advice}
    assert not named & {"12315_complaint", "12315_report", "12377", "consumer_association"}


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, ["police_110", "report"]),
        ({"money_sent": "yes", "how_paid": "private_transfer"}, ["police_110", "bank"]),
        ({"money_sent": "no"}, ["antifraud_96110", "police_110"]),
        ({"money_sent": "yes", "how_paid": "platform_order"}, ["after_sales", "12315_complaint"]),
    ],
)
def test_fraud_is_decided_by_how_the_money_left(answers, first):
    assert [door.to for door in BOOKS["generic"].scenarios["fraud"].doors(answers)[:2]] == first


def test_a_purchase_paid_privately_is_rather_a_fraud():
    row = BOOKS["generic"].scenarios["goods_quality"]
    assert row.better({"how_paid": "private_transfer"}).to == "fraud"
    assert row.better({"how_paid": "platform_order"}) is None


@pytest.mark.parametrize("key", ["goods_quality", "after_sales", "seller_dispute"])
def test_how_a_purchase_was_paid_is_asked_first(key):
    assert BOOKS["generic"].scenarios[key].ask[0] == "how_paid"
    for way in ("private_transfer", "other_app", "scan_code", "both"):
        assert BOOKS["generic"].scenarios[key].better({"how_paid": way}).to == "fraud"


def test_a_renewal_is_no_fraud_wherever_it_is_paid_and_is_asked_about_as_what_it_is():
    book, told = BOOKS["generic"], {"how_paid": "other_app", "renewal": "yes"}
    assert book.scenarios["after_sales"].better(told) is None
    assert book.questions_for("after_sales", told) == (
        *("save_first", "charged_for", "charged_total", "demand", "renewal"),
    )


def test_what_was_told_of_a_leak_stays_under_its_own_question_when_it_becomes_harassment():
    told = {"leak_kind": "id_or_home", "link": "x", "leaked_by": "someone", "found_at": "2026-11-18", "danger": "yes"}
    assert set(told) <= set(BOOKS["generic"].questions_for("harassment", told))
    assert "since_when" not in BOOKS["generic"].questions_for("privacy_leak", {})


def test_an_advertised_thing_paid_elsewhere_is_rather_a_fraud():
    row = BOOKS["generic"].scenarios["false_advertising"]
    assert row.ask[0] == "bought"
    assert row.better({"bought": "elsewhere"}).to == row.better({"how_paid": "scan_code"}).to == "fraud"
    assert row.better({"bought": "yes"}) is None


def test_no_counter_notice_is_advised_to_who_used_what_is_others():
    row = BOOKS["generic"].scenarios["content_removed"]
    for rights in ("partly", "unsure", None):
        doors = row.doors({"infringement_claim": "yes", "rights": rights})
        assert doors[0].to == "appeal" and "counter_notice" not in [door.to for door in doors]
        assert ("不侵权声明" in doors[0].why) == (rights is not None)


def test_threats_make_a_leak_rather_harassment_and_a_child_makes_it_the_childs_matter():
    rows = BOOKS["generic"].scenarios
    assert rows["privacy_leak"].better({"danger": "yes"}).to == "harassment"
    assert rows["harassment"].better({"guardian": "guardian"}).to == "minor_protection"
    assert rows["harassment"].better({"guardian": "self"}) is None


def test_only_those_who_have_the_rights_are_sent_to_the_infringement_notice():
    for answers in combinations("copyright"):
        doors = {door.to for door in BOOKS["generic"].scenarios["copyright"].doors(answers)}
        assert ("infringement_notice" in doors) == (answers["copyright_role"] in ("author", "licensed"))


def test_a_video_removed_for_an_infringement_claim_goes_to_the_counter_notice_first():
    row = BOOKS["generic"].scenarios["content_removed"]
    for rights in ("own", "licensed"):
        assert row.doors({"infringement_claim": "yes", "rights": rights})[0].to == "counter_notice"
    assert row.doors({"infringement_claim": "no"})[0].to == "appeal"


# Questions -------------------------------------------------------------------------------------------------------


def test_a_follow_up_is_asked_only_after_its_answer():
    book = BOOKS["generic"]
    assert "order_number" not in book.questions_for("false_advertising", {"bought": "no"})
    assert "order_number" in book.questions_for("false_advertising", {"bought": "yes"})
    assert "order_number" in book.questions_for("goods_quality", {})
    assert "payee" not in book.questions_for("fraud", {"money_sent": "no"})


def test_what_an_answer_makes_needless_is_not_asked():
    book = BOOKS["generic"]
    for answers, asked, needless in [
        ({"progress": "returned"}, "returned_date", "received_date"),
        ({"progress": "seller_refused"}, "problem", "returned_date"),
        ({"progress": "not_applied"}, "received_date", "page_status"),
        ({}, "problem", "page_status"),
    ]:
        keys = book.questions_for("after_sales", answers)
        assert asked in keys and needless not in keys, answers
    assert "account_type" in book.questions_for("unfair_treatment", {"has_notice": None})
    assert "account_type" not in book.questions_for("unfair_treatment", {"has_notice": "yes"})


def test_what_is_kept_is_never_asked_but_counts_when_it_was_told():
    book = BOOKS["generic"]
    assert "amount" not in book.questions_for("after_sales", {"amount": None})
    assert book.questions_for("after_sales", {"amount": "88"})[-1] == "amount"
    assert "demand" not in book.questions_for("minor_protection", {"minor_kind": "spending"})
    assert "demand" in book.questions_for("minor_protection", {"minor_kind": "spending", "demand": "退款"})


@pytest.mark.parametrize(("key", "third"), [("goods_quality", "order_number"), ("seller_dispute", "order_number")])
def test_the_order_number_of_a_purchase_comes_third_and_before_the_text(key, third):
    row = BOOKS["generic"].scenarios[key]
    assert [name for name in row.ask if name != "save_first"][2] == third
    assert third not in row.later


def test_a_danger_from_goods_is_asked_what_they_cost():
    assert "amount" in BOOKS["generic"].questions_for("safety_risk", {"risk_where": "goods"})
    assert "amount" not in BOOKS["generic"].questions_for("safety_risk", {"risk_where": "live"})


def test_a_child_is_not_told_what_a_parent_must_not_do():
    row = BOOKS["generic"].scenarios["minor_protection"]
    assert any("冒充孩子" in line for line in row.nevers({"guardian": "guardian"}))
    told = "".join(row.nevers({"guardian": "child"}))
    assert "户口簿" not in told and "冒充" not in told and "大人" in told


def test_a_scenario_words_a_question_its_own_way():
    book = BOOKS["generic"]
    assert "110" in book.question("fraud", "act_now").ask
    assert "验证码" in book.question("account_stolen", "act_now").ask
    assert set(book.question("minor_protection", "guardian").choices) == {"guardian", "grandparent", "child", "other"}
    assert book.question("fraud", "payee") == book.questions["payee"]


@pytest.mark.parametrize("key", ["fraud", "account_stolen", "safety_risk"])
def test_what_to_do_at_once_comes_after_three_questions(key):
    book = BOOKS["generic"]
    before = itertools.takewhile(lambda name: name != "act_now", book.questions_for(key, {"risk_where": "goods"}))
    assert len(list(before)) == 3
    assert book.questions["act_now"].kind == "do"


def test_the_card_of_what_to_save_names_it():
    assert "店铺资质页" in BOOKS["generic"].question("seller_dispute", "save_first").ask


def test_conditions_need_every_question_answered_so():
    assert fits({}, {})
    assert fits({"a": ["x", "y"]}, {"a": "y"})
    assert not fits({"a": ["x"], "b": ["z"]}, {"a": "x", "b": None})


def test_order_numbers_have_ten_to_twenty_four_digits():
    assert BOOKS["douyin"].accepts_order_number("6934567890123456789")
    assert not BOOKS["douyin"].accepts_order_number("13800138")
