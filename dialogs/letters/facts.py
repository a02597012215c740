"""What a letter may say of a case: each slot's sentences, every one from an answer, an exhibit or an event.

It knows the case and the playbook's wording of each fact; it does not know for whom the letter is, nor its limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from dialogs import playbook as pb
from dialogs.clocks import beijing_day
from dialogs.letters.rows import ROWS, Kind, Slot
from dialogs.letters.source import DEMAND, Source, day, shown
from dialogs.letters.words import CLAUSE, cleaned, ends_in_link, is_relative, without
from dialogs.status import answers_to, exhibits, happened
from dialogs.values import Exhibited, Submitted

QUOTE = 200
"""Characters of a reply that are quoted; whole sentences only."""

_MINE = re.compile(r"^(?:但|可|不过)?我(?![们司方局院处台行店中])|^(?:账)?号(?:已经|也)?(?:自己)?[找拿要]回来?了")
"""What the person says or did about a reply is no part of it."""

_SAID_OF_ME = re.compile(r"^(?:上面|通知|平台|它|理由|就|是)*(?:说|写)(?:着|的是|的|了)?(?:我(?![的妈爸家店]))?(?=.)")
"""说我搬运: what goes before the reason of a notice."""

_OUR_PART = re.compile(
    r"(?:我|俺|老公|老婆|儿子|女儿|闺女|爸|妈|弟弟?|哥哥?|对象)[^，。]{0,8}(?:输(?:了|掉|光)|赌(?:了|过|钱)|下注|押了|吸(?:了|过)|嫖)"
)
"""What the person or their family did, in a report of somebody else's."""

ADMISSIONS = {"gave_code": "code"}
"""By question, what only the police and the bank are told."""

_RETOLD = re.compile(
    r"(?:^|，)(?:是|就)?(?:商家|卖家|店家|客服|平台|他们?|她|人家|对方|那边)[^，。]{0,8}(?:说|讲|回|不|让|叫|支持|维持|拒|同意|判|认|要)"
    r"|^说|[让叫给跟]我(?![们司方局])"
)
"""A reply in the person's own words: their words are not put between quotation marks."""

_WITHOUT_WORDS = {"refused": "已收到答复，问题没有解决", "declined": "未予受理", "material": "对方要求补充材料"}
"""What came of it where no words of theirs were told."""

_WANTED = re.compile(
    r"(?:要求|希望|请求|想要|必须|要)[^，。]{0,8}(?:退|赔|解封|恢复|换)|(?:退|赔)(?:给我|我)|给我(?:退|赔)"
)
"""What the person wants: no part of a letter that makes no demand."""

_REPORTING = re.compile(
    r"(?:要|想|请|希望|必须|也|还|并|再)[^，。；]{0,6}(?:举报|查处|严查|处罚|罚款|吊销)|^(?:举报|查处|严查|处罚|罚款)"
)
"""What is wanted of an office that punishes: no part of a letter about what two owe each other (令121 第9条)."""

_NOT_BY_A_REPORT = re.compile("[退赔换修钱款]|补[发寄偿]|解封|恢复|撤销|取回")
"""What is wanted for oneself: no report of somebody else brings it."""

_OVERTAKEN = {"after_sales": ("progress", "page_status")}
"""By door, the answers that no longer hold once something was handed in there."""


def slots(source: Source, kind: Kind, destination: str) -> Mapping[Slot, Sequence[str]]:
    """Every slot's sentences for a kind of letter and its door (the law is chosen in ``laws``)."""
    demand, wanted = own_demand(source, kind) or [source.request(kind)], _wanted(source, kind)
    asks = not source.about.ask_alone or not (demand if demands(kind) else wanted)
    return {
        "who": tuple(_who(source, kind)),
        "facts": tuple(_facts(source, kind)),
        "story": tuple(_story(source, kind)),
        "extra": tuple(_own_words(source, kind, "extra")),
        "history": tuple(_history(source)),
        "new": tuple(_new(source, destination)),
        "demand": demand,
        "wanted": wanted,
        "ask": (source.about.ask,) if asks else (),
        "police": (source.about.police or ROWS.notes["police"],),
        "exhibits": tuple(_exhibits(source)),
    }


def _who(source: Source, kind: Kind) -> Iterator[str]:
    rows = ROWS.on_the_phone if kind.spoken else ROWS.who
    if said := rows.get(source.part, rows.get(source.writer)):
        yield said


