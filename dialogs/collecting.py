"""Screenshots and recordings: kept as they come, numbered when the person says Done.

A file may arrive at any moment, also in the middle of a question, and is never lost: it waits in the person's tray
until a case takes it. It knows nothing of how files are fetched, checked or sealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from dialogs import handing_over, texts, typed, wording
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind
from dialogs.playbook import Playbook
from dialogs.refusals import REFUSALS
from dialogs.status import answers, exhibits, is_closed
from dialogs.talk import Talk, card, choice
from dialogs.values import Button, Draft, Exhibited, Json, Outcome, Piece, Reply, Said, SentFile

UNTIL_KNOWN = "privacy_leak"
"""The scenario whose rule on pictures holds while none is known."""

SHOWS = "shows"
"""Where the draft keeps the row of the checklist that the files to come belong to."""

NOTE = "note"
"""Where the draft holds words written after files, until they are with them."""

TOGETHER = timedelta(seconds=30)
"""Files that come so close after one another are one batch."""


class Evidence(Question):
    """The files themselves, one row of the checklist after another or all at once; Done ends the collecting."""

    key = "evidence"
    label = "截图和照片"

    def ask(self, so_far: SoFar) -> Reply:
        assert so_far.case is not None
        rows, there = _checklist(so_far), _there(so_far)
        listed = "\n".join(f"{'✓' if key in there else '·'} {item}" for key, item in rows.items())
        missing = {key: item for key, item in rows.items() if key not in there}
        others = (Button("other", texts.OTHER_FILES),) if so_far.draft.answers.get(SHOWS) else ()
        return Reply(texts.EVIDENCE.format(checklist=listed), (*choice(missing), *others, Button("done", texts.DONE)))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button in _checklist(so_far):
            item = _checklist(so_far)[said.button]
            return Answer(False, {SHOWS: said.button}, texts.SEND_THIS.format(item=item))
        if said.button == "other":
            return Answer(False, {SHOWS: ""})
        if said.button == "done" or is_done(said.text):
            return Answer(True)
        if not _just_sent(so_far.tray) or typed.tells_nothing(said.text):
            return Again(texts.STILL_COLLECTING)
        return Answer(False, {NOTE: said.text}, texts.NOTED.format(note=wording.shortened(said.text, 40)))

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value is True


def _just_sent(tray: Sequence[Piece]) -> tuple[Piece, ...]:
    """The files that words are about: those that came last and have none yet, or else the last."""
    new = tuple(takewhile(lambda piece: not piece.note, reversed(tray)))
    return new or tuple(tray[-1:])


def _noted(piece: Piece, note: str) -> Piece:
    return replace(piece, note="\n".join(filter(None, (piece.note, note))))


def _checklist(so_far: SoFar) -> dict[str, str]:
    """What is usual for the scenario, by key."""
    assert so_far.scenario is not None
    return so_far.scenario.evidence


def _there(so_far: SoFar) -> set[str]:
    """The rows of the checklist that something was sent for."""
    assert so_far.case is not None
    coming = {piece.shows for piece in so_far.tray if piece.case in (None, so_far.case.number)}
    return coming | {exhibit.shows for exhibit in exhibits(so_far.case)}


class Collecting(Interview):
    """Adding files to a case."""

    name = "collecting"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        return (Evidence(),)

    def keep(self, talk: Talk, draft: Draft) -> str:
        """Put words that were written after files with these files."""
        answers = dict(draft.answers)
        if note := str(answers.pop(NOTE, "")):
            talk.put(replace(draft, answers=answers))
            meant = _just_sent(talk.person.tray)
            talk.remember(tray=tuple(_noted(piece, note) if piece in meant else piece for piece in talk.person.tray))
        return ""

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Number what came, or wait for what is still on its way."""
        assert draft.case is not None
        if any(is_coming(piece) for piece in talk.person.tray):
            talk.open(replace(draft, answers={}))
            talk.remember(awaits_files=True)
            talk.say(texts.STILL_FETCHING)
            return
        acknowledge(talk, draft.case, attach(talk, draft.case))


def is_never_kept(told: Mapping[str, Json], book: Playbook) -> bool:
    """Whether pictures of the matter told are never taken; where it is unsure which, the likeliest one says so."""
    likeliest = next(iter(told.get("maybe") or ()), UNTIL_KNOWN)
    row = book.scenarios.get(str(told.get("scenario") or likeliest))
    return row is not None and row.takes_no_pictures(told)


def _takes_none(talk: Talk) -> bool:
    """Whether what is being told, or where nothing is, every open case allows no picture."""
    if talk.front is not None:
        so_far = bind(talk, talk.front)
        return is_never_kept(so_far.answers, so_far.playbook)
    going_on = [case for case in talk.cases.values() if not is_closed(case)]
    return bool(going_on) and all(is_never_kept(answers(case), talk.playbook(case)) for case in going_on)


def declined(talk: Talk, number: int) -> bool:
    """Say where no picture is taken for a case, and let go of those that wait; whether it is so."""
    case = talk.cases[number]
    if not is_never_kept(answers(case), talk.playbook(case)):
        return False
    _discard(talk, [piece for piece in talk.person.tray if piece.case in (None, number)])
    talk.say(texts.NO_PICTURES, *card(number, "more", "case"))
    return True


def follows(talk: Talk) -> bool:
    """Whether files come right after others that were answered: an album is not answered three times."""
    before = talk.person.kept_at
    return talk.person.collecting and before is not None and talk.said.at - before < TOGETHER


