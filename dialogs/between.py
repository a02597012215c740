"""What is said about a case while a question stands: news of it or of another one, and what the question cannot take.

Words that answer the question are left to it. It knows which question may wait; what news lead to is known to
``about_a_case``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from dialogs import about_a_case, asides, cards, drafts, explaining, my_cases, supplementing, texts, typed
from dialogs.clocks import beijing_day
from dialogs.collecting import COLLECTING
from dialogs.conversing import advance, answer, is_label, is_refused
from dialogs.hearing import HEARING, they_speak
from dialogs.my_cases import KEPT, VERBS, open_cases
from dialogs.outcomes import is_answer, outcome_in
from dialogs.status import platform, stage
from dialogs.submitting import SUBMITTING
from dialogs.talk import RECORDED, Talk
from dialogs.their_time import promised
from dialogs.values import Draft
from dialogs.which_case import named_in

STANDS_LONG = timedelta(days=1)
"""After it a question about what is recorded waits for its answer, but takes nothing else for one."""

TOLD_BETWEEN = ("sent", "answered", "chase")
"""What happened to a case may be told while a question about another matter stands."""

ADDING = (supplementing.SUPPLEMENTING.name, COLLECTING.name)
"""While a case is being added to, what happened to it is told in whatever words."""

ASK_WHAT_WAS_TRIED = ("appeals_so_far", "reported_before", "contacted", "last_contact")
"""Questions that 我申诉了 and 客服回了 answer."""

_OF_A_HAND_IN = re.compile(
    r"\d|[编单]号|号码|几天|天内|日子|提醒|写|页面|截止|答复|回复|时间|[今昨前]天|上午|下午|晚上|刚才"
)


def hear(talk: Talk) -> bool:
    """While a question stands: a case by its number, or what happened to one, if it can be nothing else."""
    draft = talk.front
    if draft is None or is_label(talk):
        return False
    if asked := _asked_between(talk, draft):
        advance(talk, asked)
        return True
    if not (_other_between(talk, draft) or _named_between(talk) or _happened_between(talk, draft)):
        return _begun_between(talk, draft) or _heard_as_other(talk, draft)
    if talk.front is draft:
        advance(talk, texts.BACK_TO)
    return True


def _asked_between(talk: Talk, draft: Draft) -> str:
    """What a question to us is answered, that no question of ours is about."""
    said = talk.said.text.strip()
    return explaining.who_we_are(said) or (explaining.about_papers(said) if draft.case is not None else "")


def _heard_as_other(talk: Talk, draft: Draft) -> bool:
    """Words that answer nothing of what is asked about something recorded are heard as if nothing were asked.

    On the same day only what is not about a number or a date, which the question then explains.
    """
    if RECORDED not in draft.answers or not is_refused(talk) or typed.tells_nothing(talk.said.text):
        return False
    since = next((e.at for e in talk.cases[draft.case or 0].events if e.number == draft.answers[RECORDED]), talk.now)
    stands_long = talk.now - since > STANDS_LONG
    is_of_it = draft.interview != SUBMITTING.name or _OF_A_HAND_IN.search(talk.said.text) is not None
    if not stands_long and (
        is_of_it or len(talk.said.text) < about_a_case.A_SENTENCE or asides.answer_to(talk.said.text)
    ):
        return False
    if not about_a_case.hear(talk):
        return False
    if talk.front is draft and not talk.person.words:
        advance(talk, texts.BACK_TO)
    return True


def _other_between(talk: Talk, draft: Draft) -> bool:
    """Words that name another case than the one that is asked about never answer the question that stands.

    While a new complaint is being told they do so only with news or a correction, and by no word of its own.
    """
    told = [] if draft.case is not None else [*draft.answers.values(), _platform_name(talk, draft)]
    named = named_in(talk, talk.said.text, unlike=told)
    if named.number is None or named.number == draft.case or not named.rest or named.number not in open_cases(talk):
        return False
    verb = about_a_case.news(named.rest)
    if verb is not None and cards.allowed(talk, named.number, verb[0]):
        talk.remember(words=verb[1])
        cards.act(talk, verb[0], named.number, KEPT)
    elif not about_a_case.correct(talk, [named.number], named.rest):
        if draft.case is None:
            return False
        talk.remember(words=typed.unmarked(talk.said.text))
        my_cases.ask_what(talk, named.number)
    return True


def _platform_name(talk: Talk, draft: Draft) -> str:
    """What the platform of a draft is called; every platform's name while it is not known."""
    books = talk.rules.playbooks
    known = draft.answers.get("platform")
    return books[str(known)].name if known else " ".join(books[key].name for key in books.platforms)


