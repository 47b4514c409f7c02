"""Tests of kept promises. Each runs the very functions that the list names for it."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import CodeType, FrameType

import pytest

from core.cases.both_terms import OfficeTerms, both
from core.consents import Consents
from core.draft import Draft
from core.narrative import narrative_from_text
from core.outbox_state import OutboxState
from core.petition import Purpose, Role
from core.problems import NotAddressed, NotEnrolled
from core.urgency.kinds import UrgencyKind
from core.wire import PETITION, petition_json, petition_of
from core.working_days import WEEKENDS
from gateway.notices import addressee
from gateway.notices.states import Channel
from proxy_client.shots import filed as filed_by_an_agent
from sync.offline_status import OfflineStatus
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import FaultyPlatform
from testkit.filings import MARKER, a_filing
from testkit.kiosk_window import Panel
from tests.promises.listed import promises
from training import example
from training.simulation import PAGES
from trust.seal import open_sealed
from ui.documents.enclosures import enclosed


@pytest.fixture(autouse=True)
def keepers_ran(request: pytest.FixtureRequest) -> Iterator[None]:
    """Asserts that the functions which the list names for this test were called in it."""
    this = f"tests/promises/test_kept.py::{request.function.__name__}"
    named = (keeper for promise in promises() if promise.shown_by == this for keeper in promise.keepers)
    wanted = {keeper.__code__: keeper for keeper in named}
    assert wanted, "no promise names this test"
    ran: set[CodeType] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in wanted:
            ran.add(frame.f_code)

    threading.setprofile(watch)
    sys.setprofile(watch)
    yield
    sys.setprofile(None)
    threading.setprofile(None)
    assert [keeper.__qualname__ for code, keeper in wanted.items() if code not in ran] == []


def later(**by: float) -> datetime:
    return datetime.now(UTC) + timedelta(**by)


def test_what_waits_is_sent_by_itself(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing())
    platform.mishaps = ["cut before", "busy"]
    for minutes in (0, 20, 60):
        enrolled.engine.run_once(later(minutes=minutes))
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert list(platform.items) == [str(slip.item)]


def test_what_was_accepted_lies_sealed_on_the_disk(enrolled: Terminal, home: Path) -> None:
    slip = enrolled.submissions.accept(a_filing())
    lies = home / "outbox" / str(slip.item)
    assert {path.name for path in lies.iterdir()} >= {"envelope.json", "text.age"}
    assert MARKER.encode() not in b"".join(path.read_bytes() for path in lies.iterdir())
    assert [item.state for item in enrolled.submissions.items()] == [OutboxState.SAVED]


def test_nothing_is_kept_that_cannot_be_sealed(home: Path) -> None:
    with terminal(home) as stranger:
        with pytest.raises(NotEnrolled):
            stranger.submissions.accept(a_filing())
        assert stranger.submissions.items() == []
    assert not list((home / "outbox").glob("*/*"))


@pytest.mark.parametrize("purpose", Purpose)
def test_only_who_it_is_for_can_open_it(
    purpose: Purpose, enrolled: Terminal, platform: FaultyPlatform, home: Path
) -> None:
    slip = enrolled.submissions.accept(a_filing(purpose))
    sealed = (home / "outbox" / str(slip.item) / "text.age").read_bytes()
    keys = {"bureau": platform.bureau, "discipline": platform.discipline}
    theirs = keys.pop("discipline" if purpose is Purpose.ACCUSATION else "bureau")
    assert MARKER in open_sealed(sealed, theirs.identity).decode()
    for other in keys.values():
        with pytest.raises(NotAddressed):
            open_sealed(sealed, other.identity)


def test_the_yes_to_a_call_travels_in_the_petition_and_is_heeded() -> None:
    draft = example.draft()
    draft.scans.clear()
    for yes in (True, False):
        draft.consents = Consents(notify_by_phone=yes)
        petition = draft.freeze(example.WHEN).petition
        arrived = PETITION.validate_json(PETITION.dump_json(petition))
        assert arrived.consents.notify_by_phone is yes
        reachable = replace(arrived, petitioner=replace(arrived.petitioner, phone="13800001234"))
        assert (addressee.channel_for(reachable) is Channel.SMS) is yes


def test_what_is_urgent_is_written_in_the_petition() -> None:
    draft = example.draft()
    draft.scans.clear()
    for said, marks in (("楼下着火了，三楼冒黑烟。", (UrgencyKind.FIRE,)), ("想问低保怎么申请。", ())):
        draft.told = narrative_from_text(said)
        arrived = petition_of(petition_json(draft.freeze(example.WHEN).petition))
        assert arrived.urgency == marks


def test_a_page_nobody_could_read_travels_as_it_is() -> None:
    draft = example.draft()
    for scan in draft.scans:
        scan.unreadable, scan.text, scan.lines = True, "", ()
    (papers, read) = enclosed(draft, example.WHEN, "", band="")
    assert papers.role is Role.PAGE and f"/Count {len(draft.scans)}".encode() in papers.content
    assert b'"unreadable": true' in read.content


def test_the_letter_of_authority_travels_with_the_petition(enrolled: Terminal) -> None:
    draft = filed_by_an_agent(enrolled)
    travels = draft.enclosures(enclosed(draft, example.WHEN, "", band=""))
    assert [each.content for each in travels if each.role is Role.AUTHORITY] == [draft.letter]


def test_the_slips_number_tells_whether_it_has_arrived(enrolled: Terminal) -> None:
    recall, slip = OfflineStatus(enrolled.outbox, enrolled.feed), enrolled.submissions.accept(a_filing())
    assert recall.by_slip(slip.local_number).state is OutboxState.SAVED
    enrolled.engine.run_once()
    assert recall.by_slip(slip.local_number).state is OutboxState.REGISTERED


def test_words_are_read_to_the_person_before_they_count(kiosk: Panel) -> None:
    draft = replace(kiosk.draft)
    kiosk.open("review", draft)
    assert kiosk.shell.page and draft.narrative in kiosk.shell.page.guidance()
    letter = example.scan(PAGES[0])
    letter.letter = True
    kiosk.open("letter", Draft(scans=[letter]))
    assert kiosk.shell.page and "手写的一行" in kiosk.shell.page.guidance()


def test_a_last_day_is_the_regulations() -> None:
    monday = date(2026, 11, 2)
    law, promise = OfficeTerms(), OfficeTerms("315")
    forward, handle = (both(rule, monday, WEEKENDS, law) for rule in ("forward", "handle"))
    assert (forward.promised.limit, handle.promised.limit) == (date(2026, 11, 17), date(2027, 1, 1))
    assert forward.law is None
    faster = both("forward", monday, WEEKENDS, promise)
    assert faster.law and (faster.promised.limit, faster.law.limit) == (date(2026, 11, 5), date(2026, 11, 17))
