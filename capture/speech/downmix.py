"""Mixes channels to one, weighted so that no voice cancels another or is lost in noise.

Channels of opposite phase, as from a wrongly soldered plug, are inverted. One that never gets quiet, or has the same
voice worse than another, is left out. Two microphones with a speaker each are both kept.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from devices.ports import Samples

LOUDNESS_SECONDS = 0.05
"""Seconds a loudness is measured over."""
STEADY = 10.0
"""Decibels between a channel's loud and soft moments: with less it is noise, if another has more."""
DEEPER = 6.0
"""Decibels by which one of two channels with the same voice is the better one."""
ALIKE = 0.6
"""Correlation of the loudness, from which on two channels have the same voice."""
AGAINST = -0.2
"""Correlation of the waves, below which one is the other turned round."""
UNCONNECTED_RMS = 1e-4
"""Root mean square of a channel nothing is connected to."""

Table = NDArray[np.float64]


class Loudness:
    """Statistics of the channels, accumulated over all blocks."""

    def __init__(self, channels: int, rate: int) -> None:
        self._long = max(1, round(LOUDNESS_SECONDS * rate))
        self._products = np.zeros((channels, channels))
        self._power: list[Table] = []
        self._length = 0

    def hear(self, block: Samples) -> None:
        """Adds a block, samples x channels."""
        wide = block.astype(np.float64)
        self._products += wide.T @ wide
        self._length += len(wide)
        whole = len(wide) // self._long * self._long
        self._power.append((wide[:whole] ** 2).reshape(-1, self._long, wide.shape[1]).mean(axis=1))

    def weights(self) -> Samples:
        """Returns the weight of each channel; together at most 1."""
        level = np.sqrt(np.diag(self._products) / max(1, self._length))
        power = np.concatenate(self._power)
        alive = [int(at) for at in np.flatnonzero(level > UNCONNECTED_RMS)]
        if not alive or not len(power):
            return np.full(len(level), 1 / len(level), np.float32)
        decibels = 10 * np.log10(power + 1e-9)
        soft, loud = np.percentile(decibels, [10, 95], axis=0)
        kept = _kept(sorted(alive, key=lambda at: loud[at] - soft[at], reverse=True), loud - soft, decibels)
        weights = np.zeros(len(level), np.float32)
        for at in kept:
            wave = self._products[at, kept[0]] / max(1e-12, level[at] * level[kept[0]] * self._length)
            weights[at] = (-1 if wave < AGAINST else 1) / len(kept)
        return weights


def _kept(best_first: list[int], depth: Table, decibels: Table) -> list[int]:
    kept = list[int]()
    for at in best_first:
        worse = (other for other in kept if depth[other] - depth[at] > DEEPER)
        if not any(depth[at] < STEADY or _alike(decibels[:, at], decibels[:, other]) for other in worse):
            kept.append(at)
    return kept


def _alike(one: Table, other: Table) -> bool:
    if not one.std() or not other.std():
        return False
    return bool(np.corrcoef(one, other)[0, 1] > ALIKE)


def weights(blocks: Iterable[Samples], channels: int, rate: int) -> Samples:
    """Returns the weights of channels that come in blocks, samples x channels."""
    if channels == 1:
        return np.ones(1, np.float32)
    heard = Loudness(channels, rate)
    for block in blocks:
        heard.hear(block)
    return heard.weights()
