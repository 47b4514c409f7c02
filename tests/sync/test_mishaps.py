"""Whatever the platform does, nothing is lost or doubled, every state is shown truly, and other items get through."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from core.outbox_state import OutboxState
from core.problems import PlatformRefused, PlatformUnreachable
from sync.terminal import Terminal
from sync.transfer import CHUNK
from testkit.faulty_platform import CODE, KEY, FaultyPlatform
from testkit.filings import a_filing
from trust.keys import SigningKey
from trust.receipt_signature import sign_receipt

LATER = timedelta(minutes=20)
BIG = (b"\xff\xd8" + b"page" * 200_000,)

TRY_AGAIN = {
    "500": "P500 broken",
    "garbage": "P502 200 is no ItemStatus",
    "html": "P502 200 is no ItemStatus",
    "busy": "P507 503",
    "cut before": "P501 ConnectionError",
    "cut after": "P501 ConnectionError",
    "half": "P501 ProtocolError",
    "revoked": "P504 revoked",
    "elsewhere": "P502 302",
    "endless": "P502 too long",
}


@pytest.mark.parametrize("mishap", TRY_AGAIN)
def test_it_is_tried_again_and_registered_once(mishap: str, enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing())
    platform.mishaps = [mishap]
    enrolled.engine.run_once()
    waiting = enrolled.submissions.status(slip.item)
    assert (waiting.state, waiting.reason) == (OutboxState.SAVED, TRY_AGAIN[mishap])

    enrolled.engine.run_once(datetime.now(UTC) + LATER)
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert list(platform.items) == [str(slip.item)]


def test_a_receipt_that_the_platform_did_not_sign_is_none(enrolled: Terminal, platform: FaultyPlatform) -> None:
    """Otherwise a relay could keep an item and claim that it is registered."""
    slip = enrolled.submissions.accept(a_filing())
    platform.key = SigningKey.generate()
    enrolled.engine.run_once()
    waiting = enrolled.submissions.status(slip.item)
    assert (waiting.state, waiting.receipt) == (OutboxState.SAVED, None)
    assert waiting.reason == "P502 a receipt that is not the platform's"

    known = platform.items[str(slip.item)]
    known["receipt"] = sign_receipt(known["receipt"], KEY)
    enrolled.engine.run_once(datetime.now(UTC) + LATER)
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_silence_is_not_waited_for_forever(enrolled: Terminal, platform: FaultyPlatform) -> None:
    platform.mishaps = ["silence"]
    with pytest.raises(PlatformUnreachable, match="Timeout"):
        enrolled.platform.health()


@pytest.mark.parametrize("call", range(9))
@pytest.mark.parametrize("mishap", ["cut before", "cut after"])
def test_a_cut_at_any_call_costs_one_chunk_at_most(
    mishap: str, call: int, enrolled: Terminal, platform: FaultyPlatform
) -> None:
    slip = enrolled.submissions.accept(a_filing(pages=BIG))
    platform.mishaps = ["ok"] * call + [mishap]
    for round_ in range(3):
        enrolled.engine.run_once(datetime.now(UTC) + round_ * LATER)
    item = enrolled.submissions.status(slip.item)
    assert item.state is OutboxState.REGISTERED
    assert list(platform.items) == [str(slip.item)]
    assert platform.received <= item.parts[1].size + CHUNK


def test_an_answer_that_dribbles_is_not_waited_for_forever(enrolled: Terminal, platform: FaultyPlatform) -> None:
    platform.mishaps = ["dribble"]
    with pytest.raises(PlatformUnreachable):
        enrolled.platform.health()


@pytest.mark.parametrize("mishap", ["cut before", "html"])
def test_whoever_waited_for_the_network_goes_as_soon_as_one_got_through(
    mishap: str, enrolled: Terminal, platform: FaultyPlatform
) -> None:
    slips = [enrolled.submissions.accept(a_filing()) for _ in range(3)]
    now = datetime.now(UTC)
    for minutes in range(12):
        platform.mishaps = [mishap] * 3
        enrolled.engine.run_once(now + timedelta(minutes=minutes))
    back = now + timedelta(minutes=12)
    platform.mishaps = [mishap]
    enrolled.engine.run_once(back)
    platform.mishaps = []
    enrolled.engine.run_once(back + timedelta(seconds=41))
    assert {enrolled.submissions.status(slip.item).state for slip in slips} == {OutboxState.REGISTERED}


def test_a_line_that_is_cut_and_gets_on_is_not_given_up(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing(pages=BIG))
    now = datetime.now(UTC)
    for cut in range(1, 6):
        platform.mishaps = ["ok"] * 4 + ["cut after"]
        enrolled.engine.run_once(now + timedelta(seconds=2 * cut))
    platform.mishaps = []
    enrolled.engine.run_once(now + timedelta(seconds=12))
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_a_refused_item_is_set_aside_and_blocks_nobody(enrolled: Terminal, platform: FaultyPlatform) -> None:
    first, second = (enrolled.submissions.accept(a_filing()) for _ in range(2))
    platform.mishaps = ["refuse"]
    enrolled.engine.run_once()
    item = enrolled.submissions.status(first.item)
    assert (item.state, item.reason, item.quarantined) == (OutboxState.QUARANTINED, "P503 conflict", True)
    assert item.why == PlatformRefused.plain()
    assert enrolled.submissions.status(second.item).state is OutboxState.REGISTERED

    enrolled.submissions.retry(first.item)
    enrolled.engine.run_once()
    assert enrolled.submissions.status(first.item).state is OutboxState.REGISTERED


def test_one_that_always_fails_blocks_nobody(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slips = [enrolled.submissions.accept(a_filing()) for _ in range(2)]
    platform.mishaps = ["cut before"]
    enrolled.engine.run_once()
    bad, good = (enrolled.submissions.status(slip.item) for slip in slips)
    half_way = datetime.now(UTC) + timedelta(seconds=0.5)
    assert (bad.state, good.state) == (OutboxState.SAVED, OutboxState.SAVED)
    enrolled.engine.run_once(half_way)
    assert enrolled.submissions.status(good.item).state is OutboxState.REGISTERED


def test_what_the_platform_asks_for_is_granted(enrolled: Terminal, platform: FaultyPlatform) -> None:
    enrolled.submissions.accept(a_filing())
    platform.mishaps = ["busy"]
    enrolled.engine.run_once()
    assert enrolled.engine.run_once(datetime.now(UTC) + timedelta(seconds=50)) == 0
    assert enrolled.engine.run_once(datetime.now(UTC) + timedelta(seconds=125)) == 1


def test_papers_that_are_too_many_keep_no_text_waiting(enrolled: Terminal, platform: FaultyPlatform) -> None:
    papers = enrolled.submissions.accept(a_filing(pages=(bytes(3000),)))
    platform.mishaps = ["ok", "too many"]
    enrolled.engine.run_once()
    text = enrolled.submissions.accept(a_filing())
    assert enrolled.engine.run_once() == 1
    assert enrolled.submissions.status(text.item).state is OutboxState.REGISTERED
    assert enrolled.submissions.status(papers.item).reason == "P507 429"


def test_a_busy_platform_is_asked_once_for_all(enrolled: Terminal, platform: FaultyPlatform) -> None:
    for _ in range(3):
        enrolled.submissions.accept(a_filing(pages=(bytes(3000),)))
    platform.mishaps = ["ok", "busy"]
    enrolled.engine.run_once()
    assert platform.calls.total() == 4, "enrolled, proved, one text, one upload"


@pytest.mark.parametrize("days", [-1095, 1095])
def test_a_wrong_clock_is_learnt_and_never_set(days: int, enrolled: Terminal, platform: FaultyPlatform) -> None:
    platform.ahead = timedelta(days=days)
    slip = enrolled.submissions.accept(a_filing())
    enrolled.engine.run_once()
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert abs(enrolled.identities.clock_offset - platform.ahead) < timedelta(minutes=1)
    assert platform.calls["POST items"] == 2
    lines = map(json.loads, (enrolled.home / "journal.jsonl").read_text().splitlines())
    (noted,) = (line for line in lines if line["did"] == "clock differs")
    assert abs(datetime.fromisoformat(noted["platform"]) - datetime.fromisoformat(noted["at"])) > timedelta(days=1000)


def test_a_clock_set_back_while_waiting_lets_nothing_wait_for_years(
    enrolled: Terminal, platform: FaultyPlatform
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1095)
    enrolled.submissions.accept(a_filing())
    platform.mishaps = ["cut before"]
    enrolled.engine.run_once(ahead)
    assert enrolled.engine.run_once(ahead) == 0, "the line is down, and others wait too"
    assert enrolled.engine.run_once() == 1


def test_a_clock_that_was_years_ahead_keeps_nothing_waiting(enrolled: Terminal, platform: FaultyPlatform) -> None:
    enrolled.submissions.accept(a_filing())
    platform.mishaps = ["500"]
    enrolled.engine.run_once(datetime.now(UTC) + timedelta(days=1095))
    assert enrolled.engine.run_once(datetime.now(UTC)) == 1
    assert len(platform.items) == 1


def test_a_platform_that_forgot_is_told_again(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing(pages=BIG))
    platform.mishaps = ["ok"] * 4 + ["500"]
    enrolled.engine.run_once()
    assert enrolled.submissions.status(slip.item).receipt
    platform.items.clear()
    platform.uploads.clear()
    enrolled.engine.run_once(datetime.now(UTC) + LATER)
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert list(platform.items) == [str(slip.item)]


def test_a_damaged_sealed_file_is_set_aside_before_anything_leaves(
    enrolled: Terminal, platform: FaultyPlatform
) -> None:
    slip = enrolled.submissions.accept(a_filing())
    (enrolled.home / "outbox" / str(slip.item) / "text.age").write_bytes(b"torn")
    enrolled.engine.run_once()
    item = enrolled.submissions.status(slip.item)
    assert (item.state, item.reason) == (OutboxState.QUARANTINED, "P411 text.age")
    assert platform.items == {}


def test_a_new_enrolment_opens_a_shut_door(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing())
    platform.mishaps = ["revoked"]
    enrolled.engine.run_once()
    enrolled.enrol(platform.url, CODE)
    enrolled.engine.run_once()
    assert enrolled.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert platform.items[str(slip.item)]["envelope"].terminal == "t2"
