"""What is said about a case there is, in words and not by a button.

Words that leave open what they belong to are kept until a press says it; they begin no complaint unasked. It knows
which case and what is wanted of it; what that leads to is known to ``cards``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs import asides, cards, my_cases, supplementing, texts, typed
from dialogs.clocks import beijing_day
from dialogs.collecting import COLLECTING
from dialogs.conversing import advance, is_label
from dialogs.correcting import corrected, correction_in
from dialogs.filing import names_another
from dialogs.interview import bind
from dialogs.my_cases import VERBS, open_cases
from dialogs.status import platform, scenario, stage
from dialogs.talk import Talk, anywhere, card
from dialogs.understanding import Understood
from dialogs.values import Button, Draft

A_STORY = 15
"""Characters from which a sentence may be a new matter though it names no platform."""

A_SENTENCE = 4
"""Characters from which words can be trouble told sideways; 刚刚 is none."""

TOLD_BETWEEN = ("sent", "answered", "chase")
"""What happened to a case may be told while a question about another matter stands."""

ADDING = (supplementing.SUPPLEMENTING.name, COLLECTING.name)
"""While a case is being added to, what happened to it is told in whatever words."""

ASK_WHAT_WAS_TRIED = ("appeals_so_far", "reported_before", "contacted", "last_contact")
"""Questions that 我申诉了 and 客服回了 answer."""

_OF_CASE = re.compile(r"看?第(?P<place>[一二三四五六七八九]|\d{1,3})件(?:事|投诉)?[：:，,\s]*(?P<rest>.*)", re.DOTALL)
_ASKS_WHY = re.compile("(?:怎么|咋)[算数]|(?:什么|啥|哪[条个]|有没有?)(?:依据|规定|法律?|条文)|依据是?(?:什么|啥|哪)")
_ASKS = re.compile("怎么|咋|谁|哪[里儿个家]|什么|啥|为何")
_UNDER_WAY = re.compile("还没|还是|他们|客服|平台|申诉|回复|处罚|通知|解封|提醒")


def hear(talk: Talk) -> bool:
    """Take what was said, with no question standing, as about a case; false where it is nothing or a new matter."""
    kept = talk.person.words
    talk.remember(words="")
    if _named(talk, kept):
        return True
    if typed.tells_nothing(talk.said.text):
        return _thanks(talk)
    if not open_cases(talk) or is_new(talk, talk.read):
        return False
    return _correction(talk) or _question(talk) or _ask_which(talk)


def hear_between(talk: Talk) -> bool:
    """While a question stands: a case by its number, or what happened to one, if it can be nothing else."""
    draft = talk.front
    if draft is None or is_label(talk) or not (_named_between(talk) or _happened_between(talk, draft)):
        return False
    if talk.front is draft:
        advance(talk, texts.BACK_TO)
    return True


def _named_between(talk: Talk) -> bool:
    """A case by its number alone, or with a verb: 第1件衣服破了 names none."""
    of_case = _OF_CASE.fullmatch(typed.unmarked(talk.said.text))
    if of_case is None or typed.number(of_case["place"]) not in talk.cases:
        return False
    return (not of_case["rest"] or my_cases.meant(of_case["rest"]) is not None) and _named(talk, "")


def _happened_between(talk: Talk, draft: Draft) -> bool:
    meant = my_cases.meant(talk.said.text)
    numbers = _told_between(talk, draft, meant[0]) if meant else []
    if meant is None or not numbers:
        return False
    talk.remember(words=meant[1])
    _do(talk, meant[0], numbers)
    return True


def _told_between(talk: Talk, draft: Draft, verb: str) -> list[int]:
    """The case that is being added to; else those that a card's typed label is about, or that are late today."""
    if _happened_to_its_own(talk, draft, verb):
        return [number for number in (draft.case,) if number is not None]
    if verb == "silent" and talk.person.told_on == beijing_day(talk.now):
        return [number for number, case in talk.cases.items() if stage(case, talk.now) == "chase"]
    is_label_of_card = typed.unmarked(talk.said.text) in my_cases.SAID
    numbers = _meant_cases(talk, verb) if verb in TOLD_BETWEEN and is_label_of_card else []
    return [] if draft.case in numbers else numbers


def _happened_to_its_own(talk: Talk, draft: Draft, verb: str) -> bool:
    """Whether a verb tells what happened to the very case that a draft adds to, and answers no question of it."""
    if draft.interview not in ADDING or draft.case is None or {*draft.asked[-1:]} & {*ASK_WHAT_WAS_TRIED}:
        return False
    return verb in TOLD_BETWEEN and verb in VERBS[stage(talk.cases[draft.case], talk.now)]


def is_under_way(text: str) -> bool:
    """Whether words speak of a complaint that is under way."""
    return any((my_cases.meant(text), _OF_CASE.match(text.strip()), _UNDER_WAY.search(text)))


