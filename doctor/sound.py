"""The microphone's level and noise, and whether it hears the speaker."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from core.language import N_, _
from core.problems import MicrophoneMissing, MicrophoneUnset, SpeakerMissing, SpeakerUnset
from devices.ports import SAMPLE_RATE, Microphone, Samples, Sound
from doctor.finding import Finding, fail, ok, warn
from doctor.machine import Machine

QUIET_SECONDS, TONE_SECONDS = 1.5, 1.2
SETTLE_CHUNKS = 3
"""Chunks dropped after opening: drivers begin with a click."""
SILENT_DB, NOISY_DB, LOUD_DB = -80.0, -38.0, -25.0
"""Decibels below full scale, of what is heard while nobody speaks: below the first a microphone is muted, above the
second speech is recognised worse, above the third not at all."""
CLIPPED = 0.001
"""The share of samples at full scale from which sound is distorted."""
HEARD = 0.25
"""How like the tone the recording must be, from 0 to 1."""
GOOD_DB, POOR_DB = 15.0, 6.0
"""Decibels of the tone above the noise."""
LOW_HZ, HIGH_HZ = 400.0, 3_000.0

PLUG = N_("请插好话筒，看系统的声音设置里选的是不是它；别的程序占着，就先关掉。")


@dataclass(frozen=True)
class Level:
    """Decibels relative to full scale; `clipped`: the share of samples at full scale."""

    rms: float
    clipped: float


def level(samples: Samples) -> Level:
    if not len(samples):
        return Level(-120.0, 0.0)
    power = float(np.mean(np.square(samples.astype(np.float64))))
    return Level(10 * np.log10(max(power, 1e-12)), float((np.abs(samples) > 0.99).mean()))


def microphone(machine: Machine) -> list[Finding]:
    """Listens for a second and a half to the room. Nothing is kept."""
    try:
        heard = _record(machine.parts.microphone(machine.settings.devices), QUIET_SECONDS)
    except MicrophoneUnset:
        return ok("microphone", _("设置里没有装话筒"))
    except MicrophoneMissing:
        return fail("microphone", _("没有找到话筒"), _(PLUG))
    return _judged(level(heard))


def _judged(room: Level) -> list[Finding]:
    facts = {"level": round(room.rms)}
    if room.rms < SILENT_DB:
        return fail(
            "microphone", _("话筒一点声音也没有"), _("请看话筒上的静音开关，再在系统的声音设置里取消静音、调大音量。")
        )
    if room.clipped > CLIPPED or room.rms > LOUD_DB:
        return fail(
            "microphone",
            _("话筒太响，声音失真（{level}分贝）").format(**facts),
            _("请在系统的声音设置里把话筒音量调小，离喇叭和风扇远一点。"),
        )
    if room.rms > NOISY_DB:
        return warn(
            "microphone",
            _("这里太吵，没人说话时也有{level}分贝").format(**facts),
            _("请把机器挪开风扇、门口和喇叭，或者换一个靠近嘴的话筒。"),
        )
    return ok("microphone", _("话筒有声音，没人说话时{level}分贝").format(**facts))


def tone() -> Sound:
    """Returns a sweep, soft at both ends, that no room makes by itself."""
    seconds = np.arange(round(TONE_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    phase = 2 * np.pi * (LOW_HZ * seconds + (HIGH_HZ - LOW_HZ) / (2 * TONE_SECONDS) * seconds**2)
    soft = np.minimum(1, np.minimum(seconds, TONE_SECONDS - seconds) / 0.05)
    return Sound((0.5 * soft * np.sin(phase)).astype(np.float32), SAMPLE_RATE)


def speaker(machine: Machine) -> list[Finding]:
    """Plays a short tone and listens for it at the same time."""
    devices, played = machine.settings.devices, tone()
    trouble: list[SpeakerMissing] = []
    out = machine.parts.speaker(devices)

    def play() -> None:
        try:
            out.play(played)
        except SpeakerMissing as problem:
            trouble.append(problem.kept())

    try:
        heard = _record(machine.parts.microphone(devices), TONE_SECONDS + 1.0, meanwhile=play)
    except MicrophoneMissing:
        play()
        if not trouble:
            return warn(
                "speaker", _("放了一声，没有话筒，听不见自己"), _("请自己听听喇叭响了没有；不响就看接线和音量。")
            )
        heard = np.zeros(0, np.float32)
    if trouble:
        if isinstance(trouble[0], SpeakerUnset):
            return ok("speaker", _("设置里没有装喇叭"))
        return fail("speaker", _("没有找到喇叭"), _("请插好喇叭，看系统的声音设置里选的是不是它。"))
    return _loop(heard, played.samples)


def _loop(heard: Samples, played: Samples) -> list[Finding]:
    likeness, above = matched(heard, played)
    if likeness < HEARD or above < POOR_DB:
        return fail("speaker", _("放了一声，话筒没有听到"), _("请看喇叭接好没有，把音量开大，再看话筒是不是静音。"))
    facts = {"db": round(above)}
    if above < GOOD_DB:
        return warn(
            "speaker",
            _("喇叭的声音太小，只比杂音响{db}分贝").format(**facts),
            _("请把喇叭音量开大，或者挪到安静的地方。"),
        )
    return ok("speaker", _("喇叭响，话筒听得到，比杂音响{db}分贝").format(**facts))


def matched(heard: Samples, played: Samples) -> tuple[float, float]:
    """Returns how like the tone the best stretch of the recording is, 0 to 1, and how far it stands above what is
    heard around it, in decibels."""
    if len(heard) < len(played):
        return 0.0, 0.0
    size = 1 << (len(heard) + len(played)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    likeness = np.fft.irfft(spectrum, size)[: len(heard) - len(played) + 1]
    at = int(np.argmax(np.abs(likeness)))
    stretch = heard[at : at + len(played)].astype(np.float64)
    norm = float(np.linalg.norm(stretch) * np.linalg.norm(played))
    share = abs(float(likeness[at])) / norm if norm > 1e-9 else 0.0
    around = np.concatenate([heard[:at], heard[at + len(played) :]])
    return share, level(stretch.astype(np.float32)).rms - max(level(around).rms, SILENT_DB)


def _record(source: Microphone, seconds: float, meanwhile: Callable[[], None] | None = None) -> Samples:
    """Returns what is heard in so many seconds; `meanwhile` is done beside it. Raises MicrophoneMissing."""
    with closing(source):
        source.open()
        for _chunk in range(SETTLE_CHUNKS):
            source.read()
        beside = threading.Thread(target=meanwhile, name="check sound", daemon=True) if meanwhile else None
        if beside:
            beside.start()
        chunks: list[Samples] = []
        while sum(map(len, chunks)) < seconds * SAMPLE_RATE and (chunk := source.read()) is not None:
            chunks.append(chunk)
        if beside:
            beside.join(seconds)
    return np.concatenate(chunks) if chunks else np.zeros(0, np.float32)
