"""They have answered: in which words, what that means, and what follows from it.

The words are recorded at once, with what they sound like; the person says what they mean. Which words sound like what
is known to ``outcomes``, which clocks the law then starts to ``clocks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogs import texts, typed, wording
from dialogs.advice import TAKE_DISPUTES
from dialogs.clocks import beijing_day, day_text, ends_at, mediation_12315, mediation_notice, read_cutoff, span_text
from dialogs.facts import MAX_TEXT
from dialogs.interview import Again, Answer, Interview, Question, SoFar, bind
from dialogs.labels import LABELS
from dialogs.moments import as_moment, recent_days, stored_text, why_not
from dialogs.my_cases import ask_what
from dialogs.outcomes import outcome_in
from dialogs.status import clocks, happened, has_passed, latest, their_clock
from dialogs.submitting import SUBMITTING
from dialogs.talk import RECORDED, Talk, card, choice
from dialogs.their_time import promised
from dialogs.understanding.dates import read_date
from dialogs.understanding.patterns import WORDS
from dialogs.values import Amended, Answered, Button, Case, ClockTold, Closed, Draft, Json, Reply, Said, Submitted
from dialogs.waiting import look_again, tell, wanted, will_ask

WITH_A_CUTOFF = ("material", "refused", "declined")
"""Outcomes after which it is the person's move, maybe by a date that they named."""

ONE_SITTING = timedelta(hours=1)
"""After it words about an answer that is unconfirmed tell another one."""

OTHERWISE, NO_ANSWER = "otherwise", "no_answer"
"""Answers to what an answer sounds like: something else, and none of theirs at all."""

OF_ANYBODY = ("settled", "refused", "material", "waiting")
OF_AN_OFFICE = ("accepted", "declined", *OF_ANYBODY)
"""What an answer can mean: from a platform, and from an office that first decides whether it takes a dispute."""

_LEAD = re.compile(r"^(?:还是?|都|就|只|算是?|是|他们|客服|平台|说)+")
_PARTICLES = "吧啊呢呀"


