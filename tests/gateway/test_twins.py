"""The same item handed in while it is being registered: the second caller is told so, and there is one case."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import OperationalError

from core.wire import ItemCall, ItemStatus
from gateway.auth import enrolment
from gateway.blobs import Blobs
from gateway.cases import records
from gateway.intake import submit
from gateway.refusals import Refused, unexpected_error
from gateway.runtime import Runtime, Stores, in_flight
from gateway.storage.database import connect
from gateway.storage.schema import items
from testkit.gateway_in_process import Gateway, either_store
from testkit.gateway_process import process
from testkit.province import Database
from testkit.terminal import Terminal, petition, refusal, sent
from tests.gateway.test_races import at_once


class Slow:
    """A store that waits for permission before it writes."""

    def __init__(self, blobs: Blobs) -> None:
        self.blobs, self.asked, self.let = blobs, threading.Event(), threading.Event()
        self.dies = False

    @contextmanager
    def ready(self, name: str, content: bytes) -> Iterator[Callable[[], None]]:
        def wait() -> None:
            self.asked.set()
            assert self.let.wait(120)
            if self.dies:
                raise OSError
            put_in_place()

        with self.blobs.ready(name, content) as put_in_place:
            yield wait


@either_store
def test_a_twin_of_a_call_under_way_is_told_to_ask_again(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_flight, "TWIN_WAIT", 0.1)
    item, slow = terminal.sealed(petition(gateway.clock())), Slow(gateway.runtime.blobs)
    runtime = replace(gateway.runtime, blobs=slow)  # type: ignore[arg-type]
    call, sender = ItemCall.model_validate(terminal.as_call(item)), enrolment.find_sender(runtime, terminal.id)
    assert sender
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(submit.submit, runtime, sender, call, item.id)
        assert slow.asked.wait(120)
        with pytest.raises(Refused) as refused:
            submit.submit(runtime, sender, call, item.id)
        slow.let.set()
        status, new = first.result(30)
    assert (refused.value.status_code, refused.value.code) == (409, "running")
    assert refused.value.headers == {"Retry-After": "1"}
    assert new and ItemStatus.model_validate_json(terminal.hand_in(item).text) == status
    assert len(records.listed(gateway.runtime)) == 1


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_a_twin_on_another_machine_is_seen_in_the_database(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    row = {"item": str(item.id), "terminal": terminal.id, "fingerprint": "", "envelope": "", "signature": ""}
    with gateway.runtime.engine.connect() as elsewhere:
        elsewhere.execute(insert(items).values(**row, received_at=gateway.clock()))
        answer = terminal.hand_in(item)
        assert refusal(answer) == (409, "running") and answer.headers["Retry-After"] == "1"
        elsewhere.rollback()  # it lost its power
    assert terminal.hand_in(item).status_code == 201


def test_a_database_locked_by_others_is_busy_and_no_more(gateway: Gateway, terminal: Terminal) -> None:
    request = terminal.handing_in(terminal.sealed(petition(gateway.clock())))
    gateway.runtime.engine.dispose()  # connections made from now on have no patience
    event.listen(gateway.runtime.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 50"))
    with gateway.runtime.engine.connect() as other:
        other.execute(text("SELECT 1"))  # a transaction here takes the lock at once
        answer = sent(request)
        assert refusal(answer) == (503, "busy") and answer.headers["Retry-After"] == "5"


EIGHT = 8


def machines(gateway: Gateway, url: str) -> list[Runtime]:
    """Returns runtimes with connections and caches of their own, on one database."""
    return [replace(gateway.runtime, engine=connect(url), in_flight=in_flight.InFlight()) for _ in range(EIGHT)]


def told_at(terminal: Terminal, call: ItemCall, machine: Runtime) -> str:
    """Returns the receipt's number, or the code of the refusal."""
    sender = enrolment.find_sender(machine, terminal.id)
    assert sender
    try:
        status, _ = submit.submit(machine, sender, call, call.signed.opened().item)
    except Refused as refused:
        return refused.code
    except OperationalError as error:
        return unexpected_error(error).code
    assert status.receipt
    return status.receipt.case_number


