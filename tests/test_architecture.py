"""Who may import whom, what stays pure, how long files are: read from the code; nothing of the program is run."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "dialogs", "storage", "bench")


def python_files(*folders: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


# Who may import whom ---------------------------------------------------------------------------------------------

MAY_IMPORT = {
    "dialogs/*": "dialogs.* pydantic chinese_calendar holidays cn2an",
    "storage/*": "storage.* dialogs.values sqlalchemy alembic cryptography obstore",
    "bot/channels/*": "bot.channels.* dialogs.values dialogs.refusals starlette structlog",
    "bot/channels/telegram*": "telegram aiohttp",
    "bot/channels/web*": "python_multipart",
    "bot/*.py": "bot.* dialogs.* storage.* structlog",
    "bot/evidence.py": "PIL pillow_heif filetype",
    "bot/metrics.py": "prometheus_client",
    "bot/reminders.py": "apscheduler",
    "bot/server.py": "starlette uvicorn prometheus_client",
    "bot/settings.py": "pydantic pydantic_settings",
}
"""What a file may import beside the standard library: all rows that match it together (``bench`` measures anything).

``x.*`` is a package with all its modules. ``values`` uses pydantic too, for JSON (docs/decisions/0002).
"""

MEETING_PLACES = ("bot/app.py", "bot/doctor.py", "bot/__main__.py")
"""Where parts meet; the rest of ``bot`` knows no channel by name and never asks for the wiring."""

WIRED = ("bot.app", "bot.doctor", "bot.channels.telegram", "bot.channels.web", "storage.database")


def imports(module: ast.Module) -> Iterator[str]:
    """Every imported module, by its full name."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a name comes from"
            yield from {_module(node.module or "", alias.name) for alias in node.names}


def _module(package: str, name: str) -> str:
    """``from package import name``: the module that is meant, which may be ``name`` itself."""
    path = ROOT.joinpath(*package.split("."), name)
    return f"{package}.{name}" if path.is_dir() or path.with_suffix(".py").exists() else package


def is_in(module: str, names: str) -> bool:
    """Whether a module is one of ``names``, or lies in one that ends in ``.*``; of a library the first name counts."""
    library = module.partition(".")[0]
    own = library in PACKAGES
    packages = [name.removesuffix(".*") for name in names.split() if name.endswith(".*")]
    return (module if own else library) in names.split() or any(f"{module}.".startswith(f"{p}.") for p in packages)


def not_allowed(file: str, module: ast.Module) -> list[str]:
    allowed = " ".join(names for pattern, names in MAY_IMPORT.items() if _matches(file, pattern))
    outside = [name for name in imports(module) if name.partition(".")[0] not in sys.stdlib_module_names]
    return [name for name in outside if not is_in(name, allowed)]


def _matches(file: str, pattern: str) -> bool:
    """As in a shell; ``*.py`` means the files of that folder alone."""
    return fnmatch(file, pattern) and (not pattern.endswith("*.py") or file.count("/") == pattern.count("/"))


def test_every_file_imports_only_what_its_folder_may():
    files = python_files("bot", "dialogs", "storage")
    assert {file: wrong for file in files if (wrong := not_allowed(file, tree(file)))} == {}


def test_parts_meet_in_few_places():
    others = [f for f in python_files("bot") if f not in MEETING_PLACES and not f.startswith("bot/channels/")]
    assert {f: met for f in others if (met := [m for m in imports(tree(f)) if m in WIRED])} == {}


@pytest.mark.parametrize(
    ("file", "line", "wrong"),
    [
        ("dialogs/turn.py", "from storage.store import Store", "storage.store"),
        ("dialogs/turn.py", "import sqlalchemy.orm", "sqlalchemy.orm"),
        ("storage/inbox.py", "from dialogs import texts", "dialogs.texts"),
        ("storage/inbox.py", "from bot.settings import Settings", "bot.settings"),
        ("bot/channels/web.py", "from storage.store import Store", "storage.store"),
        ("bot/channels/web.py", "import telegram", "telegram"),
        ("bot/channels/web.py", "from bot.house import House", "bot.house"),
        ("bot/worker.py", "import starlette", "starlette"),
    ],
)
def test_the_table_is_kept(file, line, wrong):
    assert not_allowed(file, ast.parse(line)) == [wrong]


