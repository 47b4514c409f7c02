"""Any WAV is read, and nothing that is not one does harm."""

import os
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from capture.speech.resample import to_sixteen_kilohertz
from capture.speech.wav import read_wav
from core.problems import UnreadableSound
from devices.ports import SAMPLE_RATE, Samples


def tone(rate: int, hertz: float = 440, seconds: float = 0.5) -> Samples:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)).astype(np.float32)


def pcm(samples: Samples, width: int) -> bytes:
    if width == 1:
        return (samples * 127 + 128).astype(np.uint8).tobytes()
    whole = (samples.astype(np.float64) * (2 ** (8 * width - 1) - 1)).astype("<i8")
    return whole.view(np.uint8).reshape(-1, 8)[:, :width].tobytes()


def write(path: Path, data: bytes, rate: int, channels: int = 1, width: int = 2) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(data)
    return path


def raw(kind: int, bits: int, data: bytes, rate: int = SAMPLE_RATE, claimed: int | None = None) -> bytes:
    head = struct.pack("<HHIIHH", kind, 1, rate, rate * bits // 8, bits // 8, bits)
    size = len(data) if claimed is None else claimed
    return b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", size) + data


def assert_read_or_refused(path: Path) -> None:
    try:
        samples = read_wav(path)
    except UnreadableSound:
        return
    assert np.isfinite(samples).all()
    assert np.abs(samples).max(initial=0) <= 1


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000])
@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_every_rate_and_width_gives_the_same_tone(tmp_path: Path, rate: int, width: int) -> None:
    heard = read_wav(write(tmp_path / "a.wav", pcm(tone(rate), width), rate, width=width))
    wanted = tone(SAMPLE_RATE)
    assert abs(len(heard) - len(wanted)) <= 1
    middle = slice(1000, 7000)
    assert np.abs(heard[middle] - wanted[middle]).max() < 0.02


def test_channels_are_mixed(tmp_path: Path) -> None:
    both = np.stack([tone(SAMPLE_RATE), np.zeros(8000, np.float32)], axis=1).reshape(-1)
    heard = read_wav(write(tmp_path / "a.wav", pcm(both, 2), SAMPLE_RATE, channels=2))
    assert np.abs(heard - tone(SAMPLE_RATE) / 2).max() < 0.001


def test_float_is_read_and_made_bearable(tmp_path: Path) -> None:
    data = np.array([0.5, np.nan, np.inf, -3, 3e38], "<f4")
    (tmp_path / "a.wav").write_bytes(raw(3, 32, data.tobytes()))
    assert read_wav(tmp_path / "a.wav").tolist() == [0.5, 0, 0, -1, 1]


def test_what_16_khz_cannot_carry_is_gone() -> None:
    heard = to_sixteen_kilohertz(tone(48_000, hertz=10_000), 48_000)
    assert np.abs(heard[200:-200]).max() < 0.01


BAD = {
    "empty": b"",
    "text": b"not a sound at all, really",
    "header only": b"RIFF\0\0\0\0WAVE",
    "broken off": raw(1, 16, b"\0" * 100, claimed=5000),
    "no sound": raw(1, 16, b""),
    "claims everything": raw(1, 16, b"\0" * 100, claimed=0xFFFFFFF0),
    "no rate": raw(1, 16, b"\0" * 100, rate=0),
    "odd width": raw(1, 17, b"\0" * 100),
    "MP3": b"ID3\x04\0\0\0\0\x01\x00" + b"\xff\xfb\x90\x64" * 50,
    "Ogg": b"OggS\0\x02" + b"\0" * 100,
    "nine channels": raw(1, 16, b"\0" * 100).replace(struct.pack("<HH", 1, 1), struct.pack("<HH", 1, 9), 1),
    "a head that never ends": b"RIFF\0\0\0\0WAVE" + b"LIST\xff\xff\xff\xff" * 3,
    "a head that claims to be endless": b"RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff" + b"\1\0" * 30,
    "compressed": raw(0x55, 16, b"\0" * 100),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_whole_wav_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.wav").write_bytes(BAD[name])
    with pytest.raises(UnreadableSound):
        read_wav(tmp_path / "a.wav")


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.wav"):
        with pytest.raises(UnreadableSound):
            read_wav(path)


def test_a_pipe_and_a_device_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    for path in (tmp_path / "pipe.wav", Path("/dev/zero")):
        with pytest.raises(UnreadableSound):
            read_wav(path)


def test_an_hour_of_sixteen_bits_is_too_long_to_be_read_at_all(tmp_path: Path) -> None:
    with (tmp_path / "a.wav").open("wb") as file:
        file.write(raw(1, 16, b"", claimed=3600 * 2 * SAMPLE_RATE))
        file.truncate(3600 * 2 * SAMPLE_RATE + 44)
    with pytest.raises(UnreadableSound):
        read_wav(tmp_path / "a.wav")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@example((3, 1, 4_000, 32), 200, struct.pack("<50f", *[0] * 20, *[1] * 10, *[0] * 20))
@given(
    st.tuples(
        st.sampled_from([0, 1, 3, 6, 0xFFFE]),
        st.integers(0, 12),
        st.sampled_from([0, 1, 3_999, 4_000, 7_919, 44_099, 192_000, 192_001, 2**32 - 1]),
        st.sampled_from([0, 1, 8, 12, 16, 24, 32, 64, 65_535]),
    ),
    st.sampled_from([0, 1, 199, 200, 201, 2**31, 2**32 - 1]),
    st.binary(min_size=200, max_size=200),
)
def test_any_head_before_any_sound_is_read_or_refused(
    tmp_path: Path, form: tuple[int, int, int, int], claimed: int, data: bytes
) -> None:
    kind, channels, rate, bits = form
    head = struct.pack("<HHIIHH", kind, channels, rate, 0, 0, bits)
    sound = b"data" + struct.pack("<I", claimed) + data
    (tmp_path / "a.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + head + sound)
    assert_read_or_refused(tmp_path / "a.wav")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 60), st.integers(0, 60))
def test_mangled_files_are_read_or_refused(tmp_path: Path, noise: bytes, at: int, keep: int) -> None:
    good = raw(1, 16, pcm(tone(SAMPLE_RATE, seconds=0.01), 2))
    (tmp_path / "a.wav").write_bytes(good[:at] + noise + good[at + keep :])
    assert_read_or_refused(tmp_path / "a.wav")
