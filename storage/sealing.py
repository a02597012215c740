"""Keys and seals: a master key in a file, a data key for each person, AES-GCM for what people told us.

A sealed value is a format byte, a version byte, a nonce and the AES-GCM of the value's JSON, bound to its kind, its
version and its person. SQL cannot migrate it, so a value of an older version is upgraded when it is read.
It knows neither tables nor where a sealed value lies; files are sealed by the vault.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dialogs.values import Errand, Event, Person, Reply, Said, StoredFile, from_json, to_json

T = TypeVar("T")

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = 1


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is remembered of a vault object: the file, and the key it is sealed with, in hex."""

    file: StoredFile
    key: str


KINDS: dict[type, str] = {
    str: "address",
    Said: "said",
    Reply: "reply",
    Person: "person",
    Event: "event",
    Errand: "errand",
    KeptFile: "file",
}
"""What can be sealed, and what each is called under the seal: never rename."""

UPGRADES: dict[tuple[str, int], Callable[[Any], Any]] = {}
"""(kind, version) → a function from that version's parsed JSON to the next version's."""


class NoKey(Exception):  # noqa: N818
    """There is no key file, and none may be made."""


class BadKey(Exception):  # noqa: N818
    """What should be a key is not 32 bytes."""


class WrongKey(Exception):  # noqa: N818
    """What is stored was sealed with another master key."""


class Unsealable(Exception):  # noqa: N818
    """A sealed value cannot be read: another key, damage, or a shape that this version does not know."""


def version(kind: str) -> int:
    """The version in which values of a kind are sealed now."""
    return 1 + sum(upgraded == kind for upgraded, _ in UPGRADES)


def _encrypt(cipher: AESGCM, head: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head + nonce + cipher.encrypt(nonce, plain, bound_to)


def _decrypt(cipher: AESGCM, sealed: bytes, head_size: int, bound_to: bytes) -> bytes:
    body = head_size + NONCE_BYTES
    try:
        return cipher.decrypt(sealed[head_size:body], sealed[body:], bound_to)
    except (InvalidTag, ValueError):
        raise Unsealable("damaged, or sealed with another key") from None


class Sealer:
    """Seals and unseals what belongs to one person."""

    def __init__(self, person_id: int, data_key: bytes) -> None:
        self._person_id = person_id
        self._cipher = AESGCM(data_key)

    def seal(self, value: object) -> bytes:
        """Seal a value of one of ``KINDS``."""
        kind = KINDS[type(value)]
        now = version(kind)
        return _encrypt(self._cipher, bytes((FORMAT, now)), to_json(value), self._bound_to(kind, now))

    def unseal(self, shape: type[T], sealed: bytes) -> T:
        """The sealed value, upgraded to this version's shape. Raises ``Unsealable``, which never quotes the value."""
        kind = KINDS[shape]
        now = version(kind)
        sealed_as = _version_of(sealed, kind, now)
        plain = _decrypt(self._cipher, sealed, 2, self._bound_to(kind, sealed_as))
        try:
            return from_json(shape, plain if sealed_as == now else _upgraded(kind, sealed_as, now, plain))
        except (LookupError, TypeError, ValueError):
            raise Unsealable(f"a {kind} of version {sealed_as} that does not fit") from None

    def _bound_to(self, kind: str, sealed_as: int) -> bytes:
        return f"{kind}:{sealed_as}:{self._person_id}".encode()


def _version_of(sealed: bytes, kind: str, newest: int) -> int:
    if len(sealed) < 2 or sealed[0] != FORMAT or not 1 <= sealed[1] <= newest:
        raise Unsealable(f"a {kind} of an unknown format or version")
    return sealed[1]


def _upgraded(kind: str, sealed_as: int, now: int, plain: bytes) -> bytes:
    value = json.loads(plain)
    for older in range(sealed_as, now):
        value = UPGRADES[kind, older](value)
    return json.dumps(value).encode()


class MasterKey:
    """The one key that wraps every person's data key, and hashes addresses so that they can be found."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise BadKey(f"a master key has {KEY_BYTES} bytes")
        self._wrap = AESGCM(_subkey(key, b"lizhi wrap"))
        self._addresses = _subkey(key, b"lizhi addresses")
        self.id = _subkey(key, b"lizhi key id")[:8].hex()
        """A short hash that names the key without telling anything about it."""

    def new_data_key(self) -> bytes:
        """A fresh data key for a person, wrapped."""
        return _encrypt(self._wrap, bytes((FORMAT,)), AESGCM.generate_key(KEY_BYTES * 8), b"data key")

    def sealer(self, person_id: int, data_key: bytes) -> Sealer:
        """What seals for the person with this wrapped data key. Raises ``Unsealable``."""
        return Sealer(person_id, _decrypt(self._wrap, data_key, 1, b"data key"))

    def address_hash(self, channel: str, address: str) -> bytes:
        """What an address on a channel is found by."""
        return hmac.digest(self._addresses, f"{channel}\0{address}".encode(), "sha256")


def _subkey(key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)


def read_or_make_key(path: Path, *, may_make: bool) -> bytes:
    """The master key in a file; a fresh one, readable by its owner alone, where there is none and one may be made.

    Raises ``NoKey`` and ``BadKey``.
    """
    if not path.exists():
        if not may_make:
            raise NoKey(f"there is no key at {path}, and what is stored was sealed with one")
        with suppress(FileExistsError):  # another process was faster
            make_key(path)
    return load_key(path)


def load_key(path: Path) -> bytes:
    """The key in a file. Raises ``BadKey`` if it does not hold exactly one."""
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise BadKey(f"{path} does not hold {KEY_BYTES} bytes")
    return key


def is_open_to_others(path: Path) -> bool:
    """Whether somebody besides its owner may read or change the key's file."""
    return bool(path.stat().st_mode & 0o077)


def make_key(path: Path) -> None:
    """Write a fresh key to a file that is not there yet: whole and on the disk, or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:  # noqa: PTH123
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(fresh)  # unlike a rename, it refuses to replace a key
    finally:
        fresh.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Put the folder itself on the disk, so that the name of a new file survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
