"""A bell between two loops: set when there is work, waited for with a limit."""

from __future__ import annotations

import asyncio


class Wake(asyncio.Event):
    """An event that is cleared by whoever waited for it."""

    async def wait(self, seconds: float) -> None:  # type: ignore[override]
        """Until it is set, at most that many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await super().wait()
        except TimeoutError:
            return
        finally:
            self.clear()
