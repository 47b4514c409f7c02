"""5xx: the way to the province, and its answers."""

from datetime import date

from core.problems.base import Problem


class PlatformProblem(Problem):
    number = 500


class PlatformUnreachable(PlatformProblem):
    number = 501


class PlatformGarbled(PlatformProblem):
    number = 502


class PlatformRefused(PlatformProblem):
    number = 503


class TerminalRejected(PlatformProblem):
    number = 504


class NotFound(PlatformProblem):
    number = 505
    everyday = True


class FormerKey(TerminalRejected):
    """The platform knows a newer key of this terminal than the one that is here: it was cloned, or came back from an
    older copy. That does not pass by itself."""

    number = 513


class EnrolmentRefused(PlatformProblem):
    number = 506


class SignedCallsRefused(EnrolmentRefused):
    """The code was good, but a signed call arrives at the platform as something else than was signed."""

    number = 514


class PlatformBusy(PlatformProblem):
    number = 507

    def __init__(self, detail: str = "", retry_after: float = 0) -> None:
        """`retry_after` in seconds, 0 when the platform named no time."""
        super().__init__(detail)
        self.retry_after = retry_after

    @property
    def too_many(self) -> bool:
        """It is not the platform that is busy: this terminal has used up what it may of something."""
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
        """`believed` is the day this machine takes for today."""
        super().__init__(f"it is {believed} here", variant="day", believed=believed)


class LostThere(PlatformProblem):
    number = 512


class PracticePlatform(EnrolmentRefused):
    number = 531


class RealPlatform(EnrolmentRefused):
    number = 532


class GroupMistyped(EnrolmentRefused):
    """Digits from a paper, whose groups check themselves. `group` counts from 1."""

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
    """Of a version that did not pin the platform's keys: whoever answers could be anybody."""

    number = 535


class UnsignedPlatform(EnrolmentRefused):
    number = 536


class OtherPlatform(EnrolmentRefused):
    """Somebody answered with other keys than those the code was printed for."""

    number = 537


class NameUnknown(EnrolmentRefused):
    number = 540


class NothingToConfirm(EnrolmentRefused):
    number = 538


class RecipientsOffered(PlatformProblem):
    """Told, not raised: the platform names other keys of the discipline organ, and nobody vouches for them."""

    number = 541


class OtherRecipients(EnrolmentRefused):
    """What was typed from a paper is not the fingerprint of the keys that wait."""

    number = 539
