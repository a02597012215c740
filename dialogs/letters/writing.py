"""The text for one destination, made of fixed sentences and of what the case holds, and of nothing else.

It knows how a letter is put together and shortened; what it may say of a case is ``facts``' to know, the fixed
sentences are rows, and it never decides where a complaint should go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dialogs.clocks import beijing_day
from dialogs.letters.facts import demands, own_demand, reports_besides, slots, tells_our_part
from dialogs.letters.laws import fitting
from dialogs.letters.rows import ROWS, Kind, Line, Note, Slot
from dialogs.letters.source import DEMAND, Source, day
from dialogs.letters.tone import lint
from dialogs.letters.words import ends_in_link
from dialogs.playbook import Playbook, fits
from dialogs.playbook_rows import touches
from dialogs.status import answers_to, latest
from dialogs.values import Case, Event, Submitted

SHORT = 200
"""Characters of the short form, for boxes whose limit nobody knows."""

Form = Literal["long", "short"]

_ADMITS = re.compile(
    r"我(?:也|确实)?(?:承认|认错|知道错|错了|不对)|以后(?:一定)?(?:改|不敢|不会再|注意)|保证(?:以后)?不再"
)
"""What sounds like owning up to what one is punished for."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to be copied, the whole sentences its limit left out, and what to tell the person beside it."""

    text: str
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence that is kept or left out whole; ``line`` is the paragraph it belongs to."""

    line: int
    text: str
    weight: int
    bullet: str = ""
    lead: str = ""


def write(case: Case, destination: str, playbook: Playbook, today: date, *, form: Form = "long") -> Letter:
    """The letter for a destination, within its limit (characters); ``short`` is at most ``SHORT`` long.

    An e-mail begins with a line ``主题：…``. Raises ``KeyError`` for a scenario that the playbook does not know.
    """
    name = kind_of(destination, playbook)
    kind = ROWS.kinds[name]
    source = Source(case, playbook, today, plainly=kind.plainly)
    subject = f"主题：{kind.subject.format_map(source.fields())}\n\n" if kind.subject and form == "long" else ""
    sentences = list(_sentences(source, name, destination))
    limit = _limit(destination, playbook, form)
    kept, dropped = _fitted(sentences, None if limit is None else limit - len(subject))
    return Letter(
        subject + _set(kept), tuple(s.text for s in dropped), tuple(_notes(source, destination, kind, dropped))
    )


def chase(case: Case, playbook: Playbook, today: date) -> str:
    """The text that asks how the latest submission stands, with its number and the calendar days since.

    Raises ``ValueError`` when nothing was submitted.
    """
    sent = latest(case, Submitted)
    if sent is None:
        raise ValueError("nothing was submitted")
    when = beijing_day(sent[1].when)
    days = (today - when).days
    number = f"（编号{sent[1].ticket}）" if sent[1].ticket else ""
    since = f"至今第{days}天未收到实质答复" if days > 0 else "目前未收到实质答复"
    text = f"我于{_short_day(when, today)}提交{number}，{since}，请告知{_chased(case, *sent)}。"
    return text if number else text + _named(Source(case, playbook, today))


def _chased(case: Case, event: Event, sent: Submitted) -> str:
    """What is asked: an office that settles disputes says first whether it takes one (令121 第15条)."""
    accepted = any(answer.outcome == "accepted" for answer in answers_to(case, event.number))
    return "是否受理" if sent.destination == "12315_complaint" and not accepted else "进度和预计时间"


def _named(source: Source) -> str:
    """By what they can find it where it has no number: the matter, and what of these was told."""
    told = [f"{name}{source.written(key)}" for key, name in _FOUND_BY.items() if key in source.answers]
    return "，".join([f"事项：{source.about.matter}", *filter(None, told)]) + "。"


_FOUND_BY = {"order_number": "订单号", "my_account": "账号", "other_account": "对方账号", "shop_name": "店铺"}


def kind_of(destination: str, playbook: Playbook) -> str:
    """The kind of letter that a destination takes: its own, its row's, or a plain statement."""
    row = playbook.destinations.get(destination)
    named = (destination, row.letter if row is not None else "")
    return next((name for name in named if name in ROWS.kinds), "statement")


def _short_day(when: date, today: date) -> str:
    return f"{when.month}月{when.day}日" if when.year == today.year else day(when)


def _limit(destination: str, playbook: Playbook, form: Form) -> int | None:
    row = playbook.destinations.get(destination)
    limits = [row.limit if row is not None else None, SHORT if form == "short" else None]
    return min((limit for limit in limits if limit is not None), default=None)


