"""What is said about a case there is, in words and not by a button.

Words that leave open what they belong to are kept until a press says it; they begin no complaint unasked. It knows
which case and what is wanted of it; what that leads to is known to ``cards``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs import asides, cards, drafts, handing_over, my_cases, supplementing, texts, typed, wording
from dialogs.clocks import beijing_day
from dialogs.collecting import COLLECTING
from dialogs.conversing import advance, answer, is_label
from dialogs.correcting import corrected, correction_in
from dialogs.doors import door_named
from dialogs.filing import names_another
from dialogs.interview import bind
from dialogs.my_cases import KEPT, VERBS, kept, open_cases
from dialogs.outcomes import is_answer, outcome_in
from dialogs.status import answers, platform, scenario, stage
from dialogs.submitting import SUBMITTING, promised
from dialogs.talk import RECORDED, Talk, anywhere
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

NAMED_BY = ("story", "problem", "product", "work", "shop_name")
"""Answers by whose words a case may be called: 羽绒服那件."""

ASK_WHAT_WAS_TRIED = ("appeals_so_far", "reported_before", "contacted", "last_contact")
"""Questions that 我申诉了 and 客服回了 answer."""

_OF_CASE = re.compile(
    r"看?第(?P<place>[一二三四五六七八九]|\d{1,3})[件个](?:事情?|投诉)?的?[：:，,\s]*(?P<rest>.*)", re.DOTALL
)
_THING = re.compile(
    r"(?:我|说|买|那个|那件|这个|这件)*的?(?P<thing>[\u4e00-\u9fff]{2,6}?)(?:的|[那这](?:个|件|边|单))[：:，,\s]*(?P<rest>.*)",
    re.DOTALL,
)
_OF_US = re.compile(r"你们?(?:是不是|是|属于|就是).{0,4}(?:快手|抖音|平台|官方|12315|客服|公司)")
_MAY_GO = re.compile("能|可以|可不可以|要不要|该不该|用不用|行不行|直接")
_ASKS_WHY = re.compile("(?:怎么|咋)[算数]|(?:什么|啥|哪[条个]|有没有?)(?:依据|规定|法律?|条文)|依据是?(?:什么|啥|哪)")
_ASKS = re.compile("下一步|怎么|咋|谁|哪[里儿个家]|什么|啥|为何")
_UNDER_WAY = re.compile("还没|还是|他们|客服|平台|申诉|回复|处罚|通知|解封|提醒")


def hear(talk: Talk) -> bool:
    """Take what was said, with no question standing, as about a case; false where it is nothing or a new matter."""
    before = talk.person.words
    talk.remember(words="")
    if _named(talk, before):
        return True
    if before and (typed.tells_nothing(talk.said.text) or typed.agrees(talk.said.text)):
        return _ask_which(talk, before)
    if typed.tells_nothing(talk.said.text):
        return _thanks(talk)
    if not open_cases(talk) or is_new(talk, talk.read):
        return False
    return _correction(talk, open_cases(talk)) or _question(talk) or _ask_which(talk, talk.said.text.strip())


def hear_between(talk: Talk) -> bool:
    """While a question stands: a case by its number, or what happened to one, if it can be nothing else."""
    draft = talk.front
    if draft is None or is_label(talk):
        return False
    if not (_other_between(talk, draft) or _named_between(talk) or _happened_between(talk, draft)):
        return _begun_between(talk, draft)
    if talk.front is draft:
        advance(talk, texts.BACK_TO)
    return True


def _other_between(talk: Talk, draft: Draft) -> bool:
    """Words that name another case than the one that is asked about never answer the question that stands."""
    said = typed.unmarked(talk.said.text)
    number, rest = _case_named(talk, said)
    if draft.case is None or number in (None, draft.case) or not rest or number not in open_cases(talk):
        return False
    assert number is not None
    verb = _news(rest)
    if verb is not None and cards.allowed(talk, number, verb[0]):
        talk.remember(words=verb[1])
        cards.act(talk, verb[0], number, KEPT)
    elif not _correction(talk, [number]):
        talk.remember(words=said)
        my_cases.ask_what(talk, number)
    return True


def _case_named(talk: Talk, said: str) -> tuple[int | None, str]:
    """The case that words name at their beginning, and the rest: by its number, or by what fits it and no other one."""
    if of_case := _OF_CASE.fullmatch(said):
        return typed.number(of_case["place"]), of_case["rest"]
    of_thing = _THING.fullmatch(said)
    fits = [number for number in open_cases(talk) if of_thing and of_thing["thing"] in _told_of(talk, number)]
    return (fits[0], of_thing["rest"]) if of_thing and len(fits) == 1 else (None, "")


def _told_of(talk: Talk, number: int) -> str:
    """What a case may be called by: platform, scenario, and what was told of it."""
    told = answers(talk.cases[number])
    words = [str(told[key]) for key in NAMED_BY if told.get(key)]
    return "\n".join([wording.case_name(talk.cases[number], talk.rules.playbooks), *words])


def _news(text: str) -> tuple[str, str] | None:
    """What happened to a case that was just named: there an outcome needs nobody who said it."""
    said = text.strip()
    return my_cases.news(said) or (("answered", said) if not typed.asks_back(said) and outcome_in(said) else None)


def _named_between(talk: Talk) -> bool:
    """A case by its number alone, or with a verb: 第1件衣服破了 names none."""
    of_case = _OF_CASE.fullmatch(typed.unmarked(talk.said.text))
    if of_case is None or typed.number(of_case["place"]) not in talk.cases:
        return False
    draft, rest = talk.front, of_case["rest"]
    if rest and draft is not None and typed.number(of_case["place"]) == draft.case:
        answer(talk, replace(talk.said, text=rest))
        return True
    return (not rest or my_cases.news(rest) is not None) and _named(talk, "")


def _happened_between(talk: Talk, draft: Draft) -> bool:
    meant = my_cases.meant(talk.said.text)
    if _is_reply_to(talk, draft):
        meant = ("answered", talk.said.text.strip())
    numbers = _told_between(talk, draft, meant[0]) if meant else []
    if meant is None or not numbers:
        return False
    talk.remember(words=meant[1])
    _do(talk, meant[0], numbers)
    return True


def _is_reply_to(talk: Talk, draft: Draft) -> bool:
    """Whether words that come when a hand-in is recorded are their answer, and no number and no date of it."""
    said = talk.said.text
    if draft.interview != SUBMITTING.name or RECORDED not in draft.answers or not is_answer(said):
        return False
    return outcome_in(said) != "waiting" or promised(said, talk.said.at, talk.said.at) is None


def _begun_between(talk: Talk, draft: Draft) -> bool:
    """A new matter, told while something is asked of what is recorded already, begins a complaint."""
    if RECORDED not in draft.answers or not (is_new(talk, talk.read) or _is_of_elsewhere(talk)):
        return False
    drafts.begin(talk)
    answer(talk, talk.said)
    return True


def _is_of_elsewhere(talk: Talk) -> bool:
    """Whether a sentence tells a matter on a platform that no open case is of, though what it is about is unsure."""
    read, known = talk.read, {platform(talk.cases[number]) for number in open_cases(talk)}
    if read is None or read.scenario is None or read.platform is None or read.platform.value in known:
        return False
    return len(talk.said.text) > A_STORY and not is_answer(talk.said.text)


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
    if RECORDED in draft.answers:
        return draft.interview == SUBMITTING.name and verb == "answered"
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
    if my_cases.news(talk.said.text) and here in (None, *(platform(talk.cases[n]) for n in open_cases(talk))):
        return False
    is_story = len(talk.said.text) > A_STORY and not is_under_way(talk.said.text)
    says_so = is_story and names_another(talk.said.text)
    cases = [talk.cases[number] for number in open_cases(talk)]
    if any(scenario(case) == read.scenario.value and here in (None, platform(case)) for case in cases):
        return here is not None and is_story and read.scenario.sure
    return says_so or (read.scenario.sure and (here is not None or (is_story and not cases)))


def _named(talk: Talk, before: str) -> bool:
    """A case by its number, a verb in words, or both; a button's label that is typed finds the words it is for."""
    said = typed.unmarked(talk.said.text)
    by_number = _OF_CASE.fullmatch(said) is not None
    place, rest = _case_named(talk, said)
    if place is None:
        place, rest = typed.ordinal(said), ""
    asks = typed.asks_back(talk.said.text)
    meant = None if asks else _news(rest) if rest else my_cases.news(said)
    if by_number and place not in talk.cases:
        return _no_such_case(talk)
    if place in talk.cases and (meant is None or not cards.allowed(talk, place, meant[0])):
        if rest and not by_number:
            return _correction(talk, [place])
        talk.remember(words=rest)
        my_cases.ask_what(talk, place) if rest and place in open_cases(talk) else my_cases.show(talk, place)
    elif meant is None or (meant[1] and (not open_cases(talk) or is_new(talk, talk.read))):
        return False
    else:
        talk.remember(words=before if (rest or said) in my_cases.SAID else meant[1])
        _do(talk, meant[0], [place] if place in talk.cases else _meant_cases(talk, meant[0]))
    return True


