"""What comes before any form, and for whom."""

from __future__ import annotations

import pytest

from dialogs.status import exhibits
from dialogs.values import Said
from tests.chat import Chat, picture

PRESSED = "我12岁 抖音上有个人让我拍没穿衣服的照片发给他 不发就找人打我"


async def test_a_child_in_danger_hears_both_what_danger_and_what_being_alone_call_for(chat: Chat):
    await chat.say(PRESSED)
    assert "110" in chat.last.text and "信得过的大人" in chat.last.text and "不要发照片" in chat.last.text
    assert chat.labels == ("我现在安全，接着说投诉",)


async def test_pictures_of_a_child_that_is_pressed_are_neither_taken_nor_kept(chat: Chat):
    await chat.say(PRESSED)
    (told,) = await chat.send(picture())
    assert "我不收，也不留" in told.text and [button.label for button in told.buttons] == ["接着说投诉"]
    assert (await chat.store.counts())["errands_waiting"] == 1  # to remove what was sealed on its way
    await chat.press("接着说投诉")
    await chat.to_the_text()
    await chat.press("加截图和照片")
    assert "我不收，也不留" in chat.last.text
    assert exhibits(await chat.case()) == ()


@pytest.mark.parametrize("text", ["我不敢", "我好害怕", "不敢说"])
async def test_a_child_that_is_afraid_is_not_sent_back_to_the_buttons(chat: Chat, text: str):
    await chat.say(PRESSED)
    await chat.press("我现在安全，接着说投诉")
    await chat.say(text)
    assert "信得过的大人" in chat.last.text and chat.labels[0].endswith("接着说投诉")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("抖音直播间买的面膜质量太差，用了脸都烂了", "先就医"),
        ("快手买的面霜是假货，用了皮肤起泡", "先就医"),
        ("我妈在快手直播间被骗了，转账2000，主播让她把二甲双胍都停了", "医生开的药别停"),
        ("抖音主播卖的保健品是虚假宣传，说能治糖尿病", "医生开的药别停"),
        ("快手直播间买的药是假货，吃了没效果", "医生开的药别停"),
    ],
)
async def test_health_comes_first_in_one_line_and_the_complaint_goes_on(chat: Chat, text: str, line: str):
    await chat.say(text)
    assert any(line in reply.text and not reply.buttons for reply in chat.replies[:-1])
    assert chat.last.buttons
    before = len(chat.replies)
    await chat.say(text)
    assert not any(line in reply.text and not reply.buttons for reply in chat.replies[before:])  # said once


@pytest.mark.parametrize(
    "text", ["抖音买的手机屏幕烂了", "快手买的药箱坏了", "抖音买的起泡胶是假货", "快手买的农药过期了"]
)
async def test_goods_that_only_sound_like_health_bring_no_such_line(chat: Chat, text: str):
    await chat.say(text)
    assert not any(reply.text.startswith("先说一句") for reply in chat.replies)


async def test_a_business_that_was_punished_and_one_that_is_slandered_are_sent_to_different_doors(chat: Chat):
    await chat.say("我抖音小店橱窗被封了，货款取不出")
    assert "通知里的申诉" in chat.replies[0].text and "侵权通知" not in chat.replies[0].text
    await chat.say("/new")
    before = len(chat.replies)
    await chat.say("抖音上有人造谣说我家店卖地沟油")
    told = "".join(reply.text for reply in chat.replies[before:-1])
    assert "App 内举报" in told and "侵权通知" in told and "申诉" not in told


async def test_an_adult_who_regrets_a_gift_is_sent_to_the_service_and_told_nothing_that_nobody_said(chat: Chat):
    await chat.say("我在抖音给主播打赏了两万，现在后悔了，能退吗")
    assert "App 内客服" in chat.last.text and "12315" not in chat.last.text and "不支持" not in chat.last.text


async def test_a_known_scam_is_named_with_what_is_known_of_it(chat: Chat):
    await chat.say("我在抖音被骗了，听说输错密码能锁住对方账户，有个网警说能帮我追回来")
    told = "".join(reply.text for reply in chat.replies)
    assert "输错密码能锁住对方账户”没有用" in told and "第二次诈骗" in told


@pytest.mark.parametrize(
    "text",
    [
        "我后悔买他家东西了 真想退",
        "官方说证据不够，让我重新提交",
        "对方删了 但是要我给他道歉",
        "我给客服打电话他说不归他管",
        "商家打电话骂我",
        "客服电话一直占线",
        "刚刚",
    ],
)
async def test_news_of_an_open_case_raises_no_alarm(chat: Chat, text: str):
    await chat.to_the_text("抖音买的皮鞋质量太差，开胶了，商家不退")
    before = len(chat.replies)
    await chat.say(text)
    (told,) = chat.replies[before:]
    assert "第1件" in told.text and chat.labels[-1] == "是新的事"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("骗子让我共享屏幕才给退款", "不要共享屏幕"),
        ("他还在催我转账，说不转就冻结我的钱", "不要再转钱"),
        ("抖音客服电话是多少", "验证助手"),
        ("我给主播打赏了两万，现在后悔了", "成年人自己打赏"),
    ],
)
async def test_an_alarm_in_plain_words_is_heeded_with_a_case_open_too(chat: Chat, text: str, line: str):
    await chat.to_the_text("抖音买的皮鞋质量太差，开胶了，商家不退")
    before = len(chat.replies)
    await chat.say(text)
    assert any(line in reply.text for reply in chat.replies[before:])


