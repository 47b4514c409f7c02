"""How long to wait after which failure: doubling, with jitter, never so long that a returned network goes unnoticed."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from core.problems import (
    ClockWrong,
    PlatformBusy,
    PlatformGarbled,
    PlatformProblem,
    PlatformUnreachable,
    TerminalRejected,
)

LONGEST_ASKED = 3600.0
"""Seconds; a `Retry-After` beyond this is not believed."""


@dataclass(frozen=True)
class Patience:
    """Seconds. `shared`: what failed is the way or the door, so others need not knock at once either."""

    first: float
    most: float
    shared: bool = False


PATIENCE: dict[type[PlatformProblem], Patience] = {
    PlatformUnreachable: Patience(1, 40, shared=True),
    PlatformBusy: Patience(2, 40, shared=True),
    PlatformGarbled: Patience(2, 40),
    TerminalRejected: Patience(30, 600, shared=True),
    ClockWrong: Patience(30, 300, shared=True),
    PlatformProblem: Patience(4, 300),
}


def patience_with(problem: PlatformProblem) -> Patience:
    return next(PATIENCE[kind] for kind in type(problem).mro() if kind in PATIENCE)


def wait_after(problem: PlatformProblem, attempts: int, dice: Random) -> timedelta:
    """`attempts` from 1. What the platform asks for is granted."""
    patience = patience_with(problem)
    seconds = min(patience.most, patience.first * 2 ** min(attempts - 1, 16)) * dice.uniform(0.5, 1)
    if isinstance(problem, PlatformBusy):
        seconds = max(seconds, min(problem.retry_after, LONGEST_ASKED))
    return timedelta(seconds=seconds)