def _no_such_case(talk: Talk) -> bool:
    """A number that no case has means none of the others."""
    if talk.cases:
        talk.remember(words=talk.said.text.strip())
        talk.say(texts.NO_SUCH_CASE, *anywhere("cases", new=texts.A_NEW_MATTER))
    return bool(talk.cases)


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


def _correction(talk: Talk, numbers: Sequence[int]) -> bool:
    """A fact that was told wrong: changed where it can be read which and how, asked where a mistake was owned to."""
    meant = correction_in(talk.said.text)
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
    if _of_a_door(talk, said):
        return True
    known = texts.NOT_THE_PLATFORM if _OF_US.search(said) else asides.answer_to(said)
    asks_why = not known and len(said) <= typed.SHORT and _ASKS_WHY.search(said)
    if not (known or asks_why or typed.asks_back(said) or (len(said) <= typed.SHORT and _ASKS.search(said))):
        return False
    if asks_why:
        _do(talk, "rules", open_cases(talk))
    else:
        my_cases.stand(talk, "" if known == texts.ASIDES["next"] else known or texts.ASKED_OF_CASE)
    return True


def _of_a_door(talk: Talk, said: str) -> bool:
    """Whether it was asked if one may go to a door: what the advice says of it, for the only open case."""
    numbers = open_cases(talk)
    if len(numbers) != 1 or not (typed.asks_back(said) and _MAY_GO.search(said)):
        return False
    rows = talk.playbook(talk.cases[numbers[0]]).destinations
    door = door_named(said, [key for key, row in rows.items() if row.kind != "platform"])
    if door is not None:
        handing_over.tell_of(talk, numbers[0], door)
    return door is not None


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
