"""Whatever people type: no turn raises, no trap number is ever offered, no text says more than it may."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.turn import take_turn
from dialogs.values import Button, Case, Desk, Person, Said, Turn
from tests.chat import PLAYBOOKS, RULES, START

TRAPS = tuple(trap for book in PLAYBOOKS.platforms.values() for trap in book.traps)
PIECES = st.sampled_from(
    [
        "快手",
        "抖音",
        "封号",
        "客服电话",
        "总部电话多少",
        "退款",
        "转账",
        "验证码",
        "昨天",
        "72小时内",
        "一万二",
        "退货",
        "被骗了",
        "怎么办？",
        "不活了",
        "没有",
        "取消",
        "返回",
        "我的投诉",
        "/start",
        "/link A",
        "停止",
        "12岁",
        "\n",
        " ",
        "😭",
        "\u200b",
        "9" * 19,
    ]
)
WORDS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=12).map("".join))


def fold(desk: Desk, turn: Turn) -> Desk:
    """The desk after a turn, as the store would make it."""
    cases = {case.number: case for case in desk.cases}
    for number, event in turn.events:
        cases[number] = Case(number, (*cases.get(number, Case(number, ())).events, event))
    return Desk(turn.person, desk.channel, tuple(cases.values()))


def walk(words: list[tuple[str, int]]) -> list[Turn]:
    """Say or press, one after the other: a number that fits the newest buttons is a press."""
    desk, buttons, turns = Desk(Person(), "web"), tuple[Button, ...](), []
    for step, (text, press) in enumerate(words):
        at = START + timedelta(minutes=step)
        if buttons and press < len(buttons):
            said = Said("button", at, button=buttons[press].id, id=f"t:{step}")
        else:
            said = Said("text", at, text, id=f"t:{step}")
        turn = take_turn(desk, said, RULES, at)
        buttons = next((reply.buttons for reply in reversed(turn.replies) if reply.buttons), buttons)
        desk = fold(desk, turn)
        turns.append(turn)
    return turns


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(0, 9)), min_size=1, max_size=14))
@example([("快手总部电话是400-888-7777吗", 9)])
def test_whatever_is_said_no_turn_raises_and_no_trap_is_offered(words):
    said = "".join(text for text, _ in words)
    for turn in walk(words):
        for reply in turn.replies:
            assert reply.text or reply.letter
            assert all(len(button.id.encode()) <= 64 for button in reply.buttons)
            offered = [trap for trap in TRAPS if trap in reply.text + reply.letter and trap not in said]
            assert offered == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(0, 5)), min_size=1, max_size=10))
def test_a_turn_is_a_function_of_what_it_is_given(words):
    assert walk(words) == walk(words)
