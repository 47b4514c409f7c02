"""A recording on disk to what engines hear. WAV as Microsoft and IBM laid it down: PCM of 8 to 32 bits, and float."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from capture.speech.resample import to_sixteen_kilohertz
from core.problems import UnreadableSound
from devices.ports import Samples, Sound

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
LARGEST, LONGEST = 96 << 20, 3600
"""Bytes and seconds of sound taken from one file: nearly an hour of ours, nine minutes of studio quality."""
BLOCK = 1 << 16
"""Frames decoded at a time, so that a large file does not lie in memory several times over."""
OPEN_END = 0xFFFFFFFF


@dataclass(frozen=True)
class Format:
    kind: int
    channels: int
    rate: int
    bits: int

    def check(self) -> None:
        widths = {PCM: (8, 16, 24, 32), FLOAT: (32, 64)}
        if self.bits not in widths.get(self.kind, ()):
            raise UnreadableSound(f"format {self.kind} with {self.bits} bits")
        if not (1 <= self.channels <= 8 and 4_000 <= self.rate <= 192_000):
            raise UnreadableSound(f"{self.channels} channels at {self.rate} Hz")


def read_wav(path: Path) -> Samples:
    """Mono at 16 kHz. Raises UnreadableSound for anything that is not a whole WAV of bearable size."""
    sound = read_sound(path)
    return to_sixteen_kilohertz(sound.samples, sound.rate)


def read_sound(path: Path) -> Sound:
    """As recorded, but mono. Raises UnreadableSound."""
    try:
        if not path.is_file():  # a pipe or a device may never end
            raise UnreadableSound(f"{path.name}: not a file")
        with path.open("rb") as file:
            form, data = _chunks(file)
    except (OSError, ValueError, struct.error) as trouble:
        raise UnreadableSound(f"{path.name}: {type(trouble).__name__}") from trouble
    return Sound(_mono(data, form), form.rate)


def _mono(data: bytes, form: Format) -> Samples:
    width = form.bits // 8 * form.channels
    length = len(data) // width
    if not 0 < length <= LONGEST * form.rate:
        raise UnreadableSound(f"{length} frames at {form.rate} Hz")
    mono = np.empty(length, np.float32)
    for at in range(0, length, BLOCK):
        block = _decoded(data[at * width : (at + BLOCK) * width], form).reshape(-1, form.channels)
        clean = np.nan_to_num(block, nan=0, posinf=0, neginf=0)
        mono[at : at + BLOCK] = np.clip(clean, -1, 1).mean(axis=1)
    return mono


def _chunks(file: BinaryIO) -> tuple[Format, bytes]:
    riff, _, wave = struct.unpack("<4sI4s", file.read(12))
    if (riff, wave) != (b"RIFF", b"WAVE"):
        raise UnreadableSound("not a WAV")
    form = None
    while True:
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"fmt ":
            form = _format(file.read(min(size, 64)).ljust(26, b"\0"))
            file.seek(max(0, size - 64) + size % 2, 1)
        elif name == b"data" and form:
            return form, _data(file, size, form)
        else:
            file.seek(size + size % 2, 1)


def _format(head: bytes) -> Format:
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head)
    if kind == EXTENSIBLE:
        (kind,) = struct.unpack_from("<H", head, 24)
    form = Format(kind, channels, rate, bits)
    form.check()
    return form


def _data(file: BinaryIO, size: int, form: Format) -> bytes:
    data = file.read(min(size, LARGEST + 1))
    if len(data) > LARGEST:
        raise UnreadableSound("too long")
    if len(data) < size != OPEN_END:
        raise UnreadableSound("broken off")
    return data[: len(data) - len(data) % (form.bits // 8 * form.channels)]


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
    """24 bits into the upper three bytes of 32."""
    wide = np.zeros((len(data) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
    return wide.reshape(-1).view("<i4")
