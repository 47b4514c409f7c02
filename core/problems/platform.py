"""5xx: the way to the province, and its answers."""

from datetime import date

from core.days import day
from core.problems.base import Problem


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


class TooManyGuesses(PlatformProblem):
    number = 516
    everyday = True
    sentence = "这台机器上，或者用这个号码，查错的次数太多了。请过十分钟再查，或者请工作人员帮忙。"


class DateWrong(NoAnswer):
    number = 511
    sentence = "这台机器的日期不对，连不上平台。请告诉工作人员校准日期。"

    def __init__(self, believed: date) -> None:
        """`believed` is the day this machine takes for today."""
        super().__init__(f"it is {believed} here")
        self.sentence = f"这台机器以为今天是{day(believed)}，日期不对，连不上平台。请告诉工作人员校准日期。"


class LostThere(PlatformProblem):
    number = 512
    sentence = "平台那边丢了这件信访的登记。封存件还在本机，正在重新送达。"


class PracticePlatform(EnrolmentRefused):
    number = 531
    sentence = "这是演练用的平台，真的终端不能登记到那里。"


class RealPlatform(EnrolmentRefused):
    number = 532
    sentence = "这台终端在演练，只能登记到本机的演练平台。"


class GroupMistyped(EnrolmentRefused):
    """Digits from a paper, whose groups check themselves. `group` counts from 1."""

    number = 533
    sentence = "有一组数字输错了，请对着纸核对。"

    def __init__(self, group: int = 0) -> None:
        super().__init__(f"group {group}" if group else "")
        self.group = group
        self.sentence = f"第{group}组数字不对，请对着纸核对这一组。" if group else self.sentence


class DigitsMissing(EnrolmentRefused):
    number = 534
    sentence = "数字没有输全，请对着纸核对。"

    def __init__(self, typed: int = 0, wanted: int = 0) -> None:
        super().__init__(f"{typed} of {wanted}" if wanted else "")
        self.sentence = f"纸上一共{wanted}位数字，这里有{typed}位，请对着纸核对。" if wanted else self.sentence


class CodeOutdated(EnrolmentRefused):
    """Of a version that did not pin the platform's keys: whoever answers could be anybody."""

    number = 535
    sentence = "这是旧式的登记码，上面没有平台的核对码。请先升级平台，再要一个新的登记码。"


class UnsignedPlatform(EnrolmentRefused):
    number = 536
    sentence = "平台的答复没有签名，不能登记到那里。请先升级平台，再要一个新的登记码。"


class OtherPlatform(EnrolmentRefused):
    """Somebody answered with other keys than those the code was printed for."""

    number = 537
    sentence = "答复的不是发登记码的平台，没有登记。请核对地址并报告管理员，再要一个新的登记码。"


class NameUnknown(EnrolmentRefused):
    number = 540
    sentence = "平台不认这个地址，没有登记。请核对地址和中间的代理，或请管理员把它写进 hosts。"


class NothingToConfirm(EnrolmentRefused):
    number = 538
    sentence = "没有等着核对的封存钥匙，什么也没有改。"


class RecipientsOffered(PlatformProblem):
    """Told, not raised: the platform names other keys of the discipline organ, and nobody vouches for them."""

    number = 541
    sentence = "平台送来了纪检机关的另一把封存钥匙，没有采用。请照纪检机关的纸核对。"


class OtherRecipients(EnrolmentRefused):
    """What was typed from a paper is not the fingerprint of the keys that wait."""

    number = 539
    sentence = "和平台送来的封存钥匙对不上，没有换。请向纪检机关核对，不要找平台。"
