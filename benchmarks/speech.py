"""What speech recognition costs and how often it errs, on a folder of recordings.

    python -m benchmarks.speech --samples DIR [--realtime] [--engine NAME]

DIR holds WAV files and manifest.tsv: file, what is said in it. Without --samples the recordings that ship are measured.
Character error: marks and blanks do not count, numbers are compared as they are read out. Files called *_room* are
counted apart. The plain recipe runs beside the product: Whisper alone, beam 5, windows of 28 s, no voice detector. With
Whisper the product runs twice, first as heard, then with homophones put right.
"""

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.characters import errors
from capture.commands.speech import Listener, Pace
from capture.models import require
from capture.speech.wav import read_wav
from capture.speech.whisper import Whisper
from core.resources import resource
from core.settings import load
from devices.ports import SAMPLE_RATE

PLAIN_WINDOW = 28 * SAMPLE_RATE


@dataclass
class Tally:
    """What came of one set of recordings."""

    wrong: int = 0
    characters: int = 0
    audio: float = 0
    seconds: float = 0
    cpu: float = 0
    first: list[float] = field(default_factory=list)
    final: list[float] = field(default_factory=list)

    def row(self, name: str) -> str:
        figures = (
            f"CER {100 * self.wrong / self.characters:6.2f} %  "
            f"real-time factor {self.seconds / self.audio:.3f}  CPU {self.cpu / self.audio:.3f} x audio"
        )
        live = (
            f"  first words p90 {_p90(self.first):.2f} s  whole text p90 {_p90(self.final):.2f} s" if self.first else ""
        )
        return f"{name:14} {figures}{live}"


@dataclass
class Answer:
    text: str
    seconds: float
    cpu: float
    first: float | None = None
    final: float | None = None


def _p90(values: list[float]) -> float:
    return sorted(values)[int(0.9 * (len(values) - 1) + 0.5)]


def recordings(folder: Path) -> Iterator[tuple[Path, str]]:
    for line in (folder / "manifest.tsv").read_text("utf-8").splitlines():
        name, said, *_ = line.split("\t")
        if name.endswith(".wav"):
            yield folder / name, said


def product(realtime: bool, engine: str | None, mend: bool) -> Callable[[Path], Answer]:
    speech = load().speech.model_copy(update={"mend": mend} | ({"engine": engine} if engine else {}))
    listener = Listener(speech, Pace if realtime else None)

    def hear(file: Path) -> Answer:
        said = listener.read(file)
        live = (said.get("first_partial_seconds"), said.get("final_seconds"))
        return Answer(said["text"], said["seconds"], said["cpu_seconds"], *live)

    return hear


def plain() -> Callable[[Path], Answer]:
    model = Whisper(require("whisper-base"), threads=1)

    def hear(file: Path) -> Answer:
        samples = read_wav(file)
        began, cpu = time.perf_counter(), time.process_time()
        parts = (samples[at : at + PLAIN_WINDOW] for at in range(0, len(samples), PLAIN_WINDOW))
        text = "".join(model.read(part, beam=5, others=0, window=12).text for part in parts)
        return Answer(text, time.perf_counter() - began, time.process_time() - cpu)

    return hear


def measure(name: str, hear: Callable[[Path], Answer], folder: Path) -> None:
    tallies: dict[str, Tally] = {}
    for file, said in recordings(folder):
        tally = tallies.setdefault("room" if "_room" in file.name else "clean", Tally())
        count(tally, hear(file), said, len(read_wav(file)) / SAMPLE_RATE)
    for kind, tally in sorted(tallies.items()):
        print(tally.row(f"{name} {kind}"), flush=True)


def count(tally: Tally, answer: Answer, said: str, audio: float) -> None:
    wrong, characters = errors(answer.text, said)
    tally.wrong += wrong
    tally.characters += characters
    tally.audio += audio
    tally.seconds += answer.seconds
    tally.cpu += answer.cpu
    if answer.first is not None and answer.final is not None:
        tally.first.append(answer.first)
        tally.final.append(answer.final)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, default=resource("samples", "speech"))
    parser.add_argument("--realtime", action="store_true", help="at the pace of speech, without the plain recipe")
    parser.add_argument("--engine", choices=["auto", "vosk", "whisper"])
    args = parser.parse_args()
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, {args.samples.name}")
    if not args.realtime:
        measure("plain", plain(), args.samples)
        measure("as heard", product(False, args.engine, mend=False), args.samples)
    measure("product", product(args.realtime, args.engine, mend=True), args.samples)


if __name__ == "__main__":
    main()
