from datetime import date

import pytest

from dialogs.advice import MUCH, advise, never_here, step_to
from dialogs.playbook import load

BOOKS = load()
PLATFORMS = ("kuaishou", "douyin", "generic")

TABLE = """
# scenario           answers                                   exhibits  first                 second
account_banned       -                                         little    appeal                service
account_banned       -                                         much      appeal                email
content_removed      infringement_claim=no                     little    appeal                service
content_removed      infringement_claim=no                     much      appeal                email
content_removed      infringement_claim=yes,rights=own         little    counter_notice        appeal
content_removed      infringement_claim=yes,rights=partly      little    appeal                service
account_banned       tried=appeal                              little    service               appeal
account_banned       appeals_left=none                         little    service               email
malicious_ban        appeals_left=none                         little    service               email
account_banned       tried=service                             little    appeal                email
account_banned       tried=appeal                              much      email                 service
content_removed      infringement_claim=no,tried=appeal        little    service               appeal
content_removed      infringement_claim=yes,rights=own,tried=appeal little counter_notice      service
unfair_treatment     has_notice=yes,tried=appeal               little    email                 appeal
unfair_treatment     has_notice=no,tried=service               little    email                 service
unfair_treatment     has_notice=yes                            little    appeal                service
unfair_treatment     has_notice=no                             little    service               email
unfair_treatment     has_notice=no                             much      email                 service
goods_quality        how_paid=platform_order                   little    after_sales           12315_complaint
goods_quality        how_paid=platform_order                   much      after_sales           12315_complaint
false_advertising    bought=yes                                little    after_sales           12315_complaint
false_advertising    bought=elsewhere                          little    12315_complaint       12315_report
false_advertising    bought=no                                 little    report                12315_report
after_sales          -                                         little    after_sales           12315_complaint
after_sales          -                                         much      after_sales           12315_complaint
seller_dispute       how_paid=platform_order                   little    after_sales           12315_complaint
seller_dispute       how_paid=platform_order                   much      after_sales           12315_complaint
fraud                money_sent=yes,how_paid=private_transfer  little    police_110            bank
fraud                money_sent=yes,how_paid=scan_code         much      police_110            bank
fraud                money_sent=yes,how_paid=unknown           little    police_110            bank
fraud                money_sent=yes,how_paid=both              little    police_110            bank
fraud                how_paid=both                             little    police_110            after_sales
fraud                money_sent=no                             little    antifraud_96110       police_110
fraud                money_sent=no,threat=extorted             little    police_110            antifraud_96110
fraud                money_sent=yes,reported_police=yes        little    bank                  case_officer
fraud                money_sent=no,reported_police=yes         little    case_officer          report
fraud                money_sent=yes,reported_police=wont       little    report                police_110
fraud                money_sent=yes,how_paid=platform_order    little    after_sales           12315_complaint
false_information    about_whom=public                         little    report                12377
false_information    about_whom=me                             little    report                infringement_notice
false_information    about_whom=public,tried=report            little    12377                 report
false_information    about_whom=me,tried=report                little    infringement_notice   report
harassment           danger=no                                 little    report                12377
harassment           danger=yes                                little    police_110            report
harassment           danger=no,threat=extorted                 little    police_110            report
harassment           threat=extorted,money_sent=yes            little    police_110            bank
harassment           danger=no,threat=coming                   little    police_110            report
privacy_leak         leaked_by=someone,threat=extorted         little    police_110            report
minor_protection     minor_kind=lured,threat=extorted          little    police_110            report
after_sales          renewal=yes                               little    service               12315_complaint
goods_quality        progress=platform_ruled,tried=12315_complaint little court                 after_sales
after_sales          tried=consumer_association                little    court                 after_sales
account_stolen       still_logged_in=no,account_from=bought    little    hotline               service
safety_risk          risk_where=live,illegal_kind=hurting      little    police_110            report
harassment           danger=no,tried=report                    little    12377                 report
harassment           danger=yes,tried=report                   little    police_110            12377
harassment           danger=no,exposed=yes                     little    police_110            report
illegal_content      illegal_kind=porn                         little    report                12377
illegal_content      illegal_kind=porn,tried=report            little    12377                 report
illegal_content      illegal_kind=minor                        little    police_110            report
illegal_content      illegal_kind=porn,has_minor=yes           little    police_110            report
copyright            copyright_role=author                     little    infringement_notice   email
copyright            copyright_role=author                     much      infringement_notice   email
copyright            copyright_role=passerby                   little    report                service
privacy_leak         leaked_by=someone                         little    report                12377
privacy_leak         leaked_by=someone,tried=report            little    12377                 report
privacy_leak         leaked_by=company                         little    personal_info_request 12377
privacy_leak         leaked_by=spam                            little    12321                 report
privacy_leak         leaked_by=someone,danger=yes              little    police_110            report
minor_protection     minor_kind=spending,guardian=guardian     little    minor_refund          12315_complaint
minor_protection     minor_kind=bullied,guardian=guardian      little    report                12377
minor_protection     minor_kind=lured,danger=yes               little    police_110            report
minor_protection     minor_kind=bullied,guardian=child         little    12355                 report
minor_protection     minor_kind=spending,guardian=child        little    12355                 minor_refund
account_stolen       money_moved=no                            little    account_recovery      hotline
account_stolen       money_moved=no                            much      account_recovery      hotline
account_stolen       money_moved=yes                           little    account_recovery      police_110
account_stolen       money_moved=borrowed                      little    account_recovery      police_110
malicious_ban        -                                         little    appeal                court
malicious_ban        -                                         much      appeal                court
safety_risk          danger=yes,risk_where=goods               little    police_110            report
safety_risk          danger=no,risk_where=goods                little    report                12315_report
safety_risk          danger=no,risk_where=live                 little    report                12377
"""


