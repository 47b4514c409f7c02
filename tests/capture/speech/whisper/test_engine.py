"""Whisper on the recordings that ship, and on sounds in which nobody speaks."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.no_speech import SOUNDS, sound
from capture.models import ModelStore
from capture.speech import engine
from capture.speech.port import SpeechEngine
from capture.speech.whisper.engine import WhisperEngine
from core.settings import Speech
from devices.ports import SAMPLE_RATE
from tests.capture.speech.hearing import error, listen, sample


@pytest.fixture(scope="module")
def whisper(packs: ModelStore, whisper_pack: Path) -> SpeechEngine:
    """Returns the engine with the cost of reading set to zero, so that live reading does not depend on this machine's
    speed."""
    found = engine(Speech(engine="whisper"), packs)
    assert isinstance(found, WhisperEngine)
    found.clock = lambda: 0.0
    return found


@pytest.mark.parametrize("name", ["s06_alpha", "s04_nezumi", "s04_nezumi_room"])
def test_a_petition_is_understood(whisper: SpeechEngine, name: str) -> None:
    samples, said = sample(name)
    heard = listen(whisper, samples)
    assert error(heard.text, said) <= 0.2
    assert heard.text[-1] in "。？"
    assert "們" not in heard.text
    assert all(0 < clause.confidence <= 1 for clause in heard.clauses)


def test_homophones_are_put_right_and_what_was_heard_stays_at_hand(whisper: SpeechEngine) -> None:
    samples, _ = sample("s01_kumo")
    heard = listen(whisper, samples)
    assert "自来水" in heard.text
    assert "滋" in "".join(other for clause in heard.clauses for other in clause.alternatives[:1])


def test_words_come_while_someone_speaks_and_clauses_follow_each_other(whisper: SpeechEngine) -> None:
    samples, said = sample("s08_nezumi")
    heard = listen(whisper, samples, live=True)
    assert len(heard.partials) >= 5
    assert max(len(partial.text) for partial in heard.partials) > 10
    assert len(heard.clauses) >= 3
    assert all(clause.end - clause.start <= 12 for clause in heard.clauses)
    starts_and_ends = [at for clause in heard.clauses for at in (clause.start, clause.end)]
    assert starts_and_ends == sorted(starts_and_ends)
    assert starts_and_ends[-1] <= len(samples) / SAMPLE_RATE
    assert error(heard.text, said) <= 0.2


@pytest.mark.parametrize("name", SOUNDS)
def test_nothing_is_invented_where_nobody_speaks(whisper: SpeechEngine, name: str) -> None:
    heard = listen(whisper, sound(name), live=True)
    assert heard.clauses == []
    assert heard.partials == []


@pytest.mark.parametrize(("before", "live"), [("nothing", False), ("footsteps", True)])
def test_speech_after_a_while_of_none_is_found_where_it_is(whisper: SpeechEngine, before: str, live: bool) -> None:
    samples, said = sample("s06_alpha")
    heard = listen(whisper, np.concatenate([sound(before), sound("silence"), samples]), live)
    assert error(heard.text, said) <= 0.2
    assert 15.5 < heard.clauses[0].start < 17
    assert heard.text.startswith("孩子")


@pytest.mark.parametrize("gain", [0.03, 8])
def test_it_may_be_whispered_or_shouted(whisper: SpeechEngine, gain: float) -> None:
    samples, said = sample("s06_alpha")
    heard = listen(whisper, np.clip(samples * np.float32(gain), -1, 1))
    assert error(heard.text, said) <= 0.25


def test_nothing_at_all_is_no_clause(whisper: SpeechEngine) -> None:
    assert listen(whisper, np.zeros(0, np.float32)).clauses == []
    assert listen(whisper, np.zeros(7, np.float32)).clauses == []
