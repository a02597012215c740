"""Who may speak to the web chat, from where, and how often."""

from __future__ import annotations

import asyncio
import hashlib

import httpx
import pytest

from bot.channels.web import Web
from bot.channels.web_guard import POSTS_PER_WINDOW
from bot.server import build
from tests.web_house import MAX_FILE_BYTES, healthy, running, say, send_file

# The session


async def test_opening_the_page_makes_a_session_and_only_a_hash_of_the_token_is_told(visitor, house):
    token = visitor.cookies["lizhi"]
    assert list(house.sessions) == [hashlib.sha256(token.encode()).digest()]


async def test_the_cookie_is_out_of_reach_of_scripts_and_lasts(url):
    async with httpx.AsyncClient(base_url=url) as http:
        cookie = (await http.get("/")).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=34560000" in cookie
    assert "Secure" not in cookie


async def test_the_cookie_is_secure_where_the_page_is_opened_over_https(house):
    async with running(Web("https://lizhi.example", MAX_FILE_BYTES), house) as url, httpx.AsyncClient() as http:
        assert "Secure" in (await http.get(url)).headers["set-cookie"]
    async with running(Web(None, MAX_FILE_BYTES), house) as url, httpx.AsyncClient() as http:
        forwarded = await http.get(url, headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"})
        assert "Secure" in forwarded.headers["set-cookie"]


async def test_an_existing_session_is_kept_and_renewed(visitor, house):
    token = visitor.cookies["lizhi"]
    answer = await visitor.get("/")
    assert f"lizhi={token};" in answer.headers["set-cookie"]
    assert len(house.sessions) == 1


async def test_an_unknown_token_is_replaced_and_never_adopted(url, house):
    async with httpx.AsyncClient(base_url=url, cookies={"lizhi": "chosen-by-somebody"}) as http:
        cookie = (await http.get("/")).headers["set-cookie"]
    assert "chosen-by-somebody" not in cookie
    assert hashlib.sha256(b"chosen-by-somebody").digest() not in house.sessions


async def test_looking_at_the_headers_makes_no_session(url, house):
    async with httpx.AsyncClient(base_url=url) as http:
        assert "set-cookie" not in (await http.head("/")).headers
    assert house.sessions == {}


@pytest.mark.parametrize("path", ["/chat/history", "/chat/events"])
async def test_without_a_session_nothing_is_told(url, path):
    async with httpx.AsyncClient(base_url=url) as http:
        answer = await http.get(path)
    assert answer.status_code == 401
    assert answer.json()["error"] == "no_session"


async def test_without_a_session_nothing_is_taken(url, house):
    async with httpx.AsyncClient(base_url=url) as http:
        assert (await say(http, text="你好")).status_code == 401
        assert (await send_file(http)).status_code == 401
    assert house.arrived == []


# The origin of a POST


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 202),
        ({"Origin": "OWN", "Sec-Fetch-Site": "same-origin"}, 202),
        ({"Sec-Fetch-Site": "same-origin", "Referer": "http://anything"}, 202),
        ({"Origin": "https://chat.example"}, 202),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://chat.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Referer": "https://evil.example/"}, 403),
    ],
)
async def test_a_post_is_taken_from_our_own_page_only(house, headers, status):
    async with (
        running(Web("https://chat.example/", MAX_FILE_BYTES), house) as url,
        httpx.AsyncClient(base_url=url) as http,
    ):
        cookie = (await http.get("/")).headers["set-cookie"].partition(";")[0]
        own = {name: value.replace("OWN", url) for name, value in headers.items()}
        answer = await say(http, text="你好", headers={"Cookie": cookie, **own})
        assert answer.status_code == status
    assert len(house.arrived) == (status == 202)


# The rest


async def test_a_flood_is_asked_to_wait_and_others_are_not(visitor, stranger):
    answers = await asyncio.gather(*(say(visitor, text="a") for _ in range(2 * POSTS_PER_WINDOW + 1)))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0].headers["retry-after"] == "10"
    assert (await say(stranger, text="a")).status_code == 202


async def test_every_answer_carries_the_strict_headers(visitor):
    for path in ("/", "/web/chat.js", "/web/style.css", "/chat/history", "/files/none"):
        headers = (await visitor.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert headers["referrer-policy"] == "no-referrer", path
        assert headers["x-content-type-options"] == "nosniff", path
        assert "permissions-policy" in headers, path


async def test_before_the_house_listens_people_are_asked_to_wait():
    transport = httpx.ASGITransport(build(Web(None, MAX_FILE_BYTES).routes, healthy))
    async with httpx.AsyncClient(transport=transport, base_url="http://lizhi", cookies={"lizhi": "x"}) as http:
        assert (await http.get("/")).status_code == 503
        assert (await say(http, text="你好")).headers["retry-after"] == "10"
