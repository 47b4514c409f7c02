"""Measures whether words are lost when two people speak one after the other with hardly a pause.

python -m benchmarks.two_voices --samples DIR [DIR …] [--clips N] [--seed N] [--plain]

DIR as for benchmarks.speech; files called *_room* are left out. N pairs of different speakers are joined with gaps of
0.2 to 0.6 s, at the same loudness or one of them 6 or 12 dB softer. A voice has a loss when it has more wrong
characters than alone, by more than one in twenty and at least two. Marked: some of its sound is reported as not
understood. Without a sign: as many characters are missing, and nothing is reported. The others were written twice, or
in other words."""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.characters import Faults, bare, faults_by_part
from benchmarks.speech import plain, recordings, speaker
from capture.commands.speech import Listener
from capture.speech.wav import read_wav
from core.settings import load
from devices.ports import SAMPLE_RATE, Samples

GAPS, LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6), (1.0, 0.5, 0.25)
ROOM = 1e-3
"""Root mean square of the noise between the voices."""
LOSS, LEAST = 0.05, 2

Span = tuple[float, float]
"""Seconds."""
Hear = Callable[[Samples], tuple[str, list[Span]]]
"""Sound to text, and where it was not understood."""


@dataclass(frozen=True)
class Voice:
    file: Path
    said: str

    @property
    def samples(self) -> Samples:
        """Returns the sound from the first word to the last, at full loudness."""
        sound = read_wav(self.file)
        loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
        cut = sound[max(0, loud[0] - 800) : loud[-1] + 800]
        return np.asarray(0.7 * cut / np.abs(cut).max(), np.float32)


@dataclass
class Tally:
    clips: int = 0
    characters: int = 0
    alone: int = 0
    joined: int = 0
    losses: int = 0
    halves: int = 0
    marked: int = 0
    unsigned: int = 0
    added: int = 0
    unheard: int = 0

    def count(self, voice: Voice, alone: Faults, joined: Faults, marked: bool) -> bool:
        """Counts a voice; returns whether it has a loss."""
        long = len(bare(voice.said))
        least = max(LEAST, LOSS * long)
        self.characters += long
        self.alone += alone.all
        self.joined += joined.all
        self.halves += joined.all - alone.all > 0.5 * long
        lost = joined.all - alone.all >= least
        self.losses += lost
        self.marked += lost and marked
        self.unsigned += lost and not marked and joined.missing - alone.missing >= least
        self.added += lost and joined.added - alone.added >= least
        return lost

    def row(self) -> str:
        rates = [100 * wrong / max(1, self.characters) for wrong in (self.alone, self.joined)]
        return (
            f"{self.clips} clips, {self.characters} characters: alone CER {rates[0]:.2f} %, joined {rates[1]:.2f} % "
            f"({rates[1] - rates[0]:+.2f}); voices with a loss {self.losses} of {2 * self.clips}, "
            f"of half their words {self.halves}: marked {self.marked}, missing without a sign {self.unsigned}, "
            f"told twice {self.added}; unheard clauses {self.unheard}"
        )


def pairs(voices: list[Voice], number: int, dice: random.Random) -> list[tuple[Voice, Voice]]:
    found = list[tuple[Voice, Voice]]()
    if len({speaker(voice.file.name) for voice in voices}) < 2:
        raise SystemExit("one speaker alone is no pair")
    while len(found) < number:
        one, other = dice.sample(voices, 2)
        if speaker(one.file.name) != speaker(other.file.name):
            found.append((one, other))
    return found


def joined(one: Samples, other: Samples, dice: random.Random) -> tuple[Samples, float]:
    """Returns the joined sound, and the second in which the other voice begins."""
    gap, level = dice.choice(GAPS), dice.choice(LEVELS)
    softer = dice.choice([(1.0, level), (level, 1.0)])
    still = ROOM * np.random.default_rng(dice.randrange(1 << 30)).normal(size=round(gap * SAMPLE_RATE))
    sound = np.concatenate([one * softer[0], still, other * softer[1]]).astype(np.float32)
    return sound, (len(one) + len(still)) / SAMPLE_RATE


def product() -> Hear:
    listener = Listener(load().speech, None)

    def hear(samples: Samples) -> tuple[str, list[Span]]:
        said = listener.hear(samples)
        unheard = (clause for clause in said["clauses"] if clause.get("unheard"))
        return said["text"], [(clause["start"], clause["end"]) for clause in unheard]

    return hear


def measure(hear: Hear, voices: list[Voice], clips: int, seed: int) -> Tally:
    dice, tally = random.Random(seed), Tally()

    @cache
    def alone(voice: Voice) -> Faults:
        return faults_by_part(hear(voice.samples)[0], [voice.said])[0]

    for one, other in pairs(voices, clips, dice):
        sound, turn = joined(one.samples, other.samples, dice)
        text, unheard = hear(sound)
        tally.clips += 1
        tally.unheard += len(unheard)
        marked = any(start < turn for start, _ in unheard), any(end > turn for _, end in unheard)
        faults = faults_by_part(text, [one.said, other.said])
        lost = [
            tally.count(*each) for each in zip((one, other), (alone(one), alone(other)), faults, marked, strict=True)
        ]
        if any(lost):
            print(f"  {one.file.stem} + {other.file.stem}: {text}", flush=True)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, nargs="+", required=True)
    parser.add_argument("--clips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=48)
    parser.add_argument("--plain", action="store_true", help="Whisper alone beside it")
    args = parser.parse_args()
    voices = [Voice(*each) for folder in args.samples for each in recordings(folder) if "_room" not in each[0].name]
    cpu = time.process_time()
    print(measure(product(), voices, args.clips, args.seed).row())
    print(f"CPU {time.process_time() - cpu:.0f} s")
    if args.plain:
        alone = plain()
        print("plain:", measure(lambda sound: (alone(sound).text, []), voices, args.clips, args.seed).row())


if __name__ == "__main__":
    main()
