"""A Chromium, the page with a small dialog behind it, and a person who has opened it."""

from __future__ import annotations

import pytest
from PIL import Image
from playwright.async_api import async_playwright

from bot.channels.web import Web
from dialogs.values import Button, Reply
from tests.web_house import MAX_FILE_BYTES, MemoryHouse, running
from tests.web_visitor import CHROMIUM, DESKTOP, FLAGS, visiting

FIRST = Reply(
    "您好，我是理直。\n我帮您把投诉写清楚、交对地方，再陪您等到有结果。\n\n一句话说说出了什么事就行，比如“快手9月30号把我号封了”。\n或者按一个：",
    (
        Button("q1:account", "账号被封、被限"),
        Button("q1:buy", "买东西吃亏了"),
        Button("q1:fraud", "被骗了钱"),
        Button("q1:harass", "被骂、被骚扰"),
        Button("q1:content", "作品被删、被盗"),
        Button("q1:other", "别的事"),
    ),
)
SECOND = Reply("是哪个平台？", (Button("q2:ks", "快手"), Button("q2:dy", "抖音"), Button("q2:other", "别的平台")))
LETTER = Reply(
    "照您说的写好了。这一份发给快手的在线客服。",
    (Button("sent:1", "我交了"), Button("edit:1", "有地方要改")),
    letter="您好，我的快手账号（昵称“小王修车”）在2026年9月30日10:00被永久封禁，通知写的原因是“违规引流”。\n\n"
    "我没有发布过引流内容，附上证据1、证据2。\n\n请复核并说明具体是哪一条内容、违反哪一条规则。谢谢。",
)


def guide(arrived):
    """The small dialog of these tests."""
    said = arrived.said
    if said.text == "/start":
        return [FIRST]
    if said.button.startswith("q1:"):
        return [SECOND]
    if said.button.startswith("q2:"):
        return [LETTER]
    if said.text:
        return [Reply(f"记下了：{said.text[:40]}")]
    return []


@pytest.fixture
def house():
    return MemoryHouse(guide)


@pytest.fixture
async def site(house):
    async with running(Web(None, MAX_FILE_BYTES, look_every=0.2, ping_every=0.5), house) as url:
        yield url


@pytest.fixture
async def browser():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def person(browser, site):
    async with visiting(browser, site, **DESKTOP) as visitor:
        yield visitor


@pytest.fixture
def png(tmp_path):
    path = tmp_path / "封号通知.png"
    Image.linear_gradient("L").resize((300, 600)).save(path)
    return path
