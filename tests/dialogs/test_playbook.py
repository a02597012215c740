import re
import shutil
import tomllib
from datetime import date, timedelta

import pytest

from dialogs.clocks import windows
from dialogs.letters.rows import ROWS
from dialogs.playbook import FOLDER, Contact, Fact, Path_, load, shown, stale
from dialogs.playbook_checks import trapped
from tests.dialogs.playbook_folder import add, copied

NEVER_SHOWN = [
    *("45 个工作日", "45个工作日", "去互联网法院", "成功率", "三倍", "逾期"),
    *("jubao@douyin.com", "jubao@12377.cn", "weiquan@kuaishou.com", "qinquan@bytedance.com", "www-12321"),
]
CHECKED = date(2026, 11, 20)
BOOKS = load()


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path)


def strings(row):
    if isinstance(row, dict):
        return [text for value in row.values() for text in strings(value)]
    if isinstance(row, list):
        return [text for value in row for text in strings(value)]
    return [row] if isinstance(row, str) else []


# How sure a fact sounds -------------------------------------------------------------------------------------------


def fact(basis, text="「我的客服」里"):
    return Path_(text=text, basis=basis, source="来源甲", checked=CHECKED)


def test_a_fact_sounds_as_sure_as_its_basis():
    assert shown(fact("in_app")) == "「我的客服」里（平台页面曾公示，请在App『关于』页核对）"
    assert shown(fact("usual")) == "一般在「我的客服」里，以App为准"
    assert shown(fact("press")) == shown(fact("official")) == "「我的客服」里"


def test_source_and_date_are_told_on_request():
    article = Fact(text="七个工作日", article="第15条", basis="official", source="令121", checked=CHECKED)
    assert shown(article, sourced=True) == "七个工作日（来源：令121，2026-11-20核对）"
    (hotline,) = BOOKS["douyin"].contacts_for("hotline")
    assert shown(hotline) == "95152"
    assert "南方都市报" in shown(hotline, sourced=True)


@pytest.mark.parametrize("model", [Fact, Contact])
def test_what_is_only_usual_is_neither_fact_nor_contact(model):
    row = {"basis": "usual", "source": "网络文章", "checked": CHECKED}
    own = {"text": "甲"} if model is Fact else {"kind": "phone", "value": "95000", "purpose": "热线"}
    with pytest.raises(ValueError, match="basis"):
        model(**row, **own)
    assert model(**{**row, "basis": "press"}, **own)


def test_contacts_lie_with_the_destination_they_serve():
    assert [c.value for c in BOOKS["kuaishou"].contacts_for("hotline")] == ["400-126-0088"]
    assert [c.value for c in BOOKS["kuaishou"].contacts_for("police_110")] == ["110"]
    assert not any(book.contacts_for("hotline") for book in (BOOKS["generic"], BOOKS["bilibili"]))
    assert all(c.basis == "in_app" for c in BOOKS["kuaishou"].contacts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_no_trap_and_nothing_that_is_never_shown_stands_in_any_file(path):
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not list(trapped(rows, BOOKS["generic"].traps))
    rows.pop("traps", None)
    text = "\n".join(strings(rows))
    assert not [words for words in NEVER_SHOWN if words in text]
    assert "！" not in text
    assert "400-888-7777" in BOOKS["generic"].traps


def test_no_platform_door_names_a_length_of_time_or_calls_one_legal():
    for book in BOOKS.platforms.values():
        for door in (d for d in book.destinations.values() if d.kind == "platform"):
            text = "\n".join(strings(door.model_dump(exclude={"facts"})))
            assert not re.search(r"[\d一二三四五六七八九十]+\s*(个?工作日|天|小时|次内)|依法|法定", text), text


def test_every_statement_of_the_law_names_its_article():
    for door in BOOKS["generic"].destinations.values():
        assert all(fact.article for fact in door.facts if fact.basis == "official")


# A new platform --------------------------------------------------------------------------------------------------


def test_a_platform_is_added_by_one_file(folder):
    add(folder, "xiaohongshu", 'aliases = ["小红书"]\nfind_contact = "在 App 里找客服。"')
    book = load(folder)["xiaohongshu"]
    assert book.find_contact == "在 App 里找客服。"
    assert book.scenarios == BOOKS["generic"].scenarios
    assert not book.contacts


def test_the_example_is_a_platform_once_it_is_copied(folder):
    shutil.copy(folder / "_example.toml", folder / "example.toml")
    books = load(folder)
    assert books["example"].accepts_order_number("6934567890123456789")
    assert not books["example"].accepts_order_number("6934567890")
    assert [c.value for c in books["example"].contacts_for("hotline")] == ["95000"]


def test_the_example_itself_is_no_platform():
    assert "example" not in BOOKS.platforms
    assert "_example" not in BOOKS.platforms


# Growing old -----------------------------------------------------------------------------------------------------


def test_nothing_is_stale_on_the_180th_day_and_all_of_it_is_on_the_next():
    assert not [line for line in stale(BOOKS, CHECKED + timedelta(days=180)) if "checked" in line]
    lines = stale(BOOKS, CHECKED + timedelta(days=181))
    assert "douyin.contacts.0: checked 2026-11-20, 南方都市报引抖音（2025-03-25）" in lines
    assert sum("destinations.12315_report.facts.0" in line for line in lines) == 1


def test_the_law_that_letters_cite_grows_old_too():
    lines = stale(BOOKS, CHECKED + timedelta(days=181), ROWS.laws)
    assert sum(line.startswith("laws.") for line in lines) == len(ROWS.laws)
    assert not [line for line in stale(BOOKS, CHECKED + timedelta(days=180), ROWS.laws) if line.startswith("laws.")]


def test_the_periods_of_the_law_say_the_day_on_which_its_articles_were_checked():
    doors = ("12315_complaint", "12315_report", "after_sales")
    facts = [fact for door in doors for fact in BOOKS["generic"].destinations[door].facts]
    oldest = min(fact.checked for fact in facts if fact.basis == "official")
    assert f"{oldest.year}年{oldest.month}月{oldest.day}日核对" == windows.CHECKED


def test_the_next_calendar_is_missed_from_the_first_of_november():
    books = BOOKS.model_copy(update={"years": {}})
    assert stale(books, date(2026, 11, 1)) == ["calendar.toml: 2027 is missing"]
    assert stale(books, date(2026, 10, 31)) == []
