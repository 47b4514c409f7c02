"""Waiting time after failures: doubling, with jitter, limited so that a restored network is noticed soon."""

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
"""Seconds; the longest `Retry-After` that is respected."""


@dataclass(frozen=True)
class Backoff:
    """Times in seconds. `shared`: network or platform failed, so other items wait as well."""

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
    """Returns the waiting time; `attempts` from 1. A time asked for by the platform is respected."""
    patience = backoff_for(problem)
    seconds = min(patience.most, patience.first * 2 ** min(attempts - 1, 16)) * rng.uniform(0.5, 1)
    if isinstance(problem, PlatformBusy):
        seconds = max(seconds, min(problem.retry_after, MAX_RETRY_AFTER))
    return timedelta(seconds=seconds)
