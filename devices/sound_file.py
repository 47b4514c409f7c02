"""Reads and writes WAV files."""

import wave
from pathlib import Path
from typing import BinaryIO

import numpy as np

from core.problems import UnreadableSound
from devices.ports import Samples, Sound


def read_wav(source: Path | BinaryIO) -> Sound:
    """Reads 8, 16 or 32 bit PCM, channels mixed to one. Raises UnreadableSound."""
    try:
        with wave.open(str(source) if isinstance(source, Path) else source, "rb") as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except (OSError, EOFError, RuntimeError, wave.Error) as error:  # a truncated chunk is a RuntimeError
        raise UnreadableSound(type(error).__name__) from error
    if width not in (1, 2, 4) or not rate or len(raw) % (width * channels):
        raise UnreadableSound(f"{8 * width} bit, {rate} Hz, {len(raw)} bytes")
    mono = _decoded(raw, width).reshape(-1, channels).mean(axis=1)
    return Sound(np.asarray(mono, np.float32), rate)


def _decoded(raw: bytes, width: int) -> Samples:
    if width == 1:
        whole = np.frombuffer(raw, np.uint8).astype(np.float32) - 128
        return np.asarray(whole / 128, np.float32)
    whole = np.frombuffer(raw, f"<i{width}").astype(np.float32)
    return np.asarray(whole / 2 ** (8 * width - 1), np.float32)


def write_wav(path: Path, sound: Sound) -> None:
    """Writes 16 bit PCM, one channel."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(pcm16(sound.samples))


def pcm16(samples: Samples) -> bytes:
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def samples_of(pcm: bytes) -> Samples:
    """Returns the samples of 16 bit PCM."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32767)


def resampled(sound: Sound, rate: int) -> Sound:
    """Returns the sound at another sample rate, by cutting or padding its spectrum."""
    if sound.rate == rate or not len(sound.samples):
        return Sound(sound.samples, rate)
    length = max(1, round(len(sound.samples) * rate / sound.rate))
    spectrum = np.fft.rfft(sound.samples)
    samples = np.fft.irfft(spectrum[: length // 2 + 1], length) * (length / len(sound.samples))
    return Sound(samples.astype(np.float32), rate)
