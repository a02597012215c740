"""One question that is a row of data: what its words are taken for."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs import texts
from dialogs.clocks import BEIJING
from dialogs.facts import Fact
from dialogs.interview import Again, Answer, SoFar
from dialogs.playbook import load
from dialogs.values import Draft, Said

NOW = datetime(2026, 9, 30, 10, tzinfo=BEIJING)
BOOKS = load()


def taken(key: str, words: str, scenario: str = "goods_quality") -> Answer | Again:
    so_far = SoFar(Draft("filing", answers={"scenario": scenario}), BOOKS, NOW)
    return Fact(key, so_far.playbook.question(scenario, key)).take(so_far, Said("text", NOW, words))


def test_a_wish_may_be_worded_as_a_question():
    assert taken("demand", "能不能给我退钱啊？").value == "能不能给我退钱啊？"
    assert taken("demand", "这个要不要钱") == Again(texts.ASIDES["money"])


@pytest.mark.parametrize("words", ["没有吧我记不清", "没得写 就说永久", "好像没写", "没看到写", "没看到有写"])
def test_no_deadline_in_whatever_words_is_skipped(words):
    assert taken("notice_deadline", words, "account_banned") == Answer(None)


@pytest.mark.parametrize("words", ["通知上没写", "没写期限", "通知里没写啥时候", "页面上没写"])
def test_that_the_notice_states_none_is_that(words):
    assert taken("notice_deadline", words, "account_banned") == Answer(None)


@pytest.mark.parametrize("words", ["看不到了 找不到了", "没仔细看", "忘了", "记不清了 不知道", "没注意看"])
def test_a_notice_that_cannot_be_looked_at_does_not_state_that_there_is_no_deadline(words):
    assert taken("notice_deadline", words, "account_banned").value == "现在看不到"


@pytest.mark.parametrize("words", ["记不清了", "忘了哪天了", "想不起来了", "不记得什么时候了", "真不知道"])
def test_what_is_not_known_is_not_shown_as_what_the_skip_says(words):
    answer = taken("first_published", words, "copyright")
    draft = Draft("filing", answers={"scenario": "copyright", "first_published": None, **answer.also})
    row = BOOKS["douyin"].question("copyright", "first_published")
    assert answer.value is None
    assert Fact("first_published", row).show(None, SoFar(draft, BOOKS, NOW)) == texts.NOT_SAID


@pytest.mark.parametrize("words", ["我要投诉到12315", "要我把原视频补上", "他们说不恢复", "凭啥封我", "让我等着"])
def test_what_names_no_time_is_no_deadline_of_a_notice(words):
    assert isinstance(taken("notice_deadline", words, "account_banned"), Again)


@pytest.mark.parametrize("words", ["截好啦", "好了", "存好了"])
def test_that_something_is_done_is_no_answer_in_words(words):
    assert taken("notice_reason", words, "account_banned") == Again(texts.NEEDS_WORDS)


@pytest.mark.parametrize("words", ["没有链接", "没有账号", "找不到链接"])
def test_that_there_is_none_of_it_skips(words):
    assert taken("link", words, "false_information").value is None


def test_that_nothing_is_written_skips_only_what_can_be_written():
    assert taken("payee", "没得写 就说永久", "fraud").value == "没得写 就说永久"


def test_danger_is_answered_at_once_and_no_danger_is_not():
    assert taken("danger", "他说要来砍我", "harassment").heard.startswith("先顾人：现在就打110")
    assert taken("danger", "没有危险", "harassment").heard == ""


@pytest.mark.parametrize("words", ["写了", "有写的", "写了有", "上面写着呢", "有的"])
def test_that_it_is_written_is_answered_with_what(words):
    assert taken("notice_deadline", words, "account_banned") == Again(texts.COPY_IT)
    assert taken("notice_reason", words, "account_banned") == Again(texts.COPY_IT)


@pytest.mark.parametrize("words", ["写这个有啥用啊", "在哪儿看这个理由呀", "等一下我找找", "稍等，我翻一下"])
def test_no_question_and_no_delay_is_the_reason_of_a_notice(words):
    assert isinstance(taken("notice_reason", words, "account_banned"), Again)


@pytest.mark.parametrize("words", ["没写几天 只写了10月5日前", "写了3天"])
def test_a_deadline_that_is_written_is_not_skipped(words):
    assert taken("notice_deadline", words, "account_banned").value == words


@pytest.mark.parametrize(("words", "reply"), [("谢谢", texts.ASIDES["thanks"]), ("好的", texts.NEEDS_WORDS)])
def test_politeness_is_no_answer_in_words(words, reply):
    assert taken("problem", words) == Again(reply)


@pytest.mark.parametrize(
    ("key", "words", "scenario"),
    [
        ("pay_date", "上个月", "seller_dispute"),
        ("pay_date", "两个月前吧", "seller_dispute"),
        ("received_date", "8月底收到的", "goods_quality"),
        ("money_sent_at", "上周末转的", "fraud"),
    ],
)
def test_a_day_that_is_only_roughly_known_is_asked_for_and_never_guessed(key, words, scenario):
    skip = BOOKS["douyin"].question(scenario, key).skip
    assert taken(key, words, scenario) == Again(texts.ROUGH_DATE.format(skip=skip))


def test_a_short_word_is_an_answer():
    assert taken("product", "锅", "safety_risk") == Answer("锅")


def test_the_way_out_is_named_as_its_button_is():
    assert taken("order_number", "我不懂这个") == Again(texts.NOT_AN_ORDER_NUMBER.format(skip="没有"))
