"""What is said about a case there is, in words and not by a button.

Words that leave open what they belong to are kept until a press says it; they begin no complaint unasked. It knows
which case and what is wanted of it; what that leads to is known to ``cards``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs import asides, cards, explaining, my_cases, supplementing, texts, told_later, typed, wording
from dialogs.correcting import corrected, correction_in
from dialogs.interview import bind
from dialogs.matters import names_another
from dialogs.my_cases import KEPT, VERBS, kept, open_cases
from dialogs.outcomes import outcome_in
from dialogs.status import platform, scenario, stage
from dialogs.talk import Talk, anywhere, card
from dialogs.understanding import Understood
from dialogs.values import Button, Draft
from dialogs.which_case import is_numbered, named_in

A_STORY = 15
"""Characters from which a sentence may be a new matter though it names no platform."""

A_SENTENCE = 4
"""Characters from which words can be trouble told sideways; 刚刚 is none."""

_AGAIN = re.compile("又|还是没|没到账|没收到|看错|弄错|搞错|反悔|变卦")
_UNDER_WAY = re.compile("还没|还是|他们|客服|平台|申诉|回复|处罚|通知|解封|提醒")


def hear(talk: Talk) -> bool:
    """Take what was said, with no question standing, as about a case; false where it is nothing or a new matter."""
    before = talk.person.words
    talk.remember(words="")
    if named(talk, before):
        return True
    if before and (typed.tells_nothing(talk.said.text) or typed.agrees(talk.said.text)):
        return _ask_which(talk, before)
    if typed.tells_nothing(talk.said.text):
        return _thanks(talk)
    if not open_cases(talk):
        return _reopens(talk)
    if is_new(talk, talk.read):
        return False
    return (
        told_later.heard(talk)
        or correct(talk, open_cases(talk))
        or _question(talk)
        or _ask_which(talk, talk.said.text.strip())
    )


def news(text: str) -> tuple[str, str] | None:
    """What happened to a case that was just named: there an outcome needs nobody who said it."""
    said = text.strip()
    return my_cases.news(said) or (("answered", said) if not explaining.asks(said) and outcome_in(said) else None)


def is_under_way(text: str) -> bool:
    """Whether words speak of a complaint that is under way."""
    return any((my_cases.meant(text), is_numbered(text), _UNDER_WAY.search(text)))


def is_new(talk: Talk, read: Understood | None) -> bool:
    """Whether a message surely tells a matter that no open case is about.

    While a case is open that takes a platform's name, or words that say so; of the same kind, a whole story besides.
    Where words say so, what it is about may still be unsure.
    """
    if read is None or read.scenario is None:
        return False
    here = read.platform.value if read.platform else None
    if my_cases.news(talk.said.text) and here in (None, *(platform(talk.cases[n]) for n in open_cases(talk))):
        return False
    is_story = len(talk.said.text) > A_STORY and not is_under_way(talk.said.text)
    says_so = is_story and names_another(talk.said.text)
    cases = [talk.cases[number] for number in open_cases(talk)]
    if any(scenario(case) == read.scenario.value and here in (None, platform(case)) for case in cases):
        return here is not None and is_story and read.scenario.sure
    return says_so or (read.scenario.sure and (here is not None or (is_story and not cases)))


def named(talk: Talk, before: str) -> bool:
    """A case by its number, a verb in words, or both; a button's label that is typed finds the words it is for."""
    said = typed.unmarked(talk.said.text)
    named = named_in(talk, said)
    place, rest = named.number, named.rest
    if place is None:
        place, rest = typed.ordinal(said), ""
    asks = explaining.asks(talk.said.text)
    meant = None if asks else news(rest) if rest else my_cases.news(said)
    if named.by_number and place not in talk.cases:
        return _no_such_case(talk)
    if place in talk.cases and (meant is None or not cards.allowed(talk, place, meant[0])):
        if rest and not named.by_number:
            return correct(talk, [place])
        talk.remember(words=rest)
        my_cases.ask_what(talk, place) if rest and place in open_cases(talk) else my_cases.show(talk, place)
    elif meant is None or (meant[1] and (not open_cases(talk) or is_new(talk, talk.read))):
        return False
    else:
        talk.remember(words=before if (rest or said) in my_cases.SAID else meant[1])
        do(talk, meant[0], [place] if place in talk.cases else meant_cases(talk, meant[0]))
    return True


