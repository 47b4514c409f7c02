"""The status of an item without a network: little by the slip's number, the steps by the query code."""

from datetime import UTC, datetime

import pytest

from core.case import CaseStep
from core.cases.state import CaseState
from core.outbox_state import OutboxState
from core.problems import UnknownItem
from gateway.runtime import Runtime
from sync.offline_status import OfflineStatus
from sync.terminal import Terminal
from testkit.filings import a_filing
from testkit.officers import HANDLER, led


def test_what_was_heard_is_told_with_its_time(opened: Terminal, runtime: Runtime) -> None:
    status = OfflineStatus(opened.outbox, opened.feed)
    slip = opened.submissions.accept(a_filing())
    assert status.by_slip(slip.local_number).state is OutboxState.SAVED
    assert status.by_slip(slip.local_number).heard is None
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    assert [each.step for each in status.by_code(receipt.query_code).steps] == [CaseStep.REGISTERED]
    led(runtime, receipt.case_number, CaseState.FORWARDED)
    opened.feed.fetch(datetime.now(UTC))
    known = status.by_code(receipt.query_code.replace("-", ""))
    assert [each.step for each in known.steps] == [CaseStep.REGISTERED, CaseStep.FORWARDED]
    assert not any(each.note for each in known.steps)
    assert known.due and known.heard
    little = status.by_slip(slip.local_number)
    assert (little.state, little.case_number, little.steps, little.due) == (OutboxState.REGISTERED, "", (), None)


def test_what_happened_is_told_without_an_office(opened: Terminal, runtime: Runtime) -> None:
    """The last four digits cannot be asked for here (decision 0027)."""
    status = OfflineStatus(opened.outbox, opened.feed)
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    office = led(runtime, receipt.case_number, CaseState.FORWARDED)
    office.act(HANDLER, receipt.case_number, "take")
    opened.feed.fetch(datetime.now(UTC))
    known = status.by_code(receipt.query_code)
    assert [each.action for each in known.events] == ["register", "classify", "forward"]
    assert not any(each.organ or each.to for each in known.events)
    assert [each.organ for each in opened.feed.passed(str(slip.item))][-1] == "", "what is not told has no office"


def test_a_platform_of_before_told_of_steps_alone(opened: Terminal, runtime: Runtime) -> None:
    status = OfflineStatus(opened.outbox, opened.feed)
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    led(runtime, receipt.case_number, CaseState.FORWARDED)
    opened.feed.fetch(datetime.now(UTC))
    with opened.store.write() as tx:
        tx.execute("UPDATE passed SET action = '', organ = ''")
    known = status.by_code(receipt.query_code)
    assert known.events == () and known.steps[-1].step is CaseStep.FORWARDED


def test_nobody_elses_number_opens_anything(opened: Terminal) -> None:
    status = OfflineStatus(opened.outbox, opened.feed)
    opened.submissions.accept(a_filing())
    for number in ("", "0101-000001", "%"):
        with pytest.raises(UnknownItem):
            status.by_slip(number)
        with pytest.raises(UnknownItem):
            status.by_code(number)
