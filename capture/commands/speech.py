"""Recordings to text, one JSON line a file."""

import argparse
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from capture.commands.report import each_file
from capture.speech import engine
from capture.speech.port import Partial, SpeechEngine
from capture.speech.slots import find_slots
from capture.speech.wav import read_wav
from core.settings import Speech, load
from core.spoken import Clause
from devices.ports import CHUNK_SAMPLES, SAMPLE_RATE, Samples


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--realtime", action="store_true", help="feed each file at its own pace, and say how quick it was"
    )
    parser.add_argument("--engine", choices=["auto", "vosk", "whisper"], help="instead of what the settings say")


def run(args: argparse.Namespace) -> int:
    return each_file(args.files, Listener(_chosen(args), args.realtime).read)


def _chosen(args: argparse.Namespace) -> Speech:
    speech = load().speech
    return speech.model_copy(update={"engine": args.engine}) if args.engine else speech


class Listener:
    """Loads the engine when the first sound file that can be read asks for it."""

    def __init__(self, speech: Speech, realtime: bool) -> None:
        self._speech, self._realtime = speech, realtime
        self._engine: SpeechEngine | None = None

    def read(self, file: Path) -> dict[str, Any]:
        samples = read_wav(file)
        self._engine = self._engine or engine(self._speech)
        began, cpu = time.perf_counter(), time.process_time()
        hearing = Hearing()
        self._listen(self._engine, samples, hearing, began)
        text = "".join(clause.text for clause in hearing.clauses)
        return {
            "text": text,
            "audio_seconds": round(len(samples) / SAMPLE_RATE, 3),
            "seconds": round(time.perf_counter() - began, 3),
            "cpu_seconds": round(time.process_time() - cpu, 3),
            "engine": self._engine.name,
            "clauses": [asdict(clause) for clause in hearing.clauses],
            "slots": {slot: span and asdict(span) for slot, span in find_slots(text).items()},
            **(hearing.quickness() if self._realtime else {}),
        }

    def _listen(self, chosen: SpeechEngine, samples: Samples, hearing: "Hearing", began: float) -> None:
        recogniser = chosen.listen(live=self._realtime)
        for end, chunk in _chunks(samples):
            if self._realtime:  # a chunk is there when its last sample was spoken
                time.sleep(max(0.0, began + end - time.perf_counter()))
            for heard in recogniser.accept(chunk):
                hearing.take(heard, time.perf_counter() - began)
        for clause in recogniser.finish():
            hearing.take(clause, time.perf_counter() - began)
        hearing.done_at = time.perf_counter() - began


class Hearing:
    """What came of one file, and when."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self.first_at: float | None = None
        self.done_at = 0.0

    def take(self, heard: Clause | Partial, at: float) -> None:
        self.first_at = at if self.first_at is None else self.first_at
        if isinstance(heard, Clause):
            self.clauses.append(heard)

    def quickness(self) -> dict[str, float | None]:
        """Seconds from where the first clause starts to the first words, and from where the last ends to the whole."""
        if self.first_at is None or not self.clauses:
            return {"first_partial_seconds": None, "final_seconds": None}
        return {
            "first_partial_seconds": round(self.first_at - self.clauses[0].start, 3),
            "final_seconds": round(self.done_at - self.clauses[-1].end, 3),
        }


def _chunks(samples: Samples) -> Iterator[tuple[float, Samples]]:
    for at in range(0, len(samples), CHUNK_SAMPLES):
        chunk = samples[at : at + CHUNK_SAMPLES]
        yield (at + len(chunk)) / SAMPLE_RATE, chunk
