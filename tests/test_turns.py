"""What a person can do at any moment: go back, change an answer, leave, come back, send files, ask for help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.status import answers, exhibits
from dialogs.values import Outcome, Said, SentFile
from tests.chat import GIVE_THE_TEXT, Chat, picture

STORY = "我快手号昨天被封了，说我搬运，我没有"


async def test_a_question_that_was_answered_in_the_story_is_never_put(chat: Chat):
    await chat.say(STORY)
    assert "快手" in chat.last.text and "封号" in chat.last.text
    assert "哪个平台" not in chat.last.text
    assert "说错了，改一下" in chat.labels


async def test_back_forgets_the_answer_given_last(chat: Chat):
    first = await chat.say(STORY)
    await chat.press("昨天")
    await chat.press("返回上一步")
    assert chat.last.text in first.text
    await chat.say("返回")
    assert "发生了什么事" in chat.last.text


async def test_an_answer_is_changed_and_the_later_ones_are_kept(chat: Chat):
    await chat.say(STORY)
    await chat.press("昨天")
    await chat.say("通知写72小时内申诉")
    await chat.press("说错了，改一下") if "说错了，改一下" in chat.labels else await chat.press_id(_way(chat, "!edit"))
    await chat.press("平台")
    await chat.press("抖音")
    await chat.press("截好了")
    await chat.press_until(GIVE_THE_TEXT)
    assert "平台：抖音" in chat.last.text and "72小时" in chat.last.text


def _way(chat: Chat, way: str) -> str:
    return f"{chat.last.buttons[0].id.partition('.')[0]}.{way}"


async def test_changing_ones_mind_about_a_change_keeps_the_answer(chat: Chat):
    await chat.say(STORY)
    await chat.press("说错了，改一下")
    await chat.press("平台")
    await chat.press("不改了")
    assert "哪个平台" not in chat.last.text


async def test_every_answer_can_be_changed_from_the_card_and_what_was_only_done_is_not_among_them(chat: Chat):
    await chat.say(STORY)
    await chat.press_until(GIVE_THE_TEXT)
    await chat.press("有要改的")
    assert chat.last.text == "要改哪一个？"
    assert "平台" in chat.labels and "先保存" not in chat.labels
    await chat.press("平台")
    await chat.press("抖音")
    assert "平台：抖音" in chat.last.text
    await chat.say("有要改的")
    await chat.press("都不用改")
    assert "请看一眼" in chat.last.text


async def test_what_is_said_at_the_card_is_kept_and_shown(chat: Chat):
    await chat.say(STORY)
    await chat.press_until(GIVE_THE_TEXT)
    await chat.say("对了，他们还扣了我的保证金")
    assert "照原话记在补充里" in chat.last.text and "· 补充：对了，他们还扣了我的保证金" in chat.last.text


async def test_a_skipped_answer_is_shown_in_the_words_of_its_button(chat: Chat):
    await chat.say(STORY)
    await chat.press("昨天")
    await chat.press("没写")
    await chat.press_until(GIVE_THE_TEXT)
    assert "通知写的期限：（没写）" in chat.last.text


async def test_a_kind_with_one_scenario_is_not_asked_about_twice(chat: Chat):
    await chat.say("/start")
    await chat.press("孩子的事")
    assert chat.labels[:2] == ("快手", "抖音")
    await chat.press("快手")
    assert "孩子现在有危险吗" in chat.last.text


async def test_the_text_follows_new_photos_in_the_same_message(chat: Chat):
    await _to_the_letter(chat)
    await chat.press("加截图和照片")
    await chat.send(picture())
    before = len(chat.replies)
    await chat.press("发完了")
    (kept,) = chat.replies[before:]
    assert kept.text.startswith("收好了，这次是证据1") and "请用这一份" in kept.text
    assert "证据1" in kept.letter and "在哪里：" not in kept.text


async def test_a_file_sent_for_a_row_of_the_checklist_is_named_in_the_text_and_the_others_are_told_missing(chat: Chat):
    await _to_the_letter(chat)
    await chat.press("加截图和照片")
    await chat.press("处罚通知全文…")
    assert "请发「处罚通知全文" in chat.last.text
    await chat.send(picture("red"))
    await chat.press("账号主页和 ID")
    assert "✓ 处罚通知全文" in chat.last.text and "处罚通知全文（时间、理由、编号）" not in chat.labels
    await chat.send(picture("blue"))
    await chat.press("下面发别的")
    await chat.send(picture("green"))
    await chat.press("发完了")
    assert "清单上还没点名的：被指的作品或评论、申诉记录和答复、登录设备记录、余额或货款页。" in chat.last.text
    assert "证据1（处罚通知全文，" in chat.last.letter and "证据2（账号主页和 ID，" in chat.last.letter
    assert "证据3（图片，" in chat.last.letter
    await chat.press("加截图和照片")
    assert "账号主页和 ID" not in chat.labels  # there already


async def test_a_draft_is_set_aside_and_taken_up_again(chat: Chat):
    asked = await chat.say(STORY)
    await chat.say("取消")
    assert "放下" in chat.last.text
    await chat.press("接着刚才的")
    assert chat.last.text in asked.text
    await chat.say("取消")
    await chat.say("接着刚才的")
    assert chat.last.text in asked.text


@pytest.mark.parametrize("text", ["返回一下", "退回去", "上一步吧", "我想返回", "我要返回上一步"])
async def test_going_back_is_heard_in_other_words(chat: Chat, text: str):
    await chat.say(STORY)
    await chat.press("昨天")
    await chat.say(text)
    assert "哪天" in chat.last.text


@pytest.mark.parametrize("text", ["算了不弄了", "我不想弄了", "算了", "取消吧", "先不填了"])
async def test_giving_up_is_heard_in_other_words_and_loses_nothing(chat: Chat, text: str):
    await chat.say(STORY)
    await chat.say(text)
    assert "说过的都还在" in chat.last.text and "接着刚才的" in chat.labels


async def test_starting_over_puts_what_was_told_aside(chat: Chat):
    asked = await chat.say(STORY)
    await chat.say("重新开始")
    assert "发生了什么事" in chat.last.text
    await chat.press("接着刚才的")
    assert chat.last.text in asked.text


async def test_another_interview_may_open_in_between(chat: Chat):
    await chat.say(STORY)
    await chat.say("我的投诉")
    await chat.say("/help")
    assert any("接着刚才没说完的" in reply.text for reply in chat.replies)
    await chat.press("昨天")
    assert "申诉截止" in chat.last.text


async def test_a_button_of_a_past_question_does_not_answer_the_next(chat: Chat):
    asked = await chat.say(STORY)
    await chat.press("昨天")
    first_day = asked.buttons[0].id
    await chat.press_id(first_day)
    assert "过去了" in chat.last.text and "申诉截止" in chat.last.text


async def test_the_same_press_twice_is_heard_once(chat: Chat):
    asked = await chat.say(STORY)
    await chat.press_id(asked.buttons[1].id)
    before = len(chat.replies)
    await chat.press_id(asked.buttons[1].id)
    assert len(chat.replies) == before


async def test_a_question_asked_back_is_not_taken_for_an_answer(chat: Chat):
    await chat.say(STORY)
    await chat.say("在哪里看？")
    assert "点「找不到」" in chat.last.text and "哪天" in chat.last.text


@pytest.mark.parametrize("text", ["后年的事", "11月31号", "不记得了啦"])
async def test_what_is_no_date_is_asked_again(chat: Chat, text: str):
    await chat.say(STORY)
    await chat.say(text)
    assert "没看懂" in chat.last.text or "还没到" in chat.last.text


async def test_done_waits_for_files_that_are_still_being_fetched(chat: Chat):
    await _to_the_letter(chat)
    await chat.press("加截图和照片")
    files = (SentFile(ref="a", name="1.jpg"), SentFile(ref="b", name="2.jpg"))
    for file in files:
        await chat.hear(Said("files", chat.at, files=(file,)))
    await chat.press("发完了")
    assert "还有几份正在收" in "".join(reply.text for reply in chat.replies[-2:])
    kept, _ = await chat.house.keep("1.png", _bytes(picture()))
    await chat.hear(Said("errand", chat.at, outcome=Outcome("fetch", "fetch:2", kept)))
    await chat.hear(Said("errand", chat.at, outcome=Outcome("fetch", "fetch:1", replace(kept, refused="too_large"))))
    assert any("没能收下" in reply.text for reply in chat.replies)
    assert any("证据1" in reply.text for reply in chat.replies)
    assert [exhibit.number for exhibit in exhibits(await chat.case())] == [1]


async def test_a_caption_goes_with_its_exhibit(chat: Chat):
    await _to_the_letter(chat)
    await chat.press("加截图和照片")
    await chat.send(picture(), caption="客服说不退")
    await chat.press("发完了")
    assert exhibits(await chat.case())[0].note == "客服说不退"


async def test_an_edited_message_corrects_the_answer_given_last(chat: Chat):
    await chat.say(STORY)
    await chat.press("昨天")
    await chat.say("通知写三天内")
    told = f"test:{chat.said}"
    await chat.hear(Said("edited", chat.at, "通知写七天内", edits=told))
    assert "截图" in chat.last.text
    await chat.press("截好了")
    await chat.hear(Said("edited", chat.at, "通知写八天内", edits=told))
    assert "改" in chat.last.text


async def test_what_was_told_beside_the_question_is_not_the_answer_given_last(chat: Chat):
    await chat.say("快手买的鞋开胶了，客服不理")
    await chat.press("在平台下的单")
    await chat.say("9月20号签收的")
    told = f"test:{chat.said}"
    asked = chat.last.text.splitlines()[-1]
    await chat.say("花了368块")
    assert chat.last.text.startswith("也记下了") and chat.last.text.endswith(asked)
    await chat.hear(Said("edited", chat.at, "9月21号签收的", edits=told))
    await chat.press_until(GIVE_THE_TEXT)
    assert "9月21日" in chat.last.text and "368 元" in chat.last.text


async def test_a_fact_of_an_open_case_is_changed_and_the_text_given_anew(chat: Chat):
    await _to_the_letter(chat)
    await chat.press_id("fix:1")
    await chat.press("通知写的理由")
    await chat.say("引人不适")
    assert "引人不适" in chat.last.letter
    assert answers(await chat.case())["notice_reason"] == "引人不适"


async def test_voice_is_declined_kindly_and_nothing_is_lost(chat: Chat):
    await chat.say(STORY)
    await chat.hear(Said("voice", chat.at))
    assert "语音" in chat.last.text
    await chat.press("昨天")
    assert "申诉截止" in chat.last.text


async def test_numbers_that_are_never_taken_are_masked_and_the_person_told(chat: Chat):
    await chat.say("我的身份证号是11010519491231002X，抖音号被封了")
    assert any("身份证号" in reply.text and "没有保存" in reply.text for reply in chat.replies)
    history = await chat.house.history(chat.channel, chat.address)
    assert history and "11010519491231002X" not in str(history)


async def test_a_safety_message_comes_before_any_form(chat: Chat):
    await chat.say("我不想活了，号没了什么都没了")
    assert "12356" in chat.last.text and "投诉的事我替您记着" in chat.last.text
    assert chat.labels == ("我现在安全，接着说投诉",)


async def test_a_pressed_button_of_somebody_elses_case_finds_nothing(chat: Chat):
    await chat.press_id("chase:1")
    assert "没有找到" in chat.last.text
    await chat.press_id("chase:x")
    assert "没有找到" in chat.last.text


async def test_all_reminders_can_be_stopped_with_one_word(chat: Chat):
    await _to_the_letter(chat)
    for label in ("我交了", "App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.say("停止提醒")
    assert await chat.wait_until("2026-11-30 12:00") == []


async def test_no_ordinary_reminder_at_night_and_at_most_one_a_day(chat: Chat):
    await _to_the_letter(chat)
    for label in ("我交了", "App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    chat.at = chat.at.replace(month=10, day=14, hour=23)
    await chat.store.enqueue_due(chat.at)
    assert await chat.answers() == []  # found late, at night: it waits for the morning
    came = await chat.wait_until("2026-10-15 12:00")
    assert len(came) == 1
    assert chat.at.hour == 12
    assert len(await chat.wait_until("2026-12-01 12:00")) == 2  # the 4th and the 11th day after, then silence


async def _to_the_letter(chat: Chat) -> None:
    await chat.say(STORY)
    for _ in range(9):
        if "没错，给我文字" in chat.labels:
            break
        if "理由" in chat.last.text:
            await chat.say("说我搬运")
        else:
            await chat.press(chat.labels[0])
    await chat.press(GIVE_THE_TEXT)


async def _bytes(content: bytes):
    yield content


async def test_a_deadline_that_an_outage_swallowed_is_told_by_day_and_once(chat: Chat):
    await chat.say(STORY)
    await chat.press("昨天")
    await chat.to_the_text("通知写72小时内申诉")
    chat.at = chat.at.replace(month=10, day=5, hour=23)  # found after days, at night
    await chat.store.enqueue_due(chat.at)
    assert await chat.answers() == []
    came = await chat.wait_until("2026-10-20 12:00")
    assert len(came) == 1 and "可能已过，仍可提交试试" in came[0].text


@pytest.mark.parametrize("kind", ["link", "redeem"])
async def test_a_code_that_could_not_be_made_or_taken_is_said_so_with_what_to_do(chat: Chat, kind: str):
    await chat.say(STORY)
    await chat.hear(Said("errand", chat.at, outcome=Outcome(kind, f"{kind}:x", body={"result": "failed"})))
    assert any("没办成" in reply.text and "/link" in reply.text for reply in chat.replies)


async def test_a_conversation_that_is_joined_goes_on_where_it_was(chat: Chat):
    asked = await chat.say(STORY)
    await chat.say("我的投诉")
    assert "还没填完" in chat.last.text and chat.labels == ("接着说投诉",)
    await chat.hear(Said("errand", chat.at, outcome=Outcome("redeem", "redeem:x", body={"result": "linked"})))
    assert chat.labels[:3] == tuple(button.label for button in asked.buttons[:3])
