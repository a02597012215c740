import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.values import (
    Amended,
    Answered,
    Button,
    Chased,
    Clock,
    ClockTold,
    Closed,
    Draft,
    Errand,
    Event,
    Exhibited,
    Muted,
    Opened,
    Outcome,
    Person,
    Piece,
    Reopened,
    Reply,
    Said,
    SentFile,
    StoredFile,
    Submitted,
    What,
    Written,
    to_json,
)
from storage import sealing
from storage.sealing import (
    KINDS,
    BadKey,
    KeptFile,
    MasterKey,
    NoKey,
    Unsealable,
    is_open_to_others,
    read_or_make_key,
    version,
)

KEY = bytes(range(32))
AT = datetime(2026, 10, 1, 9, 30, 15, 500000, tzinfo=UTC)
FILE = StoredFile("5f" * 16, "订单截图.png", "image/png", 12345, "ab" * 32, AT)
CLOCK = Clock("kuaishou_service", "them", date(2026, 10, 9), date(2026, 10, 13), "通常3–5个工作日", True, AT, AT)
GOLDEN = Path(__file__).with_name("golden")

HAPPENED = (
    Opened("kuaishou", "banned", {"story": "账号被封了", "amount": "368.50", "lost": None}, {"story": AT}),
    Amended({"order_number": "123"}),
    Exhibited(1, FILE, original=False, note="封号提示"),
    Written("service", "申诉全文", (1, 2)),
    Submitted("service", AT, "T-1", "申诉全文", (1, 2), replaces=3),
    ClockTold(4, CLOCK, replaces=3),
    Chased(4, "请问进度如何"),
    Answered("还在处理", outcome="waiting"),
    Muted(AT),
    Closed("settled"),
    Reopened(),
)

SENT = SentFile(ref="ref", name="a.jpg", size=9, original=False, stored=FILE, refused="empty")
OUTCOME = Outcome("fetch", "fetch:1", SentFile(stored=FILE), {"why": "x"})
DRAFT = Draft(
    "filing", 1, {"a": ["b", None, 1]}, given=("a",), asked=("a", "b"), editing=("a", "c"), read=("b",), told={"a": AT}
)

SAMPLES = {
    "address": "8613800138000",
    "said": Said(
        "errand", AT, "说明", "a:1", (SENT,), edits="telegram:1", masked=("id_card",), outcome=OUTCOME, id="telegram:2"
    ),
    "reply": Reply("好", (Button("a", "是"),), "全文", (FILE,)),
    "person": Person(
        zone="Asia/Urumqi",
        drafts=(DRAFT,),
        question=7,
        pressed="a:1",
        tray=(Piece(1, SENT, case=2, note="封号提示"),),
        pieces=3,
        collecting=True,
        awaits_files=True,
        set_aside=(DRAFT,),
        reminders_off=True,
        told_on=date(2026, 10, 1),
        last_answer=("telegram:1", "a"),
        kept_at=AT,
        words="他们还扣着保证金",
        stopped=True,
    ),
    "errand": Errand("fetch", "fetch:1", {"ref": "abc"}),
    "file": KeptFile(FILE, "cd" * 32),
} | {f"event.{what.kind}": Event(5, AT, what) for what in HAPPENED}
"""One value of each kind, with every field filled."""


def golden_files() -> list[Path]:
    return sorted(GOLDEN.glob("*.json"))


def sealer(person_id: int = 1, key: bytes = KEY) -> sealing.Sealer:
    return sealing.Sealer(person_id, key)


# What was sealed can be read ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_sealed_is_read_back_the_same(name: str):
    assert sealer().unseal(type(SAMPLES[name]), sealer().seal(SAMPLES[name])) == SAMPLES[name]


@pytest.mark.parametrize("path", golden_files(), ids=lambda path: path.stem)
def test_what_any_version_sealed_can_still_be_read(path: Path):
    """A ``sealed`` of a released version is never touched; after an upgrade, ``value`` is what it has become."""
    golden = json.loads(path.read_text())
    kind = path.name.split(".")[0]
    [shape] = [shape for shape, name in KINDS.items() if name == kind]
    value = sealer().unseal(shape, bytes.fromhex(golden["sealed"]))
    assert_nothing_lost(golden["value"], json.loads(to_json(value)))


def assert_nothing_lost(then: Any, now: Any) -> None:
    """All that there was is there; fields that came later may have been added."""
    if isinstance(then, dict):
        assert then.keys() <= now.keys()
        for key, value in then.items():
            assert_nothing_lost(value, now[key])
    elif isinstance(then, list):
        for one_then, one_now in zip(then, now, strict=True):
            assert_nothing_lost(one_then, one_now)
    else:
        assert then == now


def test_the_golden_data_key_can_still_be_unwrapped():
    wrapped, sealed = (bytes.fromhex(line) for line in (GOLDEN / "data_key.txt").read_text().split())
    assert MasterKey(KEY).sealer(1, wrapped).unseal(str, sealed) == "100"


