"""What is told beside the question that stands is taken or kept, and what says nothing is not."""

from __future__ import annotations

import pytest

from dialogs import texts
from dialogs.status import answers
from tests.chat import GIVE_THE_TEXT, Chat

BANNED = "快手号被封了"
HARASSED = "抖音上有个男的天天私信骂我骚扰我"
STOLEN = "我快手号被盗了，登不上"
CLAIM = "抖音直播间买了三千多的保健品 说能治糖尿病 是虚假宣传"
QUILT = "抖音买的被子有股怪味，质量太差，在平台下的单，9月25号收到的"


@pytest.mark.parametrize(
    ("words", "danger", "kept"),
    [
        ("有 昨天有人敲我家门", "yes", "昨天有人敲我家门"),
        ("有，一直往我店里打骚扰电话", "yes", "一直往我店里打骚扰电话"),
        ("没有，不过天天半夜发语音过来", "no", "不过天天半夜发语音过来"),
        ("没有没有", "no", None),
        ("有的，有危险", "yes", None),
    ],
)
async def test_a_yes_or_no_at_the_beginning_is_the_button_and_the_rest_is_kept(chat: Chat, words, danger, kept):
    await chat.say(HARASSED)
    await chat.say(words)
    assert "危险吗" not in chat.last.text
    await chat.to_the_text()
    told = answers(await chat.case())
    assert (told["danger"], told.get("extra")) == (danger, kept)


@pytest.mark.parametrize(
    ("words", "moved", "kept"),
    [
        ("有，扣了我快币 大概600块", "yes", "扣了我快币 大概600块"),
        ("他拿我号给我亲戚借钱 我表姐转了2000", "borrowed", "他拿我号给我亲戚借钱 我表姐转了2000"),
        ("没人借钱", "no", None),
    ],
)
async def test_what_stands_beside_a_button_in_words_is_not_lost(chat: Chat, words, moved, kept):
    await chat.say(STOLEN)
    await chat.press("密码被改了")
    await chat.say(words)
    await chat.to_the_text()
    told = answers(await chat.case())
    assert (told["money_moved"], told.get("extra")) == (moved, kept)


@pytest.mark.parametrize("words", ["能上去，就是发不了东西", "看直播可以 发言就不行", "显示登录异常让我验证手机号"])
async def test_the_first_sentence_that_fits_no_button_is_kept_and_the_button_asked_for(chat: Chat, words: str):
    await chat.say(BANNED)
    await chat.press_until("能登录，没人动过")
    await chat.say(words)
    assert texts.KEPT_AS_SAID in chat.last.text and texts.PRESS_ONE in chat.last.text
    await chat.press("能登录，没人动过")
    await chat.to_the_text()
    told = answers(await chat.case())
    assert (told["account_access"], told["extra"]) == ("fine", words)


@pytest.mark.parametrize("words", ["这个要不要钱", "嗯嗯", "我不会弄这个啊", "怎么看有没有人动过", "能登录"])
async def test_what_tells_nothing_is_not_kept(chat: Chat, words: str):
    await chat.say(BANNED)
    await chat.press_until("能登录，没人动过")
    await chat.say(words)
    await chat.press("能登录，没人动过")
    await chat.to_the_text()
    assert "extra" not in answers(await chat.case())


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("昨天到的货", "received_date", "2026-09-29"),
        ("订单号6920183746501928374", "order_number", "6920183746501928374"),
    ],
)
async def test_words_that_tell_only_another_fact_do_not_fill_what_was_asked(chat: Chat, words, key, value):
    await chat.say(CLAIM)
    await chat.press("买了，在平台下的单")
    await chat.say(words)
    assert "也记下了" in chat.last.text and "哪句话不实" in chat.last.text
    await chat.press("记不清原话")
    await chat.to_the_text()
    assert answers(await chat.case())[key] == value


async def test_what_answers_another_question_word_for_word_answers_that_one(chat: Chat):
    await chat.say(BANNED)
    await chat.press_until("没写理由")
    await chat.say("还没申诉")
    assert "没申诉过" in chat.last.text and "写的理由" in chat.last.text