@pytest.mark.parametrize("stores", ["province"], indirect=True)
class TestEightAtOnce:
    """Eight machines at once: each caller gets the receipt, or hears that the item is being registered."""

    @pytest.fixture(autouse=True)
    def begin(self, gateway: Gateway, terminal: Terminal, stores: Stores) -> Iterator[None]:
        self.gateway, self.terminal = gateway, terminal
        self.machines = machines(gateway, stores.database)
        yield
        for each in self.machines:
            each.engine.dispose()

    def call(self) -> ItemCall:
        return ItemCall.model_validate(self.terminal.as_call(self.terminal.sealed(petition(self.gateway.clock()))))

    def test_all_hear_one_receipt(self) -> None:
        for n in range(1, 6):
            call = self.call()
            said = at_once([partial(told_at, self.terminal, call, each) for each in self.machines])
            assert said == [f"XF2026-{int(said[0][-8:]):08d}"] * EIGHT
            assert len(records.listed(self.gateway.runtime)) == n

    def test_while_the_first_is_slow_the_others_hear_that_it_is_running(self) -> None:
        call, slow = self.call(), Slow(self.gateway.runtime.blobs)
        first, *others = self.machines
        with ThreadPoolExecutor(1) as pool:
            begun = pool.submit(told_at, self.terminal, call, replace(first, blobs=slow))  # type: ignore[arg-type]
            assert slow.asked.wait(120)
            said = at_once([partial(told_at, self.terminal, call, each) for each in others])
            slow.let.set()
            number = begun.result(30)
        assert said == ["running"] * len(others) and number.startswith("XF")
        assert told_at(self.terminal, call, others[0]) == number

    def test_another_item_of_the_terminal_is_not_called_running(self) -> None:
        slow = Slow(self.gateway.runtime.blobs)
        first, *others = self.machines
        with ThreadPoolExecutor(1) as pool:
            begun = pool.submit(told_at, self.terminal, self.call(), replace(first, blobs=slow))  # type: ignore[arg-type]
            assert slow.asked.wait(120)
            said = at_once([partial(told_at, self.terminal, self.call(), each) for each in others])
            slow.let.set()
            begun.result(30)
        assert said == ["busy"] * len(others)

    def test_when_the_first_dies_another_registers_it(self) -> None:
        call, slow = self.call(), Slow(self.gateway.runtime.blobs)
        first, *others = self.machines
        slow.dies = True
        with ThreadPoolExecutor(EIGHT) as pool:
            begun = pool.submit(told_at, self.terminal, call, replace(first, blobs=slow))  # type: ignore[arg-type]
            assert slow.asked.wait(120)
            waiting = [pool.submit(told_at, self.terminal, call, each) for each in others]
            slow.let.set()
            assert isinstance(begun.exception(30), OSError)
            said = {each.result(30) for each in waiting}
        number = told_at(self.terminal, call, others[0])
        assert said <= {number, "running"}
        # The number is not checked: a caller that dies or loses the race uses one up.
        assert [case["case_number"] for case in records.listed(self.gateway.runtime)] == [number]


def test_eight_calls_at_four_workers_are_one_receipt(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Called over HTTP, by a terminal that only some workers have cached."""
    monkeypatch.setenv("DATABASE_URL", database.fresh())
    with process(tmp_path / "new", "--workers", "4") as gateway:
        terminal = Terminal.enrolled(gateway)
        for _ in range(10):
            item = terminal.sealed(petition(gateway.clock()))
            calls = [terminal.handing_in(item) for _ in range(EIGHT)]
            answers = [each for each in at_once([partial(sent, each) for each in calls]) if not isinstance(each, str)]
            assert sorted(each.status_code for each in answers) == [200] * (EIGHT - 1) + [201]
            assert len({ItemStatus.model_validate_json(each.text).receipt for each in answers}) == 1