def _sentences(source: Source, name: str, destination: str) -> Iterator[_Sentence]:
    """Every sentence that the letter would hold if there were no limit."""
    kind, fields = ROWS.kinds[name], source.fields()
    filled: dict[Slot, Sequence[str]] = {
        **slots(source, kind, destination),
        "law": fitting(name, source.scenario_key, source.answers, source.today),
    }
    said: set[str] = set()
    for place, line in enumerate(kind.lines):
        if not _applies(line, source, "".join(filled["demand"])):
            continue
        for text in _filled(line, filled, fields):
            if text not in said:
                said.add(text)
                yield _Sentence(place, text, line.weight, line.bullet, line.lead)


def _applies(line: Line, source: Source, request: str) -> bool:
    """Whether a line is for these answers and this request."""
    return (
        fits(line.when, source.answers)
        and not touches(line.unless, source.answers)
        and re.search(line.told, source.told, re.DOTALL) is not None
        and re.search(line.asking, request) is not None
    )


def _filled(line: Line, filled: Mapping[Slot, Sequence[str]], fields: Mapping[str, str]) -> Sequence[str]:
    """The slot's sentences, or the fixed words if every answer they name was given and none they stand in for."""
    if line.slot is not None:
        return filled[line.slot]
    named = re.findall(r"\{(\w+)\}", line.say)
    fitting = all(fields.get(key) for key in named) and not any(fields.get(key) for key in line.without)
    return (line.say.format_map(fields),) if fitting else ()


def _fitted(sentences: Sequence[_Sentence], limit: int | None) -> tuple[list[_Sentence], list[_Sentence]]:
    """What fits, and what was left out: the sentence of least weight first, of equal ones the later."""
    kept, dropped = list(sentences), []
    while limit is not None and len(kept) > 1 and len(_set(kept)) > limit:
        least = min(range(len(kept)), key=lambda place: (kept[place].weight, -place))
        dropped.append(kept.pop(least))
    return kept, dropped


def _set(sentences: Sequence[_Sentence]) -> str:
    """The sentences as paragraphs, a line's lead before its first."""
    paragraphs: list[str] = []
    before: int | None = None
    for sentence in sentences:
        if sentence.line != before:
            lead = sentence.lead + "\n" if sentence.lead and sentence.bullet else sentence.lead
            paragraphs.append(lead + sentence.bullet + sentence.text)
        elif sentence.bullet or ends_in_link(paragraphs[-1]):
            paragraphs[-1] += "\n" + sentence.bullet + sentence.text
        else:
            paragraphs[-1] += sentence.text
        before = sentence.line
    return "\n".join(paragraphs)


def _notes(source: Source, destination: str, kind: Kind, dropped: Sequence[_Sentence]) -> Iterator[str]:
    """What to tell the person beside the text."""
    reason = source.about.report_as or source.scenario.report_as
    if destination == "report" and reason:
        yield f"举报理由选“{reason}”一类，以页面上的选项为准。"
    yield from (note if isinstance(note, str) else note.say for note in kind.notes if _is_for(note, source))
    yield from _notes_on_requests(source, kind)
    yield from _notes_on_writers(source, destination, kind)
    if tells_our_part(source, kind):
        yield ROWS.notes["our_part"]
    if not kind.spoken and "punished" in source.scenario.groups and _ADMITS.search(source.told):
        yield ROWS.notes["admits"]
    door = source.playbook.destinations.get(destination)
    if door is not None and door.window == "service" and source.scenario.has_24_hours(source.answers):
        yield ROWS.notes["hours24"].format(evidence=source.scenario.hours24_evidence)
    for sentence in source.dropped:
        yield f"这句没写进去：“{sentence}”。{next((finding.why for finding in lint(sentence)), '')}。"
    if dropped:
        yield f"这里的字数有限，有{len(dropped)}句没放进去，可以作为补充材料再交。"


def _is_for(note: str | Note, source: Source) -> bool:
    if isinstance(note, str):
        return True
    return source.scenario_key in note.scenarios and not any(source.answers.get(key) for key in note.without)


def _notes_on_requests(source: Source, kind: Kind) -> Iterator[str]:
    """That the request is not in the person's words, or that a part of it stands elsewhere."""
    expected = kind.dispute or DEMAND in source.scenario.ask
    if expected and demands(kind) and not own_demand(source, kind) and not source.wishes():
        yield ROWS.notes["request"].format(request=source.request(kind).rstrip("。"))
    if kind.dispute and reports_besides(source):
        yield ROWS.notes["report_apart"]


def _notes_on_writers(source: Source, destination: str, kind: Kind) -> Iterator[str]:
    """What somebody who writes for another has to mind, and a child."""
    if source.part in ("for_a_child", "grandparent"):
        yield ROWS.notes["for_a_child"]
    elif source.writer in ROWS.on_the_phone:
        way = "helper_calling" if kind.spoken else "proxy_12315" if destination == "12315_complaint" else "helper"
        yield ROWS.notes[way]
    if source.writer == "child" and kind.guardian:
        yield ROWS.notes["child"]
