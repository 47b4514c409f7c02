"""What is known of an item without asking: by the slip's number little, by the query code the steps."""

from datetime import UTC, datetime

import pytest

from core.case import Step
from core.outbox_state import OutboxState
from core.problems import UnknownItem
from gateway.casework import cases
from gateway.office import Office
from sync.recall import Recall
from sync.terminal import Terminal
from tests.sync.filings import a_filing


def test_what_was_heard_is_told_with_its_time(opened: Terminal, office: Office) -> None:
    recall = Recall(opened.outbox, opened.news)
    slip = opened.desk.accept(a_filing())
    assert recall.by_slip(slip.local_number).state is OutboxState.SAVED
    assert recall.by_slip(slip.local_number).heard is None
    opened.engine.run_once()
    receipt = opened.desk.status(slip.item).receipt
    assert receipt
    assert [each.step for each in recall.by_code(receipt.query_code).steps] == [Step.REGISTERED]
    cases.advance(office, receipt.case_number, Step.FORWARDED, by="li", note="已安排", unit="水利局")
    opened.news.fetch(datetime.now(UTC))
    known = recall.by_code(receipt.query_code.replace("-", ""))
    assert [each.step for each in known.steps] == [Step.REGISTERED, Step.FORWARDED]
    assert not any(each.note for each in known.steps)
    assert known.due and known.heard
    little = recall.by_slip(slip.local_number)
    assert (little.state, little.case_number, little.steps, little.due) == (OutboxState.REGISTERED, "", (), None)


def test_nobody_elses_number_opens_anything(opened: Terminal) -> None:
    recall = Recall(opened.outbox, opened.news)
    opened.desk.accept(a_filing())
    for number in ("", "0101-000001", "%"):
        with pytest.raises(UnknownItem):
            recall.by_slip(number)
        with pytest.raises(UnknownItem):
            recall.by_code(number)
