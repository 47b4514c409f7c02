"""What goes wrong in life, as a family tree. A bug is an ordinary exception; none of these is a bug.

Problem
├─ DeviceProblem    1xx  microphone, camera, printer, speaker, card reader
├─ CaptureProblem   2xx  what was said, shown or scanned cannot be used
├─ PackProblem      3xx  a model pack is missing or damaged
├─ StoreProblem     4xx  disk, key, database of this terminal
├─ PlatformProblem  5xx  the way to the province, and its answers
└─ FilingProblem    6xx  what was given is not enough, or not allowed

Each has a number, which may travel and be logged, and a sentence for a person: what happened, what to do.
The detail is for technicians and never holds personal data. What is `everyday` is no fault of the machine: it happens
to everybody, is said in its place on the page, without a number, and one goes on.
"""

from datetime import date

from core.problem import Problem as Problem


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


class CaptureProblem(Problem):
    number = 200
    sentence = "没有读出内容，请再试一次。"


class UnreadableSound(CaptureProblem):
    number = 201
    sentence = "这段录音打不开，请重新录一段。"


class NothingHeard(CaptureProblem):
    number = 202
    everyday = True
    sentence = "没有听到说话声。请靠近一点，再说一遍。"


class UnreadablePicture(CaptureProblem):
    number = 203
    sentence = "这张图片打不开，请重新拍一张。"


class PictureTooLarge(UnreadablePicture):
    number = 207
    sentence = "这张图片太大了，打不开。请用小一些的尺寸重新拍一张。"


class SeveralPictures(UnreadablePicture):
    number = 208
    sentence = "这个文件里不止一张图片。请一张一张地拍，或者拆开以后再试。"


class NotACard(CaptureProblem):
    number = 204
    everyday = True
    sentence = "没有看到居民身份证。请把身份证有照片的一面朝上，平放在摄像头下。"


class EngineFailed(CaptureProblem):
    number = 205
    sentence = "识别没有完成，请再试一次。"


class SeveralCards(CaptureProblem):
    number = 207
    sentence = "看到了不止一个人的证件。请只留要反映事情的那个人的，别的拿开。"


class PackProblem(Problem):
    number = 300
    sentence = "识别模型有问题，请联系工作人员。"


class PackMissing(PackProblem):
    number = 301
    sentence = "还没有安装识别模型，请工作人员先安装。"


class PackDamaged(PackProblem):
    number = 302
    sentence = "识别模型的校验值不对，没有安装。请重新下载，或换一个来源。"


class PackUnreachable(PackProblem):
    number = 303
    sentence = "下载识别模型时断开了。再运行一次会接着下载。"


class PackNoRoom(PackProblem):
    number = 304
    sentence = "磁盘空间不够，装不下识别模型。请清理后再试。"


class StoreProblem(Problem):
    number = 400
    sentence = "本机存储有问题，请联系工作人员。"


class DiskFull(StoreProblem):
    number = 401
    sentence = "本机存储已满，还没有提交。您填的内容还在，请联系工作人员清理后再点提交。"


class WrongKey(StoreProblem):
    number = 402
    sentence = "本机存储打不开：口令或钥匙不对。请联系工作人员。"


class StoreDamaged(StoreProblem):
    number = 403
    sentence = "本机存储文件已损坏。已封存的信访件不受影响，请联系工作人员。"


class StoreTooNew(StoreProblem):
    number = 404
    sentence = "本机存储由更新的版本写成。请先升级本软件。"


class NotEnrolled(StoreProblem):
    number = 405
    sentence = "这台终端还没有登记到平台，暂时不能提交，什么也没有存下。请联系工作人员。"


class NoKey(NotEnrolled):
    number = 417
    sentence = "平台还没有给这台终端封存用的钥匙，现在不能提交。您填的还在，请联系工作人员。"


class StickUnwritable(StoreProblem):
    number = 406
    sentence = "存不进这个文件夹或 U 盘。请换一个再试。"


class StoreInUse(StoreProblem):
    number = 407
    sentence = "本机存储坏了，可是还有别的程序正在用它。请先关掉它们，再试一次。封存的信访件都在。"


class KeyLost(WrongKey):
    number = 408
    sentence = "本机存储的钥匙不见了，打不开。封存的信访件都在，请联系工作人员。"


class OtherGuard(WrongKey):
    number = 409
    sentence = "本机存储的钥匙换了保管方式，打不开。请联系工作人员。"


class NothingToRebuild(StoreProblem):
    number = 416
    sentence = "本机存储是好的，不用重建，什么也没有动。"


class ConfigWrong(StoreProblem):
    """A file that a technician wrote. The sentence says where in it and what would be right."""

    number = 418
    sentence = "设置文件写得不对，请联系工作人员。"

    def __init__(self, sentence: str = "", detail: str = "") -> None:
        super().__init__(detail)
        self.sentence = sentence or self.sentence


class NotAddressed(StoreProblem):
    number = 410
    sentence = "这份文件是封给别人的，这里打不开。"


class SealBroken(StoreProblem):
    number = 411
    sentence = "封存的文件不完整或被改动过，打不开。请联系工作人员。"


class JournalBroken(StoreProblem):
    number = 412
    sentence = "操作日志被改动过，请立即联系管理人员。"


class StoreRenewed(StoreProblem):
    """Told, not raised; so are the two that follow. The detail is the folder under `damaged/`."""

    number = 413
    sentence = "本机存储坏了，旧的已另外放好，新的已经建好。封存的信访件都在，会接着送。"