class TheirWords(Question):
    """What they answered, pasted or in short; a label of the outcomes is the outcome, and no words of theirs."""

    key = "words"
    label = "他们的答复"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.THEIR_WORDS, choice({"none": "说不清，先跳过"}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button or typed.skips(said.text):
            return Answer("")
        text = said.text.strip()
        if len(text) > MAX_TEXT:
            return Again(texts.TOO_LONG)
        if (outcome := _only_an_outcome(text, so_far.case)) is not None:
            return Answer("", also={"outcome": outcome})
        return Answer(text) if text else Again(texts.NEEDS_WORDS)


class TheirOutcome(Question):
    """What that means: what it sounds like, to be confirmed, or else one of all that it can mean.

    Another answer of theirs that is told here takes the place of the one that was asked about.
    """

    key = "outcome"
    label = "结果"

    def ask(self, so_far: SoFar) -> Reply:
        outcomes, guess = _outcomes(so_far.case), _sounds_like(so_far)
        if guess is not None:
            sounds = texts.SOUNDS_LIKE.format(outcome=outcomes[guess])
            return Reply(sounds, choice({guess: outcomes[guess], OTHERWISE: texts.SOMETHING_ELSE}))
        no_answer = {NO_ANSWER: texts.NO_ANSWER_OF_THEIRS} if so_far.draft.answers.get("words") else {}
        return Reply(texts.THEIR_OUTCOME, choice({**outcomes, **no_answer}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        guess = _sounds_like(so_far)
        if said.button == OTHERWISE or (guess is not None and typed.denies(said.text)):
            return Again("", {OTHERWISE: True})
        if said.button:
            return Answer(said.button)
        text = said.text.strip()
        heard = outcome_in(text, _outcomes(so_far.case))
        is_newer = they_speak(text) and _only_an_outcome(text, so_far.case) is None
        if is_newer and (heard is None or (_was_told_before(so_far) and guess not in (None, heard))):
            newer = {TheirWords.key: text, OTHERWISE: False, RECORDED: None}
            return Answer(None, newer, texts.THEIR_WORDS_HEARD.format(words=text))
        meant = guess if typed.agrees(text) else heard
        return Answer(meant) if meant is not None else Again(texts.PRESS_ONE)

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value is not None


def _was_told_before(so_far: SoFar) -> bool:
    """Whether what is asked about was told some time ago, so that other words are news and no explanation of it."""
    events, place = so_far.case.events if so_far.case else (), so_far.draft.answers.get(RECORDED)
    return any(so_far.now - event.at > ONE_SITTING for event in events if event.number == place)


class AcceptedOn(Question):
    """The day from which 12315 mediates; only its acceptance starts a period of the law."""

    key = "accepted_on"
    label = "受理的日子"

    def needed(self, so_far: SoFar) -> bool:
        return so_far.draft.answers.get("outcome") == "accepted" and _door(so_far.case) == "12315_complaint"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.ACCEPTED_ON, (*choice(recent_days(so_far.now, 2)), Button("none", "没写")))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button or typed.skips(said.text):
            return Answer(None if said.button in ("", "none") else said.button)
        read = read_date(said.text, said.at)
        return Again(texts.NOT_A_DATE) if read is None else _day_taken(read[:10], so_far)


class Hearing(Interview):
    """They have answered."""

    name = "hearing"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        return (TheirWords(), TheirOutcome(), AcceptedOn())

    def keep(self, talk: Talk, draft: Draft) -> str:
        """Their words count from now on, with what they sound like; only that it is over has to be confirmed."""
        words, so_far = str(draft.answers["words"]), bind(talk, draft)
        guess, place = _sounds_like(so_far), draft.answers.get(RECORDED)
        is_told_now = place is None or draft.given[-1:] == (TheirWords.key,)
        if not (words and is_told_now) or isinstance(draft.answers.get("outcome"), str):
            return ""
        place = _record(talk, draft, "waiting" if guess in (None, "settled") else guess)
        talk.put(replace(draft, answers={**draft.answers, RECORDED: place}))
        assert draft.case is not None
        return _tell_cutoff(talk, draft.case, words, talk.now) if guess in WITH_A_CUTOFF else ""

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record it: settled closes the case, refused shows the next door, "we are at it" keeps or sets a date."""
        assert draft.case is not None
        number, words, outcome = draft.case, _words(draft, talk.cases[draft.case]), str(draft.answers["outcome"])
        if outcome == NO_ANSWER:
            _take_back(talk, number, draft.answers.get(RECORDED))
            talk.remember(words=words)
            ask_what(talk, number)
            return
        day = draft.answers.get("accepted_on")
        place = _record(talk, draft, outcome)
        said_at = talk.cases[number].events[place - 1].at
        match outcome:
            case "accepted" if "accepted_on" in draft.answers:
                _mediation_begins(talk, number, date.fromisoformat(day) if day else beijing_day(talk.now))
            case "accepted" | "waiting":
                _goes_on(talk, number, words, said_at, texts.ACCEPTED if outcome == "accepted" else texts.STILL_AT_IT)
            case "settled":
                talk.happen(number, Closed("settled"))
                talk.leave(number)
                talk.say(texts.SETTLED, *card(number, "reopen", "case", reopen="又有问题了"))
            case "material":
                _asked_for_more(talk, number, words, said_at)
            case _:
                _refused(talk, number, words, said_at, texts.DECLINED if outcome == "declined" else texts.REFUSED)


def _record(talk: Talk, draft: Draft, outcome: str) -> int:
    """Record an answer, or mend what was recorded of it; its number. What was still asked of the hand-in is over."""
    assert draft.case is not None
    day, place = draft.answers.get("accepted_on"), draft.answers.get(RECORDED)
    words, on = _words(draft, talk.cases[draft.case]), date.fromisoformat(day) if day else None
    what = Answered(words, outcome, on, place)  # type: ignore[arg-type]
    drafts = (d for d in talk.person.drafts if (d.interview, d.case) != (SUBMITTING.name, draft.case))
    talk.remember(drafts=tuple(drafts))
    before = next((said for event, said in happened(talk.cases[draft.case], Answered) if event.number == place), None)
    if place is None or before is None:
        return talk.happen(draft.case, replace(what, replaces=None)).number
    if replace(what, replaces=before.replaces) != before:
        talk.happen(draft.case, what)
    return int(place)


def _words(draft: Draft, case: Case) -> str:
    """What they said; an outcome by its name alone is no quotation."""
    words = str(draft.answers["words"])
    return words if _only_an_outcome(words, case) is None else ""


def _sounds_like(so_far: SoFar) -> str | None:
    """The outcome that their words stand for, until the person says that they mean something else."""
    told = so_far.draft.answers
    return None if told.get(OTHERWISE) else outcome_in(str(told.get("words") or ""), _outcomes(so_far.case))


def _door(case: Case | None) -> str:
    """Where the case was handed in last."""
    submitted = latest(case, Submitted) if case is not None else None
    return submitted[1].destination if submitted is not None else ""


def _outcomes(case: Case | None) -> Mapping[str, str]:
    of_an_office = _door(case) in TAKE_DISPUTES
    return {outcome: texts.OUTCOMES[outcome] for outcome in (OF_AN_OFFICE if of_an_office else OF_ANYBODY)}


def _only_an_outcome(words: str, case: Case | None) -> str | None:
    """The outcome that words name and tell nothing else: they are the person's, and no answer to be quoted."""
    return next((key for key, label in _outcomes(case).items() if _bare(typed.stated(words)) == _bare(label)), None)


def _bare(text: str) -> str:
    """The words without what leads up to them: 还没解决呢 is 没解决."""
    return _LEAD.sub("", text.strip(typed.MARKS + _PARTICLES))


def _day_taken(day: str, so_far: SoFar) -> Answer | Again:
    """The day, unless it is to come or lies before the one on which the complaint was handed in."""
    submitted = latest(so_far.case, Submitted) if so_far.case else None
    since = as_moment(beijing_day(submitted[1].when).isoformat()) if submitted else None
    to_come = texts.DATE_TO_COME.format(day=stored_text(day))
    why = why_not(day, so_far.now, to_come, since, texts.BEFORE_IT_WAS_SENT)
    return Again(why) if why else Answer(day)


def _mediation_begins(talk: Talk, number: int, accepted: date) -> None:
    """From its acceptance a complaint is mediated for 60 days; that clock takes the place of the one to accept it."""
    calendar = talk.rules.calendar
    clock = mediation_12315(accepted, calendar)
    tell(talk, number, clock)
    notice = day_text(mediation_notice(clock.latest, calendar).latest, beijing_day(talk.now))
    lines = [
        texts.MEDIATION.format(notice=notice),
        wording.clock_line(clock),
        clock.why,
        will_ask(talk, texts.WILL_ASK),
    ]
    talk.say("\n".join(lines), *card(number, "case"))


def _goes_on(talk: Talk, number: int, words: str, said_at: datetime, heard: str) -> None:
    """A date they promise takes the place of the one that stood. Without one nothing moves.

    We ask at the next reminder, and where none is left on a day of our own.
    """
    case, calendar = talk.cases[number], talk.rules.calendar
    promise, standing = promised(words, said_at, said_at, calendar), their_clock(case)
    to_come = [reminder.due_at for reminder in wanted(case, talk.person) if reminder.due_at > talk.now]
    if promise is not None and promise.binds == "them" and ends_at(promise) > talk.now:
        tell(talk, number, promise)
        lines = [heard, wording.clock_line(promise), will_ask(talk, texts.WILL_ASK)]
    elif standing is None:
        lines = [heard, texts.NO_CLOCK]
    elif not has_passed(standing[1].clock, talk.now):
        lines = [heard, will_ask(talk, texts.DATES_STAND)]
    elif to_come:
        lines = [heard, will_ask(talk, texts.ASK_AGAIN.format(day=day_text(beijing_day(min(to_come)))))]
    else:
        lines = [heard, will_ask(talk, texts.ASK_AGAIN.format(day=span_text(look_again(talk, number))))]
    talk.say("\n".join([*lines, *_own_dates(talk, number)]), *card(number, "case"))


def _asked_for_more(talk: Talk, number: int, words: str, said_at: datetime) -> None:
    """It is the person's move: the same door again, with what is missing."""
    letter = Button(f"letter:{number}:{_door(talk.cases[number])}", LABELS["text"])
    buttons = card(number, "photos", "more", photos="加新的截图", sent="我又交了")
    talk.say("\n".join([texts.MATERIAL, *_told_cutoff(talk, number, words, said_at)]), *buttons, letter)


def _refused(talk: Talk, number: int, words: str, said_at: datetime, heard: str) -> None:
    buttons = card(number, "text", "more", text="看下一步的文字", photos="加新的截图")
    talk.say("\n".join([heard, *_told_cutoff(talk, number, words, said_at)]), *buttons)


def _told_cutoff(talk: Talk, number: int, words: str, said_at: datetime) -> list[str]:
    """What their answer gives the person to do by a date, told as a clock, and what was to be done by a date anyway."""
    _tell_cutoff(talk, number, words, said_at)
    return _own_dates(talk, number)


def _tell_cutoff(talk: Talk, number: int, words: str, said_at: datetime) -> str:
    """The date that an answer of theirs names, counted from when it was told; what was told of it now."""
    clock = read_cutoff(words, said_at, talk.rules.calendar)
    if clock is None or ends_at(clock) <= talk.now or clock in clocks(talk.cases[number], "person"):
        return ""
    tell(talk, number, clock)
    return wording.clock_line(clock)


def _take_back(talk: Talk, number: int, place: int | None) -> None:
    """What was no answer of theirs after all, with the date that was read off it."""
    told = happened(talk.cases[number], ClockTold)
    dates = [event.number for event, what in told if place and event.number > place and what.clock.rule == "cutoff"]
    for replaced in (place, *dates):
        talk.happen(number, Amended({}, replaced))


def _own_dates(talk: Talk, number: int) -> list[str]:
    """The dates by which it is the person's move: no answer of theirs moves them."""
    mine = clocks(talk.cases[number], "person")
    return list(dict.fromkeys(wording.clock_line(clock) for clock in mine if not has_passed(clock, talk.now)))


def they_speak(text: str) -> bool:
    """Whether words tell what somebody else said, though what came of it is unsure: 客服说只能退一个月的."""
    return not typed.asks_back(text) and WORDS.news["spoken"].match(typed.unmarked(text)) is not None


HEARING = Hearing()
