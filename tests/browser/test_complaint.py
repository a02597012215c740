"""A whole complaint in a real browser, against the real program: told, photographed, handed in, timed, and reminded."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.async_api import expect

from dialogs.clocks import BEIJING
from tests.chat import picture
from tests.process import Clock, Program
from tests.web_visitor import DESKTOP, PHONE, visiting

SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
async def test_a_complaint_with_photos_from_the_first_word_to_the_reminder(browser, tmp_path, size):
    clock = Clock(tmp_path / "clock", datetime(2026, 9, 30, 10, tzinfo=BEIJING))
    program = Program(tmp_path, clock=clock)
    await program.start()
    try:
        async with visiting(browser, program.url, **SIZES[size]) as person:
            await expect(person.heard("发生了什么事")).to_be_visible()
            await person.picture(f"{size}-1-first")
            await person.says("快手号昨天被封了，说我搬运，我没有")
            await expect(person.heard("快手 · 封号")).to_be_visible()
            await person.picture(f"{size}-2-heard")
            await person.presses("昨天")
            await expect(person.heard("申诉截止")).to_be_visible()
            await person.says("通知写72小时内申诉")
            await person.presses("截好了")
            await person.open(program.url)  # reloaded in the middle: nothing is asked again
            await expect(person.heard("理由是什么")).to_be_visible()
            await person.says("说我搬运别人作品")
            await person.presses("能登录，没人动过")
            await person.says("视频都是我自己拍的，有原片")
            await expect(person.heard("请看一眼")).to_be_visible()
            await person.picture(f"{size}-3-review")
            await person.presses("没错，给我文字")
            await expect(person.button("我交了")).to_be_visible()
            await person.picture(f"{size}-4-letter")
            await person.presses("加截图和照片")
            await expect(person.heard("发完了")).to_be_visible()
            shot = {"name": "通知.png", "mimeType": "image/png", "buffer": picture("navy")}
            await person.sends_files(shot, {**shot, "name": "主页.png", "buffer": picture("teal")})
            await expect(person.page.locator(".mine img")).to_have_count(2)
            await person.presses("发完了")
            await expect(person.heard("证据1–2")).to_be_visible()
            await person.picture(f"{size}-5-exhibits")
            await person.presses("我交了")
            await person.presses("App 内客服")
            await person.presses("刚刚")
            await person.presses("没有编号")
            await expect(person.heard("10月10日（周六）至10月13日（周二）")).to_be_visible()
            await person.picture(f"{size}-6-clock")
            clock.set(datetime(2026, 10, 14, 9, tzinfo=BEIJING))
            await expect(person.heard("今天是第14天")).to_be_visible()
            await person.picture(f"{size}-7-due")
            await person.presses("去催一催")
            await expect(person.heard("请告知进度")).to_be_visible()
            await person.says("我的投诉")
            await person.presses("看第1件")
            await expect(person.heard("催过一次")).to_be_visible()
            await person.picture(f"{size}-8-case")
    finally:
        await program.kill() if program.process.returncode is None else None
