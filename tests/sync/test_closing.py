"""日清: nothing is left overnight without a reason, whatever the clock said when it was filed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.petition import Filing
from sync.closing import closing
from sync.terminal import Terminal
from testkit.filings import a_filing

TODAY = date.today()


def filed(days: int) -> Filing:
    filing = a_filing()
    return replace(filing, petition=replace(filing.petition, created=filing.petition.created + timedelta(days=days)))


@pytest.mark.parametrize(("days", "filed_today"), [(0, 1), (-3, 0), (1095, 0), (-1095, 0)])
def test_whatever_is_not_registered_is_listed(days: int, filed_today: int, enrolled: Terminal) -> None:
    enrolled.submissions.accept(filed(days))
    report = closing(enrolled.submissions.items(), TODAY, TODAY)
    assert (report.filed, len(report.open)) == (filed_today, 1)


def test_an_earlier_evening_knows_nothing_of_later_days(enrolled: Terminal) -> None:
    enrolled.submissions.accept(filed(0))
    assert closing(enrolled.submissions.items(), TODAY - timedelta(days=1), TODAY).open == ()
    enrolled.engine.run_once()
    assert closing(enrolled.submissions.items(), TODAY, TODAY).open == ()
