"""Resamples to 16 kHz with a windowed sinc for each fractional position of output samples."""

from math import gcd

import numpy as np
from numpy.typing import NDArray

from devices.ports import SAMPLE_RATE, Samples

REACH = 16
"""Zero crossings on either side: a transition band of about 500 Hz at 16 kHz."""
BLOCK = 4_000
"""Output samples at a time, to keep memory small."""


def to_sixteen_kilohertz(samples: Samples, rate: int) -> Samples:
    """Returns the samples at 16 kHz. `rate` in Hz, an integer. Overshoot of the sinc beyond full scale is clipped."""
    if rate == SAMPLE_RATE:
        return samples
    common = gcd(rate, SAMPLE_RATE)
    phases, step = SAMPLE_RATE // common, rate // common
    stretch = max(1.0, rate / SAMPLE_RATE)
    taps = np.arange(-int(REACH * stretch), int(REACH * stretch) + 1)
    kernel = _kernel(taps, phases, stretch)
    padded = np.pad(samples, len(taps))
    length = len(samples) * phases // step
    blocks = [np.arange(at, min(at + BLOCK, length)) * step for at in range(0, length, BLOCK)]
    done = [_block(padded, at // phases + len(taps), taps, kernel[at % phases]) for at in blocks]
    return np.clip(np.concatenate(done), -1, 1) if done else np.zeros(0, np.float32)


def _kernel(taps: NDArray[np.int_], phases: int, stretch: float) -> NDArray[np.float32]:
    """Returns phases x taps, each row summing to 1."""
    places = (taps[None, :] - np.arange(phases)[:, None] / phases) / stretch
    window = np.where(np.abs(places) < REACH, np.cos(places * np.pi / 2 / REACH) ** 2, 0)
    kernel = np.sinc(places * 0.97) * window
    normed: NDArray[np.float32] = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return normed


def _block(padded: Samples, places: NDArray[np.int_], taps: NDArray[np.int_], kernel: NDArray[np.float32]) -> Samples:
    around = padded[places[:, None] + taps]
    mixed: Samples = np.einsum("ij,ij->i", around, kernel)
    return mixed
