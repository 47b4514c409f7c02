"""Finds the sound in a WAV file: RIFF by Microsoft and IBM, RF64 (EBU Tech 3306), and Sony's Wave64.

Recorders that lose power, and programs that write into a pipe, leave the length open or wrong; others append a second
recording. All sound to the end of the file is found, and missing sound is reported.
"""

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from core.problems import UnreadableSound

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
UNKNOWN = 0x7FFFF000
"""Who does not know the length writes 0, this (sox), 0x80000000 (arecord), 0xFFFFFFFF (ffmpeg) or something near."""
MOST_CHUNKS = 10_000
ANOTHER = re.compile(rb"(?:RIFF|RF64)....WAVE(?:fmt |ds64|JUNK|LIST|bext)", re.DOTALL)
MAX_FILE_BYTES = 256 << 20
"""Bytes of a file: all may have to be gone through to find where the sound ends."""
NAME = re.compile(rb"[A-Za-z][A-Za-z0-9_ ]{3}")
TAGS = (b"ID3", b"TAG", b"APETAGEX")
"""Tags that music programs append to any kind of file."""
WAVE64 = b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00"


@dataclass(frozen=True)
class Format:
    kind: int
    channels: int
    rate: int
    bits: int

    @property
    def width(self) -> int:
        """Returns the bytes of one sample in all channels."""
        return self.bits // 8 * self.channels

    def check(self) -> None:
        widths = {PCM: (8, 16, 24, 32), FLOAT: (32, 64)}
        if self.bits not in widths.get(self.kind, ()):
            raise UnreadableSound(f"format {self.kind} with {self.bits} bits")
        if not (1 <= self.channels <= 8 and 4_000 <= self.rate <= 192_000):
            raise UnreadableSound(f"{self.channels} channels at {self.rate} Hz")


@dataclass(frozen=True)
class Part:
    """Bytes of sound from `start` on; `missing`: bytes that the file announces and does not have."""

    form: Format
    start: int
    length: int
    missing: int = 0


def parts(file: BinaryIO) -> list[Part]:
    """Returns the parts in the order of recording. Raises UnreadableSound, struct.error."""
    size = file.seek(0, os.SEEK_END)
    if size > MAX_FILE_BYTES:
        raise UnreadableSound(f"{size} bytes")
    file.seek(0)
    head = file.read(16)
    if head == WAVE64:
        return _Walk(file, size).wave64()
    if head[:4] not in (b"RIFF", b"RF64") or head[8:12] != b"WAVE":
        raise UnreadableSound("not a WAV")
    return _Walk(file, size).riff()


class _Walk:
    """Iterates over the chunks of one file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size
        self._form: Format | None = None
        self._long: int | None = None  # size of the next data chunk, if it exceeds 32 bits
        self._found: list[Part] = []

    def riff(self) -> list[Part]:
        at = 0
        for _ in range(MOST_CHUNKS):
            head = self._bytes(at, 12)
            if len(head) < 8:
                break
            if head[:4] in (b"RIFF", b"RF64") and head[8:] == b"WAVE":
                at += 12
                continue
            name, size = struct.unpack("<4sI", head[:8])
            at = self._chunk(name, at + 8, size)
        else:
            raise UnreadableSound("in too many pieces")
        return self._done()

    def wave64(self) -> list[Part]:
        at = 40
        for _ in range(MOST_CHUNKS):
            head = self._bytes(at, 24)
            if len(head) < 24:
                break
            name, size = head[:4], struct.unpack("<Q", head[16:])[0] - 24
            if size < 0:
                raise UnreadableSound("a chunk without a length")
            if name == b"data":
                self._take(at + 24, min(size, self._size - at - 24), max(0, size - (self._size - at - 24)))
            elif name == b"fmt ":
                self._read_format(at + 24, size)
            at = min(self._size, at + (24 + size + 7) // 8 * 8)
        else:
            raise UnreadableSound("in too many pieces")
        return self._done()

    def _done(self) -> list[Part]:
        if not self._found:
            raise UnreadableSound("no sound in it")
        return self._found

    def _chunk(self, name: bytes, at: int, size: int) -> int:
        """Returns where the next chunk begins."""
        if name == b"data":
            return self._data(at, size)
        if self._found and not self._is_chunk(at - 8):
            return self._size  # data after the sound that is no chunk
        if name == b"fmt ":
            self._read_format(at, size)
        elif name == b"ds64":
            _, self._long = struct.unpack("<QQ", self._bytes(at, 16))
        after = self._after(at + size, size % 2)
        return min(self._size, at + size + size % 2) if after is None else after

    def _data(self, at: int, size: int) -> int:
        left = self._size - at
        if size == 0xFFFFFFFF and self._long is not None:
            size, self._long = self._long, None
        unknown = size >= UNKNOWN and size > left
        if unknown or size > left or (not size and not self._is_chunk(at)):
            end = self._until_another(at)
            self._take(at, end - at, 0 if unknown or not size or end < self._size else size - left)
            return end
        after = self._after(at + size, size % 2)
        if after is not None:
            self._take(at, size)
            return after
        end = self._until_another(at)  # the length was written before the recording ended
        self._take(at, end - at)
        return end

    def _after(self, at: int, pad: int) -> int | None:
        """Returns the position after a chunk: some writers do not pad odd ones."""
        return next((end for end in (at + pad, at) if self._leads_on(end)), None)

    def _leads_on(self, at: int) -> bool:
        """True if the file may end here, or another chunk begins."""
        if self._size - at < 8 or self._is_chunk(at):
            return True
        rest = self._bytes(at, min(self._size - at, 1 << 16))
        return rest.startswith(TAGS) or not rest.strip(b"\0")

    def _is_chunk(self, at: int) -> bool:
        head = self._bytes(at, 8)
        if len(head) < 8 or not NAME.fullmatch(head[:4]):
            return False
        open_end = head[:4] in (b"data", b"RIFF", b"RF64")
        return open_end or at + 8 + int(struct.unpack("<I", head[4:])[0]) <= self._size + 1

    def _until_another(self, at: int) -> int:
        """Returns the end of the file, or where another recording was appended."""
        return next(self._others(at), self._size)

    def _others(self, at: int) -> Iterator[int]:
        block = 1 << 20
        while at < self._size:
            if found := ANOTHER.search(self._bytes(at, block + 16)):
                yield at + found.start()
            at += block

    def _take(self, at: int, length: int, missing: int = 0) -> None:
        if self._form is None:
            raise UnreadableSound("sound before its format")
        length -= length % self._form.width
        if length:
            self._found.append(Part(self._form, at, length, missing))

    def _read_format(self, at: int, size: int) -> None:
        if size > self._size - at:
            raise UnreadableSound("a head without an end")
        head = self._bytes(at, min(size, 40)).ljust(26, b"\0")
        kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head)
        if kind == EXTENSIBLE:
            (kind,) = struct.unpack_from("<H", head, 24)
        self._form = Format(kind, channels, rate, bits)
        self._form.check()

    def _bytes(self, at: int, length: int) -> bytes:
        self._file.seek(at)
        return self._file.read(length)
