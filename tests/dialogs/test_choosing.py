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
        ("reported_police", "已报警", "yes"),
        ("reported_police", "还没", "no"),
        ("reported_police", "没报过警", "no"),
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
        ("money_moved", "拿我的号找朋友借了两千", "borrowed"),
        ("money_moved", "没动", "no"),
        ("money_moved", "没有人借钱", "no"),
        ("danger", "手烫了 起泡 没大碍", "yes"),
        ("danger", "她说今晚12点前不给就群发", "yes"),
        ("danger", "他说要发给我全部通讯录", "yes"),
        ("danger", "没有烫伤", "no"),
        ("danger", "伤了我的心", None),
        ("child_age", "9岁", "8to17"),
        ("child_age", "13", "8to17"),
        ("child_age", "上初一了", "8to17"),
        ("child_age", "还没上学", "under8"),
        ("child_age", "不到8岁", "under8"),
        ("child_age", "13岁了", "8to17"),
        ("about_whom", "说我姐的", "me"),
        ("about_whom", "我觉得是骗大家的", "public"),
        ("rights", "音乐是抖音曲库里选的，画面是我们自己跳的", "partly"),
        ("rights", "我自己拍的", "own"),
        ("rights", "都是我自己的，没用别人的", "own"),
        ("rights", "没有授权", "partly"),
        ("rights", "音乐有授权", "licensed"),
        ("account_access", "没人动过", "fine"),
        ("account_access", "有人登过", "other_hands"),
        ("account_access", "进不去", "locked_out"),
        ("risk_where", "买的东西", "goods"),
        ("risk_where", "是在直播里看到的", "live"),
        ("risk_where", "一个挑战", "content"),
        ("how_paid", "支付宝免密支付", "platform_order"),
        ("how_paid", "抖音付了定金，尾款微信转", None),
        ("still_logged_in", "进得去", "yes"),
        ("still_logged_in", "我刚找回来了", "yes"),
        ("still_logged_in", "还没找回来", None),
    ],
)
def test_a_choice_in_words(key, words, choice):
    assert chosen(key, QUESTIONS[key].choices, words) == choice
