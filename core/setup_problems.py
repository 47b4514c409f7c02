"""Problems that come from how a machine was set up, not from what happened to it (`core/problems.py` has the rest)."""

from collections.abc import Sequence

from core.problems import CameraMissing, DeviceProblem, MicrophoneMissing, PrinterMissing, SpeakerMissing

DEVICES = {"microphone": "话筒", "camera": "摄像头", "card_reader": "读卡器", "speaker": "喇叭", "printer": "打印机"}


class MicrophoneUnset(MicrophoneMissing):
    number = 121
    sentence = "这台机器没有装话筒。您可以用手指打字，也可以手写。"


class CameraUnset(CameraMissing):
    number = 122
    sentence = "这台机器没有装摄像头。证件可以手工填写，材料可以交给工作人员。"


class PrinterUnset(PrinterMissing):
    number = 123
    sentence = "这台机器没有打印机，不会出纸。请用手机拍下屏幕，或者抄下号码。"


class SpeakerUnset(SpeakerMissing):
    number = 124
    sentence = "这台机器不出声。请看屏幕上的文字。"


class SimulatorsRefused(DeviceProblem):
    """Told, not raised."""

    number = 125
    sentence = "设置里选了演练用的模拟设备，平时不能用，已当作没有装。"

    def __init__(self, devices: Sequence[str]) -> None:
        """`devices` as the settings name them."""
        super().__init__(", ".join(devices))
        named = "、".join(DEVICES[each] for each in devices)
        self.sentence = f"设置里给{named}选了演练用的模拟设备，平时不能用，已当作没有装。请工作人员改设置。"
