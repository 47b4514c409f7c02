"""Runs the checks over one case or all, as often as wanted: nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from gateway.refusals import not_found
from gateway.reports import record
from gateway.reports.checks import CHECKS
from gateway.runtime import Runtime


@dataclass(frozen=True)
class Verdict:
    case_number: str
    check: str
    passed: bool
    article: str

    def as_json(self) -> dict[str, object]:
        told = {"case_number": self.case_number, "check": self.check, "passed": self.passed}
        return told | ({"article": self.article} if self.article else {})


def verified(runtime: Runtime, number: str | None = None) -> Iterator[Verdict]:
    """Yields what applies, case by case. Raises Refused 404 for a number that no case has."""
    found = False
    with runtime.reading() as db:
        for each in record.records(db, runtime.now().date(), number):
            found = True
            yield from verdicts(each)
    if number is not None and not found:
        raise not_found()


def verdicts(of: record.Record) -> Iterator[Verdict]:
    for check in CHECKS:
        passed = check.passes(of)
        if passed is not None:
            yield Verdict(of.row["number"], check.name, passed, check.article)
