"""What an agent does for the people on their list, and what stands against it."""

from core.message import Fact
from core.problems.base import Problem


class AgencyProblem(Problem):
    number = 700


class PersonDied(AgencyProblem):
    """The list says that a person served has died: nothing is filed in their name."""

    number = 701
    everyday = True


class GuardianUnnamed(AgencyProblem):
    """A person served has no full capacity, and the list names no guardian (Civil Code 23)."""

    number = 702
    everyday = True


class PersonGone(AgencyProblem):
    """A person served is not on the list any more."""

    number = 703
    everyday = True


class NoteIncomplete(AgencyProblem):
    """A note on a task lacks something. `part`: `by`, `said`; `long` for too much."""

    number = 730
    everyday = True

    def __init__(self, part: str) -> None:
        super().__init__(part, variant=part)


class NoteDayWrong(AgencyProblem):
    """A note names a day to come."""

    number = 731
    everyday = True


class TaskGone(AgencyProblem):
    """A task, or a note on it, is no longer there: it was noted before, or taken back."""

    number = 732
    everyday = True


class RoundEmpty(AgencyProblem):
    number = 733
    everyday = True


class ReportUnwritable(AgencyProblem):
    number = 734
    everyday = True


class NotSupervisor(AgencyProblem):
    number = 740
    everyday = True


class LastSupervisor(AgencyProblem):
    number = 741
    everyday = True


class InvitationUnreadable(AgencyProblem):
    """What was shown is no invitation of an agent, whole or in part."""

    number = 742
    everyday = True


class InvitationRefused(AgencyProblem):
    """An agent's invitation that does not count here. `variant`: why."""

    number = 743
    everyday = True

    def __init__(self, why: str, /, **facts: Fact) -> None:
        super().__init__(why, variant=why, **facts)


class WeakSecret(AgencyProblem):
    """A passphrase or PIN that is too easy. `variant`: in what."""

    number = 744
    everyday = True

    def __init__(self, why: str, /, **facts: Fact) -> None:
        super().__init__(why, variant=why, **facts)


class NothingToHandTo(AgencyProblem):
    """The successor has no key yet, or is the one who leaves."""

    number = 745
    everyday = True


class DraftUnreadable(AgencyProblem):
    """A draft that is torn, or was written by another version (`newer`). It stays where it is."""

    number = 720
    everyday = True


class DraftOpenElsewhere(AgencyProblem):
    """It is open in another window of this terminal."""

    number = 721
    everyday = True


class DraftUnsaved(AgencyProblem):
    """There is no room for what was written last. It is in memory, and is stored as soon as there is room."""

    number = 722
    everyday = True


class DraftGone(AgencyProblem):
    """It was deleted, filed or given away meanwhile, or its agent was removed."""

    number = 723
    everyday = True
