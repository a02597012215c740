"""How values are worded: a case, a clock, where a case stands and what is due.

The fixed sentences themselves stand in ``texts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogs import texts
from dialogs.clocks import beijing_day, day_text, days_since, ends_at, span_text
from dialogs.playbook import Playbooks
from dialogs.playbook_rows import Destination
from dialogs.status import answers, clocks, has_passed, overdue, platform, scenario, stage, theirs
from dialogs.values import Case, Clock, Submitted


def masked(kinds: Sequence[str]) -> str:
    """Why a number was blotted out."""
    names = "、".join(dict.fromkeys(texts.MASKED.get(kind, "号码") for kind in kinds))
    return f"您的话里有{names}，我已经隐去，没有保存。这类号码只在官方页面填写，不要发给任何人，也不用发给我。"


def shortened(text: str, limit: int = 40) -> str:
    """The text on one line, at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def exhibit_span(numbers: Sequence[int]) -> str:
    """证据1, or 证据1–3."""
    return f"证据{numbers[0]}" if len(numbers) == 1 else f"证据{numbers[0]}–{numbers[-1]}"


def case_name(case: Case, playbooks: Playbooks) -> str:
    """快手 · 封号."""
    book = playbooks[platform(case)]
    named = answers(case).get("platform_name") if platform(case) == "other" else None
    return f"{named or book.name} · {book.scenarios[scenario(case)].short}"


def clock_line(clock: Clock) -> str:
    """A clock on one line of a card."""
    return texts.CLOCKS.get(clock.rule, texts.CLOCK).format(span=span_text(clock))


def standing(case: Case, now: datetime) -> str:
    """Whose move it is, and the next date."""
    mine = [clock for clock in clocks(case, "person") if not has_passed(clock, now)]
    waits_for = theirs(case)
    late = "".join(texts.OVERDUE.format(what=clock_line(clock)) for clock in overdue(case, now))
    first = "".join(f"{clock_line(clock)}。" for clock in mine) + late
    match stage(case, now):
        case "to_send":
            return first + "等您：把文字交上去，交了告诉我"
        case "chase":
            return first + "等您：过了日子还没回，可以去催"
        case "answered":
            return first + "等您：看下一步"
        case "closed":
            return "已经收起来了"
        case _ if waits_for:
            words = "" if waits_for[-1].rule == "own" else f"{clock_line(waits_for[-1])}；"
            return first + f"等对方。{words}{day_text(beijing_day(ends_at(waits_for[-1])))}我来问您"
        case _:
            return first + "等对方答复"


def due_line(case: Case, playbooks: Playbooks, now: datetime, submitted: Submitted | None) -> str:
    """What is due, for the card when the window of what was handed in has passed."""
    name = f"第{case.number}件　{case_name(case, playbooks)}"
    if submitted is None:
        return f"{name}：{standing(case, now)}。"
    sent = beijing_day(submitted.when)
    went = handed(playbooks[platform(case)].destinations[submitted.destination])
    return f"{name}：您{day_text(sent)}{went}，今天是第{days_since(sent, now)}天。有回音了吗？"


def handed(door: Destination) -> str:
    """What was done at a door: 交给「App 内客服」, 打了「110 报警」."""
    return f"打了「{door.name}」" if door.is_call else f"交给「{door.name}」"
