"""Reads the text of a QR code under the camera."""

import cv2

from devices.ports import Picture

DETECTORS = (cv2.QRCodeDetectorAruco, cv2.QRCodeDetector)
"""The first is quicker and finds turned codes, the second reads some that lie farther away or blurred."""


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
