"""How long to wait after which failure: exponential backoff with jitter, short enough to notice a returned network."""

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

MAX_RETRY_AFTER = 3600.0
"""Seconds; a longer `Retry-After` is cut to this."""


@dataclass(frozen=True)
class Backoff:
    """Seconds: the first wait, and the longest. `shared`: the failure concerns every item, so that the others wait
    too."""

    first: float
    most: float
    shared: bool = False


BACKOFFS: dict[type[PlatformProblem], Backoff] = {
    PlatformUnreachable: Backoff(1, 40, shared=True),
    PlatformBusy: Backoff(2, 40, shared=True),
    PlatformGarbled: Backoff(2, 40),
    TerminalRejected: Backoff(30, 600, shared=True),
    ClockWrong: Backoff(30, 300, shared=True),
    PlatformProblem: Backoff(4, 300),
}


def backoff_for(problem: PlatformProblem) -> Backoff:
    return next(BACKOFFS[kind] for kind in type(problem).mro() if kind in BACKOFFS)


def wait_after(problem: PlatformProblem, attempts: int, rng: Random) -> timedelta:
    """`attempts` from 1. At least as long as the platform's `Retry-After`."""
    backoff = backoff_for(problem)
    seconds = min(backoff.most, backoff.first * 2 ** min(attempts - 1, 16)) * rng.uniform(0.5, 1)
    if isinstance(problem, PlatformBusy):
        seconds = max(seconds, min(problem.retry_after, MAX_RETRY_AFTER))
    return timedelta(seconds=seconds)
