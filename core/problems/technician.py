"""8xx: what a technician's command is refused for (`sunlit`)."""

from datetime import date

from core.problems.base import Problem


class TechnicianProblem(Problem):
    number = 800


class TechnicianBusy(TechnicianProblem):
    """Another `sunlit` is changing this terminal at this moment."""

    number = 801


class UnsentItems(TechnicianProblem):
    number = 802

    def __init__(self, count: int = 0) -> None:
        """`count`: items that the platform does not have; 0 where that is not known."""
        super().__init__(str(count), variant="counted" if count else "", **({"count": count} if count else {}))


class QueueUnreadable(TechnicianProblem):
    """It is not known whether anything waits here."""

    number = 803


class HomeInUse(TechnicianProblem):
    number = 804


class NotConfirmed(TechnicianProblem):
    number = 805


class SiteFileMissing(TechnicianProblem):
    number = 806


class NoAddress(TechnicianProblem):
    number = 807


class BundlePersonal(TechnicianProblem):
    """The detail names the entry of the bundle, never what was found in it."""

    number = 808


class FileNotWritten(TechnicianProblem):
    number = 809


class ClockTooEarly(TechnicianProblem):
    number = 810

    def __init__(self, today: date | None = None) -> None:
        """`today`: the day that this machine believes."""
        super().__init__(str(today or ""), variant="day" if today else "", **({"today": today} if today else {}))


class SiteFileUnreadable(TechnicianProblem):
    number = 812


class OtherAccount(TechnicianProblem):
    """The terminal of this machine belongs to the window's account."""

    number = 813


class HomeUnwritable(TechnicianProblem):
    """The folder with the state of this terminal is read-only, full, or another account's."""

    number = 814


class SelfTestFailed(TechnicianProblem):
    number = 811