def _named_between(talk: Talk) -> bool:
    """A case by its number alone, or with a verb: 第1件衣服破了 names none."""
    named = named_in(talk, talk.said.text)
    if not named.by_number or named.number not in talk.cases:
        return False
    draft, rest = talk.front, named.rest
    if rest and draft is not None and named.number == draft.case:
        answer(talk, replace(talk.said, text=rest))
        return True
    return (not rest or my_cases.news(rest) is not None) and about_a_case.named(talk, "")


def _happened_between(talk: Talk, draft: Draft) -> bool:
    if explaining.asks(talk.said.text):
        return False
    meant = my_cases.meant(talk.said.text)
    if _is_reply_to(talk, draft):
        meant = ("answered", talk.said.text.strip())
    numbers = _told_between(talk, draft, meant[0]) if meant else []
    if meant is None or not numbers:
        return False
    talk.remember(words=meant[1])
    about_a_case.do(talk, meant[0], numbers)
    return True


def _is_reply_to(talk: Talk, draft: Draft) -> bool:
    """Whether words that come when a hand-in is recorded are their answer, and no number and no date of it."""
    said = talk.said.text
    if draft.interview != SUBMITTING.name or RECORDED not in draft.answers:
        return False
    if not is_answer(said):
        return they_speak(said) and is_refused(talk) and not _OF_A_HAND_IN.search(said)
    return outcome_in(said) != "waiting" or promised(said, talk.said.at, talk.said.at) is None


def _begun_between(talk: Talk, draft: Draft) -> bool:
    """A new matter, told while something is asked of what is recorded already, begins a complaint.

    While a case is being added to only one of another platform does, for much may be said there.
    """
    is_elsewhere = _is_of_elsewhere(talk)
    adds = draft.interview in ADDING and is_elsewhere
    if not (adds or (RECORDED in draft.answers and (is_elsewhere or about_a_case.is_new(talk, talk.read)))):
        return False
    drafts.begin(talk)
    answer(talk, talk.said)
    return True


def _is_of_elsewhere(talk: Talk) -> bool:
    """Whether a sentence tells a matter on a platform that no open case is of, though what it is about is unsure."""
    read, known = talk.read, {platform(talk.cases[number]) for number in open_cases(talk)}
    if read is None or read.scenario is None or read.platform is None or read.platform.value in known:
        return False
    return len(talk.said.text) > about_a_case.A_STORY and not is_answer(talk.said.text)


def _told_between(talk: Talk, draft: Draft, verb: str) -> list[int]:
    """The case that is being added to; else those that a card's typed label is about, or that are late today."""
    if _happened_to_its_own(talk, draft, verb):
        return [number for number in (draft.case,) if number is not None]
    if verb == "silent" and talk.person.told_on == beijing_day(talk.now):
        return [number for number, case in talk.cases.items() if stage(case, talk.now) == "chase"]
    is_label_of_card = typed.unmarked(talk.said.text) in my_cases.SAID
    numbers = about_a_case.meant_cases(talk, verb) if verb in TOLD_BETWEEN and is_label_of_card else []
    return [] if draft.case in numbers else numbers


def _happened_to_its_own(talk: Talk, draft: Draft, verb: str) -> bool:
    """Whether a verb tells what happened to the very case that a draft adds to, and answers no question of it."""
    if RECORDED in draft.answers:
        return (draft.interview, verb) in ((SUBMITTING.name, "answered"), (HEARING.name, "sent"))
    if draft.interview not in ADDING or draft.case is None or {*draft.asked[-1:]} & {*ASK_WHAT_WAS_TRIED}:
        return False
    return verb in TOLD_BETWEEN and verb in VERBS[stage(talk.cases[draft.case], talk.now)]
