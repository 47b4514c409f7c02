"""1xx: microphone, camera, printer, speaker, card reader; broken, absent or never set up."""

from collections.abc import Sequence

from core.problems.base import Problem

DEVICES = {"microphone": "话筒", "camera": "摄像头", "card_reader": "读卡器", "speaker": "喇叭", "printer": "打印机"}


class DeviceProblem(Problem):
    number = 100
    sentence = "设备没有响应，请联系工作人员。"


class MicrophoneMissing(DeviceProblem):
    number = 101
    sentence = "没有找到话筒。您可以改用手指打字。"


class CameraMissing(DeviceProblem):
    number = 102
    sentence = "没有找到摄像头。您可以改为手工填写。"


class PrinterMissing(DeviceProblem):
    number = 103
    sentence = "打印机没有响应。请用手机拍下屏幕上的回执。"


class OutOfPaper(DeviceProblem):
    number = 104
    sentence = "打印机没有纸了。请用手机拍下屏幕上的回执，或请工作人员加纸。"


class SpeakerMissing(DeviceProblem):
    number = 105
    sentence = "没有找到喇叭。请看屏幕上的文字。"


class ReaderMissing(DeviceProblem):
    number = 106
    sentence = "身份证读卡器没有响应。请把身份证放到摄像头下。"


class CardUnread(DeviceProblem):
    number = 107
    everyday = True
    sentence = "这次没有读出来。请拿起身份证再放一次，放稳，等一等。"


class CardUnknown(DeviceProblem):
    number = 108
    everyday = True
    sentence = "读卡器认不出这张证。请把它放到摄像头下，或者改为手工填写。"


class ReaderFaulty(DeviceProblem):
    number = 109
    sentence = "读卡器自检没有通过，请联系工作人员。您可以把身份证放到摄像头下。"


class ReaderUninstalled(DeviceProblem):
    number = 110
    sentence = "读卡器的驱动还没有装好，请联系工作人员。您可以把身份证放到摄像头下。"


class PrintUnconfirmed(DeviceProblem):
    """The job left the queue, and nobody says whether it came out: more or less may have been printed."""

    number = 111
    sentence = "打印机没有说打好没有。请看看纸出来了没有；没有就用手机拍下屏幕。"


class PrintAborted(PrinterMissing):
    number = 112
    sentence = "打印机出了错，没有打出来。请用手机拍下屏幕，或请工作人员看看打印机。"


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
