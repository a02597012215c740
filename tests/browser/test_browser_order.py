"""What is on its way from the page keeps its order, and a press counts where it was meant."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from dialogs.values import Button, Reply
from tests.web_visitor import CHROMIUM, PHONE, visiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found (chromium, chromium-browser, google-chrome)"),
]

COLLECTING = Reply("请把截图发给我", (Button("q9:notice", "处罚通知"), Button("q9:done", "发完了")))


def shot(name, png):
    return {"name": name, "mimeType": "image/png", "buffer": png.read_bytes()}


def told(house):
    """What arrived after the greeting, in order."""
    return [a.said.text or a.said.button or a.said.files[0].name for a in house.arrived[1:]]


async def failing(page, pattern):
    await page.route(pattern, lambda route: route.abort())


async def waiting(route):
    """A request that is never answered."""


async def test_later_words_wait_behind_those_that_failed(person, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await failing(person.page, "**/chat/messages")
    await person.says("第一句")
    await expect(person.said("没发出去，会自己再发")).to_be_visible()
    await person.says("第二句")
    await expect(person.said("等前面的发完")).to_be_visible()
    await person.page.unroute("**/chat/messages")
    await expect(person.heard("记下了：第二句")).to_be_visible(timeout=10_000)
    await expect(person.page.locator(".mine .status")).to_have_count(0)
    assert told(house) == ["第一句", "第二句"]


async def test_photos_that_failed_go_first_and_what_was_said_after_them_follows(person, house, png):
    await expect(person.heard("我是理直")).to_be_visible()
    await house.reply("person0", COLLECTING)
    await person.page.context.set_offline(True)
    await person.sends_files(shot("通知.png", png), shot("主页.png", png))
    await person.presses("发完了")
    await expect(person.said("等前面的发完")).to_have_count(2)
    await person.page.context.set_offline(False)
    await expect(person.said("已收到")).to_have_count(2)
    await expect(person.page.locator(".failed")).to_have_count(0)
    await expect(person.said("等前面的发完")).to_have_count(0)
    assert told(house) == ["通知.png", "主页.png", "q9:done"]


async def test_words_overtaken_before_a_reload_wait_to_be_sent_again_and_move_to_the_end(person, site, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await failing(person.page, "**/chat/messages")
    await person.says("旧的一句")
    await expect(person.said("没发出去")).to_be_visible()
    await person.page.unroute("**/chat/messages")
    await person.page.evaluate(
        """() => fetch("/chat/messages", {method: "POST", headers: {"Content-Type": "application/json"},
               body: JSON.stringify({id: "elsewhere", text: "别处的一句"})})"""
    )
    await person.open(site)
    await expect(person.said("旧的一句")).to_contain_text("没发出去。")
    await person.says("新的一句")
    await expect(person.heard("记下了：新的一句")).to_be_visible()
    await person.page.reload()
    await expect(person.said("旧的一句")).to_contain_text("没发出去。")
    await person.presses("重发")
    await expect(person.heard("记下了：旧的一句")).to_be_visible()
    assert [text for text in told(house) if text.endswith("一句")] == ["别处的一句", "新的一句", "旧的一句"]
    said = await person.page.locator(".mine .bubble").all_text_contents()
    assert said[-1] == "旧的一句"


async def test_files_that_were_waiting_at_a_reload_are_named(person, site, house, png):
    await expect(person.heard("我是理直")).to_be_visible()
    await failing(person.page, "**/chat/files")
    await person.sends_files(png)
    await person.says("这是通知")
    await expect(person.said("等前面的发完")).to_be_visible()
    await person.open(site)
    await expect(person.page.get_by_text("有1份没发完，请再选一次：封号通知.png")).to_be_visible()
    await expect(person.said("这是通知")).to_contain_text("没发出去。")
    assert told(house) == []


async def test_leaving_is_asked_about_while_a_file_is_on_its_way(person, png):
    await person.page.route("**/chat/files", waiting)
    await person.box.click()
    await person.sends_files(png)
    asked = asyncio.Event()
    person.page.on("dialog", lambda dialog: (asked.set(), asyncio.ensure_future(dialog.dismiss())))
    await person.page.evaluate("() => void setTimeout(() => location.reload())")
    await asyncio.wait_for(asked.wait(), 5)
    await expect(person.said("正在发…")).to_be_visible()


async def test_an_upload_that_stalls_counts_as_failed(person, house, png):
    await expect(person.heard("我是理直")).to_be_visible()
    await person.page.clock.install()
    await person.page.route("**/chat/files", waiting)
    await person.sends_files(png)
    await person.says("这是通知")
    await expect(person.said("正在发…")).to_be_visible()
    await expect(person.said("等前面的发完")).to_be_visible()
    await person.page.clock.fast_forward(31_000)
    await expect(person.said("没发出去，会自己再发")).to_be_visible()
    await person.page.unroute("**/chat/files")
    await person.page.clock.fast_forward(3_100)
    await expect(person.said("已收到")).to_be_visible()
    await expect(person.heard("记下了：这是通知")).to_be_visible()
    assert told(house) == [png.name, "这是通知"]


async def test_a_file_that_cannot_be_sent_may_be_given_up(person, house, png):
    await failing(person.page, "**/chat/files")
    await person.sends_files(png)
    await person.says("那就算了")
    await person.presses("不发了")
    await expect(person.heard("记下了：那就算了")).to_be_visible()
    await expect(person.said("没发出去")).to_have_count(0)


async def test_words_in_the_box_go_along_with_the_first_file(person, house, png):
    await person.box.fill("这是付款截图")
    await person.sends_files(shot("通知.png", png), shot("主页.png", png))
    await expect(person.said("已收到")).to_have_count(2)
    await expect(person.box).to_have_value("")
    assert [(a.said.files[0].name, a.said.text) for a in house.arrived[1:]] == [
        ("通知.png", "这是付款截图"),
        ("主页.png", ""),
    ]


@pytest.mark.parametrize("pause", [0.15, 0.4])
async def test_a_double_tap_presses_once(browser, site, house, pause):
    async with visiting(browser, site, **PHONE) as person:
        await house.reply("person0", Reply("照您说的写好了。", (Button("sent:1", "我交了"), Button("edit:1", "要改"))))
        house.answer = lambda arrived: [Reply("交到哪里？", (Button("q3:app", "App 内客服"), Button("q3:web", "网页")))]
        await expect(person.button("我交了")).to_be_in_viewport(ratio=1)
        await asyncio.sleep(0.8)
        box = await person.button("我交了").bounding_box()
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await person.page.touchscreen.tap(*middle)
        await asyncio.sleep(pause)
        await person.page.touchscreen.tap(*middle)
        await expect(person.heard("交到哪里")).to_be_visible()
        box = await person.button("App 内客服").bounding_box()
        await person.page.touchscreen.tap(box["x"] + 20, box["y"] + 20)
        await asyncio.sleep(0.2)
        assert told(house) == ["sent:1"]
        await person.presses("App 内客服")
        await expect(person.said("App 内客服")).to_be_visible()


async def test_words_written_before_the_conversation_is_there_come_after_it(person, site, house):
    await person.says("先前的话")
    await expect(person.heard("记下了：先前的话")).to_be_visible()
    ready = asyncio.Event()

    async def slow(route):
        await ready.wait()
        await route.continue_()

    await person.page.route("**/chat/history", slow)
    await person.page.goto(site)
    await expect(person.page.get_by_text("正在打开…")).to_be_visible()
    await person.says("后来的话")
    await asyncio.sleep(0.3)
    assert told(house) == ["先前的话"]
    ready.set()
    await expect(person.heard("记下了：后来的话")).to_be_visible()
    await expect(person.page.get_by_text("正在打开…")).to_be_hidden()
    assert await person.page.locator(".mine .bubble").all_text_contents() == ["先前的话", "后来的话"]


async def test_a_press_keeps_its_label_after_a_reload(person, site, house):
    await house.reply("person0", Reply("加几张吗？", (Button("photos:1", "加截图和照片"),)))
    await person.presses("加截图和照片")
    await house.reply("person0", Reply("还要吗？", (Button("photos:1", "再加几张"),)))
    await expect(person.button("再加几张")).to_be_visible()
    await person.open(site)
    await expect(person.page.locator(".mine .bubble")).to_have_text(["加截图和照片"])


async def test_the_open_question_stands_at_the_end_once_the_files_are_in(person, site, house, png):
    await expect(person.heard("我是理直")).to_be_visible()
    await house.reply("person0", COLLECTING)
    await person.sends_files(*[shot(f"{n}.png", png) for n in "1234"])
    await expect(person.said("已收到")).to_have_count(4)
    await expect(person.button("发完了")).to_be_in_viewport(ratio=1)
    await person.open(site)
    await expect(person.said("已收到")).to_have_count(4)
    await expect(person.button("发完了")).to_be_in_viewport(ratio=1)
    await house.reply("person0", Reply("换一个问题", (Button("q10:a", "好"),)))
    await expect(person.button("好")).to_be_enabled()
    await expect(person.page.locator(".again")).to_have_count(0)
    await expect(person.button("发完了")).to_be_disabled()


async def test_another_tab_shows_what_is_said_and_pressed_here(person, site, house):
    await expect(person.heard("我是理直")).to_be_visible()
    other = type(person)(await person.page.context.new_page())
    await other.open(site)
    await person.presses("被骗了钱")
    await expect(other.said("被骗了钱")).to_be_visible()
    await expect(other.button("被骗了钱")).to_be_disabled()
    await other.says("三千块")
    await expect(person.said("三千块")).to_be_visible()
    await expect(person.heard("记下了：三千块")).to_have_count(1)


async def test_words_that_another_tab_has_overtaken_are_not_sent_by_themselves(person, site, house):
    await expect(person.heard("我是理直")).to_be_visible()
    other = type(person)(await person.page.context.new_page())
    await other.open(site)
    await failing(person.page, "**/chat/messages")
    await person.says("早说的")
    await expect(person.said("没发出去，会自己再发")).to_be_visible()
    await other.says("晚说的")
    await expect(person.said("没发出去。")).to_be_visible()
    await person.page.unroute("**/chat/messages")
    await asyncio.sleep(3.5)
    assert told(house) == ["晚说的"]


async def test_each_tab_has_its_own_draft(person, site):
    other = type(person)(await person.page.context.new_page())
    await other.open(site)
    await other.box.fill("乙页")
    await person.box.fill("甲页")
    await other.open(site)
    await person.open(site)
    await expect(other.box).to_have_value("乙页")
    await expect(person.box).to_have_value("甲页")


async def test_a_second_tab_leaves_what_the_first_is_sending_alone(person, site, house, png):
    await expect(person.heard("我是理直")).to_be_visible()
    await failing(person.page, "**/chat/files")
    await person.sends_files(shot("通知.png", png))
    await person.says("这是通知")
    await expect(person.said("等前面的发完")).to_be_visible()
    other = type(person)(await person.page.context.new_page())
    await other.open(site)
    await expect(other.said("这是通知")).to_contain_text("没发出去。")
    await person.page.unroute("**/chat/files")
    await expect(other.said("已收到")).to_be_visible(timeout=10_000)
    await expect(other.page.locator(".failed")).to_have_count(0)
    await expect(other.page.locator("#notice")).to_be_hidden()
    assert told(house) == ["通知.png", "这是通知"]
