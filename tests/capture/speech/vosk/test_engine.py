"""The Vosk engine with a real model. The model is Korean: only the form of the answers is tested."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from capture.models import ModelStore
from capture.speech import engine
from capture.speech.port import SpeechEngine
from capture.speech.vosk.engine import VoskEngine
from core.problems import PackMissing
from core.settings import Speech
from devices.ports import SAMPLE_RATE
from tests.capture.speech.hearing import listen, sample


@pytest.fixture(scope="module")
def vosk(korean_pack: Path) -> SpeechEngine:
    return VoskEngine(korean_pack)


def test_partials_and_clauses_with_times_and_confidence(vosk: SpeechEngine) -> None:
    samples, _ = sample("s01_kumo")
    samples = samples[: 4 * SAMPLE_RATE]
    heard = listen(vosk, samples, live=True)
    assert heard.partials
    assert all(before != after for before, after in pairwise(heard.partials))
    assert all(clause.text and 0 <= clause.confidence <= 1 for clause in heard.clauses)
    assert any(clause.doubtful for clause in heard.clauses)
    assert any(clause.alternatives for clause in heard.clauses)
    assert all(last <= len(clause.text) for clause in heard.clauses for _, last in clause.doubtful)
    times = [at for clause in heard.clauses for at in (clause.start, clause.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= len(samples) / SAMPLE_RATE


def test_a_recording_gives_clauses_without_partials(vosk: SpeechEngine) -> None:
    samples, _ = sample("s06_alpha")
    heard = listen(vosk, samples[: 2 * SAMPLE_RATE])
    assert heard.partials == []
    assert heard.clauses


def test_silence_is_no_clause(vosk: SpeechEngine) -> None:
    assert listen(vosk, np.zeros(3 * SAMPLE_RATE, np.float32)).clauses == []


def test_a_korean_pack_is_not_chosen_for_mandarin(packs: ModelStore, korean_pack: Path, whisper_pack: Path) -> None:
    mandarin = ModelStore(packs.folder, {n: p for n, p in packs.packs.items() if n != "vosk-small-cn"})
    assert engine(Speech(engine="auto"), mandarin).name == "whisper"
    with pytest.raises(PackMissing):
        engine(Speech(engine="vosk"), mandarin)


def test_auto_takes_vosk_where_its_pack_speaks_mandarin(packs: ModelStore, korean_pack: Path) -> None:
    as_mandarin = packs.packs["vosk-ko"].model_copy(update={"languages": ["zh"]})
    assert engine(Speech(engine="auto"), ModelStore(packs.folder, {"vosk-ko": as_mandarin})).name == "vosk"
