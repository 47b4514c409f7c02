"""Sends input that is costly to read from sixteen terminals at once, and measures how long health waits: `python -m
benchmarks.faults.gateway_costly --seconds 10`."""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import requests

from benchmarks.load.calls import enrolled
from benchmarks.load.serving import gateway
from core.command_line import print_json
from core.wire import PETITION
from gateway.clock import china_now
from gateway.runtime import Stores, open_runtime
from testkit.age_headers import COSTLY, END, VERSION, stanza
from testkit.terminal import Terminal, holding, petition
from trust.seal import seal

TERMINALS = 16


def _petition(terminal: Terminal, **changed: object) -> bytes:
    plain = PETITION.dump_python(petition(china_now()), mode="json")
    return seal(json.dumps({**plain, **changed}).encode(), terminal.keys["bureau"])


TEXTS: dict[str, Callable[[Terminal], bytes]] = {
    "60 kB of stanzas": lambda _: COSTLY["many stanzas"],
    "20 stanzas in 2 kB": lambda _: VERSION + b"".join(stanza() for _ in range(19)) + END,
    "200,000 empty attachments": lambda terminal: _petition(terminal, attachments=[{}] * 200_000),
    "a megabyte told": lambda terminal: _petition(terminal, local_number="1" * 1_000_000),
}


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m benchmarks.faults.gateway_costly")
    words.add_argument("--seconds", type=float, default=10, help="for each kind")
    args = words.parse_args()
    for kind, make in TEXTS.items():
        with tempfile.TemporaryDirectory() as folder, gateway(Path(folder) / "g", Stores(), 1) as served:
            runtime = open_runtime(Path(folder) / "g")
            terminals = enrolled(runtime, served.url, TERMINALS).terminals
            print_json({"kind": kind, **attacked(served.url, terminals, make, args.seconds)})
            runtime.engine.dispose()
    return 0


def attacked(
    url: str, terminals: list[Terminal], make: Callable[[Terminal], bytes], seconds: float
) -> dict[str, object]:
    answers, ends = Counter[str](), time.monotonic() + seconds
    prepared = [[each.handing_in(holding(each, text=make(each))) for _ in range(30)] for each in terminals]

    def attack(calls: list[requests.PreparedRequest]) -> None:
        with requests.Session() as session:
            for call in calls:
                if time.monotonic() > ends:
                    return
                answer = session.send(call, timeout=300)
                answers[f"{answer.status_code} {answer.json().get('code', '')}"] += 1

    people = [threading.Thread(target=attack, args=(calls,)) for calls in prepared]
    ends, began = time.monotonic() + seconds, time.monotonic()
    for each in people:
        each.start()
    longest, asked = 0.0, 0
    with requests.Session() as session:
        while any(each.is_alive() for each in people):
            at = time.monotonic()
            assert session.get(f"{url}/v1/health", timeout=300).status_code == 200
            longest, asked = max(longest, time.monotonic() - at), asked + 1
            time.sleep(0.01)
    told = {"seconds": round(time.monotonic() - began, 1), "health_longest_seconds": round(longest, 3)}
    return {**told, "health_asked": asked, "answers": dict(answers)}


if __name__ == "__main__":
    sys.exit(main())
