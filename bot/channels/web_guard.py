"""Who may speak to the web chat: the session cookie, the origin of a POST, how many in a while; and the headers.

It knows nothing of what is said. A session is a random token in a cookie; only the token's SHA-256 leaves this file.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels import Refused
from dialogs.refusals import REFUSALS

COOKIE = "lizhi"
COOKIE_AGE = 400 * 24 * 3600
"""Seconds; the longest that browsers keep a cookie. Renewed whenever the page is opened."""

WINDOW = 10
POSTS_PER_WINDOW = 30

PROBLEMS = {
    "bad_request": (400, "这条没能读懂，请刷新页面再发一次。"),
    "empty": (400, "还没有写内容，写一句再发。"),
    "no_session": (401, "这段对话已经不在了，请重新打开页面。"),
    "other_origin": (403, "这条不是从本页面发来的，所以没有收。请在本页面里发。"),
    "not_found": (404, "没有这个文件。"),
    "too_long": (413, "一次最多4000字，请分成几段发。您写的都还在，没有丢。"),
    "too_many": (429, "发得太快了，请等几秒再发。"),
    "not_ready": (503, "正在准备，请过几秒再发。"),
}
"""What can be wrong with a request: its HTTP status, and what the person reads."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Endpoint = Callable[[Request], Awaitable[Response]]


class Problem(Exception):  # noqa: N818
    """A request that is not answered; ``reason`` is a key of ``PROBLEMS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Crowd:
    """Bounds how many POSTs one session makes: ``POSTS_PER_WINDOW`` in each window of ``WINDOW`` seconds."""

    def __init__(self) -> None:
        self._window = 0
        self._posts: Counter[str] = Counter()

    def count(self, address: str) -> None:
        """Count one POST. Raises ``Problem("too_many")``."""
        window = int(asyncio.get_running_loop().time()) // WINDOW
        if window != self._window:
            self._window, self._posts = window, Counter()
        self._posts[address] += 1
        if self._posts[address] > POSTS_PER_WINDOW:
            raise Problem("too_many")


def guarded(endpoint: Endpoint) -> Endpoint:
    """The endpoint with the headers of the house on its answer, and its problems told as JSON ``{"error", "text"}``."""

    async def answer(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except Problem as problem:
            response = _told(problem.reason, *PROBLEMS[problem.reason])
        except Refused as refused:
            status = 413 if refused.reason.startswith("too_large") else 415
            response = _told(refused.reason, status, REFUSALS[refused.reason])
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def _told(reason: str, status: int, text: str) -> Response:
    headers = {"Retry-After": str(WINDOW)} if status in (429, 503) else None
    return JSONResponse({"error": reason, "text": text}, status, headers)


def check_origin(request: Request, public_url: str | None) -> None:
    """Raise ``Problem("other_origin")`` unless a POST comes from our own page or from a program that is no browser.

    A browser always names the origin of a POST; where a proxy drops it, ``Sec-Fetch-Site`` must say the same. Without
    either, and without a ``Referer``, it is no browser, and there is no foreign page that could have forged it.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is not None:
        ours = origin in _own_origins(request, public_url)
    else:
        ours = site == "same-origin" or (site is None and "referer" not in request.headers)
    if not ours:
        raise Problem("other_origin")


def _own_origins(request: Request, public_url: str | None) -> set[str]:
    here = {f"{request.url.scheme}://{request.headers.get('host', '')}"}
    if public_url:
        url = urlsplit(public_url)
        here.add(f"{url.scheme}://{url.netloc}")
    return here


def new_token() -> str:
    """A fresh session token."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What may be stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def set_token(request: Request, response: Response, token: str, public_url: str | None) -> None:
    """Give the browser its token. ``Lax`` and not ``Strict``, or a person arriving by a link would lose the case."""
    secure = request.url.scheme == "https" or (public_url or "").startswith("https:")
    response.set_cookie(COOKIE, token, max_age=COOKIE_AGE, secure=secure, httponly=True, samesite="lax")
