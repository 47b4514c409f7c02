"""Measures false words: sounds without speech, made from a seed, in which no recogniser may write a word.

python -m benchmarks.no_speech [--seed N] [--plain] [--realtime]

Prints what was written for each sound, and how many stayed empty. --plain adds Whisper alone for comparison."""

import argparse
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.speech import plain
from capture.commands.speech import FeedClock, Listener
from core.settings import load
from devices.ports import SAMPLE_RATE, Samples

SECONDS = 8
TIME = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
Wave = NDArray[np.float64]
Dice = np.random.Generator


def silence(dice: Dice) -> Wave:
    return 1e-4 * dice.normal(size=len(TIME))


def nothing(_: Dice) -> Wave:
    return np.zeros(len(TIME))


def hiss(dice: Dice) -> Wave:
    return 0.05 * dice.normal(size=len(TIME))


def rain(dice: Dice) -> Wave:
    drops = (dice.random(len(TIME)) < 0.004) * dice.exponential(1, len(TIME))
    return 0.03 * _coloured(dice, 0.5) + 0.1 * _ringing(drops, 2500, 0.004)


def wind(dice: Dice) -> Wave:
    return 0.2 * _coloured(dice, 1.5) * (0.5 + 0.5 * _slow(dice, 0.5))


def fan(dice: Dice) -> Wave:
    return (0.06 * _coloured(dice, 1) + 0.03 * _tones(dice.uniform(90, 140), 6)) * (
        1 + 0.2 * np.sin(2 * np.pi * 9 * TIME)
    )


def hum(_: Dice) -> Wave:
    return 0.2 * _tones(50, 5)


def engine(dice: Dice) -> Wave:
    speed = dice.uniform(25, 45) * (1 + 0.15 * _slow(dice, 0.4))
    return 0.25 * _buzz(speed, 30, 1.2) + 0.05 * _coloured(dice, 1)


def saw(dice: Dice) -> Wave:
    stroke = np.abs(np.sin(np.pi * dice.uniform(1, 2) * TIME))
    return 0.2 * _band(dice, 800, 5000) * stroke


def chord(dice: Dice) -> Wave:
    root = dice.uniform(200, 300)
    return sum((0.1 * np.sin(2 * np.pi * root * ratio * TIME) for ratio in (1, 1.26, 1.5)), 0 * TIME) * _beat(2)


def melody(dice: Dice) -> Wave:
    return 0.2 * _buzz(_notes(dice, 0.4, 220, 660) * (1 + 0.01 * np.sin(2 * np.pi * 5 * TIME)), 8, 1.0) * _beat(2.5)


def violin(dice: Dice) -> Wave:
    return 0.15 * _buzz(_notes(dice, 0.8, 300, 900) * (1 + 0.008 * np.sin(2 * np.pi * 6 * TIME)), 14, 0.9)


def drums(dice: Dice) -> Wave:
    low = _struck(dice, 0.5, 0.12) * np.sin(2 * np.pi * 70 * TIME)
    return 0.5 * low + 0.15 * _struck(dice, 0.25, 0.03) * dice.normal(size=len(TIME))


def bell(dice: Dice) -> Wave:
    return sum((0.1 * np.sin(2 * np.pi * tone * TIME) for tone in (523, 1310, 2070)), 0 * TIME) * _struck(dice, 2, 0.8)


def siren(dice: Dice) -> Wave:
    return 0.3 * _sine(700 + 300 * np.sin(2 * np.pi * dice.uniform(0.3, 0.8) * TIME))


def telephone(dice: Dice) -> Wave:
    trill = np.where(np.sin(2 * np.pi * 20 * TIME) > 0, dice.uniform(900, 1100), dice.uniform(1200, 1400))
    return 0.2 * _sine(trill) * (TIME % 3 < 1.2)


def beeps(dice: Dice) -> Wave:
    pairs = dice.choice([697, 770, 852, 941], 40), dice.choice([1209, 1336, 1477], 40)
    step = (TIME / 0.25).astype(int)
    return 0.15 * sum((_sine(pair[step].astype(float)) for pair in pairs), 0 * TIME) * (TIME % 0.25 < 0.15)


def horn(dice: Dice) -> Wave:
    return 0.2 * _buzz(dice.uniform(380, 440) + 0 * TIME, 10, 0.6) * (dice.uniform(0.3, 0.9) > TIME % 2.5)


def whistle(dice: Dice) -> Wave:
    return 0.2 * _sine(_notes(dice, 0.6, 900, 2000)) * _beat(1.7)


def slammed_door(dice: Dice) -> Wave:
    return dice.normal(size=len(TIME)) * _struck(dice, 2.5, 0.07) * 0.5 + 0.5 * _struck(dice, 2.5, 0.1) * _tones(60, 3)


def knocks(dice: Dice) -> Wave:
    return 0.6 * _struck(dice, 0.35, 0.02) * (np.sin(2 * np.pi * 250 * TIME) + 0.3 * dice.normal(size=len(TIME)))


