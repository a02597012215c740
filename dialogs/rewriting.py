"""The person's own version of a text: kept as what will be handed in, with a word where its tone weakens it.

It changes nothing by itself; what is proposed is taken only when the person says so, and what looks like a wish to
change something ("日期不对") is not taken for the whole text unasked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs import my_cases, texts, typed
from dialogs.facts import MAX_TEXT
from dialogs.handing_over import show
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.labels import LABELS
from dialogs.letters import mentioned
from dialogs.letters.tone import Finding, lint, neutral
from dialogs.status import latest, text_for
from dialogs.submitting import SUBMITTING
from dialogs.supplementing import choose_fact
from dialogs.talk import Talk, choice
from dialogs.values import Draft, Json, Reply, Said, Written

_REPLACE = re.compile(
    r"(?:请|麻烦|帮我|你|您)*(?:把|将)?[“「\"]?(?P<old>[^“”「」\"\n]{1,60}?)[”」\"]?(?:这句|那句|这里|几个字)?(?:改成|改为|换成)[：:，\s]*"
    r"[“「\"]?(?P<new>[^“”「」\"\n]{1,200}?)[”」\"]?(?:就行|就好|吧)?[。]?"
)
_LAST = re.compile("最后(?:那|这|一)*句话?")
_SHORTER = re.compile(
    "(?:请|麻烦|帮我|你|您|能|再|把|文字|它|这个|可以|太长了?|[，,\\s])*(?:写|改|弄|缩|精简)得?(?:短|简单|简短|少)?(?:一?点|一?些)?(?:儿|吧|的|了)*"
)
_HANDED_IN = re.compile("[，,。；;\\s]+")

TOKEN = 6
"""Characters from which a number or a name of an account is the same thing wherever it stands."""

SENT = "sent"
"""In the draft: that the text was changed elsewhere and handed in."""


def replaced(words: str, text: str) -> str | None:
    """A text in which the words replace something (把三千改成五千, 最后一句改成…); none where they say no such thing.

    Raises ``LookupError`` with what is to be replaced, where that does not stand in the text exactly once.
    """
    meant = _REPLACE.fullmatch(words.strip())
    if meant is None or len(words) > len(text):
        return None
    last = re.search(r"[^。！？\n]+(?=[。！？\s]*$)", text)
    old = last[0].strip() if last and _LAST.fullmatch(meant["old"]) else meant["old"]
    count, is_token = text.count(old), old.isascii() and len(old) >= TOKEN
    if count != 1 and not (count and is_token):
        raise LookupError(old)
    return text.replace(old, meant["new"])


def change_in(words: str) -> tuple[str, str] | None:
    """What is to be replaced, and by what, in words that say so; none where they do not."""
    meant = _REPLACE.fullmatch(words.strip())
    return (meant["old"], meant["new"]) if meant is not None else None


def asked_of(talk: Talk) -> Draft | None:
    """The rewriting that words ask for, of the newest text of the only open case; none where they ask for none."""
    numbers, said = my_cases.open_cases(talk), talk.said.text.strip()
    written = latest(talk.cases[numbers[0]], Written) if len(numbers) == 1 else None
    if talk.front is not None or written is None or typed.asks_back(said):
        return None
    change, text = change_in(said), written[1].text
    meant = change is not None and (_LAST.fullmatch(change[0]) or change[0] in text)
    if meant or _SHORTER.fullmatch(typed.unmarked(said)):
        return Draft(Rewriting.name, numbers[0], {"destination": written[1].destination})
    return None


class OwnText(Question):
    """The whole text, changed as the person wants it, or what is to be changed in it."""

    key = "text"
    label = "您改的文字"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.OWN_TEXT)

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        text = said.text.strip()
        if len(text) > MAX_TEXT:
            return Again(texts.TOO_LONG)
        if (
            any((my_cases.meant(clause) or ("",))[0] == "sent" for clause in _HANDED_IN.split(text))
            and len(text) < SHORT
        ):
            return Answer(None, {SENT: True})
        given = _given(so_far)
        try:
            changed = replaced(text, given)
        except LookupError as old:
            return Again(texts.NOT_ONCE.format(old=old, text=given))
        return Answer(changed or text) if text else Again(texts.NEEDS_WORDS)


SHORT = 40
"""Characters up to which words are no text, but may say that it was handed in."""


class Whole(Question):
    """Whether words that share little with the text are all of it; asked only where they do."""

    key = "whole"
    label = "是不是整段"

    def needed(self, so_far: SoFar) -> bool:
        text = so_far.draft.answers.get("text")
        return text is not None and not _is_like(str(text), _given(so_far))

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.NOT_THE_WHOLE, choice({"fix": LABELS["fix"], "own": texts.THIS_IS_ALL}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        """One of the two, or another text in place of the one that was asked about."""
        if said.button:
            return Answer(said.button)
        taken = OwnText().take(so_far, said)
        return Answer(None, also={**taken.also, "text": taken.value}) if isinstance(taken, Answer) else taken

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        return value is not None


class Tone(Question):
    """Whether words that weaken the text are replaced; asked only where there are some."""

    key = "tone"
    label = "语气"

    def needed(self, so_far: SoFar) -> bool:
        told = so_far.draft.answers
        return told.get("whole") != "fix" and bool(lint(str(told.get("text") or "")))

    def ask(self, so_far: SoFar) -> Reply:
        findings = lint(str(so_far.draft.answers["text"]))
        lines = [f"· {_worded(finding)}" for finding in findings[:6]]
        return Reply("\n".join([texts.TONE, *lines]), choice({"neutral": texts.TONE_NEUTRAL, "own": texts.TONE_OWN}))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        return Answer(said.button) if said.button else Again(texts.PRESS_ONE)


class Rewriting(Interview):
    """The person changes the text for one destination (``destination`` in the draft)."""

    name = "rewriting"

    def questions(self, so_far: SoFar) -> Sequence[Question]:
        return (OwnText(), Whole(), Tone())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Keep it as the text for that door, exactly as it will be sent."""
        assert draft.case is not None
        if draft.answers.get(SENT):
            talk.open(Draft(SUBMITTING.name, draft.case))
            return
        if draft.answers.get("whole") == "fix":
            choose_fact(talk, draft.case)
            return
        text = str(draft.answers["text"])
        text = neutral(text) if draft.answers.get("tone") == "neutral" else text
        destination = str(draft.answers["destination"])
        talk.happen(draft.case, Written(destination, text, mentioned(text), own=True))
        show(talk, draft.case, destination, text, lines=[texts.OWN_TEXT_KEPT])


def _given(so_far: SoFar) -> str:
    """The text that is being changed."""
    assert so_far.case is not None
    given = text_for(so_far.case, str(so_far.draft.answers["destination"]))
    return given.text if given else ""


def _is_like(text: str, given: str) -> bool:
    """Whether one text is another with changes: at least half as long, with a sentence in common."""
    return len(text) * 2 >= len(given) and (not given or bool(_sentences(text) & _sentences(given)))


def _sentences(text: str) -> set[str]:
    return set(filter(None, map(str.strip, re.split(r"[。！？；\n]", text))))


def _worded(finding: Finding) -> str:
    instead = f"，可以写成“{finding.instead}”" if finding.instead else "，可以不写"
    return f"“{finding.words}”：{finding.why}{instead}"


REWRITING = Rewriting()