# Dialogs are pure ------------------------------------------------------------------------------------------------

PURE = (
    "__future__ abc bisect calendar collections.* contextlib dataclasses datetime decimal enum fractions functools "
    "heapq html itertools json math operator re string textwrap types typing unicodedata zoneinfo"
)
"""What ``dialogs`` may take from the standard library: nothing that touches a file, a network, a clock or chance."""

LOADERS = (
    "dialogs/playbook.py",
    "dialogs/letters/rows.py",
    "dialogs/understanding/patterns.py",
    "dialogs/understanding/weighing.py",
)
"""The files that read rows of data, once, at the start."""

FOR_LOADERS = "pathlib tomllib"
CLOCKS = ("now", "today", "utcnow", "localtime")
REACHES_OUT = ("open", "print", "input", "exec", "eval", "__import__", "breakpoint")


def impure(module: ast.Module, *, loader: bool = False) -> list[str]:
    """Imports and calls that a pure file does without, with their lines."""
    allowed = f"{PURE} {FOR_LOADERS}" if loader else PURE
    found = [
        name
        for name in imports(module)
        if name.partition(".")[0] in sys.stdlib_module_names and not is_in(name, allowed)
    ]
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    return found + [f"{ast.unparse(call.func)} in line {call.lineno}" for call in calls if _reaches_out(call)]


def _reaches_out(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in REACHES_OUT
        case ast.Attribute(attr="astimezone"):
            return not call.args and not call.keywords  # the machine's own time zone
        case ast.Attribute(attr=name):
            return name in CLOCKS
    return False


def test_dialogs_do_no_io_and_read_no_clock():
    files = python_files("dialogs")
    assert {file: found for file in files if (found := impure(tree(file), loader=file in LOADERS))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from time import sleep",
        "from pathlib import Path",
        "datetime.now(UTC)",
        "date.today()",
        "moment.astimezone()",
        "open('notes')",
        "print(said)",
    ],
)
def test_what_reaches_out_is_noticed(line):
    assert impure(ast.parse(line)) != []


# Files -----------------------------------------------------------------------------------------------------------

LONGEST = 350
LONGER = {"dialogs/values.py": "the vocabulary, read from top to bottom; half of it would explain nothing"}


def test_every_module_says_what_it_does():
    assert [file for file in python_files(*PACKAGES) if len(ast.get_docstring(tree(file)) or "") < 10] == []


def test_no_file_is_longer_than_one_can_read():
    lengths = {file: len((ROOT / file).read_text(encoding="utf-8").splitlines()) for file in python_files(*PACKAGES)}
    assert {file: n for file, n in lengths.items() if n > LONGEST and file not in LONGER} == {}


FOREIGN = re.compile(
    r"co-author[e]d|signed-off[-]by|generated [b]y|written with [t]he help|@autho[r]"  # who or what wrote it
    r"|\b(?:TOD[O]|FIXM[E]|XX[X])\b"
    r"|(?<![\w.~])/(?:hom[e]|User[s]|roo[t]|wor[k])/\w",  # somebody's machine
    re.IGNORECASE,
)


def test_no_file_names_who_wrote_it_or_where():
    named = {}
    for path in _texts():
        if found := FOREIGN.search(path.read_text(encoding="utf-8")):
            named[path.relative_to(ROOT).as_posix()] = found[0]
    assert named == {}


def _texts() -> Iterator[Path]:
    """The text files of the checkout; what is made by running it is left out."""
    kinds = {".py", ".md", ".toml", ".txt", ".lock", ".sh", ".js", ".css", ".html", ".jsonl", ".mako", ""}
    at_the_top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".env"]
    below = [path for folder in (*PACKAGES, "tests", "docs", ".ci") for path in (ROOT / folder).rglob("*")]
    yield from (path for path in (*at_the_top, *below) if path.suffix in kinds and path.is_file())
