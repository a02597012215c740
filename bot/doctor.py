"""``./run doctor``: what is configured and what can be reached, a line each; it prints no secret."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from bot.app import FOR_THE_OPERATOR, CannotStart, system_now
from bot.channels.telegram import Telegram
from bot.settings import Settings
from dialogs.clocks import beijing_day
from dialogs.letters.rows import ROWS
from dialogs.playbook import load, stale
from storage.database import is_new
from storage.sealing import is_open_to_others, read_or_make_key
from storage.store import Store
from storage.vault import Vault

Finding = tuple[bool, str]


async def examine(settings: Settings) -> None:
    """Look at each part and print what was found. Raises ``CannotStart`` if something is amiss."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)  # as the program makes it: for us alone
    amiss = 0
    for name, look in _LOOKS.items():
        async for well, what in _safely(look, settings):
            amiss += not well
            print(f"{'ok  ' if well else 'FAIL'} {name}: {what}")
    if amiss:
        raise CannotStart(f"{amiss} of these need mending.")


async def _safely(look: Callable[[Settings], Awaitable[list[Finding]]], settings: Settings) -> AsyncIterator[Finding]:
    try:
        for finding in await look(settings):
            yield finding
    except FOR_THE_OPERATOR as error:
        yield False, str(error)
    except Exception as error:  # its words may quote anything
        yield False, type(error).__name__


async def _key(settings: Settings) -> list[Finding]:
    if not settings.key_file.exists():
        return [(True, f"none yet; the first start makes {settings.key_file}")]
    read_or_make_key(settings.key_file, may_make=False)
    if is_open_to_others(settings.key_file):
        return [(False, f"{settings.key_file} can be read by others: chmod 600")]
    return [(True, str(settings.key_file))]


async def _database(settings: Settings) -> list[Finding]:
    if settings.database_url is None and not (settings.data_dir / "lizhi.db").exists():
        return [(True, f"none yet; the first start makes it in {settings.data_dir}")]
    if not settings.key_file.exists() and await is_new(settings.database):
        return [(True, "empty; the first start fills it")]
    store = await Store.open(settings.database, read_or_make_key(settings.key_file, may_make=False))
    try:
        counts = await store.counts()
    finally:
        await store.close()
    kind = "SQLite" if settings.is_sqlite else "PostgreSQL"
    waiting = ", ".join(f"{name} {count}" for name, count in counts.items())
    failed = sum(count for name, count in counts.items() if name.endswith("_failed"))
    return [(failed == 0, f"{kind}; {waiting}" + ("; ./run retry takes up what failed" if failed else ""))]


async def _vault(settings: Settings) -> list[Finding]:
    async def one() -> AsyncIterator[bytes]:
        yield b"doctor"

    vault = Vault(settings.vault)
    kept = await vault.keep(one(), limit=100)
    await vault.remove([kept.name])
    return [(True, "writable")]


async def _web(settings: Settings) -> list[Finding]:
    return [(True, settings.public_url or f"http://{settings.web_host}:{settings.web_port}/")]


async def _telegram(settings: Settings) -> list[Finding]:
    if settings.telegram_bot_token is None:
        return [(True, "not configured (TELEGRAM_BOT_TOKEN)")]
    channel = Telegram(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url)
    try:
        return [(True, f"@{await channel.username()}")]
    finally:
        await channel.close()


async def _playbooks(settings: Settings) -> list[Finding]:
    playbooks = load()
    old = stale(playbooks, beijing_day(system_now()), ROWS.laws)
    return [(True, f"{len(playbooks.platforms)} platforms"), *((False, line) for line in old)]


_LOOKS: dict[str, Callable[[Settings], Awaitable[list[Finding]]]] = {
    "secret key": _key,
    "database": _database,
    "vault": _vault,
    "web": _web,
    "telegram": _telegram,
    "playbooks": _playbooks,
}
