"""Reads a recording on disk: WAV with PCM of 8 to 32 bits, or float."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import gcd
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from capture.speech.downmix import weights
from capture.speech.riff import FLOAT, Format, Part, parts
from core.problems import UnreadableSound
from devices.ports import SAMPLE_RATE, Samples, Sound

MAX_SOUND_BYTES, MAX_SOUND_SECONDS = 96 << 20, 3600
"""Bytes and seconds of sound taken from one file: nearly an hour of ours, nine minutes of studio quality."""
BLOCK = 1 << 16
"""Frames decoded at a time, so that a large file does not lie in memory several times over."""
REACH = 16
"""Zero crossings on either side: a transition band of about 500 Hz at 16 kHz."""
RESAMPLED_AT_ONCE = 4_000
"""Output samples at a time, to keep memory small."""


@dataclass(frozen=True)
class Recording:
    """Mono at 16 kHz. `missing`: seconds that the file announces and does not have."""

    samples: Samples = field(repr=False)
    missing: float = 0.0


def read_wav(path: Path) -> Samples:
    """Returns all sound that is there, mono at 16 kHz. Raises UnreadableSound for anything but a WAV within
    the size limit."""
    return read_recording(path).samples


def read_recording(path: Path) -> Recording:
    """Returns the sound, and what is missing of it. Raises UnreadableSound."""
    sounds, missing = _read(path)
    return Recording(np.concatenate([to_sixteen_kilohertz(sound.samples, sound.rate) for sound in sounds]), missing)


def _read(path: Path) -> tuple[list[Sound], float]:
    try:
        if not path.is_file():  # a pipe or a device may never end
            raise UnreadableSound(f"{path.name}: not a file")
        with path.open("rb") as file:
            found = parts(file)
            _check(found)
            sounds = [Sound(_mono(_data(file, part), part.form), part.form.rate) for part in found]
    except (OSError, ValueError, struct.error) as trouble:
        raise UnreadableSound(f"{path.name}: {type(trouble).__name__}") from trouble
    return sounds, sum(part.missing / part.form.width / part.form.rate for part in found)


def _check(found: list[Part]) -> None:
    seconds = sum(part.length / part.form.width / part.form.rate for part in found)
    if sum(part.length for part in found) > MAX_SOUND_BYTES or seconds > MAX_SOUND_SECONDS:
        raise UnreadableSound(f"too long: {seconds:.0f} s")


def _data(file: BinaryIO, part: Part) -> bytes:
    file.seek(part.start)
    data = file.read(part.length)
    return data[: len(data) - len(data) % part.form.width]


def _mono(data: bytes, form: Format) -> Samples:
    counts = weights(_blocks(data, form), form.channels, form.rate)
    mixed = [block @ counts for block in _blocks(data, form)]
    return np.concatenate(mixed) if mixed else np.zeros(0, np.float32)


def _blocks(data: bytes, form: Format) -> Iterator[Samples]:
    """Yields samples x channels, within full scale."""
    step = BLOCK * form.width
    for at in range(0, len(data), step):
        block = _decoded(data[at : at + step], form).reshape(-1, form.channels)
        yield np.clip(np.nan_to_num(block, nan=0, posinf=0, neginf=0), -1, 1).astype(np.float32)


def _decoded(data: bytes, form: Format) -> Samples:
    if form.kind == FLOAT:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.frombuffer(data, f"<f{form.bits // 8}").astype(np.float32)
    if form.bits == 8:
        return np.frombuffer(data, np.uint8).astype(np.float32) / np.float32(128) - np.float32(1)
    if form.bits == 24:
        return _widened(data).astype(np.float32) / np.float32(1 << 31)
    whole: Samples = np.frombuffer(data, f"<i{form.bits // 8}").astype(np.float32)
    return np.multiply(whole, np.float32(2.0 ** (1 - form.bits)))


def _widened(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Moves 24 bits into the upper three bytes of 32."""
    wide = np.zeros((len(data) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
    return wide.reshape(-1).view("<i4")


def to_sixteen_kilohertz(samples: Samples, rate: int) -> Samples:
    """Returns the samples at 16 kHz, by a windowed sinc for each fractional position of output samples.

    `rate` in Hz, an integer. Overshoot of the sinc beyond full scale is clipped."""
    if rate == SAMPLE_RATE:
        return samples
    common = gcd(rate, SAMPLE_RATE)
    phases, step = SAMPLE_RATE // common, rate // common
    stretch = max(1.0, rate / SAMPLE_RATE)
    taps = np.arange(-int(REACH * stretch), int(REACH * stretch) + 1)
    kernel = _kernel(taps, phases, stretch)
    padded = np.pad(samples, len(taps))
    length = len(samples) * phases // step
    blocks = [np.arange(at, min(at + RESAMPLED_AT_ONCE, length)) * step for at in range(0, length, RESAMPLED_AT_ONCE)]
    done = [_block(padded, at // phases + len(taps), taps, kernel[at % phases]) for at in blocks]
    return np.clip(np.concatenate(done), -1, 1) if done else np.zeros(0, np.float32)


def _kernel(taps: NDArray[np.int_], phases: int, stretch: float) -> NDArray[np.float32]:
    """Returns phases x taps, each row summing to 1."""
    places = (taps[None, :] - np.arange(phases)[:, None] / phases) / stretch
    window = np.where(np.abs(places) < REACH, np.cos(places * np.pi / 2 / REACH) ** 2, 0)
    kernel = np.sinc(places * 0.97) * window
    normed: NDArray[np.float32] = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return normed


def _block(padded: Samples, places: NDArray[np.int_], taps: NDArray[np.int_], kernel: NDArray[np.float32]) -> Samples:
    around = padded[places[:, None] + taps]
    mixed: Samples = np.einsum("ij,ij->i", around, kernel)
    return mixed
