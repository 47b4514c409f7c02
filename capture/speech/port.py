"""One recogniser port for every engine."""

from collections.abc import Mapping
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


@dataclass(frozen=True)
class Answers:
    """What may be answered. `meanings`: words as they are said, and what they mean: 是的 → yes, 幺 → 1.

    `in_a_row`: several may be said one after another, as the digits of a number; their meanings are joined.
    """

    meanings: Mapping[str, str]
    in_a_row: bool = False


@dataclass(frozen=True)
class Answer:
    """`meaning` is one of those asked for, or empty: something was said, but none of the answers.

    `confidence`: 0 to 1, how well the words fit what was heard.
    """

    meaning: str
    confidence: float


class AnswerRecogniser(Protocol):
    """Listens for one of a few answers. After each it listens for the next, as for a number said in pieces."""

    def accept(self, chunk: Samples) -> Answer | None:
        """Take 16 kHz samples; the answer, once a pause follows it. May take as long as it needs to be decoded."""

    def finish(self) -> Answer | None:
        """The answer still open, without waiting for its pause; None when nobody spoke."""


class SpeechEngine(Protocol):
    """A loaded model, which can listen to one utterance after another."""

    name: str
    second_hearing: bool
    """Whether a whole recording is read so much better than speech still going on that it is worth reading again."""

    def listen(self, live: bool = True) -> Recogniser:
        """A recogniser for one utterance. Not live, as for a recording: no Partials, and no time spent on them."""

    def listen_for(self, answers: Answers) -> AnswerRecogniser:
        """Which of a few answers is given, or none of them: yes or no, a number digit by digit (answers.py)."""