def rows():
    for line in TABLE.strip().splitlines()[1:]:
        scenario, told, exhibits, first, second = line.split()
        answers = dict(pair.split("=") for pair in told.split(",") if "=" in pair)
        yield pytest.param(
            scenario, answers, MUCH if exhibits == "much" else 1, first, second, id=f"{scenario} {told} {exhibits}"
        )


def doors(scenario, answers=(), platform="kuaishou", tried=None, **more):
    return [step.destination for step in advise(dict(answers), scenario, BOOKS[platform], tried or {}, **more)]


def everything():
    for scenario, row in BOOKS["kuaishou"].scenarios.items():
        for key in row.ask:
            for choice in [*BOOKS["kuaishou"].questions[key].choices, None]:
                yield scenario, {key: choice}


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(("scenario", "answers", "exhibits", "first", "second"), list(rows()))
def test_where_to_go_first_and_second(scenario, answers, exhibits, first, second, platform):
    assert doors(scenario, answers, platform, exhibits=exhibits)[:2] == [first, second]


def test_the_table_has_every_scenario():
    assert {row.values[0] for row in rows()} == set(BOOKS["kuaishou"].scenarios)


@pytest.mark.parametrize(("scenario", "answers"), list(everything()))
def test_whatever_was_answered_there_are_two_doors_each_once_with_a_reason(scenario, answers):
    steps = advise(answers, scenario, BOOKS["kuaishou"])
    assert len(steps) >= 2
    assert len({step.destination for step in steps}) == len(steps)
    assert all(step.why.endswith("。") for step in steps)


@pytest.mark.parametrize(("scenario", "answers"), list(everything()))
def test_a_penalty_never_leads_to_12377_or_12315(scenario, answers):
    if "punished" in BOOKS["kuaishou"].scenarios[scenario].groups:
        assert not {"12377", "12315_complaint", "consumer_association"} & set(doors(scenario, answers, exhibits=MUCH))


