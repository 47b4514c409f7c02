"""One petition from filing to its receipt, on a platform that behaves."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from uuid import UUID

import pytest

from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import EnrolmentRefused, NotAddressed, NotEnrolled, UnsafeAddress
from core.receipt import Slip
from core.wire import PETITION
from storage.hash_chained_file import verify
from sync.item import Item
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, WRONG, FaultyPlatform
from testkit.filings import MARKER, a_filing
from trust.seal import open_sealed, unpad

PAGES = (b"\xff\xd8first" * 5, b"\xff\xd8second" * 90_000)


def test_from_the_desk_to_the_receipt(enrolled: Terminal, platform: FaultyPlatform) -> None:
    filing = a_filing(pages=PAGES)
    seen: list[tuple[str, bool]] = []
    enrolled.engine.on_change(lambda item: seen.append((item.state.value, item.receipt is not None)))

    slip = enrolled.submissions.accept(filing)
    assert re.fullmatch(r"\d{4}-\d{6}", slip.local_number)
    assert enrolled.submissions.status(slip.item).state is OutboxState.SAVED
    assert enrolled.engine.run_once() == 1

    item = enrolled.submissions.status(slip.item)
    assert (item.state, item.reason, item.sent) == (OutboxState.REGISTERED, "", 1.0)
    assert item.receipt == platform.items[str(slip.item)]["receipt"]
    assert ("sending", True) in seen, "the case number is shown while papers still travel"
    assert [each for each, _ in seen if each == "registered"] == ["registered"]
    states = [move.state.value for move in enrolled.outbox.history(slip.item)]
    assert states == ["saved", "sending", "delivered", "registered"]
    assert enrolled.engine.run_once() == 0


def test_the_platform_reads_what_was_handed_in(enrolled: Terminal, platform: FaultyPlatform) -> None:
    filing = a_filing(pages=PAGES)
    enrolled.submissions.accept(filing)
    enrolled.engine.run_once()

    name = str(filing.petition.item)
    assert (
        PETITION.validate_json(open_sealed(platform.items[name]["text"], platform.bureau.identity)) == filing.petition
    )
    for number, page in enumerate(PAGES, 1):
        opened = open_sealed(bytes(platform.uploads[f"{name}-{number}"]), platform.bureau.identity)
        assert unpad(opened, filing.petition.attachments[number - 1].size) == page


def test_an_accusation_is_closed_to_the_bureau(enrolled: Terminal, platform: FaultyPlatform) -> None:
    filing = a_filing(Purpose.ACCUSATION)
    enrolled.submissions.accept(filing)
    sealed = (enrolled.home / "outbox" / str(filing.petition.item) / "text.age").read_bytes()
    with pytest.raises(NotAddressed):
        open_sealed(sealed, platform.bureau.identity)
    assert PETITION.validate_json(open_sealed(sealed, platform.discipline.identity)) == filing.petition


def test_nothing_said_lies_in_clear_anywhere(enrolled: Terminal) -> None:
    filing = a_filing(pages=(MARKER.encode() * 10,))
    enrolled.submissions.accept(filing)
    enrolled.engine.run_once()
    needles = [MARKER.encode(), json.dumps(MARKER).strip('"').encode(), b"13000000000"]
    files = [path for path in enrolled.home.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert [path for path in files for needle in needles if needle in path.read_bytes()] == []


def test_the_oldest_go_first(enrolled: Terminal, platform: FaultyPlatform) -> None:
    filings = [a_filing() for _ in range(3)]
    for filing in filings:
        enrolled.submissions.accept(filing)
    enrolled.engine.run_once()
    assert platform.order == [str(filings[n].petition.item) for n in range(3)]


def test_no_text_waits_behind_anothers_papers(enrolled: Terminal, platform: FaultyPlatform) -> None:
    first = enrolled.submissions.accept(a_filing(pages=(b"page" * 400_000,)))
    late: list[Slip] = []

    def somebody_comes_in(item: Item) -> None:
        if not late and item.item == first.item and item.parts[1].sent:
            late.append(enrolled.submissions.accept(a_filing()))

    enrolled.engine.on_change(somebody_comes_in)
    arrived: list[UUID] = []
    enrolled.engine.on_change(lambda it: arrived.append(it.item) if it.state is OutboxState.REGISTERED else None)
    enrolled.engine.run_once()
    assert arrived == [late[0].item, first.item]
    assert platform.received == enrolled.submissions.status(first.item).parts[1].size, "and not a byte went twice"


def test_the_same_filing_twice_is_one_item(enrolled: Terminal, platform: FaultyPlatform) -> None:
    filing = a_filing()
    assert enrolled.submissions.accept(filing) == enrolled.submissions.accept(filing)
    enrolled.engine.run_once()
    assert len(platform.items) == len(enrolled.submissions.items()) == 1


def test_two_terminals_at_once(platform: FaultyPlatform, tmp_path: Path) -> None:
    with terminal(tmp_path / "a") as one, terminal(tmp_path / "b") as other:
        for each in (one, other):
            each.enrol(platform.url, CODE)
            for _ in range(5):
                each.submissions.accept(a_filing())
        one.engine.start()
        other.engine.run_once()
        one.engine.stop()
        one.engine.run_once()
        for each in (one, other):
            assert {item.state for item in each.submissions.items()} == {OutboxState.REGISTERED}
    assert len(platform.items) == 10


def test_a_started_engine_hears_the_desk(enrolled: Terminal) -> None:
    registered: Queue[Item] = Queue()
    enrolled.engine.on_change(lambda item: registered.put(item) if item.state is OutboxState.REGISTERED else None)
    enrolled.engine.start()
    slip = enrolled.submissions.accept(a_filing())
    item = registered.get(timeout=120)
    assert item.item == slip.item
    assert item.receipt


def test_before_enrolment_nothing_is_kept(home: Path) -> None:
    with terminal(home) as opened:
        with pytest.raises(NotEnrolled):
            opened.submissions.accept(a_filing())
        assert opened.submissions.items() == []
        assert list((home / "outbox").iterdir()) == []
        assert opened.engine.run_once(datetime.now(UTC) + timedelta(days=1)) == 0


def test_enrolment_is_refused_for_a_wrong_code_and_an_open_line(home: Path, platform: FaultyPlatform) -> None:
    with terminal(home) as opened:
        with pytest.raises(EnrolmentRefused):
            opened.enrol(platform.url, WRONG)
        with pytest.raises(UnsafeAddress):
            opened.enrol("http://platform.example", CODE)
        assert not opened.identities.enrolled


def test_the_journal_tells_what_was_done_to_which_item(enrolled: Terminal) -> None:
    slip = enrolled.submissions.accept(a_filing())
    enrolled.engine.run_once()
    journal = enrolled.home / "journal.jsonl"
    events = [json.loads(line) for line in journal.read_text().splitlines()]
    assert [event["did"] for event in events] == ["recipients pinned", "enrolled", "sealed", "registered"]
    assert events[2]["item"] == str(slip.item)
    assert verify(journal)[0] == 4
