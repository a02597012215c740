"""One HTTP server: health, metrics, and the routes that the channels bring.

It does not know what a route does. It runs inside an event loop that somebody else started, takes no signals, and
writes no access log: addresses and paths of people stay out of every log.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

Health = Callable[[], Awaitable[Mapping[str, bool]]]
"""Asks each part whether it is well."""

Measure = Callable[[], Awaitable[None]]
"""Brings what is measured up to date; never raises."""

GRACE = 3
"""Seconds that requests under way are given at a stop."""


class CannotListen(Exception):  # noqa: N818 - it reads as what went wrong
    """The address cannot be listened on; the message is one line for the operator."""


async def _nothing() -> None:
    """There is nothing to measure."""


def build(
    routes: Sequence[BaseRoute], health: Health, registry: CollectorRegistry = REGISTRY, measure: Measure = _nothing
) -> Starlette:
    """The application: ``/healthz`` (503 when a part is unwell), ``/metrics`` (for this machine only), ``routes``."""

    async def healthz(_: Request) -> Response:
        parts = await health()
        return JSONResponse(dict(parts), 200 if all(parts.values()) else 503)

    async def metrics(request: Request) -> Response:
        if not _from_this_machine(request):
            return Response(status_code=404)
        await measure()
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route("/healthz", healthz), Route("/metrics", metrics), *routes])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises ``CannotListen``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise CannotListen(f"cannot listen on {host} port {port}: {error.strerror}; choose another WEB_PORT") from None


async def serve_on(app: Starlette, listening: socket.socket) -> None:
    """Serve until cancelled. Requests under way then have ``GRACE`` seconds, and the socket is closed.

    Endless streams are ended by the channel they belong to; what still runs after that is cut off.
    """
    server = _Server(
        uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
    )
    running = asyncio.ensure_future(server.serve(sockets=[listening]))
    try:
        await asyncio.shield(running)
    finally:
        server.should_exit = True
        await running


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, which raise SIGTERM again after its own shutdown and skip our clean-up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _from_this_machine(request: Request) -> bool:
    """Whether the peer is this machine itself, and not a proxy on it that speaks for somebody else."""
    if request.client is None or {"x-forwarded-for", "forwarded", "via"} & set(request.headers.keys()):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
