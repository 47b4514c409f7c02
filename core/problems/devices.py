"""1xx: microphone, camera, printer, speaker, card reader; broken, absent or never set up."""

from collections.abc import Sequence

from core.message import Message
from core.problems.base import Problem


class DeviceProblem(Problem):
    number = 100
    variant = "device"
    """The root of the device problems has the same number."""


class MicrophoneMissing(DeviceProblem):
    number = 101


class CameraMissing(DeviceProblem):
    number = 102


class PrinterMissing(DeviceProblem):
    number = 103


class OutOfPaper(DeviceProblem):
    number = 104


class SpeakerMissing(DeviceProblem):
    number = 105


class ReaderMissing(DeviceProblem):
    number = 106


class CardUnread(DeviceProblem):
    number = 107
    everyday = True


class CardUnknown(DeviceProblem):
    number = 108
    everyday = True


class ReaderFaulty(DeviceProblem):
    number = 109


class ReaderUninstalled(DeviceProblem):
    number = 110


class PrintUnconfirmed(DeviceProblem):
    """The job left the queue with an unknown result: it may or may not have been printed."""

    number = 111


class PrintAborted(PrinterMissing):
    number = 112


class MicrophoneUnset(MicrophoneMissing):
    number = 121


class CameraUnset(CameraMissing):
    number = 122


class PrinterUnset(PrinterMissing):
    number = 123


class SpeakerUnset(SpeakerMissing):
    number = 124


class SimulatorsRefused(DeviceProblem):
    """A notice, never raised."""

    number = 125

    def __init__(self, devices: Sequence[str]) -> None:
        """`devices` are named as in the settings."""
        named = [Message(f"device.{each}") for each in devices]
        super().__init__(", ".join(devices), variant="named", devices=named)