def receive(talk: Talk, files: Sequence[SentFile], note: str = "") -> bool:
    """Put files in the tray; those named but not yet here are fetched by an errand. Whether they are taken at all."""
    front = talk.front
    if _takes_none(talk):
        _discard(talk, [Piece(0, file) for file in files])
        return False
    shows = str(front.answers.get(SHOWS, "")) if front is not None and front.interview == Collecting.name else ""
    for file in files:
        key = talk.person.pieces + 1
        talk.remember(pieces=key)
        if file.refused:
            _refuse(talk, file)
            continue
        talk.remember(tray=(*talk.person.tray, Piece(key, file, note=note, shows=shows)))
        if file.stored is None:
            talk.run("fetch", f"fetch:{key}", ref=file.ref, name=file.name)
    return True


def fetched(talk: Talk, outcome: Outcome) -> None:
    """A fetch is over: the file is here, or it was refused and the person hears why."""
    key = int(outcome.key.removeprefix("fetch:"))
    file = outcome.file or SentFile(refused="lost")
    piece = next((piece for piece in talk.person.tray if piece.key == key), None)
    if piece is None:
        _discard(talk, [] if _is_exhibit(talk, file) else [Piece(key, file)])
        return
    if file.refused:
        talk.remember(tray=tuple(p for p in talk.person.tray if p.key != key))
        _refuse(talk, piece.file, file.refused)
    else:
        kept = replace(piece, file=replace(piece.file, stored=file.stored))
        talk.remember(tray=tuple(kept if p.key == key else p for p in talk.person.tray))
        if piece.case in talk.cases:
            _exhibit(talk, piece.case, [kept])
    if talk.person.awaits_files and not any(map(is_coming, talk.person.tray)):
        _finish_waiting(talk)


def attach(talk: Talk, number: int, *, loose: bool = True) -> list[int]:
    """Make exhibits of the tray's files, in order of receipt; the numbers given. What is still coming follows later.

    ``loose``: also of those that were sent to no case in particular.
    """
    mine = [piece for piece in talk.person.tray if piece.case == number or (loose and piece.case is None)]
    if mine and declined(talk, number):
        return []
    return _exhibit(talk, number, mine)


def assign(talk: Talk, before: int | None, after: int | None) -> None:
    """Let files that wait go with a draft that is put down or taken up, so that no other complaint takes them."""
    tray = (replace(piece, case=after) if piece.case == before else piece for piece in talk.person.tray)
    talk.remember(tray=tuple(tray))


def _exhibit(talk: Talk, number: int, mine: Sequence[Piece]) -> list[int]:
    """Number these pieces; those still coming are the case's from now on."""
    first = max((exhibit.number for exhibit in exhibits(talk.cases[number])), default=0) + 1
    here = [piece for piece in mine if piece.file.stored is not None]
    for place, piece in enumerate(here, first):
        assert piece.file.stored is not None
        talk.happen(number, Exhibited(place, piece.file.stored, piece.file.original, piece.note, piece.shows))
    others = [piece for piece in talk.person.tray if piece not in mine]
    coming = [replace(piece, case=number) for piece in mine if piece not in here]
    talk.remember(tray=(*others, *coming), collecting=False)
    return list(range(first, first + len(here)))


def acknowledge(talk: Talk, number: int, added: Sequence[int]) -> None:
    """Say which numbers were given and what to press, with the text anew if it was not handed in yet."""
    case = talk.cases[number]
    text = texts.EXHIBITS_ADDED.format(span=wording.exhibit_span(added)) if added else texts.NO_EXHIBITS
    compressed = any(not exhibit.original for exhibit in exhibits(case) if exhibit.number in added)
    left = _left(talk, number)
    text = "\n".join([text, *([left] if left else []), *([texts.SEND_ORIGINALS] if compressed else [])])
    buttons = card(number, "case", photos="再加几张")
    if added:
        handing_over.refresh(talk, number, text, *buttons)
    else:
        talk.say(text, *card(number, "text", photos="再加几张"))


def _left(talk: Talk, number: int) -> str:
    """The rows of the checklist that nothing was sent for, where the person named what was sent."""
    so_far = bind(talk, Draft(Collecting.name, number))
    assert so_far.scenario is not None
    there = _there(so_far) - {""}
    left = [so_far.scenario.exhibit_name(key) for key in _checklist(so_far) if key not in there]
    return texts.CHECKLIST_LEFT.format(items="、".join(left)) if left and there else ""


def is_done(text: str) -> bool:
    """Whether words say that everything was sent: 发完了, 没有了."""
    return typed.stated(text) in texts.DONE_WORDS


def is_coming(piece: Piece) -> bool:
    """Whether a file is still being fetched."""
    return piece.file.stored is None


def _finish_waiting(talk: Talk) -> None:
    talk.remember(awaits_files=False)
    draft = next((d for d in talk.person.drafts if d.interview == Collecting.name), None)
    if draft is None or draft.case is None:
        return
    talk.remember(drafts=tuple(d for d in talk.person.drafts if d is not draft))
    acknowledge(talk, draft.case, attach(talk, draft.case))


def _is_exhibit(talk: Talk, file: SentFile) -> bool:
    return any(exhibit.file == file.stored for case in talk.cases.values() for exhibit in exhibits(case))


def _discard(talk: Talk, pieces: Sequence[Piece]) -> None:
    """Let go of files that are not to be kept; what was sealed already is removed."""
    for piece in pieces:
        if piece.file.stored is not None:
            talk.run("discard", f"discard:{piece.file.stored.id}", file=piece.file.stored.id)
    talk.remember(tray=tuple(piece for piece in talk.person.tray if piece not in pieces))


def _refuse(talk: Talk, file: SentFile, reason: str = "") -> None:
    name = f"「{wording.shortened(file.name, 20)}」" if file.name else "这个文件"
    talk.say(f"{name}没能收下：{REFUSALS.get(reason or file.refused, REFUSALS['unknown_type'])}")


COLLECTING = Collecting()
