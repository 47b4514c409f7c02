"""One setting decides whether an office's last day moves past days off: for duties, letters, and what terminals say."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.cases.state import CaseState
from core.settings import Settings, merge_remote
from gateway.cases import bulletin, duties
from gateway.clock import CHINA
from gateway.letters import documents
from gateway.runtime.settings import CaseworkSettings
from testkit.gateway_in_process import Gateway
from testkit.officers import led
from testkit.terminal import Terminal


@pytest.mark.parametrize(("rolls", "last"), [(False, date(2026, 10, 24)), (True, date(2026, 10, 26))])
def test_duties_letters_and_terminals_say_the_same(
    gateway: Gateway, terminal: Terminal, rolls: bool, last: date
) -> None:
    gateway.clock.now = datetime(2026, 10, 9, 9, tzinfo=CHINA)
    receipt = terminal.filed()[1].receipt
    assert receipt
    runtime = replace(gateway.runtime, casework=CaseworkSettings(roll_over=rolls))
    led(runtime, receipt.case_number, CaseState.FORWARDED)
    with runtime.reading() as db:
        (owed,) = duties.listed(db, only_open=True)
        (letter,) = documents.documents_of(db, 1)
    assert (owed.target, owed.limit) == (date(2026, 10, 24), last)
    assert f"{last.month}月{last.day}日" in documents.sheet_of_document(runtime, letter.id).text
    assert merge_remote(Settings(), bulletin.current(runtime).settings).terms.roll_over is rolls
