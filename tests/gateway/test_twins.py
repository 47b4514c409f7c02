"""The same item handed in while it is being registered: the second is told so, and there is one case in the end."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, insert, text

from core.wire import ItemCall, ItemStatus
from gateway.blobs import Blobs
from gateway.casework import records
from gateway.door import enrolment
from gateway.intake import reception, underway
from gateway.refusals import Refused
from gateway.schema import items
from tests.gateway.running import Gateway, either_store
from tests.gateway.terminal import Terminal, petition, refusal, sent


class Slow:
    """A store that puts nothing away before it is let."""

    def __init__(self, blobs: Blobs) -> None:
        self.blobs, self.asked, self.let = blobs, threading.Event(), threading.Event()

    @contextmanager
    def ready(self, name: str, content: bytes) -> Iterator[Callable[[], None]]:
        def wait() -> None:
            self.asked.set()
            assert self.let.wait(30)
            put_in_place()

        with self.blobs.ready(name, content) as put_in_place:
            yield wait


@either_store
def test_a_twin_of_a_call_under_way_is_told_to_ask_again(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(underway, "PATIENCE", 0.1)
    item, slow = terminal.sealed(petition(gateway.clock())), Slow(gateway.office.blobs)
    office = replace(gateway.office, blobs=slow)  # type: ignore[arg-type]
    call, sender = ItemCall.model_validate(terminal.as_call(item)), enrolment.sender(office, terminal.id)
    assert sender
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(reception.hand_in, office, sender, call, item.id)
        assert slow.asked.wait(30)
        with pytest.raises(Refused) as refused:
            reception.hand_in(office, sender, call, item.id)
        slow.let.set()
        status, new = first.result(30)
    assert (refused.value.status_code, refused.value.code) == (409, "running")
    assert refused.value.headers == {"Retry-After": "1"}
    assert new and ItemStatus.model_validate_json(terminal.hand_in(item).text) == status
    assert len(records.listed(gateway.office)) == 1


@pytest.mark.parametrize("stores", ["province"], indirect=True)
def test_a_twin_on_another_machine_is_seen_in_the_database(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(petition(gateway.clock()))
    row = {"item": str(item.id), "terminal": terminal.id, "fingerprint": "", "envelope": "", "signature": ""}
    with gateway.office.engine.connect() as elsewhere:
        elsewhere.execute(insert(items).values(**row, received_at=gateway.clock()))
        answer = terminal.hand_in(item)
        assert refusal(answer) == (409, "running") and answer.headers["Retry-After"] == "1"
        elsewhere.rollback()  # it lost its power
    assert terminal.hand_in(item).status_code == 201


def test_a_database_locked_by_others_is_busy_and_no_more(gateway: Gateway, terminal: Terminal) -> None:
    request = terminal.handing_in(terminal.sealed(petition(gateway.clock())))
    gateway.office.engine.dispose()  # connections made from now on have no patience
    event.listen(gateway.office.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 50"))
    with gateway.office.engine.connect() as other:
        other.execute(text("SELECT 1"))  # a transaction here takes the lock at once
        answer = sent(request)
        assert refusal(answer) == (503, "busy") and answer.headers["Retry-After"] == "5"
