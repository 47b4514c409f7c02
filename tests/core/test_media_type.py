import io
import struct
import wave
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.media_type import BEGINNINGS, UNKNOWN, media_type_of


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return file.getvalue()


def sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(16000)
        writer.writeframes(bytes(64))
    return file.getvalue()


def archive(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as writer:
        writer.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (picture("TIFF"), "image/tiff"),
        (picture("PDF"), "application/pdf"),
        (sound(), "audio/wav"),
        (archive("OFD.xml"), "application/ofd"),
        (archive("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (archive("anything.exe"), "application/zip"),
        (b'{"lines": []}', "application/json"),
        ("{这是话".encode(), "text/plain"),
        (b"MZ\x90\0\3", UNKNOWN),
        (b"", UNKNOWN),
        (b"[" * 100_000, "text/plain"),
        (b"PK\3\4 torn", UNKNOWN),
        (archive("OFD.xml") + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 9, 9, 1 << 30, 0, 0), UNKNOWN),
        (b"[" + b"{}," * 500_000 + b"{}]", "text/plain"),
        (b"[" + b"9" * 100_000 + b"]", "text/plain"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    assert media_type_of(content) == kind


@given(st.sampled_from([b"", b"PK\3\4", b"RIFF", b"....ftyp", *BEGINNINGS]), st.binary(max_size=200))
def test_whatever_lies_there_has_a_type(beginning: bytes, rest: bytes) -> None:
    assert "/" in media_type_of(beginning + rest)
