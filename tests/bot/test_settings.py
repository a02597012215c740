"""The settings: what .env.example says of them, how mistakes are told, and what is never told."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import BadSettings, Settings, read

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    """No setting but those of the test: neither in the environment nor in a .env."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def example_lines():
    return EXAMPLE.read_text(encoding="utf-8").splitlines()


# .env.example ----------------------------------------------------------------------------------------------------


def test_the_example_names_every_setting_once_in_order_and_nothing_else():
    assert [line.partition("=")[0] for line in example_lines() if line and not line.startswith("#")] == NAMES


def test_the_example_holds_the_defaults():
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_each_setting_has_one_sentence_right_above_it():
    above = {line.partition("=")[0]: before for before, line in pairwise(example_lines()) if not line.startswith("#")}
    bare = [name for name in NAMES if not re.fullmatch(r"# [A-Z].*[^.]\.", above[name])]
    assert bare == []


def test_the_example_as_it_is_can_be_used(tmp_path):
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read().telegram_bot_token is None


# Mistakes --------------------------------------------------------------------------------------------------------

MISTAKES = {
    "WEB_PORT": "70000",
    "PUBLIC_URL": "lizhi.example.org",
    "TIMEZONE": "Asia/Peking",
    "QUIET_HOURS": "at night",
    "LOG_LEVEL": "loud",
    "MAX_FILE_MB": "many",
}


def test_all_mistakes_are_told_at_once_one_a_line(monkeypatch):
    for name, value in MISTAKES.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as told:
        read()
    assert sorted(line.partition(":")[0] for line in str(told.value).splitlines()) == sorted(MISTAKES)


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("TELEGRAM_BOT_TOKEN", "123456-AAHnotatoken"),
        ("DATABASE_URL", "mysql://lizhi:hunter2@db/lizhi"),
    ],
)
def test_a_mistake_in_a_secret_does_not_tell_the_secret(monkeypatch, name, secret):
    monkeypatch.setenv(name, secret)
    with pytest.raises(BadSettings) as told:
        read()
    assert str(told.value).startswith(f"{name}: ")
    assert secret not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_secret_is_not_shown_with_the_settings(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://lizhi:hunter2@db/lizhi")
    shown = repr(read())
    assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" not in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize("zone", ["../etc/passwd", "", "Asia/Shanghai\0"])
def test_what_is_no_time_zone_is_told(zone):
    with pytest.raises(ValueError, match="not a time zone"):
        Settings(_env_file=None, timezone=zone)


# Values ----------------------------------------------------------------------------------------------------------


def test_the_environment_goes_before_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("WEB_PORT=8001\nWEB_HOST=::1\n", encoding="utf-8")
    monkeypatch.setenv("WEB_PORT", "8002")
    settings = read()
    assert (settings.web_port, settings.web_host) == (8002, "::1")


def test_an_empty_value_is_the_default(monkeypatch):
    monkeypatch.setenv("WEB_PORT", "")
    assert read().web_port == 8080


def test_everything_lies_in_the_data_folder_but_the_key(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    settings = read()
    assert settings.database == f"sqlite:///{tmp_path}/data/lizhi.db"
    assert settings.is_sqlite
    assert settings.vault == f"file://{tmp_path}/data/vault"
    assert settings.key_file == tmp_path / "home" / ".config" / "lizhi" / "secret.key"


def test_a_database_and_a_vault_elsewhere_are_taken_as_they_are():
    settings = Settings(
        _env_file=None,
        database_url=SecretStr("postgresql+asyncpg://lizhi@db/lizhi"),
        vault_url="s3://evidence/lizhi",
    )
    assert settings.database == "postgresql+asyncpg://lizhi@db/lizhi"
    assert settings.vault == "s3://evidence/lizhi"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+asyncpg", "sqlite", "sqlite+aiosqlite"])
def test_a_database_may_be_named_with_its_driver_or_without(monkeypatch, scheme):
    monkeypatch.setenv("DATABASE_URL", f"{scheme}:///lizhi")
    assert read().is_sqlite == scheme.startswith("sqlite")


@pytest.mark.parametrize("url", ["mysql://db/lizhi", "postgres://db/lizhi", "sqlite", "lizhi.db"])
def test_another_database_is_refused_and_those_there_are_are_named(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(BadSettings, match="sqlite:// or postgresql://"):
        read()


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Settings(_env_file=None).web_port = 1
