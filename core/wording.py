"""Whose words are whose: what the person said, what an agent made of it, and what the agent says for themself."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime

from core.consents import TrueIntent, digest_of
from core.narrative import Narrative, narrative_text, recognised_text, recording, rewritten

APART = "\x1e"


@dataclass(repr=False)
class Wording:
    """The words of one draft. What was spoken is changed by speaking alone where an agent holds the keyboard; what the
    agent writes stands apart, as `tidied` and `agent_notes` (decision 0094)."""

    told: Narrative = ()
    former_told: list[Narrative] = field(default_factory=list, compare=False, repr=False)
    """What was told before it was replaced, the newest last. It can be taken back until the visit ends."""
    tidied: str = ""
    """The agent's version of what was told, empty where they changed nothing."""
    tidied_from: str | None = None
    """What was told when the agent last looked whether to tidy it; None before."""
    agent_notes: str = ""
    alone: bool = False
    """The principal wished to hear it without the agent."""
    true_intent: TrueIntent | None = None
    annex: bytes = field(default=b"", repr=False)
    """What the principal added in private, sealed; always of one size, and empty before they were asked."""
    annex_accuses: bool = False
    """It is sealed for those who read accusations."""
    annex_asked: bool = False
    """The principal was asked for an annex since they last confirmed their intent."""
    _meant: Hashable = field(default=None, compare=False, repr=False)
    """What stood in the draft when the principal called it their true intent."""

    @property
    def told_text(self) -> str:
        return narrative_text(self.told)

    @property
    def is_tidied(self) -> bool:
        return bool(self.tidied.strip()) and self.tidied_from == self.told_text

    @property
    def narrative(self) -> str:
        """The text that is filed: as tidied, else as told. Setting it edits what was told: unchanged clauses keep their
        sound."""
        return self.tidied if self.is_tidied else self.told_text

    @narrative.setter
    def narrative(self, text: str) -> None:
        self.told = rewritten(self.told, text)

    @property
    def audio(self) -> bytes:
        """Returns a WAV of the clauses that are still part of the narrative."""
        return recording(self.told)

    @property
    def spoken_text(self) -> str:
        """Returns what was spoken, as it was recognised."""
        return recognised_text(self.told)

    @property
    def tidying_due(self) -> bool:
        """Whether something was told that the agent has not looked at since."""
        return bool(self.told_text.strip()) and self.tidied_from != self.told_text

    def tidying_begins(self) -> str:
        """Returns the text to tidy: as it was tidied before, followed by what was told since; what was told, where that
        was changed."""
        now = self.told_text
        if self.tidied and self.tidied_from is not None and now.startswith(self.tidied_from):
            return self.tidied + now[len(self.tidied_from) :]
        return now

    def tidy(self, text: str) -> None:
        """Keeps the agent's version of what is told now."""
        self.tidied_from = self.told_text
        self.tidied = "" if text.strip() == self.tidied_from.strip() else text

    def confirm(self, *, heard: bool, at: datetime, headings: Hashable) -> None:
        """Keeps the principal's word that this is what they mean. `headings`: what else they were shown."""
        words = intent_digest(self.spoken_text, self.narrative.strip(), self.agent_notes.strip())
        self.true_intent = TrueIntent(text_sha256=words, heard=heard, alone=self.alone, at=at)
        self._meant = self._words, headings
        self.annex_asked = False

    def still_meant(self, headings: Hashable) -> bool:
        """Whether nothing has changed since the principal called it their true intent."""
        return self.true_intent is not None and self._meant == (self._words, headings)

    @property
    def _words(self) -> Hashable:
        return self.spoken_text, self.narrative, self.agent_notes


def intent_digest(spoken_words: str, narrative: str, agent_notes: str) -> str:
    """Returns the digest under which a principal confirms these words, in hex; a platform can compute it as well."""
    return digest_of(APART.join((spoken_words, narrative, agent_notes)))
