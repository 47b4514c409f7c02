"""Decodes a file to pictures, or refuses it before it can do harm."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps

from capture.page import header_limits
from core.problems import PictureTooLarge, SeveralPictures, UnreadablePicture
from devices.ports import Picture

MOST_BYTES = 60_000_000
MOST_PIXELS = 50_000_000
MOST_DRAFTED = 170_000_000
"""Pixels of a JPEG: beyond MOST_PIXELS it is decoded at half its size or less, which takes no more memory."""
MOST_FRAMES = 40
"""Pictures of one file; a visit holds as many pages."""
LEAST_SIDE = 16
MAX_ASPECT = 40
"""Long to short side; no paper is such a strip."""
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")
JPEGS = ("JPEG", "MPO")
MIRRORED = (2, 4, 5, 7)
"""EXIF directions that a page cannot tell by itself: its letters would be read in a mirror."""
SUBFILE_TYPE = 254
REDUCED_OR_MASK = 0b101
"""TIFF 6.0, NewSubfileType: a smaller copy of another picture of the file, or its mask."""
PREVIEWS = ("Large Thumbnail", "Multi-Frame Image: (Disparity)")
"""Kinds of further pictures in a camera's file (CIPA DC-007) that show the same thing again."""


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture of a file. `number`: from 1. `scale`: pixels of the source for each pixel of `picture`."""

    picture: Picture
    number: int = 1
    scale: float = 1.0


def load(file: Path) -> Picture:
    """Returns the only picture of a file. Raises UnreadablePicture; SeveralPictures if there are others."""
    return only(frames(file))


def decode(content: bytes) -> Picture:
    """Returns the only picture of a file in memory."""
    return only(decoded(content))


def only(found: Iterator[Frame]) -> Picture:
    first = next(found)
    if next(found, None) is not None:
        raise SeveralPictures
    return first.picture


def frames(file: Path) -> Iterator[Frame]:
    """Yields every picture of a file, one in memory at a time. Raises UnreadablePicture at the
    latest at the broken one."""
    try:
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            raise UnreadablePicture("no file, or too many bytes")
        content = file.read_bytes()
    except OSError as trouble:
        raise UnreadablePicture(type(trouble).__name__) from trouble
    return decoded(content)


def decoded(content: bytes) -> Iterator[Frame]:
    """Yields the pictures. The header is trusted for refusing only; a truncated picture is refused.

    Pixels are returned as stored, since the page itself shows its orientation, but mirrored pictures are turned as
    their tag says.
    """
    header_limits.check_headers(content, MOST_FRAMES)
    found = opened(content)
    while (each := following(found)) is not None:
        yield each


def following(found: Iterator[Frame]) -> Frame | None:
    """Returns the next picture. A decoder may raise any exception or warning for a hostile file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return next(found, None)
    except UnreadablePicture:
        raise
    except Exception as trouble:
        raise UnreadablePicture(type(trouble).__name__) from trouble


def opened(content: bytes) -> Iterator[Frame]:
    with Image.open(header_limits.CountedReader(content), formats=FORMATS) as image:
        if image.format in JPEGS:
            header_limits.check_scans(content, *image.size)
        if len(image.info.get("exif", b"")) > header_limits.MOST_EXIF:
            raise UnreadablePicture("too much about itself")
        count = getattr(image, "n_frames", 1)
        if count > MOST_FRAMES:
            raise SeveralPictures(f"{count} pictures")
        size, number = image.size, 0
        for place in range(count):
            if count > 1:
                image.seek(place)
            if place and shows_the_same(image, place, size):
                continue
            number += 1
            yield frame(image, number)


def shows_the_same(image: Image.Image, place: int, first: tuple[int, int]) -> bool:
    """True for a thumbnail, mask, gain map or second view that is stored beside the picture itself."""
    if image.format == "TIFF":
        return bool(image.tag_v2.get(SUBFILE_TYPE, 0) & REDUCED_OR_MASK)  # type: ignore[attr-defined]
    if image.format != "MPO":
        return False
    kind = str(image.mpinfo[0xB002][place]["Attribute"]["MPType"])  # type: ignore[attr-defined]
    return kind.startswith(PREVIEWS) or image.size != first or image.mode == "L"


def frame(image: Image.Image, number: int) -> Frame:
    width, _ = image.size
    drafted(image)
    check_size(*image.size)
    scale = width / image.size[0]
    return Frame(np.ascontiguousarray(coloured(unmirrored(image))[..., ::-1]), number, scale)


def drafted(image: Image.Image) -> None:
    """Makes the JPEG decoder return half the size, or less, of a picture that is too large; other
    formats are unaffected."""
    width, height = image.size
    if MOST_PIXELS < width * height <= MOST_DRAFTED and image.format in JPEGS:
        image.draft("RGB", (width // 2, height // 2))


def unmirrored(image: Image.Image) -> Image.Image:
    direction = image.getexif().get(ExifTags.Base.Orientation)
    return ImageOps.exif_transpose(image) if direction in MIRRORED else image


def coloured(image: Image.Image) -> NDArray[np.uint8]:
    """Returns 8 bit RGB: deeper greys are reduced, and transparent areas become white."""
    if image.mode.startswith(("I", "F")):
        deep = np.nan_to_num(np.asarray(image, np.float32))
        grey = deep * (255 / max(float(deep.max()), 255.0))
        return np.repeat(grey.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        return np.asarray(Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB"), np.uint8)
    return np.asarray(image if image.mode == "RGB" else image.convert("RGB"), np.uint8)


def check_size(width: int, height: int) -> None:
    short, long = sorted((width, height))
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(f"{width} x {height} pixels")
    if short < LEAST_SIDE or long > MAX_ASPECT * short:
        raise UnreadablePicture(f"{width} x {height} pixels")
