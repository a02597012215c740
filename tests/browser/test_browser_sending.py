"""Words and files on their way from the page: in order, once, and never lost."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest
from playwright.async_api import expect

from bot.channels.web import Web
from tests.web_house import MAX_FILE_BYTES, running
from tests.web_visitor import CHROMIUM, DESKTOP, PHONE, visiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found (chromium, chromium-browser, google-chrome)"),
]


async def test_nothing_is_lost_while_the_connection_is_down(person, house):
    await expect(person.heard("我是理直")).to_be_visible()
    await person.page.context.set_offline(True)
    await person.says("我号被封了")
    await expect(person.said("没发出去")).to_be_visible()
    await expect(person.page.get_by_text("网络断开了")).to_be_visible()
    await person.picture("desktop-offline")
    await person.page.context.set_offline(False)
    await expect(person.heard("记下了：我号被封了")).to_be_visible()
    await expect(person.page.get_by_text("网络断开了")).to_be_hidden()
    await expect(person.said("没发出去")).to_have_count(0)


async def test_the_page_comes_back_by_itself_after_a_restart(browser, house):
    async with AsyncExitStack() as before:
        url = await before.enter_async_context(running(Web(None, MAX_FILE_BYTES), house))
        async with visiting(browser, url, **DESKTOP) as person:
            await expect(person.heard("我是理直")).to_be_visible()
            await before.aclose()
            await person.says("还在吗")
            await expect(person.said("没发出去")).to_be_visible()
            async with running(Web(None, MAX_FILE_BYTES), house, int(url.rpartition(":")[2])):
                await expect(person.heard("记下了：还在吗")).to_be_visible(timeout=15_000)
    assert [arrived.said.text for arrived in house.arrived] == ["/start", "还在吗"]


async def test_a_lost_answer_does_not_double_the_message(person, house):
    await person.page.route("**/chat/messages", break_answer)
    await person.says("只说一次")
    await expect(person.said("没发出去")).to_be_visible()
    await person.page.unroute("**/chat/messages")
    await person.presses("重发")
    await expect(person.said("没发出去")).to_have_count(0)
    await expect(person.heard("记下了：只说一次")).to_have_count(1)
    assert [arrived.said.text for arrived in house.arrived].count("只说一次") == 1


async def break_answer(route):
    """The server gets the message, and the answer is lost on its way."""
    await route.fetch()
    await route.abort()


async def test_what_was_not_sent_survives_a_reload(person, site):
    await expect(person.heard("我是理直")).to_be_visible()
    await person.page.route("**/chat/messages", lambda route: route.abort())
    await person.says("先前没发出去的话")
    await expect(person.said("没发出去")).to_be_visible()
    await person.page.unroute("**/chat/messages")
    await person.open(site)
    await expect(person.heard("记下了：先前没发出去的话")).to_be_visible()


async def test_a_draft_survives_a_reload(person, site):
    await person.box.fill("写到一半")
    await person.open(site)
    await expect(person.box).to_have_value("写到一半")


async def test_too_long_a_text_stays_in_the_box(person, house):
    await person.says("字" * 4001)
    await expect(person.page.get_by_text("一次最多4000字，现在有4001字")).to_be_visible()
    assert len(await person.box.input_value()) == 4001


async def test_what_the_server_refuses_goes_back_into_the_box(person):
    refusal = {"error": "too_long", "text": "太长了，请分成几段发。"}
    await person.page.route("**/chat/messages", lambda route: route.fulfill(status=413, json=refusal))
    await person.says("这一段")
    await expect(person.page.get_by_text("太长了，请分成几段发。")).to_be_visible()
    await expect(person.box).to_have_value("这一段")


async def test_enter_sends_and_shift_enter_does_not(person, house):
    await person.box.click()
    await person.page.keyboard.type("第一行")
    await person.page.keyboard.press("Shift+Enter")
    await person.page.keyboard.type("第二行")
    await person.page.keyboard.press("Enter")
    await expect(person.said("第二行")).to_be_visible()
    await expect(person.heard("记下了：第一行")).to_be_visible()
    assert house.arrived[-1].said.text == "第一行\n第二行"


async def test_enter_that_ends_the_composing_of_chinese_does_not_send(person, house):
    await person.box.fill("ni hao")
    await person.box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await expect(person.box).to_have_value("ni hao")


async def test_on_a_phone_enter_makes_a_new_line(browser, site):
    async with visiting(browser, site, **PHONE) as person:
        await person.box.tap()
        await person.page.keyboard.type("第一行")
        await person.page.keyboard.press("Enter")
        await expect(person.box).to_have_value("第一行\n")


async def test_files_arrive_in_the_order_in_which_they_were_chosen(person, house, png, tmp_path):
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"截图{number}.png")
        paths[-1].write_bytes(png.read_bytes() + bytes(200_000 * (4 - number)))
    await person.sends_files(*paths)
    await expect(person.said("已收到")).to_have_count(4)
    assert [arrived.said.files[0].name for arrived in house.arrived[1:]] == [path.name for path in paths]


async def test_a_refused_file_says_why_and_cannot_be_sent_again(person, tmp_path):
    program = tmp_path / "领红包.exe"
    program.write_bytes(b"MZ" + bytes(1_500_000))
    await person.sends_files(program)
    await expect(person.said("可能是程序")).to_be_visible()
    await expect(person.button("重发")).to_have_count(0)


async def test_a_file_over_the_bound_is_not_even_sent(person, house, tmp_path):
    film = tmp_path / "录屏.mp4"
    film.write_bytes(bytes(MAX_FILE_BYTES + 1))
    await person.sends_files(film)
    await expect(person.said("超过了 3 MB")).to_be_visible()
    assert house.chunks == []


async def test_a_file_that_did_not_get_through_is_sent_again(person, house, png):
    await person.page.route("**/chat/files", lambda route: route.abort())
    await person.sends_files(png)
    await expect(person.said("没发出去")).to_be_visible()
    await person.page.unroute("**/chat/files")
    await person.presses("重发")
    await expect(person.said("已收到")).to_be_visible()
    assert house.arrived[-1].said.kind == "files"


@pytest.mark.parametrize("how", ["paste", "drop"])
async def test_a_picture_may_be_pasted_or_dropped(person, house, how):
    await expect(person.heard("我是理直")).to_be_visible()
    await person.page.evaluate(
        """(how) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array([137, 80, 78, 71, 1])], "贴图.png", {type: "image/png"}));
            const event = how === "paste" ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true})
                                          : new DragEvent("drop", {dataTransfer: data, bubbles: true});
            document.body.dispatchEvent(event);
        }""",
        how,
    )
    await expect(person.said("已收到")).to_be_visible()
    assert house.arrived[-1].said.files[0].name == "贴图.png"