def is_new(talk: Talk, read: Understood | None) -> bool:
    """Whether a message surely tells a matter that no open case is about.

    While a case is open that takes a platform's name, or words that say so; of the same kind, a whole story besides.
    Where words say so, what it is about may still be unsure.
    """
    if read is None or read.scenario is None:
        return False
    here = read.platform.value if read.platform else None
    is_story = len(talk.said.text) > A_STORY and not is_under_way(talk.said.text)
    says_so = is_story and names_another(talk.said.text)
    cases = [talk.cases[number] for number in open_cases(talk)]
    if any(scenario(case) == read.scenario.value and here in (None, platform(case)) for case in cases):
        return here is not None and is_story and read.scenario.sure
    return says_so or (read.scenario.sure and (here is not None or (is_story and not cases)))


def _named(talk: Talk, kept: str) -> bool:
    """A case by its number, a verb in words, or both; a button's label that is typed finds the words it is for."""
    said = typed.unmarked(talk.said.text)
    of_case = _OF_CASE.fullmatch(said)
    place, rest = (typed.number(of_case["place"]), of_case["rest"]) if of_case else (typed.ordinal(said), "")
    meant = None if typed.asks_back(talk.said.text) else my_cases.meant(rest if of_case else said)
    if place in talk.cases and (meant is None or not cards.allowed(talk, place, meant[0])):
        talk.remember(words=rest)
        my_cases.ask_what(talk, place) if rest and place in open_cases(talk) else my_cases.show(talk, place)
    elif meant is None or (meant[1] and (not open_cases(talk) or is_new(talk, talk.read))):
        return False
    else:
        talk.remember(words=kept if rest in my_cases.SAID else meant[1])
        _do(talk, meant[0], [place] if place in talk.cases else _meant_cases(talk, meant[0]))
    return True


def _meant_cases(talk: Talk, verb: str) -> list[int]:
    """Those whose card offers the verb; silence is first of all theirs who are late; else every open one."""
    if verb == "silent":
        fits = [number for number, case in talk.cases.items() if stage(case, talk.now) == "chase"]
    else:
        fits = [number for number, case in talk.cases.items() if verb in VERBS[stage(case, talk.now)]]
    return fits or [number for number in open_cases(talk) if cards.allowed(talk, number, verb)]


def _do(talk: Talk, verb: str, numbers: Sequence[int]) -> None:
    if len(numbers) != 1:
        which(talk, verb, numbers)
    elif verb == "silent":
        my_cases.stand(talk)
    else:
        cards.act(talk, verb, numbers[0])


def which(talk: Talk, verb: str, numbers: Sequence[int]) -> None:
    """Ask which of these cases a verb is about; no answer yet and no case at all lead to the list."""
    if not numbers or verb == "silent":
        my_cases.show_all(talk)
    else:
        talk.say(texts.WHICH_CASE, *(Button(f"{verb}:{n}", _name(talk, n)) for n in numbers))


def _name(talk: Talk, number: int) -> str:
    return f"第{number}件　{texts.case_name(talk.cases[number], talk.rules.playbooks)}"


def _thanks(talk: Talk) -> bool:
    """Thanks, a greeting or a picture begins no complaint."""
    if talk.cases:
        talk.say(texts.ALL_KEPT, *anywhere("cases", "new"))
    return bool(talk.cases)


def _correction(talk: Talk) -> bool:
    """A fact that was told wrong: changed where it can be read which and how, asked where a mistake was owned to."""
    meant, numbers = correction_in(talk.said.text), open_cases(talk)
    if meant is None or (len(numbers) > 1 and not meant.owned):
        return False
    talk.remember(words=meant.words)
    if len(numbers) > 1:
        which(talk, "fix", numbers)
        return True
    draft = Draft(supplementing.SUPPLEMENTING.name, numbers[0])
    found = corrected(meant, supplementing.told(talk, numbers[0]), bind(talk, draft), talk.said)
    if found is not None:
        talk.remember(words="")
        supplementing.amend(talk, numbers[0], {found[0].key: found[1].value})
    elif meant.owned:
        supplementing.choose_fact(talk, numbers[0])
    return found is not None or meant.owned


def _question(talk: Talk) -> bool:
    """A question is answered by what we know, and how things stand."""
    said = talk.said.text.strip()
    known = asides.answer_to(said)
    asks_why = not known and len(said) <= typed.SHORT and _ASKS_WHY.search(said)
    if not (known or asks_why or typed.asks_back(said) or (len(said) <= typed.SHORT and _ASKS.search(said))):
        return False
    if asks_why:
        _do(talk, "rules", open_cases(talk))
    else:
        my_cases.stand(talk, known or texts.ASKED_OF_CASE)
    return True


def _ask_which(talk: Talk) -> bool:
    """The words are kept; which case they belong to, and as what, is asked."""
    numbers, said = open_cases(talk), talk.said.text.strip()
    talk.remember(words=said)
    if talk.read is not None and talk.read.uneasy and len(said) >= A_SENTENCE:
        talk.say(texts.LISTENING)
    if len(numbers) == 1:
        my_cases.ask_what(talk, numbers[0])
    else:
        cases = (button for number in numbers for button in card(number, about=_name(talk, number)))
        talk.say(texts.WHICH_CASE, *cases, *anywhere(new=texts.A_NEW_MATTER))
    return True
