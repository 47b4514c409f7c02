"""What an agent does for the people on their list, and what stands against it."""

from core.problems.base import Problem


class AgencyProblem(Problem):
    number = 700


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
