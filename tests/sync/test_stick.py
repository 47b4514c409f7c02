"""Carried there and back by hand: what was taken in is settled here, in whatever order sticks and network come."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.problems import NotAddressed, SealBroken
from gateway.door import enrolment
from gateway.intake import carried
from gateway.office import Office
from sync.stick import acknowledgements
from sync.terminal import Terminal, terminal
from tests.sync.filings import a_filing
from tests.sync.served import Gateway


@pytest.fixture
def far_away(home: Path, gateway: Gateway, office: Office) -> Iterator[Terminal]:
    """Enrolled at the office; afterwards nothing is sent unless a test does it."""
    with terminal(home) as opened:
        opened.enrol(gateway.url, enrolment.issue_code(office)["code"])
        yield opened


def brought_back(opened: Terminal, stick: Path) -> list[OutboxState]:
    return [opened.desk.settle(letter).state for letter in acknowledgements(stick)]


def test_there_and_back(far_away: Terminal, office: Office, tmp_path: Path) -> None:
    slip = far_away.desk.accept(a_filing(pages=(b"\xff\xd8page",)))
    far_away.desk.export(tmp_path / "stick")
    (taken,) = carried.take_in(office, tmp_path / "stick")
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED]
    item = far_away.desk.status(slip.item)
    assert item.receipt and item.receipt.case_number == taken["case_number"] and item.receipt.query_code
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED], "twice is once"
    assert far_away.engine.run_once() == 0


def test_the_network_was_quicker(far_away: Terminal, office: Office, tmp_path: Path) -> None:
    slip = far_away.desk.accept(a_filing())
    far_away.desk.export(tmp_path / "stick")
    far_away.engine.run_once()
    (taken,) = carried.take_in(office, tmp_path / "stick")
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED]
    receipt = far_away.desk.status(slip.item).receipt
    assert receipt and receipt.case_number == taken["case_number"]


def test_what_the_stick_lacked_travels_by_network(far_away: Terminal, office: Office, tmp_path: Path) -> None:
    slip = far_away.desk.accept(a_filing(pages=(b"\xff\xd8page",)))
    far_away.desk.export(tmp_path / "stick")
    (tmp_path / "stick" / str(slip.item) / "1.age").unlink()
    list(carried.take_in(office, tmp_path / "stick"))
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.SAVED]
    assert far_away.desk.status(slip.item).receipt, "the case number is true already"
    far_away.engine.run_once()
    assert far_away.desk.status(slip.item).state is OutboxState.REGISTERED


def test_a_quarantined_item_that_was_taken_in_by_hand_is_registered(
    far_away: Terminal, office: Office, tmp_path: Path
) -> None:
    slip = far_away.desk.accept(a_filing())
    far_away.desk.export(tmp_path / "stick")
    far_away.outbox.move(slip.item, OutboxState.QUARANTINED, "P503")
    list(carried.take_in(office, tmp_path / "stick"))
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED]


def test_letters_of_others_and_torn_ones_settle_nothing(
    far_away: Terminal, gateway: Gateway, office: Office, tmp_path: Path
) -> None:
    slip = far_away.desk.accept(a_filing())
    far_away.desk.export(tmp_path / "stick")
    list(carried.take_in(office, tmp_path / "stick"))
    (letter,) = acknowledgements(tmp_path / "stick")
    with terminal(tmp_path / "neighbour") as neighbour:
        neighbour.enrol(gateway.url, enrolment.issue_code(office)["code"])
        with pytest.raises(NotAddressed):
            neighbour.desk.settle(letter)
    letter.write_bytes(letter.read_bytes()[:-3])
    with pytest.raises(SealBroken):
        far_away.desk.settle(letter)
    assert far_away.desk.status(slip.item).state is OutboxState.SAVED


def test_the_stick_tells_nobody_what_the_receipt_says(far_away: Terminal, office: Office, tmp_path: Path) -> None:
    far_away.desk.accept(a_filing())
    far_away.desk.export(tmp_path / "stick")
    (taken,) = carried.take_in(office, tmp_path / "stick")
    lying = b"".join(path.read_bytes() for path in (tmp_path / "stick").rglob("*") if path.is_file())
    assert taken["case_number"].encode() not in lying
