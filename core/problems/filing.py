"""6xx: what was given is not enough, or not allowed."""

from collections.abc import Mapping

from core.problems.base import Problem


class FilingProblem(Problem):
    number = 600
    sentence = "填写的内容还不完整，请检查。"


class Incomplete(FilingProblem):
    number = 601
    sentence = "还缺一些内容，请补充后再提交。"


class Implausible(FilingProblem):
    number = 609
    everyday = True
    sentence = "有的地方写得不对，请改一改再提交。"

    def __init__(self, faults: Mapping[str, str]) -> None:
        """`faults`: by field, the sentence that speaks against what stands there. The first is said."""
        super().__init__(", ".join(faults))
        self.sentence = next(iter(faults.values()))


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


class UnknownAgent(FilingProblem):
    number = 631
    everyday = True
    sentence = "没有登记过这个工号，请核对工号。"


class LastAgent(FilingProblem):
    number = 632
    everyday = True
    sentence = "这是最后一个代办员，不能删。请先登记别人。"
