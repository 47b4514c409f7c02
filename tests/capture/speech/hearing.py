"""Feeds sound to a recogniser and judges what it heard."""

from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from capture.speech.port import Partial, SpeechEngine
from capture.speech.wav import read_wav
from core.narrative import Clause
from core.resources import resource
from devices.ports import CHUNK_SAMPLES, Samples

SAMPLES = resource("samples", "speech")


@dataclass
class Heard:
    clauses: list[Clause] = field(default_factory=list)
    partials: list[Partial] = field(default_factory=list)

    def take(self, said: Clause | Partial) -> None:
        if isinstance(said, Clause):
            self.clauses.append(said)
        else:
            self.partials.append(said)

    @property
    def text(self) -> str:
        return "".join(clause.text for clause in self.clauses)


def listen(engine: SpeechEngine, samples: Samples, live: bool = False) -> Heard:
    """Feeds the samples in a microphone's chunks and returns what was heard."""
    recogniser, heard = engine.listen(live), Heard()
    for at in range(0, len(samples), CHUNK_SAMPLES):
        for said in recogniser.accept(samples[at : at + CHUNK_SAMPLES]):
            heard.take(said)
    heard.clauses += recogniser.finish()
    return heard


def sample(name: str) -> tuple[Samples, str]:
    """Returns a shipped recording and its text."""
    lines = (SAMPLES / "manifest.tsv").read_text("utf-8").splitlines()
    said = dict(line.split("\t")[:2] for line in lines)
    return read_wav(SAMPLES / f"{name}.wav"), said[f"{name}.wav"]


def error(heard: str, said: str) -> float:
    """Returns the share of wrong characters; punctuation and blanks do not count."""
    spoken = [char for char in said if char.isalnum()]
    return Levenshtein.distance([char for char in heard if char.isalnum()], spoken) / len(spoken)
