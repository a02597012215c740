"""The three flows that the product is held against, each in at most twelve steps: what people really say and press."""

from __future__ import annotations

from dialogs.status import answers, clocks
from dialogs.values import Submitted
from tests.chat import GIVE_THE_TEXT, Chat, picture

STEPS = 12


async def test_a_banned_account(chat: Chat):
    first = await chat.say("快手号昨天被封了，说我搬运，我没有")
    assert "快手 · 封号" in first.text
    await chat.press("昨天")
    await chat.say("通知写72小时内申诉")
    assert "通知全文" in chat.last.text  # saved first
    await chat.press("截好了")
    await chat.say("说我搬运别人作品")
    await chat.press("能登录，没人动过")
    await chat.say("视频都是我自己拍的，有原片")
    await chat.press(GIVE_THE_TEXT)
    advice, letter = chat.replies[-2:]
    assert advice.text.splitlines()[1].startswith("通知里写的期限：10月2日")
    assert "不花钱" in advice.text and "一字不改" in advice.text
    assert "搬运别人作品" in letter.letter and "有原片" in letter.letter
    await chat.press("我交了")
    await chat.press("通知里的申诉入口")
    await chat.press("刚刚")
    await chat.press("没有编号")
    assert chat.steps <= STEPS
    await chat.press("没写，3天后提醒我")
    (card,) = await chat.wait_until("2026-10-03 09:00")
    assert [button.label for button in card.buttons] == ["去催一催", "已经回复了", "不追了"]


async def test_goods_that_cannot_be_returned(chat: Chat):
    await chat.say("抖音直播间368.5买的包底下有破洞，质量太差了，客服不理")
    assert "抖音 · 商品质量" in chat.last.text and "368.50 元" in chat.last.text
    await chat.press("在平台下的单")
    await chat.say("9月28号")
    assert "最晚10月5日" in chat.last.text and "定制" in chat.last.text  # seven days from the day after receipt
    await chat.press("截好了")
    await chat.press_until(GIVE_THE_TEXT, prefer=("先跳过",))
    await chat.press(GIVE_THE_TEXT)
    assert "三倍" not in "".join(reply.text + reply.letter for reply in chat.replies)
    assert [clock.rule for clock in clocks(await chat.case())] == ["no_reason_return"]
    await chat.press("我交了")
    await chat.press("订单页售后/平台介入")
    await chat.press("刚刚")
    await chat.press("没有编号")
    assert chat.steps <= STEPS
    await chat.say("10月8号")
    assert "页面写的回复时间：10月8日" in chat.last.text
    assert clocks(await chat.case(), "person") == ()  # handed in: the seven days are met
    await chat.press_id("letter:1:12315_complaint")
    assert "姓名、电话、通讯地址在12315页面填写" in chat.last.letter


async def test_an_old_person_cheated_in_a_live_stream(chat: Chat):
    await chat.say("我妈在快手直播间被骗了，给人转了两万块，还让她加微信")
    assert chat.last.text.startswith("先别怪") and "110" in chat.last.text
    await chat.press("没有了")
    await chat.say("昨天晚上8点")
    await chat.press("私下转账")
    assert "紧急止付" in chat.last.text and "96110" in chat.last.text
    await chat.press("已经做了")
    await chat.to_the_text()
    assert chat.steps <= STEPS
    case = await chat.case()
    assert answers(case)["guardian"] == "parent_helper"
    assert "20000 元" in chat.last.letter and "2026年9月29日" in chat.last.letter


async def test_money_that_left_privately_turns_a_purchase_into_a_fraud(chat: Chat):
    await chat.say("快手直播间买的手镯是坏的，裂了，质量问题")
    await chat.press("私下转账")
    assert "先看还能不能拦住" in chat.last.text
    await chat.press("那就按这个办")
    assert any("先看钱能不能拦住" in reply.text or "还在线" in reply.text for reply in chat.replies[-1:])


