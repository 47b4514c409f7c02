"""Tesseract as second engine for what the first was not sure of. It is optional."""

import re
import unicodedata
from functools import cache

import cv2
import numpy as np

from capture.page.chinese_script import simplified
from devices.ports import Picture

LANGUAGE = "chi_sim"
TIMEOUT_SECONDS = 5
TEXT_HEIGHT = 48
"""Pixels a line is brought to; Tesseract reads print of about this size best."""


@cache
def available() -> bool:
    import pytesseract  # imported with the engine, as it is slow

    try:
        return LANGUAGE in pytesseract.get_languages(config="")
    except (OSError, pytesseract.TesseractError):
        return False


def recognise(strip: Picture) -> str | None:
    """Returns the text of one line; None if Tesseract is missing or too slow."""
    if not available():
        return None
    import pytesseract

    scale = TEXT_HEIGHT / strip.shape[0]
    line = cv2.resize(strip, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    grey = cv2.cvtColor(cv2.copyMakeBorder(line, 16, 16, 16, 16, cv2.BORDER_REPLICATE), cv2.COLOR_BGR2GRAY)
    try:
        said = pytesseract.image_to_string(
            np.asarray(grey), lang=LANGUAGE, config="--oem 1 --psm 7", timeout=TIMEOUT_SECONDS
        )
    except (OSError, RuntimeError):  # removed since, failed, or too slow
        return None
    return simplified(said).strip()


def same_text(text: str, other: str) -> bool:
    """True if both are equal apart from blanks, width and punctuation."""
    return bool(bare(text)) and bare(text) == bare(other)


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
