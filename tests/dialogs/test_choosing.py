"""An answer in words to a question with choices."""

from __future__ import annotations

import pytest

from dialogs.choosing import chosen
from dialogs.playbook import load

QUESTIONS = load()["generic"].questions


@pytest.mark.parametrize(
    ("key", "words", "choice"),
    [
        ("danger", "有啊", "yes"),
        ("danger", "嗯 有的", "yes"),
        ("danger", "有危险", "yes"),
        ("danger", "他说要来砍我", "yes"),
        ("danger", "他刚给我打电话说今晚上就来", "yes"),
        ("danger", "她还说要搞死我", "yes"),
        ("danger", "他们在我家楼下堵我", "yes"),
        ("danger", "没有危险", "no"),
        ("danger", "孩子没事", "no"),
        ("danger", "暂时没有", "no"),
        ("danger", "没人受伤", "no"),
        ("danger", "我没有说谎", None),
        ("still_going", "他让我不要挂", "yes"),
        ("still_going", "他又让我转8000", "yes"),
        ("still_going", "还在电话上呢", "yes"),
        ("still_going", "电话我挂了", "no"),
        ("still_going", "已经把我拉黑了", "no"),
        ("still_going", "110打了", None),
        ("reported_police", "110打了", "yes"),
        ("reported_police", "还没", "no"),
        ("account_access", "能登录没人动过", "fine"),
        ("account_access", "能登 但是发不了东西", None),
        ("where_said", "评论里", "comments"),
        ("where_said", "私信和评论", None),
        ("how_paid", "不是私下转账", None),
        ("infringement_claim", "不是 是平台判的", "no"),
        ("progress", "商家不给退", "seller_refused"),
        ("progress", "平台判商家赢了", "platform_ruled"),
        ("progress", "货寄回去了 钱没到", "returned"),
        ("progress", "我还没去申请", "not_applied"),
        ("money_moved", "他拿我的号借钱", "borrowed"),
    ],
)
def test_a_choice_in_words(key, words, choice):
    assert chosen(key, QUESTIONS[key].choices, words) == choice
