"""What is said when a case is open and nothing is asked: it is about the case until the person says it is not."""

from __future__ import annotations

import pytest

from dialogs.my_cases import meant, news
from dialogs.status import answers, exhibits, happened, latest, stage
from dialogs.values import Answered, Closed, Submitted
from tests.chat import Chat, picture

BANNED = "快手号昨天被封了，说我搬运，我没有"
BROKEN = "抖音买的手机是坏的，开不了机，商家不退款"
CASE = "第1件　快手 · 封号"


async def handed_in(chat: Chat, story: str = BANNED) -> None:
    await chat.say("/new")
    await chat.to_the_text(story)
    await chat.press("我交了")
    await chat.press(chat.labels[0])
    for label in ("刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("我刚刚把申诉提交了", "sent", "我刚刚把申诉提交了"),
        ("电话打过了", "sent", "电话打过了"),
        ("他们回了 说维持原处罚", "answered", "维持原处罚"),
        ("平台回复了：不予解封", "answered", "不予解封"),
        ("昨天终于有消息了", "answered", ""),
        ("还没回", "silent", ""),
        ("客服一直没人理我", "silent", ""),
        ("还没有呢", "silent", ""),
        ("收到回复了 说违规事实清楚", "answered", "违规事实清楚"),
        ("再催一下吧", "chase", ""),
        ("算了不弄了", "drop", ""),
        ("我还要加一句，他们还扣了我的保证金", "more", "他们还扣了我的保证金"),
        ("我想补几张截图", "photos", ""),
        ("给我文字", "text", ""),
        ("看这件投诉", "case", ""),
        ("再加几张", "photos", ""),
        ("补充情况（还有2题）", "more", ""),
    ],
)
def test_a_verb_is_heard_in_other_words(text: str, verb: str, words: str):
    assert meant(text) == (verb, words)


@pytest.mark.parametrize("text", ["没过", "还是没过", "要我补充原视频 3天内"])
def test_a_refusal_is_no_silence_and_a_demand_of_theirs_no_addition(text: str):
    assert news(text) == ("answered", text)


@pytest.mark.parametrize(
    "text", ["他们回复了吗", "回复了没有", "要等多久啊", "平台没有理由封我", "解封了 谢谢你", "我没收到货", BANNED]
)
def test_a_question_or_a_story_names_no_verb(text: str):
    assert meant(text) is None


@pytest.mark.parametrize("text", ["要等多久啊", "还能申诉吗", "多久能好", "然后呢", "这个字怎么改"])
async def test_a_question_is_answered_by_how_the_case_stands(chat: Chat, text: str):
    await handed_in(chat)
    await chat.say(text)
    assert CASE in chat.last.text and "10月3日" in chat.last.text
    assert chat.labels[0] == "已经回复了" and chat.labels[-1] == "是新的事"
    await chat.press("已经回复了")
    assert "他们怎么说的" in chat.last.text  # the question is not taken for their words


@pytest.mark.parametrize("text", ["下周三提醒我", "我又去问了客服，说在排队", "他们还扣着我的保证金"])
async def test_words_that_may_be_about_a_case_open_no_complaint(chat: Chat, text: str):
    await handed_in(chat)
    await chat.say(text)
    assert chat.labels == ("第1件：有回音了", "第1件：补充进去", "第1件：改前面说的", "是新的事")
    assert "12356" not in chat.last.text and "哪个平台" not in chat.last.text
    await chat.say("第1件：补充进去")  # a label that is typed
    assert answers(await chat.case())["extra"] == text


