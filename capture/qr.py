"""The text of a QR code that lies under the camera."""

import cv2

from devices.ports import Picture

DETECTORS = (cv2.QRCodeDetectorAruco, cv2.QRCodeDetector)
"""The first is quicker and finds turned codes, the second reads some that lie farther away or blurred."""


def read_qr(picture: Picture) -> str:
    """Empty where there is none, or none that can be read whole. What it says is up to whoever asked."""
    for kind in DETECTORS:
        try:
            said, _corners, _code = kind().detectAndDecodeBytes(picture)
        except cv2.error:  # on some damaged codes, instead of an empty answer
            continue
        if said:
            return said.decode("utf-8", "replace")  # strangers' codes may be written in anything
    return ""
