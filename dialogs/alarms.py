"""What comes before any form: danger, a scam in progress, a child alone, and what is not for us.

``understanding`` recognises these; here stands when each is said, and which stop the conversation. The words themselves
stand in ``first_words``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs import about_a_case, asides, drafts, my_cases, numbers, texts, typed, wording
from dialogs.conversing import take
from dialogs.filing import FILING
from dialogs.first_words import ALARMS
from dialogs.supplementing import Extra, added_to
from dialogs.talk import Talk, anywhere, card
from dialogs.understanding import Understood, understand
from dialogs.understanding.choices import choice_said
from dialogs.understanding.recognising import ACCUSING, cautions, says
from dialogs.values import Button

STOPS = ("safety", "child_alone", "posing", "campaign", "gift_regret")
"""After these nothing is asked; the person presses to go on."""

KEEP = frozenset(("safety", "child_alone"))
"""After these what was told is kept for later, as the person is told."""

CLAIMS = ("false_information", "false_advertising")
"""Scenarios in which frightening words are quoted."""

_SCAMS = ("scam_now", "scam_offer", "posing")
"""Alarms beside which what is known of such scams is told."""

_NO_CONSUMER = {"punished": "penalty", "attacked": "reputation"}
"""By group of scenarios: why a business has nothing to ask of 12315."""


def heard(talk: Talk) -> bool:
    """Read what was said, wherever it stands, and say what has to be said first; whether the message ends there."""
    if typed.tells_nothing(talk.said.text):
        return False
    amid = bool(my_cases.open_cases(talk)) or not _is_first(talk)
    talk.read = understand(talk.said.text, talk.said.at, talk.rules.playbooks, amid=amid)
    is_new = not my_cases.open_cases(talk) or about_a_case.is_new(talk, talk.read)
    return _heed(talk, talk.read, is_first=is_new and _is_first(talk))


def _is_first(talk: Talk) -> bool:
    """Whether no question but the first stands, so that what is said begins a complaint."""
    front = talk.front
    return front is None or (front.interview == FILING.name and not front.answers)


def _is_filing(talk: Talk) -> bool:
    """Whether a question of a new complaint stands."""
    return talk.front is not None and talk.front.interview == FILING.name and talk.front.case is None


def _heed(talk: Talk, read: Understood, *, is_first: bool) -> bool:
    told = [*read.alarms, *(["safety"] if numbers.seeks_help(talk.said.text) else [])]
    raised = [alarm for alarm in told if _is_meant(alarm, talk, read)]
    stops = [alarm for alarm in STOPS if alarm in raised]
    if stops or _child_is_afraid(talk, read):
        _stop(talk, stops or ["child_alone"], is_first=is_first)
        return True
    if _describes_proof(talk):
        return False
    if (is_first or _is_filing(talk)) and numbers.tell_of_door(talk):
        return True
    for alarm in (*raised, *_first_words(talk, read)):
        if alarm in ALARMS:
            talk.say("\n".join([ALARMS[_worded(alarm, read, talk)], *_facts(alarm, talk)]))
    return numbers.tell(talk, read, raised)


def _is_meant(alarm: str, talk: Talk, read: Understood) -> bool:
    """Whether an alarm is about the writer: not where danger to another is seen live, nor a child is its guardian's."""
    if alarm in KEEP and says("witness", talk.said.text):
        return False
    if alarm == "safety" and _is_claim(talk, read):
        return False
    if alarm == "not_consumer" and alarm in _told_before(talk):
        return False
    if alarm == "child_alone" and talk.front is not None and talk.front.answers.get("guardian") == "guardian":
        told = read.facts.get("guardian")
        return told is not None and told.value == "child"
    return True


def _told_before(talk: Talk) -> tuple[str, ...]:
    """The alarms that the answers so far raise: what a business has nothing to ask of 12315 is said once."""
    return understand(_answered(talk), talk.said.at, talk.rules.playbooks).alarms


def _answered(talk: Talk) -> str:
    return " ".join(str(value) for value in (talk.front.answers if talk.front else {}).values())


def _is_claim(talk: Talk, read: Understood) -> bool:
    """Whether the words are the claim that is complained about: 他说水库要溃坝."""
    about = talk.front.answers.get("scenario") if talk.front else None
    goes_on = read.scenario is not None and read.scenario.value == about
    return about in CLAIMS and goes_on and not says("safety", talk.said.text)


def _first_words(talk: Talk, read: Understood) -> list[str]:
    """What has to be said of danger to others, and of health, money and pictures, before it goes on."""
    seen = ["witness"] if "safety" in read.alarms and says("witness", talk.said.text) else []
    return [*seen, *_cautions(talk, read)]


def _describes_proof(talk: Talk) -> bool:
    """Whether the words stand under a file that is added to a case: 他让我转账 is what the picture shows."""
    return talk.said.kind == "files" and talk.front is not None and talk.front.case is not None


def _worded(alarm: str, read: Understood, talk: Talk) -> str:
    """Which text an alarm has: where a business is not for 12315, by whether it was punished or slandered."""
    if alarm != "not_consumer" or read.scenario is None:
        return alarm
    groups = talk.rules.playbooks["generic"].scenarios[read.scenario.value].groups
    return next((text for group, text in _NO_CONSUMER.items() if group in groups), alarm)


