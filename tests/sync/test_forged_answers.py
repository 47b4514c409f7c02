"""A relay with a trusted certificate forges answers. None is believed; the worst effect is a delay."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.case import CaseStep
from core.outbox_state import OutboxState
from core.problems import PlatformBusy, PlatformGarbled, TerminalRejected
from core.receipt import Receipt
from core.wire import CardQuery, CaseQuery
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import refusal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from testkit.intermediaries import Forger, Reply
from testkit.officers import led_in

PAGES = (b"\xff\xd8\xff" + b"page" * 200_000,)
NEVER = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture
def forger(gateway: ServedGateway) -> Iterator[Forger]:
    with Forger(gateway.url) as relay:
        yield relay


@pytest.fixture
def opened(home: Path, gateway: ServedGateway, forger: Forger) -> Iterator[Terminal]:
    (home / "settings.toml").write_text("[platform]\ntimeout = 20\n")
    with terminal(home) as opened:
        opened.enrol(forger.url, gateway.call("code")["code"])
        yield opened


def later() -> datetime:
    return datetime.now(UTC) + timedelta(hours=2)


def told(call: str, **changed: Any) -> Callable[[str, Reply], Reply]:
    """Returns a forger that replaces the true answer to such calls."""

    def forge(asked: str, reply: Reply) -> Reply:
        if not asked.startswith(call) or not reply.body:
            return reply
        return replace(reply, body=json.dumps({**json.loads(reply.body), **changed}).encode())

    return forge


def refused(call: str, status: int, code: str) -> Callable[[str, Reply], Reply]:
    def forge(asked: str, reply: Reply) -> Reply:
        return replace(reply, status=status, body=refusal(code, NEVER)) if asked.startswith(call) else reply

    return forge


def registered(opened: Terminal) -> Receipt:
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    return receipt


def query(receipt: Receipt) -> CaseQuery:
    return CaseQuery(query_code=receipt.query_code, last_four="0000")


def test_attachments_leave_whatever_is_said_to_be_wanted(opened: Terminal, forger: Forger) -> None:
    forger.forge = told("POST /v1/items", wanted=[])
    slip = opened.submissions.accept(a_filing(pages=PAGES))
    opened.engine.run_once()
    item = opened.submissions.status(slip.item)
    assert (item.state, item.reason) == (OutboxState.SAVED, "P502 not signed by the platform")
    forger.forge = lambda _call, reply: reply
    opened.engine.run_once(later())
    item = opened.submissions.status(slip.item)
    assert item.state is OutboxState.REGISTERED and all(part.sent == part.size for part in item.parts)


@pytest.mark.parametrize("status", [403, 404, 413, 415, 422, 431])
def test_an_item_is_laid_aside_by_the_platform_alone(opened: Terminal, forger: Forger, status: int) -> None:
    forger.forge = refused("POST /v1/items", status, "garbled")
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    assert opened.submissions.status(slip.item).state is OutboxState.SAVED
    forger.forge = lambda _call, reply: reply
    opened.engine.run_once(later())
    assert opened.submissions.status(slip.item).state is OutboxState.REGISTERED


@pytest.mark.parametrize("status", [401, 403, 404, 409, 412, 413, 415, 422])
@pytest.mark.parametrize("method", ["HEAD", "PATCH"])
def test_what_is_said_about_an_upload_ends_nothing(opened: Terminal, forger: Forger, method: str, status: int) -> None:
    """Answers to calls with an upload token are unsigned."""
    forger.forge = refused(f"{method} /v1/uploads", status, "revoked")
    slip = opened.submissions.accept(a_filing(pages=PAGES))
    opened.engine.run_once()
    assert opened.submissions.status(slip.item).state in {
        OutboxState.SAVED,
        OutboxState.REGISTERED,
    }  # another way was found
    forger.forge = lambda _call, reply: reply
    opened.engine.run_once(later())
    assert opened.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_an_upload_that_is_said_to_be_whole_is_asked_after(opened: Terminal, forger: Forger) -> None:
    """No byte was sent. Only the signed statement that nothing is wanted ends the upload."""

    def whole(call: str, reply: Reply) -> Reply:
        there = reply.headers.get("upload-length")
        return replace(reply, headers={**reply.headers, "upload-offset": there}) if there else reply

    forger.forge = whole
    slip = opened.submissions.accept(a_filing(pages=PAGES))
    opened.engine.run_once()
    item = opened.submissions.status(slip.item)
    assert item.receipt and (item.state, item.reason) == (OutboxState.SAVED, "P502 parts went missing")
    forger.forge = lambda _call, reply: reply
    opened.engine.run_once(later())
    assert opened.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_nobody_reads_an_invented_reply(opened: Terminal, forger: Forger) -> None:
    receipt = registered(opened)
    assert opened.platform.query(query(receipt)).timeline[0].step is CaseStep.REGISTERED
    forger.forge = told("POST /v1/queries", reply="您的信访不属实。")
    with pytest.raises(PlatformGarbled):
        opened.platform.query(query(receipt))


def test_nobody_reads_invented_cases(opened: Terminal, forger: Forger) -> None:
    asked = CardQuery(name="王小满", id_number="11010519491231002X")
    assert opened.platform.query_by_card(asked).cases == []
    forger.forge = told("POST /v1/queries/card", cases=[])  # even the truth, said by somebody else
    with pytest.raises(PlatformGarbled):
        opened.platform.query_by_card(asked)


def test_the_clock_is_the_platforms(opened: Terminal, forger: Forger) -> None:
    before = opened.identities.clock_offset
    forger.forge = refused("GET /v1/bulletin", 401, "stale")
    with pytest.raises(PlatformGarbled):
        opened.platform.bulletin()
    assert opened.identities.clock_offset == before


@pytest.mark.parametrize("code", ["revoked", "former-key", "unknown-terminal", "altered"])
def test_nobody_else_says_that_this_terminal_is_not_known(opened: Terminal, forger: Forger, code: str) -> None:
    forger.forge = refused("GET /v1/bulletin", 401, code)
    with pytest.raises(PlatformGarbled):
        opened.platform.bulletin()


def test_a_true_clock_is_still_learnt(opened: Terminal) -> None:
    opened.identities.keep_clock_offset(timedelta(days=1095))
    assert opened.platform.bulletin()
    assert abs(opened.identities.clock_offset) < timedelta(minutes=1)


def test_an_older_answer_is_not_played_again(opened: Terminal, forger: Forger, gateway: ServedGateway) -> None:
    """The answer is whole, signed by the platform, and to the same question."""
    receipt, heard = registered(opened), list[Reply]()

    def first(call: str, reply: Reply) -> Reply:
        heard.append(reply)
        return heard[0]

    forger.forge = first
    assert opened.platform.query(query(receipt)).timeline
    led_in(gateway.data, receipt.case_number)
    with pytest.raises(PlatformGarbled):
        opened.platform.query(query(receipt))
    assert len(heard) == 2


@pytest.mark.parametrize("status", [407, 429, 502, 503, 504])
def test_who_stands_in_between_may_say_later(opened: Terminal, forger: Forger, status: int) -> None:
    forger.forge = lambda _call, _reply: Reply(status, b"<html>later</html>", {})
    with pytest.raises(PlatformBusy if status in {429, 503} else PlatformGarbled):
        opened.platform.bulletin()


def test_what_was_heard_once_is_demanded_from_then_on(opened: Terminal, forger: Forger) -> None:
    """A platform of the version before signs nothing, until an update whose bulletin says that it signs."""

    def bare(_call: str, reply: Reply) -> Reply:
        return replace(reply, headers={name: said for name, said in reply.headers.items() if "sign" not in name})

    opened.identities.change(lambda known: known.model_copy(update={"answers_signed": False}))
    forger.forge = bare
    receipt = registered(opened)
    opened.feed.fetch(datetime.now(UTC))
    assert opened.identities.current().answers_signed
    with pytest.raises(PlatformGarbled):
        opened.platform.query(query(receipt))


def test_a_terminal_that_is_revoked_hears_it(opened: Terminal, gateway: ServedGateway) -> None:
    gateway.call("terminals", "revoke", opened.identities.current().terminal)
    with pytest.raises(TerminalRejected, match="revoked"):
        opened.platform.bulletin()