@pytest.mark.parametrize("text", ["上初一了", "13", "9岁", "孩子才上小学四年级"])
async def test_a_guardian_who_tells_the_childs_age_is_not_spoken_to_as_a_child(chat: Chat, text: str):
    await chat.say("我儿子拿我手机在快手给主播刷礼物刷了3800")
    while "8到17岁" not in chat.labels:
        await chat.press("我是孩子监护人" if "我是孩子监护人" in chat.labels else chat.labels[1])
    await chat.say(text)
    assert "谢谢你告诉我" not in chat.last.text and "8到17岁" not in chat.labels


async def test_who_asks_for_a_hotline_hears_how_a_caller_is_checked(chat: Chat):
    await chat.say("抖音总部电话多少")
    assert "验证助手" in chat.last.text and "不会要您装别的软件" in chat.last.text


DESPAIR = "我不想活了，活着没意思"


@pytest.mark.parametrize("front", ["", "抖音有人骂我", "我女儿在抖音被同学打了，视频到处传"])
async def test_despair_is_heard_under_a_picture_too(chat: Chat, front: str):
    if front:
        await chat.say(front)
    await chat.send(picture(), caption=DESPAIR)
    assert "12356" in chat.last.text and "我现在安全，接着说投诉" in chat.labels


async def test_despair_is_heard_under_a_picture_that_is_added_to_a_case(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press("加截图和照片")
    await chat.send(picture(), caption="他让我转账的聊天记录")
    assert "110" not in "".join(reply.text for reply in chat.replies[-1:])
    await chat.send(picture("blue"), caption=DESPAIR)
    assert "12356" in chat.last.text


async def test_despair_is_heard_in_a_message_that_is_edited(chat: Chat):
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    await chat.hear(Said("edited", chat.at, DESPAIR, edits=f"test:{chat.said}"))
    assert "12356" in chat.last.text


# What accuses takes more than weight ----------------------------------------------------------------------------------

ACCUSED = ("担责任", "只做一份投诉", "成年人自己打赏", "您现在安全吗")
CHILD = "我儿子9岁拿我手机在快手打赏了3000"


@pytest.mark.parametrize(
    "text",
    [
        "我女儿帮我交行不行",
        "那我去法院行不行",
        "我有孩子的聊天记录 他跟同学说自己刷的",
        "不想报警了就想举报那个号",
        "12315咋投",
        "想让他赔我医药费",
        "不予受理 说公司填错了 让填经营者再投一次",
        "能要回来吗",
        "我是她女儿",
        "我不想再申诉了",
        "说没要来打我",
    ],
)
@pytest.mark.parametrize("begun", ["", CHILD, "快手号昨天被封了，说我搬运，我没有"])
async def test_plain_questions_and_news_accuse_nobody(chat: Chat, begun: str, text: str):
    if begun:
        await chat.say(begun)
    before = len(chat.replies)
    await chat.say(text)
    assert not any(words in reply.text for reply in chat.replies[before:] for words in ACCUSED)


async def test_what_is_asked_of_us_in_a_childs_name_is_refused_again_however_it_is_put(chat: Chat):
    await chat.say("抖音充值能不能说是我孩子充的退款")
    assert "担责任" in chat.last.text and "您说的是：“抖音充值" in chat.last.text
    await chat.press("接着说投诉")
    await chat.say("那就说我侄子用的")
    assert "担责任" in chat.last.text and await chat.cases() == ()


async def test_who_is_turned_away_by_mistake_goes_on_with_the_very_words(chat: Chat):
    await chat.say("我在抖音给主播打赏了两万，现在后悔了，能退吗")
    await chat.press("不是这个意思，接着办")
    (draft,) = (await chat.desk()).person.drafts
    assert draft.answers["story"] == "我在抖音给主播打赏了两万，现在后悔了，能退吗"
    assert draft.answers["platform"] == "douyin"


async def test_a_complaint_in_a_childs_name_is_put_down_when_the_gift_was_a_grown_persons(chat: Chat):
    await chat.say(CHILD)
    await chat.say("就是我老公打赏的 他42了")
    told = "".join(reply.text for reply in chat.replies[-2:])
    assert "成年人自己打赏" in told and "先放下了" in told
    assert (await chat.desk()).person.drafts == ()


async def test_what_was_told_after_the_first_screen_is_kept_through_a_stop(chat: Chat):
    await chat.say("/start")
    await chat.say("我在快手被骂了半年，我不想活了")
    await chat.press("我现在安全，接着说投诉")
    (draft,) = (await chat.desk()).person.drafts
    assert draft.answers["platform"] == "kuaishou" and "发生了什么事" not in chat.last.text


# Danger to others, and after the stop ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "快手直播间有个女孩子说要割腕怎么办",
        "抖音有个初中生直播说不想活了",
        "抖音有人直播打小孩，正在打",
        "快手有个男的正在直播喝农药",
        "抖音直播间有个老人被儿子打，主播正在打老人，还在播",
    ],
)
async def test_who_sees_danger_live_is_told_to_call_at_once_and_is_asked_on(chat: Chat, text: str):
    await chat.say(text)
    assert chat.replies[0].text.startswith("先打110，说清是哪个平台、直播间号")
    assert not any("您现在安全吗" in reply.text or "信得过的大人" in reply.text for reply in chat.replies)
    assert "接着说投诉" not in chat.labels and len(chat.labels) > 2