def _facts(source: Source, kind: Kind) -> Iterator[str]:
    """A sentence per answered question of the scenario, in the order in which they are asked."""
    gone_to = {sent.destination for _, sent in happened(source.case, Submitted)}
    overtaken = [key for door in gone_to for key in _OVERTAKEN.get(door, ())]
    for key in source.asked:
        wanted = key not in (DEMAND, *kind.leave_out, *overtaken) and (not kind.only or key in kind.only)
        if wanted and key in source.answers:
            yield from _sentences(source, kind, key, source.question(key))


def _sentences(source: Source, kind: Kind, key: str, question: pb.Question) -> Iterator[str]:
    value = source.answers[key]
    if ADMISSIONS.get(key) == value and not kind.plainly:
        return
    template = _chosen(source, key, question) if question.choices else question.letter
    if not template:
        return
    template = template.replace("{day}", day(source.day_of(key)))
    if question.kind != "text":
        yield _ended(template.replace("{}", shown(question, value)))
        return
    kept = source.words(_SAID_OF_ME.sub("", str(value)) if key == "notice_reason" else str(value)).kept
    if kept:
        announced = re.search(ROWS.holds.get(key, ""), str(value), re.DOTALL)
        head, tail = template.split("{}", 1) if announced else ("", "")
        dated = _told_on(source, kind, key) if is_relative("".join(kept)) else ""
        yield from _wrapped(head, kept, tail, dated)


def _chosen(source: Source, key: str, question: pb.Question) -> str:
    """The sentence of a choice: the writer's own, one that says no more than was told, or the question's."""
    value = str(source.answers[key])
    own = ROWS.own.get(source.writer, {}).get(key, {})
    if value in own:
        return own[value]
    rows = (row for row in ROWS.narrower if (row.question, row.choice) == (key, value))
    fitting = (row.say for row in rows if re.search(row.told, source.told, re.DOTALL))
    return next(fitting, question.letters.get(value, ""))


def _wrapped(head: str, kept: Sequence[str], tail: str, dated: str) -> Iterator[str]:
    """Own sentences in a template's words: one piece where something follows them, else the rest one by one."""
    if tail.strip("。"):
        yield _ended(head + "".join(kept).rstrip("。") + tail + dated)
        return
    pieces = [head + kept[0], *kept[1:]]
    if dated:
        pieces[-1] = pieces[-1].rstrip("。") + dated
    yield from map(_ended, pieces)


def _ended(sentence: str) -> str:
    """The sentence with its stop, which a link does without."""
    return sentence if sentence.endswith(("。", "？")) or ends_in_link(sentence) else sentence + "。"


def _story(source: Source, kind: Kind) -> Iterator[str]:
    """What happened, in own words, and whose words they are."""
    kept = _own_words(source, kind, "story")
    if kept:
        yield ("" if kind.spoken else ROWS.teller.get(source.writer, "")) + kept[0]
        yield from kept[1:]


def _own_words(source: Source, kind: Kind, key: str) -> Sequence[str]:
    """Own words; a letter that makes no demand holds none in own words either, nor one of a dispute a report."""
    kept = list(source.words(str(source.answers.get(key) or "")).kept)
    if not demands(kind):
        kept = without(kept, _WANTED)
        kept = without(kept, _OUR_PART) if _leaves_our_part_out(source, kind) else kept
    elif kind.dispute:
        kept = without(kept, _REPORTING)
    if kept and is_relative("".join(kept)):
        kept[-1] = _ended(kept[-1].rstrip("。") + _told_on(source, kind, key))
    return kept


def demands(kind: Kind) -> bool:
    """Whether this kind of letter makes a demand."""
    return any(line.slot == DEMAND for line in kind.lines)


def _told_on(source: Source, kind: Kind, key: str) -> str:
    """When an answer was given, for words that count from that day; on the telephone, only if that was not today."""
    on = source.day_of(key)
    if kind.spoken:
        return "" if on == source.today else f"，这是{day(on)}说的"
    return f"（以上为{day(on)}所述）"


def own_demand(source: Source, kind: Kind) -> Sequence[str]:
    """What the person wants, as far as it belongs into this kind of letter."""
    kept = source.words(source.demand()).kept
    return without(kept, _REPORTING) if kind.dispute else kept


def _wanted(source: Source, kind: Kind) -> Sequence[str]:
    """What was told to be wanted of the other side, as far as a report brings it about."""
    told = source.words(source.demand()).kept or ([source.request(kind)] if source.wishes() else [])
    return without(told, _NOT_BY_A_REPORT)


