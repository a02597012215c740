"""The papers of the house say what is so: their links, commands, settings, folders and versions are looked up.

It does not judge the prose.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from inspect import getmembers, isfunction
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.__main__ import COMMANDS
from bot.channels import Channel
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *DECISIONS]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named(pages: list[Path]) -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in pages]


# What the pages name ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"(?<!!)\[[^]]*\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_every_command_and_no_other(readme):
    named_here = set(re.findall(r"\./run (\w+)", text_of(readme)))
    assert named_here == set(COMMANDS) - {"run"}


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_only_settings_that_there_are(readme):
    named_here = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", text_of(readme))) - {"HTTPS_PROXY"}
    assert {"TELEGRAM_BOT_TOKEN", "DATABASE_URL", "SECRET_KEY_FILE"} <= named_here
    assert named_here - {name.upper() for name in Settings.model_fields} == set()


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_draws_only_folders_and_files_that_there_are(readme):
    drawn = re.search(r"```\n(bot/ .*?)```", text_of(readme), re.DOTALL)
    folder, missing = "", []
    for line in drawn[1].splitlines():
        name = line.split()[0]
        folder = name if not line.startswith(" ") else folder
        path = name if name == folder else folder + name
        missing += [path] if not (ROOT / path).exists() else []
    assert missing == []


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_all_that_a_channel_has(readme):
    members = {name for name, _ in getmembers(Channel, isfunction) if not name.startswith("_")}
    assert {"listen", "send", "fetch"} <= members
    assert [name for name in members | set(Channel.__annotations__) if f"`{name}`" not in text_of(readme)] == []


def test_the_readmes_lead_to_each_other_at_once():
    first, other = (text_of(name).splitlines()[0] for name in READMES)
    assert "(README.zh.md)" in first
    assert "(README.md)" in other


def test_people_who_read_chinese_are_not_shouted_at():
    assert re.findall(r"(?<!\w)!(?!\[)|！", text_of("README.zh.md")) == []


def test_the_changelog_begins_with_this_version():
    versions = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == PROJECT["version"]


# Decisions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DECISIONS, ids=named(DECISIONS))
def test_a_decision_is_short_and_has_its_three_parts(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {page.name[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequence"]
    assert len(lines) <= 25


def test_decisions_are_numbered_without_a_gap():
    assert [page.name[:4] for page in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


# Lock files ------------------------------------------------------------------------------------------------------

LOCKS = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-dev.lock": [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]],
}


def pinned(name: str) -> dict[str, str]:
    """Package → version; nothing else stands in a lock file."""
    lines = [line.split("==") for line in text_of(name).splitlines()]
    return {canonicalize_name(package): version for package, version in lines}


def closure(wanted: list[str]) -> set[str]:
    """Every package that these requirements lead to, by what is installed."""
    seen: set[tuple[str, str]] = set()
    left = [Requirement(line) for line in wanted]
    while left:
        one = left.pop()
        for extra in {"", *one.extras}:
            if (key := (canonicalize_name(one.name), extra)) not in seen:
                seen.add(key)
                needs = [Requirement(line) for line in requires(one.name) or []]
                left += [need for need in needs if not need.marker or need.marker.evaluate({"extra": extra})]
    return {name for name, _ in seen}


@pytest.mark.parametrize(("name", "wanted"), LOCKS.items(), ids=LOCKS)
def test_a_lock_file_pins_all_that_is_needed_and_nothing_else(name, wanted):
    assert set(pinned(name)) == closure(wanted)


@pytest.mark.parametrize(("name", "wanted"), LOCKS.items(), ids=LOCKS)
def test_what_is_pinned_is_what_the_project_allows(name, wanted):
    pins = pinned(name)
    asked = [Requirement(line) for line in wanted]
    assert [str(one) for one in asked if pins[canonicalize_name(one.name)] not in one.specifier] == []


def test_the_development_lock_holds_the_other_one():
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()
