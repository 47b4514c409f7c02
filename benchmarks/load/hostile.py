"""Twenty honest terminals, alone and then beside sixteen hostile ones: the honest ones' waits, health, memory.

Each hostile terminal is enrolled and repeats one attack `rate` times a second; besides, it holds as many slow
connections as it gets. There is no proxy in front."""

import base64
import multiprocessing
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.synchronize import Event
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import requests

from benchmarks.load.calls import as_bytes, enrolled
from benchmarks.load.serving import Served, gateway
from benchmarks.load.stores import place
from core.person import Person
from gateway.clock import china_now
from gateway.runtime import open_runtime
from testkit.gateway_in_process import Gateway
from testkit.terminal import Terminal, described, petition, sent
from trust.key_possession import prove_possession
from trust.keys import SigningKey
from trust.sign import sign_bytes

HONEST, HOSTILE = 20, 16
PAUSE_SECONDS = 1.0
"""Seconds between two items of an honest terminal, the hurried ones of an evening."""
ALONE = 60.0
MEBIBYTE = 1 << 20


@dataclass
class LoadMetrics:
    """Seconds that registrations and health took; memory of the gateway's processes, in bytes, over time."""

    waits: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)

    def p99(self) -> float:
        return sorted(self.waits)[int(0.99 * (len(self.waits) - 1))]


def main(kinds: list[str], workers: int, seconds: float, rate: float) -> None:
    for kind in kinds:
        with place(kind) as there:
            data, stores = there.folder / "ours", there.fresh()
            runtime = open_runtime(data, stores=stores)
            with gateway(data, stores, workers) as ours:
                desk = enrolled(runtime, ours.url, HONEST + HOSTILE).terminals
                runtime.engine.dispose()
                honest, hostile = desk[:HONEST], desk[HONEST:]
                _watched(ours, honest, 5)
                alone = _watched(ours, honest, min(seconds, ALONE))
                with _attacked(hostile, rate) as answers:
                    beside = _watched(ours, honest, seconds)
                _tell(kind, workers, alone, beside, answers())


