"""A file becomes a picture, or is refused before it can do harm."""

import io
import warnings
from pathlib import Path

import numpy as np
from PIL import Image

from core.problems import UnreadablePicture
from devices.ports import Picture

MOST_BYTES = 60_000_000
MOST_PIXELS = 50_000_000
LEAST_SIDE = 16
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")


def load(file: Path) -> Picture:
    """Pixels as stored: a direction tag is not needed, the page itself tells. Raises UnreadablePicture."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UnreadablePicture("too many bytes")
        return decode(file.read_bytes())
    except OSError as trouble:
        raise UnreadablePicture(type(trouble).__name__) from trouble


def decode(content: bytes) -> Picture:
    """The header is believed only as far as to refuse; a picture cut short is refused whole."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                check_size(*image.size)
                return np.ascontiguousarray(np.asarray(image.convert("RGB"))[..., ::-1])
    except UnreadablePicture:
        raise
    except Exception as trouble:  # a decoder may raise anything at a hostile file
        raise UnreadablePicture(type(trouble).__name__) from trouble


def check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or min(width, height) < LEAST_SIDE:
        raise UnreadablePicture(f"{width} x {height} pixels")
