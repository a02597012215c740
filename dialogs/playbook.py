"""What we know of platforms, scenarios, destinations and the calendar: read once from ``playbooks/``, checked, frozen.

It knows how files are laid over each other and how sure a fact sounds; it does not know what a dialog does with it.
``generic.toml`` is the base that every platform file is laid over; ``authorities.toml`` adds the public doors.
The rows are in ``playbook_rows`` and ``playbook_sources``, the rules between them in ``playbook_checks``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dialogs.playbook_checks import problems_in, trapped
from dialogs.playbook_rows import (
    Advice,
    Destination,
    LetterKind,
    Playbook,
    Playbooks,
    Question,
    Rather,
    Row,
    Scenario,
    Wording,
    Year,
    fits,
)
from dialogs.playbook_sources import Basis, Contact, Fact, Path_, Sourced

__all__ = [
    "FOLDER",
    "Advice",
    "BadPlaybooks",
    "Basis",
    "Contact",
    "Destination",
    "Fact",
    "LetterKind",
    "Path_",
    "Playbook",
    "Playbooks",
    "Question",
    "Rather",
    "Scenario",
    "Sourced",
    "Wording",
    "Year",
    "fits",
    "laid_over",
    "load",
    "shown",
    "stale",
]

FOLDER = Path(__file__).with_name("playbooks")
BASE = ("generic", "authorities")
"""The files that every platform is laid over, the upper one last."""
FRESH = timedelta(days=180)
"""After so many days a fact is to be looked at again."""
CALENDAR_DUE = (11, 1)
"""Month and day from which next year's calendar is missed (2026's was published on 2025-11-04)."""

AnyRow = TypeVar("AnyRow", bound=Row)
Layer = tuple[str, Mapping[str, Any]]
"""A file's name and what it holds."""


class BadPlaybooks(Exception):  # noqa: N818
    """The playbooks cannot be used; the message lists every problem of every file, one a line."""


# Reading ---------------------------------------------------------------------------------------------------------


def load(folder: Path = FOLDER) -> Playbooks:
    """Read and check every file of the folder. Raises ``BadPlaybooks`` with every problem at once."""
    problems: list[str] = []
    files = {path.stem: _read(path, problems) for path in sorted(folder.glob("*.toml")) if path.stem != "_example"}
    problems += [f"{name}.toml: is missing" for name in BASE if name not in files]
    years = _years(files.pop("calendar", None) or {}, problems)
    books = _platforms(files, problems)
    problems += _names_twice(books)
    if problems:
        raise BadPlaybooks("\n".join(dict.fromkeys(problems)))
    return Playbooks(platforms=books, years=years)