async def test_kept_words_go_where_the_press_says(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("他们还扣着我的保证金")
    await chat.press("第1件：补充进去")
    assert answers(await chat.case())["extra"] == "他们还扣着我的保证金"
    assert "补充：他们还扣着我的保证金" in chat.last.text and "保证金" in chat.last.letter
    await chat.press_id("more:1")
    assert "补充：" not in chat.last.text  # said once, written down once


async def test_their_answer_that_was_told_already_is_not_asked_for_again(chat: Chat):
    await handed_in(chat)
    await chat.say("他们回了 说维持原处罚")
    assert "“维持原处罚”" in chat.last.text and "没解决" in chat.labels
    await chat.press("没解决")
    answered = latest(await chat.case(), Answered)
    assert answered is not None and answered[1].text == "维持原处罚"


async def test_what_is_settled_is_told_in_two_presses(chat: Chat):
    await handed_in(chat)
    await chat.say("解封了 谢谢你")
    assert "听起来是：解决了，对吗？" in chat.last.text
    await chat.press("解决了")
    assert [closed.why for _, closed in happened(await chat.case(), Closed)] == ["settled"]


async def test_an_outcome_that_was_told_in_a_word_is_no_answer_of_theirs(chat: Chat):
    await handed_in(chat)
    await chat.say("第一件解决了")
    case = await chat.case()
    assert [closed.why for _, closed in happened(case, Closed)] == ["settled"]
    assert [answered.text for _, answered in happened(case, Answered)] == [""]


async def test_words_that_are_a_new_matter_after_all_become_its_story(chat: Chat):
    await handed_in(chat)
    await chat.say("还有个号也被封了")
    await chat.press("是新的事")
    assert "封号" in chat.last.text and "哪个平台" in chat.last.text


async def test_a_surely_new_matter_opens_a_complaint_at_once(chat: Chat):
    await handed_in(chat)
    await chat.say(BROKEN)
    assert "抖音 · 商品质量" in chat.last.text


@pytest.mark.parametrize("text", ["我的号还是封着", "封号了真难受", "号被封这么久了没人管"])
async def test_the_same_matter_told_again_is_not_taken_for_a_second_one(chat: Chat, text: str):
    await handed_in(chat)
    await chat.say(text)
    assert CASE in chat.last.text and "是新的事" in chat.labels


@pytest.mark.parametrize(
    "text",
    [
        "他那边删了一半，还有20多条没删",
        "110打过了 让我去派出所做笔录",
        "页面上说还有1天12小时就自动关了",
        "对方又换了个号接着发",
        "那个人又来骂我了，还拉别人一起骂",
        "商家把我拉黑了，货也不给换",
        "他说他也是原创，反咬一口投诉我的视频",
    ],
)
async def test_news_that_names_no_platform_is_about_the_case_there_is(chat: Chat, text: str):
    await handed_in(chat)
    await chat.say(text)
    assert CASE in chat.last.text and chat.labels[-1] == "是新的事"


@pytest.mark.parametrize(
    "text", ["另外还有个事，我买的手机是坏的，商家不退款", "我有新的投诉，买的鞋开胶了，商家不退款"]
)
async def test_a_new_matter_that_says_so_needs_no_platform(chat: Chat, text: str):
    await handed_in(chat)
    await chat.say(text)
    assert "是哪个平台上的事" in chat.last.text


@pytest.mark.parametrize("text", ["看第1件", "第1件", "第一件", "看第一件投诉"])
async def test_a_case_named_while_buttons_stand_is_shown_and_presses_none(chat: Chat, text: str):
    await handed_in(chat)
    await chat.say("他们回了 说维持原处罚")
    await chat.say(text)
    assert chat.replies[-2].text.startswith(CASE) and chat.labels[:2] == ("没解决", "是别的")
    assert not list(happened(await chat.case(), Closed))


@pytest.mark.parametrize(
    "text",
    ["他们回复了，说维持原处罚", "客服回我了 让我提供拍摄原片", "平台回复了：不予解封", "已经回复了", "昨天回信了"],
)
async def test_what_was_answered_while_a_case_is_added_to_is_no_fact_of_it(chat: Chat, text: str):
    await handed_in(chat)
    await chat.press_id("more:1")
    await chat.say("没申诉过")
    await chat.say(text)
    assert any(words in chat.last.text for words in ("算是", "听起来是", "他们怎么说的"))
    assert "money_stuck" not in answers(await chat.case())


async def test_what_was_handed_in_while_a_case_is_added_to_is_no_fact_of_it(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press_id("more:1")
    await chat.say("没申诉过")
    await chat.say("我昨天交了")
    assert "交到哪里" in chat.last.text


async def test_what_was_tried_answers_the_question_for_it(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press_id("more:1")
    await chat.say("我申诉了")
    await chat.say("没有")
    await chat.say("没有了")
    assert answers(await chat.case())["appeals_so_far"] == "我申诉了"


async def test_no_answer_yet_is_heard_on_the_day_of_the_reminder_even_in_another_draft(chat: Chat):
    await handed_in(chat)
    await chat.say(BROKEN)
    asked = chat.last.text
    await chat.wait_until("2026-10-03 10:00")
    await chat.say("还没回")
    stands, again = chat.replies[-2:]
    assert stands.text.startswith(CASE) and stands.buttons[0].label == "去催一催"
    assert again.text.startswith("接着刚才没说完的") and again.text.splitlines()[-1] == asked.splitlines()[-1]


async def test_a_case_that_was_handed_in_is_heard_of_in_the_middle_of_another(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say(BROKEN)
    await chat.say("我交了")
    for label in ("通知里的申诉入口", "刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)
    assert [what.destination for _, what in happened(await chat.case(), Submitted)] == ["appeal"]
    assert chat.last.text.startswith("接着刚才没说完的")


@pytest.mark.parametrize(
    ("text", "begins"),
    [("看第1件", CASE), ("第一件", CASE), ("第1件 回复了", "他们怎么说的"), ("第1件 好像有人看过了", CASE)],
)
async def test_a_case_is_named_by_its_number(chat: Chat, text: str, begins: str):
    await handed_in(chat)
    await chat.say(text)
    assert chat.last.text.startswith(begins)


async def test_of_several_cases_it_is_asked_which(chat: Chat):
    await handed_in(chat)
    await chat.say("/new")
    await chat.to_the_text(BROKEN)
    await chat.say("他们还扣着我的保证金")
    assert chat.last.text == "是哪一件？" and chat.labels[-1] == "是新的事"
    await chat.press("第1件…")
    await chat.press("第1件：有回音了")
    assert "“他们还扣着我的保证金”" in chat.last.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我说错了 通知是前天下午收到的", "收到通知的时间：9月28日"),
        ("不对，通知是前天收到的", "收到通知的时间：9月28日"),
        ("通知是28号收到的不是29号", "收到通知的时间：9月28日"),
        ("记错了，理由是引人不适", "通知写的理由：引人不适"),
    ],
)
async def test_a_mistake_that_was_owned_to_is_mended_in_the_case(chat: Chat, text: str, told: str):
    await chat.to_the_text(BANNED)
    await chat.say(text)
    assert told in chat.last.text and chat.last.letter


async def test_a_mistake_that_cannot_be_read_is_asked_about_once(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("我说错了，那天不是29号")
    assert chat.last.text == "要改哪一个？"
    await chat.say("我要改")
    assert chat.last.text == "要改哪一个？"


async def test_a_photo_with_words_under_it_belongs_to_the_case(chat: Chat):
    await handed_in(chat)
    await chat.send(picture(), caption="客服的回复截图")
    assert "要放进哪一件" in chat.last.text
    await chat.say("发完了")
    assert [(exhibit.number, exhibit.note) for exhibit in exhibits(await chat.case())] == [(1, "客服的回复截图")]


async def test_a_photo_of_something_new_brings_its_words_along(chat: Chat):
    await handed_in(chat)
    await chat.send(picture(), caption=BROKEN)
    await chat.press("是新的事")
    assert "抖音 · 商品质量" in chat.last.text


async def test_despair_in_the_middle_of_a_case_leads_back_to_the_case(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("我真的不想活了")
    assert chat.labels == ("我现在安全，接着说投诉",)
    await chat.say("没事了 就是心里难受")
    assert "12356" in chat.last.text and chat.labels == ("接着说投诉",)
    await chat.press("接着说投诉")
    assert CASE in chat.last.text
    await chat.say("我交了")
    assert "交到哪里" in chat.last.text


@pytest.mark.parametrize("text", ["没事了", "就是觉得没意思", "你别管我", "心里好乱", "嗯"])
async def test_after_a_stop_nothing_is_taken_for_an_answer(chat: Chat, text: str):
    await chat.say("快手号昨天被封了，我不想活了")
    await chat.say(text)
    assert chat.labels[0].endswith("接着说投诉") and "哪天" not in chat.last.text
    await chat.say("继续")
    assert "哪天" in chat.last.text


async def test_after_a_stop_a_sure_answer_goes_on(chat: Chat):
    await chat.say("快手号昨天被封了，我不想活了")
    await chat.say("昨天下午")
    assert "申诉截止" in chat.last.text


async def test_trouble_told_sideways_hears_where_somebody_listens(chat: Chat):
    await handed_in(chat)
    await chat.say("把猫托付给邻居了，该说的都说完了，晚安")
    assert any("12356" in reply.text for reply in chat.replies[-2:]) and CASE in chat.last.text
    assert stage(await chat.case(), chat.at) == "waiting"


# Their answer in words, and which case is meant ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("抖音平台又说不支持我", "没解决"),
        ("客服让我再等等", "只说在处理"),
        ("退钱了", "解决了"),
        ("系统通知：请补充原始素材", "要我补材料"),
    ],
)
async def test_what_plainly_is_their_answer_is_one_press_away_from_counting(chat: Chat, text: str, outcome: str):
    await handed_in(chat, BROKEN)
    await chat.say(text)
    assert f"听起来是：{outcome}，对吗？" in chat.last.text and chat.labels[:2] == (outcome, "是别的")
    await chat.say("对")
    told = latest(await chat.case(), Answered)
    assert told is not None and told[1].text == text and len(await chat.cases()) == 1


async def test_an_answer_that_was_told_counts_before_it_is_confirmed(chat: Chat):
    await handed_in(chat, BROKEN)
    await chat.press_id("answered:1")
    await chat.say("平台判了，说是我人为损坏，不支持退款")
    await chat.press_id("letter:1:12315_complaint:go")
    assert "未收到实质答复" not in chat.last.letter and "不支持退款" in chat.last.letter


async def test_an_answer_that_was_left_unconfirmed_is_kept_and_asks_again(chat: Chat):
    await handed_in(chat)
    await chat.say("平台回复：维持处罚")
    await chat.press("是别的")
    assert "那这件事算是" in chat.last.text
    await chat.press("没解决")
    assert [said.text for _, said in happened(await chat.case(), Answered)] == ["平台回复：维持处罚"]


async def test_what_was_no_answer_after_all_is_taken_back_and_its_words_are_kept(chat: Chat):
    await handed_in(chat)
    await chat.say("客服让我再等等")
    await chat.press("是别的")
    await chat.press("不是他们的答复")
    assert not list(happened(await chat.case(), Answered))
    await chat.press("第1件：补充进去")
    assert answers(await chat.case())["extra"] == "客服让我再等等"


@pytest.mark.parametrize("yes", ["对", "是的", "嗯", "好的"])
async def test_a_yes_to_which_of_these_asks_again_and_drops_nothing(chat: Chat, yes: str):
    await handed_in(chat)
    await chat.say("他们还扣着我的保证金")
    await chat.say(yes)
    assert "说的是哪一样" in chat.last.text
    await chat.press("第1件：补充进去")
    assert answers(await chat.case())["extra"] == "他们还扣着我的保证金"


async def test_words_that_were_kept_go_with_no_later_press_of_another_card(chat: Chat):
    await handed_in(chat)
    await chat.say("他们还扣着我的保证金")
    await chat.wait_until("2026-10-03 12:00")
    await chat.press("已经回复了")
    assert "他们怎么说的" in chat.last.text and "保证金" not in chat.last.text


async def two_cases(chat: Chat) -> None:
    await handed_in(chat)
    await handed_in(chat, "抖音买的羽绒服跑绒，399元，质量问题，商家不退")


async def test_an_outcome_of_another_case_does_not_answer_what_is_asked_of_this_one(chat: Chat):
    await two_cases(chat)
    await chat.press_id("answered:1")
    await chat.say("没看懂他们什么意思")
    await chat.say("第二件解决了")
    closed = [number for number in (1, 2) if latest(await chat.case(number), Closed)]
    assert closed == [2] and "第1件" not in chat.replies[-2].text


async def test_a_correction_that_names_another_case_is_made_there(chat: Chat):
    await two_cases(chat)
    await chat.press_id("answered:1")
    await chat.say("羽绒服的金额写错了，是499不是399")
    assert answers(await chat.case(2))["amount"].startswith("499")
    assert not list(happened(await chat.case(1), Answered))


async def test_an_answer_that_names_its_platform_goes_to_the_only_case_there(chat: Chat):
    await two_cases(chat)
    await chat.press_id("more:2")
    await chat.say("快手那个回复了，说没违规")
    assert latest(await chat.case(1), Answered) and not latest(await chat.case(2), Answered)


async def test_a_number_that_no_case_has_acts_on_none(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("第2件交了")
    assert "没有找到" in chat.last.text


@pytest.mark.parametrize("text", ["你们是抖音的吗", "你是平台客服吗"])
async def test_whether_we_are_the_platform_is_answered_with_no(chat: Chat, text: str):
    await chat.to_the_text(BANNED)
    await chat.say(text)
    assert chat.last.text.startswith("不是。我不是平台")


async def test_whether_one_may_go_to_a_door_is_answered_by_the_advice(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("我能去12315吗")
    assert "账号处罚一般不受理" in chat.last.text and chat.labels[0] == "看给「12315 投诉」的文字"


async def test_the_next_step_is_how_the_case_stands_and_no_form(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("下一步呢")
    assert "答完这几题" not in chat.last.text and "等您：把文字交上去" in chat.last.text
