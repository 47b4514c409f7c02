"""5xx: the way to the province, and its answers."""

from datetime import date

from core.message import Message, texts
from core.problems.base import Problem


class PlatformProblem(Problem):
    """The message is about a petition that waits here; `of_call` about a call for which nothing waits."""

    number = 500

    @property
    def of_call(self) -> Message:
        """The message of a failed call that is not made again by itself, as in enrolment: it promises nothing."""
        key = f"problem.{self.code}-call"
        return Message(key) if key in texts() else self.message


class PlatformUnreachable(PlatformProblem):
    number = 501


class PlatformGarbled(PlatformProblem):
    number = 502


class TooLargeOnTheWay(PlatformGarbled):
    """Something before the platform, such as a proxy, takes no call of this size. It is tried again, since a technician
    can change that, but waiting alone does not help."""

    number = 515


class PlatformRefused(PlatformProblem):
    number = 503


AUTHORITY = "authority-"
"""Begins the codes by which the contract names what is wrong with an authority."""


class AuthorityRefused(PlatformRefused):
    """The platform's judge of authority refused a filing, or what an agent asked in the principal's name."""

    number = 543
    everyday = True

    def __init__(self, detail: str = "", *, asked: bool = False) -> None:
        """`detail`: the code of the contract. `asked`: it was a question or an act, and no item waits for it."""
        known, call = detail.removeprefix(AUTHORITY), "call" if asked else ""
        variant = "-".join(filter(None, (known, call)))
        super().__init__(detail, variant if f"problem.P543-{variant}" in texts() else call)

    @property
    def of_call(self) -> Message:
        return AuthorityRefused(self.detail, asked=True).message


class NotNow(PlatformProblem):
    """What a petitioner asked for cannot be done with their case now."""

    number = 542
    everyday = True


class TerminalRejected(PlatformProblem):
    number = 504


class NotFound(PlatformProblem):
    number = 505
    everyday = True


class FormerKey(TerminalRejected):
    """The platform knows a newer key of this terminal than the terminal itself: it was cloned or restored from a
    backup. Waiting does not help."""

    number = 513


class EnrolmentRefused(PlatformProblem):
    number = 506


class SignedCallsRefused(EnrolmentRefused):
    """The code was valid, but a signed call is altered on its way to the platform."""

    number = 514


class PlatformBusy(PlatformProblem):
    number = 507

    def __init__(self, detail: str = "", retry_after: float = 0) -> None:
        """`retry_after` in seconds, 0 if the platform named no time."""
        super().__init__(detail)
        self.retry_after = retry_after

    @property
    def too_many(self) -> bool:
        """True if this terminal has used up its quota; False if the platform is busy."""
        return self.detail == "429"


class ClockWrong(PlatformProblem):
    number = 508


class UnsafeAddress(PlatformProblem):
    number = 509


class NoAnswer(PlatformProblem):
    number = 510


class TooManyGuesses(PlatformProblem):
    number = 516
    everyday = True


class DateWrong(NoAnswer):
    number = 511

    def __init__(self, believed: date) -> None:
        """`believed` is today's date by this machine's clock."""
        super().__init__(f"it is {believed} here", variant="day", believed=believed)


class LostByPlatform(PlatformProblem):
    number = 512


class PracticePlatform(EnrolmentRefused):
    number = 531


class RealPlatform(EnrolmentRefused):
    number = 532


class GroupMistyped(EnrolmentRefused):
    """Digits typed from paper have a wrong check digit. `group` counts from 1."""

    number = 533

    def __init__(self, group: int = 0) -> None:
        super().__init__(f"group {group}" if group else "", variant="group" if group else "", group=group)
        self.group = group


class DigitsMissing(EnrolmentRefused):
    number = 534

    def __init__(self, typed: int = 0, wanted: int = 0) -> None:
        counted = "counted" if wanted else ""
        super().__init__(f"{typed} of {wanted}" if wanted else "", variant=counted, typed=typed, wanted=wanted)


class CodeOutdated(EnrolmentRefused):
    """The code is of a version that did not pin the platform's keys, so that its identity cannot be checked."""

    number = 535


class UnsignedPlatform(EnrolmentRefused):
    number = 536


class OtherPlatform(EnrolmentRefused):
    """The platform's keys are not those for which the code was printed."""

    number = 537


class NameUnknown(EnrolmentRefused):
    number = 540


class NothingToConfirm(EnrolmentRefused):
    number = 538


class RecipientsOffered(PlatformProblem):
    """A notice, never raised: the platform names new keys of the discipline organ that nobody has vouched for."""

    number = 541


class OtherRecipients(EnrolmentRefused):
    """The typed fingerprint is not that of the keys waiting to be confirmed."""

    number = 539
