"""`python -m benchmarks.made_speech tuning|locked --out DIR` speaks invented petitions in the two shipped voices, clean
and as heard across a room. DIR/manifest.tsv lists them for `python -m benchmarks.speech --samples DIR`.

The locked half must not be used for tuning. Across a room means: a decaying echo of a quarter of a second, pink noise,
and the other recordings as a murmur, 10 to 15 dB below the voice."""

import argparse
from pathlib import Path

import numpy as np

from capture.models import require
from devices.ports import SAMPLE_RATE, Samples, Sound
from devices.sound_file import resampled, write_wav
from devices.voice.kokoro import TIMBRES, KokoroVoice

TEXTS = Path(__file__).with_name("petitions.tsv")
ECHO, DECAY, ECHO_LEVEL = 0.25, 0.06, 0.25
"""Seconds, seconds, and the echo's strength beside the direct sound."""
LOUDEST = 0.7
BABBLE = 0.7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.made_speech", description=__doc__.splitlines()[0])
    parser.add_argument("half", choices=["tuning", "locked"])
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    texts = [text for half, text in map(row, TEXTS.read_text("utf-8").splitlines()) if half == chosen.half]
    voices = {timbre: KokoroVoice(require("kokoro"), timbre) for timbre in TIMBRES}
    clean = {}
    for number, text in enumerate(texts):
        timbre = sorted(TIMBRES)[number % len(TIMBRES)]
        clean[f"{chosen.half}{number:02d}_{timbre}"] = spoken(voices[timbre], text)
    lines = []
    for number, (name, text) in enumerate(zip(clean, texts, strict=True)):
        others = [sound for other, sound in clean.items() if other != name]
        dice = np.random.default_rng(number)
        for file, sound in ((name, clean[name]), (f"{name}_room", across_a_room(clean[name], others, dice))):
            write_wav(chosen.out / f"{file}.wav", Sound(sound, SAMPLE_RATE))
            lines.append(f"{file}.wav\t{text}\n")
    (chosen.out / "manifest.tsv").write_text("".join(lines), "utf-8")


def row(line: str) -> tuple[str, str]:
    half, text = line.split("\t")
    return half, text


def spoken(voice: KokoroVoice, text: str) -> Samples:
    parts = [resampled(sound, SAMPLE_RATE).samples for sound in voice.speak(text)]
    return np.concatenate(parts).astype(np.float32)


def across_a_room(sound: Samples, others: list[Samples], dice: np.random.Generator) -> Samples:
    length = round(ECHO * SAMPLE_RATE)
    echo = dice.standard_normal(length) * np.exp(-np.arange(length) / (DECAY * SAMPLE_RATE)) * ECHO_LEVEL
    echo[0] = 1.0
    heard = np.convolve(sound, echo)[: len(sound)]
    noise = pink(len(sound), dice)
    for other in dice.choice(len(others), 2, replace=False):
        murmur = np.roll(np.resize(others[other], len(sound)), dice.integers(len(sound)))
        noise += BABBLE * murmur / murmur.std()
    below = 10 ** (dice.uniform(10, 15) / 20)
    mixed = heard + noise * heard.std() / noise.std() / below
    return np.asarray(mixed / np.abs(mixed).max() * LOUDEST, np.float32)


def pink(length: int, dice: np.random.Generator) -> Samples:
    """Returns noise whose power falls with the frequency, of unit strength."""
    spectrum = np.fft.rfft(dice.standard_normal(length))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(len(spectrum)))), length)
    return np.asarray(noise / noise.std(), np.float32)


if __name__ == "__main__":
    main()
