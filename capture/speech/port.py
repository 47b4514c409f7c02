"""The interface that every speech engine implements."""

from dataclasses import dataclass
from typing import Protocol

from core.narrative import Clause
from devices.ports import Samples

IN_MIND = 12.0
"""Seconds of speech a person can remember; a longer clause is divided."""


@dataclass(frozen=True)
class Partial:
    """The preliminary text of the clause being spoken. The next Partial or Clause replaces it."""

    text: str
    start: float


Heard = Clause | Partial


class Recogniser(Protocol):
    """Recognises one utterance of any length."""

    @property
    def speaking(self) -> bool:
        """True if a voice is heard now, as far as the engine can tell before there are words."""

    def accept(self, chunk: Samples) -> list[Heard]:
        """Takes 16 kHz samples; returns what is new. May take as long as decoding a clause."""

    def finish(self) -> list[Clause]:
        """Returns the remaining clauses and ends the utterance."""


class SpeechEngine(Protocol):
    """A loaded model that recognises utterances one after another."""

    name: str
    second_hearing: bool
    """True if a whole recording is read so much better than live speech that it is worth reading again."""

    def listen(self, live: bool = True) -> Recogniser:
        """Returns a recogniser for one utterance. If not `live`, as for a recording, there are no Partials."""
