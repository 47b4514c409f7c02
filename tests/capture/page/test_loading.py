"""Harmful files; each is refused with its own reason."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from capture.page import decode, frames, load
from capture.page.header_limits import MOST_EXIF, MOST_LISTED, MOST_READS, START_OF_SCAN
from capture.page.loading import MOST_FRAMES, decoded
from core.problems import PictureTooLarge, SeveralPictures, UnreadablePicture
from core.sentences import sentence_of


def encoded(kind: str, side: int = 64) -> bytes:
    out = io.BytesIO()
    noise = np.random.default_rng(7).integers(0, 255, (side, side, 3), np.uint8)
    Image.fromarray(noise).save(out, kind)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def tiff_claiming(side: int) -> bytes:
    tags = [(256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, side), (279, side * side)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(before_pixels: bytes) -> bytes:
    plain = encoded("PNG")
    at = plain.index(b"IDAT") - 4
    return plain[:at] + before_pixels + plain[at:]


def tiff_of(entries: list[tuple[int, int, int, int]], again: bool = False) -> bytes:
    """Returns a TIFF file. `again`: its directory names itself as the next one."""
    listed = b"".join(struct.pack("<HHII", *each) for each in entries)
    return struct.pack("<2sHIH", b"II", 42, 8, len(entries)) + listed + struct.pack("<I", 8 * again)


def progressive(width: int, height: int, scans: int) -> bytes:
    """Returns a white progressive JPEG whose last scan is repeated."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "JPEG", progressive=True, quality=1)
    content = out.getvalue()
    last = content[content.rindex(START_OF_SCAN) : -2]
    return content[:-2] + last * scans + content[-2:]


BEHIND_HEAD = encoded("JPEG")[:2]


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
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500),
        b"%PDF-1.4\n%%EOF",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\xff\xd8" + b"\xff\xda\0\2" * 500,
        png_claiming(1_000_000, 16),
        BEHIND_HEAD + b"\xff\xfe\0\2" * MOST_READS + b"\xff\xd9",
        BEHIND_HEAD + b"\xff" * 2 * MOST_READS,
        png_of(chunk(b"abCd", b"") * MOST_READS),
        png_of(chunk(b"eXIf", b"II*\0" + bytes(MOST_EXIF))),
        png_of(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000_000)))),
        png_of(chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(100_000_000)))),
        tiff_of([(256, 4, 1, 20), (257, 4, 1, 20), (273, 4, MOST_LISTED + 1, 8), (279, 4, MOST_LISTED + 1, 8)]),
        tiff_of([(256, 4, 1, 20), (257, 4, 1, 20), (282, 5, 1 << 31, 8)]),
        tiff_of([(256, 4, 1, 20)], again=True),
        progressive(5000, 5000, scans=120),
    ],
    ids=[
        *"nothing text half-jpeg half-png half-tiff png-bomb speck tiff-bomb gif heic pdf svg many-scans strip".split(),
        *"jpeg-segments jpeg-filled png-chunks png-exif png-text png-colours".split(),
        *"tiff-strips tiff-numbers tiff-loop jpeg-passes".split(),
    ],
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


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture):
        load(tmp_path)


def test_deep_grey_keeps_its_shades() -> None:
    out = io.BytesIO()
    Image.fromarray(np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)).save(out, "PNG")
    assert 100 < decode(out.getvalue()).mean() < 150


def test_what_is_transparent_is_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(out, "PNG")
    assert decode(out.getvalue()).min() == 255


def test_inks_of_a_printer_become_colours() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (64, 64), (0, 0, 0, 0)).save(out, "JPEG")
    assert decode(out.getvalue()).min() > 240


def several(kind: str, count: int, side: int = 64, **how: Any) -> bytes:
    """Returns a file of this many pictures, each of its own grey."""
    shades = [Image.new("RGB", (side, side), (60 + 5 * number,) * 3) for number in range(count)]
    out = io.BytesIO()
    shades[0].save(out, kind, save_all=True, append_images=shades[1:], **how)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "how"), [("TIFF", {}), ("WEBP", {"lossless": True}), ("PNG", {}), ("MPO", {})])
