"""Nothing slow happens inside a transaction: on SQLite everybody else would wait for it (decision 0053)."""

import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from core.wire import ItemStatus
from gateway.blobs.folder import FolderBlobs
from gateway.cases import records
from gateway.intake import earlier_cases, offline_import
from gateway.keys.keyring import Keyring
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import led
from testkit.terminal import Terminal, petition


class Watch:
    """Records how many transactions this thread has open, and which slow calls happen meanwhile."""

    def __init__(self, gateway: Gateway) -> None:
        self.here = threading.local()
        self.slow, self.done = list[str](), Counter[str]()
        engine = gateway.runtime.engine
        for name, by in (("begin", 1), ("commit", -1), ("rollback", -1)):
            event.listen(engine, name, lambda _connection, by=by: self._count(by))

    def _count(self, by: int) -> None:
        self.here.open = max(0, getattr(self.here, "open", 0) + by)

    def over(self, owner: type, name: str, patch: pytest.MonkeyPatch) -> None:
        """Patches a slow method to record each call."""
        done = getattr(owner, name)

        def watched(*given: Any, **named: Any) -> Any:
            self.done[name] += 1
            if getattr(self.here, "open", 0):
                self.slow.append(name)
            return done(*given, **named)

        patch.setattr(owner, name, watched)


@pytest.fixture
def watch(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch(gateway)
    for name in ("opened", "seal_text", "open_text"):
        watch.over(Keyring, name, monkeypatch)
    for name in ("get", "arriving", "digest"):
        watch.over(FolderBlobs, name, monkeypatch)
    return watch


def query(status: ItemStatus) -> dict[str, str]:
    assert status.receipt
    return {"query_code": status.receipt.query_code, "last_four": "1234"}


def test_in_all_that_becomes_of_a_case(gateway: Gateway, terminal: Terminal, watch: Watch, tmp_path: Path) -> None:
    item, status = terminal.filed()
    terminal.filed()
    assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    assert status.receipt
    number = status.receipt.case_number
    led(gateway.runtime, number)
    assert "get" not in watch.slow  # petitions are fetched and opened beforehand
    watch.slow.clear()  # a letter has its number, and is sealed, inside the transaction
    assert terminal.call("POST", "/v1/queries", query(status)).status_code == 200
    said = {"bureau": "satisfied", "unit": "dissatisfied", "reasons": "还是太暗"}
    assert terminal.call("POST", "/v1/evaluations", {"query": query(status), "evaluation": said}).status_code == 204
    assert records.show(gateway.runtime, number)
    carrying = terminal.sealed(petition(gateway.clock())).laid(tmp_path / "stick").parent
    (told,) = offline_import.import_items(gateway.runtime, carrying)
    assert "case_number" in told
    assert watch.slow == []
    assert {"opened", "seal_text", "open_text", "get", "arriving", "digest"} <= watch.done.keys()


@either_store
def test_nobody_waits_while_earlier_texts_are_opened(
    gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may take long: an attacker may have filed slow texts in a victim's name."""
    first = terminal.sealed(petition(gateway.clock()))
    assert terminal.hand_in(first).status_code == 201
    others: list[int] = []

    def slow(narrative: str, before: str, known: list[str]) -> float:
        stranger = replace(petition(gateway.clock()).petitioner, id_number="110105194912310089")
        others.append(terminal.hand_in(terminal.sealed(petition(gateway.clock(), asker=stranger))).status_code)
        again = terminal.hand_in(second)
        others.append(again.status_code)
        return 1.0

    monkeypatch.setattr(earlier_cases, "similarity", slow)
    monkeypatch.setattr("gateway.runtime.in_flight.TWIN_WAIT", 0.1)
    second = terminal.sealed(petition(gateway.clock()))
    answer = terminal.hand_in(second)
    assert answer.status_code == 201 and answer.json()["earlier"]["case_number"] == "XF2026-00000001"
    assert others == [201, 409]  # a twin of the very call is told to ask again


@either_store
def test_a_text_whose_item_is_refused_leaves_no_file(gateway: Gateway, terminal: Terminal) -> None:
    item, _ = terminal.filed()
    other = terminal.sealed(petition(gateway.clock()), item=item.id)
    assert terminal.hand_in(other).status_code == 422
    incoming = gateway.data / "blobs" / "incoming"
    assert not incoming.exists() or not list(incoming.iterdir())
    assert gateway.runtime.blobs.get(f"{item.id}/text.age") == item.files["text.age"]
