"""Sounds to hold in front of a recogniser: nobody speaks in any of them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from devices.ports import SAMPLE_RATE, Samples

SECONDS = 6
TIME = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
Wave = NDArray[np.float64]


def silence() -> Wave:
    return np.zeros(len(TIME))


def hiss() -> Wave:
    return 0.05 * np.random.default_rng(1).normal(size=len(TIME))


def hum() -> Wave:
    return sum((0.2 / n * np.sin(2 * np.pi * 50 * n * TIME) for n in (1, 2, 3)), silence())


def chord() -> Wave:
    beat = (1 + np.sin(2 * np.pi * 2 * TIME)) / 2
    return sum((0.1 * np.sin(2 * np.pi * tone * TIME) for tone in (262, 330, 392)), silence()) * beat


def slammed_door() -> Wave:
    return hiss() * 10 * _bursts((2.0, 0.06), (4.5, 0.1))


def cough() -> Wave:
    muffled = np.convolve(hiss() * 10, np.ones(6) / 6, mode="same")
    return muffled * _bursts((1.0, 0.08), (1.5, 0.08), (4.0, 0.1))


def siren() -> Wave:
    return 0.3 * np.sin(2 * np.pi * np.cumsum(700 + 300 * np.sin(np.pi * TIME)) / SAMPLE_RATE)


def _bursts(*bursts: tuple[float, float]) -> Wave:
    """Each begins at a second and fades within some."""
    return sum((np.where(at <= TIME, np.exp(-(TIME - at) / fade), 0) for at, fade in bursts), silence())


NOBODY: dict[str, Callable[[], Wave]] = {
    make.__name__: make for make in (silence, hiss, hum, chord, slammed_door, cough, siren)
}


def sound(name: str) -> Samples:
    return np.clip(NOBODY[name](), -1, 1).astype(np.float32)
