"""6xx: what was given is not enough, or not allowed."""

from collections.abc import Mapping
from typing import ClassVar

from core.message import Fact, Message
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


class TooManyFiles(FilingProblem):
    """More attachments than a petition carries. Nothing of them is taken, and they stay where they are."""

    number = 611

    def __init__(self, most: int, given: int) -> None:
        super().__init__(f"{given} attachments, {most} at most", variant="known", most=most, given=given)


class TooManyRepresentatives(FilingProblem):
    number = 661
    everyday = True

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} representatives", variant="known", most=most)


class TooManySigners(FilingProblem):
    number = 662
    everyday = True

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} signers", variant="known", most=most)


class SamePersonTwice(FilingProblem):
    """Somebody is in a joint petition already. Two of one name are told apart by their numbers."""

    number = 663
    everyday = True


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


class AgentKeyMissing(FilingProblem):
    """The agent's account is of a version before, and the agent has not signed in since."""

    number = 633
    everyday = True


class PeopleListUnreadable(FilingProblem):
    """A list of people, as a whole. `code`: of `core.table_file.TableUnreadable`, or `empty`."""

    number = 634
    everyday = True

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, variant=code, **facts)


class PeopleListFaulty(FilingProblem):
    """Some rows of a list are wrong, so none was brought in."""

    number = 635
    everyday = True

    def __init__(self, wrong: int, rows: int) -> None:
        super().__init__(f"{wrong} of {rows} rows", variant="known", wrong=wrong, rows=rows)


class DateUnclear(FilingProblem):
    """A date as people say it was not understood."""

    number = 641
    everyday = True


class DateInFuture(FilingProblem):
    number = 642
    everyday = True


class DateImpossible(FilingProblem):
    """A day that no calendar has."""

    number = 643
    everyday = True


class NoSuchCategory(FilingProblem):
    number = 644
    everyday = True


class ToldBeforeEvent(FilingProblem):
    """The day on which a person was told lies before the day on which it happened."""

    number = 645
    everyday = True


class AuthorityProblem(FilingProblem):
    """An authority that does not carry what is asked for (`core.authority.judge`). Its code is the contract's, the same
    at terminal and gateway."""

    number = 650
    everyday = True
    contract: ClassVar[str] = "authority"

    def __init__(self, cited: Message | None = None, /, variant: str = "", **facts: Fact) -> None:
        """`cited`: the law and article that say so."""
        law = {"law": cited} if cited else {}
        super().__init__(" ".join(filter(None, (self.contract, variant))), variant, **law, **facts)
        self.cited = cited

    @property
    def code(self) -> str:
        return self.contract


class AuthorityExpired(AuthorityProblem):
    """Its period is over, or the principal took it back."""

    number = 651
    contract = "authority-expired"


class AuthorityNotBegun(AuthorityProblem):
    number = 652
    contract = "authority-not-begun"


class AuthorityOutOfScope(AuthorityProblem):
    """It does not cover this act or this matter, or names more agents than may be."""

    number = 653
    contract = "authority-scope"


class AuthorityIncomplete(AuthorityProblem):
    """Something that the letter must say, or that must be shown with it, is not there."""

    number = 654
    contract = "authority-incomplete"


class AuthoritySelf(AuthorityProblem):
    """Agent and principal are one person."""

    number = 655
    contract = "authority-self"
