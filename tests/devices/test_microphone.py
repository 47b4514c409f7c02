from pathlib import Path

import numpy as np
import pytest

from core.problems import MicrophoneMissing
from devices.microphone.simulated import SimulatedMicrophone
from devices.ports import CHUNK_SAMPLES, SAMPLE_RATE, Samples, Sound
from devices.sound_file import write_wav
from tests.devices.device_contract import DeviceContract


def tone(seconds: float, rate: int = SAMPLE_RATE, hertz: float = 440) -> Sound:
    moments = np.arange(round(seconds * rate)) / rate
    return Sound(np.sin(2 * np.pi * hertz * moments).astype(np.float32) * 0.5, rate)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    write_wav(tmp_path / "clip.wav", tone(0.35, 44_100))
    return tmp_path / "clip.wav"


def heard(microphone: SimulatedMicrophone) -> list[Samples]:
    chunks = []
    while (chunk := microphone.read()) is not None:
        chunks.append(chunk)
    return chunks


class TestSimulatedMicrophone(DeviceContract):
    @pytest.fixture
    def device(self, clip: Path) -> SimulatedMicrophone:
        return SimulatedMicrophone(clip, pace=0)

    def test_plays_any_rate_in_chunks_of_100_ms_at_16_kHz(self, clip: Path) -> None:
        microphone = SimulatedMicrophone(clip, pace=0, ends=True)
        microphone.open()
        chunks = heard(microphone)
        assert [len(chunk) for chunk in chunks] == [CHUNK_SAMPLES] * 4
        assert all(chunk.dtype == np.float32 for chunk in chunks)
        peak = np.abs(np.fft.rfft(np.concatenate(chunks[:3]))).argmax() * SAMPLE_RATE / (3 * CHUNK_SAMPLES)
        assert peak == pytest.approx(440, abs=5)

    def test_after_the_clip_there_is_silence(self, clip: Path) -> None:
        microphone = SimulatedMicrophone(clip, pace=0)
        microphone.open()
        chunks = [microphone.read() for _ in range(5)]
        assert [chunk is not None and bool(chunk.any()) for chunk in chunks] == [True] * 4 + [False]

    def test_a_slow_reader_loses_nothing_when_it_is_closed(self, clip: Path) -> None:
        microphone = SimulatedMicrophone(clip, pace=0)
        microphone.open()
        microphone.close()
        assert len(heard(microphone)) == 4

    def test_another_clip_is_played_from_the_next_opening(self, clip: Path, tmp_path: Path) -> None:
        write_wav(tmp_path / "other.wav", tone(0.1))
        microphone = SimulatedMicrophone(clip, pace=0, ends=True)
        microphone.load(tmp_path / "other.wav")
        microphone.open()
        assert len(heard(microphone)) == 1

    def test_a_clip_that_is_no_sound_is_a_missing_microphone(self, tmp_path: Path) -> None:
        (tmp_path / "clip.wav").write_bytes(b"RIFF no sound")
        with pytest.raises(MicrophoneMissing):
            SimulatedMicrophone(tmp_path / "clip.wav").open()
