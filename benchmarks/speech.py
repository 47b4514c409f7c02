"""Measures the cost and errors of speech recognition on a folder of recordings, beside the baseline.

python -m benchmarks.speech --samples DIR [--engine NAME] [--live | --realtime]

DIR holds WAV files and manifest.tsv: file, spoken text. Without --samples the shipped recordings are measured.
Character error: punctuation and blanks do not count, numbers are compared as read out. Files called *_room* are counted
separately. The baseline: Whisper alone, beam 5, windows of 12 to 28 s, no voice detector. With Whisper the product runs
twice, first as heard, then with homophones corrected.

--realtime feeds every recording at its own pace, twice: once 说完了 is touched as it ends, once the speaker just stops
and three seconds of a quiet room follow. --live does the same on a clock that runs only while this program computes or
waits for sound, so that it is right on a busy machine and takes no longer than the computing."""

import argparse
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.characters import errors
from capture.commands.speech import FeedClock, Listener
from capture.models import require
from capture.speech.wav import read_wav
from capture.speech.whisper.engine import WhisperEngine
from capture.speech.whisper.model import Whisper
from core.resources import resource
from core.settings import load
from devices.ports import SAMPLE_RATE, Samples

PLAIN_WINDOW = 28 * SAMPLE_RATE
TAIL = 3.0


@dataclass
class Tally:
    """The result of one set of recordings."""

    wrong: int = 0
    characters: int = 0
    audio: float = 0
    cpu: float = 0
    speakers: dict[str, list[int]] = field(default_factory=dict)
    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    missed: int = 0

    @property
    def rate(self) -> float:
        return 100 * self.wrong / self.characters

    @property
    def speaker_rate(self) -> float:
        """Returns the mean of the speakers' error rates."""
        return 100 * sum(wrong / characters for wrong, characters in self.speakers.values()) / len(self.speakers)

    def row(self, name: str, beside: "Tally | None") -> str:
        ratio, each = (self.rate / beside.rate, self.speaker_rate / beside.speaker_rate) if beside else (1.0, 1.0)
        row = (
            f"{name:14} CER {self.rate:6.2f} % ({ratio:.2f} x plain)  "
            f"mean of {len(self.speakers)} speakers {self.speaker_rate:6.2f} % ({each:.2f})  "
            f"CPU {self.cpu / self.audio:.3f} x audio  without text {self.missed}"
        )
        if self.first:
            row += (
                f"\n{'':14} p90 s: first words {_p90(self.first):.2f}, whole text after the last word "
                f"{_p90(self.whole):.2f}, after the recording's end {_p90(self.waited):.2f}"
            )
        return row


@dataclass
class Recognition:
    text: str
    cpu: float
    first: float | None = None
    whole: float | None = None
    waited: float | None = None


Hear = Callable[[Samples], Recognition]


class CpuFeedClock(FeedClock):
    """A clock that runs while this program computes and while it waits for sound."""

    def __init__(self) -> None:
        self._ahead = -time.process_time()

    def now(self) -> float:
        return self._ahead + time.process_time()

    def wait(self, until: float) -> None:
        self._ahead += max(0.0, until - self.now())


def _p90(values: list[float]) -> float:
    return sorted(values)[int(0.9 * (len(values) - 1) + 0.5)]


def recordings(folder: Path) -> Iterator[tuple[Path, str]]:
    for line in (folder / "manifest.tsv").read_text("utf-8").splitlines():
        name, said, *_ = line.split("\t")
        if name.endswith(".wav"):
            yield folder / name, said


def speaker(name: str) -> str:
    """Returns the speaker: corpora have it in the file's name, our own recordings the voice."""
    if found := re.match(r"aishell1_BAC009S\d{4}|aishell3_SSB\d{4}|thchs30_[A-Z]\d+", name):
        return found[0]
    own = re.match(r"[a-z]+\d\d_((?!room)\w+?)(?:_room)?\.wav", name)
    return own[1] if own else "one"


def product(pace: Callable[[], FeedClock] | None, engine: str | None, mend: bool, tail: float = 0.0) -> Hear:
    """Returns the product's recogniser. `tail`: seconds of a quiet room that follow."""
    speech = load().speech.model_copy(update={"mend": mend} | ({"engine": engine} if engine else {}))
    listener = Listener(speech, pace)
    if pace is CpuFeedClock and isinstance(listener.engine, WhisperEngine):
        listener.engine.clock = time.process_time
    quiet = (1e-3 * np.random.default_rng(0).normal(size=round(tail * SAMPLE_RATE))).astype(np.float32)

    def hear(samples: Samples) -> Recognition:
        said = listener.hear(np.concatenate([samples, quiet]))
        live = (said.get(f"{name}_seconds") for name in ("first_partial", "final", "waited"))
        return Recognition(said["text"], said["cpu_seconds"], *live)

    return hear


def plain() -> Hear:
    model = Whisper(require("whisper-base"), threads=1)

    def hear(samples: Samples) -> Recognition:
        cpu = time.process_time()
        parts = (samples[at : at + PLAIN_WINDOW] for at in range(0, len(samples), PLAIN_WINDOW))
        text = "".join(model.read(part, beam=5, others=0, window=12).text for part in parts)
        return Recognition(text, time.process_time() - cpu)

    return hear


def measure(name: str, hear: Hear, folder: Path, beside: dict[str, Tally]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for file, said in recordings(folder):
        tally, samples = tallies.setdefault("room" if "_room" in file.name else "clean", Tally()), read_wav(file)
        count(tally, hear(samples), said, len(samples) / SAMPLE_RATE, speaker(file.name))
    for kind, tally in sorted(tallies.items()):
        print(tally.row(f"{name} {kind}", beside.get(kind)), flush=True)
    return tallies


def count(tally: Tally, answer: Recognition, said: str, audio: float, who: str) -> None:
    wrong, characters = errors(answer.text, said)
    tally.wrong += wrong
    tally.characters += characters
    own = tally.speakers.setdefault(who, [0, 0])
    own[0] += wrong
    own[1] += characters
    tally.audio += audio
    tally.cpu += answer.cpu
    tally.missed += not answer.text
    if answer.first is not None and answer.whole is not None and answer.waited is not None:
        tally.first.append(answer.first)
        tally.whole.append(answer.whole)
        tally.waited.append(answer.waited)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, default=resource("samples", "speech"))
    parser.add_argument("--realtime", action="store_true", help="at the pace of speech")
    parser.add_argument("--live", action="store_true", help="the same on a clock of computing time")
    parser.add_argument("--engine", choices=["auto", "vosk", "whisper"])
    args = parser.parse_args()
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, {args.samples.name}")
    if args.realtime or args.live:
        pace = FeedClock if args.realtime else CpuFeedClock
        measure("touched", product(pace, args.engine, mend=True), args.samples, {})
        measure("stops", product(pace, args.engine, mend=True, tail=TAIL), args.samples, {})
        return
    beside = measure("plain", plain(), args.samples, {})
    measure("as heard", product(None, args.engine, mend=False), args.samples, beside)
    measure("product", product(None, args.engine, mend=True), args.samples, beside)


if __name__ == "__main__":
    main()
