"""The bell by which somebody at the terminal is heard in the next room."""

from functools import cache

import numpy as np

from devices.ports import Sound

RATE = 16_000
STROKES, APART = 3, 0.55
"""How many, and seconds between them."""
PARTIALS = ((1.0, 880.0, 3.0), (0.6, 2220.0, 5.0), (0.35, 4150.0, 8.0))
"""Loudness, hertz, and how fast each fades (1/s)."""


@cache
def call_tone() -> Sound:
    """Returns three strokes of a small bell."""
    time = np.arange(round(RATE * 1.4)) / RATE
    stroke = sum(loud * np.sin(2 * np.pi * pitch * time) * np.exp(-fade * time) for loud, pitch, fade in PARTIALS)
    whole = np.zeros(round(RATE * (APART * (STROKES - 1) + 1.5)), np.float64)
    for number in range(STROKES):
        start = round(RATE * APART * number)
        whole[start : start + len(time)] += stroke
    return Sound(np.asarray(0.8 * whole / np.abs(whole).max(), np.float32), RATE)
