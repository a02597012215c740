"""The page in a real Chromium, as a person sees it."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from bot.channels.web import Web
from dialogs.values import Button, Reply
from tests.web_house import MAX_FILE_BYTES, running
from tests.web_visitor import CHROMIUM, DESKTOP, PHONE, visiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found (chromium, chromium-browser, google-chrome)"),
]


@pytest.mark.parametrize(("name", "options"), [("phone", PHONE), ("desktop", DESKTOP)])
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_a_person_is_greeted_presses_and_takes_the_letter_along(
    browser, site, house, png, name, options, colours
):
    async with visiting(browser, site, **options, color_scheme=colours) as person:
        await expect(person.heard("我是理直")).to_be_visible()
        await person.picture(f"{name}-{colours}-1-first")
        await person.presses("账号被封、被限")
        await expect(person.said("账号被封、被限")).to_be_visible()
        await person.presses("快手")
        await expect(person.button("复制")).to_be_visible()
        await person.picture(f"{name}-{colours}-2-letter")
        await person.sends_files(png)
        await expect(person.said("已收到")).to_be_visible()
        await person.says("客服说48小时内回复我")
        await expect(person.heard("记下了：客服说48小时内回复我")).to_be_visible()
        await person.picture(f"{name}-{colours}-3-file")
    assert [arrived.said.kind for arrived in house.arrived] == ["text", "button", "button", "files", "text"]


@pytest.mark.parametrize("options", [PHONE, DESKTOP])
async def test_everything_is_large_enough_and_nothing_overflows(browser, site, options):
    async with visiting(browser, site, **options) as person:
        await expect(person.button("别的事")).to_be_visible()
        small = await person.page.evaluate(
            """() => [...document.querySelectorAll("button, .attach, textarea")]
                .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 48)
                .map((e) => e.textContent)"""
        )
        fonts = await person.page.evaluate(
            """() => [...document.body.querySelectorAll("*")].filter((e) => e.checkVisibility())
                .map((e) => parseFloat(getComputedStyle(e).fontSize)).reduce((a, b) => Math.min(a, b))"""
        )
        wide = await person.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert small == []
    assert fonts >= 17
    assert wide <= 0


async def test_the_greeting_is_asked_for_once_and_is_not_shown(person, site, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await person.open(site)
    await expect(person.heard("我是理直")).to_have_count(1)
    await expect(person.said("/start")).to_have_count(0)
    assert [arrived.external_id for arrived in house.arrived] == ["web:hello"]


async def test_a_question_expires_with_its_answer_and_a_card_stays(person):
    await person.presses("被骗了钱")
    await expect(person.button("被骗了钱")).to_be_disabled()
    await expect(person.button("别的事")).to_be_disabled()
    await person.presses("抖音")
    await person.says("谢谢")
    await expect(person.heard("记下了：谢谢")).to_be_visible()
    await expect(person.button("我交了")).to_be_enabled()


async def test_an_answer_in_words_expires_the_question_too(person):
    await expect(person.button("别的事")).to_be_enabled()
    await person.says("我号被封了")
    await expect(person.heard("记下了：我号被封了")).to_be_visible()
    await expect(person.button("别的事")).to_be_disabled()


async def test_a_reminder_that_comes_by_itself_leaves_the_question_open(person, house):
    await expect(person.button("别的事")).to_be_enabled()
    await house.reply("person0", Reply("理直：有一件事到日子了", (Button("chase:1", "去催一催"),)))
    await expect(person.button("去催一催")).to_be_visible()
    await expect(person.button("别的事")).to_be_enabled()


async def test_everything_is_there_again_after_a_reload(person, site, png):
    await person.presses("被骗了钱")
    await expect(person.heard("是哪个平台")).to_be_visible()
    await person.sends_files(png)
    await expect(person.said("已收到")).to_be_visible()
    await person.open(site)
    await expect(person.button("被骗了钱")).to_be_disabled()
    await expect(person.said("被骗了钱")).to_have_count(1)
    await expect(person.button("快手")).to_be_enabled()
    thumbnail = person.page.get_by_role("img", name="封号通知.png")
    await expect(thumbnail).to_be_visible()
    assert await thumbnail.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 300


async def test_the_letter_is_copied(person):
    await person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await person.presses("别的事")
    await person.presses("快手")
    await person.presses("复制")
    await expect(person.button("已复制")).to_be_visible()
    copied = await person.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("您好，我的快手账号")
    assert copied == await person.page.locator(".letter p").text_content()


async def test_the_letter_is_copied_where_the_page_is_not_secure(person):
    await person.page.context.grant_permissions(["clipboard-read"])
    await person.presses("别的事")
    await person.presses("快手")
    await person.page.evaluate("() => Object.defineProperty(navigator.clipboard, 'writeText', {value: undefined})")
    await person.presses("复制")
    await expect(person.button("已复制")).to_be_visible()
    copied = await person.page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == await person.page.locator(".letter p").text_content()


async def test_the_end_is_followed_unless_the_person_reads_further_up(person, house):
    for number in range(30):
        await house.reply("person0", Reply(f"第{number}条回复"))
    await expect(person.heard("第29条回复")).to_be_in_viewport()
    await person.page.locator("#log").evaluate("(log) => (log.scrollTop = 0)")
    await asyncio.sleep(0.2)
    await house.reply("person0", Reply("新来的一条"))
    await expect(person.button("下面还有")).to_be_visible()
    await expect(person.heard("新来的一条")).not_to_be_in_viewport()
    await person.picture("desktop-more")
    await person.presses("下面还有")
    await expect(person.heard("新来的一条")).to_be_in_viewport()
    await expect(person.button("下面还有")).to_be_hidden()


async def test_a_reply_longer_than_the_screen_is_read_from_its_beginning(person, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await house.reply("person0", Reply("先看这里", letter="\n".join(f"第{line}行" for line in range(60))))
    await expect(person.heard("先看这里").locator(".bubble")).to_be_in_viewport(ratio=1)


async def test_on_a_small_phone_the_conversation_has_most_of_the_room(browser, site):
    async with visiting(browser, site, **{**PHONE, "viewport": {"width": 360, "height": 640}}) as person:
        await expect(person.button("别的事")).to_be_visible()
        await person.picture("small-first")
        assert await room(person) > 0.65 * 640


async def test_with_type_of_twice_the_size_there_is_room_to_read_and_to_write(browser, site):
    async with visiting(browser, site, **{**PHONE, "viewport": {"width": 360, "height": 640}}) as person:
        await person.page.evaluate("() => void (document.documentElement.style.fontSize = '36px')")
        await person.says("我号被封了")
        await expect(person.heard("记下了：我号被封了")).to_be_visible()
        await person.picture("small-large-type")
        box = await person.box.bounding_box()
        wide = await person.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert await room(person) > 0.4 * 640
    assert box["width"] > 300
    assert wide <= 0


async def room(person):
    """The height of the log, pixels."""
    return (await person.page.locator("#log").bounding_box())["height"]


async def test_what_lies_below_is_offered_beside_the_conversation_and_not_over_it(person, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await house.reply("person0", Reply("先看这里", letter="\n".join(f"第{line}行" for line in range(60))))
    await expect(person.button("下面还有")).to_be_visible()
    log, more = await person.page.locator("#log").bounding_box(), await person.button("下面还有").bounding_box()
    assert more["y"] >= log["y"] + log["height"]


async def test_whoever_presses_by_keyboard_goes_on_from_the_new_reply(person):
    await person.button("被骗了钱").focus()
    await asyncio.sleep(0.8)
    await person.page.keyboard.press("Enter")
    await expect(person.heard("是哪个平台？")).to_be_focused()
    await expect(person.button("被骗了钱")).to_have_attribute("aria-pressed", "true")
    await expect(person.page.get_by_role("article", name="理直")).to_have_count(2)
    await expect(person.page.get_by_role("article", name="您")).to_have_count(1)
    await person.page.keyboard.press("Tab")
    await expect(person.button("快手")).to_be_focused()


async def test_day_and_time_stand_above_the_first_turn(person):
    await expect(person.heard("我是理直")).to_be_visible()
    await expect(person.page.locator(".day")).to_have_text(re.compile(r"\d月\d+日星期. \d\d:\d\d"))


@pytest.mark.parametrize("elsewhere", ["Telegram", ""])
async def test_another_channel_is_named_only_where_there_is_one(browser, house, elsewhere):
    web = Web(None, MAX_FILE_BYTES, elsewhere=elsewhere)
    async with running(web, house) as url, visiting(browser, url, **PHONE) as person:
        await expect(person.page.get_by_text("关掉这个页面后")).to_be_visible()
        await expect(person.page.get_by_text("/link")).to_have_count(1 if elsewhere else 0)


async def test_with_a_keyboard_open_there_is_still_room_to_read(browser, site):
    async with visiting(browser, site, **{**PHONE, "viewport": {"width": 390, "height": 440}}) as person:
        await expect(person.page.get_by_text("我是理直")).to_be_in_viewport()
        await person.picture("phone-keyboard")
        await person.presses("下面还有")
        await expect(person.button("别的事")).to_be_in_viewport(ratio=1)
        room = await person.page.locator("#log").bounding_box()
    assert room["height"] > 260


async def test_words_are_shown_as_words(person, house):
    await house.reply("person0", Reply("<img src=x onerror=alert(1)>", letter="<b>粗</b>"))
    await expect(person.heard("<img src=x onerror=alert(1)>")).to_be_visible()
    await expect(person.page.locator(".letter p")).to_have_text("<b>粗</b>")


async def test_a_conversation_that_is_gone_can_be_begun_again(person, house):
    await expect(person.heard("我是理直")).to_be_visible()
    house.sessions.clear()
    await expect(person.page.get_by_text("这段对话已经不在了")).to_be_visible()
    await expect(person.page.locator(".turn")).to_have_count(0)
    await person.says("还想说一句")
    await expect(person.box).to_have_value("还想说一句")
    await person.presses("重新开始")
    await expect(person.heard("我是理直")).to_be_visible()
    await expect(person.page.get_by_text("这段对话已经不在了")).to_be_hidden()


async def test_a_conversation_that_moved_is_opened_where_it_is_now(person, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await house.reply("person9", Reply("从 Telegram 接过来的"))
    house.sessions = dict.fromkeys(house.sessions, "person9")
    await expect(person.heard("从 Telegram 接过来的")).to_be_visible()