def footsteps(dice: Dice) -> Wave:
    return 0.3 * _band(dice, 80, 900) * _struck(dice, 0.55, 0.04)


def clapping(dice: Dice) -> Wave:
    return (
        0.3 * _band(dice, 600, 4000) * sum((_struck(dice, dice.uniform(0.2, 0.35), 0.015) for _ in range(4)), 0 * TIME)
    )


def typing(dice: Dice) -> Wave:
    return 0.2 * _band(dice, 1500, 6000) * _struck(dice, 0.17, 0.008)


def cough(dice: Dice) -> Wave:
    burst = _struck(dice, 1.6, 0.09) + 0.6 * np.roll(_struck(dice, 1.6, 0.09), SAMPLE_RATE // 3)
    return burst * (0.4 * _band(dice, 300, 2500) + 0.15 * _buzz(150 - 20 * TIME % 1, 20, 0.8))


def throat(dice: Dice) -> Wave:
    rough = _buzz(90 * (1 + 0.2 * _slow(dice, 20)), 25, 0.8) + _band(dice, 200, 1500)
    return 0.2 * _shaped(rough, (600, 1100)) * _struck(dice, 1.4, 0.15)


def sneeze(dice: Dice) -> Wave:
    return 0.5 * _band(dice, 1500, 6500) * _struck(dice, 3, 0.15)


def snoring(dice: Dice) -> Wave:
    breath = np.clip(np.sin(2 * np.pi * 0.3 * TIME), 0, 1)
    return 0.2 * breath * (_shaped(_buzz(45 + 5 * _slow(dice, 3), 30, 0.7), (300, 900)) + 0.3 * _band(dice, 200, 2000))


def barking(dice: Dice) -> Wave:
    hits = _struck(dice, 0.6, 0.06)
    return 0.4 * hits * (_shaped(_buzz(450 - 150 * (TIME % 0.6), 12, 0.6), (900, 1700)) + 0.3 * _band(dice, 500, 3000))


def mewing(dice: Dice) -> Wave:
    swing = np.clip(np.sin(2 * np.pi * 0.7 * TIME), 0, 1)
    return 0.2 * swing * _shaped(_buzz(600 + 150 * swing + 5 * _slow(dice, 6), 10, 0.7), (1200, 2600))


def crying(dice: Dice) -> Wave:
    swing = np.clip(np.sin(2 * np.pi * 0.8 * TIME + 0.5), 0, 1) ** 0.5
    pitch = 430 + 80 * swing + 12 * np.sin(2 * np.pi * 7 * TIME) + 10 * _slow(dice, 5)
    return 0.25 * swing * _shaped(_buzz(pitch, 12, 0.5), (1100, 2800))


def cock(dice: Dice) -> Wave:
    rise = np.clip(np.sin(np.pi * (TIME % 4) / 1.6), 0, 1) * (TIME % 4 < 1.6)
    return np.asarray(0.25 * rise * _shaped(_buzz(500 + 350 * rise + 5 * _slow(dice, 8), 9, 0.6), (1500, 2500)))


def birds(dice: Dice) -> Wave:
    return 0.1 * _sine(3500 + 900 * np.sin(2 * np.pi * 11 * TIME) + 200 * _slow(dice, 2)) * (TIME % 1.3 < 0.5)


def crickets(dice: Dice) -> Wave:
    return 0.08 * _sine(4400 + 0 * TIME) * (np.sin(2 * np.pi * 28 * TIME) > 0) * (dice.uniform(0.3, 0.5) > TIME % 0.8)


def crowd(dice: Dice) -> Wave:
    """Returns a murmur of a dozen voices next door: vowels and hisses, no words."""
    return 0.02 * _low(sum((_murmur(dice) for _ in range(12)), 0 * TIME), 1200)


def far_television(dice: Dice) -> Wave:
    return 0.006 * _low(_murmur(dice) + 0.6 * melody(dice), 800) + 0.001 * dice.normal(size=len(TIME))


def crackle(dice: Dice) -> Wave:
    return 0.5 * (dice.random(len(TIME)) < 0.0005) * dice.normal(size=len(TIME)) + 0.003 * dice.normal(size=len(TIME))


def loose_plug(dice: Dice) -> Wave:
    return 0.6 * np.sign(_tones(50, 3)) * (_slow(dice, 3) > 0.3)


def _coloured(dice: Dice, power: float) -> Wave:
    """Returns noise whose energy falls with frequency; `power` 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(dice.normal(size=len(TIME)))
    noise = np.fft.irfft(spectrum / np.maximum(1, np.arange(len(spectrum))) ** (power / 2), len(TIME))
    return np.asarray(noise / noise.std())


def _band(dice: Dice, low: float, high: float) -> Wave:
    spectrum = np.fft.rfft(dice.normal(size=len(TIME)))
    tones = np.fft.rfftfreq(len(TIME), 1 / SAMPLE_RATE)
    noise = np.fft.irfft(spectrum * ((tones > low) & (tones < high)), len(TIME))
    return np.asarray(noise / noise.std())


def _low(wave: Wave, high: float) -> Wave:
    tones = np.fft.rfftfreq(len(wave), 1 / SAMPLE_RATE)
    return np.asarray(np.fft.irfft(np.fft.rfft(wave) / (1 + (tones / high) ** 2), len(wave)))


def _slow(dice: Dice, hertz: float) -> Wave:
    """Returns a slow random wave between -1 and 1."""
    knots = dice.uniform(-1, 1, int(SECONDS * hertz) + 2)
    return np.asarray(np.interp(TIME * hertz, np.arange(len(knots)), knots))


def _sine(hertz: Wave) -> Wave:
    return np.asarray(np.sin(2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE))


def _tones(hertz: float, count: int) -> Wave:
    return sum((np.sin(2 * np.pi * hertz * n * TIME) / n for n in range(1, count + 1)), 0 * TIME)


def _buzz(hertz: Wave, count: int, falling: float) -> Wave:
    """Returns a tone and its harmonics, each weaker."""
    phase = 2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE
    return sum((np.sin(n * phase) / n**falling for n in range(1, count + 1)), 0 * TIME)


def _notes(dice: Dice, long: float, low: float, high: float) -> Wave:
    pitches = dice.uniform(low, high, int(SECONDS / long) + 1)
    return np.asarray(pitches[(TIME / long).astype(int)])


def _beat(hertz: float) -> Wave:
    return np.asarray((1 + np.sin(2 * np.pi * hertz * TIME)) / 2)


def _struck(dice: Dice, every: float, fade: float) -> Wave:
    """Returns blows about this many seconds apart, each fading."""
    blows = np.zeros(len(TIME))
    at = dice.uniform(0.2, 0.2 + every)
    while at < SECONDS:
        blows[int(at * SAMPLE_RATE)] = dice.uniform(0.6, 1)
        at += every * dice.uniform(0.7, 1.3)
    tail = np.exp(-np.arange(int(6 * fade * SAMPLE_RATE)) / (fade * SAMPLE_RATE))
    return _convolved(blows, tail)


def _ringing(blows: Wave, hertz: float, fade: float) -> Wave:
    tail = TIME[: int(8 * fade * SAMPLE_RATE)]
    return _convolved(blows, np.sin(2 * np.pi * hertz * tail) * np.exp(-tail / fade))


def _shaped(wave: Wave, formants: tuple[float, ...]) -> Wave:
    """Returns the wave filtered by formants."""
    return sum((_ringing(wave, formant, 0.005) for formant in formants), 0 * TIME) / 40


def _murmur(dice: Dice) -> Wave:
    buzz = _buzz(dice.uniform(100, 220) * (1 + 0.1 * _slow(dice, 3)), 20, 0.8)
    vowels = [_shaped(buzz, pair) for pair in ((700, 1200), (300, 2300), (350, 800))]
    weights = [np.clip(_slow(dice, 4), 0, 1) for _ in vowels]
    return sum((vowel * weight for vowel, weight in zip(vowels, weights, strict=True)), 0 * TIME)


def _convolved(wave: Wave, tail: Wave) -> Wave:
    size = len(wave) + len(tail)
    return np.asarray(np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(tail, size), size)[: len(wave)])


SOUNDS: dict[str, Callable[[Dice], Wave]] = {
    make.__name__: make
    for make in (
        *(silence, nothing, hiss, rain, wind, fan, hum, engine, saw, chord, melody, violin, drums, bell, siren),
        *(telephone, beeps, horn, whistle, slammed_door, knocks, footsteps, clapping, typing, cough, throat, sneeze),
        *(snoring, barking, mewing, crying, cock, birds, crickets, crowd, far_television, crackle, loose_plug),
    )
}


def sound(name: str, seed: int = 0) -> Samples:
    """Returns 8 s at 16 kHz, the same for the same seed."""
    return np.clip(SOUNDS[name](np.random.default_rng([seed, *name.encode()])), -1, 1).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--realtime", action="store_true")
    args = parser.parse_args()
    listener, alone = Listener(load().speech, FeedClock if args.realtime else None), plain() if args.plain else None
    empty = babbled = 0
    for name in SOUNDS:
        samples = sound(name, args.seed)
        text = listener.hear(samples)["text"]
        beside = alone(samples).text if alone else ""
        empty, babbled = empty + (not text), babbled + bool(beside)
        print(f"{name:16} {text!r:30} {beside[:40]!r}" if alone else f"{name:16} {text!r}", flush=True)
    print(f"no text: {empty} of {len(SOUNDS)}" + (f"; plain wrote something in {babbled}" if alone else ""))


if __name__ == "__main__":
    main()
