"""Tesseract asked about what the first engine was not sure of. Where it is not installed, nobody is asked."""

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
    import pytesseract  # with the engine, not with the window

    try:
        return LANGUAGE in pytesseract.get_languages(config="")
    except (OSError, pytesseract.TesseractError):
        return False


def recognise(strip: Picture) -> str | None:
    """What Tesseract reads in one line of text; None when it cannot be asked or does not answer in time."""
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
    except (OSError, RuntimeError):  # gone since, failed, or too slow
        return None
    return simplified(said).strip()


def same_text(text: str, other: str) -> bool:
    """The same but for blanks, width and marks."""
    return bool(bare(text)) and bare(text) == bare(other)


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
