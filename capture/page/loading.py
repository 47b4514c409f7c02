"""A file becomes a picture, or is refused before it can do harm."""

import io
import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.problems import UnreadablePicture
from devices.ports import Picture

MOST_BYTES = 60_000_000
MOST_PIXELS = 50_000_000
LEAST_SIDE = 16
LONGEST = 40
"""Long to short side; no paper is such a strip."""
MOST_SCANS = 200
"""Passes of a progressive JPEG: about ten are usual, and each goes over the whole picture."""
START_OF_SCAN = b"\xff\xda"
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")


def load(file: Path) -> Picture:
    """Pixels as stored: a direction tag is not needed, the page itself tells. Raises UnreadablePicture."""
    try:
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            raise UnreadablePicture("no file, or too many bytes")
        return decode(file.read_bytes())
    except OSError as trouble:
        raise UnreadablePicture(type(trouble).__name__) from trouble


def decode(content: bytes) -> Picture:
    """The header is believed only as far as to refuse; a picture cut short is refused whole."""
    if content.startswith(b"\xff\xd8") and content.count(START_OF_SCAN) > MOST_SCANS:
        raise UnreadablePicture("too many scans")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                check_size(*image.size)
                pixels = coloured(image)
            return np.ascontiguousarray(pixels[..., ::-1])
    except UnreadablePicture:
        raise
    except Exception as trouble:  # a decoder may raise anything at a hostile file
        raise UnreadablePicture(type(trouble).__name__) from trouble


def coloured(image: Image.Image) -> NDArray[np.uint8]:
    """Red, green, blue of 8 bits: deep greys brought down, what is transparent laid on white paper."""
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
    if width * height > MOST_PIXELS or short < LEAST_SIDE or long > LONGEST * short:
        raise UnreadablePicture(f"{width} x {height} pixels")
