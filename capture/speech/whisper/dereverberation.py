"""Removes reverberation: late echoes can be predicted from earlier sound.

Weighted prediction error for one microphone (Nakatani et al. 2010, "Speech dereverberation based on variance-normalized
delayed linear prediction", IEEE TASLP 18-7). Costs a hundredth of the sound's length.
"""

import numpy as np
from numpy.typing import NDArray

from devices.ports import SAMPLE_RATE, Samples

WINDOW, HOP = 512, 128
TAPS, DELAY = 10, 3
"""Hops: so much of what went before foretells an echo; the voice itself lasts so long."""
ROUNDS = 2
TOGETHER = 8
"""Tones; more would not fit into the processor's own memory."""
FAINT, STEADY = 1e-3, 1e-4
"""Shares of the mean power: no moment counts as softer; what keeps the equations solvable."""
LOUDNESS_SECONDS = 0.05
"""Seconds a loudness is measured over."""
DEEP = 30.0
"""Decibels. A still room has 55 and more, a hall or a cheap recorder 12 to 25."""

Spectrum = NDArray[np.complex64]
"""Tones x hops."""


def noisy(samples: Samples) -> bool:
    """True if it never gets quiet between the words: its softest parts are hardly softer than its loudest."""
    long = round(LOUDNESS_SECONDS * SAMPLE_RATE)
    whole = samples[: len(samples) // long * long].reshape(-1, long)
    if not len(whole):
        return False
    soft, loud = np.percentile(10 * np.log10((whole**2).mean(axis=1) + 1e-9), [10, 95])
    return bool(loud - soft < DEEP)


def dereverberate(samples: Samples) -> Samples:
    """Returns the segment with less reverberation, of the same length."""
    heard = _spectrum(samples)
    voice = [_voice(heard[first : first + TOGETHER]) for first in range(0, len(heard), TOGETHER)]
    return _sound(np.concatenate(voice), len(samples))


def _voice(heard: Spectrum) -> Spectrum:
    hops = heard.shape[1]
    past = np.zeros((len(heard), TAPS, hops), np.complex64)
    for tap in range(min(TAPS, hops - DELAY)):
        past[:, tap, DELAY + tap :] = heard[:, : hops - DELAY - tap]
    voice = heard
    for _ in range(ROUNDS):
        voice = heard - _echo(heard, past, _power(voice))
    return voice


def _echo(heard: Spectrum, past: Spectrum, power: NDArray[np.float32]) -> Spectrum:
    """Returns the linear prediction from the past; errors at loud voice have less weight."""
    weighted = past / power[:, None]
    alike = weighted @ past.conj().transpose(0, 2, 1)
    mean = np.trace(alike, axis1=1, axis2=2).real / TAPS
    alike += (STEADY * mean + np.float32(1e-9))[:, None, None] * np.eye(TAPS, dtype=np.float32)
    line = np.linalg.solve(alike, weighted @ heard.conj()[:, :, None])
    return np.asarray((line.conj().transpose(0, 2, 1) @ past)[:, 0], np.complex64)


def _power(voice: Spectrum) -> NDArray[np.float32]:
    """Returns the mean over three hops at each."""
    power = np.pad(voice.real**2 + voice.imag**2, ((0, 0), (1, 1)), mode="edge")
    mean = (power[:, :-2] + power[:, 1:-1] + power[:, 2:]) / np.float32(3)
    floor = np.float32(FAINT) * mean.mean(axis=1, keepdims=True) + np.float32(1e-12)
    return np.asarray(np.maximum(mean, floor), np.float32)


def _hann() -> NDArray[np.float32]:
    return np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def _spectrum(samples: Samples) -> Spectrum:
    padded = np.pad(samples, (WINDOW, WINDOW + (-len(samples)) % HOP))
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP] * _hann()
    return np.ascontiguousarray(np.fft.rfft(frames, axis=1).T, dtype=np.complex64)


def _sound(spectrum: Spectrum, length: int) -> Samples:
    """Returns the sum of the overlapping windows, divided by the windows' own sum."""
    frames = np.fft.irfft(spectrum.T, axis=1).astype(np.float32) * _hann()
    whole = np.zeros((len(frames) - 1) * HOP + WINDOW, np.float32)
    for first in range(WINDOW // HOP):
        part = frames[first :: WINDOW // HOP].reshape(-1)
        whole[first * HOP : first * HOP + len(part)] += part
    added = (_hann() ** 2).reshape(-1, HOP).sum(axis=0)[0]
    return np.asarray((whole / added)[WINDOW : WINDOW + length], np.float32)