def test_a_key_goes_by_the_same_name_and_finds_the_same_addresses_in_every_version():
    keys = MasterKey(KEY)
    assert (keys.id, keys.address_hash("telegram", "100").hex()) == tuple((GOLDEN / "hashes.txt").read_text().split())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_has_a_golden_value_of_its_present_version(name: str):
    kind, *_ = name.split(".")
    path = GOLDEN / f"{name}.v{version(kind)}.json"
    value = SAMPLES[name]
    missing = {"sealed": sealer().seal(value).hex(), "value": json.loads(to_json(value))}
    assert path.exists(), f"save this as {path.name}: {json.dumps(missing, ensure_ascii=False)}"


def test_there_is_a_sample_of_every_kind():
    assert {name.split(".")[0] for name in SAMPLES} == set(KINDS.values())
    assert {type(what) for what in HAPPENED} == set(get_args(get_args(What)[0]))


def test_an_older_version_is_upgraded_when_it_is_read(monkeypatch: pytest.MonkeyPatch):
    old = sealer().seal(Reply("好"))
    monkeypatch.setitem(sealing.UPGRADES, ("reply", 1), lambda value: value | {"letter": "补"})
    monkeypatch.setitem(sealing.UPGRADES, ("reply", 2), lambda value: value | {"text": value["text"] + "的"})
    assert sealer().unseal(Reply, old) == Reply("好的", letter="补")
    assert sealer().unseal(Reply, sealer().seal(Reply("新"))) == Reply("新")
    assert version("said") == 1


def test_a_newer_version_is_refused(monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setitem(sealing.UPGRADES, ("reply", 1), dict)
        newer = sealer().seal(Reply("好"))
    with pytest.raises(Unsealable, match="version"):
        sealer().unseal(Reply, newer)


# What was not meant to be read cannot ---------------------------------------------------------------------------


def test_a_seal_is_bound_to_its_person():
    with pytest.raises(Unsealable):
        sealer(person_id=2).unseal(Reply, sealer(person_id=1).seal(Reply("好")))


def test_a_seal_is_bound_to_its_kind():
    with pytest.raises(Unsealable):
        sealer().unseal(Person, sealer().seal(Reply("好")))


def test_a_seal_opens_with_its_own_key_only():
    with pytest.raises(Unsealable):
        sealer(key=bytes(32)).unseal(Reply, sealer().seal(Reply("好")))


@given(st.data())
def test_any_damage_is_noticed(data: st.DataObject):
    sealed = bytearray(sealer().seal(Reply("好")))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unsealable):
        sealer().unseal(Reply, bytes(sealed))


@given(st.integers(0, 40))
def test_anything_cut_off_is_noticed(length: int):
    with pytest.raises(Unsealable):
        sealer().unseal(Reply, sealer().seal(Reply("好"))[:length])


def test_a_value_of_another_shape_is_refused_without_quoting_it(monkeypatch: pytest.MonkeyPatch):
    sealed = sealer().seal("8613800138000")
    monkeypatch.setitem(KINDS, Reply, "address")
    with pytest.raises(Unsealable) as caught:
        sealer().unseal(Reply, sealed)
    assert "8613800138000" not in f"{caught.value!r}{caught.value.__cause__!r}"
    assert caught.value.__suppress_context__


def test_nothing_is_sealed_twice_the_same():
    assert sealer().seal(Reply("好")) != sealer().seal(Reply("好"))


def test_a_data_key_opens_with_its_master_key_only():
    wrapped = MasterKey(KEY).new_data_key()
    with pytest.raises(Unsealable):
        MasterKey(bytes(32)).sealer(1, wrapped)


def test_addresses_are_hashed_with_the_key_and_the_channel():
    keys, other = MasterKey(KEY), MasterKey(bytes(32))
    hashes = {keys.address_hash("web", "1"), keys.address_hash("telegram", "1"), other.address_hash("web", "1")}
    assert len(hashes) == 3
    assert keys.address_hash("web", "1") == MasterKey(KEY).address_hash("web", "1")
    assert keys.id != other.id


# The key file ---------------------------------------------------------------------------------------------------


def test_a_key_is_made_once_and_is_its_owners_alone(tmp_path: Path):
    path = tmp_path / "key"
    key = read_or_make_key(path, may_make=True)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make_key(path, may_make=True) == read_or_make_key(path, may_make=False) == key
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_that_others_may_read_is_noticed(tmp_path: Path):
    path = tmp_path / "secret.key"
    read_or_make_key(path, may_make=True)
    assert not is_open_to_others(path)
    path.chmod(0o640)
    assert is_open_to_others(path)


def test_no_key_is_made_where_none_may_be(tmp_path: Path):
    with pytest.raises(NoKey):
        read_or_make_key(tmp_path / "key", may_make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_never_replaced(tmp_path: Path):
    path = tmp_path / "key"
    path.write_bytes(KEY)
    with pytest.raises(FileExistsError):
        sealing.make_key(path)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [KEY]


def test_a_file_that_is_no_key_is_refused(tmp_path: Path):
    path = tmp_path / "key"
    path.write_bytes(b"too short")
    with pytest.raises(BadKey):
        read_or_make_key(path, may_make=True)
