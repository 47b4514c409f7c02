"""3xx: a model pack is missing or damaged."""

from core.problems.base import Problem


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
