"""They have answered: in which words, what that means, and what follows from it.

The person says what an answer means; nobody guesses. Which clocks the law then starts is known to ``clocks``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import texts
from dialogs.clocks import beijing_day, day_text, mediation_12315, mediation_notice
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.playbook_rows import Playbook
from dialogs.status import latest
from dialogs.talk import Talk, card, choice
from dialogs.values import Answered, Case, ClockTold, Closed, Draft, Reply, Said, Submitted

OF_ANYBODY = {"settled": "解决了", "refused": "没解决", "waiting": "只说在处理"}
OF_12315 = {"accepted": "受理了", "refused": "不受理或没调成", "settled": "解决了", "waiting": "还没说"}
"""What an answer can mean: from a platform, and from the office that mediates."""


class TheirWords(Question):
    """What they answered, pasted or in short."""

    key = "words"
    label = "他们的答复"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.THEIR_WORDS, choice({"none": "说不清，先跳过"}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button:
            return Answer("")
        return Answer(said.text.strip()[:4000]) if said.text.strip() else Again(texts.NEEDS_WORDS)


class TheirOutcome(Question):
    """What that means; the person says it, nobody guesses."""

    key = "outcome"
    label = "结果"

    def ask(self, so_far: SoFar) -> Reply:
        assert so_far.case is not None
        return Reply(texts.THEIR_OUTCOME, choice(OF_12315 if _at_12315(so_far.case, so_far.playbook) else OF_ANYBODY))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        return Answer(said.button) if said.button else Again(texts.PRESS_ONE)


class Hearing(Interview):
    """They have answered."""

    name = "hearing"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        return (TheirWords(), TheirOutcome())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Record it: settled closes the case, refused shows the next door, "we are at it" changes no clock."""
        assert draft.case is not None
        number = draft.case
        accepted = draft.answers["outcome"] == "accepted"
        talk.happen(number, Answered(str(draft.answers["words"]), "waiting" if accepted else draft.answers["outcome"]))
        match draft.answers["outcome"]:
            case "accepted":
                _mediation_begins(talk, number)
            case "settled":
                talk.happen(number, Closed("settled"))
                talk.leave(number)
                talk.say(texts.SETTLED, *card(number, reopen="又有问题了", case="看这件投诉"))
            case "refused":
                talk.say(texts.REFUSED, *card(number, text="看下一步的文字", more="补充情况", photos="加新的截图"))
            case _:
                talk.say(texts.STILL_AT_IT, *card(number, case="看这件投诉"))


def _at_12315(case: Case, book: Playbook) -> bool:
    submitted = latest(case, Submitted)
    return submitted is not None and book.destinations[submitted[1].destination].window == "12315"


def _mediation_begins(talk: Talk, number: int) -> None:
    """From its acceptance a complaint is mediated for 60 days; that clock takes the place of the one to accept it."""
    case, calendar = talk.cases[number], talk.rules.calendar
    submitted, told = latest(case, Submitted), latest(case, ClockTold)
    assert submitted is not None
    clock = mediation_12315(talk.now, calendar)
    replaces = told[0].number if told is not None and told[1].clock.rule == "12315_accept" else None
    talk.happen(number, ClockTold(submitted[0].number, clock, replaces))
    notice = day_text(mediation_notice(clock.latest, calendar).latest, beijing_day(talk.now))
    lines = [texts.MEDIATION.format(notice=notice), texts.clock_line(clock), clock.why, texts.WILL_ASK]
    talk.say("\n".join(lines), *card(number, case="看这件投诉"))


HEARING = Hearing()
