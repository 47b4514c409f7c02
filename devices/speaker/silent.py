"""A speaker that plays nothing and takes exactly as long as the sound would."""

from pathlib import Path

import numpy as np

from core.problems import SpeakerMissing
from devices.ports import Sound
from devices.sound_file import read_wav, resampled, write_wav
from devices.speaker.control import PlaybackControl

SLICE_SECONDS = 0.1


class SilentSpeaker:
    """`pace` 0 takes no time. All sounds are appended to `recording`, if given."""

    def __init__(self, volume: float = 1.0, *, pace: float = 1.0, recording: Path | None = None) -> None:
        self.volume = volume
        self.unplugged = False
        self._pace, self._recording = pace, recording
        self._control = PlaybackControl()

    def play(self, sound: Sound) -> None:
        if self.unplugged:
            raise SpeakerMissing("unplugged")
        self._control.begin()
        if self._recording:
            self._record(self._recording, sound)
        left = sound.seconds
        while self._control.go_on(self._stretched(min(left, SLICE_SECONDS))) and left > 0:
            left -= SLICE_SECONDS

    def pause(self) -> None:
        self._control.pause()

    def resume(self) -> None:
        self._control.resume()

    def stop(self) -> None:
        self._control.stop()

    def _stretched(self, seconds: float) -> float:
        return seconds / self._pace if self._pace and seconds > 0 else 0.0

    def _record(self, path: Path, sound: Sound) -> None:
        """Appends a sound; the first one sets the rate of the file."""
        before = [read_wav(path)] if path.exists() else []
        rate = before[0].rate if before else sound.rate
        heard = resampled(Sound(sound.samples * np.float32(self.volume), sound.rate), rate)
        write_wav(path, Sound(np.concatenate([*(s.samples for s in before), heard.samples]), rate))
