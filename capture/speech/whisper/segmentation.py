"""Cuts an utterance into segments of speech.

Whisper needs long segments for their context (cut at 8 s instead of 16 its error rose by a seventh): a segment ends at
a pause once it is long enough, at a long pause anyway, and at the quietest spot before it grows too long. Live
recognition may end it sooner. Less than a minimum of speech is no segment.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from capture.speech.whisper.vad import FRAME
from core.runs import runs
from devices.ports import SAMPLE_RATE, Samples

FRAMES_PER_SECOND = SAMPLE_RATE / FRAME
"""Frames in a second."""

SPEAKS, SILENT = 0.5, 0.35
"""How likely a voice is where speech begins, and where it ends."""
PAUSE_FRAMES = round(0.5 * FRAMES_PER_SECOND)
BREATH_FRAMES = round(0.25 * FRAMES_PER_SECOND)
LOOK_BACK_FRAMES = round(8 * FRAMES_PER_SECOND)
GOOD_PAUSES = (8, 4)
"""Frames; the longest is looked for first."""
LEAST_SPEECH_FRAMES = round(0.25 * FRAMES_PER_SECOND)
"""A knock or a cough is shorter than any word."""
MARGIN_FRAMES = round(0.25 * FRAMES_PER_SECOND)
"""Silence left around a segment, so that soft beginnings and ends are heard."""
SOFT = 0.1
"""Mean of half a second in which somebody may speak who is hardly heard. Noise alone has a fifth of it."""

Judge = Callable[[Samples], list[float]]


@dataclass(frozen=True)
class SegmenterConfig:
    """Times in seconds.

    After `long_enough` a segment ends at a pause, after `long_pause` of silence in any case, and before it is longer
    than `too_long`. `memory`: sound kept from before. A segment begins up to `doubt` before the first certain word,
    where speech may have begun.
    """

    long_enough: float
    too_long: float
    long_pause: float
    memory: float = 0.0
    doubt: float = 0.0


RECORDED = SegmenterConfig(long_enough=16, too_long=27, long_pause=2.5, doubt=5)
LIVE = SegmenterConfig(long_enough=16, too_long=20, long_pause=1.2, memory=8)


@dataclass(frozen=True, eq=False)
class Segment:
    """Sound with speech; `start` in samples from the beginning. `whole`: it ended at a pause.

    `voice`: the probability of speech of each of its frames. `before`: sound just before it, as context.
    """

    samples: Samples
    start: int
    whole: bool = True
    voice: tuple[float, ...] = ()
    before: Samples = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def end(self) -> int:
        return self.start + len(self.samples)

    @property
    def voiced(self) -> float:
        """Returns the seconds of speech."""
        return sum(likely >= SPEAKS for likely in self.voice) / FRAMES_PER_SECOND

    def voiced_between(self, begin: float, end: float) -> float:
        """Returns the seconds of speech between two times; seconds from `start`."""
        return sum(likely >= SPEAKS for likely in self.voice[_frame(begin) : _frame(end)]) / FRAMES_PER_SECOND

    def part(self, begin: float, end: float, whole: bool) -> "Segment":
        """Returns the part between two times, seconds from `start`."""
        first, last = _frame(begin), min(_frame(end), len(self.voice))
        samples = self.samples[first * FRAME : last * FRAME]
        return Segment(samples, self.start + first * FRAME, whole, self.voice[first:last])

    def pause(self, begin: float, end: float) -> tuple[float, float]:
        """Returns the first sufficient silence between two times, else the longest, else the softest frame;
        from `start`."""
        first, last = _frame(begin), max(_frame(begin) + 1, _frame(end))
        silences = [*runs(likely < SILENT for likely in self.voice[first:last])]
        if silences:
            longest = max(silences, key=lambda each: each[1] - each[0])
            quiet, loud = next((each for each in silences if each[1] - each[0] >= GOOD_PAUSES[-1]), longest)
            return (first + quiet) / FRAMES_PER_SECOND, (first + loud) / FRAMES_PER_SECOND
        sound = self.samples[first * FRAME : last * FRAME]
        frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)
        softest = int(np.argmin((frames**2).mean(axis=1))) if len(frames) else 0
        return (first + softest) / FRAMES_PER_SECOND, (first + softest + 1) / FRAMES_PER_SECOND

    def quietest_point(self, begin: float, end: float) -> float:
        """Returns the middle of the last sufficient pause, or else the quietest spot, between two times; seconds
        from `start`."""
        first, last = int(begin * FRAMES_PER_SECOND), int(end * FRAMES_PER_SECOND)
        voice = np.array(self.voice[first:last])
        for width in GOOD_PAUSES:
            calm = np.convolve(voice, np.ones(width) / width, mode="valid") if width <= len(voice) else np.ones(0)
            quiet = np.flatnonzero(calm < SILENT / 4)
            if len(quiet):
                pause = np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1)[-1]
                return float(first + (pause[0] + pause[-1] + width) / 2) / FRAMES_PER_SECOND
        return (first + int(np.argmin(voice)) + 0.5) / FRAMES_PER_SECOND if len(voice) else (begin + end) / 2


def _frame(second: float) -> int:
    return max(0, round(second * FRAMES_PER_SECOND))


class Segmenter:
    """Takes an utterance in order; keeps only what is not cut yet, and as much before as its configuration says."""

    def __init__(self, judge: Judge, config: SegmenterConfig = RECORDED) -> None:
        self._judge, self._config = judge, config
        self._sound: Samples = np.zeros(0, np.float32)
        self._before: Samples = np.zeros(0, np.float32)  # as much as `memory` says
        self._origin = 0  # frames already dropped
        self._voice: list[float] = []
        self._begin: int | None = None  # of the open segment, in frames from _origin
        self._last = 0  # one past its last frame with speech
        self._spoken = 0  # its frames with speech
        self._speaking = False

    def hear(self, samples: Samples) -> list[Segment]:
        """Returns the segments that end within these samples."""
        self._sound = np.concatenate([self._sound, samples])
        return [cut for likely in self._judge(samples) if (cut := self._frame(likely))]

    def open(self) -> Segment | None:
        """Returns the unfinished segment."""
        if self._begin is None or self._spoken < LEAST_SPEECH_FRAMES:
            return None
        return self._segment(self._last, whole=True)

    @property
    def speaking(self) -> bool:
        return self._speaking

    @property
    def pausing(self) -> bool:
        return self._begin is not None and len(self._voice) - self._last >= BREATH_FRAMES

    def end_at(self, sample: int) -> Segment | None:
        """Ends the open segment at this sample; what follows stays open."""
        return self._split(max(1, sample // FRAME - self._origin))

    def finish(self) -> list[Segment]:
        cut = self.open()
        self._let_go(len(self._voice))
        return [cut] if cut else []

    def _frame(self, likely: float) -> Segment | None:
        self._voice.append(likely)
        self._speaking = likely >= (SILENT if self._speaking else SPEAKS)
        if self._speaking:
            if self._begin is None:
                self._begin = self._softly(len(self._voice) - 1)
            self._last = len(self._voice)
            self._spoken += 1
        if self._begin is not None:
            return self._cut()
        self._forget()
        return None

    def _forget(self) -> None:
        """Drops silence except for what may belong to the next word."""
        kept = MARGIN_FRAMES + round(self._config.doubt * FRAMES_PER_SECOND)
        if len(self._voice) > MARGIN_FRAMES + kept:
            self._let_go(len(self._voice) - kept)

    def _softly(self, begin: int) -> int:
        """Returns where soft speech may have begun before the certain speech at `begin`."""
        first = max(0, begin - round(self._config.doubt * FRAMES_PER_SECOND))
        while begin - PAUSE_FRAMES >= first and np.mean(self._voice[begin - PAUSE_FRAMES : begin]) >= SOFT:
            begin -= PAUSE_FRAMES
        return begin

    def _cut(self) -> Segment | None:
        silence, length = len(self._voice) - self._last, self._last - (self._begin or 0)
        long_enough = silence >= PAUSE_FRAMES and length >= self._config.long_enough * FRAMES_PER_SECOND
        if silence >= self._config.long_pause * FRAMES_PER_SECOND or long_enough:
            cut = self.open()
            done = (
                self._last if cut else min(self._last, len(self._voice) - round(self._config.doubt * FRAMES_PER_SECOND))
            )
            self._let_go(min(len(self._voice), max(0, done + MARGIN_FRAMES)))
            return cut
        if length >= self._config.too_long * FRAMES_PER_SECOND:
            return self._split(self._quietest())
        return None

    def _quietest(self) -> int:
        """Returns the quietest frame of the last seconds."""
        calm = np.convolve(self._voice[-LOOK_BACK_FRAMES:], np.ones(3) / 3, mode="same")
        return len(self._voice) - LOOK_BACK_FRAMES + int(np.argmin(calm[1:-1])) + 1

    def _split(self, at: int) -> Segment:
        cut = self._segment(at, whole=False)
        rest, self._voice = self._voice[at:], self._voice[:at]
        self._let_go(at)
        for likely in rest:
            self._frame(likely)
        return cut

    def _segment(self, last: int, whole: bool) -> Segment:
        begin = max(0, (self._begin or 0) - MARGIN_FRAMES)
        end = min(len(self._voice), last + MARGIN_FRAMES) if whole else last
        sound, start = self._sound[begin * FRAME : end * FRAME], (self._origin + begin) * FRAME
        before = np.concatenate([self._before, self._sound[: begin * FRAME]])
        return Segment(sound, start, whole, tuple(self._voice[begin:end]), before)

    def _let_go(self, frames: int) -> None:
        """Drops so many frames from the front; no segment is open afterwards."""
        gone, self._sound = self._sound[: frames * FRAME], self._sound[frames * FRAME :]
        kept = round(self._config.memory * SAMPLE_RATE)
        self._before = np.concatenate([self._before, gone])[-kept:] if kept else self._before
        self._origin += frames
        self._voice = self._voice[frames:]
        self._begin, self._last, self._spoken, self._speaking = None, 0, 0, False