def laid_over(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``over`` on top of ``base``, table by table; a value that is not a table replaces."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = laid_over(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return merged


def _platforms(files: Mapping[str, dict[str, Any] | None], problems: list[str]) -> dict[str, Playbook]:
    """Each platform laid over the base; none when a file of the base cannot be read, for all would look wrong."""
    base = [(f"{name}.toml", files.get(name)) for name in BASE]
    layers = [(name, rows) for name, rows in base if rows is not None]
    if len(layers) < len(base):
        return {}
    own = {name: [(f"{name}.toml", rows)] for name, rows in files.items() if rows is not None and name not in BASE}
    books = {name: _platform(name, [*layers, *top], problems) for name, top in {"generic": [], **own}.items()}
    return {name: book for name, book in books.items() if book is not None}


def _read(path: Path, problems: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: {error}")
        return None


def _platform(name: str, layers: Sequence[Layer], problems: list[str]) -> Playbook | None:
    merged: dict[str, Any] = {}
    for _, rows in layers:
        merged = laid_over(merged, rows)
    book = _validated(Playbook, merged, layers, problems)
    if book is None:
        return None
    found = [*problems_in(book), *trapped(merged, book.traps)]
    if book.key != name:
        found.append((("key",), f"is {book.key!r}, not the file's name {name!r}"))
    problems += [_problem(where, what, layers) for where, what in found]
    return book


def _years(rows: Mapping[str, Any], problems: list[str]) -> dict[int, Year]:
    years = {}
    for name, row in rows.items():
        year = _validated(Year, row, [(f"calendar.toml {name}", row)], problems)
        if not name.isdecimal():
            problems.append(f"calendar.toml: {name}: not a year")
        elif year is not None:
            years[int(name)] = year
    return years


def _validated(model: type[AnyRow], row: Any, layers: Sequence[Layer], problems: list[str]) -> AnyRow | None:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        problems += [_problem(tuple(map(str, e["loc"])), e["msg"], layers) for e in error.errors()]
        return None


def _problem(where: tuple[str, ...], what: str, layers: Sequence[Layer]) -> str:
    return f"{_home(where, layers)}: {'.'.join(where)}: {what}"


def _home(where: tuple[str, ...], layers: Sequence[Layer]) -> str:
    """The file that a problem is at home in: the topmost of those that hold the most of the way there."""
    return max(reversed(layers), key=lambda layer: _depth(where, layer[1]))[0]


def _depth(where: tuple[str, ...], rows: Any) -> int:
    if not where or not isinstance(rows, Mapping) or where[0] not in rows:
        return 0
    return 1 + _depth(where[1:], rows[where[0]])


def _names_twice(books: Mapping[str, Playbook]) -> list[str]:
    """Names that two platforms go by: a message that says one would be read as either."""
    owners: dict[str, str] = {}
    problems = []
    for key, book in books.items():
        for name in (book.name, *book.aliases, *book.typos):
            other = owners.setdefault(name.casefold(), key)
            if other != key:
                problems.append(f"{key}.toml: aliases: {name!r} is also a name of {other}")
    return problems


# Showing ---------------------------------------------------------------------------------------------------------


def shown(fact: Fact | Contact | Path_, *, sourced: bool = False) -> str:
    """The fact in words as sure as its basis; with ``sourced``, official texts and press carry source and date."""
    text = fact.value if isinstance(fact, Contact) else fact.text
    if fact.basis == "in_app":
        return f"{text}（平台页面曾公示，请在App『关于』页核对）"
    if fact.basis == "usual":
        return f"一般在{text}，以App为准"
    return f"{text}（来源：{fact.source}，{fact.checked.isoformat()}核对）" if sourced else text


# Growing old -----------------------------------------------------------------------------------------------------


def stale(playbooks: Playbooks, today: date, laws: Sequence[Sourced] = ()) -> list[str]:
    """What was checked more than 180 days ago, once each, and next year's calendar if it is missing from 1 November.

    ``laws`` are the lines of law that letters cite, which stand in files of their own.

    A year that has been published does not change, so calendars are not asked for again.
    """
    lines: dict[tuple[str, str], str] = {}
    facts = [(key, *found) for key in ("generic", *playbooks.platforms) for found in _facts(playbooks[key])]
    for key, where, fact in (*facts, *(("laws", str(number), law) for number, law in enumerate(laws))):
        if today - fact.checked > FRESH:
            lines.setdefault(
                (where, fact.model_dump_json()), f"{key}.{where}: checked {fact.checked.isoformat()}, {fact.source}"
            )
    found = list(lines.values())
    if (today.month, today.day) >= CALENDAR_DUE and today.year + 1 not in playbooks.years:
        found.append(f"calendar.toml: {today.year + 1} is missing")
    return found


def _facts(row: Any, where: str = "") -> Iterator[tuple[str, Sourced]]:
    """Every sourced row below, with the keys down to it."""
    if isinstance(row, Sourced):
        yield where, row
    elif isinstance(row, BaseModel):
        yield from _facts({name: getattr(row, name) for name in type(row).model_fields}, where)
    elif isinstance(row, Mapping):
        for key, value in row.items():
            yield from _facts(value, f"{where}.{key}" if where else key)
    elif isinstance(row, list):
        for number, value in enumerate(row):
            yield from _facts(value, f"{where}.{number}")
