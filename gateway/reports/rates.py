"""The rates of a period: counted one by one, so that each figure opens to the list of its cases. Nothing here ranks:
groups stand in the order of their names.

What the record cannot tell has no rate (docs/limits.md).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gateway.reports import cohort
from gateway.reports.cohort import By, Counted, Period, RateName
from gateway.runtime import Runtime
from gateway.staff.tree import tree

PLACES = 4
"""Decimal places of a value."""


@dataclass(frozen=True)
class Rate:
    """`group`: None for all together. A rate of which nothing counts is said with its zeros and no value."""

    rate: RateName
    group: str | None
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        return round(self.numerator / self.denominator, PLACES) if self.denominator else None

    def as_json(self) -> dict[str, object]:
        return {**vars(self), "value": self.value}


def counted(runtime: Runtime, period: Period, organs: Collection[str] | None = None) -> list[Counted]:
    """Returns all that counts in the period, as far as it is over today. `organs`: what these owe, or were judged for,
    alone."""
    over, known = period.until_before(runtime.now().date()), tree(runtime)
    with runtime.reading() as db:
        return [*cohort.of_duties(db, known, over, organs), *cohort.of_judgements(db, known, over, organs)]


def rates(found: Iterable[Counted], by: By | None = None) -> list[Rate]:
    """Returns the rates, all together, or by the groups that there are."""
    cells: dict[tuple[RateName, str | None], list[int]] = {}
    if by is None:
        cells = {(name, None): [0, 0] for name in RateName}
    for each in found:
        cell = cells.setdefault((each.rate, each.groups[by] if by else None), [0, 0])
        cell[0] += each.met
        cell[1] += 1
    order = list(RateName)
    ordered = sorted(cells.items(), key=lambda entry: (order.index(entry[0][0]), entry[0][1] or ""))
    return [Rate(name, group, met, whole) for (name, group), (met, whole) in ordered]


def not_met(found: Iterable[Counted], name: RateName) -> list[Counted]:
    """Returns what counts in the denominator and not in the numerator, one for each that is missing there."""
    return [each for each in found if each.rate is name and not each.met]
