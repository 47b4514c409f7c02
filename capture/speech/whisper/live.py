"""Whisper during speech. Consecutive readings may share characters where the sound was cut."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import islice

import numpy as np

from capture.speech.port import Heard, Partial
from capture.speech.text_normalisation import ENDS, punctuated, simplified, without_loops
from capture.speech.whisper.clauses import AlignedText
from capture.speech.whisper.coverage import Coverage, unheard, wordless
from capture.speech.whisper.first_voice import pause_after_first_voice
from capture.speech.whisper.reader import Reader
from capture.speech.whisper.segmentation import Segment, Segmenter
from capture.speech.whisper.speech_presence import somebody_spoke
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Samples

MAX_OVERLAP_CHARS = 4
"""The greatest number of characters taken for a repetition at a cut."""
NUMBERS = frozenset("0123456789零〇一二三四五六七八九十百千万亿两幺")
"""Characters that are repeated on purpose, as in a telephone number."""
TWICE = frozenset(
    "天人年月家个处常慢刚看说爸妈爷奶哥姐弟妹叔伯婶姑舅宝好快早多少大小高远深轻静偷渐仅明往种条件层代回次样星等谢试想问听走"
)
"""Characters that are doubled in words: 天天, 人人, 看看, 谢谢."""


def overlap_length(before: str, after: str) -> int:
    """Returns how many characters at the beginning of `after`, with punctuation, repeat the end of `before`."""
    tail = "".join(char for char in before if char.isalnum())[-MAX_OVERLAP_CHARS:]
    places = [*islice((at for at, char in enumerate(after) if char.isalnum()), MAX_OVERLAP_CHARS)]
    for length in range(min(len(tail), len(places)), 0, -1):
        head = "".join(after[at] for at in places[:length])
        if head == tail[-length:] and not NUMBERS & {*head} and (length > 1 or head not in TWICE):
            return places[length - 1] + 1
    return 0


FIRST_WORDS, STEP = 0.55, 0.8
"""Seconds of sound, its margin included, before the first look; between looks."""
REST_FACTOR = 1.5
"""The next look waits this many times the duration of the last one, so that unread sound does not accumulate."""
UNSEEN = 4.5
"""Seconds without a pause, after which the open part is read thoroughly."""
OPEN = 6.5
"""Seconds: when the open part grows longer than this, its first part becomes final,"""
KEPT, GIVEN = 2.0, 2.5
"""but at least KEPT seconds at its end stay open, and at least GIVEN seconds become final."""
CONTEXT = 12.0
"""Seconds the model hears at a time, where what is open is shorter."""


class LiveRecogniser:
    """Recognises one utterance. `clock`, in seconds, measures the cost of a look."""

    def __init__(self, reader: Reader, segmenter: Segmenter, clock: Callable[[], float] = time.perf_counter) -> None:
        self._reader, self._segmenter, self._clock = reader, segmenter, clock
        self._heard = 0  # samples
        self._guess_at, self._read_at = 0, 0  # no look before this sample
        self._read_to = -1  # the open part was read thoroughly up to here, in samples
        self._aligned: AlignedText | None = None  # the result of that; None: no speech
        self._seam = ""  # the latest clause, if the open part follows it without a pause
        self._coverage = Coverage(partial(reader.promptly, lead=0), reader.trace)

    def accept(self, chunk: Samples) -> list[Heard]:
        self._heard += len(chunk)
        said: list[Heard] = list(self._clauses(self._segmenter.hear(chunk)))
        spoken = self._segmenter.open()
        if spoken is None or len(spoken.samples) < FIRST_WORDS * SAMPLE_RATE or self._read_to == spoken.end:
            return said
        unseen = spoken.end - max(self._read_to, spoken.start)
        began, wait = self._clock(), STEP
        if self._heard >= self._read_at and (self._segmenter.pausing or unseen >= UNSEEN * SAMPLE_RATE):
            said += self._looked(spoken)
            self._read_at = self._heard + self._sound(self._clock() - began)
        elif self._heard >= self._guess_at and self._segmenter.speaking:
            said += self._guessed(spoken)
            wait = STEP if said else 0.0  # the first words are waited for
        else:
            return said
        self._guess_at = self._heard + self._sound(max(wait, REST_FACTOR * (self._clock() - began)))
        return said

    @property
    def speaking(self) -> bool:
        return self._segmenter.speaking

    def finish(self) -> list[Clause]:
        return self._clauses(self._segmenter.finish())

    def _clauses(self, cuts: list[Segment]) -> list[Clause]:
        return [clause for cut in cuts for clause in self._final(cut)]

    def _final(self, cut: Segment) -> list[Clause]:
        if self._read_to != cut.end:
            self._read(cut)
        aligned, self._aligned, self._read_to = self._aligned, None, -1
        told = self._coverage.complete(aligned) if aligned and aligned.text else unheard(cut)
        self._seam = "" if cut.whole else "".join(clause.text for clause in told)
        return told

    def _looked(self, spoken: Segment) -> list[Heard]:
        self._read(spoken)
        if self._aligned is None:
            return []
        said: list[Heard] = list(self._settled(self._aligned))
        return [*said, Partial(self._aligned.text, self._aligned.start)] if self._aligned.text else said

    def _read(self, spoken: Segment) -> None:
        lead = max(0, min(len(spoken.before), self._sound(CONTEXT) - len(spoken.samples)))
        sound = np.concatenate([spoken.before[len(spoken.before) - lead :], spoken.samples])
        reading = self._reader.promptly(sound, lead)
        self._read_to = spoken.end
        self._aligned = None
        if somebody_spoke(reading, spoken):
            aligned = AlignedText.of(reading, self._reader.trace(reading), spoken)
            self._aligned = replace(aligned, first=overlap_length(self._seam, aligned.text))

    def _settled(self, aligned: AlignedText) -> list[Clause]:
        """Returns the first clauses of the open part once it is long; they do not change any more."""
        long = len(aligned.segment.samples) / SAMPLE_RATE
        if long < OPEN:
            return []
        at = aligned.split_point(aligned.segment.quietest_point(GIVEN, long - KEPT))
        self._segmenter.end_at(aligned.segment.start + self._sound(at))
        self._aligned = aligned.after(at)
        told = aligned.until(at)
        if pause_after_first_voice(aligned) or any(begin < at for _, begin, _ in wordless(aligned)):
            told = self._coverage.clauses(aligned.segment.part(aligned.begin, at, whole=False))
        self._seam = "".join(clause.text for clause in told)
        return told

    def _guessed(self, spoken: Segment) -> list[Heard]:
        """Returns what was read thoroughly, followed by a quick reading of the rest."""
        before = self._aligned.text.rstrip(ENDS) + "，" if self._aligned and self._aligned.text else ""
        reading = self._reader.quick(spoken.samples[max(0, self._read_to - spoken.start) :])
        heard = somebody_spoke(reading, spoken)
        text = punctuated(without_loops(simplified(reading.text))) if heard else ""
        text = text[overlap_length(before or self._seam, text) :]
        return [Partial(before + text, spoken.start / SAMPLE_RATE)] if before + text else []

    @staticmethod
    def _sound(seconds: float) -> int:
        return round(seconds * SAMPLE_RATE)
