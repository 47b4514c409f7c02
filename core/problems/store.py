"""4xx: disk, key, database of this terminal, and the files a technician writes."""

from core.problems.base import Problem


class StoreProblem(Problem):
    number = 400


class DiskFull(StoreProblem):
    number = 401


class WrongKey(StoreProblem):
    number = 402


class StoreDamaged(StoreProblem):
    number = 403


class StoreTooNew(StoreProblem):
    number = 404


class NotEnrolled(StoreProblem):
    number = 405


class NoKey(NotEnrolled):
    number = 417


class RemovableMediaUnwritable(StoreProblem):
    number = 406


class StoreInUse(StoreProblem):
    number = 407


class KeyLost(WrongKey):
    number = 408


class OtherKeyProtector(WrongKey):
    number = 409


class NothingToRebuild(StoreProblem):
    number = 416


class ConfigWrong(StoreProblem):
    """An error in a file that a technician wrote. The sentence names the place and the right value
    (`core.config_file`)."""

    number = 418


class NotAddressed(StoreProblem):
    number = 410


class SealBroken(StoreProblem):
    number = 411


class AuditLogBroken(StoreProblem):
    number = 412


class StoreRenewed(StoreProblem):
    """A notice, never raised, like the two that follow. The detail is the folder under `damaged/`."""

    number = 413


class AuditLogRenewed(StoreProblem):
    number = 414


class IdentityLost(StoreProblem):
    number = 415


class OthersFolder(StoreProblem):
    number = 434


class FolderTightened(StoreProblem):
    """A notice, never raised."""

    number = 435


class AgentsLost(StoreProblem):
    """Raised at sign-in; reported as a notice when the terminal is opened."""

    number = 436


class BackupBroken(StoreProblem):
    number = 420


class FolderTaken(StoreProblem):
    number = 421


class TrainingHome(StoreProblem):
    number = 431


class RealHome(StoreProblem):
    number = 432


class InvalidTodaySetting(StoreProblem):
    """The detail is the value of SUNLIT_TODAY."""

    number = 433
