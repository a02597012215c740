"""A person at the page, in a real Chromium. It knows nothing of what answers: a test's house, or the whole program."""

from __future__ import annotations

import os
import shutil
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


class Visitor:
    """A person at the page."""

    def __init__(self, page):
        self.page = page
        self.box = page.get_by_label("写给理直的话")

    async def open(self, url):
        await self.page.goto(url)
        await expect(self.page.locator("#log")).to_have_attribute("aria-busy", "false")

    async def says(self, text):
        await self.box.fill(text)
        await self.page.get_by_role("button", name="发送").click()

    async def presses(self, label):
        await self.button(label).last.click()

    async def sends_files(self, *files):
        await self.page.locator("#files").set_input_files(files)

    def button(self, label):
        return self.page.get_by_role("button", name=label, exact=True)

    def heard(self, text):
        return self.page.locator(".theirs", has_text=text)

    def said(self, text):
        return self.page.locator(".mine", has_text=text)

    async def picture(self, name):
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            await self.page.screenshot(path=Path(folder) / f"{name}.png")


@asynccontextmanager
async def visiting(browser, url, **options):
    """A person who has opened the page; whatever the browser complains of fails the test."""
    context = await browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
    page = await context.new_page()
    page.set_default_timeout(5000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
    visitor = Visitor(page)
    await visitor.open(url)
    yield visitor
    await context.close()
    assert complaints == []
