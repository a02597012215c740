"""What is said of time as soon as an answer tells it: the notice's last day, and the last day to send goods back."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from dialogs.clocks import BEIJING, BUILT_IN
from dialogs.deadlines import UNSEEN, at_once, on_notice
from dialogs.playbook import load

ROWS = load()["generic"].scenarios
TALK = SimpleNamespace(now=datetime(2026, 11, 20, 10, tzinfo=BEIJING), rules=SimpleNamespace(calendar=BUILT_IN))


def said(told, scenario, before=None):
    return at_once(before or {}, told, ROWS[scenario], TALK)


def test_the_notices_last_day_is_said_when_it_is_read():
    told = {"notice_date": "2026-11-19T15:00", "notice_deadline": "72小时内"}
    (line,) = said(told, "account_banned")
    assert "11月22日" in line and "15:00" in line
    assert said({**told, "notice_reason": "低俗"}, "account_banned", before=told) == []


def test_no_last_day_is_said_before_the_day_of_receipt_is_known():
    told = {"notice_deadline": "7天内"}
    assert said(told, "account_banned") == []
    assert said({**told, "notice_date": "2026-11-19"}, "account_banned", before=told) != []


@pytest.mark.parametrize("words", ["封30天", "封到12月20号", "禁言7天"])
def test_the_length_of_a_ban_is_called_that_and_no_deadline(words):
    (line,) = said({"notice_date": "2026-11-18", "notice_deadline": words}, "account_banned")
    assert "处罚多久" in line and "今天就申诉" in line


def test_a_page_that_cannot_be_seen_is_not_said_to_be_silent():
    assert UNSEEN in load()["generic"].questions["notice_deadline"].picks
    unseen, silent = (on_notice({"notice_deadline": said_}, None, TALK.now) for said_ in (UNSEEN, None))
    assert "看不到" in unseen[0] and "没写" in silent[0]


def test_nobody_is_sent_to_appeal_when_no_appeal_is_left():
    assert on_notice({"notice_deadline": "封30天", "appeals_left": "none"}, None, TALK.now) == []


@pytest.mark.parametrize("scenario", ["goods_quality", "after_sales", "seller_dispute", "false_advertising"])
def test_the_last_day_to_send_goods_back_is_said_wherever_their_receipt_is_told(scenario):
    (line,) = said({"received_date": "2026-11-13"}, scenario)
    assert "最晚11月20日" in line


@pytest.mark.parametrize(
    "told",
    [
        {"received_date": "2026-11-12"},
        {"received_date": "2026-11-15", "how_paid": "private_transfer"},
        {"received_date": None},
    ],
)
def test_no_seven_days_are_said_that_are_over_or_were_never_had(told):
    assert said(told, "goods_quality") == []
