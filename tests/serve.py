"""``python -m tests.serve``: the real program, with the clock that ``CLOCK_FILE`` says and nothing else changed.

The file holds the seconds by which that clock is ahead of the machine's.
"""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import logs
from bot.app import run
from bot.settings import read


def main():
    ahead = Path(os.environ["CLOCK_FILE"])
    settings = read()
    logs.configure(settings.log_format, settings.log_level)
    asyncio.run(run(settings, now=lambda: datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()))))


if __name__ == "__main__":
    main()
