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


SAMPLE_RATE, SAMPLE_BYTES = 16_000, 2
SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]*[”’」』）)]*")
WORD_CHARACTER = re.compile(r"\w")
CLIP_MARGIN = 0.3
"""Seconds of sound kept on either side of a clause that is played alone."""
LEAST_KEPT = 0.5
"""Share of characters that stay when a spelling is put right."""


@dataclass(frozen=True, repr=False)
class SpokenClause:
    """One clause as the person sees it. `sound` holds it and, for `lead` seconds, the pause before it."""

    clause: Clause
    sound: bytes = field(default=b"", repr=False)
    lead: float = 0.0

    @property
    def text(self) -> str:
        return self.clause.text

    @property
    def clip(self) -> bytes:
        """PCM of the clause alone, with CLIP_MARGIN seconds on either side."""
        begin, end = self.lead - CLIP_MARGIN, self.lead + self.clause.end - self.clause.start + CLIP_MARGIN
        first, last = (max(0, round(moment * SAMPLE_RATE)) * SAMPLE_BYTES for moment in (begin, end))
        return self.sound[first:last] or self.sound

    @property
    def sure(self) -> "SpokenClause":
        """The person looked at it: nothing in it is doubtful any more."""
        return replace(self, clause=replace(self.clause, doubtful=()))

    def read_as(self, text: str) -> "SpokenClause":
        """Another reading of the same sound; what it was taken for before stays among the alternatives."""
        others = dict.fromkeys((self.text, *self.clause.alternatives))
        rest = tuple(other for other in others if other not in ("", text))
        return replace(self, clause=replace(self.clause, text=text, alternatives=rest, doubtful=(), unheard=False))

    def spells(self, text: str) -> bool:
        """As many characters as before, most of them the same: what was said, put right."""
        old, new = WORD_CHARACTER.findall(self.text), WORD_CHARACTER.findall(text)
        kept = sum(one == other for one, other in zip(old, new, strict=False))
        return len(old) == len(new) and kept >= LEAST_KEPT * len(new)

    def spelled(self, text: str) -> "SpokenClause":
        """Written by hand. Other words have no sound: what a person takes back must not travel as sound. What was not
        understood has its words at last."""
        kept = self.clause.unheard or self.spells(text)
        return self.read_as(text) if kept else SpokenClause(Clause(text, 0, 0, 1))


Narrative = tuple[SpokenClause, ...]


def narrative_from_text(text: str) -> Narrative:
    """Sentence by sentence, without sound."""
    return tuple(SpokenClause(Clause(sentence, 0, 0, 1)) for sentence in SENTENCE.findall(text) if sentence)


def narrative_text(all_said: Sequence[SpokenClause]) -> str:
    return "".join(said.text for said in all_said)


def with_final_stop(all_said: Narrative) -> Narrative:
    """The last sentence ends, so that another may follow."""
    at = next((at for at in reversed(range(len(all_said))) if all_said[at].text), None)
    if at is None or not WORD_CHARACTER.fullmatch(all_said[at].text[-1]):
        return all_said
    last = all_said[at]
    ended = replace(last, clause=replace(last.clause, text=last.text + "。"))
    return (*all_said[:at], ended, *all_said[at + 1 :])


def rewritten(before: Narrative, text: str) -> Narrative:
    """The whole text written anew: clauses that still begin and end it stay, those put right too, the rest is new."""
    first, last = 0, len(before)
    while first < last and text.startswith(before[first].text):
        text = text[len(before[first].text) :]
        first += 1
    while first < last and text.endswith(before[last - 1].text):
        last -= 1
        text = text[: len(text) - len(before[last].text)]
    return (*before[:first], *_put_right(before[first:last], text), *before[last:])


def _put_right(old: Narrative, text: str) -> Narrative:
    """What was not understood stays: nobody has written what was said there."""
    unheard = tuple(said for said in old if said.clause.unheard)
    old = tuple(said for said in old if not said.clause.unheard)
    new = (text,) if len(old) == 1 and old[0].spells(text) else tuple(said.text for said in narrative_from_text(text))
    if len(new) != len(old):
        return (*narrative_from_text(text), *unheard)
    right = (said if said.text == part else said.spelled(part) for said, part in zip(old, new, strict=True))
    return (*right, *unheard)


def with_sound(clauses: Sequence[Clause], recording: bytes) -> Narrative:
    """One utterance: every moment of its recording belongs to the clause then spoken or next to come."""
    length = len(recording) // SAMPLE_BYTES
    cuts = [0]
    for clause in clauses[:-1]:
        cuts.append(min(length, max(cuts[-1], round(clause.end * SAMPLE_RATE))))
    cuts.append(length)
    return tuple(
        SpokenClause(
            clause, recording[first * SAMPLE_BYTES : last * SAMPLE_BYTES], max(0.0, clause.start - first / SAMPLE_RATE)
        )
        for clause, (first, last) in zip(clauses, pairwise(cuts), strict=True)
    )


def recording(all_said: Sequence[SpokenClause]) -> bytes:
    """What is still told, as WAV: clauses in order, without what was deleted, said anew or written. Empty if silent."""
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
    """Speech on its way into one place: what stood from `first` to `last` (not included) goes once words are heard."""

    def __init__(self, before: Narrative, first: int, last: int) -> None:
        self.before = before
        self._first, self._last = first, last
        self.clauses: list[Clause] = []

    @property
    def shown(self) -> Narrative:
        """What is to be seen while it goes on."""
        heard = (SpokenClause(clause) for clause in self.clauses)
        return (*self.before[: self._first], *heard, *self.before[self._last :])

    def told(self, recording: bytes = b"") -> Narrative:
        """What is to be kept: with the recording, once it is there; as it was, as long as nothing was heard. What was
        not understood takes the place of no words."""
        if not any(clause.text for clause in self.clauses) and (not self.clauses or self._first < self._last):
            return self.before
        heard = with_sound(self.clauses, recording)
        return (*with_final_stop(self.before[: self._first]), *heard, *self.before[self._last :])

    def read_anew(self, clauses: Sequence[Clause]) -> "Utterance":
        """The same speech in the same place, in other words."""
        anew = Utterance(self.before, self._first, self._last)
        anew.clauses = list(clauses)
        return anew
