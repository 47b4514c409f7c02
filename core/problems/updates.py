"""82x: a new version of the program or of its data that is not taken."""

from core.problems.base import Problem


class UpdateProblem(Problem):
    number = 820


class UpdateForged(UpdateProblem):
    """Not signed by the keys that this machine trusts."""

    number = 821


class UpdateExpired(UpdateProblem):
    """What the source says of itself has run out: it is kept old by somebody, or this machine's clock is ahead."""

    number = 822


class UpdateOlder(UpdateProblem):
    """Older than what was seen before, or than what runs."""

    number = 823


class UpdateMixed(UpdateProblem):
    """Parts that do not belong together, or were changed or cut short."""

    number = 824


class UpdateUnfit(UpdateProblem):
    """The new version failed its own test here."""

    number = 825


class VisitUnderWay(UpdateProblem):
    number = 826


class UpdateUnderWay(UpdateProblem):
    """Two technicians, or a technician and the night's run, at once."""

    number = 827


class NothingStaged(UpdateProblem):
    number = 828


class NoUpdateKeys(UpdateProblem):
    number = 829


class NothingBefore(UpdateProblem):
    """There is no version to go back to."""

    number = 830
