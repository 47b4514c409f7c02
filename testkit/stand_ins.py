"""Small working replacements for large components."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from capture.card import CardReading
from capture.page.result import Page, Quad, Quality, TextLine
from capture.speech.port import Heard, Partial
from core.narrative import Clause
from core.problems import Problem
from devices.ports import Picture, Samples, Sound


@dataclass
class Clock:
    """A clock that is turned by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


class ScriptedSpeech:
    """A recogniser that returns these clauses, one with each chunk that is not silence, the last when speech ends."""

    name = "scripted"
    second_hearing = False

    def __init__(self, *clauses: str | Clause) -> None:
        self.clauses = clauses

    def listen(self, live: bool = True) -> "ScriptedEar":
        return ScriptedEar([each if isinstance(each, Clause) else Clause(each, 0, 1, 0.9) for each in self.clauses])


class ScriptedEar:
    speaking = False

    def __init__(self, clauses: list[Clause]) -> None:
        self._clauses = clauses

    def accept(self, chunk: Samples) -> list[Heard]:
        if not chunk.any() or len(self._clauses) < 2:
            return []
        clause = self._clauses.pop(0)
        return [Partial(clause.text[:1], 0), clause]

    def finish(self) -> list[Clause]:
        return self._clauses


CARD = CardReading(
    "portrait",
    {"name": "王建国", "id_number": "32990119530612047X", "address": "杨柳村三组"},
    doubtful=("address",),
    image=np.zeros((30, 50, 3), np.uint8),
)
SHARP = Quality()


class ScriptedCards:
    """A card reader that reads the same card in every picture until it is given another."""

    def __init__(self) -> None:
        self.reading = CARD

    def read(self, frame: Picture) -> CardReading:
        return self.reading


class ScriptedPages:
    """A page reader that finds the same text on every paper, or fails."""

    def __init__(self) -> None:
        self.quality = SHARP
        self.lines: tuple[TextLine, ...] = ()
        self.within: list[Quad] = []
        self.more = False
        self.problem: Problem | None = None

    def read(self, frame: Picture) -> Page:
        if self.problem:
            raise self.problem
        white = np.full((40, 30, 3), 255, np.uint8)
        return Page(None, 0, self.quality, self.lines, self.lines, "欠条", white, more=self.more)

    def read_within(self, frame: Picture, corners: Quad) -> Page:
        self.within.append(corners)
        return replace(self.read(frame), corners=corners, text="裁好的欠条")


class Reciter:
    """A voice that turns each sentence into one short sound and records what it was told to say."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def speak(self, text: str) -> Iterator[Sound]:
        self.told.append(text)
        for _sentence in text.rstrip("。").split("。"):
            yield Sound(np.zeros(160, np.float32), 16_000)


class Mute:
    """A voice whose model pack is missing."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def speak(self, text: str) -> Iterator[Sound]:
        raise self.problem


@dataclass
class Listener:
    """A speaker that records how loud each sound was and can call the test while one is played."""

    volume: float = 0.5
    heard: list[float] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    stops: int = 0
    meanwhile: Callable[[], object] = lambda: None

    def play(self, sound: Sound) -> None:
        self.heard.append(self.volume)
        self.lengths.append(sound.seconds)
        self.meanwhile()

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def stop(self) -> None:
        self.stops += 1


class ScriptedPen:
    """A handwriting recogniser that offers the same characters whatever was written."""

    def __init__(self, characters: str = "王玉主五土工正丘") -> None:
        self.characters = characters

    def read(self, strokes: Sequence[object], count: int, only: frozenset[str]) -> list[str]:
        wanted = sorted(only) if only else list(self.characters)
        return wanted[:count] if strokes else []
