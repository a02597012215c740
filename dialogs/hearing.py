"""They have answered: in which words, what that means, and what follows from it.

The person says what an answer means; nobody guesses. Which clocks the law then starts is known to ``clocks``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dialogs import texts, typed
from dialogs.advice import DISPUTE_DOORS
from dialogs.clocks import beijing_day, day_text, ends_at, mediation_12315, mediation_notice, read_cutoff, span_text
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.labels import LABELS
from dialogs.moments import as_moment, recent_days, stored_text, why_not
from dialogs.status import has_passed, latest, their_clock
from dialogs.submitting import promised
from dialogs.talk import Talk, card, choice
from dialogs.understanding.dates import read_date
from dialogs.values import Answered, Button, Case, Closed, Draft, Reply, Said, Submitted
from dialogs.waiting import look_again, tell, wanted

OF_ANYBODY = {"settled": "解决了", "refused": "没解决", "material": "要我补材料", "waiting": "只说在处理"}
OF_AN_OFFICE = {"accepted": "受理了", "declined": "不受理", **OF_ANYBODY}
"""What an answer can mean: from a platform, and from an office that first decides whether it takes a dispute."""

_IN_OTHER_WORDS = {
    "settled": r"(?<![没未不有])解决了|(?:没事|搞定|弄好|处理好|恢复|解封)了|(?<!不)(?<!没)退(?:款|钱)?了",
    "refused": r"[没未](?:能|有|给)?(?:解决|通过|用|调成)|维持|驳回|拒绝|不(?:给|同意|支持|行)|调解?不成|终止",
    "material": r"[补再][^，。]{0,4}(?:材料|证据|说明|资料|截图)",
    "declined": r"(?:不|未|(?<!还)没)(?:予|有|给)?(?:受理|立案)",
    "accepted": r"(?<![不没未予有给])(?:受理|立案)了",
    "waiting": r"在(?:处理|办|查|看)|处理中|(?:[让叫]我|再|慢慢)等|[还也]?没有?说|还没有?(?:受理|立案)",
}
"""What people type instead of pressing, where it is asked what an answer means."""

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
        text = said.text.strip()[:4000]
        if (outcome := _only_an_outcome(text, so_far.case)) is not None:
            return Answer("", also={"outcome": outcome})
        return Answer(text) if text else Again(texts.NEEDS_WORDS)


class TheirOutcome(Question):
    """What that means; the person says it, nobody guesses."""

    key = "outcome"
    label = "结果"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.THEIR_OUTCOME, choice(_outcomes(so_far.case)))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer(said.button)
        named = [key for key in _outcomes(so_far.case) if re.search(_IN_OTHER_WORDS[key], said.text)]
        return Answer(named[0]) if len(named) == 1 else Again(texts.PRESS_ONE)


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

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record it: settled closes the case, refused shows the next door, "we are at it" keeps or sets a date."""
        assert draft.case is not None
        number, words, outcome = draft.case, str(draft.answers["words"]), draft.answers["outcome"]
        words = words if _only_an_outcome(words, talk.cases[number]) is None else ""
        day = draft.answers.get("accepted_on")
        talk.happen(number, Answered(words, outcome, date.fromisoformat(day) if day else None))
        match outcome:
            case "accepted" if "accepted_on" in draft.answers:
                _mediation_begins(talk, number, date.fromisoformat(day) if day else beijing_day(talk.now))
            case "accepted" | "waiting":
                _goes_on(talk, number, words, texts.ACCEPTED if outcome == "accepted" else texts.STILL_AT_IT)
            case "settled":
                talk.happen(number, Closed("settled"))
                talk.leave(number)
                talk.say(texts.SETTLED, *card(number, "reopen", "case", reopen="又有问题了"))
            case "material":
                _asked_for_more(talk, number, words)
            case _:
                _refused(talk, number, words, texts.DECLINED if outcome == "declined" else texts.REFUSED)


def _door(case: Case | None) -> str:
    """Where the case was handed in last."""
    submitted = latest(case, Submitted) if case is not None else None
    return submitted[1].destination if submitted is not None else ""


def _outcomes(case: Case | None) -> Mapping[str, str]:
    return OF_AN_OFFICE if _door(case) in ("12315_complaint", *DISPUTE_DOORS) else OF_ANYBODY


def _only_an_outcome(words: str, case: Case | None) -> str | None:
    """The outcome that words name and tell nothing else: they are the person's, and no answer to be quoted."""
    meant = {key: (_bare(label), _bare(texts.OUTCOMES[key])) for key, label in _outcomes(case).items()}
    return next((key for key, labels in meant.items() if _bare(typed.stated(words)) in labels), None)


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
    lines = [texts.MEDIATION.format(notice=notice), texts.clock_line(clock), clock.why, texts.WILL_ASK]
    talk.say("\n".join(lines), *card(number, "case"))


def _goes_on(talk: Talk, number: int, words: str, heard: str) -> None:
    """A date they promise takes the place of the one that stood. Without one nothing moves.

    We ask at the next reminder, and where none is left on a day of our own.
    """
    case, calendar = talk.cases[number], talk.rules.calendar
    promise, standing = promised(words, talk.now, talk.now, calendar), their_clock(case)
    to_come = [reminder.due_at for reminder in wanted(case, talk.person) if reminder.due_at > talk.now]
    if promise is not None and promise.binds == "them" and ends_at(promise) > talk.now:
        tell(talk, number, promise)
        lines = [heard, texts.clock_line(promise), texts.WILL_ASK]
    elif standing is None:
        lines = [heard, texts.NO_CLOCK]
    elif not has_passed(standing[1].clock, talk.now):
        lines = [heard, texts.DATES_STAND]
    elif to_come:
        lines = [heard, texts.ASK_AGAIN.format(day=day_text(beijing_day(min(to_come))))]
    else:
        lines = [heard, texts.ASK_AGAIN.format(day=span_text(look_again(talk, number)))]
    talk.say("\n".join(lines), *card(number, "case"))


def _asked_for_more(talk: Talk, number: int, words: str) -> None:
    """It is the person's move: the same door again, with what is missing."""
    letter = Button(f"letter:{number}:{_door(talk.cases[number])}", LABELS["text"])
    buttons = card(number, "photos", "more", photos="加新的截图", sent="我又交了")
    talk.say("\n".join([texts.MATERIAL, *_told_cutoff(talk, number, words)]), *buttons, letter)


def _refused(talk: Talk, number: int, words: str, heard: str) -> None:
    buttons = card(number, "text", "more", text="看下一步的文字", photos="加新的截图")
    talk.say("\n".join([heard, *_told_cutoff(talk, number, words)]), *buttons)


def _told_cutoff(talk: Talk, number: int, words: str) -> list[str]:
    """What their answer gives the person to do by a date, told as a clock; its line."""
    clock = read_cutoff(words, talk.now, talk.rules.calendar)
    if clock is None or ends_at(clock) <= talk.now:
        return []
    tell(talk, number, clock)
    return [texts.clock_line(clock)]


HEARING = Hearing()
