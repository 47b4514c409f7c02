"""The zinnia recogniser, where it is installed: rare characters, and a broken model file."""

import struct
from pathlib import Path

import pytest

from capture.handwriting.by_strokes import MAGIC, MODEL, VERSION, StrokeReader, check
from capture.handwriting.ink import tidy
from core.problems import PackDamaged, PackMissing
from tests.capture.handwriting.hand import strokes


@pytest.fixture(scope="module")
def zinnia() -> StrokeReader:
    try:
        return StrokeReader()
    except PackMissing as missing:
        pytest.skip(f"zinnia is not installed: {missing}")


@pytest.mark.parametrize("character", ["王", "木", "口"])
def test_it_is_among_the_first(zinnia: StrokeReader, character: str) -> None:
    assert character in [each for each, _ in zinnia.read(tidy(strokes(character)))][:8]


def test_any_number_of_strokes(zinnia: StrokeReader) -> None:
    assert zinnia.read([]) == []
    assert zinnia.read([[(0.5, 0.5)]]) is not None
    assert zinnia.read(tidy([[(x / 900, (x * x % 97) / 97) for x in range(900)]] * 60)) is not None


def model(*records: bytes, magic: int = MAGIC, version: int = VERSION) -> bytes:
    body = struct.pack("<II", version, len(records)) + b"".join(records)
    return struct.pack("<I", magic ^ (4 + len(body))) + body


ONE = b"\xe7\x8e\x8b".ljust(16, b"\0") + struct.pack("<fifif", 0.5, 3, 1.0, -1, 0.0)
ENDLESS = ONE[:-8] + struct.pack("<if", 4, 0.0)


def test_a_whole_model_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "whole.model"
    file.write_bytes(model(ONE, ONE))
    check(file)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"12",
        b"\0" * 64,
        model(ONE)[:-4],
        model(ENDLESS),
        model(ONE, version=9),
        model(ONE) + b"\0" * 4,
        struct.pack("<III", MAGIC ^ 40, VERSION, 5) + ONE[:28],
    ],
)
def test_a_broken_one_is_refused_before_zinnia_sees_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.model"
    file.write_bytes(content)
    with pytest.raises(PackDamaged):
        check(file)


def test_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackMissing):
        check(tmp_path / "none.model")


def test_the_one_of_debian_is_whole() -> None:
    if not MODEL.is_file():
        pytest.skip("tegaki-zinnia-simplified-chinese is not installed")
    check(MODEL)
