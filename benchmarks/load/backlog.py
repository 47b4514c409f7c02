"""A backlog: many terminals hand in once each, in random order, on connections of their own; measures how long each
waits."""

import random

from benchmarks.load.calls import enrolled
from benchmarks.load.client import send
from benchmarks.load.serving import gateway
from benchmarks.load.stores import place
from gateway.runtime import open_runtime

LINES = 64
AT_ONCE = 1000
"""Calls signed in one go: a signature is valid for five minutes."""


def main(kinds: list[str], workers: int, terminals: int, seed: int) -> None:
    for kind in kinds:
        _drain(kind, workers, terminals, seed)


def _drain(kind: str, workers: int, count: int, seed: int) -> None:
    with place(kind) as there:
        data, stores = there.folder / "ours", there.fresh()
        runtime = open_runtime(data, stores=stores)
        with gateway(data, stores, workers) as ours:
            desk = enrolled(runtime, ours.url, count)
            random.Random(seed).shuffle(desk.terminals)
            took, waits = 0.0, []
            for first in range(0, count, AT_ONCE):
                sent = send(ours.url, desk.signed(min(AT_ONCE, count - first)), LINES, each_anew=True)
                assert not sent.refused, sent.refused[0]
                took += sent.seconds
                waits += sent.waits
            cpu = 1000 * ours.cpu() / count
        runtime.engine.dispose()
    waits.sort()
    p50, p99 = (1000 * waits[int(share * len(waits))] for share in (0.5, 0.99))
    print(
        f"{kind}, {workers} workers: {count} terminals in {took:.0f} s, {count / took:.0f}/s, {LINES} at once: "
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, most {1000 * waits[-1]:.0f} ms, CPU {cpu:.1f} ms each",
        flush=True,
    )
