"""How long a reply waits so that a channel's limits are kept: in all, and per address.

Telegram takes about 30 messages a second in all and one a second in a chat (its FAQ on limits); the library's own
limiter does not pace one private chat, and halts all for one chat's refusal.
"""

from __future__ import annotations

import time
from collections import OrderedDict

from bot.channels import Pace

REMEMBERED = 20_000
"""Addresses whose last send is remembered; older ones are long past their pause."""


class Pacing:
    """The next free moment of a channel, in seconds of the monotonic clock."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._free = 0.0
        self._last: OrderedDict[str, float] = OrderedDict()

    def reserve(self, address: str) -> float:
        """Take the next place for an address: how many seconds to wait for it."""
        now = time.monotonic()
        moment = max(now, self._free, self._last.get(address, 0.0) + self._pace.between)
        self._free = max(now, self._free) + 1 / self._pace.per_second
        self._last[address] = moment
        self._last.move_to_end(address)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        return moment - now

    def pause(self, seconds: float) -> None:
        """The channel is out of reach: nobody is sent to for that long."""
        self._free = max(self._free, time.monotonic() + seconds)
