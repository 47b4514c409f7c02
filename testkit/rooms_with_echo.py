"""A microphone and a speaker in one room: what is played is heard, some moments later and softer, over a noise."""

import threading

import numpy as np

from devices.ports import CHUNK_SAMPLES, Samples, Sound

BEFORE_CHUNKS = 6


class Room:
    """`gain`: how much of the speaker reaches the microphone; `noise`: the deviation of what is heard besides."""

    def __init__(self, gain: float = 0.3, noise: float = 0.001, delay: int = 900) -> None:
        self.gain, self.noise, self.delay = gain, noise, delay
        self.random = np.random.default_rng(1)
        self.lock = threading.Lock()
        self.coming: Samples = np.zeros(0, np.float32)
        self.played = threading.Event()

    def heard(self) -> Samples:
        chunk = self.random.normal(0, self.noise, CHUNK_SAMPLES) if self.noise else np.zeros(CHUNK_SAMPLES)
        with self.lock:
            now, self.coming = self.coming[:CHUNK_SAMPLES], self.coming[CHUNK_SAMPLES:]
        chunk[: len(now)] += now
        return np.clip(chunk, -1, 1).astype(np.float32)


class RoomMicrophone:
    def __init__(self, room: Room, patient: bool = False) -> None:
        """`patient`: after some chunks it waits for what is played; chunks come as quickly as they are read."""
        self._room, self._patient, self._chunks = room, patient, 0

    def open(self) -> None:
        """Nothing to claim."""

    def close(self) -> None:
        """Nothing to give back."""

    def read(self) -> Samples:
        self._chunks += 1
        if self._patient and self._chunks == BEFORE_CHUNKS:
            self._room.played.wait(20)
        return self._room.heard()


class RoomSpeaker:
    volume = 1.0

    def __init__(self, room: Room) -> None:
        self._room = room

    def play(self, sound: Sound) -> None:
        played = np.concatenate([np.zeros(self._room.delay, np.float32), sound.samples * np.float32(self._room.gain)])
        with self._room.lock:
            self._room.coming = played
        self._room.played.set()

    def stop(self) -> None:
        """Nothing to stop."""

    pause = resume = stop
