"""The real drivers without hardware; a machine that has it is asked for a device it lacks."""

import numpy as np
import pytest

from core.problems import CameraMissing, MicrophoneMissing, SpeakerMissing
from devices.camera.uvc import UvcCamera
from devices.microphone.sounddevice import SounddeviceMicrophone
from devices.ports import Sound
from devices.speaker.sounddevice import SounddeviceSpeaker

NOWHERE = "a device that nobody has"


def test_the_microphone_says_it_is_missing_each_time_and_closes_quietly() -> None:
    microphone = SounddeviceMicrophone(NOWHERE)
    for _ in range(2):
        with pytest.raises(MicrophoneMissing):
            microphone.open()
        microphone.close()
    assert microphone.read() is None


def test_the_speaker_says_it_is_missing() -> None:
    with pytest.raises(SpeakerMissing):
        SounddeviceSpeaker(device=NOWHERE).play(Sound(np.zeros(10, np.float32), 24_000))


def test_the_camera_says_it_is_missing() -> None:
    camera = UvcCamera(15)
    with pytest.raises(CameraMissing):
        camera.open()
    camera.close()
    assert camera.read() is None
