"""A zoo of files that want to do harm; each is refused in so many words."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from capture.page import decode, load
from core.problems import UnreadablePicture


def encoded(kind: str, side: int = 64) -> bytes:
    out = io.BytesIO()
    noise = np.random.default_rng(7).integers(0, 255, (side, side, 3), np.uint8)
    Image.fromarray(noise).save(out, kind)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def tiff_claiming(side: int) -> bytes:
    tags = [(256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, side), (279, side * side)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "这不是图片".encode(),
        encoded("JPEG")[:-400],
        encoded("PNG")[:-400],
        encoded("TIFF")[:200],
        png_claiming(60_000, 60_000),
        png_claiming(8, 8),
        tiff_claiming(65_000),
        encoded("GIF"),
    ],
    ids=["nothing", "text", "half-jpeg", "half-png", "half-tiff", "png-bomb", "speck", "tiff-bomb", "gif"],
)
def test_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        decode(content)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture):
        load(tmp_path / "gone.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_whole_pictures_are_read(kind: str) -> None:
    assert decode(encoded(kind)).shape == (64, 64, 3)


@given(at=st.integers(0, 3000), value=st.integers(0, 255))
def test_one_changed_byte_is_read_or_refused(at: int, value: int) -> None:
    content = bytearray(encoded("JPEG"))
    content[at % len(content)] = value
    try:
        assert decode(bytes(content)).ndim == 3
    except UnreadablePicture as refusal:
        assert refusal.sentence
