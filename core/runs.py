"""Finds runs of consecutive true values."""

from collections.abc import Iterable, Iterator
from itertools import groupby


def runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yields the start and one past the end of each run of true values."""
    at = 0
    for flag, run in groupby(flags):
        length = sum(1 for _ in run)
        if flag:
            yield at, at + length
        at += length
