"""The cost of each check: CPU of the gateway's process a call, alternating between accepted and refused calls."""

import base64
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import requests
from requests import PreparedRequest
from sqlalchemy import insert, update

from benchmarks.load.calls import as_bytes, enrolled
from benchmarks.load.client import send
from benchmarks.load.serving import Served, gateway
from benchmarks.load.stores import place
from gateway.clock import china_now
from gateway.runtime import Runtime, open_runtime
from gateway.storage.schema import former_keys, terminals
from testkit.terminal import Terminal
from trust.keys import SigningKey

LINES = 8
CALLS, ROUNDS = 300, 5
Kind = Callable[[], PreparedRequest]


def main(kinds: list[str]) -> None:
    for kind in kinds:
        with place(kind) as there:
            data, stores = there.folder / "ours", there.fresh()
            runtime = open_runtime(data, stores=stores)
            with gateway(data, stores, 1) as ours:
                honest, revoked, renewed = enrolled(runtime, ours.url, 3).terminals
                _furnish(runtime, revoked, renewed)
                for name, call in _calls(honest, revoked, renewed).items():
                    print(f"{kind:<11}{name:<52}{_cpu(ours, call):>8.2f} ms of CPU a call", flush=True)
            runtime.engine.dispose()


def _furnish(runtime: Runtime, revoked: Terminal, renewed: Terminal) -> None:
    former = [
        {"terminal": renewed.id, "public_key": SigningKey.generate().public, "until": china_now()} for _ in range(400)
    ]
    with runtime.engine.begin() as db:
        db.execute(update(terminals).where(terminals.c.id == revoked.id).values(revoked_at=china_now()))
        db.execute(insert(former_keys), former)


def _calls(honest: Terminal, revoked: Terminal, renewed: Terminal) -> dict[str, Kind]:
    def asked(terminal: Terminal) -> PreparedRequest:
        return terminal.request("GET", "/v1/bulletin")

    def forged(terminal: Terminal, body: bytes = b"") -> PreparedRequest:
        """Returns a request that names the key in use but carries another key's signature."""
        request = terminal.request("POST", "/v1/queries", body.decode()) if body else asked(terminal)
        request.headers["Signature"] = f"sunlit=:{base64.b64encode(bytes(64)).decode()}:"
        return request

    return {
        "health": lambda: requests.Request("GET", f"{honest.gateway.url}/v1/health").prepare(),
        "a signed call that asks for the bulletin": lambda: asked(honest),
        "unsigned": lambda: requests.Request("GET", f"{honest.gateway.url}/v1/bulletin").prepare(),
        "a terminal that is not there": lambda: asked(replace(honest, id="t-0123456789ab")),
        "revoked": lambda: asked(revoked),
        "forged, of a key in use": lambda: forged(honest),
        "forged, of a key nobody knows": lambda: asked(replace(honest, key=SigningKey.generate())),
        "forged, of a terminal that had 400 keys": lambda: asked(replace(renewed, key=SigningKey.generate())),
        "forged, with a body of 7 kB": lambda: forged(honest, b"x" * 7000),
    }


def _cpu(ours: Served, call: Kind) -> float:
    spent = []
    for _ in range(ROUNDS):
        calls = [as_bytes(call()) for _ in range(CALLS)]
        before = ours.cpu()
        send(ours.url, calls, LINES)
        spent.append(1000 * (ours.cpu() - before) / CALLS)
    return median(spent)