@pytest.mark.parametrize("text", ["我是主播，粉丝天天骂我，我不想活了", "在直播间被骂，我真想死"])
async def test_a_streamer_in_despair_is_no_witness(chat: Chat, text: str):
    await chat.say(text)
    assert "您现在安全吗" in chat.last.text


async def test_a_new_threat_after_the_stop_is_answered_with_110_again(chat: Chat):
    await chat.say("前夫在抖音骂我，我活不下去了")
    for text in ("他说要杀我全家", "他现在就在我楼下", "他在砸我家门"):
        await chat.say(text)
        assert "现在就打110" in chat.last.text
    await chat.press("我现在安全，接着说投诉")
    (draft,) = (await chat.desk()).person.drafts
    assert "他说要杀我全家" in str(draft.answers["extra"]) and "在砸我家门" in str(draft.answers["extra"])


@pytest.mark.parametrize("text", ["我报警了 警察来了", "我是她爸", "12岁", "快手号是abc888"])
async def test_plain_answers_end_the_stop(chat: Chat, text: str):
    await chat.say("我女儿在快手被骂，她说不想活了")
    await chat.say(text)
    assert "好，不急" not in chat.last.text and not (await chat.desk()).person.stopped


@pytest.mark.parametrize("text", ["我好难受", "没人在乎我", "我害怕"])
async def test_words_of_despair_keep_the_stop(chat: Chat, text: str):
    await chat.say("快手封了我的号，我不想活了")
    await chat.say(text)
    assert "12356" in chat.last.text and (await chat.desk()).person.stopped


# What is said at once -------------------------------------------------------------------------------------------------


async def test_who_gave_a_card_away_is_told_to_freeze_it_each_time_it_is_spoken_of(chat: Chat):
    for text in ("快手有人冒充客服，我没转钱 但是卡号和验证码都告诉他了", "那我卡里的钱安全不"):
        before = len(chat.replies)
        await chat.say(text)
        assert any("挂失或冻结" in reply.text for reply in chat.replies[before:])
    assert "加了密" not in chat.last.text


async def test_pictures_of_children_are_refused_before_anything_is_asked(chat: Chat):
    await chat.say("抖音有个群发小学生的那种视频，我截了图要不要发给你")
    assert "不要发给我，也别转发" in chat.replies[0].text


async def test_a_number_that_is_asked_about_is_said_not_to_be_on_the_list(chat: Chat):
    await chat.say("010-86690600是不是快手的")
    assert "不在我核对过的名单里" in chat.last.text and "400-126-0088" in chat.last.text
    assert chat.labels == ("说说发生了什么",)


@pytest.mark.parametrize(("text", "takes"), [("12345能管封号吗", "接收并转办"), ("12377管什么", "网上违法和不良信息")])
async def test_what_a_public_number_takes_is_answered_and_begins_no_complaint(chat: Chat, text: str, takes: str):
    await chat.say(text)
    assert takes in chat.last.text and (await chat.desk()).person.drafts == ()


@pytest.mark.parametrize(
    ("begun", "text"),
    [
        ("快手有人造谣说水库要溃坝，全村都慌了", "他说水库今晚就要溃坝让大家快跑"),
        ("抖音有人造谣说今晚地震", "视频里说今晚八级地震让大家睡外面"),
        ("抖音主播卖的保健品是虚假宣传，说能治糖尿病", "说吃了不用打胰岛素"),
    ],
)
async def test_a_frightening_claim_that_is_quoted_is_no_danger(chat: Chat, begun: str, text: str):
    await chat.say(begun)
    before = len(chat.replies)
    await chat.say(text)
    assert not any("您现在安全吗" in reply.text for reply in chat.replies[before:])
    await chat.say("我不想活了")
    assert "您现在安全吗" in chat.last.text
