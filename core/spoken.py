"""What was said, clause by clause, as the person judges it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clause:
    """Words that will not change any more by themselves.

    `start`, `end`: seconds from the first sample of the recording they were heard in. `confidence`: 0 to 1.
    `alternatives`: other readings of the same sound. `doubtful`: stretches of `text`, first character and one past the
    last, which the engine was not sure of. `unheard`: somebody spoke, and nothing could be made of it: no text.
    """

    text: str
    start: float
    end: float
    confidence: float
    alternatives: tuple[str, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    unheard: bool = False
