"""Placeholders for devices that the settings do not name; each call raises the problem that there is no such device."""

from collections.abc import Iterator

from core.problems import CameraUnset, DeviceProblem, MicrophoneUnset, PrinterUnset, SpeakerUnset
from devices.ports import Sound


class Absent:
    """Placeholder for any device that is opened and read."""

    def __init__(self, problem: type[DeviceProblem]) -> None:
        self.problem = problem

    def open(self) -> None:
        raise self.problem()

    def read(self) -> None:
        return None

    def close(self) -> None:
        """Does nothing, as it never was open."""


class AbsentSpeaker:
    volume = 0.0

    def play(self, sound: Sound) -> None:
        raise SpeakerUnset

    def pause(self) -> None:
        """Does nothing, as nothing plays."""

    resume = stop = pause


def no_microphone() -> Absent:
    return Absent(MicrophoneUnset)


def no_camera() -> Absent:
    return Absent(CameraUnset)


class NoPrinter:
    paper = False

    def print(self, document: bytes, title: str) -> None:
        raise PrinterUnset


class NoVoice:
    def speak(self, text: str) -> Iterator[Sound]:
        return iter(())
