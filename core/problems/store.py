"""4xx: disk, key, database of this terminal, and the files a technician writes."""

from core.problems.base import Problem


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


class OthersFolder(StoreProblem):
    number = 434
    sentence = "这个文件夹是别的账户的，不能用。请换一个，或用那个账户打开。"


class FolderTightened(StoreProblem):
    """Told, not raised."""

    number = 435
    sentence = "本机的文件夹原来别的账户也看得见，现在已经关上。请看看机器上还有哪些账户。"


class AgentsLost(StoreProblem):
    """Raised at sign-in, told when the terminal is opened."""

    number = 436
    sentence = "代办员名单读不出来了，谁也不能登录。请工作人员用新的登记码重新登记。"


class BackupBroken(StoreProblem):
    number = 420
    sentence = "这份备份不完整或已损坏，不能用来恢复。请换一份备份。"


class FolderTaken(StoreProblem):
    number = 421
    sentence = "这个文件夹里已有东西。请换一个空文件夹，以免覆盖。"


class TrainingHome(StoreProblem):
    number = 431
    sentence = "这个文件夹是演练用的，办不了真的。请工作人员换一个，或者按演练打开。"


class RealHome(StoreProblem):
    number = 432
    sentence = "这个文件夹里是真的，不能拿来演练。请工作人员换一个。"


class TodayUnread(StoreProblem):
    """The detail is what SUNLIT_TODAY says."""

    number = 433
    sentence = "SUNLIT_TODAY 要写成日期，如2026-12-01。"
