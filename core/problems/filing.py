"""6xx: what was given is not enough, or not allowed."""

from collections.abc import Mapping

from core.message import Message
from core.problems.base import Problem


class FilingProblem(Problem):
    number = 600


class Incomplete(FilingProblem):
    number = 601


class Implausible(FilingProblem):
    number = 609
    everyday = True

    def __init__(self, faults: Mapping[str, Message]) -> None:
        """`faults`: what is wrong, by field. The message is that of the first."""
        super().__init__(", ".join(faults), variant="known", fault=next(iter(faults.values())))


class BadFiling(FilingProblem):
    number = 602


class BadSignIn(FilingProblem):
    number = 603
    everyday = True


class NotQuarantined(FilingProblem):
    number = 604


class UnknownItem(FilingProblem):
    number = 605
    everyday = True


class NothingCarried(FilingProblem):
    number = 608


class NumberTaken(FilingProblem):
    number = 606
    everyday = True


class TooManyTries(FilingProblem):
    number = 607
    everyday = True


class UnknownAgent(FilingProblem):
    number = 631
    everyday = True


class LastAgent(FilingProblem):
    number = 632
    everyday = True
