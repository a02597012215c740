"""Names that are stored or sent out, and so never change; and that every button can be understood.

It runs the questions and the dialog map, and nothing that saves or sends.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args, get_type_hints

from bot.channels.telegram_text import LONGEST_ID
from dialogs import texts
from dialogs.conversing import INTERVIEWS
from dialogs.facts import Fact
from dialogs.filing import FILING, Filing
from dialogs.interview import SoFar
from dialogs.labels import LABELS, OF_A_CASE, OF_NO_CASE, every
from dialogs.my_cases import VERBS, meant
from dialogs.plan import plan
from dialogs.playbook import load
from dialogs.turn import CARD_VERBS, WORDS
from dialogs.values import Case, Draft, Event, Opened, What
from storage.sealing import KINDS

DIALOGS = Path(__file__).parents[1] / "dialogs"
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
BOOKS = load()

# Names that are stored -------------------------------------------------------------------------------------------

QUESTIONS = {
    "filing": "story first_matter platform group scenario rather reviewed",
    "collecting": "evidence",
    "submitting": "where when ticket page_says",
    "supplementing": "extra",
    "hearing": "words outcome accepted_on",
    "rewriting": "text whole tone",
}
"""Interviews and their own questions. Drafts and cases are stored under these names: add, but never rename."""

FACTS = """
save_first act_now has_notice notice_date notice_deadline notice_reason account_access appeals_so_far why_wrong
money_stuck work infringement_claim rights account_type malice_basis loss owner bought how_paid received_date
returned_date pay_date order_number amount problem progress false_claim seen_where truth page_status
shop_name last_contact still_going money_sent money_sent_at payee total other_account reported_police link danger
about_whom impact reported_before since_when happened_at where_said exposed illegal_kind still_live has_minor lured
copyright_role first_published how_used contacted proof leak_kind leaked_by guardian minor_kind child_age payer
still_logged_in penalty contact_changed money_moved misused gave_code my_account risk_where product demand tried
threat medical found_at renewal charged_for charged_total appeals_left account_from
"""
"""The questions that are rows of the playbooks."""

ALSO_STORED = {
    *("platform_name", "maybe", "only", "destination", "never_came", "another_matter", "shows", "refused"),
    *("recorded", "otherwise", "matters", "unknown", "sent"),
}
"""What drafts hold beside answers; no question may be called so."""

SCENARIOS = """
account_banned content_removed unfair_treatment goods_quality false_advertising after_sales seller_dispute fraud
account_stolen harassment privacy_leak false_information minor_protection illegal_content copyright malicious_ban
safety_risk
"""

EVENTS = "opened amended exhibited written submitted clock_told chased answered muted closed reopened"
SEALED = "address said reply person event errand file"


def asked() -> Iterator[tuple[str, str, list[str]]]:
    """Every interview, each scenario of each platform: its questions' keys when every fact is asked."""
    for platform, book in BOOKS.platforms.items():
        for scenario in book.scenarios:
            told = {"platform": platform, "scenario": scenario}
            case = Case(1, (Event(1, NOW, Opened(platform, scenario, told)),))
            for name, interview in INTERVIEWS.items():
                given = told | dict.fromkeys(book.questions) if interview is FILING else {}
                so_far = SoFar(Draft(name, answers=given), BOOKS, NOW, None if interview is FILING else case)
                yield name, f"{platform} {scenario}", [question.key for question in interview.questions(so_far)]


def test_a_key_is_asked_once_in_an_interview():
    assert [(name, of) for name, of, keys in asked() if len(keys) != len(set(keys))] == []


def test_questions_keep_their_keys():
    found: dict[str, set[str]] = {}
    for name, _, keys in asked():
        found.setdefault(name, set()).update(key for key in keys if key not in FACTS.split())
    assert found == {name: set(keys.split()) for name, keys in QUESTIONS.items()}


def test_facts_keep_their_keys_on_every_platform():
    facts = set(FACTS.split())
    assert {
        name: set(book.questions) ^ facts for name, book in BOOKS.platforms.items() if set(book.questions) != facts
    } == {}


def test_no_two_stored_names_are_the_same():
    own = [key for keys in QUESTIONS.values() for key in keys.split()]
    names = [*own, *FACTS.split(), *ALSO_STORED]
    assert sorted(names) == sorted(set(names))


def test_scenarios_events_and_seals_keep_their_names():
    assert set(BOOKS["generic"].scenarios) >= set(SCENARIOS.split())
    assert [get_args(get_type_hints(event)["kind"])[0] for event in get_args(get_args(What)[0])] == EVENTS.split()
    assert list(KINDS.values()) == SEALED.split()


