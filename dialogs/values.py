"""The values that everything else speaks in: what was said, what is replied, the case and what happened to it.

Frozen, without behaviour beyond reading themselves out of and into JSON. They know nothing of tables, channels or keys.
Instants are aware datetimes; working-day deadlines are dates in Asia/Shanghai.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, TypeAdapter

T = TypeVar("T")

Json = Any
"""A value that JSON can hold: what an answer is. Dates are ISO strings, amounts are strings in yuan ("368.50")."""


# What reached us -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file sealed in the vault. ``id`` is its random object name, ``size`` is in bytes, ``sha256`` in hex."""

    id: str
    name: str
    mime: str
    size: int
    sha256: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that a person sent: still to be fetched (``ref``), kept (``stored``), or turned away (``refused``).

    ``refused`` is a key of ``refusals.REFUSALS``. ``original`` is false where the channel has compressed the picture.
    """

    ref: str = ""
    name: str = ""
    size: int | None = None
    original: bool = True
    stored: StoredFile | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an errand: its kind and key, and either a file or some words."""

    kind: str
    key: str
    file: SentFile | None = None
    body: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What reached us, and when it was said.

    ``text`` is what was written (a caption, when there are files). ``button`` is the id of the pressed button.
    ``edits`` is the external id of the message that an ``edited`` one corrects. ``masked`` names the kinds of numbers
    that were blotted out before anything was stored (``id_card``, ``bank_card``, ``code``).
    """

    kind: Literal["text", "button", "files", "voice", "edited", "due", "errand", "unreadable"]
    at: datetime
    text: str = ""
    button: str = ""
    files: tuple[SentFile, ...] = ()
    edits: str = ""
    masked: tuple[str, ...] = ()
    outcome: Outcome | None = None
    id: str = ""
    """Its external id; the worker puts it in when it hands the message over."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One thing said, with where it came from. ``external_id`` is ``<source>:<id>``, unique in its conversation."""

    channel: str
    address: str
    external_id: str
    said: Said


# What we say -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """What can be pressed under a reply.

    ``id`` is at most 64 bytes: ``q``, the question's number and a value, good until the question has passed; or a
    card's verb, which never begins with ``q``, and what it is about. Channels go by that letter.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person. ``letter`` is a text to be copied in one tap; ``files`` go along."""

    text: str
    buttons: tuple[Button, ...] = ()
    letter: str = ""
    files: tuple[StoredFile, ...] = ()


# The person ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far of one open interview.

    ``given`` is the order in which answers were given (返回 forgets the last); ``asked`` the questions really put,
    in order, so that what was read off the story is not counted as asked. ``case`` is the case's number, if any; below
    zero it stands for a complaint that was put down before it became a case.
    """

    interview: str
    case: int | None = None
    answers: dict[str, Json] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    editing: tuple[str, Json] | None = None
    """(key, every answer as it was) while an answer is being changed from the review card."""
    read: tuple[str, ...] = ()
    """The keys that were read off the story: they go with it when it is told anew."""
    told: dict[str, datetime] = field(default_factory=dict)
    """When each answer was told: 昨天 and 还剩2天 count from then, however late the complaint is finished."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file on its way to becoming an exhibit. ``key`` counts up within the person, in order of receipt.

    ``note`` is its caption; ``shows`` the row of the scenario's checklist that the person said it is.
    """

    key: int
    file: SentFile
    case: int | None = None
    note: str = ""
    shows: str = ""


def _one_or_many(set_aside: Any) -> Any:
    """Once there was at most one."""
    return [] if set_aside is None else [set_aside] if isinstance(set_aside, dict) else set_aside


@dataclass(frozen=True, slots=True)
class Person:
    """All that is remembered of a person besides the cases.

    ``drafts`` are the open interviews, the one in front last. ``question`` counts the questions put, so that a button
    knows whether its question still stands. ``told_on`` is the last day an ordinary reminder was told.
    """

    zone: str = ""
    """The person's own time zone; empty: that of the house."""
    drafts: tuple[Draft, ...] = ()
    question: int = 0
    pressed: str = ""
    tray: tuple[Piece, ...] = ()
    pieces: int = 0
    collecting: bool = False
    """Whether it was said that files are being kept, so that an album is not answered three times."""
    kept_at: datetime | None = None
    """When a file came last: those that follow within moments are of the same batch."""
    awaits_files: bool = False
    """Whether Done was pressed while files were still being fetched."""
    set_aside: Annotated[tuple[Draft, ...], BeforeValidator(_one_or_many)] = ()
    """What was put down before it was finished, the last one last: each can be taken up again."""
    reminders_off: bool = False
    told_on: date | None = None
    last_answer: tuple[str, str] | None = None
    """(external id of the message, question key) of the answer given last: what an edited message corrects."""
    words: str = ""
    """What was said of some case, until the person presses where it belongs."""
    stopped: bool = False
    """Whether help was put before the form, and the person has not said since that it may go on."""


