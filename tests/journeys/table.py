"""Objects under the camera that are no resident identity card; they are drawn, so that they belong to nobody."""

import cv2
import numpy as np

from devices.camera.simulated import empty_desk
from devices.ports import Picture

ABROAD = ("REPUBLIC OF RURITANIA", "DRIVING LICENCE", "1. RASSENDYLL", "2. RUDOLF", "3. 12.06.1953", "5. RU 1894 0042")


def cup() -> Picture:
    """Returns a picture of a table with a cup on it."""
    picture = np.ascontiguousarray(empty_desk())
    cv2.circle(picture, (700, 500), 160, (225, 228, 230), -1)
    cv2.circle(picture, (700, 500), 125, (40, 62, 90), -1)
    cv2.ellipse(picture, (880, 500), (60, 45), 0, -120, 120, (225, 228, 230), 22)
    return picture


def licence() -> Picture:
    """Returns a picture of another country's card."""
    picture = np.ascontiguousarray(empty_desk())
    cv2.rectangle(picture, (310, 260), (970, 676), (236, 214, 206), -1)
    cv2.rectangle(picture, (340, 360), (500, 570), (150, 150, 160), -1)
    for row, text in enumerate(ABROAD):
        cv2.putText(picture, text, (530 if row > 1 else 350, 320 + row * 55), 0, 0.95, (60, 40, 30), 2, cv2.LINE_AA)
    return picture
