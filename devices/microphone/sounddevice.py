"""The system's microphone, through PortAudio."""

import queue
from contextlib import suppress
from typing import Any

import numpy as np

from core.problems import MicrophoneMissing
from devices.portaudio import PORTAUDIO
from devices.ports import CHUNK_SAMPLES, SAMPLE_RATE, Samples

BACKLOG_CHUNKS = 1_200
"""Two minutes, so that no words are lost while a recogniser is slow."""

UNPLUGGED_SECONDS = 2.0
"""A microphone that delivers nothing, not even silence, for so many seconds has been unplugged."""


class SounddeviceMicrophone:
    """`device` is a PortAudio name or number; None is the system's default."""

    def __init__(self, device: str | int | None = None) -> None:
        self._device = device
        self._stream: Any = None
        self._backlog: queue.Queue[bytes] = queue.Queue()

    def open(self) -> None:
        self._backlog = queue.Queue(BACKLOG_CHUNKS)
        try:
            sounddevice = PORTAUDIO.claim()
        except OSError as error:
            raise MicrophoneMissing(str(error)) from error
        try:
            self._stream = sounddevice.RawInputStream(
                samplerate=SAMPLE_RATE,
                blocksize=CHUNK_SAMPLES,
                device=self._device,
                channels=1,
                dtype="int16",
                callback=self._heard,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            self._let_go()
            raise MicrophoneMissing(str(error)) from error

    def read(self) -> Samples | None:
        try:
            raw = self._backlog.get(self._stream is not None, UNPLUGGED_SECONDS)
        except queue.Empty:
            if self._stream:
                raise MicrophoneMissing("nothing arrives") from None
            return None
        return np.frombuffer(raw, "<i2").astype(np.float32) / np.float32(32768)

    def close(self) -> None:
        if self._stream:
            self._let_go()

    def _let_go(self) -> None:
        stream, self._stream = self._stream, None
        if stream:
            stream.close(ignore_errors=True)
        PORTAUDIO.release()

    def _heard(self, data: Any, frames: int, time: Any, status: Any) -> None:
        with suppress(queue.Full):
            self._backlog.put_nowait(bytes(data))
