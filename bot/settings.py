"""The environment and ``.env`` as one frozen ``Settings``; all mistakes are reported at once.

It knows names, defaults and what a value must look like; it opens nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dialogs.clocks import Quiet

DATABASES = ("sqlite", "postgresql")
"""What the database may be; which driver speaks to it is the store's business."""


class BadSettings(Exception):  # noqa: N818
    """The settings cannot be used; the message lists every mistake, one a line, without any secret."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("not a time zone, such as Asia/Shanghai") from error
    return name


def _http(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


def _kind(database_url: str) -> str:
    """What a database is by its address, whether or not that names a driver."""
    scheme, colon, _ = database_url.partition("://")
    return scheme.partition("+")[0] if colon else ""


HttpUrl = Annotated[str, AfterValidator(_http)]


class Settings(BaseSettings):
    """Every setting. ``.env.example`` says in a sentence what each is for."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Path("data")
    database_url: SecretStr | None = None
    vault_url: str | None = None
    secret_key_file: Path = Path("~/.config/lizhi/secret.key")
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    public_url: HttpUrl | None = None
    telegram_bot_token: SecretStr | None = None
    telegram_api_url: HttpUrl = "https://api.telegram.org"
    telegram_per_second: float = Field(default=30, gt=0)
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    quiet_hours: str = "22:00-08:00"
    reminder_seconds: float = Field(default=30, gt=0, le=3600)
    max_file_mb: int = Field(default=50, ge=1, le=2000)
    retention_days: int = Field(default=180, ge=1)
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, hours: str) -> str:
        Quiet.parse(hours)
        return hours

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, token: SecretStr | None) -> SecretStr | None:
        bot, colon, secret = token.get_secret_value().partition(":") if token else ("", "", "")
        if token and not (bot.isdecimal() and colon and len(secret) >= 10):
            raise ValueError("not a bot token (it looks like 123456:ABC-DEF…)")
        return token

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: SecretStr | None) -> SecretStr | None:
        if url and _kind(url.get_secret_value()) not in DATABASES:
            raise ValueError(f"must begin with {' or '.join(f'{kind}://' for kind in DATABASES)}")
        return url

    @property
    def database(self) -> str:
        """Where the database is: SQLite in ``data_dir`` unless told otherwise."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.data_dir / 'lizhi.db').absolute()}"

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is SQLite, which one process has to itself."""
        return _kind(self.database) == "sqlite"

    @property
    def vault(self) -> str:
        """Where files are kept: a folder in ``data_dir`` unless told otherwise."""
        return self.vault_url or (self.data_dir / "vault").absolute().as_uri()

    @property
    def key_file(self) -> Path:
        """Where the master key lies; outside ``data_dir`` so that a copy of one is no copy of both."""
        return self.secret_key_file.expanduser()


def read() -> Settings:
    """The settings from the environment and ``.env``. Raises ``BadSettings``."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()]
        raise BadSettings("\n".join(lines)) from None