def _facts(alarm: str, talk: Talk) -> list[str]:
    """What is known of the scam that a message speaks of."""
    rows = talk.rules.playbooks["generic"].facts.values() if alarm in _SCAMS else ()
    return [row.text for row in rows if row.words and re.search(row.words, talk.said.text)]


def _cautions(talk: Talk, read: Understood) -> list[str]:
    """What health asks for, said once, and a card that was given away; a danger to life has its own first line."""
    scenario = read.scenario.value if read.scenario is not None else ""
    needless = ({*cautions(_answered(talk))} - {"gave_away"}) | {*_SAID_ELSEWHERE.get(scenario, ())}
    return [caution for caution in read.cautions if caution not in needless]


_SAID_ELSEWHERE = {"safety_risk": ("medicine", "hurt"), "account_stolen": ("gave_away",)}
"""By scenario: cautions that its own first words contain."""


# The stop ----------------------------------------------------------------------------------------------------------


def _stop(talk: Talk, stops: Sequence[str], *, is_first: bool) -> None:
    """The gravest stop; a child in danger hears besides what a child alone is told. What was told is not lost."""
    alone = "child_alone" in stops or _is_by_child(talk)
    told = ["safety", "child_alone"] if stops[0] == "safety" and alone else stops[:1]
    was_stopped = talk.person.stopped
    talk.remember(stopped=bool(KEEP & set(told)))
    if stops[0] in ACCUSING:
        _turn_away(talk, stops[0], is_first=is_first)
        return
    go_on = texts.GO_ON_SAFE if "safety" in told else texts.GO_ON
    again = was_stopped and told == ["safety"] and not _despairs(talk)
    words = _call_now(talk) if again else "\n".join(ALARMS[alarm] for alarm in told)
    talk.say(words, *anywhere(goon=go_on), *_keep(talk, is_first=is_first))


def _turn_away(talk: Talk, alarm: str, *, is_first: bool) -> None:
    """What we do not help with; who meant something else goes on with the very words, or says it in other ones."""
    if not is_first:
        _put_aside(talk, alarm)
        return
    talk.remember(words=talk.said.text)
    if alarm != "gift_regret" and says(alarm, talk.said.text):
        meant = texts.MISHEARD.format(words=wording.shortened(talk.said.text))
        talk.say(f"{ALARMS[alarm]}\n{meant}", *anywhere(goon=texts.GO_ON))
    else:
        talk.say(ALARMS[alarm], *anywhere(new=texts.NOT_MEANT))


def _put_aside(talk: Talk, alarm: str) -> None:
    """A complaint that is told in a child's name, and is no child's, is put down; it can be taken up again."""
    front = talk.front
    if front is not None and front.answers.get("scenario") == "minor_protection" and alarm != "campaign":
        talk.say(ALARMS[alarm])
        drafts.cancel(talk)
    else:
        talk.say(ALARMS[alarm], *anywhere(goon=texts.GO_ON))


def _keep(talk: Talk, *, is_first: bool) -> tuple[Button, ...]:
    """What was told with danger begins a complaint, or is noted to the one there is; but despair is for no letter.

    To a case it is added by a button, since only the person knows whether it belongs there.
    """
    front, text, numbers = talk.front, talk.said.text, my_cases.open_cases(talk)
    if is_first:
        drafts.begin(talk)
        take(talk, talk.said)
    elif says("safety", text):
        return ()
    elif front is None and len(numbers) == 1:
        talk.remember(words=text)
        return card(numbers[0], more=texts.WORDS_MORE)
    elif front is not None and front.interview == FILING.name:
        kept = added_to(front.answers.get(Extra.key), text)
        talk.put(replace(front, answers={**front.answers, Extra.key: kept}))
    return ()


def keeps_stopped(talk: Talk) -> bool:
    """Whether what is said after a stop is no answer and no news: despair, fear, a threat, or words without a fact."""
    read, text = talk.read, talk.said.text
    tells = re.search(r"\d", text) or (read is not None and (read.facts or read.scenario or read.platform))
    if not tells or asides.answer_to(text) or threatened(talk):
        return True
    return _despairs(talk) or (read is not None and read.uneasy)


def stay(talk: Talk) -> None:
    """Nothing is asked until the person goes on; a new threat is met, and what they ask us is answered."""
    if threatened(talk):
        talk.say(_call_now(talk), *anywhere(goon=texts.GO_ON_SAFE), *_keep(talk, is_first=False))
    else:
        talk.say(asides.answer_to(talk.said.text) or texts.STAYING, *anywhere("goon"))


def threatened(talk: Talk) -> bool:
    """Whether the words are those of somebody whom others endanger: 他在我楼下."""
    told = choice_said("danger", talk.said.text)
    return told is not None and told.value == "yes" and "怕" not in told.words and not says("safety", talk.said.text)


def _despairs(talk: Talk) -> bool:
    """Whether somebody says how it is with them, and not what was done to them."""
    told = talk.read.cautions if talk.read else ()
    return says("safety", talk.said.text) or not {"afraid", "despair"}.isdisjoint(told)


def _call_now(talk: Talk) -> str:
    return talk.rules.playbooks["generic"].questions["danger"].heard["yes"]


def _child_is_afraid(talk: Talk, read: Understood) -> bool:
    """Whether a child who writes for itself says so in a few words, in the middle of a question."""
    return _is_by_child(talk) and len(talk.said.text) <= typed.SHORT and "afraid" in read.cautions


def _is_by_child(talk: Talk) -> bool:
    return talk.front is not None and talk.front.answers.get("guardian") == "child"
