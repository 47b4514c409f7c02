"""The Vosk engine with a real Vosk model. It is a Korean one: the words mean nothing here, their shape does."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from capture.models import Shelf
from capture.speech import engine
from capture.speech.port import SpeechEngine
from capture.speech.vosk_engine import VoskEngine, as_clause
from core.problems import PackMissing
from core.settings import Speech
from devices.ports import SAMPLE_RATE
from tests.capture.speech.hearing import listen, sample


@pytest.fixture(scope="module")
def vosk(korean_pack: Path) -> SpeechEngine:
    return VoskEngine(korean_pack)


def test_partials_and_clauses_with_times_and_confidence(vosk: SpeechEngine) -> None:
    samples, _ = sample("s01_kumo")
    samples = samples[: 6 * SAMPLE_RATE]
    heard = listen(vosk, samples, live=True)
    assert heard.partials
    assert all(before != after for before, after in pairwise(heard.partials))
    assert all(clause.text and 0 <= clause.confidence <= 1 for clause in heard.clauses)
    times = [at for clause in heard.clauses for at in (clause.start, clause.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= len(samples) / SAMPLE_RATE


def test_a_recording_gives_clauses_without_partials(vosk: SpeechEngine) -> None:
    samples, _ = sample("s06_alpha")
    heard = listen(vosk, samples[: 4 * SAMPLE_RATE])
    assert heard.partials == []
    assert heard.clauses


def test_silence_is_no_clause(vosk: SpeechEngine) -> None:
    assert listen(vosk, np.zeros(3 * SAMPLE_RATE, np.float32)).clauses == []


def test_chinese_words_are_joined_and_end_with_a_mark() -> None:
    words = [("我", 0.5, 0.7, 1.0), ("叫", 0.7, 0.9, 0.8), ("王建國", 0.9, 1.5, 0.6)]
    clause = as_clause([dict(zip(("word", "start", "end", "conf"), word, strict=True)) for word in words])
    assert clause is not None
    assert (clause.text, clause.start, clause.end, clause.confidence) == ("我叫王建国。", 0.5, 1.5, 0.8)


def test_a_korean_pack_is_not_chosen_for_mandarin(packs: Shelf, korean_pack: Path, whisper_pack: Path) -> None:
    mandarin = Shelf(packs.folder, {n: p for n, p in packs.packs.items() if n != "vosk-small-cn"})
    assert engine(Speech(engine="auto"), mandarin).name == "whisper"
    with pytest.raises(PackMissing):
        engine(Speech(engine="vosk"), mandarin)


def test_auto_takes_vosk_where_its_pack_speaks_mandarin(packs: Shelf, korean_pack: Path) -> None:
    as_mandarin = packs.packs["vosk-ko"].model_copy(update={"languages": ["zh"]})
    assert engine(Speech(engine="auto"), Shelf(packs.folder, {"vosk-ko": as_mandarin})).name == "vosk"