async def test_the_better_fitting_scenario_can_be_declined(chat: Chat):
    await chat.say("快手直播间买的手镯是坏的，裂了，质量问题")
    await chat.press("私下转账")
    await chat.press("还是原来的")
    assert "签收" in chat.last.text


async def test_a_door_that_comes_later_says_why_and_one_press_opens_it(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press_id("letter:1:court")
    assert chat.last.letter == "" and chat.labels[0] == "现在就去"
    await chat.press("现在就去")
    assert chat.last.letter


async def test_a_request_for_a_hotline_is_answered_with_how_to_find_the_true_one(chat: Chat):
    await chat.say("抖音总部电话多少")
    assert "不要打" in chat.last.text and "95152" in chat.last.text
    assert "400-626-8888" not in chat.last.text
    assert chat.labels == ("说说发生了什么",)


async def test_a_childs_own_story_is_kept_while_help_comes_first(chat: Chat):
    await chat.say("我今年12岁，快手上有人让我发照片，我不敢告诉爸妈")
    assert "12355" in chat.last.text and "信得过的大人" in chat.last.text
    await chat.press("我现在安全，接着说投诉")
    assert "发生了什么事" not in chat.last.text  # told once is enough


async def test_an_adult_posing_as_a_child_is_declined(chat: Chat):
    await chat.say("我打赏了主播一万块，能不能说是孩子刷的，把钱退回来")
    assert "不帮着做" in chat.last.text


async def test_the_first_stop_never_loses_the_way_on(chat: Chat):
    await chat.say("帮我写十个不同版本，我让亲戚一起投诉这家快手店")
    assert "一件事只做一份" in chat.last.text
    await chat.press("接着说投诉")
    assert "发生了什么事" in chat.last.text


async def test_a_person_uses_their_own_words_and_hears_where_the_tone_weakens_them(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press("改几个字")
    await chat.say("请复核我的账号。审核员是傻逼。视频是我自己拍的，见证据1。")
    await chat.press("就用这一份")
    assert "语气" in chat.last.text and chat.labels[:2] == ("换成中性的", "就用我的")
    await chat.press("换成中性的")
    assert chat.last.letter == "请复核我的账号。视频是我自己拍的，见证据1。"
    await chat.press("加截图和照片")
    await chat.send(picture())
    await chat.press("发完了")
    assert chat.last.letter == "请复核我的账号。视频是我自己拍的，见证据1。"  # their version stays theirs
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)
    sent = [event.what for event in (await chat.case()).events if isinstance(event.what, Submitted)]
    assert (sent[0].text, sent[0].exhibits) == ("请复核我的账号。视频是我自己拍的，见证据1。", (1,))


async def test_the_clocks_of_12315_run_from_handing_in_and_from_acceptance(chat: Chat):
    await chat.to_the_text("抖音直播间368.5买的包底下有破洞，质量太差了，客服不理")
    await chat.press_id("letter:1:12315_complaint:go")
    for label in ("我交了", "12315 投诉", "刚刚", "没有编号"):
        await chat.press(label)
    assert "10月15日" in chat.last.text and "第15条" in chat.last.text  # 7 working days from 09-30
    chat.at = chat.at.replace(month=10, day=12)
    await chat.press("已经回复了")
    await chat.say("您的投诉已受理")
    await chat.press("受理了")
    await chat.press("今天")
    assert "12月11日" in chat.last.text and "第23条" in chat.last.text
    assert [clock.rule for clock in clocks(await chat.case(), "them")] == ["12315_mediation"]


async def test_a_changed_date_moves_its_deadline_and_says_so(chat: Chat):
    await chat.to_the_text("抖音直播间368.5买的包底下有破洞，质量太差了，客服不理")
    before = clocks(await chat.case(), "person")
    await chat.press_id("fix:1:received_date")
    await chat.say("9月26号")
    assert any("七日无理由退货：最晚10月3日" in reply.text for reply in chat.replies[-3:])
    assert clocks(await chat.case(), "person") != before
    assert len(clocks(await chat.case(), "person")) == 1


async def test_the_steps_stand_under_the_door_they_belong_to(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    advice = chat.replies[-2].text.splitlines()
    first, second = (next(n for n, line in enumerate(advice) if line.startswith(mark)) for mark in "①②")
    assert advice[first].startswith("① 通知里的申诉入口。")
    assert all(line.startswith("· ") for line in advice[first + 1 : second]) and second - first > 1
    assert not advice[second + 1].startswith("· ")


async def test_another_door_brings_its_own_steps_once(chat: Chat):
    await chat.to_the_text("抖音直播间368.5买的包底下有破洞，质量太差了，客服不理")
    await chat.press_id("letter:1:12315_complaint:go")
    assert "· 选“我要投诉”" in chat.last.text and chat.last.text.count("12315 不再受理") == 1
    assert "令121" not in chat.last.text and "以App为准" not in chat.last.text
    await chat.press_id("letter:1:12315_complaint:go")
    assert "我要投诉" not in chat.last.text


async def test_a_call_is_spoken_of_as_a_call(chat: Chat):
    await chat.say("我妈在快手直播间被骗了，给人转了两万块，还让她加微信")
    await chat.press_until(GIVE_THE_TEXT, prefer=("私下转账",))
    await chat.press(GIVE_THE_TEXT)
    assert chat.last.text.startswith("打「110 报警」时")
    for label in ("我交了", "110 报警", "刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)
    assert chat.last.text.startswith("记下了：已经打了「110 报警」")
    (card,) = await chat.wait_until("2026-10-03 09:00")
    assert "您9月30日（周三）打了「110 报警」" in card.text


async def test_a_page_that_names_a_day_is_not_explained_twice(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.say("10月8号")
    assert chat.last.text.count("10月8日") == 1


async def test_where_the_platform_has_ruled_12315_comes_first(chat: Chat):
    await chat.say("抖音直播间368.5买的包底下有破洞，质量太差了，客服不理")
    await chat.press_until(GIVE_THE_TEXT, prefer=("平台判过了",))
    await chat.press(GIVE_THE_TEXT)
    assert "① 12315 投诉。平台判过" in chat.replies[-2].text


async def test_what_is_wanted_can_be_pressed(chat: Chat):
    await chat.to_the_text("抖音直播间368.5买的包底下有破洞，质量太差了，客服不理")
    assert "我的请求：退货退款。" in chat.last.letter and "还没听您说想要什么结果" in chat.last.text
    await chat.press("补充情况…")
    assert chat.last.text == "您想要什么结果？"
    await chat.press("换货")
    await chat.press("没有了")
    assert "我的请求：换货。" in chat.last.letter and "还没听您说" not in chat.last.text


async def test_a_call_is_asked_about_but_not_chased(chat: Chat):
    await chat.to_the_text("抖音上有个男的拿我的私密照片威胁我，不给钱就发出去")
    assert "私密照片威胁我" in chat.last.letter  # what he threatens is evidence
    for label in ("我交了", "110 报警", "刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)
    (card,) = await chat.wait_until("2026-10-03 09:00")
    assert [button.label for button in card.buttons] == ["已经回复了", "不追了"]


async def test_a_refund_that_the_platform_refused_goes_to_12315(chat: Chat):
    await chat.say("抖音买的鞋246元，平台介入判了商家赢，不给退")
    await chat.press_until(GIVE_THE_TEXT, prefer=("平台判过了",))
    await chat.press(GIVE_THE_TEXT)
    assert "姓名、电话、通讯地址在12315页面填写" in chat.last.letter


async def test_words_that_fit_no_complaint_are_met_with_where_help_is(chat: Chat):
    await chat.say("把猫托付给邻居了，该说的都说完了，晚安")
    assert "12356" in chat.last.text and "110" in chat.last.text
    await chat.say("/new")
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    assert "12356" not in chat.last.text