# Buttons and words -----------------------------------------------------------------------------------------------

FAR = 9_999_999
"""A question's or case's number that nobody will reach."""


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """(name, call, file) of everything that ``dialogs`` calls by a plain name."""
    for file in sorted(DIALOGS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, node, file.name


def offered_verbs() -> Iterator[tuple[str, str]]:
    """(verb, file) of every button that ``dialogs`` puts on a card."""
    for name, call, file in calls():
        if name == "Button" and call.args:
            verb, colon, _ = _beginning(call.args[0]).partition(":")
            if colon:
                yield verb, file
        elif name in ("card", "anywhere", "kept"):
            yield from ((verb, file) for verb in (*map(_beginning, call.args), *(k.arg for k in call.keywords)) if verb)
    yield from ((verb, "my_cases.py") for verbs in VERBS.values() for verb in verbs)


def other_labels() -> Iterator[tuple[str, str, str]]:
    """(verb, label, file) of every verb that a card words otherwise, where the wording is a fixed text."""
    for name, call, file in calls():
        for word in call.keywords if name in ("card", "anywhere", "kept", "labelled") else ():
            match word.value:
                case ast.Constant(value=str(label)):
                    yield str(word.arg), label, file
                case ast.Attribute(value=ast.Name(id="texts"), attr=key):
                    yield str(word.arg), getattr(texts, key), file


def _beginning(node: ast.expr) -> str:
    """The text that a string begins with, up to what is filled in."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def test_every_button_of_a_card_is_understood():
    assert [(verb, file) for verb, file in offered_verbs() if verb not in CARD_VERBS] == []


def test_every_verb_that_is_understood_is_on_some_card():
    assert set(CARD_VERBS) - {verb for verb, _ in offered_verbs()} == set()


def test_no_verb_looks_like_a_question_to_a_channel():
    assert [verb for verb in CARD_VERBS if verb.startswith("q")] == []


NOT_HEARD = {"不删"}
"""A button's label that may as well be the answer to a question."""


def test_every_label_that_a_card_words_otherwise_is_one_of_its_verb():
    found = list(other_labels())
    assert len(found) > 10
    assert [(it, file) for verb, it, file in found if it not in NOT_HEARD and it not in every(verb)] == []


def test_every_label_of_a_card_is_heard_when_it_is_typed():
    words = [set(together) for together in WORDS]
    assert [(verb, meant(label)) for verb in OF_A_CASE for label in every(verb) if meant(label) != (verb, "")] == []
    assert [verb for verb in OF_NO_CASE if not any(together.issuperset(every(verb)) for together in words)] == []


def test_no_two_verbs_have_the_same_label():
    labels = [label for verb in LABELS for label in every(verb)]
    assert sorted(labels) == sorted(set(labels))


def test_the_dialog_map_shows_every_interview_word_and_verb():
    words = {word for together in WORDS for word in together}
    drawn = {*words, *CARD_VERBS, *(f"{name}:" for name in (*INTERVIEWS, *SCENARIOS.split()))}
    assert drawn - set(plan().split()) == set()


def button_ids() -> Iterator[str]:
    """The id of every button that any answer, of any playbook, can have."""
    for platform, book in BOOKS.platforms.items():
        for answers in ({"platform": platform}, {"platform": platform, "maybe": list(book.scenarios)}):
            so_far = SoFar(Draft("filing", answers=answers), BOOKS, NOW)
            for question in (question for question in Filing.head if question.needed(so_far)):
                yield from (f"q{FAR}.{button.id}" for button in question.ask(so_far).buttons)
        for scenario in book.scenarios:
            so_far = SoFar(Draft("filing", answers={"platform": platform, "scenario": scenario}), BOOKS, NOW)
            for key in book.questions:
                fact = Fact(key, book.question(scenario, key))
                yield from (f"q{FAR}.{button.id}" for button in fact.ask(so_far).buttons)
        yield from (f"q{FAR}.!edit:{key}" for key in book.questions)
        yield from (f"fix:{FAR}:{key}" for key in book.questions)
        yield from (f"letter:{FAR}:{destination}" for destination in book.destinations)


def test_every_button_fits_into_what_telegram_carries():
    ids = set(button_ids())
    assert len(ids) > 200
    assert {id_ for id_ in ids if len(id_.encode()) > LONGEST_ID} == set()