@pytest.mark.parametrize("door", ["12377", "12315_complaint", "consumer_association"])
def test_who_wants_to_take_a_penalty_there_all_the_same_is_told_why_not(door):
    step = step_to(door, {}, "account_banned", BOOKS["kuaishou"])
    assert step.gate == "advice"
    assert "处罚" in step.reason_for_gate


def test_money_that_left_privately_never_waits_for_the_platform():
    for how in ("private_transfer", "other_app", "scan_code", "unknown"):
        assert doors("fraud", {"money_sent": "yes", "how_paid": how})[0] == "police_110"


def test_of_money_that_left_both_ways_the_part_ordered_on_the_platform_is_asked_for_there():
    asked = doors("fraud", {"money_sent": "yes", "how_paid": "both"})
    assert asked.index("police_110") < asked.index("bank") < asked.index("after_sales") < asked.index("12315_complaint")
    assert "after_sales" not in doors("fraud", {"money_sent": "yes", "how_paid": "private_transfer"})


def test_a_child_is_told_who_has_to_go_there():
    steps = advise({"minor_kind": "spending", "guardian": "child"}, "minor_protection", BOOKS["kuaishou"])
    whys = {step.destination: step.why for step in steps}
    assert "爸妈" in whys["minor_refund"] and "监护人投诉" in whys["12315_complaint"]


@pytest.mark.parametrize(("role", "told"), [("author", False), ("licensed", False), ("passerby", True)])
def test_only_who_holds_no_rights_is_told_so(role, told):
    steps = advise({"copyright_role": role}, "copyright", BOOKS["kuaishou"])
    report = next(step for step in steps if step.destination == "report")
    assert ("不是权利人" in report.why) == told


def test_doors_that_were_tried_come_last():
    assert doors("account_banned", tried={"appeal": ""})[0] == "service"
    assert doors("account_banned", tried={"appeal": ""})[-1] == "appeal"


def test_a_public_door_is_open_but_says_that_the_platform_usually_comes_first():
    step = step_to("12315_complaint", {}, "after_sales", BOOKS["kuaishou"])
    assert step.gate == "advice"
    assert "您也可以现在就去" in step.reason_for_gate


def test_once_the_platform_was_asked_a_public_door_has_no_gate():
    assert step_to("12315_complaint", {}, "after_sales", BOOKS["kuaishou"], {"after_sales": ""}).gate == ""


@pytest.mark.parametrize("told", ["service", "report"])
def test_who_told_that_the_platform_was_asked_in_vain_meets_no_gate(told):
    assert step_to("12377", {"danger": "no"}, "harassment", BOOKS["kuaishou"]).gate == "advice"
    assert step_to("12377", {"danger": "no", "tried": told}, "harassment", BOOKS["kuaishou"]).gate == ""


def test_what_is_urgent_has_no_gate():
    assert step_to("12315_report", {}, "safety_risk", BOOKS["kuaishou"]).gate == ""


@pytest.mark.parametrize("came", ["", "accepted", "refused"])
@pytest.mark.parametrize("taken", ["consumer_association", "court"])
def test_what_another_door_has_taken_12315_must_refuse(taken, came):
    step = step_to("12315_complaint", {}, "after_sales", BOOKS["kuaishou"], {"after_sales": "", taken: came})
    assert step.gate == "hard"
    assert "第十六条" in step.reason_for_gate


@pytest.mark.parametrize("door", ["consumer_association", "court"])
def test_what_another_door_did_not_take_12315_may_take(door):
    tried = {"after_sales": "refused", door: "declined"}
    assert step_to("12315_complaint", {}, "after_sales", BOOKS["kuaishou"], tried).gate == ""


@pytest.mark.parametrize(("came", "gate"), [("accepted", "hard"), ("refused", "hard"), ("declined", ""), ("", "")])
def test_what_12315_took_itself_it_takes_no_second_time(came, gate):
    tried = {"after_sales": "refused", "12315_complaint": came}
    assert step_to("12315_complaint", {}, "after_sales", BOOKS["kuaishou"], tried).gate == gate