def _no_such_case(talk: Talk) -> bool:
    """A number that no case has means none of the others."""
    if talk.cases:
        talk.remember(words=talk.said.text.strip())
        talk.say(texts.NO_SUCH_CASE, *anywhere("cases", new=texts.A_NEW_MATTER))
    return bool(talk.cases)


def meant_cases(talk: Talk, verb: str) -> list[int]:
    """Those whose card offers the verb; silence is first of all theirs who are late; else every open one."""
    if verb == "silent":
        fits = [number for number, case in talk.cases.items() if stage(case, talk.now) == "chase"]
    else:
        fits = [number for number, case in talk.cases.items() if verb in VERBS[stage(case, talk.now)]]
    return fits or [number for number in open_cases(talk) if cards.allowed(talk, number, verb)]


def do(talk: Talk, verb: str, numbers: Sequence[int]) -> None:
    """What a verb stands for, to the only one of these cases; of several it is asked which."""
    if len(numbers) != 1:
        which(talk, verb, numbers)
    elif verb == "silent":
        my_cases.stand(talk)
    else:
        cards.act(talk, verb, numbers[0], KEPT)


def which(talk: Talk, verb: str, numbers: Sequence[int]) -> None:
    """Ask which of these cases a verb is about; no answer yet and no case at all lead to the list."""
    if not numbers or verb == "silent":
        my_cases.show_all(talk)
    else:
        talk.say(texts.WHICH_CASE, *(Button(f"{verb}:{n}:{KEPT}", _name(talk, n)) for n in numbers))


def _name(talk: Talk, number: int) -> str:
    return f"第{number}件　{wording.case_name(talk.cases[number], talk.rules.playbooks)}"


def _thanks(talk: Talk) -> bool:
    """Thanks, a greeting or a picture begins no complaint."""
    if talk.cases:
        talk.say(texts.ALL_KEPT, *anywhere("cases", "new"))
    return bool(talk.cases)


def correct(talk: Talk, numbers: Sequence[int], words: str = "") -> bool:
    """A fact that was told wrong: changed where it can be read which and how, asked where a mistake was owned to."""
    meant = correction_in(words or talk.said.text)
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
    """A question: how dates are counted, or else what we know, and how things stand."""
    if explaining.asks_why(talk.said.text.strip()) and not asides.answer_to(talk.said.text):
        do(talk, "rules", open_cases(talk))
        return True
    return explaining.answered(talk)


def _reopens(talk: Talk) -> bool:
    """Words about what was settled, where nothing is open any more: whether it goes on is asked."""
    number, said = max(talk.cases, default=0), talk.said.text.strip()
    if not number or len(said) > typed.SHORT or not _AGAIN.search(said) or (talk.read and talk.read.platform):
        return False
    talk.remember(words=said)
    talk.say(texts.CLOSED_BEFORE.format(number=number), *card(number, "reopen", "case"), *anywhere("new"))
    return True


def _ask_which(talk: Talk, said: str) -> bool:
    """The words are kept; which case they belong to, and as what, is asked."""
    numbers = open_cases(talk)
    if not numbers:
        return False
    talk.remember(words=said)
    if talk.read is not None and talk.read.uneasy and len(said) >= A_SENTENCE:
        talk.say(texts.LISTENING)
    if len(numbers) == 1:
        my_cases.ask_what(talk, numbers[0])
    else:
        cases = (button for number in numbers for button in kept(number, about=_name(talk, number)))
        talk.say(texts.WHICH_CASE, *cases, *anywhere(new=texts.A_NEW_MATTER))
    return True
