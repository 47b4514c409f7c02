"""A recording read once more, whole: who wrote along while it was spoken had less to go by."""

from collections.abc import Callable

from capture.speech.port import SpeechEngine
from core.spoken import Clause
from devices.ports import SAMPLE_RATE, Samples

PIECE = SAMPLE_RATE


def hear_again(engine: SpeechEngine, samples: Samples, wanted: Callable[[], bool]) -> list[Clause]:
    """All clauses; none when it was not `wanted` to the end. That is asked once a second of sound."""
    recogniser = engine.listen(live=False)
    clauses: list[Clause] = []
    for at in range(0, len(samples), PIECE):
        if not wanted():
            return []
        clauses += [heard for heard in recogniser.accept(samples[at : at + PIECE]) if isinstance(heard, Clause)]
    return clauses + recogniser.finish() if wanted() else []
