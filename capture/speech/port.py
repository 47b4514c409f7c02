"""The interface that every speech engine implements."""

from dataclasses import dataclass
from typing import Protocol

from core.narrative import Clause
from devices.ports import Samples

IN_MIND = 12.0
"""Seconds of speech a person can keep in mind: a longer clause is divided."""


@dataclass(frozen=True)
class Partial:
    """What the clause now being spoken sounds like so far. The next Partial or Clause replaces it."""

    text: str
    start: float


Heard = Clause | Partial


class Recogniser(Protocol):
    """Listens to one utterance, however long."""

    @property
    def speaking(self) -> bool:
        """Whether a voice is heard now, as far as the engine can tell before there are words."""

    def accept(self, chunk: Samples) -> list[Heard]:
        """Take 16 kHz samples; say what is new. May take as long as a clause needs to be decoded."""

    def finish(self) -> list[Clause]:
        """The clauses still open. After this it hears nothing more."""


class SpeechEngine(Protocol):
    """A loaded model, which can listen to one utterance after another."""

    name: str
    second_hearing: bool
    """Whether a whole recording is read so much better than speech still going on that it is worth reading again."""

    def listen(self, live: bool = True) -> Recogniser:
        """A recogniser for one utterance. Not live, as for a recording: no Partials, and no time spent on them."""
