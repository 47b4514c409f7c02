"""A microphone that is dead, deafened or far too loud; a speaker that is not heard."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import MicrophoneMissing, SpeakerMissing
from core.settings import Devices, Settings
from devices.absent import Absent, AbsentSpeaker, no_microphone
from devices.ports import Sound
from doctor import sound
from doctor.finding import State
from doctor.machine import Machine, Parts
from testkit.rooms_with_echo import Room, RoomMicrophone, RoomSpeaker
from tests.doctor.findings import only


class NoSpeaker(RoomSpeaker):
    def play(self, sound: Sound) -> None:
        raise SpeakerMissing("unplugged")


def within(room: Room, microphone: object = None, speaker: object = None, patient: bool = False) -> Machine:
    parts = Parts(
        microphone=lambda _devices: microphone or RoomMicrophone(room, patient),  # type: ignore[arg-type, return-value]
        speaker=lambda _devices: speaker or RoomSpeaker(room),  # type: ignore[arg-type, return-value]
    )
    return Machine(Path("/nowhere"), Settings(devices=Devices()), parts=parts)


@pytest.mark.parametrize(
    ("noise", "state", "said"),
    [
        (0.0, State.FAIL, "一点声音也没有"),
        (0.001, State.OK, "话筒有声音"),
        (0.03, State.WARN, "太吵"),
        (0.9, State.FAIL, "太响"),
    ],
)
def test_the_level_of_a_room(noise: float, state: State, said: str) -> None:
    found = only(sound.microphone(within(Room(noise=noise))))
    assert (found.state, said in found.found) == (state, True)


def test_no_microphone_and_none_in_the_settings() -> None:
    missing = within(Room(), microphone=Absent(MicrophoneMissing))
    assert only(sound.microphone(missing)).found == "没有找到话筒"
    assert only(sound.microphone(within(Room(), microphone=no_microphone()))).state is State.OK


@pytest.mark.parametrize(
    ("room", "state", "said"),
    [
        (Room(), State.OK, "喇叭响"),
        (Room(gain=0.03, noise=0.01), State.FAIL, "没有听到"),
        (Room(gain=0.05, noise=0.004), State.WARN, "太小"),
        (Room(gain=0), State.FAIL, "没有听到"),
    ],
    ids=["well", "buried in noise", "soft", "unplugged amplifier"],
)
def test_the_microphone_hears_the_speaker(room: Room, state: State, said: str) -> None:
    found = only(sound.speaker(within(room, patient=True)))
    assert (found.state, said in found.found) == (state, True), found


def test_no_speaker_and_none_in_the_settings() -> None:
    room = Room()
    assert only(sound.speaker(within(room, speaker=NoSpeaker(room)))).found == "没有找到喇叭"
    assert only(sound.speaker(within(room, speaker=AbsentSpeaker()))).state is State.OK


def test_without_a_microphone_a_person_has_to_listen() -> None:
    found = only(sound.speaker(within(Room(), microphone=no_microphone())))
    assert (found.state, "自己听听" in found.remedy) == (State.WARN, True)


@given(st.integers(0, 20_000), st.floats(0.05, 0.9))
def test_the_tone_is_found_wherever_it_lies(delay: int, gain: float) -> None:
    played = sound.tone().samples
    heard = np.concatenate([np.zeros(delay), played * gain, np.zeros(9_000)]).astype(np.float32)
    heard += np.random.default_rng(delay).normal(0, 0.0005, len(heard)).astype(np.float32)
    likeness, above = sound.matched(heard, played)
    assert likeness > 0.9
    assert above > 15


@given(st.integers(0, 2**32 - 1))
def test_noise_alone_is_no_tone(seed: int) -> None:
    heard = np.random.default_rng(seed).normal(0, 0.1, 40_000).astype(np.float32)
    assert sound.matched(heard, sound.tone().samples)[0] < sound.HEARD
