"""Whether a card is without colour, as a black-and-white copy is."""

import cv2
import numpy as np

from devices.ports import Picture

GREY = 4.5
"""How far, in steps of CIELAB, the colours of nearly all of a copy lie from their middle; light has one colour."""


def colourless(card: Picture) -> bool:
    small = cv2.resize(card, (160, 100), interpolation=cv2.INTER_AREA)
    colours = cv2.cvtColor(small, cv2.COLOR_BGR2LAB)[..., 1:].reshape(-1, 2).astype(np.float32)
    far = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    return bool(np.percentile(far, 97) < GREY)
