"""What a person told, clause by clause, each with the sound it was said in. Values: every change makes another one.

Sound is PCM, 16 kHz, mono, 16 bit little-endian. A clause that was written has none.
"""

import io
import re
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise


@dataclass(frozen=True)
class Clause:
    """Recognised words that will no longer change.

    `start`, `end`: seconds from the first sample of their recording. `confidence`: 0 to 1. `alternatives`: other
    readings of the same sound. `doubtful`: uncertain ranges of `text`, first character and one past the last.
    `unheard`: speech that could not be recognised; it has no text.
    """

    text: str
    start: float
    end: float
    confidence: float
    alternatives: tuple[str, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    unheard: bool = False


SAMPLE_RATE, SAMPLE_BYTES = 16_000, 2
SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]*[”’」』）)]*")
WORD_CHARACTER = re.compile(r"\w")
CLIP_MARGIN = 0.3
"""Seconds of sound kept on either side of a clause that is played alone."""
LEAST_KEPT = 0.5
"""Share of characters that stay when a spelling is put right."""


@dataclass(frozen=True, repr=False)
class SpokenClause:
    """One clause as shown to the person. `sound` holds it and the pause of `lead` seconds before it. `recognised`: what
    the recogniser first wrote of that sound, whatever it is read as since; empty for written words."""

    clause: Clause
    sound: bytes = field(default=b"", repr=False)
    lead: float = 0.0
    recognised: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        return self.clause.text

    @property
    def clip(self) -> bytes:
        """Returns PCM of the clause alone, with CLIP_MARGIN seconds on either side."""
        begin, end = self.lead - CLIP_MARGIN, self.lead + self.clause.end - self.clause.start + CLIP_MARGIN
        first, last = (max(0, round(moment * SAMPLE_RATE)) * SAMPLE_BYTES for moment in (begin, end))
        return self.sound[first:last] or self.sound

    @property
    def sure(self) -> "SpokenClause":
        """Returns the clause after the person confirmed it, with nothing marked doubtful."""
        return replace(self, clause=replace(self.clause, doubtful=()))

    def read_as(self, text: str) -> "SpokenClause":
        """Returns the clause with another reading of the same sound; the text before is kept among the alternatives."""
        others = dict.fromkeys((self.text, *self.clause.alternatives))
        rest = tuple(other for other in others if other not in ("", text))
        return replace(self, clause=replace(self.clause, text=text, alternatives=rest, doubtful=(), unheard=False))

    def spells(self, text: str) -> bool:
        """True if `text` has the same number of characters, most of them equal: a correction of what was said."""
        old, new = WORD_CHARACTER.findall(self.text), WORD_CHARACTER.findall(text)
        kept = sum(one == other for one, other in zip(old, new, strict=False))
        return len(old) == len(new) and kept >= LEAST_KEPT * len(new)

    def spelled(self, text: str) -> "SpokenClause":
        """Returns the clause with text typed by hand. Unless it is a correction of the spelling, the sound is dropped,
        so that words taken back are not sent as sound. A clause that was not recognised gets its text."""
        kept = self.clause.unheard or self.spells(text)
        return self.read_as(text) if kept else SpokenClause(Clause(text, 0, 0, 1))


Narrative = tuple[SpokenClause, ...]


def narrative_from_text(text: str) -> Narrative:
    """Returns the sentences of `text` as clauses without sound."""
    return tuple(SpokenClause(Clause(sentence, 0, 0, 1)) for sentence in SENTENCE.findall(text) if sentence)


def narrative_text(all_said: Sequence[SpokenClause]) -> str:
    return "".join(said.text for said in all_said)


def recognised_text(all_said: Sequence[SpokenClause]) -> str:
    """Returns what was spoken, as the recogniser wrote it, without anything that was written."""
    return "".join(said.recognised for said in all_said)


def with_final_stop(all_said: Narrative) -> Narrative:
    """Returns the narrative with a full stop at the end, so that more can follow."""
    at = next((at for at in reversed(range(len(all_said))) if all_said[at].text), None)
    if at is None or not WORD_CHARACTER.fullmatch(all_said[at].text[-1]):
        return all_said
    last = all_said[at]
    ended = replace(last, clause=replace(last.clause, text=last.text + "。"))
    return (*all_said[:at], ended, *all_said[at + 1 :])


def rewritten(before: Narrative, text: str) -> Narrative:
    """Returns the narrative for an edited whole text: equal or corrected clauses at both ends are
    kept, the rest is new."""
    first, last = 0, len(before)
    while first < last and text.startswith(before[first].text):
        text = text[len(before[first].text) :]
        first += 1
    while first < last and text.endswith(before[last - 1].text):
        last -= 1
        text = text[: len(text) - len(before[last].text)]
    return (*before[:first], *_put_right(before[first:last], text), *before[last:])


def _put_right(old: Narrative, text: str) -> Narrative:
    """Corrects clauses in place; one that was not recognised is kept, since nobody typed its words."""
    unheard = tuple(said for said in old if said.clause.unheard)
    old = tuple(said for said in old if not said.clause.unheard)
    new = (text,) if len(old) == 1 and old[0].spells(text) else tuple(said.text for said in narrative_from_text(text))
    if len(new) != len(old):
        return (*narrative_from_text(text), *unheard)
    right = (said if said.text == part else said.spelled(part) for said, part in zip(old, new, strict=True))
    return (*right, *unheard)


def with_sound(clauses: Sequence[Clause], recording: bytes) -> Narrative:
    """Returns the clauses with their parts of one recording; each moment belongs to the clause spoken then or next."""
    length = len(recording) // SAMPLE_BYTES
    cuts = [0]
    for clause in clauses[:-1]:
        cuts.append(min(length, max(cuts[-1], round(clause.end * SAMPLE_RATE))))
    cuts.append(length)
    return tuple(
        SpokenClause(
            clause,
            recording[first * SAMPLE_BYTES : last * SAMPLE_BYTES],
            max(0.0, clause.start - first / SAMPLE_RATE),
            clause.text,
        )
        for clause, (first, last) in zip(clauses, pairwise(cuts), strict=True)
    )


def recording(all_said: Sequence[SpokenClause]) -> bytes:
    """Returns the sound of the narrative's clauses, in order, as WAV; without deleted, replaced or typed
    ones. Empty if silent."""
    sound = b"".join(said.sound for said in all_said)
    if not sound:
        return b""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(SAMPLE_BYTES)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(sound)
    return file.getvalue()


class Utterance:
    """Speech being inserted: the clauses from `first` to `last` (exclusive) are replaced once words are recognised."""

    def __init__(self, before: Narrative, first: int, last: int) -> None:
        self.before = before
        self._first, self._last = first, last
        self.clauses: list[Clause] = []

    @property
    def shown(self) -> Narrative:
        """Returns the narrative to show while speech goes on."""
        heard = (SpokenClause(clause) for clause in self.clauses)
        return (*self.before[: self._first], *heard, *self.before[self._last :])

    def told(self, recording: bytes = b"") -> Narrative:
        """Returns the narrative to keep, with the recording if there is one; unchanged as long as nothing was
        recognised. Clauses that were not recognised do not replace text."""
        if not any(clause.text for clause in self.clauses) and (not self.clauses or self._first < self._last):
            return self.before
        heard = with_sound(self.clauses, recording)
        return (*with_final_stop(self.before[: self._first]), *heard, *self.before[self._last :])

    def read_anew(self, clauses: Sequence[Clause]) -> "Utterance":
        """Returns the same utterance with another transcription."""
        anew = Utterance(self.before, self._first, self._last)
        anew.clauses = list(clauses)
        return anew