def _tell(kind: str, workers: int, alone: LoadMetrics, beside: LoadMetrics, answers: dict[str, dict[int, int]]) -> None:
    for name, seen in (("alone", alone), ("beside", beside)):
        middle = sorted(seen.waits)[len(seen.waits) // 2]
        print(
            f"{kind}, {workers} workers, {name}: {len(seen.waits)} registrations, p50 {1000 * middle:.0f} ms, "
            f"p99 {1000 * seen.p99():.0f} ms, refused {dict(seen.refused)}; health at most {max(seen.health):.2f} s; "
            f"memory {min(seen.memory) / MEBIBYTE:.0f} to {max(seen.memory) / MEBIBYTE:.0f} MiB, "
            f"at the end {seen.memory[-1] / MEBIBYTE:.0f}",
            flush=True,
        )
    print(f"  p99 beside : alone = {beside.p99() / alone.p99():.2f}", flush=True)
    for attack, told in answers.items():
        print(f"  {attack}: {dict(sorted(told.items()))}", flush=True)


def _watched(ours: Served, honest: list[Terminal], seconds: float) -> LoadMetrics:
    seen, over = LoadMetrics(), threading.Event()
    works = [threading.Thread(target=_file, args=(each, seen, over)) for each in honest]
    works += [threading.Thread(target=_look, args=(ours, seen, over))]
    for each in works:
        each.start()
    over.wait(seconds)
    over.set()
    for each in works:
        each.join()
    return seen


def _file(terminal: Terminal, seen: LoadMetrics, over: threading.Event) -> None:
    n = 0
    while not over.wait(PAUSE_SECONDS):
        n += 1
        asker = Person(name="王小满", phone=f"138{n:04d}{int(terminal.id[2:], 16) % 10_000:04d}", address="阳光村一组")
        call = terminal.handing_in(terminal.sealed(petition(china_now(), asker=asker)))
        began = monotonic()
        with requests.Session() as session:
            answer = session.send(call, timeout=60)
        seen.waits.append(monotonic() - began)
        if answer.status_code != 201:
            seen.refused[answer.status_code] += 1


def _look(ours: Served, seen: LoadMetrics, over: threading.Event) -> None:
    while True:
        began = monotonic()
        requests.get(f"{ours.url}/v1/health", timeout=60).raise_for_status()
        seen.health.append(monotonic() - began)
        seen.memory.append(sum(each.memory_info().rss for each in ours.processes))
        if over.wait(0.5):
            return


Attack = Callable[[Terminal], int]


def big_header(terminal: Terminal) -> int:
    """Sends an age file whose header never ends: the library would take time in the square of its length."""
    item = terminal.sealed(petition(china_now()))
    text = b"age-encryption.org/v1\n" + b"-> X25519 AAAA\nAAAA\n" * 3000
    parts = [described("text.age", text), *item.signed.opened().parts[1:]]
    item.signed = terminal.signed(item.signed.opened().model_copy(update={"parts": parts}).model_dump_json())
    item.files["text.age"] = text
    return terminal.hand_in(item).status_code


def forged(terminal: Terminal) -> int:
    return replace(terminal, key=SigningKey.generate()).call("GET", "/v1/bulletin").status_code


def forged_body(terminal: Terminal) -> int:
    """Sends a batch of megabytes that names the key in use and is signed with another."""
    request = terminal.request("POST", "/v1/batches", {"x": "y" * (8 << 20)})
    request.headers["Signature"] = f"sunlit=:{base64.b64encode(bytes(64)).decode()}:"
    with requests.Session() as session:
        return session.send(request, timeout=60).status_code


def evaluation(terminal: Terminal) -> int:
    said = {"bureau": "satisfied", "unit": "satisfied", "reasons": "x" * (8 << 20)}
    query = {"query_code": "1234-5678-9012-3456", "last_four": "1234"}
    return terminal.call("POST", "/v1/evaluations", {"query": query, "evaluation": said}).status_code


def rotation(terminal: Terminal) -> int:
    """Changes its key and uses the new one at once."""
    fresh = SigningKey.generate()
    call = {"public_key": fresh.public, "proof": prove_possession(terminal.id, fresh)}
    answer = terminal.call("POST", "/v1/rotation", call)
    if answer.status_code == 200:
        terminal.key = fresh
    return answer.status_code


def unfinished(terminal: Terminal) -> int:
    """Hands in an item with a part that is begun and arrives corrupt."""
    item, _ = terminal.filed()
    return terminal.upload(item).patch(b"x" * len(item.files["1.age"])).status_code


def comparison(terminal: Terminal) -> int:
    held = [{"item": str(uuid4()), "state": "registered"} for _ in range(500)]
    call = {"nonce": "n" * 20, "items": held}
    return terminal.call("POST", "/v1/reconciliation", call).status_code


def refused_item(terminal: Terminal) -> int:
    """Sends a signed call with a sealed item whose envelope is signed by another key."""
    item = terminal.sealed(petition(china_now()))
    text = item.signed.envelope
    item.signed = replace(terminal, key=SigningKey.generate()).signed(text)
    assert item.signed.signature != sign_bytes(text.encode(), terminal.key)
    return terminal.hand_in(item).status_code


ATTACKS: list[Attack] = [
    big_header,
    forged,
    forged_body,
    evaluation,
    rotation,
    unfinished,
    comparison,
    refused_item,
]


class Slow:
    """Fifty connections with a byte now and then: half are calls of the terminal, half of nobody."""

    LINES = 50

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.lines = terminal, list[socket.socket]()

    def go_on(self) -> None:
        for line in list(self.lines):
            try:
                line.sendall(b"y")
            except OSError:
                self.lines.remove(line)
        if len(self.lines) < self.LINES:
            with suppress(OSError):
                self._begin()

    def _begin(self) -> None:
        address = urlsplit(self.terminal.gateway.url)
        line = socket.create_connection((address.hostname or "", address.port or 0), 10)
        call = as_bytes(self.terminal.request("POST", "/v1/batches", {"x": "y" * (1 << 20)}))
        whole = b"POST /v1/items HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
        line.sendall(call[: 1 << 20] if len(self.lines) % 2 else whole)
        self.lines.append(line)


@contextmanager
def _attacked(hostile: list[Terminal], rate: float) -> Iterator[Callable[[], dict[str, dict[int, int]]]]:
    spawning = multiprocessing.get_context("spawn")
    over, told = spawning.Event(), spawning.Queue()
    known = [(each.gateway.url, each.id, each.key.raw, each.keys) for each in hostile]
    works = [spawning.Process(target=_attack, args=(known[n::2], rate, n, over, told)) for n in range(2)]
    for each in works:
        each.start()
    answers: dict[str, dict[int, int]] = {}
    try:
        yield lambda: answers
    finally:
        over.set()
        for _ in works:
            answers |= told.get(timeout=120)
        for each in works:
            each.join()


class Hostile(Terminal):
    """A hostile terminal; it checks no signature of the platform."""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        return sent(self.request(method, path, body, **headers))


def _attack(known: list[tuple[str, str, bytes, Any]], rate: float, turn: int, over: Event, told: Any) -> None:
    answers: dict[str, Counter[int]] = {}
    works = []
    for n, (url, name, key, keys) in enumerate(known):
        attack = ATTACKS[(n + 4 * turn) % len(ATTACKS)]
        terminal = Hostile(Gateway(url, Path(), Any, china_now), name, SigningKey(key), keys)  # type: ignore[arg-type]
        told_here = answers.setdefault(f"{attack.__name__} ({turn})", Counter())
        works.append(threading.Thread(target=_again, args=(attack, terminal, rate, over, told_here)))
    for each in works:
        each.start()
    for each in works:
        each.join()
    told.put({name: dict(counted) for name, counted in answers.items()})


def _again(attack: Attack, terminal: Terminal, rate: float, over: Event, answers: Counter[int]) -> None:
    slow = Slow(terminal)
    while not over.wait(1 / rate):
        slow.go_on()
        try:
            answers[attack(terminal)] += 1
        except (OSError, AssertionError):  # cut off, or refused on the way
            answers[0] += 1
