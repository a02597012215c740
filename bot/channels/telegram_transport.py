"""Carries calls to the Bot API over aiohttp, and files back; the bot token never leaves it in an error or a log line.

It knows HTTP, proxies and time limits. It knows no method of the Bot API, does no retries and uploads nothing.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import AsyncGenerator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# The library writes every parameter, and its base URL with the token, at DEBUG: both stay out of any log.
logging.getLogger("telegram").setLevel(logging.INFO)
# `RetryAfter.retry_after` becomes a timedelta in its next major version, and warns until one asks for it.
os.environ["PTB_TIMEDELTA"] = "true"

CONNECTIONS = 256
CONNECT_WITHIN = 10.0
CHUNK_WITHIN = 30.0
"""Seconds until a connection stands, and between two pieces of a file."""
CHUNK = 64 * 1024

_NOTHING = b"{}"
_HEADERS = {"Content-Type": "application/json"}


class Transport(BaseRequest):
    """One connection pool for all calls. Opened by the first call; ``shutdown`` may be followed by more calls."""

    __slots__ = ("_answer_within", "_proxy", "_session")

    def __init__(self, api_url: str, answer_within: float = 15.0) -> None:
        self._session: ClientSession | None = None
        self._proxy = proxy_for(api_url)
        self._answer_within = answer_within

    @property
    def read_timeout(self) -> float:
        """Seconds that a call may take unless it says otherwise."""
        return self._answer_within

    async def initialize(self) -> None:
        """Open the pool; a call does so by itself."""
        self._open()

    async def shutdown(self) -> None:
        """Close the pool."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> ClientSession:
        if self._session is None:
            # `trust_env=True` would look for a proxy in a thread at every call; the proxy is looked up once instead.
            self._session = ClientSession(connector=TCPConnector(limit=CONNECTIONS), proxy=self._proxy)
        return self._session

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """The status and body of one call. Raises ``TimedOut`` and ``NetworkError``, which never hold the URL."""
        seconds = read_timeout if isinstance(read_timeout, (int, float)) else self._answer_within
        body = json.dumps(request_data.parameters).encode() if request_data else _NOTHING
        try:
            async with self._open().request(
                method,
                url,
                data=body,
                headers=_HEADERS,
                timeout=ClientTimeout(total=seconds, sock_connect=CONNECT_WITHIN),
                allow_redirects=False,
            ) as answer:
                return answer.status, _presentable(answer.status, await answer.read())
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    async def stream(self, url: str) -> AsyncGenerator[bytes]:
        """The bytes of a file, a chunk at a time. Raises ``TimedOut`` and ``NetworkError`` without the URL."""
        limit = ClientTimeout(total=None, sock_connect=CONNECT_WITHIN, sock_read=CHUNK_WITHIN)
        try:
            async with self._open().get(url, timeout=limit, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise NetworkError(f"file not served ({answer.status})")
                async for chunk in answer.content.iter_chunked(CHUNK):
                    yield chunk
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The parsed answer. Raises ``TelegramError``; unlike the library's own, it logs nothing that people wrote."""
        try:
            return json.loads(payload)  # type: ignore[no-any-return]
        except ValueError:
            raise TelegramError("Invalid server response") from None


def _presentable(status: int, body: bytes) -> bytes:
    """An error page of something between us and Telegram can quote the URL: the library would put it in its error."""
    if status < 300 or body.startswith(b'{"ok":'):
        return body
    return _NOTHING


def proxy_for(url: str) -> str | None:
    """The proxy that the environment names for this address (HTTPS_PROXY, NO_PROXY …)."""
    parts = urlsplit(url)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
