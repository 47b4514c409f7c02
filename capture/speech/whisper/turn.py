"""When an answer begins and when it is over, by a voice detector."""

import numpy as np

from capture.speech.whisper.segmentation import SILENT, SPEAKS
from capture.speech.whisper.vad import FRAME, VoiceTrack
from devices.ports import SAMPLE_RATE, Samples

PAUSE = round(0.8 * SAMPLE_RATE / FRAME)
"""After so many silent frames an answer is over; a number may be said in pieces."""
SHORTEST = round(0.1 * SAMPLE_RATE / FRAME)
MARGIN = round(0.3 * SAMPLE_RATE / FRAME)
LONGEST = round(20 * SAMPLE_RATE / FRAME)
"""Nobody answers so long: what comes after it is another answer."""


class Turn:
    """From the first word to the pause after it. Of the silence before it only a margin is kept."""

    def __init__(self, track: VoiceTrack) -> None:
        self._track = track
        self._sound: Samples = np.zeros(0, np.float32)
        self._voice: list[bool] = []  # of each frame of _sound

    def hear(self, samples: Samples) -> None:
        self._sound = np.concatenate([self._sound, samples])
        for likely in self._track.hear(samples):
            speaking = self._voice[-1] if self._voice else False
            self._voice.append(likely >= (SILENT if speaking else SPEAKS))
        if not any(self._voice):
            self._forget(len(self._voice) - MARGIN)

    @property
    def over(self) -> bool:
        if not any(self._voice):
            return False
        return not any(self._voice[-PAUSE:]) or len(self._voice) > LONGEST

    def take(self) -> Samples | None:
        """What was said; None when nobody spoke. The next answer begins here."""
        spoken = np.flatnonzero(self._voice)
        said = None
        if len(spoken) >= SHORTEST:
            begin, end = max(0, spoken[0] - MARGIN), spoken[-1] + 1 + MARGIN
            said = self._sound[begin * FRAME : end * FRAME]
        self._forget(len(self._voice))
        return said

    def _forget(self, frames: int) -> None:
        if frames > 0:
            self._sound, self._voice = self._sound[frames * FRAME :], self._voice[frames:]