class JournalRenewed(StoreProblem):
    number = 414
    sentence = "操作日志坏了或不见了，旧的已另外放好，从现在起重新记。信访件不受影响。"


class IdentityLost(StoreProblem):
    number = 415
    sentence = "这台终端的登记信息坏了，请工作人员用新的登记码重新登记。封存的信访件都在。"


class BackupBroken(StoreProblem):
    number = 420
    sentence = "这份备份不完整或已损坏，不能用来恢复。请换一份备份。"


class FolderTaken(StoreProblem):
    number = 421
    sentence = "这个文件夹里已有东西。请换一个空文件夹，以免覆盖。"


class PlatformProblem(Problem):
    number = 500
    sentence = "平台暂时没有正常答复。内容已存在本机，会自动再送。"


class PlatformUnreachable(PlatformProblem):
    number = 501
    sentence = "现在连不上平台。内容已存在本机，网络恢复后会自动送达。"


class PlatformGarbled(PlatformProblem):
    number = 502
    sentence = "平台的答复看不懂。内容已存在本机，会自动再送。"


class PlatformRefused(PlatformProblem):
    number = 503
    sentence = "平台没有收下这件信访，要请工作人员处理。"


class TerminalRejected(PlatformProblem):
    number = 504
    sentence = "平台不认识这台终端。内容已存在本机，请联系工作人员。"


class NotFound(PlatformProblem):
    number = 505
    everyday = True
    sentence = "没有查到。请核对查询码和身份证或手机号的后四位。"


class FormerKey(TerminalRejected):
    """The platform knows a newer key of this terminal than the one that is here: it was cloned, or came back from an
    older copy. That does not pass by itself."""

    number = 513
    sentence = "平台上这台终端的钥匙已经换过，这里的是旧的。内容都在本机，请工作人员用新的登记码重新登记。"


class EnrolmentRefused(PlatformProblem):
    number = 506
    sentence = "登记码不对，或者已经用过。请向平台管理员要一个新的登记码。"


class SignedCallsRefused(EnrolmentRefused):
    """The code was good, but a signed call arrives at the platform as something else than was signed."""

    number = 514
    sentence = "平台看到的地址和这里写的不一样，没有登记。请核对地址和中间的代理，再要一个新的登记码。"


class PlatformBusy(PlatformProblem):
    number = 507
    sentence = "平台现在很忙。内容已存在本机，稍后会自动再送。"

    def __init__(self, detail: str = "", retry_after: float = 0) -> None:
        """`retry_after` in seconds, 0 when the platform named no time."""
        super().__init__(detail)
        self.retry_after = retry_after

    @property
    def too_many(self) -> bool:
        """It is not the platform that is busy: this terminal has used up what it may of something."""
        return self.detail == "429"


class ClockWrong(PlatformProblem):
    number = 508
    sentence = "这台终端的时间不对，无法安全连接平台。内容已存在本机，请联系工作人员校准时间。"


class UnsafeAddress(PlatformProblem):
    number = 509
    sentence = "平台地址必须以 https:// 开头。"


class NoAnswer(PlatformProblem):
    number = 510
    sentence = "平台现在没有答复。请过一会儿再试，或者请工作人员帮忙。"


class DateWrong(NoAnswer):
    number = 511
    sentence = "这台机器的日期不对，连不上平台。请告诉工作人员校准日期。"

    def __init__(self, believed: date) -> None:
        """`believed` is the day this machine takes for today."""
        super().__init__(f"it is {believed} here")
        today = f"{believed.year}年{believed.month}月{believed.day}日"
        self.sentence = f"这台机器以为今天是{today}，日期不对，连不上平台。请告诉工作人员校准日期。"


class LostThere(PlatformProblem):
    number = 512
    sentence = "平台那边丢了这件信访的登记。封存件还在本机，正在重新送达。"


class FilingProblem(Problem):
    number = 600
    sentence = "填写的内容还不完整，请检查。"


class Incomplete(FilingProblem):
    number = 601
    sentence = "还缺一些内容，请补充后再提交。"


class BadFiling(FilingProblem):
    number = 602
    sentence = "提交的文件不符合格式，请检查 petition.json。"


class BadSignIn(FilingProblem):
    number = 603
    everyday = True
    sentence = "工号或口令不对，请再试一次。"


class NotQuarantined(FilingProblem):
    number = 604
    sentence = "这件信访不在待人工处理之列。"


class UnknownItem(FilingProblem):
    number = 605
    everyday = True
    sentence = "这台机器上没有这件信访。请核对号码，或者到交件的那台机器上查。"


class NothingCarried(FilingProblem):
    number = 608
    sentence = "这个文件夹里没有平台的回执。请确认是不是带回来的那个 U 盘。"


class NumberTaken(FilingProblem):
    number = 606
    everyday = True
    sentence = "这个工号已经登记过了，请核对工号。"


class TooManyTries(FilingProblem):
    number = 607
    everyday = True
    sentence = "口令错的次数太多。为了安全，请过几分钟再试。"


def sentence_of(code: str) -> str:
    """What to tell a person when a problem was kept as its code ("P501"); the root's sentence for an unknown one."""
    family = [Problem]
    for kind in family:
        family += kind.__subclasses__()
    return next((kind.sentence for kind in family if f"P{kind.number}" == code), Problem.sentence)
