"""Where something holds without a gap."""

from collections.abc import Iterable, Iterator
from itertools import groupby


def runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """First place and one past the last of each run of trues."""
    at = 0
    for flag, run in groupby(flags):
        length = sum(1 for _ in run)
        if flag:
            yield at, at + length
        at += length
