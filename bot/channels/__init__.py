"""What a channel is, and what the house lends it. A new channel is one file in this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from starlette.routing import BaseRoute

from dialogs.values import Arrived, Reply, SentFile, StoredFile


class TryLater(Exception):  # noqa: N818 - it reads as what it asks for
    """The channel cannot take this reply now; ``seconds`` says when to try again. Other conversations go on.

    ``everywhere`` is true when the channel itself is out of reach, and not this address alone.
    """

    def __init__(self, seconds: float, *, everywhere: bool = False) -> None:
        super().__init__(f"try again in {seconds:g} s")
        self.seconds = seconds
        self.everywhere = everywhere


class Undeliverable(Exception):  # noqa: N818
    """This address does not take replies any more (blocked, deleted). The message says why, without the address."""


class Unsendable(Exception):  # noqa: N818
    """The channel will never take this reply (a bug of ours). The next ones of the conversation go on."""


class Refused(Exception):  # noqa: N818
    """A file that is not kept. ``reason`` is a key of ``refusals.REFUSALS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a channel may be sent to: replies a second in all, and seconds between two to one conversation."""

    per_second: float = float("inf")
    between: float = 0.0


@dataclass(frozen=True, slots=True)
class Mail:
    """One reply in a conversation's mailbox. ``id`` grows along the conversation."""

    id: int
    at: datetime
    reply: Reply


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person said, as a line of a conversation's history; ``id`` is its external id."""

    at: datetime
    text: str
    files: tuple[StoredFile, ...]
    id: str


class House(Protocol):
    """What ``app.py`` lends a channel."""

    def now(self) -> datetime:
        """The one clock."""

    async def receive(self, batch: Sequence[Arrived], keys: Mapping[str, bytes] | None = None) -> None:
        """Put a batch in the inbox; committed when it returns. Repeats are recognised and dropped.

        ``keys`` are those of the sealed files in it, as ``keep`` gave them: each file is its sender's from now on.
        """

    async def keep(self, name: str, stream: AsyncIterator[bytes]) -> tuple[SentFile, Mapping[str, bytes]]:
        """Check and seal an uploaded file, which is nobody's until it is received. Raises ``Refused``."""

    async def lead(self, role: str) -> bool:
        """Whether this process may play ``role`` now (at most one process does; call again every few seconds)."""

    async def open_session(self, channel: str, token_hash: bytes) -> str:
        """The address behind a session token's hash; a new person and conversation when it is unknown."""

    async def session(self, token_hash: bytes) -> str | None:
        """The address behind a session token's hash, if it is known; its age is renewed."""

    async def mail(self, channel: str, address: str, after: int) -> list[Mail]:
        """The replies of a conversation with an id greater than ``after``, oldest first."""

    async def history(self, channel: str, address: str) -> list[Entry | Mail]:
        """Both sides of a conversation, oldest first."""

    async def open_file(
        self, channel: str, address: str, file_id: str
    ) -> tuple[StoredFile, AsyncIterator[bytes]] | None:
        """A file, if it belongs to the person at that address."""


class Channel(Protocol):
    """What carries messages."""

    name: str
    pace: Pace
    routes: Sequence[BaseRoute]
    mailbox: bool
    """Whether people read the outbox itself here, so that replies stay for as long as there is a case."""

    async def listen(self, house: House) -> None:
        """Receive until cancelled."""

    async def send(self, address: str, reply: Reply) -> None:
        """Send one reply. Raises ``TryLater``, ``Undeliverable`` or ``Unsendable``."""

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file that a message named. Raises ``TryLater`` or ``Refused``."""