# The case and what happened to it --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline rule applied to an event: an earliest and a latest moment, and why.

    ``rule`` is the kind of clock, set in ``clocks``. ``binds`` says whose deadline it is. Working-day clocks carry
    dates; natural-time clocks carry instants in ``earliest_at``/``latest_at`` as well. ``estimated`` is true when a
    year without an official calendar was crossed up to ``latest``, ``earliest_estimated`` when up to ``earliest``.
    ``from_telling``: nobody knows the day it runs from, so it is counted from when it was told.
    """

    rule: str
    binds: Literal["them", "person"]
    earliest: date
    latest: date
    why: str
    estimated: bool = False
    earliest_at: datetime | None = None
    latest_at: datetime | None = None
    earliest_estimated: bool = False
    from_telling: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """The case begins: what was told, as answers by question key, and when each of them was told."""

    platform: str
    scenario: str
    answers: dict[str, Json]
    told: dict[str, datetime] = field(default_factory=dict)
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Amended:
    """Answers added or changed after the case was opened; one with none takes back the event it ``replaces``."""

    answers: dict[str, Json]
    replaces: int | None = None
    kind: Literal["amended"] = "amended"


@dataclass(frozen=True, slots=True)
class Exhibited:
    """An exhibit was received; its number is never reused. ``shows`` is its row of the checklist, if told."""

    number: int
    file: StoredFile
    original: bool = True
    note: str = ""
    shows: str = ""
    kind: Literal["exhibited"] = "exhibited"


@dataclass(frozen=True, slots=True)
class Written:
    """The person was given this text for a destination, naming these exhibits; ``own``: they wrote it themselves."""

    destination: str
    text: str
    exhibits: tuple[int, ...] = ()
    own: bool = False
    kind: Literal["written"] = "written"


@dataclass(frozen=True, slots=True)
class Submitted:
    """The person has sent a letter: where, when, under which ticket; the exact text and the exhibits named in it."""

    destination: str
    when: datetime
    ticket: str | None
    text: str
    exhibits: tuple[int, ...] = ()
    replaces: int | None = None
    kind: Literal["submitted"] = "submitted"


@dataclass(frozen=True, slots=True)
class ClockTold:
    """The person was told a window. ``of`` is the number of the event that started it."""

    of: int
    clock: Clock
    replaces: int | None = None
    kind: Literal["clock_told"] = "clock_told"


@dataclass(frozen=True, slots=True)
class Chased:
    """The person has been given a text to ask for the progress of submission ``of``."""

    of: int
    text: str
    kind: Literal["chased"] = "chased"


@dataclass(frozen=True, slots=True)
class Answered:
    """They answered, as the person reported.

    ``waiting`` (they are still at it) and ``accepted`` (by an office, ``on`` a day) leave clocks running; ``declined``
    is an office that did not take the dispute, ``material`` a wish for more before they go on.
    """

    text: str
    outcome: Literal["settled", "refused", "declined", "material", "accepted", "waiting"] = "refused"
    on: date | None = None
    replaces: int | None = None
    kind: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class Muted:
    """No more reminders for this case (``until`` none), or none before an instant."""

    until: datetime | None = None
    kind: Literal["muted"] = "muted"


@dataclass(frozen=True, slots=True)
class Closed:
    """The person no longer pursues the case, or it is settled."""

    why: Literal["settled", "dropped"]
    kind: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closed case goes on."""

    kind: Literal["reopened"] = "reopened"


What = Annotated[
    Opened | Amended | Exhibited | Written | Submitted | ClockTold | Chased | Answered | Muted | Closed | Reopened,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case, the ``number``-th, at an instant."""

    number: int
    at: datetime
    what: What


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as it is pursued. ``number`` counts up within the person."""

    number: int
    events: tuple[Event, ...]


# The turn --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reminder:
    """A date with a reason, told once. ``key`` is unique in its case; ``urgent`` may be told at night."""

    case: int
    key: str
    due_at: datetime
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """Work outside the turn. ``key`` is unique within the person, so that a repeated turn adds nothing."""

    kind: Literal["fetch", "link", "redeem", "forget", "discard"]
    key: str
    body: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a turn may look at. ``channel`` is where ``said`` came from; ``reminders`` are the untold ones."""

    person: Person
    channel: str
    cases: tuple[Case, ...] = ()
    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one said leads to, saved whole or not at all.

    ``events`` are (case number, event); a number not seen before opens that case. ``reminders`` maps each case whose
    set may have changed to the whole set it should have from now on (told ones stay). ``told`` are the (case, key)
    of reminders that the replies tell.
    """

    person: Person
    replies: tuple[Reply, ...] = ()
    events: tuple[tuple[int, Event], ...] = ()
    reminders: dict[int, tuple[Reminder, ...]] = field(default_factory=dict)
    told: tuple[tuple[int, str], ...] = ()
    errands: tuple[Errand, ...] = ()


# JSON ------------------------------------------------------------------------------------------------------------


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(value: object) -> bytes:
    """The value as JSON bytes."""
    return _adapter(type(value)).dump_json(value)


def from_json(kind: type[T], data: bytes) -> T:
    """The value of that type; raises ``pydantic.ValidationError`` when the bytes are not one."""
    return _adapter(kind).validate_json(data)
