"""The person's own version of a text: kept as what will be handed in, with a word where its tone weakens it.

It changes nothing by itself; what is proposed is taken only when the person says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import texts
from dialogs.facts import MAX_TEXT
from dialogs.handing_over import show
from dialogs.interview import Again, Answer, Interview, Question, SoFar
from dialogs.letters import mentioned
from dialogs.letters.tone import Finding, lint, neutral
from dialogs.talk import Talk, choice
from dialogs.values import Draft, Reply, Said, Written


class OwnText(Question):
    """The whole text, changed as the person wants it."""

    key = "text"
    label = "您改的文字"

    def ask(self, so_far: SoFar) -> Reply:
        return Reply(texts.OWN_TEXT)

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        text = said.text.strip()
        if len(text) > MAX_TEXT:
            return Again(texts.TOO_LONG)
        return Answer(text) if text else Again(texts.NEEDS_WORDS)


class Tone(Question):
    """Whether words that weaken the text are replaced; asked only where there are some."""

    key = "tone"
    label = "语气"

    def needed(self, so_far: SoFar) -> bool:
        return bool(lint(str(so_far.draft.answers.get("text", ""))))

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
        return (OwnText(), Tone())

    def finish(self, talk: Talk, draft: Draft) -> None:
        """Keep it as the text for that door, exactly as it will be sent."""
        assert draft.case is not None
        text = str(draft.answers["text"])
        text = neutral(text) if draft.answers.get("tone") == "neutral" else text
        destination = str(draft.answers["destination"])
        talk.happen(draft.case, Written(destination, text, mentioned(text), own=True))
        show(talk, draft.case, destination, text, lines=[texts.OWN_TEXT_KEPT])


def _worded(finding: Finding) -> str:
    instead = f"，可以写成“{finding.instead}”" if finding.instead else "，可以不写"
    return f"“{finding.words}”：{finding.why}{instead}"


REWRITING = Rewriting()