def tells_our_part(source: Source, kind: Kind) -> bool:
    """Whether something was left out of a report because the person or their family did it."""
    told = (str(source.answers.get(key) or "") for key in ("story", "extra"))
    return _leaves_our_part_out(source, kind) and any(map(_OUR_PART.search, told))


def _leaves_our_part_out(source: Source, kind: Kind) -> bool:
    return source.scenario_key == "illegal_content" and not demands(kind) and not kind.plainly


def reports_besides(source: Source) -> bool:
    """Whether the person also wants something punished."""
    told = (str(source.answers.get(key) or "") for key in ("story", "extra", DEMAND))
    return any(_REPORTING.search(clause) for text in told for clause in CLAUSE.split(text))


def _history(source: Source) -> Iterator[str]:
    """Each earlier submission and what came of it."""
    for event, sent in happened(source.case, Submitted):
        name, row = _door(source.playbook, sent.destination), source.playbook.destinations.get(sent.destination)
        number = f"（编号{sent.ticket}）" if sent.ticket else ""
        done = f"拨打{name}" if row is not None and row.is_call else f"通过{name}提交"
        said = f"我于{day(beijing_day(sent.when))}{done}{number}"
        yield f"{said}，{_outcome(source, event.number)}。"


def _outcome(source: Source, number: int) -> str:
    """What came of the submission with that event number, before the next one, as of today."""
    answers = answers_to(source.case, number)
    if not answers:
        return f"截至{day(source.today)}未收到实质答复"
    last = answers[-1]
    if last.outcome == "accepted":
        on = f"于{day(last.on)}" if last.on else ""
        return f"对方已{on}受理，截至{day(source.today)}尚无结果"
    said = _quoted(last.text)
    if not said:
        return _WITHOUT_WORDS.get(last.outcome, "已收到答复")
    declined = "未予受理，" if last.outcome == "declined" else ""
    retold = _RETOLD.search(said) or any(map(_MINE.search, CLAUSE.split(last.text)))
    return declined + (f"收到的答复大意是：{said}" if retold else f"收到的答复是：“{said}”")


def _quoted(text: str) -> str:
    """The first whole sentences of a reply."""
    said = ""
    for sentence in without(cleaned(text.replace("“", "「").replace("”", "」")).kept, _MINE):
        if len(said + sentence) > QUOTE:
            break
        said += sentence
    return said.rstrip("。")


def _door(book: pb.Playbook, key: str) -> str:
    row = book.destinations.get(key)
    return row.name if row is not None else key


def _new(source: Source, destination: str) -> Iterator[str]:
    """What was not yet there when this door was last gone to: exhibits, named by number."""
    sent = [what for _, what in happened(source.case, Submitted) if what.destination == destination]
    fresh = [exhibit for exhibit in exhibits(source.case) if sent and exhibit.number not in sent[-1].exhibits]
    if fresh:
        yield f"本次补充：{'、'.join(f'证据{exhibit.number}' for exhibit in fresh)}。"


def _exhibits(source: Source) -> Iterator[str]:
    """The list of exhibits: number, what it is, day kept; neighbours that are the same together."""
    rows = [(exhibit, f"{_shows(source, exhibit)}，{day(_kept(exhibit))}留存") for exhibit in exhibits(source.case)]
    groups = [(said, [exhibit for exhibit, _ in group]) for said, group in groupby(rows, key=lambda row: row[1])]
    listed = [f"{_numbers(group)}（{said}）" for said, group in groups]
    if listed:
        yield "、".join(listed) + "。"


def _numbers(group: Sequence[Exhibited]) -> str:
    runs = [f"证据{exhibit.number}" for exhibit in group]
    if len(group) > 2 and group[-1].number - group[0].number == len(group) - 1:
        return f"{runs[0]}至{runs[-1]}"
    return "、".join(runs)


def _shows(source: Source, exhibit: Exhibited) -> str:
    """The row of the checklist that the person named it by, else what kind of file it is."""
    return source.scenario.exhibit_name(exhibit.shows) or _kind(exhibit)


def _kind(exhibit: Exhibited) -> str:
    main = exhibit.file.mime.split("/")[0]
    return {"image": "图片", "video": "视频", "audio": "录音"}.get(main, "文件")


def _kept(exhibit: Exhibited) -> date:
    return beijing_day(exhibit.file.received_at)


def mentioned(text: str) -> tuple[int, ...]:
    """The numbers of the exhibits that a letter names."""
    numbers: set[int] = set()
    for first, last in re.findall(r"证据(\d+)(?:至证据(\d+))?", text):
        numbers.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(numbers))
