"""Every kind of WAV is read, and no other file does harm."""

import os
import struct
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from capture.speech.riff import WAVE64
from capture.speech.wav import read_recording, read_wav, to_sixteen_kilohertz
from core.problems import UnreadableSound
from devices.ports import SAMPLE_RATE, Samples


def tone(rate: int, hertz: float = 440, seconds: float = 0.5) -> Samples:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)).astype(np.float32)


def pcm(samples: Samples, width: int) -> bytes:
    if width == 1:
        return (samples * 127 + 128).astype(np.uint8).tobytes()
    whole = (samples.astype(np.float64) * (2 ** (8 * width - 1) - 1)).astype("<i8")
    return bytes(whole.view(np.uint8).reshape(-1, 8)[:, :width].tobytes())


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


def test_float_is_read_and_made_bearable(tmp_path: Path) -> None:
    data = np.array([0.5, np.nan, np.inf, -3, 3e38], "<f4")
    (tmp_path / "a.wav").write_bytes(raw(3, 32, data.tobytes()))
    assert read_wav(tmp_path / "a.wav").tolist() == [0.5, 0, 0, -1, 1]


def test_what_16_khz_cannot_carry_is_gone() -> None:
    heard = to_sixteen_kilohertz(tone(48_000, hertz=10_000), 48_000)
    assert np.abs(heard[200:-200]).max() < 0.01


WHOLE = pcm(tone(SAMPLE_RATE, seconds=0.25), 2)
BLANK = b"\0" * 800
"""A recording may begin with silence."""


def chunk(name: bytes, data: bytes, pad: bool = True) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2 * pad)


def heard(path: Path, data: bytes) -> bytes:
    path.write_bytes(data)
    return pcm(read_wav(path), 2)


def same(found: bytes, wanted: bytes) -> bool:
    """Returns whether the samples are equal except for the last bit of each."""
    one, other = np.frombuffer(found, "<i2").astype(int), np.frombuffer(wanted, "<i2").astype(int)
    return len(one) == len(other) and bool(np.abs(one - other).max(initial=0) <= 1)


@pytest.mark.parametrize("claimed", [0, 4, 2000, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF])
def test_a_length_that_was_not_filled_in_takes_nothing_away(tmp_path: Path, claimed: int) -> None:
    sound = BLANK + WHOLE
    assert same(heard(tmp_path / "a.wav", raw(1, 16, sound, claimed=claimed)), sound)


@pytest.mark.parametrize(("short", "seconds"), [(2, 2 / 32000), (4000, 0.125)])
def test_what_was_broken_off_is_heard_and_said(tmp_path: Path, short: int, seconds: float) -> None:
    (tmp_path / "a.wav").write_bytes(raw(1, 16, WHOLE, claimed=len(WHOLE) + short))
    recording = read_recording(tmp_path / "a.wav")
    assert same(pcm(recording.samples, 2), WHOLE)
    assert recording.missing == pytest.approx(seconds)


def test_a_length_nobody_knew_is_no_promise(tmp_path: Path) -> None:
    for claimed in (0, 0x7FFFF000, 0x80000000, 0xFFFFFFFF):
        (tmp_path / "a.wav").write_bytes(raw(1, 16, WHOLE, claimed=claimed))
        assert read_recording(tmp_path / "a.wav").missing == 0


@pytest.mark.parametrize("claimed", [None, 0, 0xFFFFFFFF])
def test_a_second_recording_appended_to_the_first_is_heard(tmp_path: Path, claimed: int | None) -> None:
    first, second = raw(1, 16, WHOLE, claimed=claimed), raw(1, 16, WHOLE[:4000])
    assert same(heard(tmp_path / "a.wav", first + second), WHOLE + WHOLE[:4000])


def test_recordings_of_two_rates_in_one_file_are_one(tmp_path: Path) -> None:
    slow = raw(1, 16, pcm(tone(8000), 2), rate=8000)
    (tmp_path / "a.wav").write_bytes(raw(1, 16, WHOLE) + slow)
    assert len(read_wav(tmp_path / "a.wav")) == len(WHOLE) // 2 + 8000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([b"data", b"LIST", b"bext", b"fact"]), st.integers(0, 300)), min_size=1, max_size=6
    ),
    st.booleans(),
)
def test_all_data_is_heard_whatever_lies_between(tmp_path: Path, chunks: list[tuple[bytes, int]], pad: bool) -> None:
    """`pad`: whether the writer pads odd chunks, as it should."""
    dice = np.random.default_rng(len(chunks))
    body, sound = b"", b""
    for name, length in chunks:
        data = dice.integers(128, 256, 2 * length if name == b"data" else length, np.uint8).tobytes()
        body += chunk(name, data, pad)
        sound += data if name == b"data" else b""
    head = raw(1, 16, b"")[:-8]
    path = tmp_path / "a.wav"
    path.write_bytes(head + body)
    if sound:
        assert same(pcm(read_wav(path), 2), sound)
    else:
        with pytest.raises(UnreadableSound):
            read_wav(path)


def test_what_players_append_is_no_sound(tmp_path: Path) -> None:
    for tail in (b"ID3\3" + b"\7" * 200, b"TAG" + b"x" * 125, b"\0" * 512):
        assert same(heard(tmp_path / "a.wav", raw(1, 16, WHOLE) + tail), WHOLE)


