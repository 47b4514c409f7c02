"""The status of an item without a network: little by the slip's number, the steps by the query code."""

from datetime import UTC, datetime

import pytest

from core.case import CaseStep
from core.outbox_state import OutboxState
from core.problems import UnknownItem
from gateway.cases import cases
from gateway.runtime import Runtime
from sync.offline_status import OfflineStatus
from sync.terminal import Terminal
from testkit.filings import a_filing


def test_what_was_heard_is_told_with_its_time(opened: Terminal, runtime: Runtime) -> None:
    status = OfflineStatus(opened.outbox, opened.feed)
    slip = opened.submissions.accept(a_filing())
    assert status.by_slip(slip.local_number).state is OutboxState.SAVED
    assert status.by_slip(slip.local_number).heard is None
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    assert [each.step for each in status.by_code(receipt.query_code).steps] == [CaseStep.REGISTERED]
    cases.advance(runtime, receipt.case_number, CaseStep.FORWARDED, by="li", note="已安排", unit="水利局")
    opened.feed.fetch(datetime.now(UTC))
    known = status.by_code(receipt.query_code.replace("-", ""))
    assert [each.step for each in known.steps] == [CaseStep.REGISTERED, CaseStep.FORWARDED]
    assert not any(each.note for each in known.steps)
    assert known.due and known.heard
    little = status.by_slip(slip.local_number)
    assert (little.state, little.case_number, little.steps, little.due) == (OutboxState.REGISTERED, "", (), None)


def test_nobody_elses_number_opens_anything(opened: Terminal) -> None:
    status = OfflineStatus(opened.outbox, opened.feed)
    opened.submissions.accept(a_filing())
    for number in ("", "0101-000001", "%"):
        with pytest.raises(UnknownItem):
            status.by_slip(number)
        with pytest.raises(UnknownItem):
            status.by_code(number)