def test_every_picture_of_a_file_is_read(kind: str, how: dict[str, Any]) -> None:
    found = list(decoded(several(kind, 3, **how)))
    assert [each.number for each in found] == [1, 2, 3]
    assert [round(float(each.picture.mean()) / 5) for each in found] == [12, 13, 14]


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "PNG", "MPO"])
def test_a_part_is_not_taken_for_the_whole(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "several"
    file.write_bytes(several(kind, 2))
    with pytest.raises(SeveralPictures):
        load(file)
    with pytest.raises(SeveralPictures):
        decode(file.read_bytes())


def test_a_file_of_endless_pages_is_refused() -> None:
    with pytest.raises(SeveralPictures):
        next(decoded(several("TIFF", MOST_FRAMES + 1)))


def test_a_broken_second_page_is_not_passed_over() -> None:
    content = several("TIFF", 2, compression="tiff_deflate")
    found = decoded(content[: len(content) - 60] + bytes(60))
    with pytest.raises(UnreadablePicture):
        list(found)


def test_a_small_copy_beside_a_picture_is_no_page() -> None:
    """The small copy is a scanner's thumbnail or a phone's brightness map."""
    out = io.BytesIO()
    page, small = Image.new("RGB", (64, 64), "white"), Image.new("RGB", (32, 32), "white")
    small.encoderinfo = {"tiffinfo": {254: 1}}
    page.save(out, "TIFF", save_all=True, append_images=[small])
    assert decode(out.getvalue()).shape == (64, 64, 3)
    out = io.BytesIO()
    page.save(out, "MPO", save_all=True, append_images=[Image.new("L", (16, 16))])
    assert decode(out.getvalue()).shape == (64, 64, 3)


@pytest.mark.parametrize("direction", range(1, 9))
def test_a_mirrored_picture_is_shown_as_its_tag_says(direction: int) -> None:
    """The black corner, upper left when shown, is on the same end of the long side as the tag says."""
    seen = np.full((64, 96, 3), 255, np.uint8)
    seen[:8, :24] = 0
    stored = {1: 0, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}[direction]
    exif = Image.Exif()
    exif[0x0112] = stored
    back = ImageOps.exif_transpose(with_tag(seen, exif))
    exif[0x0112] = direction
    out = io.BytesIO()
    back.save(out, "PNG", exif=exif)
    turned = [np.rot90(seen, turn) for turn in range(4)]
    assert any(np.array_equal(decode(out.getvalue()), each) for each in turned)


def with_tag(pixels: np.ndarray, exif: Image.Exif) -> Image.Image:
    image = Image.fromarray(pixels)
    image.getexif().update(dict(exif))
    return image


def test_a_huge_photograph_is_opened_smaller(tmp_path: Path) -> None:
    file = tmp_path / "phone.jpg"
    Image.new("L", (8192, 6144), 128).save(file, quality=20)
    (found,) = frames(file)
    assert found.picture.shape == (3072, 4096, 3)
    assert found.scale == 2


def test_what_is_too_large_is_said_to_be() -> None:
    with pytest.raises(PictureTooLarge):
        decode(png_claiming(9000, 6000))


WHOLE = {kind: encoded(kind, 32) for kind in ("JPEG", "PNG", "TIFF", "WEBP", "BMP")}


@given(
    kind=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=8),
    kept=st.floats(0.2, 1.0),
)
def test_a_mutilated_file_is_read_or_refused(kind: str, changes: list[tuple[int, int]], kept: float) -> None:
    content = bytearray(WHOLE[kind])
    for at, value in changes:
        content[at % len(content)] = value
    try:
        assert decode(bytes(content[: round(kept * len(content))])).ndim == 3
    except UnreadablePicture as refusal:
        assert sentence_of(refusal)
