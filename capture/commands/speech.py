"""Recordings to text, one JSON line a file.

A clause with `unheard` has no text: there is speech that was not recognised. `missing_seconds` is set if a file
announces more sound than it has.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from capture.commands.report import each_file
from capture.speech import engine
from capture.speech.port import Heard, Recogniser, SpeechEngine
from capture.speech.slots import find_slots
from capture.speech.wav import read_recording
from core.narrative import Clause
from core.settings import Speech, load
from devices.ports import CHUNK_SAMPLES, SAMPLE_RATE, Samples


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--realtime", action="store_true", help="feed each file at its own pace, and say how quick it was"
    )
    parser.add_argument("--engine", choices=["auto", "vosk", "whisper"], help="instead of what the settings say")


def run(args: argparse.Namespace) -> int:
    return each_file(args.files, Listener(_chosen(args), FeedClock if args.realtime else None).read)


def _chosen(args: argparse.Namespace) -> Speech:
    speech = load().speech
    return speech.model_copy(update={"engine": args.engine}) if args.engine else speech


class FeedClock:
    """Simulates the pace of live speech."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def now(self) -> float:
        """Returns seconds since the recording began."""
        return time.perf_counter() - self._began

    def wait(self, until: float) -> None:
        time.sleep(max(0.0, until - self.now()))


class Listener:
    """Loads the engine for the first readable sound file. `pace`: None for as fast as possible."""

    def __init__(self, speech: Speech, pace: Callable[[], FeedClock] | None) -> None:
        self._speech, self._pace = speech, pace
        self._engine: SpeechEngine | None = None

    def read(self, file: Path) -> dict[str, Any]:
        recording = read_recording(file)
        missing = {"missing_seconds": round(recording.missing, 3)} if recording.missing else {}
        return {**self.hear(recording.samples), **missing}

    def hear(self, samples: Samples) -> dict[str, Any]:
        chosen = self.engine
        began, cpu = time.perf_counter(), time.process_time()
        hearing = Hearing(chosen.listen(live=self._pace is not None), self._pace and self._pace())
        hearing.listen(samples)
        text = "".join(clause.text for clause in hearing.clauses)
        return {
            "text": text,
            "audio_seconds": round(len(samples) / SAMPLE_RATE, 3),
            "seconds": round(time.perf_counter() - began, 3),
            "cpu_seconds": round(time.process_time() - cpu, 3),
            "engine": chosen.name,
            "clauses": [_told(clause) for clause in hearing.clauses],
            "slots": {slot: span and asdict(span) for slot, span in find_slots(text).items()},
            **(hearing.quickness() if self._pace else {}),
        }

    @property
    def engine(self) -> SpeechEngine:
        self._engine = self._engine or engine(self._speech)
        return self._engine


def _told(clause: Clause) -> dict[str, Any]:
    told = asdict(clause)
    unheard = told.pop("unheard")
    return {**told, "unheard": True} if unheard else told


class Hearing:
    """The result of one recording, with times."""

    def __init__(self, recogniser: Recogniser, pace: FeedClock | None) -> None:
        self._recogniser, self._pace = recogniser, pace
        self.clauses: list[Clause] = []
        self.first_at: float | None = None
        self.whole_at = self.waited = 0.0

    def listen(self, samples: Samples) -> None:
        for end, chunk in _chunks(samples):
            if self._pace:  # a chunk is available when its last sample was spoken
                self._pace.wait(end)
            self._take(self._recogniser.accept(chunk))
        self._take(self._recogniser.finish())
        self.waited = self._pace.now() - len(samples) / SAMPLE_RATE if self._pace else 0.0

    def _take(self, said: Sequence[Heard]) -> None:
        if not said or self._pace is None:
            self.clauses += [heard for heard in said if isinstance(heard, Clause)]
            return
        now = self._pace.now()
        self.first_at = now if self.first_at is None else self.first_at
        for heard in said:
            if isinstance(heard, Clause):
                self.clauses.append(heard)
                self.whole_at = now

    def quickness(self) -> dict[str, float | None]:
        """Returns latencies in seconds: from the start of the first clause to the first words, from the end of the last
        clause to its arrival, and from the end of the recording until everything is done, as after touching 说完了."""
        waited = {"waited_seconds": round(self.waited, 3)}
        if self.first_at is None or not self.clauses:
            return {"first_partial_seconds": None, "final_seconds": None, **waited}
        return {
            **waited,
            "first_partial_seconds": round(self.first_at - self.clauses[0].start, 3),
            "final_seconds": round(self.whole_at - self.clauses[-1].end, 3),
        }


def _chunks(samples: Samples) -> Iterator[tuple[float, Samples]]:
    for at in range(0, len(samples), CHUNK_SAMPLES):
        chunk = samples[at : at + CHUNK_SAMPLES]
        yield (at + len(chunk)) / SAMPLE_RATE, chunk
