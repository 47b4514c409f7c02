"""Reads the text of a QR code under the camera."""

from pathlib import Path

import cv2
import numpy as np

from devices.ports import Picture

DETECTORS = (cv2.QRCodeDetectorAruco, cv2.QRCodeDetector)
"""The first is quicker and finds turned codes, the second reads some that lie farther away or blurred."""

MAX_BYTES = 30_000_000


def read_qr(picture: Picture) -> str:
    """Returns the text, empty if there is no readable code. The content is not checked."""
    for kind in DETECTORS:
        try:
            said, _corners, _code = kind().detectAndDecodeBytes(picture)
        except cv2.error:  # raised for some damaged codes, instead of an empty answer
            continue
        if said:
            return said.decode("utf-8", "replace")  # the code may be in any encoding
    return ""


def qr_in_file(path: Path) -> str:
    """Returns the text of a code in a picture file; empty without one, and for a file that is no picture."""
    picture = cv2.imdecode(np.frombuffer(path.read_bytes()[:MAX_BYTES], np.uint8), cv2.IMREAD_COLOR)
    return "" if picture is None else read_qr(picture.astype(np.uint8, copy=False))
