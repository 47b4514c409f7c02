"""Measures whether a short voice is lost when another one goes on at once: `python -m benchmarks.first_voices --samples
DIR [--clips N] [--seed N]`.

A few words of the shipped voices come before recordings of DIR (as for benchmarks.speech; *_room* is left out), with
gaps of 0.2 to 0.6 s, one of both at times 6 or 12 dB softer. Told: at least half of the characters stand at the text's
beginning. Marked: their place is reported as not understood. Misheard: other characters stand there, numerals in digits
among them. Lost: the text begins with the other voice, and nothing is reported. Then the recordings alone: how many
parts are reported, though all of it is clear."""

import argparse
import random
from collections import Counter
from pathlib import Path

import numpy as np
from rapidfuzz.distance import LCSseq, Levenshtein

from benchmarks.characters import bare
from benchmarks.made_speech.__main__ import spoken
from benchmarks.speech import recordings
from benchmarks.two_voices import Hear, Voice, joined, product
from capture.models import require
from devices.ports import Samples
from devices.voice.kokoro import TIMBRES, KokoroVoice

SAID = (
    "我姓张。 是我。 不是的。 对。 他不给钱。 没有水了。 三组的。 我来说。 你先说。 我儿子的事。 路不通。 "
    "二零一九年。 我不识字。 听我说。 就是他。 一万三千。 王建国。 好的好的。 没人管。 欠了两年。 停电了。 "
    "我说两句。 您好。 水管漏了。"
).split()
QUIET = 0.02
"""Share of the loudest; softer sound is no voice."""
MARGIN = 800
"""Samples left on either side."""
BEGINNING = 4
"""Characters of the other voice by which its beginning is found."""


def phrases(clips: int) -> list[tuple[str, Samples]]:
    voices = [KokoroVoice(require("kokoro"), timbre) for timbre in TIMBRES]
    chosen = [(said, voice) for said in SAID for voice in voices][:clips]
    return [(said, cut(spoken(voice, said))) for said, voice in chosen]


def cut(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound) > QUIET * np.abs(sound).max())
    part = sound[max(0, loud[0] - MARGIN) : loud[-1] + MARGIN]
    return np.asarray(0.7 * part / np.abs(part).max(), np.float32)


def judged(text: str, said: str, other: str, marked: bool) -> str:
    first = bare(said)
    before = bare(text)[: beginning(bare(text), bare(other))]
    if 2 * LCSseq.similarity(before, first) >= len(first):
        return "told"
    return "marked" if marked else "misheard" if before else "lost"


def beginning(text: str, other: str) -> int:
    """Returns the place in the text where the other voice begins, as far as its first characters can be found."""
    wanted = other[:BEGINNING]
    places = range(max(1, len(text) - BEGINNING))
    return min(places, key=lambda at: (Levenshtein.distance(text[at : at + BEGINNING], wanted), at))


def measure(hear: Hear, voices: list[Voice], clips: int, seed: int) -> None:
    dice, found, used = random.Random(seed), Counter[str](), dict[Voice, None]()
    for said, sound in phrases(clips):
        other = dice.choice(voices)
        used[other] = None
        both, turn = joined(sound, other.samples, dice)
        text, unheard = hear(both)
        how = judged(text, said, other.said, any(start < turn for start, _ in unheard))
        found[how] += 1
        if how != "told":
            print(f"  {how}: {said} {text}", flush=True)
    print(
        f"{clips} first voices: "
        + ", ".join(f"{each} {found[each]}" for each in ("told", "misheard", "marked", "lost"))
    )
    alone = sum(len(hear(voice.samples)[1]) for voice in used)
    print(f"{len(used)} recordings alone: parts reported as not understood {alone}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, nargs="+", required=True)
    parser.add_argument("--clips", type=int, default=2 * len(SAID))
    parser.add_argument("--seed", type=int, default=9)
    args = parser.parse_args()
    voices = [Voice(*each) for folder in args.samples for each in recordings(folder) if "_room" not in each[0].name]
    measure(product(), voices, args.clips, args.seed)


if __name__ == "__main__":
    main()
