import contextlib
import io
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.problems import UnreadableSound
from devices.ports import Sound
from devices.sound_file import read_wav, resampled, write_wav


def test_what_is_written_is_read(tmp_path: Path) -> None:
    samples = np.linspace(-1, 1, 500, dtype=np.float32)
    write_wav(tmp_path / "a.wav", Sound(samples, 22_050))
    sound = read_wav(tmp_path / "a.wav")
    assert sound.rate == 22_050
    assert np.abs(sound.samples - samples).max() < 1e-3


@pytest.mark.parametrize(("width", "half"), [(1, b"\xc0"), (2, b"\x00\x40"), (4, b"\x00\x00\x00\x40")])
def test_every_width_and_stereo(tmp_path: Path, width: int, half: bytes) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((2, width, 8_000, 0, "NONE", ""))
        file.writeframes(half * 2 * 10)
    assert read_wav(tmp_path / "a.wav").samples == pytest.approx(np.full(10, 0.5))


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 60))
def test_any_bytes_are_a_sound_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, rubbish: bytes, kept: int
) -> None:
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(bytes(40))
    path = tmp_path_factory.mktemp("sound") / "a.wav"
    path.write_bytes(whole.getvalue()[:kept] + rubbish)
    with contextlib.suppress(UnreadableSound):
        assert read_wav(path).samples.dtype == np.float32


@settings(deadline=None)
@given(st.integers(0, 500), st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000]))
def test_resampling_keeps_the_length_in_seconds(count: int, rate: int) -> None:
    sound = resampled(Sound(np.ones(count, np.float32), rate), 16_000)
    assert len(sound.samples) == pytest.approx(count * 16_000 / rate, abs=1)
    assert sound.samples == pytest.approx(np.ones(len(sound.samples)), abs=0.01)
