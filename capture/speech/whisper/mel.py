"""The input of Whisper: log-mel energies, 80 bands, a frame every 10 ms.

As its paper has it (Radford et al. 2022, 2.2): 25 ms Hann window, Slaney's mel scale with bands of equal area.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from devices.ports import SAMPLE_RATE, Samples

WINDOW, HOP, BANDS = 400, 160, 80
Features = NDArray[np.float32]
"""Bands x frames."""

LINEAR_STEP, LINEAR_TOP = 200 / 3, 1000.0
LOG_STEP = np.log(6.4) / 27


def _mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Converts to Slaney's scale: linear up to 1 kHz, logarithmic above."""
    above = LINEAR_TOP / LINEAR_STEP + np.log(np.maximum(hertz, LINEAR_TOP) / LINEAR_TOP) / LOG_STEP
    return np.where(hertz < LINEAR_TOP, hertz / LINEAR_STEP, above)


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    knee = LINEAR_TOP / LINEAR_STEP
    return np.where(mel < knee, mel * LINEAR_STEP, LINEAR_TOP * np.exp(LOG_STEP * (np.maximum(mel, knee) - knee)))


@cache
def filters() -> NDArray[np.float32]:
    """Returns triangular filters, BANDS x (WINDOW / 2 + 1)."""
    tones = np.linspace(0, SAMPLE_RATE / 2, WINDOW // 2 + 1)
    top = _mel(np.array([SAMPLE_RATE / 2]))[0]
    edges = _hertz(np.linspace(0, top, BANDS + 2))
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (tones - low) / (middle - low), (high - tones) / (high - middle)
    triangles = np.maximum(0, np.minimum(rising, falling)) * 2 / (high - low)
    return triangles.astype(np.float32)


@cache
def _hann() -> NDArray[np.float32]:
    return np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def log_mel(samples: Samples) -> Features:
    """Returns one frame for every HOP samples, scaled by the loudest."""
    padded = np.pad(samples, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][: len(samples) // HOP]
    power = np.abs(np.fft.rfft(frames * _hann(), axis=1)) ** 2
    energy = np.log10(np.maximum(filters() @ power.T.astype(np.float32), 1e-10))
    scaled = (np.maximum(energy, energy.max() - 8) + 4) / 4
    return np.ascontiguousarray(scaled, dtype=np.float32)