def rf64(data: bytes) -> bytes:
    plain = raw(1, 16, data, claimed=0xFFFFFFFF)
    sizes = struct.pack("<QQQI", len(plain) + 28, len(data), len(data) // 2, 0)
    return b"RF64\xff\xff\xff\xffWAVE" + chunk(b"ds64", sizes) + plain[12:] + chunk(b"LIST", b"more")


def wave64(data: bytes) -> bytes:
    rest = bytes.fromhex("f3acd3118cd100c04f8edb8a")
    form = raw(1, 16, b"")[20:36]
    fmt = b"fmt " + rest + struct.pack("<Q", 24 + len(form)) + form
    body = fmt + b"fact" + rest + struct.pack("<Q", 28) + b"more" + b"\0" * 4
    body += b"data" + rest + struct.pack("<Q", 24 + len(data)) + data
    return (
        b"riff" + bytes.fromhex("2e91cf11a5d628db04c10000") + struct.pack("<Q", 40 + len(body)) + b"wave" + rest + body
    )


@pytest.mark.parametrize("made", [rf64, wave64])
def test_long_forms_are_read(tmp_path: Path, made: Callable[[bytes], bytes]) -> None:
    assert same(heard(tmp_path / "a.wav", made(WHOLE)), WHOLE)


def speech_like(seed: int = 3) -> Samples:
    """Returns noise like syllables with pauses."""
    dice = np.random.default_rng(seed)
    loud = np.repeat(dice.choice([0.0, 0.3, 0.6, 1.0], 40), SAMPLE_RATE // 10)
    return (loud * tone(SAMPLE_RATE, hertz=230, seconds=4)).astype(np.float32)


def noise(loud: float) -> Samples:
    return (loud * np.random.default_rng(5).normal(size=4 * SAMPLE_RATE)).clip(-1, 1).astype(np.float32)


def mixed(path: Path, *channels: Samples) -> Samples:
    both = np.stack(channels, axis=1).reshape(-1)
    return read_wav(write(path, pcm(both, 2), SAMPLE_RATE, channels=len(channels)))


CHANNELS: dict[str, tuple[Samples, ...]] = {
    "the same": (speech_like(), speech_like()),
    "turned round": (speech_like(), -speech_like()),
    "one softer and turned round": (speech_like(), np.float32(-0.2) * speech_like()),
    "one silent": (np.zeros_like(speech_like()), speech_like()),
    "one noise": (noise(0.2), speech_like()),
    "one in noise": ((speech_like() + noise(0.1)).clip(-1, 1), speech_like()),
    "three, one of them turned round": (speech_like(), -speech_like(), speech_like()),
}


@pytest.mark.parametrize("name", CHANNELS)
def test_of_several_channels_the_voice_is_kept(tmp_path: Path, name: str) -> None:
    heard, wanted = mixed(tmp_path / "a.wav", *CHANNELS[name]), speech_like()
    likeness = float(np.corrcoef(heard, wanted)[0, 1])
    assert abs(likeness) > 0.99
    assert np.abs(heard).max() > 0.25


def test_a_microphone_for_each_of_two_speakers_loses_neither(tmp_path: Path) -> None:
    one, other = speech_like(1), np.roll(speech_like(2), SAMPLE_RATE // 3)
    heard = mixed(tmp_path / "a.wav", one, other)
    for voice in (one, other):
        assert abs(float(np.corrcoef(heard, voice)[0, 1])) > 0.4


BAD = {
    "empty": b"",
    "text": b"not a sound at all, really",
    "header only": b"RIFF\0\0\0\0WAVE",
    "no sound": raw(1, 16, b""),
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
def test_what_is_no_wav_is_refused(tmp_path: Path, name: str) -> None:
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
@given(st.sampled_from(["plain", "rf64", "wave64"]), st.binary(max_size=80), st.integers(0, 160), st.integers(0, 60))
@example("wave64", b"\xff" * 8, 40 + 16, 8)
@example("rf64", b"\xff" * 8, 28, 8)
def test_mangled_files_are_read_or_refused(tmp_path: Path, form: str, noise: bytes, at: int, keep: int) -> None:
    sound = pcm(tone(SAMPLE_RATE, seconds=0.01), 2)
    good = {"plain": raw(1, 16, sound), "rf64": rf64(sound), "wave64": wave64(sound)}[form]
    (tmp_path / "a.wav").write_bytes(good[:at] + noise + good[at + keep :])
    assert_read_or_refused(tmp_path / "a.wav")


@pytest.mark.parametrize(
    "content",
    [
        b"RIFF\xff\xff\xff\x7fWAVE" + bytes(30_000_000),
        b"RIFF\xff\xff\xff\x7fWAVE" + b"LIST\0\0\0\0" * 20_000,
        WAVE64 + bytes(24) + (b"junk" + bytes(12) + struct.pack("<Q", 24)) * 20_000,
    ],
    ids=["nothing at all", "many pieces", "many pieces of the long form"],
)
def test_a_file_in_which_one_would_look_for_ever_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "long.wav").write_bytes(content)
    with pytest.raises(UnreadableSound):
        read_wav(tmp_path / "long.wav")


def test_a_file_that_is_long_on_paper_only_is_not_gone_through(tmp_path: Path) -> None:
    with (tmp_path / "sparse.wav").open("wb") as file:
        file.write(b"RIFF\xff\xff\xff\x7fWAVE")
        file.truncate(5_000_000_000)
    with pytest.raises(UnreadableSound):
        read_wav(tmp_path / "sparse.wav")