@pytest.mark.parametrize("scenario", ["goods_quality", "after_sales", "false_advertising", "safety_risk"])
@pytest.mark.parametrize("mediator", ["12315_complaint", "consumer_association"])
def test_after_a_mediation_that_failed_a_court_is_next(scenario, mediator):
    assert doors(scenario, {"bought": "yes"}, tried={"after_sales": "refused", mediator: "refused"})[0] == "court"
    assert doors(scenario, {"bought": "yes"}, tried={"after_sales": "refused", mediator: "declined"})[0] != "court"


@pytest.mark.parametrize("came", ["", "accepted", "material"])
def test_while_12315_has_a_dispute_a_court_is_advised_against_not_locked(came):
    tried = {"after_sales": "refused", "12315_complaint": came}
    step = step_to("court", {}, "after_sales", BOOKS["kuaishou"], tried)
    assert step.gate == "advice" and "12315 投诉" in step.reason_for_gate
    assert step_to("court", {}, "after_sales", BOOKS["kuaishou"], {**tried, "12315_complaint": "refused"}).gate == ""


def test_the_door_that_is_advised_first_and_one_after_the_platform_ruled_have_no_gate():
    ruled = {"progress": "platform_ruled"}
    for door in ("12315_complaint", "consumer_association", "court"):
        assert step_to(door, ruled, "goods_quality", BOOKS["kuaishou"]).gate == ""
        assert step_to(door, {}, "goods_quality", BOOKS["kuaishou"]).gate == "advice"
    assert step_to("12315_report", {"bought": "no"}, "false_advertising", BOOKS["kuaishou"]).gate == "advice"


@pytest.mark.parametrize("told", ["12315_complaint", "consumer_association"])
def test_a_mediation_that_was_told_to_have_failed_counts_as_gone_to(told):
    for door in ("12315_complaint", "consumer_association"):
        step = step_to(door, {"tried": told}, "goods_quality", BOOKS["kuaishou"])
        assert "第十六条" in step.reason_for_gate
        assert step.gate == ("hard" if door == "12315_complaint" else "advice")
    assert step_to("court", {"tried": told}, "goods_quality", BOOKS["kuaishou"]).gate == ""


def test_the_consumer_association_after_12315_is_advised_against_not_locked():
    step = step_to(
        "consumer_association", {}, "after_sales", BOOKS["kuaishou"], {"after_sales": "", "12315_complaint": ""}
    )
    assert step.gate == "advice"
    assert "12315 投诉" in step.reason_for_gate


@pytest.mark.parametrize(("received", "gate"), [("2023-11-20", ""), ("2023-11-19", "hard"), ("2022-12-30", "hard")])
def test_12315_must_refuse_what_was_known_for_over_three_years(received, gate):
    answers = {"received_date": received}
    today = date(2026, 11, 20)
    assert (
        step_to("12315_complaint", answers, "after_sales", BOOKS["kuaishou"], {"service": ""}, today=today).gate == gate
    )


def test_a_step_says_what_going_there_rules_out():
    assert "不再受理" in step_to("consumer_association", {}, "after_sales", BOOKS["kuaishou"]).closes


@pytest.mark.parametrize("scenario", BOOKS["kuaishou"].scenarios)
def test_what_to_save_first_is_always_said(scenario):
    assert BOOKS["kuaishou"].scenarios[scenario].to_save({})


def test_what_not_to_do_at_a_door_is_not_what_the_scenario_says_already():
    book = BOOKS["kuaishou"]
    assert never_here("account_banned", "appeal", book) == ()
    assert never_here("account_banned", "service", book) == tuple(book.destinations["service"].never)


def test_an_unknown_door_is_an_error():
    with pytest.raises(KeyError):
        step_to("somewhere", {}, "after_sales", BOOKS["kuaishou"])