@pytest.mark.parametrize("words", ["骂了快俩月了", "国庆前后开始的", "9月底", "今年春节那阵子", "好久了"])
async def test_a_rough_beginning_is_kept_as_it_was_said_and_not_asked_twice(chat: Chat, words: str):
    await chat.say(HARASSED)
    await chat.press("没有")
    await chat.press("不知道")
    assert "什么时候" in chat.last.text
    await chat.say(words)
    assert "什么时候" not in chat.last.text
    await chat.to_the_text()
    assert answers(await chat.case())["extra"] == f"从什么时候：{words}"


async def test_a_link_takes_the_place_of_what_is_none(chat: Chat):
    await chat.say("抖音有个视频说我们村水库要塌了，是假的，造谣")
    await chat.press_until("关于大家的")
    await chat.say("https://v.douyin.com/abcd12/")
    await chat.press("关于大家的")
    await chat.to_the_text()
    assert "https://v.douyin.com/abcd12/" in answers(await chat.case())["link"]


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("订单号 6920183746501928374", "order_number", "6920183746501928374"),
        ("一共249块", "amount", "249"),
        ("我不想退 想换一床", "demand", "我不想退 想换一床"),
        ("抖音号 abc888", "my_account", "abc888"),
        ("平台说错了，是快手", "platform", "kuaishou"),
        ("盖了两天身上起疹子", "extra", "盖了两天身上起疹子"),
    ],
)
async def test_the_card_takes_facts_wishes_corrections_and_what_else_is_said(chat: Chat, words, key, value):
    await chat.say(QUILT)
    await chat.press_until(GIVE_THE_TEXT)
    await chat.say(words)
    assert "都对吗" in chat.last.text
    await chat.to_the_text()
    assert answers(await chat.case())[key] == value


@pytest.mark.parametrize(
    "story", ["举报快手一个直播间天天脱衣服跳舞", "抖音有个号造谣说我们村水库要塌了", "抖音有个号天天造谣我家店卖假货"]
)
async def test_the_account_that_is_reported_is_not_the_persons_own(chat: Chat, story: str):
    await chat.say(story)
    await chat.say("账号 fafa6688")
    await chat.to_the_text()
    told = answers(await chat.case())
    assert "fafa6688" in told["link"] and "my_account" not in told


@pytest.mark.parametrize("words", ["怎么找链接啊", "不会弄链接"])
async def test_who_cannot_find_a_link_is_told_how_or_that_a_name_will_do(chat: Chat, words: str):
    await chat.say("举报快手一个直播间天天脱衣服跳舞")
    await chat.say(words)
    assert "复制链接" in chat.last.text and "名字" in chat.last.text and "直播间号发一下" in chat.last.text


async def test_a_link_says_itself_on_which_platform_the_matter_is(chat: Chat):
    await chat.say("举报快手一个直播间天天脱衣服跳舞")
    await chat.say("https://v.douyin.com/abcd/")
    assert "也记下了：抖音" in chat.last.text


@pytest.mark.parametrize("words", ["把钱退给我", "赔我一双新的", "退一半钱也行", "我要他退我75", "我要他把钱退给我"])
async def test_a_wish_in_plain_words_is_the_wish(chat: Chat, words: str):
    await chat.say("抖音买的鞋 鞋底开胶了 150块")
    await chat.press_until("没错，给我文字")
    await chat.say(words)
    assert f"想要的结果：{words}" in chat.last.text


async def test_a_countdown_beside_an_answer_is_kept(chat: Chat):
    await chat.say("快手买的鞋 开胶 120块 在快手下单付的")
    await chat.press_until("申请了，在等商家")
    await chat.say("昨天下午在订单里点的售后，页面写商家还有1天20小时处理")
    await chat.to_the_text()
    told = answers(await chat.case())
    assert told["progress"] == "waiting" and "1天20小时" in told["extra"]


async def test_what_is_known_after_all_is_no_longer_called_unsaid(chat: Chat):
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    await chat.press_until("没写理由")
    await chat.say("忘了")
    await chat.press_until("没错，给我文字")
    assert "通知写的理由：（没说清）" in chat.last.text
    await chat.press("有要改的")
    await chat.press("通知写的理由")
    await chat.press("没写理由")
    assert "通知写的理由：（没写理由）" in chat.last.text
