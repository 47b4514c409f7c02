"""Costly input is refused before the work is done, is counted, and blocks nobody."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
import requests

from core import wire
from core.wire import MAX_PETITION_BYTES, PETITION
from gateway.cases import bulletin, records
from gateway.intake import offline_import
from gateway.keys import keyring
from gateway.throttling import refused_items
from testkit.age_headers import COSTLY
from testkit.gateway_in_process import Gateway
from testkit.terminal import Item, Terminal, holding, petition, refusal, sent
from trust.seal import seal

UNOPENABLE = (422, "unopenable")
ALL_THREADS = 40
"""Of the server in this process (anyio's own number)."""


def telling(terminal: Terminal, **changed: Any) -> Item:
    """Returns an item whose petition holds a field that no petition has."""
    plain = PETITION.dump_python(petition(terminal.gateway.clock()), mode="json")
    return holding(terminal, text=seal(json.dumps({**plain, **changed}).encode(), terminal.keys["bureau"]))


@pytest.mark.parametrize("kind", ["many stanzas", "many empty stanzas", "a long body", "many arguments"])
def test_a_costly_text_is_refused_unopened(terminal: Terminal, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bytes] = []
    monkeypatch.setattr(pyrage, "decrypt", lambda sealed, _: opened.append(sealed))
    assert refusal(terminal.hand_in(holding(terminal, text=COSTLY[kind]))) == UNOPENABLE
    assert not opened


@pytest.mark.parametrize(
    "changed",
    [
        {"attachments": [{}] * 100_000},
        {"attachments": [1] * 100_000},
        {str(n): 1 for n in range(50_000)},
        {"local_number": "1" * MAX_PETITION_BYTES},
    ],
    ids=["empty attachments", "numbers", "fields nobody knows", "length"],
)
def test_a_petition_of_too_much_is_refused_unread(
    terminal: Terminal, changed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    item = telling(terminal, **changed)
    monkeypatch.setattr(wire, "PETITION", None)
    assert refusal(terminal.hand_in(item)) == (422, "garbled")


def test_a_long_text_is_opened_elsewhere(gateway: Gateway, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    long = petition(gateway.clock())
    long = replace(long, matter=replace(long.matter, narrative="路灯坏了。" * 9000))
    monkeypatch.setattr(keyring, "open_sealed", None)
    assert terminal.hand_in(terminal.sealed(long)).status_code == 201


def test_on_a_stick_too(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    holding(terminal, text=COSTLY["many stanzas"]).laid(tmp_path / "stick")
    telling(terminal, attachments=[{}] * 100_000).laid(tmp_path / "stick")
    told = offline_import.import_items(gateway.runtime, tmp_path / "stick")
    assert {each["error"]["code"] for each in told} == {"unopenable", "garbled"}


def test_a_case_is_shown_in_spite_of_a_costly_part(gateway: Gateway, terminal: Terminal) -> None:
    item = holding(terminal, part=COSTLY["many stanzas"])
    receipt = terminal.hand_in(item).json()["receipt"]
    assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    shown = records.show(gateway.runtime, receipt["case_number"])
    assert shown and shown["attachments"][0]["intact"] is False


def test_who_is_refused_too_often_has_to_wait(gateway: Gateway, terminal: Terminal) -> None:
    known, _ = terminal.filed()
    other = Terminal.enrolled(gateway)
    for _ in range(refused_items.MAX_REFUSED):
        assert refusal(terminal.hand_in(holding(terminal, text=b"torn"))) == UNOPENABLE
    answer = terminal.hand_in(holding(terminal, text=b"torn"))
    assert refusal(answer) == (429, "too-many") and int(answer.headers["Retry-After"]) > 0
    assert terminal.hand_in(known).status_code == 200  # a receipt is nobody's to withhold
    assert other.filed()
    gateway.clock.turn(minutes=10)
    assert terminal.filed()


def test_another_process_counts_on(gateway: Gateway, terminal: Terminal) -> None:
    for _ in range(refused_items.MAX_REFUSED):
        terminal.hand_in(holding(terminal, text=b"torn"))
    gateway.runtime.terminals_with_refusals.clear()  # as in a process that has not met it
    assert refusal(terminal.hand_in(holding(terminal, text=b"torn"))) == UNOPENABLE
    assert refusal(terminal.hand_in(holding(terminal, text=b"torn"))) == (429, "too-many")


def test_a_stranger_is_not_listened_to_for_long(gateway: Gateway) -> None:
    unknown = {f"k{n}": 1 for n in range(200)}
    assert refusal(requests.post(f"{gateway.url}/v1/enrolments", json=unknown, timeout=120)) == (413, "too-long")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/batches", {"items": [{}] * 5000}),
        ("/v1/reconciliation", {"items": [1] * 5000}),
        ("/v1/queries", {"query_code": 10**3000}),
    ],
)
def test_nor_is_a_terminal(terminal: Terminal, path: str, body: Any) -> None:
    assert refusal(terminal.call("POST", path, body)) == (413, "too-long")


def test_health_answers_while_all_threads_are_at_work(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    terminals = [Terminal.enrolled(gateway) for _ in range(9)]
    taken, go_on = threading.Semaphore(0), threading.Event()

    def stuck(*_: Any) -> None:
        taken.release()
        go_on.wait(120)

    monkeypatch.setattr(bulletin, "current", stuck)
    calls = [each.request("GET", "/v1/bulletin") for each in terminals for _ in range(5)]
    with ThreadPoolExecutor(len(calls)) as people:
        try:
            for call in calls:
                people.submit(sent, call)
            for _ in range(ALL_THREADS):
                assert taken.acquire(timeout=120)
            assert requests.get(f"{gateway.url}/v1/health", timeout=120).json()["status"] == "ok"
        finally:
            go_on.set()
