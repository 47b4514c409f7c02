"""Pages drawn for a test, in the font that ships."""

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from core.resources import resource
from devices.ports import Picture

INK = (25, 25, 30)
Written = Sequence[tuple[float, float, str]]
"""Left, top, text."""


def paper(size: tuple[int, int], written: Written, height: int = 30) -> Image.Image:
    image = Image.new("RGB", size, (244, 243, 238))
    font = ImageFont.truetype(resource("fonts", "SunlitSansSC-Regular.ttf"), height)
    for left, top, text in written:
        ImageDraw.Draw(image).text((left, top), text, INK, font=font)
    return image


def picture(image: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(image, np.uint8)[..., ::-1])


def near(image: Image.Image, degrees: float, quarters: int = 0) -> Picture:
    """Returns the image photographed so near that no edge shows: tilted, perhaps sideways, with a camera's noise."""
    pixels = picture(image)
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    tilted = cv2.warpAffine(pixels, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    seen = np.rot90(tilted, quarters)
    noise = np.random.default_rng(11).normal(0, 3, seen.shape)
    return np.ascontiguousarray((seen * 0.85 + noise).clip(0, 255).astype(np.uint8))
