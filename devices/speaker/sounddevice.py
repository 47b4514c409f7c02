"""The system's speaker, through PortAudio."""

import numpy as np

from core.problems import SpeakerMissing
from devices.portaudio import PORTAUDIO
from devices.ports import Sound
from devices.speaker.control import PlaybackControl

SLICE_SECONDS = 0.05
"""The delay of a pause or a stop."""


class SounddeviceSpeaker:
    """`device` is a PortAudio name or number; None is the system's default."""

    def __init__(self, volume: float = 1.0, device: str | int | None = None) -> None:
        self.volume = volume
        self._device = device
        self._control = PlaybackControl()

    def play(self, sound: Sound) -> None:
        self._control.begin()
        try:
            sounddevice = PORTAUDIO.claim()
        except OSError as error:
            raise SpeakerMissing(str(error)) from error
        try:
            with sounddevice.OutputStream(sound.rate, device=self._device, channels=1, dtype="float32") as stream:
                step = round(sound.rate * SLICE_SECONDS)
                for start in range(0, len(sound.samples), step):
                    if not self._control.go_on():
                        stream.abort()
                        return
                    stream.write(sound.samples[start : start + step] * np.float32(self.volume))
        except (sounddevice.PortAudioError, ValueError) as error:
            raise SpeakerMissing(str(error)) from error
        finally:
            PORTAUDIO.release()

    def pause(self) -> None:
        self._control.pause()

    def resume(self) -> None:
        self._control.resume()

    def stop(self) -> None:
        self._control.stop()
