"""Items carried by stick are settled here, in whatever order sticks and network come."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.problems import NotAddressed, RemovableMediaUnwritable, SealBroken
from gateway.auth import enrolment
from gateway.intake import offline_import
from gateway.runtime import Runtime
from sync.removable_media import acknowledgements
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway


@pytest.fixture
def far_away(home: Path, gateway: ServedGateway, runtime: Runtime) -> Iterator[Terminal]:
    """Yields a terminal that was enrolled at the office; only the test sends."""
    with terminal(home) as opened:
        opened.enrol(gateway.url, enrolment.issue_code(runtime)["code"])
        yield opened


def brought_back(opened: Terminal, stick: Path) -> list[OutboxState]:
    return [opened.submissions.settle(letter).state for letter in acknowledgements(stick)]


def test_there_and_back(far_away: Terminal, runtime: Runtime, tmp_path: Path) -> None:
    slip = far_away.submissions.accept(a_filing(pages=(b"\xff\xd8page",)))
    far_away.submissions.export(tmp_path / "stick")
    (taken,) = offline_import.import_items(runtime, tmp_path / "stick")
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED]
    item = far_away.submissions.status(slip.item)
    assert item.receipt and item.receipt.case_number == taken["case_number"] and item.receipt.query_code
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED], "twice is once"
    assert far_away.engine.run_once() == 0


def test_who_finds_a_stick_does_not_find_what_makes_an_item_theirs(
    far_away: Terminal, runtime: Runtime, gateway: ServedGateway, tmp_path: Path
) -> None:
    filing = a_filing()
    far_away.submissions.accept(filing)
    far_away.submissions.export(tmp_path / "stick")
    (folder,) = (tmp_path / "stick").iterdir()
    assert not [file for file in folder.iterdir() if {filing.claim, filing.claim.hex().encode()} & {file.read_bytes()}]
    with terminal(tmp_path / "finder") as finder:
        finder.enrol(gateway.url, enrolment.issue_code(runtime)["code"])
        shutil.copytree(folder, finder.home / "outbox" / folder.name)
    with terminal(tmp_path / "finder") as finder:
        finder.engine.run_once()
        assert finder.submissions.items() == []
    far_away.engine.run_once()
    assert far_away.submissions.status(filing.petition.item).receipt


def test_an_outbox_that_moved_to_another_box_is_delivered_from_there(
    far_away: Terminal, runtime: Runtime, gateway: ServedGateway, tmp_path: Path
) -> None:
    slip = far_away.submissions.accept(a_filing())
    shutil.copytree(far_away.home / "outbox", tmp_path / "heir" / "outbox")
    with terminal(tmp_path / "heir") as heir:
        heir.enrol(gateway.url, enrolment.issue_code(runtime)["code"])
        heir.engine.run_once()
        assert heir.submissions.status(slip.item).receipt
    far_away.engine.run_once()
    assert far_away.submissions.status(slip.item).receipt, "who has the claim is the owner, whoever came last"


def test_the_network_was_quicker(far_away: Terminal, runtime: Runtime, tmp_path: Path) -> None:
    slip = far_away.submissions.accept(a_filing())
    far_away.submissions.export(tmp_path / "stick")
    far_away.engine.run_once()
    (taken,) = offline_import.import_items(runtime, tmp_path / "stick")
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED]
    receipt = far_away.submissions.status(slip.item).receipt
    assert receipt and receipt.case_number == taken["case_number"]


def test_what_the_stick_lacked_travels_by_network(far_away: Terminal, runtime: Runtime, tmp_path: Path) -> None:
    slip = far_away.submissions.accept(a_filing(pages=(b"\xff\xd8page",)))
    far_away.submissions.export(tmp_path / "stick")
    (tmp_path / "stick" / str(slip.item) / "1.age").unlink()
    list(offline_import.import_items(runtime, tmp_path / "stick"))
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.SAVED]
    assert far_away.submissions.status(slip.item).receipt, "the case number is true already"
    far_away.engine.run_once()
    assert far_away.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_a_quarantined_item_that_was_taken_in_by_hand_is_registered(
    far_away: Terminal, runtime: Runtime, tmp_path: Path
) -> None:
    slip = far_away.submissions.accept(a_filing())
    far_away.submissions.export(tmp_path / "stick")
    far_away.outbox.move(slip.item, OutboxState.QUARANTINED, "P503")
    list(offline_import.import_items(runtime, tmp_path / "stick"))
    assert brought_back(far_away, tmp_path / "stick") == [OutboxState.REGISTERED]


def test_letters_of_others_and_torn_ones_settle_nothing(
    far_away: Terminal, gateway: ServedGateway, runtime: Runtime, tmp_path: Path
) -> None:
    slip = far_away.submissions.accept(a_filing())
    far_away.submissions.export(tmp_path / "stick")
    list(offline_import.import_items(runtime, tmp_path / "stick"))
    (letter,) = acknowledgements(tmp_path / "stick")
    with terminal(tmp_path / "neighbour") as neighbour:
        neighbour.enrol(gateway.url, enrolment.issue_code(runtime)["code"])
        with pytest.raises(NotAddressed):
            neighbour.submissions.settle(letter)
    letter.write_bytes(letter.read_bytes()[:-3])
    with pytest.raises(SealBroken):
        far_away.submissions.settle(letter)
    assert far_away.submissions.status(slip.item).state is OutboxState.SAVED


def test_the_stick_tells_nobody_what_the_receipt_says(far_away: Terminal, runtime: Runtime, tmp_path: Path) -> None:
    far_away.submissions.accept(a_filing())
    far_away.submissions.export(tmp_path / "stick")
    (taken,) = offline_import.import_items(runtime, tmp_path / "stick")
    lying = b"".join(path.read_bytes() for path in (tmp_path / "stick").rglob("*") if path.is_file())
    assert taken["case_number"].encode() not in lying


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
def test_letters_that_are_links_or_pipes_settle_nothing(far_away: Terminal, runtime: Runtime, tmp_path: Path) -> None:
    slip = far_away.submissions.accept(a_filing())
    far_away.submissions.export(tmp_path / "stick")
    list(offline_import.import_items(runtime, tmp_path / "stick"))
    (letter,) = acknowledgements(tmp_path / "stick")
    letter.rename(tmp_path / "elsewhere")
    for lay in (letter.symlink_to, letter.hardlink_to, lambda _: os.mkfifo(letter)):
        lay(tmp_path / "elsewhere")
        with pytest.raises(SealBroken):
            far_away.submissions.settle(letter)
        letter.unlink()
    (tmp_path / "stick" / "linked").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "ack.age").write_bytes((tmp_path / "elsewhere").read_bytes())
    assert list(acknowledgements(tmp_path / "stick")) == []
    assert far_away.submissions.status(slip.item).state is OutboxState.SAVED


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_what_only_bears_an_items_name_is_not_said_to_travel(far_away: Terminal, tmp_path: Path) -> None:
    """Nothing is written where such a name leads either."""
    slip = far_away.submissions.accept(a_filing())
    (tmp_path / "stick").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in (str(slip.item), f".{slip.item}"):
        (tmp_path / "stick" / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
        with pytest.raises(RemovableMediaUnwritable):
            far_away.submissions.export(tmp_path / "stick")
        (tmp_path / "stick" / name).unlink()
    assert list((tmp_path / "elsewhere").iterdir()) == []
    far_away.submissions.export(tmp_path / "stick")
